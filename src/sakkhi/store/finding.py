"""The door for searching: a part of what is found at a time, with the words that were sought marked in it.

`clearance` is the rank of the highest mark that the asker may see; what is marked higher is neither found nor counted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Generic, TypeVar

import msgspec
from django.db.models import Q

from sakkhi.model.marking import Marking, marking_of
from sakkhi.model.record import Record
from sakkhi.store import incidents, models, view
from sakkhi.store.incidents import Sought
from sakkhi.store.words import Piece, Wanted, highlighted, snippet, wanted

T = TypeVar("T")

MOST = 1000  # hits that are counted; more are "more than 1,000"
_HEADS = 3  # reports of an incident that are shown beside it


class Cursor(msgspec.Struct, frozen=True):
    """Where a part of what is found ends: the day (from the year 1) and the row of its last hit."""

    day: int
    row: int

    def __str__(self) -> str:
        return f"{self.day}.{self.row}"


class Part(msgspec.Struct, Generic[T], frozen=True):
    """Hits, the newest first; `after` is where the next part begins, None for the last one. `count` is of all parts."""

    hits: tuple[T, ...]
    after: Cursor | None
    count: int


class ReportHit(msgspec.Struct, frozen=True):
    """A report that was found; `incidents` are those that it tells of and the asker may see."""

    report: str
    number: int
    published: dt.date | None
    added_at: dt.datetime
    language: str
    outlet: str | None
    source: str | None
    marking: Marking
    copies: int
    title: tuple[Piece, ...]
    text: tuple[Piece, ...]
    incidents: tuple[Record, ...]


class Head(msgspec.Struct, frozen=True):
    """A report of an incident, by its headline."""

    report: str
    number: int
    language: str
    outlet: str | None
    title: tuple[Piece, ...]


class IncidentHit(msgspec.Struct, frozen=True):
    """An incident that was found, with the first of the reports that tell of it."""

    record: Record
    marking: Marking
    heads: tuple[Head, ...]


def cursor(written: str) -> Cursor | None:
    """The cursor that is written; None where it is none."""
    day, _, row = written.partition(".")
    known = day.isascii() and day.isdigit() and row.isascii() and row.isdigit() and len(written) < 30
    return Cursor(int(day), int(row)) if known and int(row) < 2**63 and int(day) < 2**31 else None


def reports(filters: view.Filters, clearance: int, after: Cursor | None = None, limit: int = 20) -> Part[ReportHit]:
    """The reports that pass the filters."""
    rows = view.passing(filters).filter(report__marking__lte=clearance)
    count = rows[: MOST + 1].count()
    if not count:
        return Part((), None, 0)
    if after is not None:
        rows = rows.filter(Q(day__lt=after.day) | Q(day=after.day, id__lt=after.row))
    found = list(rows.select_related("report__source")[: limit + 1])
    told = _told([version.report_id for version in found], clearance)
    sought = wanted(filters.words or "")
    hits = tuple(_report(version, told.get(version.report_id, ()), sought) for version in found[:limit])
    end = Cursor(found[limit - 1].day, found[limit - 1].id) if len(found) > limit else None
    return Part(hits, end, count)


def found_incidents(
    sought: Sought, shown: Wanted, clearance: int, after: Cursor | None = None, limit: int = 20
) -> Part[IncidentHit]:
    """The incidents that are sought; `shown` are the words that are marked in the headlines of their reports."""
    rows = incidents.passing(sought, clearance)
    count = rows[: MOST + 1].count()
    if not count:
        return Part((), None, 0)
    if count > MOST:
        rows = incidents.passing(sought, clearance, often=True)
    if after is not None:
        rows = rows.filter(Q(day__lt=after.day) | Q(day=after.day, id__lt=after.row))
    found = list(rows.order_by("-day", "-id")[: limit + 1])
    hits = tuple(_hits(found[:limit], shown, clearance))
    end = Cursor(found[limit - 1].day, found[limit - 1].id) if len(found) > limit else None
    return Part(hits, end, count)


def in_doubt(clearance: int, limit: int) -> list[IncidentHit]:
    """The incidents that a person should look at, what matters most first."""
    rows = models.Incident.objects.filter(priority__gt=0, marking__lte=clearance).order_by("-priority", "-id")
    return _hits(list(rows[:limit]), Wanted(), clearance)


def _hits(rows: list[models.Incident], shown: Wanted, clearance: int) -> list[IncidentHit]:
    heads = _heads([row.id for row in rows], shown, clearance)
    return [
        IncidentHit(
            msgspec.json.decode(row.content, type=Record), marking_of(row.marking), tuple(heads.get(row.id, ()))
        )
        for row in rows
    ]


def sources() -> list[str]:
    """The names of all sources."""
    return list(models.Source.objects.order_by("name").values_list("name", flat=True))


def _report(version: models.Version, told: Iterable[Record], sought: Wanted) -> ReportHit:
    report = version.report
    return ReportHit(
        report.name,
        report.id,
        version.published,
        report.added_at,
        version.language,
        version.outlet or None,
        report.source.name if report.source else None,
        marking_of(report.marking),
        report.copies or report.id,
        highlighted(version.title, sought),
        snippet(version.text.removeprefix(version.title).lstrip(), sought),
        tuple(told),
    )


def _told(reports: list[int], clearance: int) -> dict[int, list[Record]]:
    """The incidents that each report tells of, each once."""
    rows = models.Telling.objects.filter(report_id__in=reports, incident__marking__lte=clearance)
    pairs = dict.fromkeys(rows.order_by("id").values_list("report_id", "incident_id"))
    known = models.Incident.objects.in_bulk({incident for _, incident in pairs})
    records = {row: msgspec.json.decode(one.content, type=Record) for row, one in known.items()}
    out: dict[int, list[Record]] = {}
    for report, incident in pairs:
        out.setdefault(report, []).append(records[incident])
    return out


def _heads(rows: list[int], shown: Wanted, clearance: int) -> dict[int, list[Head]]:
    """The first reports of each incident by publication, of those that the asker may see."""
    told: Any = models.Telling.objects.filter(incident_id__in=rows, report__marking__lte=clearance)
    version = models.Version.objects.filter(report__telling__in=told, current=True).only(
        "report_id", "title", "language", "outlet", "day", "report__name"
    )
    by_report = {one.report_id: one for one in version.select_related("report")}
    out: dict[int, list[Head]] = {}
    pairs = {(row, report) for row, report in told.values_list("incident_id", "report_id") if report in by_report}
    for row, report in sorted(pairs, key=lambda pair: (by_report[pair[1]].day, pair[1])):
        one = by_report[report]
        if len(out.setdefault(row, [])) < _HEADS:
            title = highlighted(one.title or one.report.name, shown)
            out[row].append(Head(one.report.name, report, one.language, one.outlet or None, title))
    return out
