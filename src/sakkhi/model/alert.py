"""An alert: what a watch has to tell of an incident, of a rate or of a day to come, and how urgent and sure it is."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import msgspec

from sakkhi.model.marking import Marking
from sakkhi.model.record import Claim, Record


class Occasion(StrEnum):
    """What a watch can look for."""

    NEW = "new"
    CLAIM = "claim"
    DENIAL = "denial"
    TOLL = "toll"
    OUTCOME = "outcome"
    RATE = "rate"
    ANNIVERSARY = "anniversary"


class Message(StrEnum):
    """What a message is to the ones before it, as CAP 1.2 has it."""

    ALERT = "alert"
    UPDATE = "update"
    CANCEL = "cancel"


class Urgency(StrEnum):
    """How soon to act, as CAP 1.2 has it."""

    IMMEDIATE = "immediate"
    EXPECTED = "expected"
    FUTURE = "future"
    PAST = "past"
    UNKNOWN = "unknown"


class Severity(StrEnum):
    """How grave it is, as CAP 1.2 has it; gravest first."""

    EXTREME = "extreme"
    SEVERE = "severe"
    MODERATE = "moderate"
    MINOR = "minor"
    UNKNOWN = "unknown"

    @property
    def rank(self) -> int:
        """0 for the gravest; what is unknown stands between severe and moderate: it may be anything."""
        return {"extreme": 0, "severe": 1, "unknown": 2, "moderate": 3, "minor": 4}[self.value]


class Certainty(StrEnum):
    """How sure it is, as CAP 1.2 has it."""

    OBSERVED = "observed"
    LIKELY = "likely"
    POSSIBLE = "possible"
    UNLIKELY = "unlikely"
    UNKNOWN = "unknown"


class Reason(StrEnum):
    """Why a message was followed by another one."""

    REVISED = "revised"
    MERGED = "merged"
    RULED_OUT = "ruled_out"


class Rate(msgspec.Struct, frozen=True):
    """`count` in `days`, where `usual` are expected, `low` to `high` with 95% confidence: more than chance explains."""

    count: int
    days: int
    usual: float
    low: float
    high: float


class Ahead(msgspec.Struct, frozen=True):
    """An anniversary of a dated event: which one, how many years, on which day, and how many days off it is."""

    event: str
    name: str
    years: int
    day: dt.date
    days: int


class Point(msgspec.Struct, frozen=True):
    """A place that somebody answers for, in degrees."""

    name: str
    lat: float
    lon: float


class Alert(msgspec.Struct, frozen=True):
    """One message of one watch. The same news always has the same `id`, however often it is found.

    `root` is the id of the first message on the same matter (its own where it is the first), `after` that of the last
    one before. `record` is what was known when it was made, None for rates and anniversaries, `before` the values
    that were told until then; `claim` is the entry of the ledger that the occasion is about. `reason`, `changed` and
    `other` say why a message followed: `changed` are slots, `other` the incident that this one is one with.
    """

    id: str
    watch: str
    occasion: Occasion
    message: Message
    root: str
    made_at: dt.datetime
    urgency: Urgency
    severity: Severity
    certainty: Certainty
    marking: Marking = Marking.CLEAR
    after: str = ""
    incident: str = ""
    site: Point | None = None
    within: float = 0.0
    record: Record | None = None
    claim: Claim | None = None
    before: Record | None = None
    rate: Rate | None = None
    ahead: Ahead | None = None
    reason: Reason | None = None
    changed: tuple[str, ...] = ()
    other: str = ""
