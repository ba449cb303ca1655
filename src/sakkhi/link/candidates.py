"""Columns → the pairs that are worth comparing.

A pair is found by a key that both have: the region in which both are placed, two rare sounds that both tell, or within
days one that news hardly knows; where one has no day, the same spot with a method, toll or rare sound. Whether two
tellings are paired depends on these two alone, so that the order in which reports come, or how many at once, changes
nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sakkhi.link.columns import METHODS, NO_DAY, PRECISIONS, UNPLACED, Columns
from sakkhi.model.incident import Method
from sakkhi.model.place import PlacePrecision

Indices = NDArray[np.int64]
_REGION, _NAMED, _LOOSE, _COUNTRY, _RAREST = 1, 2, 3, 4, 5
_NARROW_DAYS = 7  # a longer stretch is no day to go by
_SPOT = 0.5  # degrees, likewise, for tellings without a day
_CELL = 2.0  # degrees; two grids half a cell apart, so that places within a degree meet in one of them at least
_WINDOW = {_REGION: 3, _NAMED: 10, _RAREST: 3}  # days between two tellings that may still be one incident
_LOCAL, _LOCAL_RARE = 20, 60  # the rarest sounds that are keys at a spot, and tenths of a bit that they need
_PAST_TOLLS = 1 << 32
_SOUNDS = 7  # the rarest ones, of which each two are a key
_BATCH, _PARTS = 2_000_000, 4  # pairs at once; parts in which keys are sorted, to need less memory
_SMALL = 10_000  # tellings up to which all pairs come at once, which is quicker
_LATEST = 4_000_000  # more than any day's number
_RARE, _NEW = 40, 90  # tenths of a bit: one sound in 16 reports; in hardly any


class Keys(NamedTuple):
    """Keys of one kind: each with the telling that has it and that telling's day, 0 for none."""

    kind: int
    hashes: NDArray[np.uint64]
    tellings: NDArray[np.int32]
    days: NDArray[np.int32]


def keys_of(columns: Columns) -> Iterator[Keys]:
    """Every key of every telling, kind by kind; the keys of different kinds have nothing in common."""
    rows = columns.rows
    day = days(columns)
    placed = rows["precision"] != UNPLACED
    dated = placed & (day != NO_DAY)
    none = np.zeros(len(columns), dtype=np.int64)
    cells = [(_cell(rows, _CELL, grid), none, dated) for grid in (0, 1)]
    yield _keys(_REGION, day, cells)
    yield _keys(_COUNTRY, day, [(rows["country"], none, dated & (rows["country"] != 0))])
    toll, method = rows["killed"][:, 0].astype(np.int64), rows["method"].astype(np.int64)
    spots = []
    for grid in (0, 1):
        spot = _cell(rows, _SPOT, grid)
        spots += [(spot, toll, placed & (toll > 0)), (spot, -1 - method, placed & (method != METHODS[Method.UNKNOWN]))]
    spot = _cell(rows, _SPOT, 0)
    for n in range(_LOCAL):  # the same name at the same spot: kept apart from a method's or toll's numbers by its size
        name = rows["sounds"][:, n].astype(np.int64) + _PAST_TOLLS
        spots.append((spot, name, placed & (rows["rarity"][:, n] >= _LOCAL_RARE)))
    yield _keys(_LOOSE, day, spots)
    for names, rarity, language in (("sounds", "rarity", none), ("words", "word_rarity", rows["language"])):
        told = []
        for i, j in combinations(range(_SOUNDS), 2):
            low = np.minimum(rows[names][:, i], rows[names][:, j]) + (language.astype(np.int64) << 32)
            told.append((low, np.maximum(rows[names][:, i], rows[names][:, j]), rows[rarity][:, j] >= _RARE))
        yield _keys(_NAMED, day, told)
    alone = [(rows["sounds"][:, n], none, (day != NO_DAY) & (rows["rarity"][:, n] >= _NEW)) for n in range(_SOUNDS)]
    yield _keys(_RAREST, day, alone)


def window(kind: int) -> int:
    """Days that two tellings with a day may be apart to be found by a key of this kind; -1 where they never are."""
    return -1 if kind == _LOOSE else _WINDOW.get(kind, _WINDOW[_REGION])


def _keys(kind: int, day: Indices, parts: list[tuple[Indices, Indices, NDArray[np.bool_]]]) -> Keys:
    """Keys of two numbers each, for the tellings for which the third says so."""
    index = np.arange(len(day), dtype=np.int32)
    hashes = np.concatenate([_hashed(kind, one[has], other[has]) for one, other, has in parts])
    tellings = np.concatenate([index[has] for _, _, has in parts])
    return Keys(kind, hashes, tellings, day.astype(np.int32)[tellings])


def _cell(rows: NDArray[np.void], degrees: float, grid: int) -> Indices:
    """The number of the cell that a place lies in, on one of two grids half a cell apart."""
    lat = np.nan_to_num(np.floor(rows["lat"] / degrees + grid / 2)).astype(np.int64) + 1000
    lon = np.nan_to_num(np.floor(rows["lon"] / degrees + grid / 2)).astype(np.int64) + 1000
    return (lat * 4000 + lon) * 2 + grid


def days(columns: Columns) -> Indices:
    """The day that a telling is sorted by: the attack's, else the day on which it was news, else 0."""
    rows = columns.rows
    narrow = (rows["earliest"] != NO_DAY) & (rows["latest"] - rows["earliest"] <= _NARROW_DAYS)
    told = np.where(narrow, rows["earliest"], NO_DAY)
    news = np.where((rows["earliest"] == NO_DAY) & rows["focus"], rows["published"], NO_DAY)
    return np.where(told != NO_DAY, told, news).astype(np.int64)


def candidates(columns: Columns, new: NDArray[np.bool_] | None = None) -> Iterator[Indices]:
    """Pairs (lower, higher index) in batches of about `_BATCH`; with `new`, only those with a new one.

    A pair that is found by keys of different kinds may come more than once.
    """
    size = np.int64(len(columns))
    found = _found(columns, new)
    if size <= _SMALL:
        found = iter([np.unique(np.concatenate([np.empty(0, dtype=np.int64), *found]))])
    for pair in found:
        yield np.stack([pair // size, pair % size])


def _found(columns: Columns, new: NDArray[np.bool_] | None) -> Iterator[Indices]:
    """The pairs, each as one number: the lower index times the number of tellings, and the higher one."""
    coarse = columns.rows["precision"] >= PRECISIONS[PlacePrecision.PROVINCE]
    size = np.int64(max(1, len(columns)))
    parts = _PARTS if size > _SMALL else 1
    for keys in keys_of(columns):
        for part in range(parts):
            chosen = keys.hashes % np.uint64(parts) == part
            part_keys = Keys(keys.kind, keys.hashes[chosen], keys.tellings[chosen], keys.days[chosen])
            for one, other in _pairs(part_keys) if new is None else _pairs_of(part_keys, new):
                keep = one != other
                if keys.kind == _COUNTRY:
                    keep &= coarse[one] | coarse[other]
                low, high = np.minimum(one, other)[keep].astype(np.int64), np.maximum(one, other)[keep]
                yield np.unique(low * size + high)


def _pairs_of(keys: Keys, new: NDArray[np.bool_]) -> Iterator[tuple[NDArray[np.int32], NDArray[np.int32]]]:
    """The same pairs, of those alone in which one is new; quick where few are."""
    order = np.argsort(keys.hashes, kind="stable")
    hashes, tellings, when = keys.hashes[order], keys.tellings[order], keys.days[order]
    starts, ends = np.searchsorted(hashes, hashes, side="left"), np.searchsorted(hashes, hashes, side="right")
    days = window(keys.kind)
    left, right = [np.empty(0, dtype=np.int32)], [np.empty(0, dtype=np.int32)]
    for n in np.flatnonzero(new[tellings]).tolist():
        group = slice(starts[n], ends[n])
        near = (when[group] == NO_DAY) | (when[n] == NO_DAY) | (np.abs(when[group] - when[n]) <= days)
        right.append(tellings[group][near])
        left.append(np.full(len(right[-1]), tellings[n]))
    yield np.concatenate(left), np.concatenate(right)


def _pairs(keys: Keys) -> Iterator[tuple[NDArray[np.int32], NDArray[np.int32]]]:
    """The tellings that share a key and lie within its window of days, or of which one has no day."""
    order = np.lexsort((keys.tellings, keys.days, keys.hashes))
    hashes, tellings, when = keys.hashes[order], keys.tellings[order], keys.days[order]
    here = np.arange(len(hashes))
    ends = np.searchsorted(hashes, hashes, side="right")
    dense = np.cumsum(np.r_[False, hashes[1:] != hashes[:-1]]) if len(hashes) else here
    stamps = dense * _LATEST + when
    until = np.minimum(np.searchsorted(stamps, stamps + max(window(keys.kind), 0), side="right"), ends)
    if keys.kind == _LOOSE:
        until = here + 1
    until = np.where(when == NO_DAY, ends, until)
    counts = np.maximum(until - here - 1, 0)
    totals = np.cumsum(counts)
    start = 0
    while start < len(counts):
        base = totals[start - 1] if start else 0
        stop = max(start + 1, int(np.searchsorted(totals, base + _BATCH, side="right")))
        left = np.repeat(here[start:stop], counts[start:stop])
        offset = np.arange(len(left)) - np.repeat(totals[start:stop] - counts[start:stop] - base, counts[start:stop])
        yield tellings[left], tellings[left + 1 + offset]
        start = stop


def _hashed(kind: int, one: Indices, other: Indices) -> NDArray[np.uint64]:
    mixed = one.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(kind)
    mixed ^= mixed >> np.uint64(29)
    mixed += other.astype(np.uint64) * np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(32)
    return mixed * np.uint64(0x94D049BB133111EB)
