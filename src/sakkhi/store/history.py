"""How a record came to be what it is, and what lies near it; nothing of it that is marked above `clearance`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import msgspec
from django.db.models import Q

from sakkhi.model.place import great_circle
from sakkhi.model.record import Record
from sakkhi.model.ruling import Ruling
from sakkhi.store import models
from sakkhi.store.incidents import around
from sakkhi.store.rulings import rulings_on

_PART = 500


class Undoing(msgspec.Struct, frozen=True):
    """The ruling that took another one back."""

    number: int
    undoes: int
    by: str
    why: str
    at: dt.datetime


class History(msgspec.Struct, frozen=True):
    """`joined` are (key of a telling, when its report came), `led_here` (an id that ended, when)."""

    rulings: tuple[Ruling, ...]
    undoings: tuple[Undoing, ...]
    joined: tuple[tuple[str, dt.datetime], ...]
    led_here: tuple[tuple[str, dt.datetime], ...]


class Nearby(msgspec.Struct, frozen=True):
    """A record with its days and kilometres from another one; `km` is None where either has no place."""

    record: Record
    days: int
    km: float | None


def history(record: Record, clearance: int) -> History:
    """What happened to the record."""
    keys = [t.key for t in record.tellings if not t.summary]
    found = [ruling for ruling in rulings_on(keys) if may_see([*ruling.one, *ruling.other], clearance)]
    rows = models.Ruling.objects.filter(kind="undo", undoes__in=[r.number for r in found]).order_by("id")
    undoings = tuple(Undoing(row.id, row.undoes_id, row.by, row.why, row.at) for row in rows)
    joined: list[tuple[str, dt.datetime]] = []
    for start in range(0, len(keys), _PART):
        tellings = models.Telling.objects.filter(key__in=keys[start : start + _PART])
        joined += tellings.values_list("key", "report__added_at")
    led_here = models.Forward.objects.filter(leads_to=record.id).order_by("at", "name").values_list("name", "at")
    return History(tuple(found), undoings, tuple(sorted(joined, key=lambda one: (one[1], one[0]))), tuple(led_here))


def may_see(keys: Iterable[str], clearance: int) -> bool:
    """True where none of the tellings that are there is marked above the clearance."""
    wanted = list(keys)
    above = Q(report__marking__gt=clearance) | Q(incident__marking__gt=clearance)
    put_by = Q(report__marking__gt=clearance)
    return not any(
        models.Telling.objects.filter(above, key__in=wanted[start : start + _PART]).exists()
        or models.Retired.objects.filter(put_by, key__in=wanted[start : start + _PART]).exists()
        for start in range(0, len(wanted), _PART)
    )


def nearby(record: Record, days: int, km: float, clearance: int, limit: int = 20) -> list[Nearby]:
    """Other records within so many days and kilometres, the nearest in time first, then in space."""
    day, point = _day(record), _point(record)
    if day is None or point is None:
        return []
    out = []
    for other in around(day - dt.timedelta(days), day + dt.timedelta(days), (*point, km), clearance):
        when, where = _day(other), _point(other)
        if other.id != record.id and when is not None and where is not None:
            out.append(Nearby(other, (when - day).days, great_circle(point, where)))
    return sorted(out, key=lambda n: (abs(n.days), n.km or 0.0, n.record.id))[:limit]


def _day(record: Record) -> dt.date | None:
    if record.when:
        return record.when[0].value.earliest
    return min((t.published for t in record.tellings if t.published is not None), default=None)


def _point(record: Record) -> tuple[float, float] | None:
    where = record.where[0].value if record.where else None
    return (where.lat, where.lon) if where and where.lat is not None and where.lon is not None else None
