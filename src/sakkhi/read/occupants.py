"""Items of a sentence → whom a place is only told to house or to be used by: they are no target of themselves."""

from __future__ import annotations

from sakkhi.read.items import Item
from sakkhi.read.mentions import TRIGGERS
from sakkhi.read.patterns import BOUNDARY

_PLACES = frozenset({"facility", "site", "place"})
_FAR = 5  # items from the place or the people to the word of use, adjectives and names between
_NEAR = 3
_ENDS = BOUNDARY | TRIGGERS | {"dead", "hurt", "impact"}


def mark_occupants(items: list[Item]) -> None:
    """Give soldiers and others whom a place houses the class `occupant`: "a base housing US troops"."""
    for n, item in enumerate(items):
        if "use" not in item.classes:
            continue
        before, behind = items[max(0, n - _FAR) : n], items[n + 1 : n + 1 + _FAR]
        if any(x.classes & _PLACES for x in before):
            _mark(behind)
        if any("facility" in x.classes for x in behind[:_NEAR]):  # সেনাদের ব্যবহৃত ঘাঁটি
            _mark([x for x in reversed(before[-_NEAR:]) if "gen" in x.features])


def _mark(near: list[Item]) -> None:
    for item in near:
        if item.classes & _ENDS:
            return
        if item.classes & {"victim", "troops"} and "facility" not in item.classes:
            item.classes |= {"occupant"}
