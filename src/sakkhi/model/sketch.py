"""What is kept of a text to tell its copies by."""

from __future__ import annotations

import msgspec


class Sketch(msgspec.Struct, frozen=True):
    """`same` is one number for all texts with the same words; `values` is the MinHash, 4 bytes each, little end first.

    Two texts that share most of their word sequences have, nearly always, one of the `bands` in common. The numbers
    fit a signed 64-bit column.
    """

    same: int
    values: bytes
    bands: tuple[int, ...]


def likeness(one: bytes, other: bytes) -> float:
    """The share of equal values of two sketches: an estimate of the Jaccard index of their word sequences."""
    equal = sum(one[i : i + 4] == other[i : i + 4] for i in range(0, len(one), 4))
    return equal * 4 / max(len(one), 1)
