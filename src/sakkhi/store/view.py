"""The one door for reading the store: frozen values out, never rows.

`clearance` is the rank of the highest mark that whoever asks may see; what is marked higher is not there for them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import msgspec
from django.db.models import Min

from sakkhi.model.marking import EVERYTHING, Marking, marking_of
from sakkhi.model.original import Kept
from sakkhi.model.reading import Reading
from sakkhi.model.report import Report
from sakkhi.store import models
from sakkhi.store.rows import found
from sakkhi.store.search import with_words
from sakkhi.store.words import wanted

_NUMBERS = 2**63  # no report has a number as high
_PART = 500  # rows fetched at a time, so that memory does not grow with the store


class StoredReading(msgspec.Struct, frozen=True):
    """The newest reading of a report's newest version. `report` is its id as given; copies share `copies`."""

    report: str
    number: int
    version: int
    copies: int
    added_at: dt.datetime
    published: dt.date | None
    published_at: dt.datetime | None
    language: str
    outlet: str | None
    reading: Reading


class Entry(msgspec.Struct, frozen=True):
    """A report as a list shows it. `number` is the store's own number of it, `versions` how many there are."""

    report: str
    number: int
    versions: int
    copies: int
    added_at: dt.datetime
    published: dt.date | None
    language: str
    outlet: str | None
    title: str | None
    incidents: int
    marking: Marking = Marking.CLEAR


class StoredVersion(msgspec.Struct, frozen=True):
    """One version of a report with its readings, the newest last, and where its bytes are."""

    row: int
    number: int
    report: Report
    added_at: dt.datetime
    captured_at: dt.datetime
    media: str
    kept: Kept
    readings: tuple[Reading, ...]
    marking: Marking = Marking.CLEAR


class Filters(msgspec.Struct, frozen=True):
    """Which reports are wanted; what is None does not matter. Days are of publication, else of arrival, inclusive."""

    words: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    language: str | None = None
    outlet: str | None = None
    source: str | None = None


def readings(after: int = 0) -> Iterator[StoredReading]:
    """The newest reading of every report, by the store's numbers of the reports, those above `after` alone."""
    rows = _current().filter(report_id__gt=after).order_by("report_id")
    for part in _parts(rows):
        contents = dict(
            models.Reading.objects.filter(version_id__in=[v.id for v in part], current=True).values_list(
                "version_id", "content"
            )
        )
        for version in part:
            yield _stored_reading(version, contents[version.id])


def reports(filters: Filters, limit: int | None = None, clearance: int = EVERYTHING) -> Iterator[Entry]:
    """The reports that pass the filters, the newest first by day, then by arrival."""
    rows = passing(filters).filter(report__marking__lte=clearance)
    count = 0
    for part in _slices(rows, limit):
        contents = dict(
            models.Reading.objects.filter(version_id__in=[v.id for v in part], current=True).values_list(
                "version_id", "content"
            )
        )
        for version in part:
            yield _entry(version, contents[version.id])
        count += len(part)


def find(name: str, clearance: int = EVERYTHING) -> list[int]:
    """The numbers of the reports with this id; where there is none, of those whose id begins with it (at most 10)."""
    rows = models.Report.objects.filter(marking__lte=clearance)
    exact = list(rows.filter(name=name).values_list("id", flat=True)[:10])
    if exact or len(name) < 4:
        return exact
    return list(rows.filter(name__startswith=name).order_by("id").values_list("id", flat=True)[:10])


def versions(number: int, clearance: int = EVERYTHING) -> list[StoredVersion]:
    """Every version of a report, the oldest first; empty where there is no such report."""
    if number >= _NUMBERS:
        return []
    rows = models.Version.objects.filter(report_id=number, report__marking__lte=clearance)
    return [_stored_version(row) for row in rows.select_related("report", "capture").order_by("number")]


def marking(number: int, clearance: int = EVERYTHING) -> Marking:
    """The mark of a report; that of what everybody may see where there is no such report."""
    rank = models.Report.objects.filter(id=number, marking__lte=clearance).values_list("marking", flat=True).first()
    return marking_of(rank or 0)


def copies(number: int, clearance: int = EVERYTHING) -> list[Entry]:
    """The other reports of a report's group of copies, in the order of arrival."""
    known = models.Report.objects.filter(id=number, marking__lte=clearance)
    group = known.values_list("copies", flat=True).first()
    if group is None:
        return []
    rows = (
        _current()
        .filter(report__copies=group, report__marking__lte=clearance)
        .exclude(report_id=number)
        .order_by("report_id")
    )
    return [_entry(row, row.reading_set.get(current=True).content) for row in rows]


def standing(key: str, sha256: str) -> tuple[str | None, bool]:
    """(the id of the report with this key, or None; whether it has this text already)."""
    rows = found(
        "SELECT report.name, version.id FROM store_report report LEFT JOIN store_version version"
        " ON version.report_id = report.id AND version.sha256 = %s WHERE report.key = %s",
        sha256,
        key,
    )
    return (str(rows[0][0]), rows[0][1] is not None) if rows else (None, False)


def kept(sha256: str) -> Kept | None:
    """Where an original with this content is kept already."""
    rows = found('SELECT file, "offset", length FROM store_capture WHERE sha256 = %s LIMIT 1', sha256)
    return Kept(sha256, str(rows[0][0]), int(str(rows[0][1])), int(str(rows[0][2]))) if rows else None


def last_from(address: str) -> str | None:
    """The sha256 of what came last from an address; None where nothing did."""
    rows = found("SELECT sha256 FROM store_capture WHERE address = %s ORDER BY id DESC LIMIT 1", address)
    return str(rows[0][0]) if rows else None


def addresses_of(same: int) -> list[str]:
    """Some of the addresses of the pages with the same words (`model.Sketch.same`), each once."""
    rows = found("SELECT DISTINCT address FROM store_version WHERE same = %s LIMIT %s", same, _PART)
    return [str(address) for (address,) in rows]


def archive_end(file: str) -> int:
    """Where the last record of an archive file ends that the store knows of; 0 where it knows of none."""
    last = models.Capture.objects.filter(file=file).order_by("-offset").first()
    return last.offset + last.length if last else 0


def captures() -> Iterator[tuple[Kept, str]]:
    """Every kept original once, with the address or the media type that it came with."""
    seen = models.Capture.objects.values("sha256", "file", "offset", "length").annotate(first=Min("id"))
    for row in seen.order_by("file", "offset").iterator(_PART):
        capture = models.Capture.objects.get(id=row["first"])
        yield _kept(capture), capture.address or capture.media


def texts() -> Iterator[tuple[str, str, str]]:
    """(the report's id, the sha256 its text must have, its text) of every version."""
    yield from models.Version.objects.order_by("id").values_list("report__name", "sha256", "text").iterator(_PART)


def to_reread(since: dt.datetime | None = None) -> Iterator[tuple[int, str, Report, Reading]]:
    """(row of the version, key of the reader that read it last, report, reading) of every report's newest version.

    `since` leaves out those that were added before.
    """
    rows = _current().order_by("report_id")
    if since is not None:
        rows = rows.filter(added_at__gte=since)
    for part in _parts(rows):
        found = models.Reading.objects.filter(version_id__in=[v.id for v in part], current=True)
        by_version = {reading.version_id: reading for reading in found}
        for version in part:
            reading = by_version[version.id]
            yield version.id, reading.reader, _report(version), _decoded(reading.content)


def _current() -> Any:
    return models.Version.objects.filter(current=True).select_related("report")


def _parts(rows: Any) -> Iterator[list[models.Version]]:
    """Rows in the order of their reports, some at a time, so that no cursor stays open while the caller writes."""
    after = 0
    while part := list(rows.filter(report_id__gt=after)[:_PART]):
        yield part
        after = part[-1].report_id


def _slices(rows: Any, limit: int | None) -> Iterator[list[models.Version]]:
    start = 0
    while limit is None or start < limit:
        part = list(rows[start : min(start + _PART, limit or start + _PART)])
        if not part:
            return
        yield part
        start += len(part)


def passing(filters: Filters) -> Any:
    """The query of the newest versions of the reports that pass, the newest day first."""
    rows = _current().order_by("-day", "-id")
    since = filters.since.toordinal() if filters.since else 0
    until = filters.until.toordinal() if filters.until else None
    sought = wanted(filters.words or "")
    if sought:
        rows = with_words(rows.order_by(), sought, since, until)
    if since:
        rows = rows.filter(day__gte=since)
    if until:
        rows = rows.filter(day__lte=until)
    if filters.language:
        rows = rows.filter(language=filters.language)
    if filters.outlet:
        rows = rows.filter(outlet__iexact=filters.outlet)
    if filters.source:
        rows = rows.filter(report__source__name=filters.source)
    return rows


def _stored_reading(version: models.Version, content: str) -> StoredReading:
    return StoredReading(
        version.report.name,
        version.report_id,
        version.id,
        version.report.copies or version.report_id,
        version.added_at,
        version.published,
        _moment(version),
        version.language,
        version.outlet or None,
        _decoded(content),
    )


def _entry(version: models.Version, content: str) -> Entry:
    return Entry(
        version.report.name,
        version.report_id,
        version.number,
        version.report.copies or version.report_id,
        version.added_at,
        version.published,
        version.language,
        version.outlet or None,
        version.title or None,
        len(_decoded(content).incidents),
        marking_of(version.report.marking),
    )


def _stored_version(version: models.Version) -> StoredVersion:
    contents = version.reading_set.order_by("current", "id").values_list("content", flat=True)
    return StoredVersion(
        version.id,
        version.number,
        _report(version),
        version.added_at,
        version.capture.at,
        version.capture.media,
        _kept(version.capture),
        tuple(_decoded(content) for content in contents),
        marking_of(version.report.marking),
    )


def _report(version: models.Version) -> Report:
    return Report(
        version.text,
        version.report.name,
        version.sha256,
        version.language,
        version.origin or None,
        version.title or None,
        version.published,
        version.outlet or None,
        version.author or None,
        _moment(version),
        version.address or None,
    )


def _moment(version: models.Version) -> dt.datetime | None:
    """The moment of publication in the zone that the source wrote."""
    at: dt.datetime | None = version.published_at
    if at is None or not version.zone:
        return at
    hours, minutes = int(version.zone[1:3]), int(version.zone[4:6])
    offset = dt.timedelta(hours=hours, minutes=minutes)
    return at.astimezone(dt.timezone(-offset if version.zone[0] == "-" else offset))


def _kept(row: models.Capture) -> Kept:
    return Kept(row.sha256, row.file, row.offset, row.length)


def _decoded(content: str) -> Reading:
    return msgspec.json.decode(content, type=Reading)
