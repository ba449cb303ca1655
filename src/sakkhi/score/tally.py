"""Right, wrong and left out, counted; and the rates that come of them."""

from __future__ import annotations

import msgspec


class Rates(msgspec.Struct, frozen=True):
    """Precision, recall and their harmonic mean, each 0 to 1, with the counts they come from."""

    precision: float
    recall: float
    f1: float
    tp: int
    fp: int
    fn: int


class Tally(msgspec.Struct, frozen=True):
    """True positives, false positives, false negatives."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def __add__(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)

    @property
    def errors(self) -> int:
        """How many were wrong or left out."""
        return self.fp + self.fn

    @property
    def rates(self) -> Rates:
        """Precision, recall and F1; a rate of nothing is 0."""
        precision = _part(self.tp, self.tp + self.fp)
        recall = _part(self.tp, self.tp + self.fn)
        f1 = _part(2 * precision * recall, precision + recall)
        return Rates(precision, recall, f1, self.tp, self.fp, self.fn)


def tally_of(matched: int, read: int, gold: int) -> Tally:
    """The tally of `matched` matches between `read` and `gold` things."""
    return Tally(int(matched), read - matched, gold - matched)


def _part(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
