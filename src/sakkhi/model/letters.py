"""How likely a name of one script is written so in another: letters of the one against letters of the other.

A noisy channel over pairs of letter groups, as names are matched across scripts since Knight and Graehl (1998); which
groups go together was learnt from places that have a name in both (`evals/train_letters.py`).
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Mapping

LATIN, OTHER = 3, 2  # letters of a group at most, on either side
_UNKNOWN = math.log(1e-4)  # of a letter for a letter that was never seen for it
_Way = tuple[int, int, float]  # from where in the name, up to where, and the logarithm of the chance


def is_apart(id_: str) -> bool:
    """True for a place of the half from which nothing about letters is learnt, so that it can be measured on."""
    return zlib.crc32(id_.encode()) % 2 == 1


class Letters:
    """The channel of one language. `chances` gives for Latin letters the logarithm of each way to write them."""

    def __init__(self, chances: Mapping[str, Mapping[str, float]]) -> None:
        self.chances = chances

    def likelihood(self, latin: str, name: str) -> float:
        """The logarithm of the likeliest way in which `latin`, in lower case, may have become `name`; below 0."""
        return Spelling(self, name).likelihood(latin)


class Spelling:
    """A name against which many Latin ones are weighed: what a group of letters can stand for in it is remembered."""

    def __init__(self, letters: Letters, name: str) -> None:
        self._chances, self._name = letters.chances, name
        self._ways: dict[str, list[_Way]] = {}

    def likelihood(self, latin: str, least: float = -math.inf) -> float:
        """See `Letters.likelihood`; of less than `least` only that it is no more."""
        nothing = [least] * (len(self._name) + 1)
        best = [nothing.copy() for _ in range(len(latin) + 1)]
        best[0][0] = 0.0
        known = self._ways
        for i, here in enumerate(best[:-1]):
            if max(here) <= least:  # no way on makes it likelier
                continue
            for end in range(i + 1, min(i + LATIN, len(latin)) + 1):
                group = latin[i:end]
                ways = known.get(group)
                if ways is None:
                    ways = known[group] = self._ways_of(group)
                there = best[end]
                for j, k, chance in ways:
                    chance += here[j]
                    if chance > there[k]:
                        there[k] = chance
        return best[-1][-1]

    def mean(self, latin: str) -> float:
        """The likelihood a letter of the name."""
        return self.likelihood(latin) / max(1, len(self._name))

    def _ways_of(self, group: str) -> list[_Way]:
        """What the group may stand for, at each letter of the name."""
        ways, width, single = self._chances.get(group), len(self._name), len(group) == 1
        found = []
        for j in range(width + 1) if ways is not None or single else ():
            for k in range(j, min(j + OTHER, width) + 1):
                chance = ways.get(self._name[j:k]) if ways is not None else None
                if chance is None and single and k <= j + 1:
                    chance = _UNKNOWN
                if chance is not None:
                    found.append((j, k, chance))
        return found
