"""An incident, from a reading or from the gold, as the slots that are compared.

A slot is filled where it says something: `unknown` and `other` say nothing, nor does a count open on both sides.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum

import msgspec

from sakkhi.model.count import Count
from sakkhi.model.incident import Incident, Method, Outcome, Role, Stance, TargetType
from sakkhi.model.place import Place


class Slot(StrEnum):
    """What is compared, in the order of the table; each is also a field of `Told`."""

    ROLE = "role"
    METHOD = "method"
    WHERE = "where"
    WHEN = "when"
    TARGETS = "targets"
    OUTCOME = "outcome"
    MUNITIONS = "munitions"
    KILLED = "killed"
    INJURED = "injured"
    ATTRIBUTIONS = "attributions"


class Blamed(msgspec.Struct, frozen=True):
    """Who is named as the attacker, and how surely; who says so is not compared."""

    actor: str
    stance: Stance


class Told(msgspec.Struct, frozen=True):
    """The filled slots of one incident; None, or an empty collection, where a slot is empty.

    `when` is the first and last day, both inclusive.
    """

    role: Role | None = None
    method: Method | None = None
    where: Place | None = None
    when: tuple[dt.date, dt.date] | None = None
    targets: frozenset[TargetType] = frozenset()
    outcome: Outcome | None = None
    munitions: Count | None = None
    killed: Count | None = None
    injured: Count | None = None
    attributions: tuple[Blamed, ...] = ()


NOTHING = Told()


def told(incident: Incident) -> Told:
    """The filled slots of an incident that was read."""
    return Told(
        role=incident.role,
        method=known_method(incident.method),
        where=known_place(incident.where),
        when=(incident.when.earliest, incident.when.latest) if incident.when else None,
        targets=known_targets(target.type for target in incident.targets),
        outcome=known_outcome(incident.outcome),
        munitions=known_count(incident.munitions),
        killed=known_count(incident.killed),
        injured=known_count(incident.injured),
        attributions=tuple(Blamed(a.actor, a.stance) for a in incident.attributions),
    )


def is_filled(incident: Told, slot: Slot) -> bool:
    """True where the slot says something."""
    return getattr(incident, slot) not in (None, (), frozenset())


def known_method(method: Method) -> Method | None:
    """The method, or None where it is `unknown` or `other`."""
    return None if method in (Method.UNKNOWN, Method.OTHER) else method


def known_outcome(outcome: Outcome) -> Outcome | None:
    """The outcome, or None where it is `unknown`."""
    return None if outcome is Outcome.UNKNOWN else outcome


def known_place(place: Place | None) -> Place | None:
    """The place, or None where neither its country nor its latitude is known: a bare description cannot be compared."""
    return place if place and (place.country or place.lat is not None) else None


def known_targets(targets: Iterable[TargetType]) -> frozenset[TargetType]:
    """The types without `other`."""
    return frozenset(targets) - {TargetType.OTHER}


def known_count(count: Count | None) -> Count | None:
    """The range alone, since "about" is not compared; None where it is open on both sides."""
    return None if count is None or (count.min is None and count.max is None) else Count(count.min, count.max)
