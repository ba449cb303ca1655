"""A slot's value as a person writes it → the value."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sakkhi.assess.ruled import SLOTS
from sakkhi.ingest.dates import iso_date
from sakkhi.model.count import Count
from sakkhi.model.place import Place, PlacePrecision
from sakkhi.model.when import Basis, TimePrecision, When

_MOST = 10_000_000  # people or munitions: more is a slip of the key


def value_of(slot: str, given: str) -> Any:
    """The value; None where there is no such slot, a `ValueError` (returned) where it is no value of it.

    A count is 3, 3-5 or 3+, days are 2022-01-04 or 2022-01-01..2022-01-07, a place is NAME,LAT,LON with, if wanted,
    PRECISION and COUNTRY behind; all else is a word of the slot's list.
    """
    kind = SLOTS.get(slot)
    try:
        if kind is None:
            return None
        if kind is Count:
            return _count(given.strip())
        if kind is When:
            first, _, last = given.partition("..")
            return _days(first.strip(), last.strip() or first.strip())
        return _place(given) if kind is Place else kind(given.strip())
    except ValueError as error:
        return error


def accepted(slot: str) -> str:
    """What a person may write for the slot, in words."""
    kind = SLOTS[slot]
    if kind in (Count, When, Place):
        return "it as the help shows"
    return f"one of {', '.join(v.value for v in kind)}"


def _count(given: str) -> Count:
    low, dash, high = given.rstrip("+").partition("-")
    least, most = int(low), int(high) if dash else None if given.endswith("+") else int(low)
    if not 0 <= least <= (most if most is not None else least) <= _MOST or least > _MOST:
        raise ValueError(given)
    return Count(least, most)


def _days(first: str, last: str) -> When:
    start, end = iso_date(first), iso_date(last)
    if not isinstance(start, dt.date) or not isinstance(end, dt.date) or start > end:
        raise ValueError(first)
    return When(start, end, TimePrecision.DAY, Basis.STATED)


def _place(given: str) -> Place:
    parts = [part.strip() for part in given.split(",")]
    tail: list[str] = []
    while parts and not _is_number(parts[-1]):
        tail.insert(0, parts.pop())
    name, lat, lon = ", ".join(parts[:-2]), *parts[-2:]
    if len(tail) > 2 or not name or not (-90 <= float(lat) <= 90 and -180 <= float(lon) <= 180):
        raise ValueError(given)
    precision = PlacePrecision(tail[0]) if tail and tail[0] else PlacePrecision.TOWN
    country = tail[1].upper() if len(tail) == 2 else ""
    if country and not (len(country) == 3 and country.isascii() and country.isalpha()):
        raise ValueError(given)
    return Place(name, country or None, float(lat), float(lon), precision)


def _is_number(text: str) -> bool:
    try:
        return abs(float(text)) <= 180
    except ValueError:
        return False
