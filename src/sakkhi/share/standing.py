"""A record's ledger → how each actor stands: what may be told of it, and no more.

Only an actor that claims an attack itself, or that somebody states to have made it and nobody denies, stands plain. No
number of suspicions makes a statement. What a format shows as a perpetrator without a word of doubt comes from here.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from sakkhi.model.incident import Stance
from sakkhi.model.record import Claim, ClaimKind, Record


class Standing(StrEnum):
    """The strongest that is said of an actor; `contested` is claimed or stated, and denied too."""

    CLAIMED = "claimed"
    STATED = "stated"
    CONTESTED = "contested"
    ASSESSED = "assessed"
    SUSPECTED = "suspected"
    DENIED = "denied"


_ORDER = list(Standing)


class Named(msgspec.Struct, frozen=True):
    """An actor of a record with its claims, in the ledger's order."""

    actor: str
    standing: Standing
    claims: tuple[Claim, ...]

    @property
    def plain(self) -> bool:
        """True where a format without a place for doubt may name it as the perpetrator."""
        return self.standing in (Standing.CLAIMED, Standing.STATED)

    @property
    def voices(self) -> int:
        """The most voices that say one thing of it."""
        return max(claim.voices for claim in self.claims)


def named(record: Record) -> tuple[Named, ...]:
    """Every actor that the ledger names as the attacker or not the attacker, the surest first."""
    said: dict[str, list[Claim]] = {}
    for claim in record.ledger:
        if claim.kind == ClaimKind.ATTRIBUTION and claim.stance is not None:
            said.setdefault(claim.about, []).append(claim)
    found = [Named(actor, standing({c.stance for c in claims}), tuple(claims)) for actor, claims in said.items()]
    return tuple(sorted(found, key=lambda n: (_ORDER.index(n.standing), -n.voices, n.actor)))


def standing(stances: set[Stance | None]) -> Standing:
    """How an actor stands of whom these stances are taken."""
    if stances & {Stance.CLAIMS, Stance.STATES}:
        if Stance.DENIES in stances:
            return Standing.CONTESTED
        return Standing.CLAIMED if Stance.CLAIMS in stances else Standing.STATED
    if Stance.ASSESSES in stances:
        return Standing.ASSESSED
    return Standing.SUSPECTED if Stance.SUSPECTS in stances else Standing.DENIED


def of_standing(actors: tuple[Named, ...], *wanted: Standing) -> tuple[str, ...]:
    """The names of the actors that stand so."""
    return tuple(n.actor for n in actors if n.standing in wanted)


def is_unclaimed(record: Record) -> bool:
    """True where a report says that nobody has claimed it, and nobody does."""
    told = any(claim.kind == ClaimKind.UNCLAIMED for claim in record.ledger)
    return told and not any(claim.stance == Stance.CLAIMS for claim in record.ledger)
