"""How many: a closed or half-open range of whole numbers."""

from __future__ import annotations

import msgspec


class Count(msgspec.Struct, frozen=True, gc=False):
    """`min` and `max` are inclusive; None where that side is open ("at least 3" is (3, None))."""

    min: int | None
    max: int | None
    approximate: bool = False

    @property
    def is_zero(self) -> bool:
        """True where the count says "none"."""
        return self.min == 0 and self.max == 0

    def hull(self, other: Count) -> Count:
        """The narrowest range that holds both; an open side stays open."""
        low = None if self.min is None or other.min is None else min(self.min, other.min)
        high = None if self.max is None or other.max is None else max(self.max, other.max)
        return Count(low, high, self.approximate or other.approximate)


def exactly(number: int) -> Count:
    """The count of just `number`."""
    return Count(number, number)
