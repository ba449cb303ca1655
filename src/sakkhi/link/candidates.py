"""Columns → the pairs that are worth comparing.

A pair is found by a key that both have: the region in which both are placed, or two rare sounds that both tell. Whether
two tellings are paired depends on these two alone, so that the order in which reports come, or how many at once,
changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from sakkhi.link.columns import METHODS, NO_DAY, PRECISIONS, UNPLACED, Columns
from sakkhi.model.incident import Method
from sakkhi.model.place import PlacePrecision

Indices = NDArray[np.int64]
_REGION, _NAMED, _LOOSE, _COUNTRY = 1, 2, 3, 4
_NARROW_DAYS = 7  # a longer stretch is no day to go by
_SPOT = 0.5  # degrees, likewise, for tellings without a day
_CELL = 2.0  # degrees; two grids half a cell apart, so that places within a degree meet in one of them at least
_WINDOW = {_REGION: 3, _NAMED: 10}  # days between two tellings that may still be one incident
_SOUNDS = 7  # the rarest ones, of which each two are a key
_RARE = 40  # tenths of a bit: one sound in 16 reports


def keys_of(columns: Columns) -> tuple[NDArray[np.uint64], Indices, Indices, Indices]:
    """(key, telling, day or 0, kind) for every key of every telling."""
    rows = columns.rows
    n = len(columns)
    index = np.arange(n)
    day = days(columns)
    parts: list[tuple[NDArray[np.uint64], Indices, Indices, int]] = []
    placed = rows["precision"] != UNPLACED
    dated = placed & (day != NO_DAY)
    for grid in (0.0, 0.5):
        lat = np.nan_to_num(np.floor(rows["lat"] / _CELL + grid)).astype(np.int64) + 100
        lon = np.nan_to_num(np.floor(rows["lon"] / _CELL + grid)).astype(np.int64) + 200
        cell = (lat * 1000 + lon) * 2 + int(grid * 2)
        parts.append((_hashed(_REGION, cell[dated], day[dated] * 0), index[dated], day[dated], _REGION))
        lat = np.nan_to_num(np.floor(rows["lat"] / _SPOT + grid)).astype(np.int64) + 400
        lon = np.nan_to_num(np.floor(rows["lon"] / _SPOT + grid)).astype(np.int64) + 800
        spot = (lat * 4000 + lon) * 2 + int(grid * 2)
        for known, what in (
            (rows["killed"][:, 0] > 0, rows["killed"][:, 0].astype(np.int64)),
            (rows["method"] != METHODS[Method.UNKNOWN], -1 - rows["method"].astype(np.int64)),
        ):
            loose = placed & known
            parts.append((_hashed(_LOOSE, spot[loose], what[loose]), index[loose], day[loose], _LOOSE))
    country = dated & (rows["country"] != 0)
    parts.append(
        (_hashed(_COUNTRY, rows["country"][country], day[country] * 0), index[country], day[country], _COUNTRY)
    )
    nobody = np.zeros(n, dtype=np.int64)
    for names, rarity, language in (("sounds", "rarity", nobody), ("words", "word_rarity", rows["language"])):
        for i in range(_SOUNDS):
            for j in range(i + 1, _SOUNDS):
                rare = rows[rarity][:, j] >= _RARE
                low = np.minimum(rows[names][:, i], rows[names][:, j])[rare]
                high = np.maximum(rows[names][:, i], rows[names][:, j])[rare]
                parts.append(
                    (
                        _hashed(_NAMED, low + (language[rare].astype(np.int64) << 32), high),
                        index[rare],
                        day[rare],
                        _NAMED,
                    )
                )
    keys = np.concatenate([p[0] for p in parts])
    tellings = np.concatenate([p[1] for p in parts])
    when = np.concatenate([p[2] for p in parts])
    kind = np.concatenate([np.full(len(p[1]), p[3]) for p in parts])
    return keys, tellings, when, kind


def days(columns: Columns) -> Indices:
    """The day that a telling is sorted by: the attack's, else the day on which it was news, else 0."""
    rows = columns.rows
    narrow = (rows["earliest"] != NO_DAY) & (rows["latest"] - rows["earliest"] <= _NARROW_DAYS)
    told = np.where(narrow, rows["earliest"], NO_DAY)
    news = np.where((rows["earliest"] == NO_DAY) & rows["focus"], rows["published"], NO_DAY)
    return np.where(told != NO_DAY, told, news).astype(np.int64)


def candidates(columns: Columns, new: NDArray[np.bool_] | None = None, chunk: int = 2_000_000) -> Iterator[Indices]:
    """Pairs (lower, higher index), each once, in batches of about `chunk`; with `new`, only those with a new one."""
    keys, tellings, when, kind = keys_of(columns)
    order = np.lexsort((tellings, when, keys))
    keys, tellings, when, kind = keys[order], tellings[order], when[order], kind[order]
    ends = np.searchsorted(keys, keys, side="right")
    window = np.where(kind == _NAMED, _WINDOW[_NAMED], _WINDOW[_REGION])
    dense = np.cumsum(np.r_[0, keys[1:] != keys[:-1]]).astype(np.int64) if len(keys) else keys.astype(np.int64)
    composite = dense * 4_000_000 + when
    until = np.minimum(np.searchsorted(composite, composite + window, side="right"), ends)
    until = np.where(when == NO_DAY, ends, until)
    until = np.where((kind == _LOOSE) & (when != NO_DAY), np.arange(len(keys)) + 1, until)
    counts = np.maximum(until - np.arange(len(keys)) - 1, 0)
    size = np.int64(len(columns))
    coarse = columns.rows["precision"] >= PRECISIONS[PlacePrecision.PROVINCE]
    start = 0
    totals = np.cumsum(counts)
    while start < len(counts):
        base = totals[start - 1] if start else 0
        stop = max(start + 1, int(np.searchsorted(totals, base + chunk, side="right")))
        left = np.repeat(np.arange(start, stop), counts[start:stop])
        offset = np.arange(len(left)) - np.repeat(totals[start:stop] - counts[start:stop] - base, counts[start:stop])
        one, other = tellings[left], tellings[left + 1 + offset]
        wanted = (kind[left] != _COUNTRY) | coarse[one] | coarse[other]
        one, other = one[wanted], other[wanted]
        pair = np.unique(np.minimum(one, other) * size + np.maximum(one, other))
        low, high = pair // size, pair % size
        keep = low != high
        if new is not None:
            keep &= new[low] | new[high]
        yield np.stack([low[keep], high[keep]])
        start = stop


def _hashed(kind: int, one: Indices, other: Indices) -> NDArray[np.uint64]:
    mixed = one.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(kind)
    mixed ^= mixed >> np.uint64(29)
    mixed += other.astype(np.uint64) * np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(32)
    return mixed * np.uint64(0x94D049BB133111EB)
