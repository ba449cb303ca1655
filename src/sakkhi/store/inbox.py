"""Alerts as people read them: listed, one by one with its chain and its ways out, acknowledged, sent again.

An alert is seen by whoever may see what it was marked when it was made, and what its incident and its site are now.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

import msgspec
from django.db.models import Exists, OuterRef

from sakkhi.model.alert import Alert, Severity
from sakkhi.model.marking import marking_of
from sakkhi.store import models
from sakkhi.store.alerts import raised

_LONGEST = 100  # messages of a chain that are shown


class Shown(StrEnum):
    """Which alerts a list shows: `dead` are those of which something was given up."""

    ALL = "all"
    WAITING = "waiting"
    DONE = "done"
    DEAD = "dead"


class Asked(msgspec.Struct, frozen=True):
    """What a list of alerts is narrowed to; "" and None narrow nothing."""

    watch: str = ""
    site: str = ""
    severity: Severity | None = None
    shown: Shown = Shown.ALL


class WayState(StrEnum):
    """How a way out stands: `failed` is tried again, `dead` was given up, `dropped` had nothing to tell any more."""

    WAITING = "waiting"
    FAILED = "failed"
    SENT = "sent"
    DEAD = "dead"
    DROPPED = "dropped"
    WITHHELD = "withheld"


class Way(msgspec.Struct, frozen=True):
    """A way out of an alert. `at` is when it was sent, or is tried next; `parcel` is 0 where there is none."""

    channel: str
    to: str
    state: WayState
    attempts: int = 0
    problem: str = ""
    at: dt.datetime | None = None
    parcel: int = 0


class Kept(msgspec.Struct, frozen=True):
    """An alert with who acknowledged it and its ways out; `number` is its place in the order of making."""

    number: int
    alert: Alert
    acknowledged_at: dt.datetime | None
    acknowledged_by: str
    note: str
    ways: tuple[Way, ...]


def alerts(asked: Asked, clearance: int, limit: int, before: int | None = None) -> list[Kept]:
    """Alerts, the newest first, those with numbers below `before`."""
    rows = _visible(clearance).order_by("-id")
    rows = rows.filter(watch=asked.watch[:120]) if asked.watch else rows
    rows = rows.filter(site=asked.site[:120]) if asked.site else rows
    rows = rows.filter(severity=asked.severity.value) if asked.severity is not None else rows
    rows = rows.filter(id__lt=before) if before is not None else rows
    if asked.shown is Shown.WAITING:
        rows = rows.filter(acknowledged_at=None)
    elif asked.shown is Shown.DONE:
        rows = rows.exclude(acknowledged_at=None)
    elif asked.shown is Shown.DEAD:
        rows = rows.filter(Exists(models.Delivery.objects.filter(alert=OuterRef("pk"), parcel__state="dead")))
    return _kept(rows[:limit])


def alert(name: str, clearance: int) -> Kept | None:
    """The alert with this id; None where there is none that may be seen."""
    found = _kept(_visible(clearance).filter(name=name[:32]))
    return found[0] if found else None


def chain(root: str, clearance: int) -> list[Kept]:
    """The messages on one matter, the oldest first."""
    return _kept(_visible(clearance).filter(root=root).order_by("id")[:_LONGEST])


def waiting_count(clearance: int, most: int) -> int:
    """How many alerts nobody has acknowledged, counted up to `most`."""
    return int(_visible(clearance).filter(acknowledged_at=None).order_by("-id")[:most].count())


def acknowledge(names: Sequence[str], by: str, note: str, now: dt.datetime, clearance: int) -> int:
    """Write down that somebody has seen these alerts, named by id or how that begins; how many they are."""
    done = 0
    for name in names:
        rows = _visible(clearance).filter(name__startswith=name, acknowledged_at=None)
        if len(name) >= 4 and rows.count() == 1:
            done += rows.update(acknowledged_at=now, acknowledged_by=by[:64], note=note)
    return done


def send_again(parcel: int, now: dt.datetime, clearance: int) -> bool:
    """Have a parcel that was given up sent again; False where there is none, or it holds what may not be seen."""
    rows = models.Parcel.objects.filter(id=parcel, state="dead")
    held = set(models.Delivery.objects.filter(parcel__in=rows).values_list("alert", flat=True))
    if not held or _visible(clearance).filter(id__in=held).count() < len(held):
        return False
    return bool(rows.update(state="waiting", attempts=0, due_at=now, made_at=now))


def _visible(clearance: int) -> Any:
    hidden = models.Incident.objects.filter(name=OuterRef("incident"), marking__gt=clearance)
    places = models.OwnSite.objects.filter(marking__gt=clearance).values("name")
    return models.Alert.objects.filter(~Exists(hidden), marking__lte=clearance).exclude(site__in=places)


def _kept(rows: Iterable[models.Alert]) -> list[Kept]:
    part = list(rows)
    ways: dict[int, list[Way]] = {}
    for one in models.Delivery.objects.filter(alert__in=part).select_related("parcel").order_by("id"):
        ways.setdefault(one.alert_id, []).append(_way(one))
    found = raised([_alert(row) for row in part])
    return [
        Kept(row.id, one, row.acknowledged_at, row.acknowledged_by, row.note, tuple(ways.get(row.id, ())))
        for row, one in zip(part, found, strict=True)
    ]


def _alert(row: models.Alert) -> Alert:
    return msgspec.structs.replace(msgspec.json.decode(row.content, type=Alert), marking=marking_of(row.marking))


def _way(row: models.Delivery) -> Way:
    parcel = row.parcel
    if parcel is None:
        return Way(row.channel, row.to, WayState(row.state), at=row.due_at if row.state == "waiting" else None)
    state = WayState.FAILED if parcel.state == "waiting" and parcel.attempts else WayState(parcel.state)
    at = parcel.sent_at if parcel.state == "sent" else parcel.due_at if parcel.state == "waiting" else None
    return Way(row.channel, row.to, state, parcel.attempts, parcel.problem, at, parcel.id)
