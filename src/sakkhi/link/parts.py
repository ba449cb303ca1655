"""Columns → the pairs of tellings of one report that are parts of one attack.

Where people fight on the spot they shoot, stab and burn in one attack, and a report tells of each. What flies is
launched for itself: a rocket and a drone on one day are two attacks, as are two bombs.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np

from sakkhi.link.columns import METHODS, Columns
from sakkhi.link.features import FEATURES, compare
from sakkhi.model.incident import Method

_ON_THE_SPOT = np.array(
    [
        METHODS[m]
        for m in (
            Method.ARMED_CLASH, Method.SHOOTING, Method.STABBING, Method.ARSON, Method.BOMBING, Method.GRENADE,
            Method.ABDUCTION, Method.OTHER,
        )
    ]
)  # fmt: skip
_NOT = {  # levels at which two are told apart
    "day": {"a day apart", "up to 3 days apart", "apart"},
    "day_said": {"a day apart", "another day"},
    "place": {"near", "far apart", "elsewhere"},
    "method": {"same"},
    "killed": {"another number"},
}


def parts(columns: Columns) -> list[tuple[int, int]]:
    """The pairs (lower index first): one place and time as far as told, and different methods on the spot."""
    rows = columns.rows
    several = np.isin(rows["method"], _ON_THE_SPOT) & (rows["repeats"] == 1)
    order = np.flatnonzero(several)
    order = order[np.argsort(rows["report"][order], kind="stable")]
    starts = np.flatnonzero(np.diff(rows["report"][order], prepend=-1))
    told = [group for group in np.split(order, starts[1:]) if len(group) > 1] if len(order) else []
    pairs = np.array([sorted(p) for group in told for p in combinations(group.tolist(), 2)], dtype=np.int64)
    if not len(pairs):
        return []
    one, other = pairs.T
    levels = compare(rows[one], rows[other])
    apart = rows["focus"][one] != rows["focus"][other]
    for n, (name, (_, names)) in enumerate(FEATURES.items()):
        apart |= np.isin(levels[:, n], [k for k, level in enumerate(names) if level in _NOT.get(name, ())])
    return [(a, b) for a, b in pairs[~apart].tolist()]
