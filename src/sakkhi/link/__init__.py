"""Tellings → clusters: which of them tell of one incident."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
import numpy as np
from numpy.typing import NDArray

from sakkhi.link.candidates import candidates
from sakkhi.link.clusters import bounded, clusters, glue, ruled_pairs, scored
from sakkhi.link.columns import Columns
from sakkhi.link.doubts import DOUBT, Close, close_pairs, doubts
from sakkhi.link.parts import parts
from sakkhi.link.rulings import grouped
from sakkhi.link.weights import Weights
from sakkhi.model.doubt import Doubt

__all__ = ["Linkage", "link"]


class Linkage(msgspec.Struct, frozen=True):
    """`clusters` of keys, each in order, the list in order: every telling is in exactly one.

    `components` are the numbers of the groups within which everything was compared, in the order of the clusters.
    `close` are all pairs near the threshold, `doubts` those of them that a person should look at.
    """

    clusters: list[list[str]]
    components: list[int]
    close: list[Close]
    doubts: list[Doubt]


def link(
    columns: Columns,
    weights: Weights,
    same: Iterable[tuple[str, str]] = (),
    apart: Iterable[tuple[str, str]] = (),
) -> Linkage:
    """The clusters; `same` and `apart` are pairs of keys that a person ruled on."""
    same = list(same)
    one_attack, decided = parts(columns), ruled_pairs(columns, same, apart)
    ruled = dict.fromkeys(one_attack, True) | decided
    likely = [np.array([pair for pair, said in ruled.items() if said], dtype=np.int64).reshape(-1, 2).T]
    firm = [np.ones(likely[0].shape[1], dtype=np.bool_)]
    unsure: list[NDArray[np.int64]] = [np.empty((2, 0), dtype=np.int64)]
    over: list[NDArray[np.float64]] = [np.empty(0)]
    for pairs in candidates(columns):
        bits = scored(columns, pairs[0], pairs[1], weights)
        needed, sure = glue(columns, pairs)
        chosen = np.flatnonzero(bits > weights.threshold + needed)
        likely.append(pairs[:, chosen])
        firm.append(sure[chosen])
        near = np.flatnonzero(np.abs(bits - weights.threshold) < DOUBT)
        unsure.append(pairs[:, near])
        over.append(bits[near] - weights.threshold)
    found: list[tuple[list[int], int]] = []
    together = bounded(len(columns), np.concatenate(likely, axis=1), np.concatenate(firm))
    for members, groups in zip(together, clusters(columns, together, weights, ruled), strict=True):
        found += [(group, members[0]) for group in groups]
    alone = set(range(len(columns))).difference(*together)
    found += [([n], n) for n in alone]
    named = sorted((sorted(columns.keys[n] for n in group), component) for group, component in found)
    close = close_pairs(columns.keys, np.concatenate(unsure, axis=1), np.concatenate(over), one_attack)
    of = {key: n for n, (keys, _) in enumerate(named) for key in keys}
    sizes = {n: len(keys) for n, (keys, _) in enumerate(named)}
    names = {frozenset((columns.keys[x], columns.keys[y])) for x, y in decided}
    shown = doubts(close, of, sizes, names, grouped(same))
    return Linkage([keys for keys, _ in named], [component for _, component in named], close, shown)
