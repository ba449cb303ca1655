"""A web archive (WARC, plain or gzip) → a report for each HTML page in it, one record in memory at a time."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from io import BufferedReader
from typing import IO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from sakkhi.ingest.body import BodyError, header, plain_body
from sakkhi.ingest.form import Given
from sakkhi.ingest.jsonl import too_large
from sakkhi.ingest.members import whole_end
from sakkhi.ingest.page import page_report
from sakkhi.model.fault import Fault
from sakkhi.model.original import Original, Received
from sakkhi.settings import MAX_REPORT_BYTES


def archived_pages(stream: BufferedReader, name: str, given: Given) -> Iterator[Received | Fault]:
    """A report or fault for each answer of kind HTML and status 200; other records are passed over.

    An archive that breaks off gives all its whole records, and last a fault that names the place.
    """
    if not stream.seekable():
        with tempfile.TemporaryFile() as whole:
            shutil.copyfileobj(stream, whole)
            whole.seek(0)
            yield from _pages(whole, name, given)
    else:
        yield from _pages(stream, name, given)


def _pages(stream: IO[bytes], name: str, given: Given) -> Iterator[Received | Fault]:
    end, size = whole_end(stream)
    broken = Fault(name, f"the archive breaks off at byte {end:,} of {size:,}", "fetch the archive again")
    pages = 0
    stream.seek(0)
    try:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=True):
            if record.http_headers is None or record.http_headers.status_code != 200:
                continue
            if "html" not in (record.http_content_type or ""):
                continue
            pages += 1
            length, content = record.content_length, record.reader.read(MAX_REPORT_BYTES)
            if len(content) == min(length, MAX_REPORT_BYTES):  # else the archive breaks off in it
                yield _page(record, content, name, given)
    except (OSError, ValueError) as error:
        damaged = Fault(name, f"the archive is damaged after {pages} pages ({error})", "fetch the archive again")
        yield broken if end < size else damaged
    else:
        if end < size:
            yield broken
        elif not pages:
            yield Fault(name, "it holds no web pages", "give a whole WARC with HTML responses in it")


def _page(record: WarcRecord, content: bytes, name: str, given: Given) -> Received | Fault:
    address = record.headers.get("WARC-Target-URI")
    where = f"{name}, {address or f'byte {record.stream_pos:,}'}"
    headers = record.http_headers.to_tuples()
    try:
        plain = plain_body(content, header(headers, "content-encoding"), MAX_REPORT_BYTES - 1)
    except BodyError as error:
        return too_large(where) if len(content) >= MAX_REPORT_BYTES else Fault(where, str(error), "fetch it again")
    made = page_report(plain, where, given, charset=record.http_charset, address=address)
    if isinstance(made, Fault):
        return made
    at, media = record.record_date, record.http_content_type or "text/html"
    return Received(made, Original(content, media, address, at, record.http_headers.status_code, headers))
