"""What comes in → rows, in one transaction a report. Rows are added; what changes is which is the newest."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import msgspec
from django.db import connection, transaction

from sakkhi.model.fault import Fault
from sakkhi.model.original import Kept, Original, Received
from sakkhi.model.reading import ReaderVersion, Reading
from sakkhi.model.report import Report
from sakkhi.model.sketch import Sketch
from sakkhi.store import models
from sakkhi.store.copies import join_copies
from sakkhi.store.search import index_version


class Outcome(StrEnum):
    """What became of a report that was handed in."""

    ADDED = "added"
    VERSION = "new version"
    KNOWN = "already there"


class Written(msgspec.Struct, frozen=True):
    """What became of a report, under which row it is now, and whether it is a copy of another one."""

    outcome: Outcome
    report: int
    copy: bool = False


def keep_report(
    key: str,
    received: Received,
    kept: Kept,
    reading: Reading,
    sketch: Sketch,
    now: dt.datetime,
    source: int | None = None,
) -> Written:
    """Write a report, its original's place, its reading and its group of copies, all or nothing.

    `key` tells which report it is, as `model.Report.key` said before it was given the name it has here.
    """
    report = received.report
    with transaction.atomic():
        _one_writer()
        row = models.Report.objects.filter(key=key).first()
        new = row is None
        if row is None:
            row = models.Report.objects.create(key=key, name=report.id, source_id=source, added_at=now)
        elif row.version_set.filter(sha256=report.sha256).exists():
            return Written(Outcome.KNOWN, row.id, row.copies is not None)
        version = _version(row, received, _capture(received.original, kept, now), sketch, now)
        index_version(version.id, version.title, version.text)
        _reading(version.id, reading, now)
        copy = join_copies(row, version, sketch)
    return Written(Outcome.ADDED if new else Outcome.VERSION, row.id, copy)


def keep_capture(original: Original, kept: Kept, now: dt.datetime) -> None:
    """Write down an original of which no report could be made."""
    _capture(original, kept, now)


def keep_reading(version: int, reading: Reading, now: dt.datetime) -> None:
    """Add a newer reading of a version; the older ones stay, with the reader's version that made them."""
    with transaction.atomic():
        _one_writer()
        models.Reading.objects.filter(version_id=version, current=True).update(current=False)
        again = models.Reading.objects.filter(version_id=version, reader=reader_key(reading.reader))
        if not again.update(current=True):
            _reading(version, reading, now)


def keep_failure(fault: Fault, now: dt.datetime, source: str = "") -> None:
    """Write down what could not be had or read."""
    models.Failure.objects.create(at=now, source=source, place=fault.where, what=fault.what, remedy=fault.remedy)


def reader_key(reader: ReaderVersion) -> str:
    """One text for one version of the reader with all its packs and tables."""
    return msgspec.json.encode(reader).decode()


def _one_writer() -> None:
    """Wait for other writers: copies that come at once must see each other. SQLite's transactions wait anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(5073147)")


def _capture(original: Original, kept: Kept, now: dt.datetime) -> int:
    row = models.Capture.objects.create(
        sha256=kept.sha256,
        address=original.address or "",
        at=original.at or now,
        status=original.status,
        media=original.media,
        headers="\n".join(f"{name}: {value}" for name, value in original.headers),
        file=kept.file,
        offset=kept.offset,
        length=kept.length,
    )
    return int(row.id)


def _version(row: models.Report, received: Received, capture: int, sketch: Sketch, now: dt.datetime) -> models.Version:
    report = received.report
    number = row.version_set.count() + 1
    if number > 1:
        row.version_set.filter(current=True).update(current=False)
    version: models.Version = models.Version.objects.create(
        report=row,
        number=number,
        capture_id=capture,
        sha256=report.sha256,
        text=report.text,
        language=report.language,
        title=report.title or "",
        outlet=report.outlet or "",
        author=report.author or "",
        origin=report.source or "",
        address=report.address or "",
        published=report.published,
        published_at=report.published_at,
        zone=_zone(report),
        added_at=now,
        same=sketch.same,
        sketch=sketch.values,
        day=(report.published or now.date()).toordinal(),
    )
    return version


def _zone(report: Report) -> str:
    written = f"{report.published_at:%z}" if report.published_at else ""
    return f"{written[:3]}:{written[3:5]}" if written else ""


def _reading(version: int, reading: Reading, now: dt.datetime) -> None:
    models.Reading.objects.create(
        version_id=version,
        reader=reader_key(reading.reader),
        content=msgspec.json.encode(reading).decode(),
        read_at=now,
    )
