"""A line of gold → what a careful reader wrote down from one report.

Gold is written shorter than a reading: counts as [min, max], `when` as [first, last], `targets` as a list of types.
"""

from __future__ import annotations

import datetime as dt

import msgspec

from sakkhi.model.count import Count
from sakkhi.model.incident import Method, Outcome, Role, TargetType
from sakkhi.model.place import Place
from sakkhi.score.told import (
    Blamed,
    Told,
    known_count,
    known_method,
    known_outcome,
    known_place,
    known_targets,
)


class GoldIncident(msgspec.Struct, frozen=True):
    """One incident of the gold; the fields that are not scored are left unread."""

    role: Role
    method: Method = Method.UNKNOWN
    where: Place | None = None
    when: tuple[dt.date | None, dt.date | None] | None = None
    targets: tuple[TargetType, ...] | None = None
    outcome: Outcome = Outcome.UNKNOWN
    munitions: tuple[int | None, int | None] | None = None
    killed: tuple[int | None, int | None] | None = None
    injured: tuple[int | None, int | None] | None = None
    attributions: tuple[Blamed, ...] | None = None

    @property
    def told(self) -> Told:
        """The filled slots."""
        first, last = self.when or (None, None)
        return Told(
            role=self.role,
            method=known_method(self.method),
            where=known_place(self.where),
            when=(first, last) if first and last else None,
            targets=known_targets(self.targets or ()),
            outcome=known_outcome(self.outcome),
            munitions=_count(self.munitions),
            killed=_count(self.killed),
            injured=_count(self.injured),
            attributions=self.attributions or (),
        )


class GoldReport(msgspec.Struct, frozen=True):
    """What the gold says of the report `id`."""

    id: str
    incidents: tuple[GoldIncident, ...]


def _count(bounds: tuple[int | None, int | None] | None) -> Count | None:
    return known_count(Count(*bounds)) if bounds else None
