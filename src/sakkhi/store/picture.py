"""The incidents that somebody asked for → counts, days and what a map shows of them."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from enum import StrEnum

import msgspec
import numpy as np
import numpy.typing as npt

from sakkhi.model.incident import Method, Outcome
from sakkhi.model.place import PlacePrecision
from sakkhi.model.record import Record
from sakkhi.store import models
from sakkhi.store.asked import Asked, Box, passing, within
from sakkhi.store.columns import METHODS, NONE, OUTCOMES, PRECISIONS, Columns, columns

TILE = 256  # pixels of the world's width at zoom 0, as every web map has it
CELL = 64  # pixels of a cell in which symbols become one
_COUNTRY = PRECISIONS.index(PlacePrecision.COUNTRY)
_MOST_BARS = 130
_ALIKE = 1e-4  # degrees within which two places are one

Places = npt.NDArray[np.intp]


class Unit(StrEnum):
    """How long a bar of the time line is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Bar(msgspec.Struct, frozen=True):
    """The incidents of one stretch of days, both inclusive, by outcome in the order of `columns.OUTCOMES`."""

    first: int
    last: int
    outcomes: tuple[int, ...]


class Spot(msgspec.Struct, frozen=True):
    """A symbol of the map: the incidents of a cell, or of a country that nothing narrower is known of.

    `outcomes` counts them in the order of `columns.OUTCOMES`. `precision` is the widest of them. `alike` is true where
    all are at one place, so that looking closer parts them no further. `newest` is the row of the newest.
    """

    lat: float
    lon: float
    count: int
    outcomes: tuple[int, ...]
    killed: int
    precision: PlacePrecision
    alike: bool
    newest: int
    method: Method
    outcome: Outcome
    country: str = ""


class Seen(msgspec.Struct, frozen=True):
    """What there is of what was asked for. `killed` is the least number of dead; `nowhere` are in no place of a map."""

    count: int
    killed: int
    injured: int
    nowhere: int
    methods: dict[Method, int]
    outcomes: dict[Outcome, int]
    first: int | None
    last: int | None


class Picture:
    """The incidents that pass, for one page: everything is counted from the same moment's columns."""

    def __init__(self, asked: Asked, clearance: int) -> None:
        """`clearance` is the rank of the highest mark that whoever asks may see."""
        self._all: Columns = columns(clearance)
        self._wanted: Places = np.flatnonzero(passing(asked, self._all))

    def seen(self) -> Seen:
        """The counts."""
        c, at = self._all, self._wanted
        days = c.last[at][c.last[at] != NONE]
        return Seen(
            len(at),
            int(np.maximum(c.killed[at], 0).sum()),
            int(np.maximum(c.injured[at], 0).sum()),
            int(np.isnan(c.lat[at]).sum()),
            {METHODS[m]: int(n) for m, n in _most(np.bincount(c.method[at], minlength=len(METHODS)))},
            {OUTCOMES[o]: int(n) for o, n in _most(np.bincount(c.outcome[at], minlength=len(OUTCOMES)))},
            int(days.min()) if len(days) else None,
            int(days.max()) if len(days) else None,
        )

    def bars(self, first: int, last: int) -> tuple[Unit, list[Bar]]:
        """The time line from one day to another, in the narrowest unit that gives no more than `_MOST_BARS`."""
        unit = next(u for u in Unit if u is Unit.YEAR or (last - first) / _DAYS[u] < _MOST_BARS)
        edges = _edges(unit, first, last)
        days = self._all.last[self._wanted]
        inside = (days >= first) & (days <= last)
        at = np.searchsorted(np.array(edges), days[inside], side="right") - 1
        wide = len(OUTCOMES)
        outcomes = self._all.outcome[self._wanted][inside]
        counts = np.bincount(at * wide + outcomes, minlength=len(edges) * wide).reshape(-1, wide)
        ends = [edge - 1 for edge in edges[1:]] + [last]
        return unit, [
            Bar(max(start, first), end, tuple(int(n) for n in row))
            for start, end, row in zip(edges, ends, counts, strict=True)
        ]

    def extent(self) -> Box | None:
        """The box that holds nine in ten of what is on the map; None where nothing is."""
        lat, lon = self._all.lat[self._wanted], self._all.lon[self._wanted]
        if np.isnan(lat).all():
            return None
        (south, north), (west, east) = (np.nanpercentile(values, [5, 95]) for values in (lat, lon))
        return float(south), float(west), float(north), float(east)

    def spots(self, zoom: int, view: Box) -> list[Spot]:
        """What a map shows at a zoom within a view: cells with incidents, and countries attacked somewhere."""
        c = self._all
        at = self._wanted[within(view, c.lat[self._wanted], c.lon[self._wanted])]
        countrywide = c.precision[at] == _COUNTRY
        found = self._grouped(at[~countrywide], _cells(c.lat[at[~countrywide]], c.lon[at[~countrywide]], zoom))
        found += self._grouped(at[countrywide], c.country[at[countrywide]].astype(np.int64))
        return found

    def page(self, number: int, size: int, view: Box | None = None) -> list[int]:
        """The rows of one page of the list, the newest first, those of no known day last; `number` counts from 1."""
        c, at = self._all, self._wanted
        if view is not None:
            at = at[within(view, c.lat[at], c.lon[at])]
        order = np.lexsort((-c.ids[at], -c.last[at]))
        return [int(row) for row in c.ids[at[order[(number - 1) * size : number * size]]]]

    def _grouped(self, at: Places, groups: npt.NDArray[np.int64]) -> list[Spot]:
        if not len(at):
            return []
        order = np.argsort(groups, kind="stable")
        at, groups = at[order], groups[order]
        starts = np.flatnonzero(np.r_[True, groups[1:] != groups[:-1]])
        counts = np.diff(np.r_[starts, len(at)])
        c, wide = self._all, len(OUTCOMES)
        group = np.repeat(np.arange(len(starts)), counts)
        outcomes = np.bincount(group * wide + c.outcome[at], minlength=len(starts) * wide).reshape(-1, wide)
        lat, lon = (np.add.reduceat(values[at], starts) / counts for values in (c.lat, c.lon))
        spread = [np.maximum.reduceat(v[at], starts) - np.minimum.reduceat(v[at], starts) for v in (c.lat, c.lon)]
        widest = np.maximum.reduceat(c.precision[at], starts)
        killed = np.add.reduceat(np.maximum(c.killed[at], 0), starts)
        newest = at[np.lexsort((c.ids[at], c.last[at], group))[np.r_[starts[1:], len(at)] - 1]]
        return [
            Spot(
                round(float(lat[n]), 4), round(float(lon[n]), 4), int(counts[n]), tuple(int(x) for x in outcomes[n]),
                int(killed[n]), PRECISIONS[widest[n]], bool(max(spread[0][n], spread[1][n]) < _ALIKE),
                int(c.ids[newest[n]]), METHODS[c.method[newest[n]]], OUTCOMES[c.outcome[newest[n]]],
                c.countries[c.country[newest[n]]],
            )
            for n in range(len(starts))
        ]  # fmt: skip


def records(rows: Sequence[int], clearance: int) -> dict[int, Record]:
    """The records of these rows; one query, whatever their number."""
    found = models.Incident.objects.filter(id__in=rows, marking__lte=clearance).values_list("id", "content")
    return {row: msgspec.json.decode(content, type=Record) for row, content in found}


def names(rows: Sequence[int], clearance: int) -> dict[int, str]:
    """The ids of the incidents of these rows."""
    return dict(models.Incident.objects.filter(id__in=rows, marking__lte=clearance).values_list("id", "name"))


def choices(most: int, clearance: int) -> tuple[list[str], list[str], list[str]]:
    """(actors, outlets, languages) that filters can name, those with the most incidents first, at most `most` each."""
    c = columns(clearance)
    actors = [c.actors[n] for n, _ in _most(np.bincount(c.actor, minlength=len(c.actors)))][:most]
    return actors, _told(c.outlets, c.outlet_sets)[:most], sorted(_told(c.languages, c.language_sets))


def _told(codes: npt.NDArray[np.int32], sets: tuple[str, ...]) -> list[str]:
    counts: dict[str, int] = {}
    for code, number in enumerate(np.bincount(codes, minlength=len(sets))):
        for value in sets[code].split("\n"):
            counts[value] = counts.get(value, 0) + int(number)
    return sorted((v for v in counts if v), key=lambda v: (-counts[v], v))


_DAYS = {Unit.DAY: 1, Unit.WEEK: 7, Unit.MONTH: 30, Unit.YEAR: 365}


def _edges(unit: Unit, first: int, last: int) -> list[int]:
    """The first days of the bars; weeks begin on Monday (ISO 8601)."""
    if unit is Unit.DAY:
        return list(range(first, last + 1))
    if unit is Unit.WEEK:
        return list(range(first - (first - 1) % 7, last + 1, 7))
    day = dt.date.fromordinal(first).replace(day=1)
    if unit is Unit.YEAR:
        return [dt.date(year, 1, 1).toordinal() for year in range(day.year, dt.date.fromordinal(last).year + 1)]
    edges = []
    while day.toordinal() <= last:
        edges.append(day.toordinal())
        day = (day + dt.timedelta(days=32)).replace(day=1)
    return edges


def _cells(lat: npt.NDArray[np.float64], lon: npt.NDArray[np.float64], zoom: int) -> npt.NDArray[np.int64]:
    """The number of each point's cell in the Web Mercator grid of a zoom."""
    wide = TILE * 2**zoom
    north = np.radians(np.clip(lat, -85.05, 85.05))
    x = ((lon + 180) / 360 * wide // CELL).astype(np.int64)
    y = ((1 - np.arcsinh(np.tan(north)) / math.pi) / 2 * wide // CELL).astype(np.int64)
    return np.asarray(y * (wide // CELL + 1) + x)


def _most(counts: npt.NDArray[np.intp]) -> list[tuple[int, int]]:
    return [(int(n), int(counts[n])) for n in np.argsort(-counts, kind="stable") if counts[n]]
