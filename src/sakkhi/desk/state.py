"""An address's query ↔ what somebody looks at: the whole state of the picture, so that a view can be sent."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import TypeVar

import msgspec
from django.http import QueryDict

from sakkhi.model.incident import Method, Outcome, Stance
from sakkhi.model.own_site import LARGEST_RADIUS
from sakkhi.store.asked import Asked, Box

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

_LONGEST = 200  # characters of a name
_MOST = 10**9
DEEPEST = 18  # the closest zoom
STATE = (
    "since", "until", "area", "near", "site", "km", "country", "method", "outcome", "actor", "stance", "killed",
    "harmed", "language", "outlet", "disputed", "everything", "map", "page",
)  # fmt: skip


class State(msgspec.Struct, frozen=True):
    """What is asked for, and how it is looked at. `map` is (lat, lon, zoom), None where the map chooses.

    `site` is the number of an own site and `km` the distance from it; `unread` are the parameters that make no sense.
    """

    asked: Asked = Asked()
    map: tuple[float, float, int] | None = None
    page: int = 1
    site: int = 0
    km: float = 0.0
    unread: tuple[str, ...] = ()


def state(query: QueryDict) -> State:
    """The state that a query tells of; what cannot be read is left out and named."""
    told = _Told(query)
    asked = Asked(
        told.one("since", dt.date.fromisoformat),
        told.one("until", dt.date.fromisoformat),
        told.one("area", _box),
        told.one("near", _near),
        told.one("country", _country) or "",
        told.many("method", Method),
        told.many("outcome", Outcome),
        told.one("actor", _name) or "",
        told.one("stance", Stance),
        told.one("killed", _count) or 0,
        told.one("harmed", _count) or 0,
        told.one("language", _name) or "",
        told.one("outlet", _name) or "",
        told.one("disputed", _yes) or False,
        told.one("everything", _yes) or False,
    )
    return State(
        asked,
        told.one("map", _map),
        max(1, told.one("page", _count) or 1),
        told.one("site", _count) or 0,
        min(told.one("km", _finite) or 0.0, LARGEST_RADIUS),
        tuple(told.unread),
    )


def query(told: QueryDict, **changes: str | None) -> str:
    """The query of the same state with some parameters changed, None taking one out; the page starts anew."""
    out = QueryDict(mutable=True)
    for name in STATE:
        values = [value for value in told.getlist(name) if value]
        if name in changes:
            changed = changes[name]
            values = [changed] if changed else []
        elif name == "page":
            values = []
        out.setlist(name, values)
    return str(out.urlencode(safe=","))


def view(text: str) -> Box | None:
    """The part of the world that a map shows, from its edges; None where they make no sense."""
    try:
        south, west, north, east = _numbers(text, 4)
    except ValueError:
        return None
    if north < south:
        return None
    if east - west >= 360:
        west, east = -180.0, 180.0
    return south, _around(west), north, _around(east)


class _Told:
    def __init__(self, query: QueryDict) -> None:
        self.query = query
        self.unread: list[str] = []

    def one(self, name: str, read: Callable[[str], T]) -> T | None:
        value = self.query.get(name, "").strip()
        if not value:
            return None
        try:
            return read(value)
        except (ValueError, OverflowError):
            self.unread.append(name)
            return None

    def many(self, name: str, kind: type[E]) -> frozenset[E]:
        found = set()
        for value in self.query.getlist(name):
            try:
                found.add(kind(value))
            except ValueError:
                self.unread.append(name)
        return frozenset(found)


def _box(text: str) -> Box:
    south, west, north, east = _numbers(text, 4)
    if not (-90 <= south <= north <= 90 and abs(west) <= 540 and abs(east) <= 540):
        raise ValueError(text)
    return (south, -180.0, north, 180.0) if east - west >= 360 else (south, _around(west), north, _around(east))


def _near(text: str) -> tuple[float, float, float]:
    lat, lon, km = _numbers(text, 3)
    if not (abs(lat) <= 90 and abs(lon) <= 180 and 0 < km <= LARGEST_RADIUS):
        raise ValueError(text)
    return lat, lon, km


def _map(text: str) -> tuple[float, float, int]:
    lat, lon, zoom = _numbers(text, 3)
    if not (abs(lat) <= 90 and abs(lon) <= 540 and 0 <= zoom <= DEEPEST):
        raise ValueError(text)
    return lat, lon, int(zoom)


def _numbers(text: str, count: int) -> Iterable[float]:
    numbers = [_finite(part) for part in text.split(",")]
    if len(numbers) != count:
        raise ValueError(text)
    return numbers


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value) or len(text) > 40:
        raise ValueError(text)
    return value


def _count(text: str) -> int:
    value = int(text)
    if not 0 <= value < _MOST:
        raise ValueError(text)
    return value


def _name(text: str) -> str:
    if len(text) > _LONGEST or "\0" in text:
        raise ValueError(text)
    return text


def _country(text: str) -> str:
    if not (len(text) == 3 and text.isascii() and text.isupper()):
        raise ValueError(text)
    return text


def _yes(text: str) -> bool:
    if text != "1":
        raise ValueError(text)
    return True


def _around(lon: float) -> float:
    return (lon + 180.0) % 360.0 - 180.0 if abs(lon) > 180 else lon
