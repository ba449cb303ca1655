"""A record and an occasion → how urgent, grave and sure an alert is, by the rule that docs/warnings.md writes down."""

from __future__ import annotations

import datetime as dt

from sakkhi.model.alert import Certainty, Occasion, Severity, Urgency
from sakkhi.model.incident import Damage, Outcome, Stance
from sakkhi.model.record import Claim, Record
from sakkhi.model.watch import Watch
from sakkhi.share.standing import Standing, named
from sakkhi.share.warn.conditions import is_rough, named_by

_MANY = 10  # killed from which it is extreme, injured from which it is severe
_NOW, _SOON = 1, 7  # days since, up to which it is immediate or expected
_STOPPED = (Outcome.INTERCEPTED, Outcome.FOILED, Outcome.MISSED)
_EVENT = ("method", "when", "where", "outcome")
_SURENESS = list(Certainty)
_OF_STANDING = {
    Standing.CLAIMED: Certainty.LIKELY,
    Standing.STATED: Certainty.LIKELY,
    Standing.CONTESTED: Certainty.POSSIBLE,
    Standing.ASSESSED: Certainty.POSSIBLE,
    Standing.SUSPECTED: Certainty.POSSIBLE,
    Standing.DENIED: Certainty.UNLIKELY,
}


def urgency(record: Record, today: dt.date) -> Urgency:
    """How soon to act: attacks come in series, so one of today or yesterday asks for care now."""
    if not record.when:
        return Urgency.UNKNOWN
    since = (today - record.when[0].value.latest).days
    return Urgency.IMMEDIATE if since <= _NOW else Urgency.EXPECTED if since <= _SOON else Urgency.PAST


def severity(record: Record) -> Severity:
    """How grave: by the dead, then the injured and the damage, then by whether it struck."""
    killed, injured = _least(record, "killed"), _least(record, "injured")
    damage = record.damage[0].value if record.damage else None
    outcome = record.outcome[0].value if record.outcome else Outcome.UNKNOWN
    if killed >= _MANY:
        return Severity.EXTREME
    if killed or injured >= _MANY or damage == Damage.HEAVY:
        return Severity.SEVERE
    if injured or damage == Damage.SOME or outcome in (Outcome.HIT, Outcome.MIXED):
        return Severity.MODERATE
    if outcome in _STOPPED or damage == Damage.NONE or any(h.value.is_zero for h in record.killed[:1]):
        return Severity.MINOR
    return Severity.UNKNOWN


def certainty(watch: Watch, record: Record, occasion: Occasion, claim: Claim | None) -> Certainty:
    """How sure: of the event itself, and no surer than what is said of the actor where the alert is about one."""
    return _least_sure(_of_event(record), _of_actor(watch, record, occasion, claim))


def _of_event(record: Record) -> Certainty:
    if is_rough(record):
        return Certainty.POSSIBLE
    if record.voices < 2 or any(slot in record.disputed for slot in _EVENT):
        return Certainty.LIKELY
    return Certainty.OBSERVED


def _of_actor(watch: Watch, record: Record, occasion: Occasion, claim: Claim | None) -> Certainty:
    if occasion == Occasion.DENIAL:
        return Certainty.POSSIBLE
    if occasion == Occasion.CLAIM and claim is not None:
        return Certainty.LIKELY if claim.stance == Stance.CLAIMS else Certainty.POSSIBLE
    if not watch.actor and not watch.stance:
        return Certainty.OBSERVED
    wanted = named_by(watch, record)
    found = [_OF_STANDING[n.standing] for n in named(record) if n.actor in wanted]
    return min(found, key=_SURENESS.index, default=Certainty.UNKNOWN)


def _least_sure(one: Certainty, other: Certainty) -> Certainty:
    return max(one, other, key=_SURENESS.index)


def _least(record: Record, slot: str) -> int:
    held = getattr(record, slot)
    return (held[0].value.min or 0) if held else 0
