"""Tellings → clusters: which of them tell of one incident."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from sakkhi.link.candidates import candidates
from sakkhi.link.clusters import clusters, components, ruled_pairs, scored
from sakkhi.link.columns import Columns
from sakkhi.link.weights import Weights

__all__ = ["link"]


def link(
    columns: Columns,
    weights: Weights,
    same: Iterable[tuple[str, str]] = (),
    apart: Iterable[tuple[str, str]] = (),
) -> list[list[str]]:
    """Clusters of the keys of tellings, each in order, the list in order: every telling is in exactly one.

    `same` and `apart` are pairs of keys that a person ruled on.
    """
    ruled = ruled_pairs(columns, same, apart)
    likely = [np.array([pair for pair, said in ruled.items() if said], dtype=np.int64).reshape(-1, 2).T]
    for pairs in candidates(columns):
        bits = scored(columns, pairs[0], pairs[1], weights)
        likely.append(pairs[:, np.flatnonzero(bits > weights.threshold)])
    found: list[list[int]] = []
    together = components(len(columns), np.concatenate(likely, axis=1))
    for groups in clusters(columns, together, weights, ruled):
        found += groups
    alone = set(range(len(columns))).difference(*together)
    found += [[n] for n in alone]
    return sorted(sorted(columns.keys[n] for n in group) for group in found)
