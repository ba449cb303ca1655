"""Tellings of one incident → each slot's values with who gives them, the preferred one first (decision 0006).

A coarser value that holds a finer one supports it: "Iraq" speaks for Ain al-Asad, and "January" for the 8th. So the
preferred place and day are the finest among those with the most voices. A toll is that of the latest report, because
tolls rise; everywhere else it is the value of the most voices.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from sakkhi.assess.voices import voices
from sakkhi.model.count import Count
from sakkhi.model.incident import TargetType
from sakkhi.model.place import Place, PlacePrecision, great_circle
from sakkhi.model.record import Held
from sakkhi.model.telling import Telling
from sakkhi.model.when import When

T = TypeVar("T")
Given = list[tuple[T, Telling]]

_FINEST = list(PlacePrecision)
_REACH = {  # km: the contract's tolerances for a place of that precision
    PlacePrecision.SITE: 30.0, PlacePrecision.TOWN: 30.0, PlacePrecision.DISTRICT: 30.0, PlacePrecision.PROVINCE: 150.0,
}  # fmt: skip


def held(given: Given[T], order: Callable[[T], object] | None = None) -> tuple[Held[T], ...]:
    """The different values, those with the most voices first; `order` breaks ties, the smallest first."""
    found: dict[T, list[Telling]] = {}
    for value, telling in given:
        found.setdefault(value, []).append(telling)
    out = [Held(value, _keys(by), voices(by)) for value, by in found.items()]
    return tuple(sorted(out, key=lambda h: (-h.voices, order(h.value) if order else 0, h.tellings)))


def places(given: Given[Place]) -> tuple[Held[Place], ...]:
    """Places, the finest of those that the most voices speak for first."""
    found = held(_one_name(given))
    return tuple(
        sorted(
            found, key=lambda h: (-_support(h.value, given, _holds_place), _fineness(h.value), -h.voices, h.tellings)
        )
    )


def days(given: Given[When]) -> tuple[Held[When], ...]:
    """Stretches of days, the shortest of those that the most voices speak for first, and of several the earliest.

    For what is taken for an attack's day is the day of its aftermath, or of the news of it, which comes after.
    """
    return tuple(
        sorted(
            held(given),
            key=lambda h: (
                -_support(h.value, given, lambda other, this: other.overlaps(this)),
                (h.value.latest - h.value.earliest).days,
                -h.voices,
                h.value.earliest,
                h.tellings,
            ),
        )
    )


def tolls(given: Given[Count]) -> tuple[Held[Count], ...]:
    """Tolls, that of the latest report first; reports without a date count as the earliest."""
    latest = {value: max(_published(t) for v, t in given if v == value) for value, _ in given}
    found = held(given)
    return tuple(
        sorted(found, key=lambda h: (-latest[h.value].toordinal(), -h.voices, -(h.value.min or 0), h.tellings))
    )


def types(given: Given[TargetType], telling: Sequence[Telling]) -> tuple[Held[TargetType], ...]:
    """Types of target that at least half of the voices tell which tell any; the most told where none is so common."""
    found = held(given)
    enough = voices(telling) / 2
    return tuple(h for h in found if h.voices >= enough) or found[:1]


def hull(given: Given[Count]) -> Count | None:
    """The range from the lowest to the highest toll told."""
    out: Count | None = None
    for value, _ in given:
        out = value if out is None else out.hull(value)
    return out


def excludes_place(a: Place, b: Place) -> bool:
    """True where neither place can be the other, nor hold it."""
    return not (_holds_place(a, b) or _holds_place(b, a))


def excludes_toll(a: Count, b: Count) -> bool:
    """True where no number is within both."""
    low = max(a.min or 0, b.min or 0)
    return any(high is not None and low > high for high in (a.max, b.max))


def _holds_place(other: Place, this: Place) -> bool:
    """True where `other` speaks for `this`."""
    if other.precision == PlacePrecision.COUNTRY or other.lat is None:
        return other.country is not None and other.country == this.country
    reach = _REACH[other.precision or PlacePrecision.TOWN]
    return great_circle((other.lat, other.lon), (this.lat, this.lon)) <= reach


def _support(value: T, given: Given[T], speaks_for: Callable[[T, T], bool]) -> int:
    return voices(t for other, t in given if speaks_for(other, value))


def _one_name(given: Given[Place]) -> Given[Place]:
    """The places with those of one name and country written in one way."""
    first: dict[tuple[str, str | None], Place] = {}
    for place, _ in sorted(given, key=lambda g: (_fineness(g[0]), g[1].key)):
        first.setdefault((place.name, place.country), place)
    return [(first[p.name, p.country], t) for p, t in given]


def _fineness(place: Place) -> int:
    return _FINEST.index(place.precision) if place.precision is not None else len(_FINEST)


def _published(telling: Telling) -> dt.date:
    return telling.published or dt.date.min


def _keys(tellings: Iterable[Telling]) -> tuple[str, ...]:
    return tuple(sorted(t.key for t in tellings))
