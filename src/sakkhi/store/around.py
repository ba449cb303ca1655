"""Places and distances from them → what happened there: counts by distance, method and outcome, and over time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec
import numpy as np

from sakkhi.model.incident import Method, Outcome
from sakkhi.model.place import RADIUS
from sakkhi.store.asked import distances
from sakkhi.store.columns import METHODS, NONE, OUTCOMES, PRECISIONS, Columns, Flags, columns
from sakkhi.store.picture import Places

_REACHES = np.array([RADIUS[precision] for precision in PRECISIONS])
_LEAST_REACH = RADIUS[PRECISIONS[1]]  # km: a town is narrow enough for every ring
_DEGREE = 111.0  # km of latitude, rounded down


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
    places: Sequence[tuple[float, float, Sequence[float]]],
    today: dt.date,
    recent_days: int,
    before_days: int,
    clearance: int,
    newest: int = 0,
) -> list[list[Around]]:
    """What is known of each ring (km) of each place, the narrowest first: single attacks told as news, up to `today`.

    `clearance` is the rank of the highest mark that whoever asks may see. The queries are as many for one place as for
    a hundred.
    """
    c = columns(clearance)
    wanted = c.focus & ~c.summary & (c.first <= today.toordinal())
    first = _first_day(c, wanted, today, recent_days + before_days)
    times = (first, today.toordinal() - recent_days, today.toordinal())
    return [_rings(c, wanted, place, times, newest) for place in places]


def _first_day(c: Columns, wanted: Flags, today: dt.date, days: int) -> int:
    """The day after which what is usual is counted: as far back as wished, but not before anything was collected."""
    known = c.last[wanted & (c.last != NONE)]
    oldest = int(known.min()) - 1 if len(known) else today.toordinal()
    return max(today.toordinal() - days, oldest)


def _rings(
    c: Columns, wanted: Flags, place: tuple[float, float, Sequence[float]], times: tuple[int, int, int], newest: int
) -> list[Around]:
    lat, lon, rings = place
    band = np.flatnonzero(wanted & (np.abs(c.lat - lat) <= max(rings, default=0) / _DEGREE))
    far = distances(lat, lon, c.lat[band], c.lon[band])
    return [_ring(c, band[far <= km], km, times, newest) for km in sorted(rings)]


def _ring(c: Columns, inside: Places, km: float, times: tuple[int, int, int], newest: int) -> Around:
    at = inside[_REACHES[c.precision[inside]] <= max(km, _LEAST_REACH)]
    pairs, counts = np.unique(c.method[at] * len(OUTCOMES) + c.outcome[at], return_counts=True)
    outcomes: dict[Method, dict[Outcome, int]] = {}
    for pair, number in zip(pairs, counts, strict=True):
        outcomes.setdefault(METHODS[pair // len(OUTCOMES)], {})[OUTCOMES[pair % len(OUTCOMES)]] = int(number)
    first, since, until = times
    days = c.last[at]
    order = np.lexsort((-c.ids[at], -days))[:newest]
    return Around(
        km,
        len(at),
        len(inside) - len(at),
        int(np.maximum(c.killed[at], 0).sum()),
        int(np.maximum(c.injured[at], 0).sum()),
        dict(sorted(outcomes.items(), key=lambda item: -sum(item[1].values()))),
        int(((days > since) & (days <= until)).sum()),
        int(((days > first) & (days <= since)).sum()),
        max(0, since - first),
        int(days.max()) if len(days) and days.max() != NONE else None,
        tuple(int(row) for row in c.ids[at[order]]),
    )
