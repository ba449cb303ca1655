"""How likely a name of one script is written so in another: letters of the one against letters of the other.

A noisy channel over pairs of letter groups, as names are matched across scripts since Knight and Graehl (1998); which
groups go together was learnt from places that have a name in both (`evals/train_letters.py`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping

LATIN, OTHER = 3, 2  # letters of a group at most, on either side
_UNKNOWN = math.log(1e-4)  # of a letter for a letter that was never seen for it


class Letters:
    """The channel of one language. `chances` gives for Latin letters the logarithm of each way to write them."""

    def __init__(self, chances: Mapping[str, Mapping[str, float]]) -> None:
        self._chances = chances

    def likelihood(self, latin: str, name: str) -> float:
        """The logarithm of the likeliest way in which `latin`, in lower case, may have become `name`; below 0."""
        width = len(name)
        nothing = [-math.inf] * (width + 1)
        best = [nothing.copy() for _ in range(len(latin) + 1)]
        best[0][0] = 0.0
        for i in range(len(latin)):
            here = best[i]
            for size in range(1, min(LATIN, len(latin) - i) + 1):
                ways = self._chances.get(latin[i : i + size])
                if ways is None and size > 1:
                    continue
                there = best[i + size]
                for j, so_far in enumerate(here):
                    if so_far == -math.inf:
                        continue
                    for k in range(j, min(j + OTHER, width) + 1):
                        chance = ways.get(name[j:k]) if ways is not None else None
                        if chance is None:
                            if size > 1 or k > j + 1:
                                continue
                            chance = _UNKNOWN
                        if so_far + chance > there[k]:
                            there[k] = so_far + chance
        return best[-1][-1]
