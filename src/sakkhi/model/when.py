"""When: an interval of days, with how exactly and on what basis it is known."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import msgspec


class TimePrecision(StrEnum):
    """The unit that the words gave."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Basis(StrEnum):
    """`stated`: the words give the date; `relative`: reckoned from publication; `inferred`.

    Reckoned from a known fact.
    """

    STATED = "stated"
    RELATIVE = "relative"
    INFERRED = "inferred"


class When(msgspec.Struct, frozen=True, gc=False):
    """`earliest` to `latest`, both inclusive."""

    earliest: dt.date
    latest: dt.date
    precision: TimePrecision
    basis: Basis

    def overlaps(self, other: When) -> bool:
        """True where the two intervals share a day."""
        return self.earliest <= other.latest and other.earliest <= self.latest

    def within(self, other: When) -> bool:
        """True where this interval lies inside the other."""
        return other.earliest <= self.earliest and self.latest <= other.latest


class DaySaid(msgspec.Struct, frozen=True, gc=False):
    """What the words say of a day whose date they do not: the weekday (Monday is 0), the month and day of the month."""

    weekday: int | None = None
    month: int | None = None
    day: int | None = None

    def fits(self, when: When) -> bool:
        """True where the first or the last of these days is one that the words may mean."""
        return any(self._is(day) for day in (when.earliest, when.latest))

    def _is(self, day: dt.date) -> bool:
        known = ((self.weekday, day.weekday()), (self.month, day.month), (self.day, day.day))
        return any(said is not None for said, _ in known) and all(said in (None, is_) for said, is_ in known)
