"""A place and distances from it → what happened there: counts by distance, method and outcome, and over time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec
import numpy as np

from sakkhi.model.incident import Method, Outcome
from sakkhi.model.place import RADIUS
from sakkhi.store.asked import distances
from sakkhi.store.columns import METHODS, NONE, OUTCOMES, PRECISIONS, Columns, Flags, Floats, columns

_REACHES = np.array([RADIUS[precision] for precision in PRECISIONS])
LEAST_REACH = RADIUS[PRECISIONS[1]]  # km: a town is narrow enough for every ring


class Around(msgspec.Struct, frozen=True):
    """What happened within `km`. `rough` are those whose place is known less exactly than the ring is wide.

    `outcomes` counts the others by method and outcome. `recent` of them came in the last days, `before` in the stretch
    of `before_days` before those; that stretch is cut where the collection's first incident comes later.
    """

    km: float
    count: int
    rough: int
    killed: int
    injured: int
    outcomes: dict[Method, dict[Outcome, int]]
    recent: int
    before: int
    before_days: int
    last: int | None
    newest: tuple[int, ...]


def around(
    point: tuple[float, float],
    rings: Sequence[float],
    today: dt.date,
    recent_days: int,
    before_days: int,
    clearance: int,
    newest: int = 0,
) -> list[Around]:
    """What is known of each ring, the narrowest first, of single attacks told as news, that `clearance` may know of."""
    c = columns(clearance)
    wanted = c.focus & ~c.summary
    first = _first_day(c, wanted, today, recent_days + before_days)
    far = distances(*point, c.lat, c.lon)
    known = _Known(c, wanted, far, today.toordinal() - recent_days, first, today.toordinal())
    return [_ring(known, km, newest) for km in sorted(rings)]


class _Known(msgspec.Struct, frozen=True):
    columns: Columns
    wanted: Flags
    far: Floats
    since: int  # the recent days come after this one
    first: int  # the days before them come after this one
    until: int


def _first_day(c: Columns, wanted: Flags, today: dt.date, days: int) -> int:
    """The day after which what is usual is counted: as far back as wished, but not before anything was collected."""
    known = c.last[wanted & (c.last != NONE)]
    oldest = int(known.min()) - 1 if len(known) else today.toordinal()
    return max(today.toordinal() - days, oldest)


def _ring(known: _Known, km: float, newest: int) -> Around:
    c = known.columns
    inside = known.wanted & (known.far <= km)
    exact = inside & (_REACHES[c.precision] <= max(km, LEAST_REACH))
    at = np.flatnonzero(exact)
    pairs, counts = np.unique(c.method[at] * len(OUTCOMES) + c.outcome[at], return_counts=True)
    outcomes: dict[Method, dict[Outcome, int]] = {}
    for pair, number in zip(pairs, counts, strict=True):
        outcomes.setdefault(METHODS[pair // len(OUTCOMES)], {})[OUTCOMES[pair % len(OUTCOMES)]] = int(number)
    days = c.last[at]
    order = np.lexsort((-c.ids[at], -days))[:newest]
    return Around(
        km,
        len(at),
        int(inside.sum()) - len(at),
        int(np.maximum(c.killed[at], 0).sum()),
        int(np.maximum(c.injured[at], 0).sum()),
        dict(sorted(outcomes.items(), key=lambda item: -sum(item[1].values()))),
        int(((days > known.since) & (days <= known.until)).sum()),
        int(((days > known.first) & (days <= known.since)).sum()),
        max(0, known.since - known.first),
        int(days.max()) if len(days) and days.max() != NONE else None,
        tuple(int(row) for row in c.ids[at[order]]),
    )
