"""Pairs near the threshold → those that a person should look at.

Whether a pair is close depends on its two tellings alone. Which close pairs are shown is worked out from all of them,
from the incidents and from what was ruled, so that the order in which reports came changes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from sakkhi.model.doubt import Doubt

DOUBT = 3.0  # bits on either side of the threshold: odds of up to eight to one
Close = tuple[str, str, float]
T = TypeVar("T", int, str)


def close_pairs(
    keys: list[str], pairs: NDArray[np.int64], over: NDArray[np.float64], parts: Iterable[tuple[int, int]]
) -> list[Close]:
    """The pairs with few bits `over` the threshold or under it, each once, its lower key first, in order.

    Parts of one attack that one report tells are none.
    """
    near = np.flatnonzero(np.abs(over) < DOUBT)
    codes, first = np.unique(pairs[0, near] * len(keys) + pairs[1, near], return_index=True)
    known = np.array([one * len(keys) + other for one, other in parts], dtype=np.int64)
    chosen = near[first[~np.isin(codes, known)]]
    told = zip(pairs[0, chosen].tolist(), pairs[1, chosen].tolist(), over[chosen].tolist(), strict=True)
    return sorted((*sorted((keys[x], keys[y])), bits) for x, y, bits in told)


def doubts(
    close: Iterable[Close],
    incident: Mapping[str, T],
    size: Mapping[T, int],
    ruled: Collection[frozenset[str]],
    same: Mapping[str, str],
) -> list[Doubt]:
    """One doubt for each two incidents, and for each incident one within it: the pair closest to even odds.

    Pairs in `ruled` are none, neither those of one group in `same`, which was ruled to be one incident. Those with the
    most tellings to move come first.
    """
    best: dict[tuple[T, T], tuple[float, str, str, float]] = {}
    for a, b, bits in close:
        if (a not in same or same[a] != same.get(b)) and frozenset((a, b)) not in ruled:
            one, other = incident[a], incident[b]
            where = (one, other) if one <= other else (other, one)
            best[where] = min(best.get(where, (np.inf, "", "", 0.0)), (abs(bits), a, b, bits))
    out = [
        Doubt(a, b, bits, one == other, min(size[one], size[other])) for (one, other), (_, a, b, bits) in best.items()
    ]
    return sorted(out, key=lambda d: (-d.moved, abs(d.bits), d.one, d.other))
