"""The door for how sources do: what came in from each, how late, what failed, and what they told of.

`clearance` is the rank of the highest mark that whoever asks may see; what is marked higher is not counted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import msgspec
from django.db.models import Count, F, Max
from django.db.models.functions import TruncDate

from sakkhi.model.record import Record
from sakkhi.store import models

LATELY = 5000  # reports, the newest ones, over which lateness is reckoned
TOLD = 3000  # incidents, the newest ones, over which it is counted who was first
_FAILURES = 50


class Source(msgspec.Struct, frozen=True):
    """A source, and how asking it stands. Times are in UTC; `paused` where nobody is to ask it."""

    name: str
    address: str
    outlet: str
    country: str
    trust: str
    polled_at: dt.datetime | None
    due_at: dt.datetime | None
    failures: int
    problem: str
    waiting: int
    paused: bool

    def overdue(self, now: dt.datetime) -> dt.timedelta | None:
        """For how long it should have been asked already; None where it is not due."""
        late = self.due_at is not None and self.due_at < now and not self.paused
        return now - self.due_at if late and self.due_at is not None else None


class Lateness(msgspec.Struct, frozen=True):
    """From publication to arrival: half of the `reports` came within `half`, nine in ten within `most`."""

    reports: int
    half: dt.timedelta
    most: dt.timedelta


class Failed(msgspec.Struct, frozen=True):
    """How often something went wrong in the same way, where it did last, and what to do."""

    source: str
    what: str
    times: int
    place: str
    remedy: str
    at: dt.datetime


class Told(msgspec.Struct, frozen=True):
    """What the newest incidents of a period are, which source each telling (by its key) is of, and when it came out."""

    records: tuple[Record, ...]
    source: dict[str, str]
    moment: dict[str, dt.datetime]


def sources() -> list[Source]:
    """All sources, by name."""
    waiting = dict(models.Page.objects.filter(due_at__isnull=False).values_list("source_id").annotate(n=Count("id")))
    return [
        Source(
            row.name, row.address, row.outlet, row.country, row.trust, row.polled_at, row.due_at, row.failures,
            row.problem, waiting.get(row.id, 0), row.paused,
        )
        for row in models.Source.objects.order_by("name")
    ]  # fmt: skip


def newest() -> dt.date | None:
    """The day on which the last report came in; None where there is none."""
    last = models.Report.objects.order_by("-added_at").values_list("added_at", flat=True).first()
    return last.date() if last is not None else None


def came(since: dt.date, until: dt.date, clearance: int) -> dict[str, dict[dt.date, int]]:
    """How many reports came in from each source on each day, both days included; "" is what people added."""
    rows = (
        _reports(since, until, clearance)
        .values(day=TruncDate("added_at"), named=F("source__name"))
        .annotate(count=Count("id"))
    )
    out: dict[str, dict[dt.date, int]] = {}
    for row in rows:
        out.setdefault(row["named"] or "", {})[row["day"]] = row["count"]
    return out


def failed(since: dt.date, until: dt.date) -> list[Failed]:
    """What went wrong in these days, the most frequent first."""
    begin, end = _moments(since, until)
    rows = list(
        models.Failure.objects.filter(at__gte=begin, at__lt=end)
        .values("source", "what")
        .annotate(times=Count("id"), last=Max("id"))
        .order_by("-times", "source", "what")[:_FAILURES]
    )
    last = models.Failure.objects.in_bulk([row["last"] for row in rows])
    return [
        Failed(row["source"], row["what"], row["times"], one.place, one.remedy, one.at)
        for row in rows
        for one in (last[row["last"]],)
    ]


def lateness(since: dt.date, until: dt.date, clearance: int) -> dict[str, Lateness]:
    """How late each source's reports came, over the newest ones whose moment of publication is known."""
    rows = models.Version.objects.filter(
        report__in=_reports(since, until, clearance), number=1, published_at__isnull=False, report__source__isnull=False
    ).order_by("-id")
    taken: dict[str, list[dt.timedelta]] = {}
    for name, published, added in rows.values_list("report__source__name", "published_at", "added_at")[:LATELY]:
        taken.setdefault(name, []).append(max(added - published, dt.timedelta()))
    return {name: _lateness(sorted(times)) for name, times in taken.items()}


def told(since: dt.date, until: dt.date, clearance: int) -> Told:
    """The newest incidents of these days with who tells of them; summaries of several attacks are left out."""
    rows = models.Incident.objects.filter(
        published__gte=since.toordinal(), published__lte=until.toordinal(), summary=False, marking__lte=clearance
    ).order_by("-published", "-id")[:TOLD]
    records = tuple(_decoded.decode(content) for content in rows.values_list("content", flat=True))
    tellings = models.Telling.objects.filter(
        incident_id__in=list(rows.values_list("id", flat=True)), report__marking__lte=clearance
    )
    source, moment = {}, {}
    versions = models.Version.objects.filter(current=True, report__telling__in=tellings)
    for key, name, at in versions.values_list("report__telling__key", "report__source__name", "published_at"):
        source[key] = name or ""
        if at is not None:
            moment[key] = at
    return Told(records, source, moment)


_decoded = msgspec.json.Decoder(Record)


def _lateness(times: list[dt.timedelta]) -> Lateness:
    return Lateness(len(times), times[(len(times) - 1) // 2], times[min(len(times) - 1, len(times) * 9 // 10)])


def _reports(since: dt.date, until: dt.date, clearance: int) -> Any:
    begin, end = _moments(since, until)
    return models.Report.objects.filter(added_at__gte=begin, added_at__lt=end, marking__lte=clearance)


def _moments(since: dt.date, until: dt.date) -> Iterator[dt.datetime]:
    for day in (since, until + dt.timedelta(days=1)):
        yield dt.datetime.combine(day, dt.time(), dt.UTC)
