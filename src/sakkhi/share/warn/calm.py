"""When to tell what waits, and whether one by one or in a digest. Pure: the clock is handed in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

import msgspec

from sakkhi.model.alert import Alert
from sakkhi.model.watch import Calm, Hours

_URGENT = 6  # a lane of what is grave gets its digests so many times as often


class Lane(msgspec.Struct, frozen=True):
    """What is told to one receiver on one site, grave and other apart: each keeps its own peace."""

    channel: str
    to: str
    site: str
    grave: bool


class Past(msgspec.Struct, frozen=True):
    """When a lane was last told something: moments of single messages, and of the last digest."""

    singles: tuple[dt.datetime, ...] = ()
    digest: dt.datetime | None = None


class Plan(msgspec.Struct, frozen=True):
    """Nothing before `wait_until` where that is given; else one digest of all that waits, or each by itself."""

    wait_until: dt.datetime | None = None
    digest: bool = False


def is_grave(alert: Alert, calm: Calm) -> bool:
    """True where quiet hours do not hold an alert back."""
    return alert.severity.rank <= calm.through.rank


def plan(waiting: Sequence[dt.datetime], grave: bool, past: Past, calm: Calm, now: dt.datetime) -> Plan:
    """What becomes of a lane: `waiting` are the moments at which its alerts were made, none of them told yet."""
    if not grave and calm.quiet is not None and (end := quiet_until(calm.quiet, now)) is not None:
        return Plan(wait_until=end)
    window = dt.timedelta(minutes=calm.minutes)
    room = calm.over - sum(at > now - window for at in past.singles)
    held = not grave and calm.quiet is not None and any(quiet_until(calm.quiet, at) is not None for at in waiting)
    if len(waiting) <= room and not (held and len(waiting) > 1):
        return Plan()
    pause = window / _URGENT if grave else window
    if past.digest is not None and now < past.digest + pause:
        return Plan(wait_until=past.digest + pause)
    return Plan(digest=True)


def quiet_until(hours: Hours, now: dt.datetime) -> dt.datetime | None:
    """When the quiet that holds now ends; None where none holds. Hours are those of the zone's own clocks."""
    zone = ZoneInfo(hours.zone)
    local = now.astimezone(zone)
    clock = local.time().replace(tzinfo=None)
    if hours.start <= hours.end:
        held, days = hours.start <= clock < hours.end, 0
    else:
        held = clock >= hours.start or clock < hours.end
        days = 1 if clock >= hours.start else 0
    if not held:
        return None
    end = dt.datetime.combine(local.date() + dt.timedelta(days=days), hours.end, zone)
    return end.astimezone(dt.UTC)
