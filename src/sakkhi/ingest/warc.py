"""A web archive (WARC, plain or gzip) → a report for each HTML page in it, one record in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedReader

from fastwarc.warc import ArchiveIterator, WarcRecordType

from sakkhi.ingest.form import Given
from sakkhi.ingest.jsonl import too_large
from sakkhi.ingest.page import page_report
from sakkhi.model.fault import Fault
from sakkhi.model.report import Report
from sakkhi.settings import MAX_REPORT_BYTES


def archived_pages(stream: BufferedReader, name: str, given: Given) -> Iterator[Report | Fault]:
    """A report or fault for each answer of kind HTML and status 200; other records are passed over."""
    records = pages = 0
    try:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=True):
            records += 1
            if record.http_headers is None:
                break
            if record.http_headers.status_code != 200 or "html" not in (record.http_content_type or ""):
                continue
            pages += 1
            address = record.headers.get("WARC-Target-URI")
            where = f"{name}, {address or f'record {records}'}"
            length = record.content_length
            content = record.reader.read(MAX_REPORT_BYTES)
            if len(content) >= MAX_REPORT_BYTES:
                yield too_large(where)
            elif len(content) < length:
                yield Fault(where, "the archive breaks off in this page", "fetch the archive again")
            else:
                yield page_report(content, where, given, charset=record.http_charset, address=address)
    except (OSError, ValueError) as error:
        yield Fault(name, f"the archive breaks off after {records} records ({error})", "fetch the archive again")
    else:
        if not pages:
            yield Fault(name, "it holds no web pages", "give a whole WARC with HTML responses in it")
