"""An incident as all its reports tell of it: every slot with who gives which value, and the ledger of claims.

Not to be mistaken for `Incident`, which is what one report tells.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Generic, TypeVar

import msgspec

from sakkhi.model.count import Count
from sakkhi.model.incident import ByType, Damage, Method, Outcome, Role, Stance, TargetType, sums_up
from sakkhi.model.place import Place
from sakkhi.model.span import Span
from sakkhi.model.when import When

T = TypeVar("T")


class Held(msgspec.Struct, Generic[T], frozen=True):
    """A value, the tellings (keys) that give it, and how many independent voices those are."""

    value: T
    tellings: tuple[str, ...]
    voices: int


class Told(msgspec.Struct, frozen=True):
    """A telling that belongs to the record; `incident` is its id within the reading of `report`.

    `name` is as in `Telling`.
    """

    report: str
    incident: str
    role: Role
    language: str
    published: dt.date | None
    outlet: str | None
    copies: str
    summary: bool = False
    name: str = ""

    @property
    def key(self) -> str:
        """The telling's key."""
        return f"{self.report}#{self.name or self.incident}"


class ClaimKind(StrEnum):
    """What an entry of the ledger is about."""

    ATTRIBUTION = "attribution"
    UNCLAIMED = "unclaimed"
    TOLL = "toll"
    OUTCOME = "outcome"


class Change(StrEnum):
    """What an entry changes in what was told before it."""

    FIRST_CLAIM = "first_claim_of_responsibility"
    DENIAL = "denial"
    TOLL_REVISED = "toll_revised"
    OUTCOME_CHANGED = "outcome_changed"


class Claim(msgspec.Struct, frozen=True):
    """An entry of the ledger: who says what, how surely, in which words, in which report, published when.

    `about` is the actor, the toll in words ("killed 3") or the outcome; `quotes` are the words it rests on, the first
    of them the hedge or cue.
    """

    kind: ClaimKind
    about: str
    by: str
    by_type: ByType
    stance: Stance | None
    quotes: tuple[Span, ...]
    report: str
    published: dt.date | None
    voices: int = 1
    change: Change | None = None


class ReasonKind(StrEnum):
    """Why a person should look at a record.

    `disputed`: independent voices exclude each other · `denial`, `first_claim`: somebody denies or claims it · `thin`:
    one voice alone tells of many dead or hurt · `joined`: reports joined what was ruled to be no attack.
    """

    DISPUTED = "disputed"
    DENIAL = "denial"
    FIRST_CLAIM = "first_claim"
    THIN = "thin"
    JOINED = "joined"


class Reason(msgspec.Struct, frozen=True):
    """`about` names the slot or actor; `mark` changes with what was told, so that news of it is a reason anew."""

    kind: ReasonKind
    about: str = ""
    mark: str = ""


class Record(msgspec.Struct, frozen=True):
    """Each slot holds the values told, the preferred one first; empty where no report tells it.

    `killed_range` and `injured_range` are the hull of all tolls told. `disputed` names the slots on which independent
    voices exclude each other. `includes` are the records that a summary sums up. `ruled` names the slots that a person
    ruled on; `rejected` is true where a person ruled that this is no attack.

    `reasons` are those for which a person should look at it and has not yet (`assess.review`), and `priority` says how
    much that matters; 0 where there is none.
    """

    id: str
    tellings: tuple[Told, ...]
    voices: int
    method: tuple[Held[Method], ...] = ()
    when: tuple[Held[When], ...] = ()
    where: tuple[Held[Place], ...] = ()
    targets: tuple[Held[TargetType], ...] = ()
    outcome: tuple[Held[Outcome], ...] = ()
    munitions: tuple[Held[Count], ...] = ()
    intercepted: tuple[Held[Count], ...] = ()
    killed: tuple[Held[Count], ...] = ()
    injured: tuple[Held[Count], ...] = ()
    damage: tuple[Held[Damage], ...] = ()
    killed_range: Count | None = None
    injured_range: Count | None = None
    ledger: tuple[Claim, ...] = ()
    disputed: tuple[str, ...] = ()
    repeats: int = 1
    includes: tuple[str, ...] = ()
    ruled: tuple[str, ...] = ()
    rejected: bool = False
    reasons: tuple[Reason, ...] = ()
    priority: float = 0.0

    @property
    def sums_up(self) -> bool:
        """True where it stands for several attacks."""
        when = self.when[0].value if self.when else None
        return sums_up(self.repeats, when, self.killed[0].value if self.killed else None)
