"""An incident as one report tells of it, and the claims about who did it.

The slots are those of the reading contract.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from sakkhi.model.count import Count
from sakkhi.model.place import Place
from sakkhi.model.span import Span
from sakkhi.model.when import DaySaid, TimePrecision, When

_LONGEST, _YEAR = 62, 366  # days: "in June or July" may be one attack; a longer stretch that is no year is many
_DEADLIEST = 5000  # killed: more than in any one attack since 1945, and what tolls of wars soon exceed


class Role(StrEnum):
    """What the incident is to the report."""

    FOCUS = "focus"
    BACKGROUND = "background"
    THREAT = "threat"


class Method(StrEnum):
    """How the attack was made."""

    DRONE = "drone"
    MISSILE = "missile"
    ROCKET = "rocket"
    MORTAR = "mortar"
    ARTILLERY = "artillery"
    INDIRECT_FIRE = "indirect_fire"
    AIRSTRIKE = "airstrike"
    IED = "ied"
    VEHICLE_BOMB = "vehicle_bomb"
    SUICIDE_BOMBING = "suicide_bombing"
    BOMBING = "bombing"
    GRENADE = "grenade"
    SHOOTING = "shooting"
    ARMED_CLASH = "armed_clash"
    STABBING = "stabbing"
    RAMMING = "ramming"
    ARSON = "arson"
    ABDUCTION = "abduction"
    BOARDING = "boarding"
    OTHER = "other"
    UNKNOWN = "unknown"


class TargetType(StrEnum):
    """What was attacked."""

    MILITARY_BASE = "military_base"
    MILITARY_PERSONNEL = "military_personnel"
    CONVOY = "convoy"
    AIRPORT = "airport"
    SHIP = "ship"
    DIPLOMATIC = "diplomatic"
    GOVERNMENT = "government"
    POLICE = "police"
    ENERGY = "energy"
    INFRASTRUCTURE = "infrastructure"
    RESIDENTIAL = "residential"
    CIVILIANS = "civilians"
    MARKET = "market"
    RELIGIOUS = "religious"
    MEDICAL = "medical"
    SCHOOL = "school"
    MEDIA = "media"
    HUMANITARIAN = "humanitarian"
    POLITICAL = "political"
    ARMED_GROUP = "armed_group"
    OTHER = "other"


class Outcome(StrEnum):
    """What came of it."""

    INTERCEPTED = "intercepted"
    FOILED = "foiled"
    HIT = "hit"
    MISSED = "missed"
    MIXED = "mixed"
    UNKNOWN = "unknown"


class Stance(StrEnum):
    """How a speaker ties an actor to an incident."""

    CLAIMS = "claims"
    STATES = "states"
    ASSESSES = "assesses"
    SUSPECTS = "suspects"
    DENIES = "denies"


class ByType(StrEnum):
    """What kind of speaker."""

    OFFICIAL = "official"
    MILITARY = "military"
    POLICE = "police"
    GROUP = "group"
    MEDIA = "media"
    WITNESS = "witness"
    EXPERT = "expert"
    REPORT = "report"
    UNKNOWN = "unknown"


class Damage(StrEnum):
    """How much was damaged."""

    NONE = "none"
    SOME = "some"
    HEAVY = "heavy"


class Target(msgspec.Struct, frozen=True, gc=False):
    """What or who was attacked; `actor` is whose it was, where told."""

    type: TargetType
    name: str | None = None
    actor: str | None = None


class Attribution(msgspec.Struct, frozen=True):
    """One claim in the ledger: `by` says, with `stance`, that `actor` did it.

    Never a fact unless the stance says so.
    """

    actor: str
    actor_id: str | None
    by: str
    by_type: ByType
    stance: Stance
    evidence: tuple[Span, ...]


class IncidentEvidence(msgspec.Struct, frozen=True, omit_defaults=True):
    """The quoted words of each filled slot."""

    role: tuple[Span, ...] = ()
    method: tuple[Span, ...] = ()
    munitions: tuple[Span, ...] = ()
    repeats: tuple[Span, ...] = ()
    when: tuple[Span, ...] = ()
    where: tuple[Span, ...] = ()
    launched_from: tuple[Span, ...] = ()
    targets: tuple[Span, ...] = ()
    outcome: tuple[Span, ...] = ()
    intercepted: tuple[Span, ...] = ()
    killed: tuple[Span, ...] = ()
    injured: tuple[Span, ...] = ()
    damage: tuple[Span, ...] = ()
    perpetrators: tuple[Span, ...] = ()
    attributions: tuple[Span, ...] = ()
    unclaimed: tuple[Span, ...] = ()
    day_said: tuple[Span, ...] = ()


def sums_up(repeats: int, when: When | None, killed: Count | None) -> bool:
    """True for what is told of more than one attack: so many, over so long, or with so many dead as no single one."""
    longest = _YEAR if when is not None and when.precision == TimePrecision.YEAR else _LONGEST
    lasted = (when.latest - when.earliest).days if when is not None else 0
    return repeats > 1 or lasted > longest or (killed is not None and (killed.min or 0) >= _DEADLIEST)


class Incident(msgspec.Struct, frozen=True):
    """One attack, or attempted attack, by one side on one target place at one time by one method.

    `day_said` is what the words say of its day where `when` cannot be told.
    """

    id: str
    role: Role
    method: Method
    munitions: Count | None = None
    repeats: int = 1
    when: When | None = None
    where: Place | None = None
    launched_from: Place | None = None
    targets: tuple[Target, ...] = ()
    outcome: Outcome = Outcome.UNKNOWN
    intercepted: Count | None = None
    killed: Count | None = None
    injured: Count | None = None
    damage: Damage | None = None
    perpetrators: tuple[str, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    unclaimed: bool = False
    evidence: IncidentEvidence = IncidentEvidence()
    day_said: DaySaid | None = None

    @property
    def sums_up(self) -> bool:
        """True where it stands for several attacks."""
        return sums_up(self.repeats, self.when, self.killed)
