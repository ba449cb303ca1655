"""Tellings → columns of numbers, so that millions of pairs are compared at once.

Nothing is lost that a comparison needs; names become numbers by a checksum, which is the same on every machine.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from zlib import crc32

import msgspec
import numpy as np
from numpy.typing import NDArray

from sakkhi.model.count import Count
from sakkhi.model.incident import Incident, Method, Outcome, Role, Stance, TargetType
from sakkhi.model.place import PlacePrecision
from sakkhi.model.telling import Telling

Ints = NDArray[np.int64]

NO_DAY = 0  # days are counted from the year 1, so none is 0
SOUNDS, WORDS, ACTORS = 48, 24, 4
COMMON = 25  # tenths of a bit: a sound in more than one report in six tells nothing
PRECISIONS = {p: n for n, p in enumerate(PlacePrecision)}
UNPLACED = len(PRECISIONS)
METHODS = {m: n for n, m in enumerate(Method)}
OUTCOMES = {o: n for n, o in enumerate(Outcome)}
_TARGETS = {t: 1 << n for n, t in enumerate(TargetType)}
_ROW = np.dtype(
    [
        ("earliest", "i4"), ("latest", "i4"), ("published", "i4"), ("lat", "f4"), ("lon", "f4"), ("precision", "i1"),
        ("country", "i4"), ("method", "i1"), ("targets", "i8"), ("outcome", "i1"), ("killed", "i4", 2),
        ("injured", "i4", 2), ("munitions", "i4", 2), ("actors", "i4", ACTORS), ("sounds", "i4", SOUNDS),
        ("rarity", "i2", SOUNDS),
        ("words", "i4", WORDS), ("word_rarity", "i2", WORDS), ("sounds_told", "i4"), ("words_told", "i4"),
        ("language", "i4"), ("report", "i4"), ("copies", "i4"),
        ("focus", "?"), ("repeats", "i4"), ("weekday", "i1"), ("yearday", "i2"),
    ]
)  # fmt: skip
UNTOLD, OPEN = -1, -2  # a count not told; an open end of one
NO_WEEKDAY, NO_YEARDAY = -1, 0
_LEAP = 2000  # a year that has every day of the year


class Columns(msgspec.Struct, frozen=True):
    """`keys[n]` names the telling whose values are `rows[n]`."""

    keys: list[str]
    rows: NDArray[np.void]

    def __len__(self) -> int:
        return len(self.keys)


def columns(tellings: Iterable[Telling]) -> Columns:
    """The columns of the tellings, in their order."""
    keys: list[str] = []
    rows: list[tuple[object, ...]] = []
    for telling in tellings:
        keys.append(telling.key)
        rows.append(_row(telling))
    return Columns(keys, np.array(rows, dtype=_ROW))


def number(name: str) -> int:
    """A name as a number of 31 bits, never 0."""
    return crc32(name.encode("utf-8", "replace")) >> 1 or 1


def _row(telling: Telling) -> tuple[object, ...]:
    incident = telling.incident
    where, when = incident.where, incident.when
    placed = where is not None and where.lat is not None and where.lon is not None and where.precision is not None
    country = where.country if where is not None else None
    precision = PRECISIONS[where.precision] if placed and where is not None and where.precision else UNPLACED
    if not placed and country:
        precision = PRECISIONS[PlacePrecision.COUNTRY]
    actors = sorted({number(a.actor_id or a.actor) for a in incident.attributions if a.stance != Stance.DENIES})
    sounds, words = telling.sounds[:SOUNDS], telling.words[:WORDS]
    return (
        _day(when.earliest if when else None),
        _day(when.latest if when else None),
        _day(telling.published),
        where.lat if placed and where is not None else np.nan,
        where.lon if placed and where is not None else np.nan,
        precision,
        number(country) if country else 0,
        METHODS[incident.method],
        sum({_TARGETS[t.type] for t in incident.targets}),
        OUTCOMES[incident.outcome],
        _count(incident.killed),
        _count(incident.injured),
        _count(incident.munitions),
        _filled(actors, ACTORS),
        _filled([number(sound) for sound, _ in sounds], SOUNDS),
        _filled([rarity for _, rarity in sounds], SOUNDS),
        _filled([number(word) for word, _ in words], WORDS),
        _filled([rarity for _, rarity in words], WORDS),
        sum(max(0, rarity - COMMON) for _, rarity in sounds),
        sum(max(0, rarity - COMMON) for _, rarity in words),
        number(telling.language),
        number(telling.report),
        number(telling.copies or telling.report),
        incident.role == Role.FOCUS,
        incident.repeats,
        *_partly(incident),
    )


def _partly(incident: Incident) -> tuple[int, int]:
    """The weekday (Monday is 0) and the day of a leap year, of the date told or, where there is none, as said."""
    when, said = incident.when, incident.day_said
    if when is not None:
        first = when.earliest
        exact = (when.latest - first).days <= 1
        return (first.weekday(), _yearday(first.month, first.day)) if exact else (NO_WEEKDAY, NO_YEARDAY)
    if said is None:
        return NO_WEEKDAY, NO_YEARDAY
    weekday = NO_WEEKDAY if said.weekday is None else said.weekday
    return weekday, NO_YEARDAY if said.month is None or said.day is None else _yearday(said.month, said.day)


def _yearday(month: int, day: int) -> int:
    return dt.date(_LEAP, month, day).timetuple().tm_yday


def _day(day: dt.date | None) -> int:
    return day.toordinal() if day is not None else NO_DAY


def _count(count: Count | None) -> tuple[int, int]:
    if count is None:
        return UNTOLD, UNTOLD
    return (OPEN if count.min is None else count.min), (OPEN if count.max is None else count.max)


def _filled(values: list[int], size: int) -> tuple[int, ...]:
    return (*values[:size], *([0] * (size - len(values[:size]))))
