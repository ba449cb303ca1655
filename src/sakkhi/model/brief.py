"""What a situation report is made of: a site, some days, what is known of them, and what the last one said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import msgspec

from sakkhi.model.alert import Point
from sakkhi.model.dossier import Dossier
from sakkhi.model.marking import Marking
from sakkhi.model.record import Record


class Period(msgspec.Struct, frozen=True):
    """Within `km` of `site`, from `first` to `last`, both inclusive."""

    site: Point
    km: float
    first: dt.date
    last: dt.date

    @property
    def days(self) -> int:
        """How many days."""
        return (self.last - self.first).days + 1


class Stopped(msgspec.Struct, frozen=True):
    """How many of those with a known outcome defences stopped, with the interval of the share (0 to 1)."""

    stopped: int
    known: int
    low: float
    high: float


class Usual(msgspec.Struct, frozen=True):
    """What so many days usually have, with its interval, by the `before_days` before; None where those are too few."""

    before_days: int
    usual: float | None
    low: float | None
    high: float | None
    standing: str


class Earlier(msgspec.Struct, frozen=True):
    """What the last report on the same place said, and up to which day it went.

    `leads` are ids that have ended since, with where they lead.
    """

    last: dt.date
    records: tuple[Record, ...]
    leads: Mapping[str, str] = {}


class Known(msgspec.Struct, frozen=True):
    """Everything that a report tells; `texts` are the reports' whole texts by id, `dossiers` in order of time."""

    period: Period
    dossiers: tuple[Dossier, ...]
    texts: Mapping[str, str]
    usual: Usual
    stopped: Stopped | None
    earlier: Earlier | None
    marking: Marking
