"""Triggers → those of them that tell of one attack, together."""

from __future__ import annotations

from itertools import pairwise

from sakkhi.model.incident import Method
from sakkhi.model.place import PlaceEntry
from sakkhi.model.when import When
from sakkhi.read.cues import is_definite, is_fire_besides
from sakkhi.read.items import Item
from sakkhi.read.lapses import is_later
from sakkhi.read.lists import NARROW
from sakkhi.read.mentions import distance, merge_methods
from sakkhi.read.patterns import BOUNDARY, Finding
from sakkhi.read.rivals import is_of_others, own_doers
from sakkhi.read.where import seat_of
from sakkhi.read.whereabouts import lie

FLYING = frozenset({"drone", "missile", "rocket", "mortar", "artillery"})
BY = 3  # items within which a weapon is what a word beside it tells of
_OBJECT = 6  # items from a verb to the attack that it carries out: "launched at dawn, officials said, a raid"
_PARTS = frozenset(
    {"semicolon", "answer", "retaliation", "anniversary", "worst_since", "respond", "likened"}
)  # between two attacks: "in answer to"
_SUBJECTS = frozenset({"attacker", "weapon"})
_ANSWER = 6  # items between "answered" and the attack that was answered
_FRONT = 3  # items at a sentence's head in which "hours after" an attack stands


def told_together(items: list[Item], triggers: list[Item], findings: list[Finding]) -> list[list[Item]]:
    """Triggers that may tell of one attack, together.

    A definite one ("this attack") keeps apart from another's telling.
    """
    flies = any(
        "weapon" in i.classes and i.value("weapon") in FLYING for i in items
    )  # then what was fired is that, and no gunfire
    own, when = _own_places(items, triggers), _own_days(items, triggers)
    doing = own_doers(items, findings) if len(triggers) > 1 else {}
    groups: list[tuple[Method, bool, list[Item]]] = []
    for item in triggers:
        value = next((v for c in ("attack_n", "attack_v", "murder", "attack_w") if (v := item.value(c))), None)
        value = value or (
            "shooting" if item.value("weapon") == "shooting" else "unknown"
        )  # "the fire on X and the arson"
        method = Method(value) if not (flies and "launch" in item.classes) else Method.UNKNOWN
        if method == Method.UNKNOWN and item.classes & {"launch", "impact", "stop"}:
            method = _by_what(items, item)
        definite = is_definite(items, item)
        for n, (known, known_definite, group) in reversed([*enumerate(groups)]):
            merged = merge_methods(known, method)
            if merged is None and _is_joined(items, group[-1], item):
                merged = method if known == Method.SHOOTING else known
            if merged is not None and (
                _is_apart(items, group, item, own, when) or is_of_others(items, group, item, doing)
            ):
                continue
            if merged is not None and not (
                definite != known_definite
                and len(items) > 1
                and (method == Method.UNKNOWN or known == Method.UNKNOWN)
                and _clauses_apart(items, group[-1], item)
            ):
                groups[n] = (merged, known_definite or definite, [*group, item])
                break
        else:
            groups.append((method, definite, [item]))
    return [group for _, _, group in groups]


def _is_joined(items: list[Item], before: Item, item: Item) -> bool:
    """True for what "and" alone joins, and is told to have killed or hurt: "killed by a bomb and gunfire"."""
    i, j = items.index(before), items.index(item)
    beside = j - i <= 2 and ("and_" in item.features or any("and" in x.classes for x in items[i + 1 : j]))
    verbs = all("attack_v" in x.classes and "attack_n" not in x.classes for x in (before, item))  # "shelled and bombed"
    return beside and (verbs or any(x.classes & {"dead", "hurt", "murder"} for x in items[j : j + 3]))


def _by_what(items: list[Item], item: Item) -> Method:
    """What a word of firing or striking tells of, by the weapon right beside it: "after rockets landed on them"."""
    near = [w for w in items if w.value("weapon") and distance(w, item) <= BY]
    found = min(near, key=lambda w: distance(w, item), default=None)
    return Method(found.value("weapon") or "unknown") if found is not None else Method.UNKNOWN


def _own_places(items: list[Item], triggers: list[Item]) -> dict[int, list[PlaceEntry]]:
    """The narrow places of a sentence by the `id` of the trigger that each stands nearest to."""
    out: dict[int, list[PlaceEntry]] = {}
    for item in items if len(triggers) > 1 else ():
        entry = seat_of(item)
        if entry is not None and entry.precision in NARROW and "elsewhere" not in item.classes:
            told = [t for t in triggers if not (t.start > item.start and _is_outcome(items, t))]
            nearest_trigger = min(told or triggers, key=lambda t: distance(item, t))
            out.setdefault(id(nearest_trigger), []).append(entry)
    return out


def _is_outcome(items: list[Item], trigger: Item) -> bool:
    """True for ", killing ten soldiers": what came of what was told before it, where that was."""
    n = items.index(trigger)
    return bool(n) and "comma" in items[n - 1].classes and "ing" in trigger.classes and "dead" in trigger.classes


def _own_days(items: list[Item], triggers: list[Item]) -> dict[int, list[When]]:
    """The days told in a sentence by the `id` of the trigger that each stands nearest to."""
    out: dict[int, list[When]] = {}
    for item in items if len(triggers) > 1 else ():
        if item.time is not None and item.time.kind == "point" and item.time.when is not None:
            nearest_trigger = min(triggers, key=lambda t: distance(item, t))
            out.setdefault(id(nearest_trigger), []).append(item.time.when)
    return out


def _is_apart(
    items: list[Item],
    group: list[Item],
    item: Item,
    own: dict[int, list[PlaceEntry]],
    when: dict[int, list[When]],
) -> bool:
    """True where a clause of its own tells of harm at a place or on days of its own: "A was shelled, B was bombed"."""
    i, j = sorted((items.index(group[-1]), items.index(item)))
    between = items[i:j]
    aftermath = any("aftermath" in x.classes for x in items)  # "held for the murder a day after they were found dead"
    if any(x.classes & _PARTS for x in between) or (is_later(items, between) and not aftermath):
        return True
    if "pl" in items[j].classes and any(
        "repeat" in y.classes and x.classes & {"undergo", "article"} for x, y in pairwise(between)
    ):
        return True  # "stormed a post in a region that has seen a surge in attacks"
    if (
        "attack_v" in items[j].classes and "another" in items[j - 1].classes and "attack_n" not in items[j - 2].classes
    ):  # "gunmen stormed A, and others attacked B"
        return True
    if any("another" in x.classes and "facility" in y.classes for x, y in pairwise(between)):  # "and another bus was"
        return True
    if "attack_v" in items[i].classes and "attack_n" in items[j].classes and j - i <= _OBJECT:
        return False
    parted = next((n for n, x in enumerate(items[i:j], i) if "meanwhile" in x.classes), None)
    if parted is not None and any("num" in x.classes or "place" in x.classes for x in items[parted:]):
        return True
    if any(apart(items, i, j) for apart in (_answers, _is_fronted, _is_answered, _is_by_others, is_fire_besides)):
        return True
    if not any(x.classes & BOUNDARY or "and" in x.classes or "and_" in x.features for x in items[i + 1 : j + 1]):
        return False
    days, day = [w for t in group for w in when.get(id(t), ())], when.get(id(item), [])
    if days and day and not any(x.overlaps(y) for x in days for y in day):
        return True
    there, here = [e for t in group for e in own.get(id(t), ())], own.get(id(item), [])
    return bool(here and there) and not any(lie(x, y).value > 0 for x in here for y in there)


def _is_by_others(items: list[Item], i: int, j: int) -> bool:
    """True for "a bomb killed two soldiers and gunmen shot a judge": others did it to somebody else."""
    at = next((n for n in range(j - 1, max(i, j - BY) - 1, -1) if items[n].classes & _SUBJECTS), None)
    joined = at is not None and any("and" in x.classes for x in items[max(i, at - BY) : at])
    if at is None or not joined or not any("victim" in x.classes for x in items[j + 1 : j + 1 + BY]):
        return False
    harmed = any(x.classes & {"dead", "hurt", "murder"} for x in items[: at - 1])
    return harmed and any(x.classes & _SUBJECTS and "past" not in x.classes for x in items[: i + 1])


def _is_fronted(items: list[Item], i: int, j: int) -> bool:
    """True for an attack named at a sentence's head behind "hours after", and another told behind a comma.

    So, too, behind "in response to".
    """
    heads = enumerate(items[: min(i, _FRONT)])
    lapse = next((n for n, x in heads if x.classes >= {"answer", "earlier"} or "retaliation" in x.classes), None)
    if lapse is None or i - lapse > _FRONT or "attack_n" not in items[i].classes:
        return False
    return items[j].classes & {"attack_n", "attack_v"} != set() and any(x.classes & BOUNDARY for x in items[i + 1 : j])


def _is_answered(items: list[Item], i: int, j: int) -> bool:
    """True for "X answered the killing of Y with rockets", where the answer's verb stands before both."""
    ahead = next((n for n in range(i - 1, max(-1, i - _ANSWER), -1) if "respond" in items[n].classes), None)
    told = ahead is not None and any("on" in x.classes for x in items[ahead + 1 : i])
    return told and "by_" in items[j].classes


def _answers(items: list[Item], i: int, j: int) -> bool:
    """True for "X launched its assault after Y killed": two who attack, one before the other."""
    after = next((n for n in range(i, j) if "after" in items[n].classes), None)
    if after is None:
        return False
    one, other = (
        {v for x in run if (v := x.value("actor") or x.value("demonym"))} for run in (items[:i], items[after:j])
    )
    if any("by" in x.classes for x in items[i:after]):
        return False
    return bool(one and other and one.isdisjoint(other)) or bool(one and _is_another(items, i, after, j))


def _is_another(items: list[Item], i: int, after: int, j: int) -> bool:
    """True for "jets struck A after gunmen killed B" and "after an attack on B": what came before is another's."""
    verbs = (n for n in range(max(1, i - BY), i + 1) if items[n].classes & {"attack_v", "launch"})
    if not any("past" in items[n].classes and "be" not in items[n - 1].classes for n in verbs):
        return False
    new = "attack_n" in items[j].classes and any("article" in x.classes for x in items[after + 1 : j])
    return new or any("attacker" in x.classes and "weapon" not in x.classes for x in items[after + 1 : j])


def _clauses_apart(items: list[Item], a: Item, b: Item) -> bool:
    i, j = sorted((items.index(a), items.index(b)))
    return j - i > 3
