"""A watch, a record, what it was before and what was told of it → the next message, or none.

A watch has one chain of messages on an incident: an alert, then updates, then a cancellation. Nothing here reads a
clock; the same input gives the same alert with the same id.
"""

from __future__ import annotations

import datetime as dt
from base64 import b32encode
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import msgspec

from sakkhi.model.alert import Ahead, Alert, Certainty, Message, Occasion, Rate, Reason, Severity, Urgency
from sakkhi.model.marking import Marking
from sakkhi.model.place import great_circle
from sakkhi.model.record import Change, Claim, ClaimKind, Record
from sakkhi.model.watch import Watch
from sakkhi.share.warn.conditions import is_news, passes
from sakkhi.share.warn.judging import certainty, severity, urgency
from sakkhi.share.wording import cut

_FOLLOWED = dt.timedelta(days=30)  # how long after the last message an incident's changes are still told
_MOVED = 5.0  # km: a place of another name that is no farther is the same place
_MUCH = 3.0  # times the upper end of what is usual, from which a rate is severe
_SLOTS = ("method", "when", "where", "outcome", "killed", "injured")
_TELLINGS, _LEDGER = 40, 60  # what a message keeps of a record: more than it shows


class Now(msgspec.Struct, frozen=True):
    """The moment of matching, and the day that it is there."""

    at: dt.datetime
    today: dt.date


class News(msgspec.Struct, frozen=True):
    """What can be told of a record now; `key` tells it from other news of the same kind."""

    occasion: Occasion
    claim: Claim | None = None
    key: str = ""


def message(
    watch: Watch,
    record: Record,
    previous: Record | None,
    last: Alert | None,
    now: Now,
    marking: Marking = Marking.CLEAR,
) -> Alert | None:
    """What the watch has to say of a record; `last` is the newest message of its chain on this incident."""
    is_wanted = passes(watch, record)
    if last is None:
        return _first(watch, record, previous, now, marking) if is_wanted else None
    if now.at - last.made_at > _FOLLOWED:
        return None
    if not is_wanted:
        return None if last.message == Message.CANCEL else cancelled(last, now, Reason.RULED_OUT)
    return _next(watch, record, previous, last, now, marking)


def cancelled(last: Alert, now: Now, reason: Reason, other: str = "") -> Alert:
    """The message that takes a chain back; `other` is the incident that holds what this one did."""
    return msgspec.structs.replace(
        last,
        id=alert_id(last.root, last.id, "cancel", other),
        message=Message.CANCEL,
        after=last.id,
        made_at=now.at,
        urgency=Urgency.PAST,
        reason=reason,
        changed=(),
        other=other,
    )


def merged(watch: Watch, record: Record, last: Alert, now: Now, marking: Marking) -> Alert:
    """The message that a chain goes on with on the incident that its own is one with now."""
    return _update(watch, record, last, now, marking, News(Occasion.NEW), Reason.MERGED, last.incident)


def news(record: Record, previous: Record | None) -> Iterator[News]:
    """What the ledger and the preferred values tell that they did not tell before."""
    old = previous.ledger if previous is not None else ()
    for claim in record.ledger:
        known = any((c.about, c.by, c.stance) == (claim.about, claim.by, claim.stance) for c in old)
        if claim.change == Change.FIRST_CLAIM and not any(c.change == Change.FIRST_CLAIM for c in old):
            yield News(Occasion.CLAIM, claim, f"{claim.about}\0{claim.by}")
        elif claim.change == Change.DENIAL and not known:
            yield News(Occasion.DENIAL, claim, f"{claim.about}\0{claim.by}")
    if previous is None:
        return
    for slot, occasion in (("killed", Occasion.TOLL), ("injured", Occasion.TOLL), ("outcome", Occasion.OUTCOME)):
        now, then = _preferred(record, slot), _preferred(previous, slot)
        if then is not None and now is not None and now != then:
            yield News(occasion, _entry(record, slot), msgspec.json.encode({slot: now}).decode())


def revised(record: Record, before: Record) -> tuple[str, ...]:
    """The slots whose preferred value is another one now."""
    return tuple(slot for slot in _SLOTS if _differs(slot, _preferred(record, slot), _preferred(before, slot)))


def slim(record: Record) -> Record:
    """The record as a message keeps it: its latest tellings and claims, and no text of hostile length."""
    said = [c for c in record.ledger if c.kind in (ClaimKind.ATTRIBUTION, ClaimKind.UNCLAIMED)]
    claims = tuple(
        msgspec.structs.replace(
            c, about=cut(c.about), by=cut(c.by), report=cut(c.report),
            quotes=tuple(msgspec.structs.replace(q, text=cut(q.text)) for q in c.quotes[:2]),
        )
        for c in said[:_LEDGER]
    )  # fmt: skip
    tellings = tuple(
        msgspec.structs.replace(t, report=cut(t.report), outlet=cut(t.outlet) if t.outlet else None, copies="")
        for t in record.tellings[:_TELLINGS]
    )
    where = tuple(
        msgspec.structs.replace(h, value=msgspec.structs.replace(h.value, name=cut(h.value.name)), tellings=())
        for h in record.where[:3]
    )
    rest: dict[str, Any] = {
        slot: tuple(msgspec.structs.replace(h, tellings=()) for h in getattr(record, slot)[:3])
        for slot in ("method", "when", "targets", "outcome", "munitions", "intercepted", "killed", "injured", "damage")
    }
    return msgspec.structs.replace(record, ledger=claims, tellings=tellings, where=where, **rest)


def rate_alert(watch: Watch, rate: Rate, last: Alert | None, now: Now) -> Alert | None:
    """What a watch has to say of a rate that is above the usual: not again within its days."""
    if last is not None and (now.at - last.made_at).days < watch.days:
        return None
    id = alert_id(watch.name, Occasion.RATE, now.today.isoformat())
    grave = Severity.SEVERE if rate.count >= _MUCH * max(rate.high, 1) else Severity.MODERATE
    made = Alert(id, watch.name, Occasion.RATE, Message.ALERT, id, now.at, Urgency.EXPECTED, grave, Certainty.LIKELY)
    return msgspec.structs.replace(made, site=watch.site.point if watch.site else None, within=watch.within, rate=rate)


def ahead_alert(watch: Watch, ahead: Ahead, now: Now) -> Alert:
    """What a watch has to say of a day to come: once for each event and year."""
    id = alert_id(watch.name, Occasion.ANNIVERSARY, ahead.event, str(ahead.day.year))
    made = Alert(
        id, watch.name, Occasion.ANNIVERSARY, Message.ALERT, id, now.at, Urgency.FUTURE, Severity.UNKNOWN,
        Certainty.POSSIBLE,
    )  # fmt: skip
    return msgspec.structs.replace(
        made, site=watch.site.point if watch.site else None, within=watch.within, ahead=ahead
    )


def _first(watch: Watch, record: Record, previous: Record | None, now: Now, marking: Marking) -> Alert | None:
    if Occasion.NEW in watch.on and is_news(watch, record, now.today):
        return _made(watch, record, None, now, marking, News(Occasion.NEW))
    oldest = now.today - dt.timedelta(days=watch.fresh)
    for one in news(record, previous):
        told = one.claim.published if one.claim is not None else None
        if one.occasion in watch.on and (told is None or told >= oldest):
            return _made(watch, record, previous, now, marking, one)
    return None


def _next(
    watch: Watch, record: Record, previous: Record | None, last: Alert, now: Now, marking: Marking
) -> Alert | None:
    told = last.record if last.record is not None else record
    for one in news(record, previous):
        if one.occasion in watch.on:
            return _update(watch, record, last, now, marking, one, Reason.REVISED)
    if last.message == Message.CANCEL or revised(record, told):
        return _update(watch, record, last, now, marking, News(last.occasion, last.claim), Reason.REVISED)
    return None


def _made(watch: Watch, record: Record, before: Record | None, now: Now, marking: Marking, told: News) -> Alert:
    id = alert_id(watch.name, record.id, told.occasion, told.key)
    return Alert(
        id, watch.name, told.occasion, Message.ALERT, id, now.at,
        urgency(record, now.today), severity(record), certainty(watch, record, told.occasion, told.claim),
        marking=marking, incident=record.id, site=watch.site.point if watch.site else None, within=watch.within,
        record=slim(record), before=_bare(before), claim=_slim_claim(told.claim),
        changed=revised(record, before) if before is not None else (),
    )  # fmt: skip


def _update(
    watch: Watch, record: Record, last: Alert, now: Now, marking: Marking, told: News, reason: Reason, other: str = ""
) -> Alert:
    made = _made(watch, record, last.record, now, marking, told)
    facts = msgspec.json.encode([_preferred(record, slot) for slot in _SLOTS]).decode()
    return msgspec.structs.replace(
        made, id=alert_id(last.root, last.id, "update", made.id, facts), message=Message.UPDATE, root=last.root,
        after=last.id, reason=reason, other=other,
    )  # fmt: skip


def _bare(record: Record | None) -> Record | None:
    """The values of a record alone."""
    return None if record is None else msgspec.structs.replace(slim(record), ledger=(), tellings=())


def _slim_claim(claim: Claim | None) -> Claim | None:
    if claim is None:
        return None
    quotes = tuple(msgspec.structs.replace(q, text=cut(q.text)) for q in claim.quotes[:2])
    return msgspec.structs.replace(claim, about=cut(claim.about), by=cut(claim.by), quotes=quotes)


def _preferred(record: Record, slot: str) -> Any:
    held = getattr(record, slot)
    return held[0].value if held else None


def _differs(slot: str, now: Any, then: Any) -> bool:
    if now is None or then is None:
        return bool(now != then)
    if slot == "where":
        moved = great_circle((now.lat, now.lon), (then.lat, then.lon)) > _MOVED
        return bool(now.precision != then.precision or (now.name != then.name and moved))
    if slot == "when":
        return bool((now.earliest, now.latest) != (then.earliest, then.latest))
    return bool(now != then)


def _entry(record: Record, slot: str) -> Claim | None:
    """The ledger's newest entry on a slot."""
    found = [
        c
        for c in record.ledger
        if (c.kind == ClaimKind.TOLL and c.about.startswith(slot))
        or (c.kind == ClaimKind.OUTCOME and slot == "outcome")
    ]
    return found[-1] if found else None


def alert_id(*parts: str) -> str:
    """The id of what these parts name: the same for the same, whenever and wherever it is made."""
    digest = sha256("\0".join(parts).encode("utf-8", "replace")).digest()
    return b32encode(digest).decode().lower()[:26]
