"""`sakkhi import` and `sakkhi incidents --coder`: other coders' records, beside ours and never among them."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import msgspec

from sakkhi.cli.exported import Options
from sakkhi.cli.keep import now, place
from sakkhi.cli.linked import sought_by
from sakkhi.cli.readings import refused
from sakkhi.cli.terminal import quiet_end, write_error, write_whole
from sakkhi.cli.values import count_in_words, in_words
from sakkhi.collect.home import open_home
from sakkhi.errors import InputError
from sakkhi.model.coded import CodedRecord
from sakkhi.model.fault import Fault
from sakkhi.share.reading import READERS
from sakkhi.share.text import plain
from sakkhi.store import coded
from sakkhi.store.database import plain_errors
from sakkhi.store.incidents import Sought

_NAME = re.compile(r"[\w.-]{1,64}")


def print_import(file: str, format: str, coder: str | None, *, data: str | None) -> int:
    """The exit status, after keeping the file's records; each bad row is a line on standard error."""
    name = coder or format
    if format not in READERS:
        return refused(Fault("--format", f"{format!r} is none", f"name one of {', '.join(READERS)}"))
    if not _NAME.fullmatch(name):
        return refused(Fault("--coder", f"{name!r} is no name", "take letters, digits, dots and dashes, at most 64"))
    open_home(place(data))
    bad = 0

    def good(found: Iterable[CodedRecord | Fault]) -> Iterator[CodedRecord]:
        nonlocal bad
        for one in found:
            if isinstance(one, Fault):
                bad += 1
                write_error(f"sakkhi: {plain(one.line)}\n")
            else:
                yield one

    with quiet_end(), plain_errors(), _lines(file) as lines:
        counts = coded.write_coded(good(READERS[format](lines, file, name)), now())
    told = (
        f"{counts['added']:,} added, {counts['changed']:,} changed, {counts['known']:,} already there, {bad:,} left out"
    )
    write_whole(f"{name}: {told}\n".encode())
    return 2 if bad else 0


def print_coded(coder: str, options: Options, *, limit: int | None, as_json: bool, data: str | None) -> int:
    """The exit status, after listing a coder's records, one a line."""
    sought = sought_by(*options)
    if isinstance(sought, Fault):
        return refused(sought)
    blank = Sought()
    odd = [f for f in Sought.__struct_fields__ if f not in coded.FILTERS and getattr(sought, f) != getattr(blank, f)]
    if odd:
        known = ", ".join(f"--{name}" for name in coded.FILTERS)
        return refused(Fault("--coder", f"other coders' records know no {odd[0]}", f"filter by {known}"))
    open_home(place(data))
    with quiet_end(), plain_errors():
        coders = coded.coders()
        if coder not in coders:
            told = ", ".join(coders) or "nobody yet"
            return refused(
                Fault("--coder", f"nothing of {coder!r} was imported", f"there is {told}; see `sakkhi import`")
            )
        for record in coded.coded(coder, sought, limit):
            line = msgspec.json.encode(record) if as_json else _line(record).encode("utf-8", "replace")
            write_whole(line + b"\n")
    return 0


def _line(record: CodedRecord) -> str:
    when, where = record.when, record.where
    days = "no day told" if when is None else str(when.earliest)
    if when is not None and when.latest != when.earliest:
        days += f" to {when.latest}"
    parts = [days, in_words(record.kind), where.name if where else "place not told", *record.actors]
    if record.killed is not None:
        parts.append(f"killed {count_in_words(record.killed)}")
    return plain(f"{record.coder}:{record.id}  {' · '.join(parts)}")


@contextmanager
def _lines(name: str) -> Iterator[Iterable[str]]:
    """The file's lines; bytes that are no UTF-8 come as lone surrogates, so that the row that has them can be named."""
    try:
        source = sys.stdin.buffer if name == "-" else open(name, "rb")  # noqa: SIM115  closed by the wrapper
        with io.TextIOWrapper(source, "utf-8-sig", "surrogateescape", newline="") as lines:
            yield lines
    except OSError as error:
        raise InputError(name, f"it cannot be read ({error.strerror})", "name another file") from error
