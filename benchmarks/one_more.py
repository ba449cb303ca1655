"""How long it takes to add one report to a store of so many linked tellings (SQLite).

    python benchmarks/one_more.py [N] [FOLDER]

The tellings are those of `link.py`. They are written to the tables in bulk and linked once as a whole; then reports
come one at a time. Each is kept and linked as `sakkhi add` and `sakkhi collect` do it, and both are timed. With a
FOLDER the store is kept there, and used again if it is there.
"""

import datetime as dt
import json
import secrets
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import msgspec
from results import write_section

from link import made
from sakkhi.collect.home import Home, home, make_home, open_home
from sakkhi.collect.keeper import Keeper
from sakkhi.collect.linker import Linker
from sakkhi.ingest.archive import Archive
from sakkhi.ingest.form import Given, report
from sakkhi.link.candidates import keys_of
from sakkhi.link.columns import columns
from sakkhi.model.original import Original, Received
from sakkhi.model.reading import ReaderVersion, Reading
from sakkhi.model.report import Report
from sakkhi.model.telling import Telling
from sakkhi.run import header
from sakkhi.store import view

RESULTS = Path(__file__).parent / "RESULTS.md"
MORE, PART = 200, 20_000
NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
STAMP = "2026-01-01 00:00:00"


def fill(place: Home, count: int) -> None:
    """Write the tellings of `count` reports to the tables, as they are before the first linking."""
    from django.db import connection

    make_home(place)
    connection.ensure_connection()
    raw = connection.connection
    raw.execute("PRAGMA synchronous=OFF")
    raw.execute("DROP INDEX telling_key_hash")
    raw.execute(
        "INSERT INTO store_capture(id, sha256, address, at, media, headers, file, offset, length)"
        f" VALUES (1, '', '', '{STAMP}', '', '', 'none', 0, 0)"
    )
    rows = (telling for _, telling in made(count))
    start = 1
    while part := list(islice(rows, PART)):
        _write(raw, part, start)
        start += len(part)
    raw.execute("CREATE INDEX telling_key_hash ON store_tellingkey (hash, day)")


def _write(raw: object, part: Sequence[Telling], start: int) -> None:
    raw.execute("BEGIN")  # type: ignore[attr-defined]
    many = raw.executemany  # type: ignore[attr-defined]
    numbers = range(start, start + len(part))
    many(
        "INSERT INTO store_report(id, key, name, copies, added_at, marking) VALUES (?, ?, ?, NULL, ?, 0)",
        ((n, f"id:{t.report}", t.report, STAMP) for n, t in zip(numbers, part, strict=True)),
    )
    many(
        "INSERT INTO store_version(id, report_id, number, current, capture_id, sha256, text, language, title, outlet,"
        " author, origin, address, zone, added_at, same, sketch, day)"
        " VALUES (?, ?, 1, 1, 1, ?, '', ?, '', '', '', '', '', '', ?, ?, x'', 1)",
        ((n, n, str(n), t.language, STAMP, n) for n, t in zip(numbers, part, strict=True)),
    )
    many(
        "INSERT INTO store_reading(id, version_id, reader, content, read_at, current, told)"
        " VALUES (?, ?, '', '{}', ?, 1, 1)",
        ((n, n, STAMP) for n in numbers),
    )
    many(
        "INSERT INTO store_telling(id, key, reading_id, report_id, content, language, summary)"
        " VALUES (?, ?, ?, ?, ?, ?, 0)",
        ((n, t.key, n, n, msgspec.json.encode(t).decode(), t.language) for n, t in zip(numbers, part, strict=True)),
    )
    for keys in keys_of(columns(part)):
        signed = keys.hashes.astype("i8").tolist()
        found = zip(signed, keys.days.tolist(), (keys.tellings + start).tolist(), strict=True)
        many("INSERT INTO store_tellingkey(hash, day, telling_id) VALUES (?, ?, ?)", found)
    raw.execute("COMMIT")  # type: ignore[attr-defined]


class OneByOne:
    """Keeps and links reports one at a time, and times both."""

    def __init__(self, place: Home, archive: Archive) -> None:
        self.keeper = Keeper(archive, lambda r: Reading(header(r), ReaderVersion("made", "1")), lambda: NOW)
        self.told: dict[str, Telling] = {}
        self.linker = Linker(place.folder, lambda report, *_: (self.told[report.id],), lambda: NOW)

    def add(self, telling: Telling) -> tuple[float, float]:
        """Seconds for keeping and for linking."""
        name = f"more-{telling.report}-{secrets.token_hex(4)}"
        made_up = report(f"{name} " * 40, "made", Given(("en",)), id=name, published=telling.published, language="en")
        if not isinstance(made_up, Report):
            raise TypeError(made_up)
        self.told[name] = msgspec.structs.replace(telling, report=name, copies="")
        begin = time.perf_counter()
        self.keeper.keep(Received(made_up, Original(made_up.text.encode(), "text/plain")))
        kept = time.perf_counter()
        self.linker.link()
        return kept - begin, time.perf_counter() - kept


def measure(place: Home, count: int) -> dict[str, float]:
    """Milliseconds for one more report."""
    out: dict[str, float] = {"tellings": count}
    fresh = not place.folder.exists()
    begin = time.perf_counter()
    if fresh:
        place.folder.mkdir(parents=True)
        fill(place, count)
        print(f"filled in {time.perf_counter() - begin:.0f} s", file=sys.stderr, flush=True)
    open_home(place)
    with Archive(place.archive, lambda: NOW, view.archive_end) as archive:
        one = OneByOne(place, archive)
        if fresh:
            begin = time.perf_counter()
            one.linker.link(everything=True)
            print(f"linked in {time.perf_counter() - begin:.0f} s", file=sys.stderr, flush=True)
        times = [one.add(telling) for telling in _more(count)]
    for name, column in zip(("keep", "link"), zip(*times, strict=True), strict=True):
        ordered = sorted(1000 * seconds for seconds in column)
        out[f"{name}_median"] = statistics.median(ordered)
        out[f"{name}_95"] = ordered[int(0.95 * len(ordered))]
        out[f"{name}_most"] = ordered[-1]
    return out


def _more(count: int) -> Iterator[Telling]:
    """Tellings from all over what is there."""
    step = max(1, count // MORE)
    for n, (_, telling) in enumerate(made(count)):
        if n % step == step // 2:
            yield telling


def main(count: int, folder: str | None) -> None:
    """Measure and write the section of RESULTS.md."""
    with tempfile.TemporaryDirectory() as made_up:
        row = measure(home(Path(folder or made_up) / f"one-more-{count}", None), count)
    print(json.dumps({key: round(value, 1) for key, value in row.items()}))
    lines = [
        f"{MORE} reports, one at a time, each kept and linked to a store of {count:,} linked tellings (SQLite), in"
        " milliseconds.",
        "",
        "| | median | 95th of 100 | most |",
        "| --- | --- | --- | --- |",
    ]
    for name in ("keep", "link"):
        lines.append(f"| {name} | {row[f'{name}_median']:.1f} | {row[f'{name}_95']:.1f} | {row[f'{name}_most']:.1f} |")
    write_section(RESULTS, "Linking one more report", "\n".join(lines))


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 1_000_000, sys.argv[2] if sys.argv[2:] else None)
