"""Both sides: "the two countries", "each side" → the two actors that the report named together before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from sakkhi.model.incident import ByType, Method, Stance
from sakkhi.read.claims import Claim
from sakkhi.read.items import Item, Sentence
from sakkhi.read.lead import Lead
from sakkhi.read.making import Draft
from sakkhi.read.names import Names

Side = tuple[str, str | None]
_JOINING = frozenset({"and", "comma", "dash", "with", "slash", "definite"})
_BETWEEN = 2  # items between two actors named together
_TWO = 2
_RECALLS = frozenset({"compared", "plural", "total"})  # fighting that is summed up, not told
_FROM_AFAR = frozenset({Method.AIRSTRIKE, Method.DRONE, Method.MISSILE, Method.ARTILLERY})
_STATES = ("state_forces", "external_forces")
_SOON = 4  # sentences back in which those may be named whose followers fight
_FOLLOWERS = "supporters of "  # what the two who feud are named with, where their followers are not
_BACK = 30  # sentences back in which the two may have been named
_ACTORS = frozenset({"actor", "demonym", "metonym"})


def both_sides(told: Sequence[Sentence], index: int, names: Names) -> tuple[Side, ...]:
    """The two actors last named together in the sentence `index` or before it, else the first two states told of.

    Empty where there are fewer. Only actors that the tables know are sides, and the followers of those who feud.
    """
    for sentence in reversed(told[max(0, index - _BACK) : index + 1]):
        for pair in _pairs(sentence.items, names):
            return pair
        if index - sentence.index <= _SOON and len(feuding := _feuding(sentence.items, names)) == _TWO:
            banded = any("band" in x.classes for s in told for x in s.items)
            return () if banded and not any("band" in x.classes for x in sentence.items) else feuding
    named = (names.of(x) for s in told[: index + 1][:_BACK] for x in s.items if _is_state(x))
    known = list(dict.fromkeys(names.doer(*side) for side in named if side[1] is not None))
    sides = [s for n, s in enumerate(known) if not any(names.are_kin(s[1], other[1]) for other in known[:n])][:2]
    return tuple(sides) if len(sides) == 2 else ()


def named_before(told: Sequence[Sentence], index: int, names: Names) -> dict[str, Item]:
    """The words last written, up to the sentence `index`, for each who may be a side; for a person, his followers."""
    out: dict[str, Item] = {}
    for item in (x for s in told[max(0, index - _BACK) : index + 1] for x in s.items):
        if "human" in item.classes:
            out[f"{_FOLLOWERS}{names.of(item)[0]}"] = item
        elif item.classes & _ACTORS:
            out[names.doer(*names.of(item))[0]] = item
    return out


def share_sides(drafts: Sequence[Draft], claims: dict[int, list[Claim]]) -> None:
    """Give fighting that is only recalled ("since the clashes in July") the two sides of the fighting told before it.

    It has none of its own, and no place in another country than theirs.
    """
    fought = [d for d in drafts if d.method == Method.ARMED_CLASH]
    for n, known in enumerate(fought):
        if claims[id(known)] or not known.first.cues & _RECALLS:
            continue
        for before in fought[:n] + fought[n + 1 :]:
            named = {c.actor_id: c for c in claims[id(before)] if c.stance != Stance.DENIES}
            countries = {e.country for e in before.places}
            if len(named) == _TWO and None not in named and {e.country for e in known.places} <= countries:
                claims[id(known)] = [
                    c._replace(by="report", by_type=ByType.REPORT, stance=Stance.STATES, mutual=False)
                    for c in named.values()
                ]
                break


def share_doer(drafts: Sequence[Draft], claims: dict[int, list[Claim]], lead: Lead, names: Names) -> None:
    """Give what a round-up tells of by its means alone ("an air strike killed five") to the state that its lead names.

    One state alone is told there to have attacked, not its own land; what it did from afar is in the same country.
    """
    head = lead.sentences()
    led = [d for d in drafts if any(m.sentence in head for m in d.mentions)]
    told = [
        (c, d) for d in led for c in claims[id(d)] if c.stance == Stance.STATES and names.kind(c.actor_id) in _STATES
    ]
    if len({c.actor_id for c, _ in told}) != 1:
        return
    made = told[0][0]
    lands = {e.country for _, d in told for e in d.places} - {names.land(made.actor_id)}
    for known in drafts:
        own = {e.country for e in known.places}
        if not (claims[id(known)] or known.recalled) and known.method in _FROM_AFAR and own and own <= lands:
            claims[id(known)] = [made._replace(by="report", by_type=ByType.REPORT)]


def _feuding(items: Sequence[Item], names: Names) -> tuple[Side, ...]:
    """The followers of the two persons whose quarrel a sentence tells of: "the dispute between A and B"."""
    bands = [names.of(x)[0] for x in items if x.classes >= {"actor", "band"}]
    if len(bands) >= _TWO:
        return tuple((name, None) for name in dict.fromkeys(bands))[:_TWO]
    if not any("feud" in x.classes for x in items):
        return ()
    said = next((n + 1 for n, x in enumerate(items) if "say" in x.classes), 0)
    persons = [x for x in items[said:] if "human" in x.classes] or [x for x in items if "human" in x.classes]
    heads = [names.of(x)[0] for x in persons[:_TWO]]
    return tuple((f"{_FOLLOWERS}{name}", None) for name in dict.fromkeys(heads))


def _is_state(item: Item) -> bool:
    return bool(item.classes & _ACTORS) and bool(item.classes & {"place", "demonym"})


def _pairs(items: Sequence[Item], names: Names) -> Iterator[tuple[Side, Side]]:
    """The actors of a sentence that nothing but "and" or the like stands between."""
    places = [n for n, x in enumerate(items) if x.classes & _ACTORS]
    for a, b in pairwise(places):
        joined = "and_" in items[b].features or any(x.classes & _JOINING for x in items[a + 1 : b])
        if not joined or b - a - 1 > _BETWEEN or not all(x.classes & _JOINING for x in items[a + 1 : b]):
            continue
        one, other = names.doer(*names.of(items[a])), names.doer(*names.of(items[b]))
        if one[1] is not None and other[1] is not None and not names.are_kin(one[1], other[1]):
            yield one, other
