"""A report's tellings by an older and by a newer reading → what the newer ones are known by.

A reading numbers its incidents; the next one may number them anew. Rulings name tellings, so a telling that is told
again keeps its name, whatever its number is now.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import msgspec

from sakkhi.model.incident import Method
from sakkhi.model.span import Span
from sakkhi.model.telling import Telling

# Likeness from which on two are one telling: the same words with one slot like it, or half the words and two slots. A
# method alone is no likeness: a report may tell of five bombings.
_ENOUGH = 2.0


class _Told(msgspec.Struct, frozen=True):
    telling: Telling
    places: frozenset[tuple[int, str]]
    words: frozenset[str]


def named_again(new: Sequence[Telling], old: Sequence[Telling]) -> list[Telling]:
    """The new tellings in their order, each with the name of the old one that it tells again, else with an unused one.

    `old` holds all tellings of the report whose names may stand in rulings; each name is given once.
    """
    if not old:
        return list(new)
    names = {_bare(t): t.name or t.incident.id for t in reversed(old)}
    kept: dict[int, str] = {}
    for n, telling in enumerate(new):  # what did not change, as most, needs no comparing
        if (name := names.get(_bare(telling))) is not None and name not in kept.values():
            kept[n] = name
    left = [(n, _told(t)) for n, t in enumerate(new) if n not in kept]
    free = [(t.name or t.incident.id, _told(t)) for t in old if (t.name or t.incident.id) not in kept.values()]
    scores = [
        (-likeness, n, name) for (n, a), (name, b) in product(left, free) if (likeness := _likeness(a, b)) >= _ENOUGH
    ]
    for _, n, name in sorted(scores):
        if n not in kept and name not in kept.values():
            kept[n] = name
    used = {t.name or t.incident.id for t in old}
    return [_named(telling, kept.get(n), used) for n, telling in enumerate(new)]


def _named(telling: Telling, name: str | None, used: set[str]) -> Telling:
    if name is None:
        name, number = telling.incident.id, len(used)
        while name in used:
            number += 1
            name = f"i{number}"
        used.add(name)
    return msgspec.structs.replace(telling, name="" if name == telling.incident.id else name)


def _bare(telling: Telling) -> bytes:
    """What is told, without the number that the incident has in the reading."""
    return msgspec.json.encode(msgspec.structs.replace(telling.incident, id=""))


def _told(telling: Telling) -> _Told:
    spans: list[Span] = [
        span
        for slot in telling.incident.evidence.__struct_fields__
        for span in getattr(telling.incident.evidence, slot)
    ]
    spans += [span for a in telling.incident.attributions for span in a.evidence]
    places = frozenset((span.start + n, letter) for span in spans for n, letter in enumerate(span.text))
    return _Told(telling, places, frozenset(word for span in spans for word in span.text.split()))


def _likeness(one: _Told, other: _Told) -> float:
    """Words at the same place count double, since another version of the report may have moved them; then the slots."""
    a, b = one.telling.incident, other.telling.incident
    total = 2 * _shared(one.places, other.places) + _shared(one.words, other.words)
    total += (a.method == b.method) * (0.5 if a.method != Method.UNKNOWN else 0)
    if a.where is not None and b.where is not None:
        total += 1 if a.where.name == b.where.name else -0.5
    if a.when is not None and b.when is not None:
        total += 1 if a.when.overlaps(b.when) else -1
    return total + 0.5 * (a.killed is not None and a.killed == b.killed)


def _shared(one: frozenset[object], other: frozenset[object]) -> float:
    return len(one & other) / len(one | other) if one or other else 0.0
