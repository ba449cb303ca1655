"""How two places lie to one another: one, in one another, or apart."""

from __future__ import annotations

from enum import Enum

from sakkhi.model.place import PlaceEntry, PlacePrecision
from sakkhi.read.where import kilometres

_CITY = 100_000  # people; parts of a city bear names of their own
_METROPOLIS = 1_000_000  # people; so do its suburbs, which are towns to the gazetteer
_BESIDE, _CITY_WIDE, _DISTRICT, _BEYOND, _PROVINCE = 3, 20, 45, 110, 220  # km
_SEA = 1_200  # km from the middle of a sea within which what is told of may lie in it or on its shore


class Whereabouts(Enum):
    """How two places lie to one another."""

    SAME = 0.9
    WITHIN = 0.5
    APART = -3.0


def lie(x: PlaceEntry, y: PlaceEntry) -> Whereabouts:
    """How two places lie to one another, a coarse one reaching as far as its kind does."""
    if x.country and y.country and x.country != y.country:
        return Whereabouts.APART
    wide = {x.precision, y.precision}
    if PlacePrecision.COUNTRY in wide:
        return Whereabouts.WITHIN
    if x.id == y.id:
        return Whereabouts.SAME
    if x.admin1 == y.id or y.admin1 == x.id:
        return Whereabouts.WITHIN
    far = kilometres(x, y)
    if PlacePrecision.PROVINCE in wide:
        part = "region" in (x.kind, y.kind)  # "the north-east" of a country
        if not part and far > _BEYOND and _of_others(x, y):
            return Whereabouts.APART
        return Whereabouts.WITHIN if far <= _PROVINCE and (part or len(wide) > 1) else Whereabouts.APART
    if "district" in (x.kind, y.kind):
        return Whereabouts.WITHIN if far <= _DISTRICT and x.kind != y.kind else Whereabouts.APART
    if "sea_lane" in (x.kind, y.kind):
        return Whereabouts.WITHIN if far <= _SEA and x.kind != y.kind else Whereabouts.APART
    if far <= _BESIDE:
        return Whereabouts.SAME
    people = max(x.population, y.population)
    if people >= _CITY and "subdistrict" in (x.kind, y.kind):  # a city's name is its district's, too
        return Whereabouts.WITHIN if far <= _DISTRICT else Whereabouts.APART
    if people >= _METROPOLIS or ((people >= _CITY or PlacePrecision.SITE in wide) and len(wide) > 1):
        return Whereabouts.WITHIN if far <= _CITY_WIDE else Whereabouts.APART
    return Whereabouts.APART


def _of_others(x: PlaceEntry, y: PlaceEntry) -> bool:
    """True where one of the two is told to lie in another province than the other is."""
    town, land = (y, x) if x.precision == PlacePrecision.PROVINCE else (x, y)
    return bool(town.admin1) and town.admin1.partition("-")[0] == land.id.partition("-")[0] and town.admin1 != land.id
