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
from sakkhi.store.rows import Value, found, insert
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

    `key` tells which report it is, as `model.Report.key` said before it was given the name it has here. A report that
    is there already keeps its mark: only a person changes that.
    """
    report = received.report
    with transaction.atomic():
        one_writer()
        standing = found("SELECT id, copies FROM store_report WHERE key = %s", key)
        if standing:
            row, copies = int(str(standing[0][0])), standing[0][1]
            texts = found("SELECT sha256 FROM store_version WHERE report_id = %s", row)
            if (report.sha256,) in texts:
                return Written(Outcome.KNOWN, row, copies is not None)
            found_before = len(texts)
            models.Version.objects.filter(report_id=row, current=True).update(current=False)
        else:
            found_before = 0
            new = {"key": key, "name": report.id, "source_id": source, "copies": None, "added_at": now}
            new["marking"] = received.marking.rank
            row = insert("store_report", new)
        day = (report.published or now.date()).toordinal()
        capture = _capture(received.original, kept, now)
        version = _version(row, found_before + 1, report, capture, sketch, now, day)
        index_version(version, day, report.title or "", report.text)
        _reading(version, reading, now)
        copy = join_copies(row, version, day, sketch)
    return Written(Outcome.VERSION if standing else Outcome.ADDED, row, copy)


def keep_capture(original: Original, kept: Kept, now: dt.datetime) -> None:
    """Write down an original that no new report is made of."""
    _capture(original, kept, now)


def keep_reading(version: int, reading: Reading, now: dt.datetime) -> None:
    """Add a newer reading of a version; the older ones stay, with the reader's version that made them."""
    with transaction.atomic():
        one_writer()
        models.Reading.objects.filter(version_id=version, current=True).update(current=False)
        again = models.Reading.objects.filter(version_id=version, reader=reader_key(reading.reader))
        if not again.update(current=True, told=False):
            _reading(version, reading, now)


def keep_failure(fault: Fault, now: dt.datetime, source: str = "") -> None:
    """Write down what could not be had or read."""
    models.Failure.objects.create(at=now, source=source, place=fault.where, what=fault.what, remedy=fault.remedy)


def reader_key(reader: ReaderVersion) -> str:
    """One text for one version of the reader with all its packs and tables."""
    return msgspec.json.encode(reader).decode()


def one_writer() -> None:
    """Wait for other writers: copies that come at once must see each other. SQLite's transactions wait anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(5073147)")


def _capture(original: Original, kept: Kept, now: dt.datetime) -> int:
    row: dict[str, Value] = {
        "sha256": kept.sha256,
        "address": original.address or "",
        "at": original.at or now,
        "status": original.status,
        "media": original.media,
        "headers": "\n".join(f"{name}: {value}" for name, value in original.headers),
        "file": kept.file,
        "offset": kept.offset,
        "length": kept.length,
    }
    return insert("store_capture", row)


def _version(report: int, number: int, text: Report, capture: int, sketch: Sketch, now: dt.datetime, day: int) -> int:
    row: dict[str, Value] = {
        "report_id": report,
        "number": number,
        "current": True,
        "capture_id": capture,
        "sha256": text.sha256,
        "text": text.text,
        "language": text.language,
        "title": text.title or "",
        "outlet": text.outlet or "",
        "author": text.author or "",
        "origin": text.source or "",
        "address": text.address or "",
        "published": text.published,
        "published_at": text.published_at,
        "zone": _zone(text),
        "added_at": now,
        "same": sketch.same,
        "sketch": sketch.values,
        "day": day,
    }
    return insert("store_version", row)


def _zone(report: Report) -> str:
    written = f"{report.published_at:%z}" if report.published_at else ""
    return f"{written[:3]}:{written[3:5]}" if written else ""


def _reading(version: int, reading: Reading, now: dt.datetime) -> None:
    content = msgspec.json.encode(reading).decode()
    row: dict[str, Value] = {"version_id": version, "content": content, "read_at": now, "current": True, "told": False}
    insert("store_reading", row | {"reader": reader_key(reading.reader)})
