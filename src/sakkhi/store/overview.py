"""How collecting stands: what came in by day and source, what failed and why, what waits."""

from __future__ import annotations

import datetime as dt

import msgspec
from django.db.models import Count, F, Max
from django.db.models.functions import TruncDate

from sakkhi.store import models

_SHOWN = 20


class Came(msgspec.Struct, frozen=True):
    """How many reports were added on a day from a source; "" is what people added."""

    day: dt.date
    source: str
    reports: int


class Failed(msgspec.Struct, frozen=True):
    """How often something went wrong in the same way, and where it did last."""

    source: str
    what: str
    times: int
    place: str
    remedy: str
    at: dt.datetime


class Standing(msgspec.Struct, frozen=True):
    """How a source stands: `problem` is why it failed last, "" where it did not; `waiting` counts its pages."""

    source: str
    trust: str
    polled_at: dt.datetime | None
    due_at: dt.datetime | None
    failures: int
    problem: str
    waiting: int


class Overview(msgspec.Struct, frozen=True):
    """Everything at a glance."""

    reports: int
    versions: int
    readings: int
    originals: int
    came: tuple[Came, ...]
    failed: tuple[Failed, ...]
    sources: tuple[Standing, ...]


def overview(since: dt.datetime) -> Overview:
    """How the store stands; days and failures from `since` on."""
    return Overview(
        models.Report.objects.count(),
        models.Version.objects.count(),
        models.Reading.objects.count(),
        models.Capture.objects.count(),
        tuple(_came(since)),
        tuple(_failed(since)),
        tuple(_standing()),
    )


def _came(since: dt.datetime) -> list[Came]:
    rows = (
        models.Report.objects.filter(added_at__gte=since)
        .values(day=TruncDate("added_at"), named=F("source__name"))
        .annotate(count=Count("id"))
        .order_by("-day", "named")
    )
    return [Came(row["day"], row["named"] or "", row["count"]) for row in rows]


def _failed(since: dt.datetime) -> list[Failed]:
    rows = (
        models.Failure.objects.filter(at__gte=since)
        .values("source", "what")
        .annotate(times=Count("id"), last=Max("id"))
        .order_by("-times", "source", "what")[:_SHOWN]
    )
    found = []
    for row in rows:
        last = models.Failure.objects.get(id=row["last"])
        found.append(Failed(row["source"], row["what"], row["times"], last.place, last.remedy, last.at))
    return found


def _standing() -> list[Standing]:
    waiting = dict(
        models.Page.objects.filter(due_at__isnull=False).values_list("source_id").annotate(count=Count("id"))
    )
    return [
        Standing(row.name, row.trust, row.polled_at, row.due_at, row.failures, row.problem, waiting.get(row.id, 0))
        for row in models.Source.objects.order_by("name")
    ]
