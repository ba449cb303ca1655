"""Names of files → reports, in their order, with a fault in place of each input that cannot be read."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from io import BufferedIOBase, BufferedReader
from pathlib import Path
from typing import cast

from sakkhi.ingest.decode import UndecodableError, decoded
from sakkhi.ingest.form import Given, report
from sakkhi.ingest.jsonl import json_lines, too_large
from sakkhi.model.fault import Fault
from sakkhi.model.original import Original, Received
from sakkhi.model.report import Report
from sakkhi.settings import MAX_REPORT_BYTES

_PAGES = {".html", ".htm", ".xhtml"}
_LINES = {".jsonl", ".ndjson"}


def reports(sources: Iterable[str], given: Given) -> Iterator[Report | Fault]:
    """Every report of every source, in order; `-` is standard input. Nothing is raised for a bad input."""
    for found in received(sources, given):
        yield found if isinstance(found, Fault) else found.report


def received(sources: Iterable[str], given: Given) -> Iterator[Received | Fault]:
    """As `reports`, each with the bytes that it was made of."""
    for source in sources:
        if source == "-":
            yield from _stream(cast(BufferedReader, sys.stdin.buffer), "-", "", given)
        else:
            yield from _file(source, given)


def _file(source: str, given: Given) -> Iterator[Received | Fault]:
    name = os.fsencode(source).decode("utf-8", "replace")
    try:
        mode = os.stat(source).st_mode
        if stat.S_ISDIR(mode):
            yield Fault(name, "it is a directory", f"name the files in it, like {name.rstrip('/')}/*")
            return
        with open(source, "rb") as stream:
            yield from _stream(stream, name, _ending(source), given)
    except FileNotFoundError:
        yield Fault(name, "there is no such file", "check the name")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        yield Fault(name, f"it cannot be read ({reason})", "check the name and that you may read it")


def _ending(source: str) -> str:
    path = Path(source.lower())
    return ".warc" if path.name.endswith((".warc", ".warc.gz")) else path.suffix


def _stream(stream: BufferedReader, name: str, ending: str, given: Given) -> Iterator[Received | Fault]:
    kind = _kind(stream, ending)
    if kind == "warc":
        from sakkhi.ingest.warc import archived_pages  # only an archive needs the library

        yield from archived_pages(stream, name, given)
    elif kind == "jsonl":
        yield from json_lines(stream, name, given)
    else:
        yield _single(stream, name, kind, given)


def _kind(stream: BufferedReader, ending: str) -> str:
    """`text`, `html`, `jsonl` or `warc`: by the name's ending, or by the first bytes where the name says nothing."""
    if ending in _LINES:
        return "jsonl"
    if ending in _PAGES:
        return "html"
    if ending == ".warc":
        return "warc"
    if ending == ".txt":
        return "text"
    head = stream.peek(2048)[:2048].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if head.startswith(b"warc/"):
        return "warc"
    if head.startswith((b"<!doctype html", b"<html")) or (head.startswith(b"<?xml") and b"<html" in head):
        return "html"
    return "jsonl" if head.startswith((b'{"', b'{ "')) else "text"


def _single(stream: BufferedIOBase, name: str, kind: str, given: Given) -> Received | Fault:
    content = stream.read(MAX_REPORT_BYTES)
    if len(content) >= MAX_REPORT_BYTES:
        return too_large(name)
    if not content:
        return Fault(name, "it is empty", "give a file with a report's text in it")
    if kind == "html":
        from sakkhi.ingest.page import page_report  # only a page needs the libraries

        made = page_report(content, name, given)
        return made if isinstance(made, Fault) else Received(made, Original(content, "text/html", made.address))
    try:
        text = decoded(content)
    except UndecodableError as error:
        return Fault(name, error.what, error.remedy)
    made = report(text, name, given, source=name)
    return made if isinstance(made, Fault) else Received(made, Original(content, "text/plain"))
