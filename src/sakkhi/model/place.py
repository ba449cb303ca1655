"""Places: what a gazetteer knows of one, and where an incident was."""

from __future__ import annotations

import math
from enum import StrEnum

import msgspec


class PlacePrecision(StrEnum):
    """How narrow a place is, narrowest first."""

    SITE = "site"
    TOWN = "town"
    DISTRICT = "district"
    PROVINCE = "province"
    COUNTRY = "country"


RADIUS = {  # km: how far from its point an attack may have been that is known to a place of that precision
    PlacePrecision.SITE: 0.0,
    PlacePrecision.TOWN: 5.0,
    PlacePrecision.DISTRICT: 30.0,
    PlacePrecision.PROVINCE: 150.0,
    PlacePrecision.COUNTRY: 500.0,
}


class Relation(StrEnum):
    """How an incident stood to the place named."""

    AT = "at"
    NEAR = "near"


class PlaceEntry(msgspec.Struct, frozen=True, gc=False):
    """A row of the gazetteer. `id` is `site:…`, `admin:…` or `geonames:…`.

    `lat`/`lon` in degrees, None for sea-wide areas.

    `kind` is the site type of `reference/sites` or the admin level or `town`; `country` ISO 3166-1 alpha-3 ("" at sea);
    `admin1` the id of the enclosing first-order area where known; `population` 0 where unknown.
    """

    id: str
    name: str
    country: str
    lat: float | None
    lon: float | None
    precision: PlacePrecision
    kind: str = "town"
    admin1: str = ""
    population: int = 0

    @property
    def is_listed(self) -> bool:
        """True for a second-order area that no hand has kept: its id is GeoNames' own codes (`admin:pk-02-1167527`)."""
        return self.kind == "district" and self.id.count("-") == 2 and self.id[8:9] == "-"


class Place(msgspec.Struct, frozen=True, gc=False):
    """Where an incident was; `site` is the gazetteer's id of a site, or None.

    `country` is None for a bare description.
    """

    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: PlacePrecision | None = None
    relation: Relation = Relation.AT
    site: str | None = None


def great_circle(a: tuple[float | None, float | None], b: tuple[float | None, float | None]) -> float:
    """Kilometres between two (latitude, longitude) in degrees, by the haversine; infinite where one is not known."""
    if a[0] is None or a[1] is None or b[0] is None or b[1] is None:
        return math.inf
    north, south = math.radians(a[0]), math.radians(b[0])
    across = math.sin(math.radians(b[1] - a[1]) / 2) ** 2
    chord = math.sin((south - north) / 2) ** 2 + math.cos(north) * math.cos(south) * across
    return 2 * 6371.0 * math.asin(math.sqrt(min(1.0, chord)))
