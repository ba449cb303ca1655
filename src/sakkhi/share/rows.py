"""Rows of values → CSV by RFC 4180: each cell of text guarded against being taken for a formula."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sakkhi.share.text import cell, listed


def table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """The header, then a line for each row."""
    sink = io.StringIO()
    writer = csv.writer(sink)
    writer.writerow(columns)
    yield _drained(sink)
    for row in rows:
        writer.writerow([written(value) for value in row])
        yield _drained(sink)


def written(value: Any) -> str:
    """A value as a cell: nothing for None, numbers bare, lists parted by semicolons, truth as 1 or 0."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    return cell(listed(value) if isinstance(value, tuple) else value)


def _drained(sink: io.StringIO) -> bytes:
    text = sink.getvalue()
    sink.seek(0)
    sink.truncate()
    return text.encode()
