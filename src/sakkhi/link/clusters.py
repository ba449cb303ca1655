"""Pairs with their bits → clusters, each the tellings of one incident.

Tellings that some chain of likely pairs connects are looked at together; within such a component every pair is
compared, and clusters are joined from the likeliest on while their pairs speak for it on average and none speaks
strongly against it. So a weak chain joins no far ends, and the result is a function of the tellings alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from sakkhi.link.columns import NO_DAY, NO_YEARDAY, UNPLACED, Columns
from sakkhi.link.features import Rows, compare
from sakkhi.link.weights import Weights

Indices = NDArray[np.int64]
Pairs = Mapping[tuple[int, int], bool]

_BATCH = 200_000  # pairs of whole components at once
_CACHED = 4096  # pairs compared at once: few enough to stay in the processor's cache
_AROUND, _FAR, _UNKNOWN = 14, 4.0, 1.0  # days; bits that pairs need beyond which one tells no day
_MOST = 2000  # tellings looked at together; of more, those that have days alone hold together
RULED = 1000.0  # bits of what a person ruled: more than all features can outweigh


def components(size: int, pairs: Indices) -> list[list[int]]:
    """Groups of two or more indices that the pairs connect, in order of their first index."""
    parent = list(range(size))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    for one, other in pairs.T.tolist():
        a, b = root(one), root(other)
        if a != b:
            parent[max(a, b)] = min(a, b)
    groups: dict[int, list[int]] = {}
    for n in {int(i) for i in np.unique(pairs)} if pairs.size else ():
        groups.setdefault(root(n), []).append(n)
    return [sorted(groups[first]) for first in sorted(groups)]


def bounded(size: int, pairs: Indices, firm: NDArray[np.bool_]) -> list[list[int]]:
    """The components; one of very many tellings is cut where only tellings without a day hold it together."""
    out: list[list[int]] = []
    for group in components(size, pairs):
        if len(group) > _MOST:
            inside = np.isin(pairs[0], group) & firm
            out += components(size, pairs[:, inside])
        else:
            out.append(group)
    return sorted(out)


def scored(columns: Columns, one: Indices, other: Indices, weights: Weights) -> NDArray[np.float64]:
    """Bits of each pair; a telling without place, or without any day, starts lower."""
    bits = np.empty(len(one))
    for start in range(0, len(one), _CACHED):
        part = slice(start, start + _CACHED)
        a, b = columns.rows[one[part]], columns.rows[other[part]]
        bits[part] = weights.scores(compare(a, b)) - (_bare(a) | _bare(b)) * weights.bare
    return bits


def glue(columns: Columns, pairs: Indices) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """(bits that each pair needs beyond the threshold to be looked at together, whether both of it tell a day).

    On a telling without a day all attacks of a town would hang, unless it was in the news when the other one was.
    """
    told, news = columns.rows["earliest"], columns.rows["published"]
    when = np.where(told != NO_DAY, told, news).astype(np.int64)
    one, other = pairs
    firm = (told[one] != NO_DAY) & (told[other] != NO_DAY)
    unknown = (when[one] == NO_DAY) | (when[other] == NO_DAY)
    far = np.abs(when[one] - when[other]) > _AROUND
    return np.where(firm, 0.0, np.where(unknown, _UNKNOWN, np.where(far, _FAR, 0.0))), np.asarray(firm)


def _bare(rows: Rows) -> NDArray[np.bool_]:
    undated = (rows["earliest"] == NO_DAY) & (rows["published"] == NO_DAY) & (rows["yearday"] == NO_YEARDAY)
    return np.asarray((rows["precision"] == UNPLACED) | undated)


def clusters(columns: Columns, together: list[list[int]], weights: Weights, ruled: Pairs) -> Iterator[list[list[int]]]:
    """Each component's clusters, each in ascending order; `ruled` says of a pair (lower first) whether it is one."""
    named = np.array(sorted({n for pair in ruled for n in pair}), dtype=np.int64)
    for batch in _batches(together):
        # ties are broken by name, not by order of arrival
        ordered = [sorted(members, key=lambda n: columns.keys[n]) for members in batch]
        uppers = [np.triu_indices(len(order), 1) for order in ordered]
        one = np.concatenate([np.array(o)[i] for o, (i, _) in zip(ordered, uppers, strict=True)])
        other = np.concatenate([np.array(o)[j] for o, (_, j) in zip(ordered, uppers, strict=True)])
        bits = scored(columns, one, other, weights)
        if ruled:
            _rule(bits, one, other, ruled, named)
        start = 0
        for order, (i, j) in zip(ordered, uppers, strict=True):
            total = np.full((len(order), len(order)), -np.inf)
            total[i, j] = total[j, i] = bits[start : start + len(i)]
            start += len(i)
            if ruled:
                _fuse(total)
            yield [sorted(order[m] for m in group) for group in _joined(total, weights)]


def _batches(together: list[list[int]]) -> Iterator[list[list[int]]]:
    """The components in runs of about `_BATCH` pairs."""
    batch: list[list[int]] = []
    pairs = 0
    for members in together:
        batch.append(members)
        pairs += len(members) * (len(members) - 1) // 2
        if pairs > _BATCH:
            yield batch
            batch, pairs = [], 0
    if batch:
        yield batch


def _rule(bits: NDArray[np.float64], one: Indices, other: Indices, ruled: Pairs, named: Indices) -> None:
    for k in np.flatnonzero(np.isin(one, named) & np.isin(other, named)).tolist():
        x, y = int(one[k]), int(other[k])
        said = ruled.get((min(x, y), max(x, y)))
        if said is not None:
            bits[k] = RULED if said else -RULED


def _fuse(bits: NDArray[np.float64]) -> None:
    """Let those that a person ruled to be one speak with one voice: who is as like as any of them is like them all."""
    same = np.argwhere(np.triu(bits >= RULED))
    for group in components(len(bits), same.T):
        across = bits[group]
        bits[group] = np.where((across == -RULED).any(axis=0), -RULED, across.max(axis=0))
        bits[:, group] = bits[group].T
        bits[np.ix_(group, group)] = RULED
        bits[group, group] = -np.inf


def _joined(bits: NDArray[np.float64], weights: Weights) -> list[list[int]]:
    """Average linkage over a symmetric matrix of bits with a veto; the diagonal is minus infinity."""
    n = len(bits)
    if n == 2:
        return [[0, 1]] if bits[0, 1] > weights.threshold else [[0], [1]]
    total, worst = bits.copy(), bits.copy()
    size = np.ones(n)
    groups: list[list[int]] = [[m] for m in range(n)]
    while n > 1:
        mean = np.where(worst < weights.veto, -np.inf, total / np.outer(size, size))
        best = int(np.argmax(mean))
        a, b = divmod(best, n)
        if not mean[a, b] > weights.threshold:
            break
        a, b = min(a, b), max(a, b)
        total[a] += total[b]
        total[:, a] = total[a]
        worst[a] = np.minimum(worst[a], worst[b])
        worst[:, a] = worst[a]
        total[a, a] = worst[a, a] = -np.inf
        size[a] += size[b]
        groups[a] += groups[b]
        keep = np.arange(n) != b
        total, worst, size = total[np.ix_(keep, keep)], worst[np.ix_(keep, keep)], size[keep]
        groups.pop(b)
        n -= 1
    return groups


def ruled_pairs(
    columns: Columns, same: Iterable[tuple[str, str]], apart: Iterable[tuple[str, str]]
) -> dict[tuple[int, int], bool]:
    """Rulings over keys as rulings over indices; those on tellings that are not there are left out."""
    index = {key: n for n, key in enumerate(columns.keys)}
    out = {}
    for said, pairs in ((True, same), (False, apart)):
        for x, y in pairs:
            if x in index and y in index and x != y:
                out[min(index[x], index[y]), max(index[x], index[y])] = said
    return out
