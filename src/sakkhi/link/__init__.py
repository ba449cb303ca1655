"""Tellings → clusters: which of them tell of one incident."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec
import numpy as np
from numpy.typing import NDArray

from sakkhi.link.candidates import candidates
from sakkhi.link.clusters import Pairs, bounded, clusters, glue, ruled_pairs, scored
from sakkhi.link.columns import Columns
from sakkhi.link.parts import parts
from sakkhi.link.rulings import grouped
from sakkhi.link.weights import Weights
from sakkhi.model.doubt import Doubt

__all__ = ["DOUBT", "Linkage", "link"]

DOUBT = 3.0  # bits on either side of the threshold: odds of up to eight to one


class Linkage(msgspec.Struct, frozen=True):
    """`clusters` of keys, each in order, the list in order: every telling is in exactly one.

    `components` are the numbers of the groups within which everything was compared, in the order of the clusters.
    `doubts` come with the most to move first.
    """

    clusters: list[list[str]]
    components: list[int]
    doubts: list[Doubt]


def link(
    columns: Columns,
    weights: Weights,
    same: Iterable[tuple[str, str]] = (),
    apart: Iterable[tuple[str, str]] = (),
) -> Linkage:
    """The clusters; `same` and `apart` are pairs of keys that a person ruled on."""
    same = list(same)
    ruled = dict.fromkeys(parts(columns), True) | ruled_pairs(columns, same, apart)
    likely = [np.array([pair for pair, said in ruled.items() if said], dtype=np.int64).reshape(-1, 2).T]
    firm = [np.ones(likely[0].shape[1], dtype=np.bool_)]
    unsure: list[NDArray[np.int64]] = []
    bits_of: list[NDArray[np.float64]] = []
    for pairs in candidates(columns):
        bits = scored(columns, pairs[0], pairs[1], weights)
        needed, sure = glue(columns, pairs)
        chosen = np.flatnonzero(bits > weights.threshold + needed)
        likely.append(pairs[:, chosen])
        firm.append(sure[chosen])
        close = np.flatnonzero(np.abs(bits - weights.threshold) < DOUBT)
        unsure.append(pairs[:, close])
        bits_of.append(bits[close])
    found: list[tuple[list[int], int]] = []
    together = bounded(len(columns), np.concatenate(likely, axis=1), np.concatenate(firm))
    for members, groups in zip(together, clusters(columns, together, weights, ruled), strict=True):
        found += [(group, members[0]) for group in groups]
    alone = set(range(len(columns))).difference(*together)
    found += [([n], n) for n in alone]
    named = sorted((sorted(columns.keys[n] for n in group), component) for group, component in found)
    pairs = np.concatenate(unsure, axis=1) if unsure else np.empty((2, 0), dtype=np.int64)
    doubts = _doubts(columns, found, pairs, np.concatenate(bits_of) if bits_of else np.empty(0), ruled, grouped(same))
    return Linkage([keys for keys, _ in named], [component for _, component in named], doubts)


def _doubts(
    columns: Columns,
    found: list[tuple[list[int], int]],
    pairs: NDArray[np.int64],
    bits: NDArray[np.float64],
    ruled: Pairs,
    same: Mapping[str, str],
) -> list[Doubt]:
    """One doubt for each two clusters, and for each cluster one within it: the pair closest to the threshold.

    Pairs that a person ruled on are none, neither those of one group that was ruled to be one incident.
    """
    of = {n: c for c, (group, _) in enumerate(found) for n in group}
    best: dict[tuple[int, int], tuple[float, str, str, float]] = {}
    for (x, y), value in zip(pairs.T.tolist(), bits.tolist(), strict=True):
        a, b = sorted((columns.keys[x], columns.keys[y]))
        if (x, y) not in ruled and (a not in same or same[a] != same.get(b)):
            where = min(of[x], of[y]), max(of[x], of[y])
            best[where] = min(best.get(where, (np.inf, "", "", 0.0)), (abs(value), a, b, value))
    out = [
        Doubt(a, b, value, where[0] == where[1], min(len(found[c][0]) for c in where))
        for where, (_, a, b, value) in best.items()
    ]
    return sorted(out, key=lambda d: (-d.moved, abs(d.bits), d.one, d.other))
