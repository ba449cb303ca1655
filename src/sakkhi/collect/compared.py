"""Two tellings → what speaks for their being one incident, feature by feature, with the reasons for a person."""

from __future__ import annotations

import msgspec
import numpy as np

from sakkhi.link.clusters import scored
from sakkhi.link.columns import columns
from sakkhi.link.features import FEATURES, compare
from sakkhi.link.weights import load_weights
from sakkhi.model.telling import Telling

PRIOR = "How seldom two tellings are one incident."
BARE = "A telling without place or day needs more to be linked."


class Compared(msgspec.Struct, frozen=True):
    """A feature's name, the level at which the two compare, its bits for (above 0) or against, and its reason."""

    name: str
    level: str
    bits: float
    reason: str


def comparison(a: Telling, b: Telling) -> tuple[list[Compared], float]:
    """(what can be compared, the prior first; all bits together)."""
    weights = load_weights()
    cols = columns([a, b])
    levels = compare(cols.rows[:1], cols.rows[1:])[0]
    rows = [Compared("before", "", weights.prior, PRIOR)]
    for n, (name, (feature, names)) in enumerate(FEATURES.items()):
        if levels[n]:
            rows.append(Compared(name, names[levels[n]], float(weights.bits[n][levels[n]]), feature.__doc__ or ""))
    total = float(scored(cols, np.array([0]), np.array([1]), weights)[0])
    rest = total - sum(row.bits for row in rows)
    if abs(rest) > 1e-9:
        rows.append(Compared("bare", "no place or no day", rest, BARE))
    return rows, total
