"""A report's text as the reader sees it: folded, cut into words, and with what was recognised marked on it.

All offsets here are half-open code-point offsets into `Folded.text`; only `Folded.origin` leads back to the report.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

import msgspec

from sakkhi.model.count import Count

FoldMap = Mapping[int | str, str | None]  # code points and whole sequences to what stands for them; None drops


class Folded(msgspec.Struct, frozen=True, gc=False):
    """Folded text with its way back.

    `breaks[i]` is a folded offset from which on the original offset is `origins[i]` plus the distance; a folded
    character that stands for several originals has a break right behind it.
    """

    text: str
    breaks: tuple[int, ...] = (0,)
    origins: tuple[int, ...] = (0,)

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The half-open range of the original text that the folded range `[start, end)` (not empty) stands for."""
        i = bisect_right(self.breaks, start) - 1
        first = self.origins[i] + start - self.breaks[i]
        j = bisect_right(self.breaks, end - 1) - 1
        last = self.origins[j] + end - 1 - self.breaks[j] + 1
        if j + 1 < len(self.breaks) and self.breaks[j + 1] == end:
            last = max(last, self.origins[j + 1])
        return first, last


class Stem(msgspec.Struct, frozen=True, cache_hash=True, gc=False):
    """One way to read a word: its stem and the features that its inflection shows (`gen`, `loc`, `pl`, …)."""

    text: str
    features: frozenset[str] = frozenset()


class Token(msgspec.Struct, frozen=True, gc=False):
    """A word, number or mark. `shape`: `l` lower or caseless, `c` Capitalised, `u` UPPER, `d` digits, `p`

    punctuation.
    """

    start: int
    end: int
    text: str
    shape: str
    stems: tuple[Stem, ...]


class CountMark(msgspec.Struct, frozen=True, gc=False):
    """A number found in the text; `rule` is the pack rule that read it."""

    start: int
    end: int
    count: Count
    rule: str
