"""Tellings of one incident → each slot's values with who gives them, the preferred one first (decision 0006).

A coarser value that holds a finer one supports it: "Iraq" speaks for Ain al-Asad, "January" for the 8th, "at least 30"
for 37. So the preferred place and day are the finest among those with the most voices. A toll is that of the latest
report, because tolls rise; everywhere else it is the value of the most voices.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from sakkhi.assess.voices import voices
from sakkhi.model.count import Count
from sakkhi.model.incident import Role, TargetType
from sakkhi.model.place import Place, PlacePrecision, great_circle
from sakkhi.model.record import Held
from sakkhi.model.telling import Telling
from sakkhi.model.when import Basis, DaySaid, TimePrecision, When

T = TypeVar("T")
Given = list[tuple[T, Telling]]

_WEEK, _HALF_YEAR = 7, 183  # days
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


def days(given: Given[When], tellings: Sequence[Telling]) -> tuple[Held[When], ...]:
    """Stretches of days, the shortest of those that the most voices speak for first, and of several the earliest.

    For what is taken for an attack's day is the day of its aftermath, or of the news of it, which comes after. One that
    begins after the first report of it goes last. Who says the weekday or the day of the year speaks for a day that is
    one; where nobody tells a day, it is reckoned from the first report.
    """
    published = [t.published for t in tellings if t.published is not None and t.incident.role == Role.FOCUS]
    first = min(published, default=dt.date.max)
    given = given or [(when, t) for t in tellings if (when := _reckoned(t.incident.day_said, first)) is not None]
    said = [(t.incident.day_said, t) for t in tellings if t.incident.when is None and t.incident.day_said is not None]

    def voiced(when: When) -> int:
        told = [t for other, t in given if other.overlaps(when)]
        return voices([*told, *(t for day, t in said if (when.latest - when.earliest).days <= 1 and day.fits(when))])

    return tuple(
        sorted(
            held(given),
            key=lambda h: (
                h.value.earliest > first,
                -voiced(h.value),
                (h.value.latest - h.value.earliest).days,
                -h.voices,
                h.value.earliest,
                h.tellings,
            ),
        )
    )


def _reckoned(said: DaySaid | None, published: dt.date) -> When | None:
    """The last such day before a report of it was published, as far back as a week, or half a year for a date."""
    if said is None or published == dt.date.max:
        return None
    for back in range(_HALF_YEAR if said.month else _WEEK):
        day = published - dt.timedelta(days=back)
        when = When(day, day, TimePrecision.DAY, Basis.INFERRED)
        if said.fits(when):
            return when
    return None


def tolls(given: Given[Count]) -> tuple[Held[Count], ...]:
    """Tolls, that of the latest report first; a report without a date may be as late as any.

    "At least 30" speaks for 37. Of as many voices the toll that its report tells first goes before others, then the
    higher one.
    """
    latest = max((t.published for _, t in given if t.published is not None), default=None)
    when = {value: max(t.published or latest or dt.date.min for v, t in given if v == value) for value, _ in given}
    place = {value: min(t.incident.id for v, t in given if v == value) for value, _ in given}
    return tuple(
        sorted(
            held(given),
            key=lambda h: (
                -when[h.value].toordinal(),
                -_support(h.value, given, _holds_count),
                -h.voices,
                place[h.value],
                -(h.value.min or 0),
                h.tellings,
            ),
        )
    )


def _holds_count(other: Count, this: Count) -> bool:
    """True where `other` leaves open what `this` says."""
    low = (this.min or 0) >= (other.min or 0)
    return low and (other.max is None or (this.max is not None and this.max <= other.max))


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


def _keys(tellings: Iterable[Telling]) -> tuple[str, ...]:
    return tuple(sorted(t.key for t in tellings))
