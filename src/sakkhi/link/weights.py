"""What each level of each feature weighs, after Fellegi and Sunter (1969).

`weights.toml` holds for each level how often it is seen in pairs that tell of one incident (m) and in those that do not
(u); a level weighs log2(m/u) bits. `evals/train_links.py` says how they were learnt.
"""

from __future__ import annotations

import tomllib
from importlib.resources import files

import msgspec
import numpy as np
from numpy.typing import NDArray

from sakkhi.errors import TableError
from sakkhi.link.features import FEATURES

FILE = "weights.toml"


class Weights(msgspec.Struct, frozen=True):
    """`bits[f][level]` of each feature, in the order of `FEATURES`; `prior` are the bits of a pair not yet compared.

    Two clusters are one where their pairs have more than `threshold` bits on average and none fewer than `veto`; a
    telling without place or day needs `bare` bits more.
    """

    prior: float
    threshold: float
    veto: float
    bare: float
    bits: tuple[NDArray[np.float64], ...]

    def scores(self, levels: NDArray[np.int8]) -> NDArray[np.float64]:
        """Bits for (above 0) or against one incident, for each row of levels."""
        total = np.full(len(levels), self.prior)
        for n, table in enumerate(self.bits):
            total += table[levels[:, n]]
        return total


def load_weights() -> Weights:
    """The weights of `weights.toml`. Raises `TableError` where a feature or level is missing."""
    raw = tomllib.loads((files("sakkhi.link") / FILE).read_text(encoding="utf-8"))
    bits = []
    for name, (_, levels) in FEATURES.items():
        found = raw["feature"].get(name)
        if found is None or not len(found["m"]) == len(found["u"]) == len(levels) - 1:
            raise TableError(FILE, name, f"needs m and u for {len(levels) - 1} levels")
        bits.append(np.r_[0.0, np.log2(np.array(found["m"]) / np.array(found["u"]))])
    rule = raw["rule"]
    return Weights(rule["prior"], rule["threshold"], rule["veto"], rule["bare"], tuple(bits))
