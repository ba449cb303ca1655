"""Reports with their versions, readings and copies."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

import msgspec
from django.http import HttpRequest
from ninja import Query, Router
from ninja.errors import HttpError

from sakkhi.desk.access import clearance
from sakkhi.desk.api.incidents import After, Limit, Words, printable
from sakkhi.desk.api.service import opened
from sakkhi.desk.audit import viewed
from sakkhi.model.access import Scope
from sakkhi.model.marking import Marking
from sakkhi.model.reading import Reading
from sakkhi.store import finding, view
from sakkhi.store.finding import ReportHit
from sakkhi.store.view import Entry, StoredVersion
from sakkhi.store.words import Piece

router = Router(tags=["reports"])

_LARGEST = 2**63 - 1


class ReportOut(msgspec.Struct, frozen=True):
    """A report as a list shows it: `text` is where the words that were sought stand, `incidents` what it tells of."""

    number: int
    report: str
    marking: Marking
    published: dt.date | None
    added_at: dt.datetime
    language: str
    outlet: str | None
    source: str | None
    copies: int
    title: tuple[Piece, ...]
    text: tuple[Piece, ...]
    incidents: tuple[str, ...]


class ReportsOut(msgspec.Struct, frozen=True):
    """A part of a list, the newest first. `count` is of all parts, and never more than 1,001."""

    items: tuple[ReportOut, ...]
    next: str | None
    count: int


class VersionHead(msgspec.Struct, frozen=True):
    """A version without its text."""

    number: int
    sha256: str
    title: str | None
    added_at: dt.datetime


class VersionOut(msgspec.Struct, frozen=True):
    """A report as it stood at one time, its newest reading, and where its bytes are kept."""

    number: int
    sha256: str
    language: str
    title: str | None
    outlet: str | None
    author: str | None
    address: str | None
    published: dt.date | None
    published_at: dt.datetime | None
    added_at: dt.datetime
    captured_at: dt.datetime
    media: str
    original: str
    text: str
    reading: Reading


class OneReportOut(msgspec.Struct, frozen=True):
    """A report: its newest version, which others there are, and the other reports of its group of copies."""

    number: int
    report: str
    marking: Marking
    newest: VersionOut
    versions: tuple[VersionHead, ...]
    copies: tuple[Entry, ...]


class VersionsOut(msgspec.Struct, frozen=True):
    """The versions of a report, the oldest first."""

    items: tuple[VersionHead, ...]


def of_hit(hit: ReportHit) -> ReportOut:
    """A report that was found, as the API tells of it."""
    return ReportOut(
        hit.number, hit.report, hit.marking, hit.published, hit.added_at, hit.language, hit.outlet, hit.source,
        hit.copies, hit.title, hit.text, tuple(record.id for record in hit.incidents),
    )  # fmt: skip


@router.get("", **opened(Scope.READ, ReportsOut))
def list_reports(
    request: HttpRequest,
    q: Words = "",
    since: dt.date | None = None,
    until: dt.date | None = None,
    language: Annotated[str, Query(max_length=8)] = "",
    outlet: Annotated[str, Query(max_length=200)] = "",
    source: Annotated[str, Query(max_length=200)] = "",
    after: After = "",
    limit: Limit = 20,
) -> Any:
    """Reports that hold all of the words and pass the filters, the newest first."""
    for text in (q, language, outlet, source):
        printable(text)
    filters = view.Filters(q, since, until, language or None, outlet or None, source or None)
    part = finding.reports(filters, clearance(request), finding.cursor(after), limit)
    return ReportsOut(tuple(map(of_hit, part.hits)), str(part.after) if part.after else None, part.count)


@router.get("/{int:number}", **opened(Scope.READ, OneReportOut))
def get_report(request: HttpRequest, number: int) -> Any:
    """One report by the store's number of it."""
    found = _versions(request, number)
    newest = found[-1]
    viewed(request, f"report {number}", newest.marking)
    copies = tuple(view.copies(number, clearance(request)))
    return OneReportOut(number, newest.report.id, newest.marking, _version(newest), tuple(map(_head, found)), copies)


@router.get("/{int:number}/versions", **opened(Scope.READ, VersionsOut))
def get_versions(request: HttpRequest, number: int) -> Any:
    """The versions of a report."""
    return VersionsOut(tuple(map(_head, _versions(request, number))))


@router.get("/{int:number}/versions/{int:version}", **opened(Scope.READ, VersionOut))
def get_version(request: HttpRequest, number: int, version: int) -> Any:
    """One version of a report, whole."""
    found = next((one for one in _versions(request, number) if one.number == version), None)
    if found is None:
        raise HttpError(404, "the report has no such version")
    viewed(request, f"report {number}", found.marking)
    return _version(found)


def _versions(request: HttpRequest, number: int) -> list[StoredVersion]:
    found = view.versions(number, clearance(request)) if 0 <= number <= _LARGEST else []
    if not found:
        raise HttpError(404, "there is no such report")
    return found


def _head(one: StoredVersion) -> VersionHead:
    return VersionHead(one.number, one.report.sha256, one.report.title, one.added_at)


def _version(one: StoredVersion) -> VersionOut:
    report = one.report
    return VersionOut(
        one.number, report.sha256, report.language, report.title, report.outlet, report.author, report.address,
        report.published, report.published_at, one.added_at, one.captured_at, one.media, one.kept.sha256, report.text,
        one.readings[-1],
    )  # fmt: skip
