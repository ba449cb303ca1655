"""Commas round the area that a place lies in → words inside a clause: "a bomb in Kabul, Afghanistan, killed 14"."""

from __future__ import annotations

from collections.abc import Iterable

from sakkhi.model.place import PlacePrecision
from sakkhi.read.items import Item, Sentence
from sakkhi.read.where import breadth, entry_of

_INNER = frozenset({"inner", "word"})  # the classes of a comma that ends no clause
_WIDE = frozenset({PlacePrecision.COUNTRY, PlacePrecision.PROVINCE, PlacePrecision.DISTRICT})
_GOES_ON = frozenset({"past", "be", "have", "on", "in", "at", "time", "attack_v", "dead", "hurt", "that"})


def join_areas(told: Iterable[Sentence]) -> None:
    """Take from the commas round such an area that they part clauses; the one behind it only before what goes on."""
    for sentence in told:
        items = sentence.items
        if sum("place" in x.classes for x in items) < 2:
            continue
        for n in range(1, len(items) - 2):
            if "comma" in items[n + 1].classes and _lies_in(items[n], items[n + 2]):
                items[n + 1].classes = _INNER
                items[n + 2].classes -= {"actor"}  # it is where, and does nothing
                if _goes_on(items, n + 3):
                    items[n + 3].classes = _INNER


def _lies_in(inner: Item, outer: Item) -> bool:
    """True for a place of a country and the country, or a wider area of it, right behind the comma."""
    a, b = entry_of(inner), entry_of(outer)
    if a is None or b is None or a.country != b.country or b.precision not in _WIDE:
        return False
    return a.precision != PlacePrecision.COUNTRY and (b.precision == PlacePrecision.COUNTRY or breadth(a) < breadth(b))


def _goes_on(items: list[Item], n: int) -> bool:
    """True for a comma behind which the clause goes on with its verb, or tells when and where."""
    if n + 1 >= len(items) or "comma" not in items[n].classes:
        return False
    behind = items[n + 1 :]
    joined = len(behind) > 1 and "and" in behind[0].classes and "past" in behind[1].classes
    return joined or bool(behind[0].classes & _GOES_ON and "place" not in behind[0].classes)
