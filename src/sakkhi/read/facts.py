"""Standing facts: what a sentence tells of an actor or a place beside its attacks.

Who was designated by whom and what a mission has become are told in every order and by any verb. So they are read from
the words that must be there, a label of terrorism and a word of naming, a mission and a word of change; who is who
follows from what they are: states designate, bodies that are none are designated, whom a mission advises is not whose.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sakkhi.model.reading import Fact, FactKind
from sakkhi.model.when import When
from sakkhi.read.compose import Quoter
from sakkhi.read.forces import is_inside
from sakkhi.read.items import Item, Sentence
from sakkhi.read.names import Names
from sakkhi.read.patterns import Finding
from sakkhi.read.where import entry_of

_ACTING = frozenset({"actor", "demonym", "metonym"})
_CHANGED = frozenset({"become", "no", "no_more"})
_KEYS = frozenset({"terror_label", "mission", "use"})
_SITES = frozenset({"site", "facility.military_base"})
_NOT_USE = frozenset({"weapon", "attack_v", "launch"})  # what is used there is no site
_HELD = 7  # items between a word of use and who uses the site
_TIES = frozenset({"on", "with", "against", "near"})
_PARTS = frozenset({"semicolon"})
_REACH = 14  # items between a label and the word that gives it, a mission and what it has become
_BESIDE = 8  # items from who is advised to the word for it
_NAMING = ("terror_label", "advise", "mission")


def facts(told: list[Sentence], found: list[list[Finding]], names: Names, quoter: Quoter) -> tuple[Fact, ...]:
    """Standing facts, in the order of the text."""
    out: list[Fact] = []
    for sentence, findings in zip(told, found, strict=True):
        items = sentence.items
        out.extend(_captured(items, f, names, quoter) for f in findings if f.pattern.kind == "fact")
        if all(map(_KEYS.isdisjoint, [i.classes for i in items])):
            continue
        classes = frozenset().union(*(i.classes for i in items))
        if "use" in classes and classes & _SITES:
            out.extend(_uses(items, names, quoter))
        if classes >= {"terror_label", "designate"}:
            out.extend(_designations(items, told[: sentence.index], names, quoter))
        if classes >= {"mission", "advise"} and classes & _CHANGED:
            out.extend(_mission(items, told[: sentence.index], names, quoter))
    first = {(f.kind, f.subject, f.object): f for f in reversed(out)}
    return tuple(first.values())[::-1]


def _uses(items: list[Item], names: Names, quoter: Quoter) -> list[Fact]:
    """Who a sentence says uses, hosts or shares which base."""
    for n in (n for n, i in enumerate(items) if "use" in i.classes):
        first, last = _clause(items, n)
        site = _nearest([k for k in range(first, last) if items[k].classes & _SITES and k != n], n)
        users = [k for k in range(first, last) if "actor" in items[k].classes and not is_inside(items, k)]
        users = [k for k in users if abs(k - n) <= _HELD and ("place" not in items[k].classes or _acts(items[k]))]
        user = _nearest(users, n)
        if site is None or user is None or abs(site - n) > _REACH:
            continue
        if any(i.classes & _NOT_USE for i in items[min(n, site, user) : max(n, site, user) + 1]):
            continue
        name = names.of(items[user])[0]
        place = entry_of(items[site])
        where = place.name if place is not None else items[site].text
        run = items[min(n, site, user) : max(n, site, user) + 1]
        return [Fact(FactKind.SITE_USE, where, name, None, (quoter.range(run, "facts.site_use"),))]
    return []


def _acts(item: Item) -> bool:
    """True for a state named by its people or its adjective, not by the country alone."""
    return bool(item.classes & {"demonym", "victim", "troops"})


def _designations(items: list[Item], before: list[Sentence], names: Names, quoter: Quoter) -> list[Fact]:
    """What a sentence says was designated as what: one fact a label with a word of naming beside it."""
    out = []
    for n in (n for n, i in enumerate(items) if "terror_label" in i.classes):
        first, last = _clause(items, n)
        naming = [k for k in range(first, last) if "designate" in items[k].classes and abs(k - n) <= _REACH]
        if not naming:
            continue
        at = min(naming, key=lambda k: abs(k - n))
        own = [k for k in range(first, last) if items[k].classes & _ACTING]
        by = _nearest([k for k in own if names.is_state(items[k]) and not is_inside(items, k)], at)
        sponsor = _sponsor(items, at, n, names)
        by = _nearest([k for k in own if names.is_state(items[k]) and items[k] is not sponsor], at) if sponsor else by
        subject = sponsor or (
            _body(items, first, last, names) or _body(items, 0, first, names) or _body_before(before, names)
            or _body(items, 0, len(items), names, part=True)
        )  # fmt: skip
        state = items[by] if by is not None else None
        if state is None and any("possessive" in i.classes for i in items[first:n]):  # "it put the force on its list"
            state = _state_before(before, names)
        if subject is None or "attack_v" in items[at].classes:
            continue
        label = f"{_word(items[n])} (by {names.of(state)[0]})" if state is not None else _word(items[n])
        run = [n, at, *([by] if by is not None else []), *(k for k in own if items[k] is subject)]
        out.append(_fact("designation", subject, label, items, run, names, quoter, _when(items[first:last])))
    return out


def _sponsor(items: list[Item], at: int, label: int, names: Names) -> Item | None:
    """The state that a label which states get is given: "declared X a state sponsor of terrorism"."""
    if "state_label" not in items[label].classes:
        return None
    between = items[at + 1 : label]
    if any(
        i.classes & {"pronoun", "group_pronoun"} or ("actor" in i.classes and not names.is_state(i)) for i in between
    ):
        return None
    return next((i for i in between if i.classes & _ACTING and "gen" not in i.features), None)


def _mission(items: list[Item], before: list[Sentence], names: Names, quoter: Quoter) -> list[Fact]:
    """What a sentence says a mission has become: to advise, where it was to fight or is told to have changed."""
    for n in (n for n, i in enumerate(items) if "mission" in i.classes):
        advising = [k for k, i in enumerate(items) if "advise" in i.classes and k != n and abs(k - n) <= _REACH]
        if not advising:
            continue
        to = _nearest(advising, n) or 0
        around = range(max(0, min(n, to) - _REACH), min(len(items), max(n, to) + _REACH))
        changed = [k for k in around if items[k].classes & _CHANGED]
        fought = any("combat" in items[k].classes for k in around)
        if not changed or not (fought or any("become" in items[k].classes for k in changed)):
            continue
        own = [k for k in around if items[k].classes & _ACTING and names.is_state(items[k]) and not is_inside(items, k)]
        own = [k for k in own if abs(k - n) <= abs(k - to) or abs(k - to) > _BESIDE]
        whose = _nearest(own, n)
        subject = items[whose] if whose is not None else _state_before(before, names) or _state(items, names)
        if subject is not None:
            run = [n, to, *([whose] if whose is not None else [])]
            return [_fact("mission_change", subject, _word(items[to]), items, run, names, quoter, _when(items))]
    return []


def _clause(items: list[Item], n: int) -> tuple[int, int]:
    """The items [first, last) between the semicolons round item `n`."""
    parts = [k for k, i in enumerate(items) if i.classes & _PARTS]
    return max((k for k in parts if k < n), default=-1) + 1, min((k for k in parts if k > n), default=len(items))


def _body(items: list[Item], first: int, last: int, names: Names, *, part: bool = False) -> Item | None:
    """The first body in items [first, last) that is no state; with `part` also one told only as what another is of."""
    own = [k for k in range(first, last) if "actor" in items[k].classes and not names.is_state(items[k])]
    own = [k for k in own if not items[k].classes & {"place", "demonym", "metonym", "human"}]
    whole = [k for k in own if _is_whole(items, k, first=k == own[0])]
    return next((items[k] for k in own if part or k not in whole), None)


def _body_before(told: list[Sentence], names: Names) -> Item | None:
    """The body told of last that is no state."""
    bodies = (_body(s.items, 0, len(s.items), names) for s in reversed(told))
    return next((body for body in bodies if body is not None), None)


def _is_whole(items: list[Item], n: int, *, first: bool) -> bool:
    """True for what another body is told to be part of: "the arm of the corps", or behind one, "of the corps"."""
    parts = {"branch"} if first else {"branch", "of"}
    led = any(i.classes & _TIES for i in items[n + 1 : n + 2])  # "on the corps": no part of it
    return ("gen" in items[n].features and not led) or any(i.classes & parts for i in items[max(0, n - 2) : n])


def _state(items: list[Item], names: Names) -> Item | None:
    """The first state that acts in a sentence."""
    acting = (i for n, i in enumerate(items) if i.classes & _ACTING and names.is_state(i) and not is_inside(items, n))
    return next(acting, None)


def _state_before(told: list[Sentence], names: Names) -> Item | None:
    """The state told of last as one who acts."""
    states = (_state(s.items, names) for s in reversed(told))
    return next((state for state in states if state is not None), None)


def _nearest(positions: Sequence[int], n: int) -> int | None:
    return min(positions, key=lambda k: abs(k - n), default=None)


def _when(items: Sequence[Item]) -> When | None:
    return next((i.time.when for i in items if i.time is not None and i.time.when is not None), None)


def _fact(
    kind: str,
    subject: Item,
    thing: str,
    items: list[Item],
    run: list[int],
    names: Names,
    quoter: Quoter,
    when: When | None,
) -> Fact:
    span = quoter.range(items[min(run) : max(run) + 1], f"facts.{kind}")
    return Fact(FactKind(kind), names.of(subject)[0], thing, when, (span,))


def _captured(items: list[Item], finding: Finding, names: Names, quoter: Quoter) -> Fact:
    """The fact of a pattern that captures who it is about and what."""
    values = finding.pattern.values
    subject, thing = (
        items[finding.captures[name][0]] if name in finding.captures else None for name in ("subject", "object")
    )
    span = quoter.range(items[finding.first : finding.last], finding.pattern.id)
    told = _name(subject, names, values, "subject"), _name(thing, names, values, "object")
    return Fact(FactKind(values["kind"]), *told, _when(items), (span,))


def _name(item: Item | None, names: Names, values: Mapping[str, str], slot: str) -> str:
    return values.get(slot) or (names.of(item)[0] if item is not None else "")


def _word(item: Item) -> str:
    """What the lexicon calls a label or a mission."""
    return next((v for c in _NAMING if (v := item.value(c))), item.text)
