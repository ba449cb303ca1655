""" "There" → the town, district or province named last before it, where an attack is told of behind the word."""

from __future__ import annotations

from collections.abc import Iterable

from sakkhi.model.place import PlacePrecision
from sakkhi.read.items import Item, Sentence
from sakkhi.read.mentions import STRONG

_AREAS = (PlacePrecision.TOWN, PlacePrecision.DISTRICT, PlacePrecision.PROVINCE)
_REACH = 8  # items behind "there" within which it is told that somebody was attacked
_TENDED = frozenset({"care", "tended"})


def place_there(told: Iterable[Sentence]) -> None:
    """Give "there" the place of the area that the same sentence, or the one before, names last."""
    area: Item | None = None
    told_at = -2
    for sentence in told:
        tended = any(i.classes & _TENDED for i in sentence.items)
        for n, item in enumerate(sentence.items):
            if item.place is not None:
                if item.place.entry.precision in _AREAS:
                    area, told_at = item, sentence.index
                elif item.place.entry.precision == PlacePrecision.SITE:
                    area = None
            elif "here" in item.classes and area is not None and sentence.index - told_at <= 1 and not tended:
                told_of = any(i.classes & STRONG for i in sentence.items[n + 1 : n + 1 + _REACH])
                item.place, item.classes = (area.place, item.classes | {"place"}) if told_of else (None, item.classes)
