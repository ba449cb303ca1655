"""A stream of lines, each a report in JSON → reports and faults. One line is in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedIOBase

import msgspec

from sakkhi.ingest.form import Given, report
from sakkhi.model.fault import Fault
from sakkhi.model.original import Original, Received
from sakkhi.model.report import Report
from sakkhi.settings import MAX_REPORT_BYTES

_STRINGS = ("id", "url", "title", "published", "language", "source", "outlet", "author")


def json_lines(stream: BufferedIOBase, name: str, given: Given) -> Iterator[Received | Fault]:
    """A report or a fault for each line that is not blank; faults carry the line number."""
    number, found = 0, False
    while line := stream.readline(MAX_REPORT_BYTES):
        number += 1
        where = f"{name}, line {number}"
        if len(line) >= MAX_REPORT_BYTES:
            _skip_line(stream, line)
            found = True
            yield too_large(where)
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            found = True
            row = line.removeprefix(b"\xef\xbb\xbf").rstrip(b"\r\n")
            made = _row(row, where, name, given)
            yield made if isinstance(made, Fault) else Received(made, Original(row, "application/json", made.address))
    if not found:
        yield Fault(name, "it is empty", "give one report a line, as JSON with a `text`")


def too_large(where: str) -> Fault:
    """The fault of a report at or over the limit."""
    limit = f"{MAX_REPORT_BYTES // 1_000_000} MB"
    return Fault(
        where,
        f"a report must be smaller than {limit}",
        "cut it into single reports, or put them one a line in a .jsonl",
    )


def _skip_line(stream: BufferedIOBase, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(1 << 20)


def _row(line: bytes, where: str, name: str, given: Given) -> Report | Fault:
    try:
        row = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return Fault(where, f"it is not JSON ({error})", "write each report as one JSON object on one line")
    text = row.get("text") if isinstance(row, dict) else None
    if not isinstance(text, str) or not text.strip():
        return Fault(where, "it has no text", 'give each line an object with a `text`, like {"text": "…"}')
    known: dict[str, str] = {}
    for key in _STRINGS:
        value = row.get(key)
        if key == "id" and isinstance(value, int):
            value = str(value)
        if value is not None and not isinstance(value, str):
            return Fault(where, f"`{key}` is not a string", f"write `{key}` in quotes, or leave it out")
        if value:
            known[key] = value
    return report(
        text,
        where,
        given,
        id=known.get("id"),
        source=known.get("url") or known.get("source") or name,
        title=known.get("title"),
        outlet=known.get("outlet"),
        published=known.get("published"),
        language=known.get("language"),
        author=known.get("author"),
        address=known.get("url"),
    )
