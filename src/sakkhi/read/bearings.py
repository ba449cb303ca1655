"""Places told by how far they lie from another: "70 nautical miles southeast of Aden" → where that is."""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import pairwise

import msgspec

from sakkhi.model.place import PlaceEntry, PlacePrecision
from sakkhi.read.items import Item, Sentence
from sakkhi.read.patterns import Finding

_DEGREE = 111.2  # km that a degree of latitude has
_FARTHEST = 1_000.0  # km; what lies farther off is told of otherwise
_TOLD = 3  # items before such words among which the place is that they are about
_NEAREST = 10.0  # km below which the place named is as exact
_WINDS = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")


def shift_places(sentence: Sentence, findings: Iterable[Finding]) -> None:
    """Move each place that a finding of the kind `offset` names to where it is said that something lies from it.

    Behind a place it only says where that is: "in Kech, some 300 km south of Quetta".
    """
    for finding in findings:
        if finding.pattern.kind == "offset":
            told = sentence.items[max(0, finding.first - _TOLD) : finding.first]
            if any(a.place is not None and b.classes & {"comma", "open"} for a, b in pairwise(told)):
                place = sentence.items[finding.captures["place"][0]]
                place.classes = place.classes | {"elsewhere"}
                continue
            number, unit, bearing, place = (
                sentence.items[finding.captures[name][0]] for name in ("num", "length", "bearing", "place")
            )
            _shift(place, _kilometres(number, unit), float(bearing.value("bearing") or 0))


def _kilometres(number: Item, unit: Item) -> float:
    count = number.count
    told = (count.min if count.min is not None else count.max) if count is not None else None
    return (told or 0) * float(unit.value("length") or 0)


def _shift(item: Item, far: float, degrees: float) -> None:
    place = item.place
    if place is None or place.entry.lat is None or place.entry.lon is None or not _NEAREST < far < _FARTHEST:
        return
    entry, angle = place.entry, math.radians(degrees)
    lat = place.entry.lat + far * math.cos(angle) / _DEGREE
    lon = place.entry.lon + far * math.sin(angle) / (_DEGREE * math.cos(math.radians(lat)))
    wind = _WINDS[round(degrees / 45) % 8]
    there = PlaceEntry(
        f"offset:{entry.id}:{far:.0f}:{degrees:.0f}", f"{far:.0f} km {wind} of {entry.name}", entry.country,
        round(lat, 2), round(lon, 2), PlacePrecision.DISTRICT, "subdistrict",
    )  # fmt: skip
    item.place = msgspec.structs.replace(place, entry=there)
