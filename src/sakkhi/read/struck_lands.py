"""The country that words say was attacked: what else a sentence names is not where that was."""

from __future__ import annotations

from sakkhi.model.place import PlaceEntry, PlacePrecision
from sakkhi.read.items import Item
from sakkhi.read.mentions import Mention

_BEHIND = 3  # items from the words of attack to the country that they are about


def in_land_struck(mention: Mention, places: list[Item]) -> list[Item]:
    """The places in the country that was attacked: "a surge in the north since the raid on Chad"; else all."""
    items = mention.sentence.items
    last = max(items.index(t) for t in mention.triggers)
    lands = {id(i) for i in (*(i for _, i in mention.targets), *mention.target_actors) if _is_land(_entry(i))}
    struck = next((_entry(p) for p in items[last + 1 : last + 1 + _BEHIND] if p in places and id(p) in lands), None)
    if struck is None:
        return places
    return [p for p in places if (own := _entry(p)) is not None and own.country == struck.country]


def _entry(item: Item) -> PlaceEntry | None:
    return item.place.entry if item.place is not None else None


def _is_land(entry: PlaceEntry | None) -> bool:
    return entry is not None and entry.precision == PlacePrecision.COUNTRY
