"""Dated clauses in the midst of a sentence that tell of another attack → sentences of their own.

"Gunmen raided a village in X, where pupils were abducted last year, killing ten people": what is told behind the clause
is of the raid.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from sakkhi.read.items import Item, Sentence

_TELLING = frozenset({"attack_n", "attack_v", "murder", "attack_w", "dead", "launch"})
_DATED = frozenset({"time", "earlier"})
_BEFORE = 3  # items before the clause among which the place is that it is about


def apart(told: list[Sentence]) -> list[Sentence]:
    """The sentences, each such clause behind that in which it stands."""
    out: list[Sentence] = []
    for sentence in told:
        for items in _parts(sentence.items):
            out.append(Sentence(len(out), sentence.paragraph, items))
    return out


def _parts(items: list[Item]) -> Iterator[list[Item]]:
    """The items of a sentence without its first such clause, and those of the clause, with the place before it."""
    aside = next(_asides(items), None)
    if aside is None:
        yield items
        return
    first, last = aside
    yield [*items[:first], *items[last:]]
    where = [x for x in items[max(0, first - _BEFORE) : first] if "place" in x.classes]
    yield [*where[-1:], *items[first + 1 : last]]


def _asides(items: list[Item]) -> Iterator[tuple[int, int]]:
    """From the comma before such a clause to the one behind it."""
    for n, (before, item) in enumerate(pairwise(items)):
        if "comma" not in before.classes or "wherein" not in item.classes:
            continue
        last = next((m for m in range(n + 2, len(items)) if "comma" in items[m].classes), len(items))
        clause, rest = items[n + 1 : last], [*items[:n], *items[last + 1 :]]
        if last < len(items) and any(x.classes & _DATED for x in clause) and all(map(_tells, (clause, rest))):
            yield n, last


def _tells(items: list[Item]) -> bool:
    return any(x.classes & _TELLING for x in items)
