"""What came in, byte for byte, and where it is kept."""

from __future__ import annotations

import datetime as dt

import msgspec

from sakkhi.model.marking import Marking
from sakkhi.model.report import Report


class Original(msgspec.Struct, frozen=True):
    """The bytes that a report was made of. `status` and `headers` are there where they came over HTTP.

    `content` is the body as it travelled, still compressed where `headers` say so; `address` is None for a file's
    bytes, and `at` is when they were fetched, in UTC.
    """

    content: bytes
    media: str
    address: str | None = None
    at: dt.datetime | None = None
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()


class Received(msgspec.Struct, frozen=True):
    """A report with the bytes that it was made of, and the mark that whoever handed it in puts on it."""

    report: Report
    original: Original
    marking: Marking = Marking.CLEAR


class Kept(msgspec.Struct, frozen=True):
    """Where an original is kept: the sha256 of its content, and its record's place in an archive file, in bytes."""

    sha256: str
    file: str
    offset: int
    length: int
