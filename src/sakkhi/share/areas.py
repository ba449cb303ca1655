"""A place → where on the map it is: a point for a site, an area for what is known less exactly.

An area is a circle whose radius says how far off the middle the attack may have been, drawn as a polygon on the globe
and cut at the antimeridian (RFC 7946, 3.1.6 and 3.1.9: outer rings run counterclockwise, none crosses 180 degrees).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import msgspec

from sakkhi.model.place import RADIUS, Place, PlacePrecision, Relation

Ring = tuple[tuple[float, float], ...]  # (longitude, latitude), the first again at the end

_CORNERS = 32
_EARTH = 6371.0  # km
_NEAR = 20.0  # km more for "near" a place


class Shape(msgspec.Struct, frozen=True):
    """A point where there are no rings, else one outer ring for each part of the area."""

    lon: float
    lat: float
    rings: tuple[Ring, ...] = ()


def shape(place: Place | None) -> Shape | None:
    """The point or area of a place; None where it has no coordinates that are on the earth."""
    if place is None or place.lat is None or place.lon is None:
        return None
    if not (abs(place.lat) <= 90 and math.isfinite(place.lon)):
        return None
    lon = _within(place.lon)
    km = radius(place)
    return Shape(lon, place.lat, circle(lon, place.lat, km) if km else ())


def radius(place: Place) -> float:
    """How many kilometres off the middle it may have been."""
    return RADIUS[place.precision or PlacePrecision.TOWN] + (_NEAR if place.relation is Relation.NEAR else 0.0)


def circle(lon: float, lat: float, km: float) -> tuple[Ring, ...]:
    """The rings of the circle: two where it lies on the antimeridian, one up to the pole where it holds a pole."""
    angle = km / _EARTH
    corners = [_corner(lon, lat, angle, -2 * math.pi * n / _CORNERS) for n in range(_CORNERS)]
    if abs(lat) + math.degrees(angle) >= 90:
        return (_cap(corners, math.copysign(90.0, lat)),)
    parts = [corners]
    if any(x > 180 for x, _ in corners):
        parts = [_cut(corners, 180.0, -1), [(x - 360, y) for x, y in _cut(corners, 180.0, 1)]]
    elif any(x < -180 for x, _ in corners):
        parts = [_cut(corners, -180.0, 1), [(x + 360, y) for x, y in _cut(corners, -180.0, -1)]]
    return tuple(_closed(part) for part in parts if len(part) > 2)


def _corner(lon: float, lat: float, angle: float, bearing: float) -> tuple[float, float]:
    """The point at that angular distance and bearing; its longitude runs on beyond 180."""
    north = math.radians(lat)
    y = math.asin(math.sin(north) * math.cos(angle) + math.cos(north) * math.sin(angle) * math.cos(bearing))
    x = math.atan2(
        math.sin(bearing) * math.sin(angle) * math.cos(north), math.cos(angle) - math.sin(north) * math.sin(y)
    )
    return lon + math.degrees(x), math.degrees(y)


def _cut(corners: Sequence[tuple[float, float]], line: float, side: int) -> list[tuple[float, float]]:
    """The part of a polygon on one side of a meridian (Sutherland and Hodgman 1974): 1 east of it, -1 west."""
    out: list[tuple[float, float]] = []
    for (ax, ay), (bx, by) in zip(corners, [*corners[1:], corners[0]], strict=True):
        inside, next_inside = (ax - line) * side >= 0, (bx - line) * side >= 0
        if inside:
            out.append((ax, ay))
        if inside != next_inside:
            out.append((line, ay + (by - ay) * (line - ax) / (bx - ax)))
    return out


def _cap(corners: Sequence[tuple[float, float]], pole: float) -> Ring:
    """The polygon from the boundary to the pole, all round the world."""
    edge = sorted((_within(x), y) for x, y in corners)
    middle = (edge[0][1] + edge[-1][1]) / 2
    around = [(-180.0, middle), *edge, (180.0, middle)]
    if pole > 0:
        return _closed([*around, (180.0, pole), (-180.0, pole)])
    return _closed([*reversed(around), (-180.0, pole), (180.0, pole)])


def _closed(points: Sequence[tuple[float, float]]) -> Ring:
    rounded = [(round(x, 5) + 0.0, round(y, 5) + 0.0) for x, y in points]
    kept = [p for n, p in enumerate(rounded) if n == 0 or p != rounded[n - 1]]
    return (*kept, kept[0]) if kept[0] != kept[-1] else tuple(kept)


def _within(lon: float) -> float:
    return (lon + 180.0) % 360.0 - 180.0 if abs(lon) > 180 else lon
