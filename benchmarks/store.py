"""`make bench`: what keeping costs beside reading, pages from an archive, near copies, memory → RESULTS.md.

Parts can be run alone: `benchmarks/store.py speed pages copies`. What is measured are reports that made.py makes.
"""

from __future__ import annotations

import datetime as dt
import os
import resource
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import trafilatura  # noqa: E402
from made import GIVEN, Made, made  # noqa: E402
from resiliparse.extract.html2text import extract_plain_text  # noqa: E402
from resiliparse.parse.html import HTMLTree  # noqa: E402
from results import write_section  # noqa: E402
from tests.stores import Cluster, binaries  # noqa: E402

from sakkhi.collect import keeper as keeping  # noqa: E402
from sakkhi.collect.home import Home, home, make_home, open_home  # noqa: E402
from sakkhi.collect.keeper import Keeper  # noqa: E402
from sakkhi.ingest import received  # noqa: E402
from sakkhi.ingest.archive import Archive  # noqa: E402
from sakkhi.ingest.metadata import page_metadata  # noqa: E402
from sakkhi.model.fault import Fault  # noqa: E402
from sakkhi.model.original import Original, Received  # noqa: E402
from sakkhi.model.reading import ReaderVersion, Reading  # noqa: E402
from sakkhi.model.report import Report  # noqa: E402
from sakkhi.run import header, read_report  # noqa: E402
from sakkhi.store import view, write  # noqa: E402
from sakkhi.store.database import forget_connections  # noqa: E402

RESULTS = ROOT / "benchmarks/RESULTS.md"
SPEED, PAGES, COPIES = 2_000, 400, int(os.environ.get("SAKKHI_BENCH_REPORTS", "100000"))


def main(parts: Sequence[str]) -> None:
    """Measure the parts that are named, or all, print them, and write their sections of RESULTS.md."""
    known: dict[str, tuple[str, Callable[[Path], list[str]]]] = {
        "speed": ("Keeping reports", speeds),
        "pages": ("Pages from an archive", pages),
        "copies": ("Near copies, and memory", near_copies),
    }
    for part in parts or known:
        title, measure = known[part]
        with tempfile.TemporaryDirectory() as folder:
            text = "\n".join(measure(Path(folder)))
        print(f"## {title}\n\n{text}\n")
        write_section(RESULTS, title, text)


def speeds(folder: Path) -> list[str]:
    """Reports a second into both databases, with reading; what reading alone takes on the same reports."""
    reports = [one.report for one in made(SPEED, copies=0)]
    for report in reports:  # what is loaded and remembered once is not the speed of reading
        read_report(report)
    start, cpu = time.perf_counter(), time.process_time()
    for report in reports:
        read_report(report)
    reading = (time.perf_counter() - start, time.process_time() - cpu)
    rows = [_speed("reading alone", reading, reading)]
    with _databases() as databases:
        for name, address in databases:
            place = home(folder / name, address)
            make_home(place)
            rows.append(_speed(f"reading and keeping, {name}", _added(place, reports, read_report), reading))
    return [
        f"{SPEED:,} different reports of {sum(map(len, (r.text for r in reports))) // SPEED:,} characters in three "
        "languages, as `sakkhi add` keeps them. Both databases run on this machine; the server's own work is in the "
        "time that a report takes, not in the processor's.",
        "",
        "| | reports a second | ms a report | ms of the processor | keeping, of reading: by the clock"
        " | by the processor |",
        "|---|---|---|---|---|---|",
        *rows,
    ]


def _speed(name: str, taken: tuple[float, float], reading: tuple[float, float]) -> str:
    clock, processor = ((one - alone) / alone for one, alone in zip(taken, reading, strict=True))
    share = "| " if taken is reading else f"{clock:.0%} | {processor:.0%}"
    wall, cpu = (seconds / SPEED * 1000 for seconds in taken)
    return f"| {name} | {SPEED / taken[0]:,.0f} | {wall:.2f} | {cpu:.2f} | {share} |"


def _added(place: Home, reports: Sequence[Report], reader: Callable[[Report], Reading]) -> tuple[float, float]:
    open_home(place, each=False)
    start, cpu = time.perf_counter(), time.process_time()
    with Archive(place.archive, _now, view.archive_end, each=False) as archive:
        keeper = Keeper(archive, reader, _now)
        for report in reports:
            _keep(keeper, report)
        keeper.settle()
    taken = time.perf_counter() - start, time.process_time() - cpu
    forget_connections()
    return taken


def _keep(keeper: Keeper, report: Report) -> None:
    kept = keeper.keep(Received(report, Original(report.text.encode(), "text/plain")))
    if isinstance(kept, Fault):
        raise TypeError(kept.line)


@contextmanager
def _databases() -> Iterator[list[tuple[str, str | None]]]:
    folder = binaries()
    if folder is None:
        yield [("SQLite", None)]
        return
    cluster = Cluster(folder, "postgres" if os.geteuid() == 0 else None, fsync=True)
    cluster.start()
    try:
        yield [("SQLite", None), ("PostgreSQL", cluster.database())]
    finally:
        forget_connections()
        cluster.remove()


def pages(folder: Path) -> list[str]:
    """Pages a second from an archive to reports, by either extractor, and how often other news got into the text."""
    path = _pages_archived(folder)
    rows = []
    for name, extract in (("resiliparse", _by_resiliparse), ("trafilatura", _by_trafilatura)):
        start = time.perf_counter()
        texts = [extract(original) for original in _originals(path)]
        taken = time.perf_counter() - start
        dirty = sum("TEASER" in text for text in texts)
        short = sum("LASTWORD" not in text for text in texts)
        rows.append(f"| {name}, text and metadata | {PAGES / taken:,.0f} | {dirty} | {short} |")
    start = time.perf_counter()
    found = [one.report.text for one in received([str(path)], GIVEN) if isinstance(one, Received)]
    taken = time.perf_counter() - start
    dirty, short = sum("TEASER" in text for text in found), sum("LASTWORD" not in text for text in found)
    rows.append(f"| **as it is: page to report** | {len(found) / taken:,.0f} | {dirty} | {short} |")
    return [
        f"{PAGES} pages of our own with menus, other headlines and readers' comments around a report, from one WARC.",
        "",
        "| | pages a second | with other headlines or comments in the text | with the report's end missing |",
        "|---|---|---|---|",
        *rows,
    ]


def _pages_archived(folder: Path) -> Path:
    with Archive(folder / "pages", _now, lambda name: 0, each=False) as archive:
        for number, one in enumerate(made(PAGES, seed=3)):
            address = f"https://news.example/{number}"
            archive.keep(Original(_page(one, number).encode(), "text/html", address, _now(), 200, _HEADERS))
    return next((folder / "pages").iterdir())


_HEADERS = (("Content-Type", "text/html; charset=utf-8"),)


def _page(one: Made, number: int) -> str:
    report = one.report
    body = "".join(f"<p>{paragraph}</p>" for paragraph in report.text.split("\n\n"))
    menu = "".join(f'<li><a href="/{name}">{name}</a></li>' for name in ("home", "world", "sport", "weather", "about"))
    other = "".join(f'<li><a href="/{n}">TEASER: another attack, {n} killed</a></li>' for n in range(8))
    said = "".join(f'<div class="comment"><p>TEASER {n}: I think so too, we all do.</p></div>' for n in range(4))
    return (
        f'<!doctype html><html lang="{report.language}"><head><meta charset="utf-8"><title>Report {number} | Courier'
        f'</title><meta property="og:site_name" content="Courier"><meta property="article:published_time" '
        f'content="{report.published}T08:00:00+06:00"></head><body><header><nav><ul>{menu}</ul></nav></header>'
        f"<main><article><h1>Report {number}</h1>{body}<p>LASTWORD {report.text[:60]}</p></article>"
        f'<aside class="related"><h2>Related</h2><ul>{other}</ul></aside><section id="comments" class="comments">'
        f"<h2>Comments</h2>{said}</section></main><footer><p>All rights reserved.</p></footer></body></html>"
    )


def _originals(path: Path) -> Iterator[bytes]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    for record in ArchiveIterator(str(path), record_types=WarcRecordType.response, parse_http=True):
        yield record.reader.read()


def _by_resiliparse(page: bytes) -> str:
    tree = HTMLTree.parse(page.decode())
    page_metadata(tree)
    return extract_plain_text(tree, main_content=True, comments=False, alt_texts=False)


def _by_trafilatura(page: bytes) -> str:
    html = page.decode()
    page_metadata(HTMLTree.parse(html))
    return trafilatura.extract(html, include_comments=False, include_tables=False, fast=True) or ""


def near_copies(folder: Path) -> list[str]:
    """Precision and recall of groups of copies, what finding them costs, and the memory over the whole run."""
    place = home(folder / "home", None)
    make_home(place)
    open_home(place, each=False)
    sketching, joining = _Timed(keeping.sketch), _Timed(write.join_copies)
    keeping.sketch, write.join_copies = sketching, joining
    originals: dict[str, int] = {}
    memory, start = [], time.perf_counter()
    with Archive(place.archive, _now, view.archive_end, each=False) as archive:
        keeper = Keeper(archive, _blank, _now)
        for number, one in enumerate(made(COPIES), 1):
            originals[one.report.id] = one.original
            _keep(keeper, one.report)
            if number % (COPIES // 10) == 0:
                keeper.settle()
                memory.append(f"{_resident():.0f}")
    taken = time.perf_counter() - start
    groups = {stored.report: stored.copies for stored in view.readings()}
    precision, recall = _pairs(originals, groups)
    size = sum(path.stat().st_size for path in place.folder.rglob("*") if path.is_file()) / 1e9
    forget_connections()
    costs = [one + other for one, other in zip(sketching.times, joining.times, strict=True)]
    processor = statistics.mean([*map(sum, zip(sketching.processor, joining.processor, strict=True))])
    deciles = [statistics.mean(costs[at : at + COPIES // 10]) for at in (0, COPIES - COPIES // 10)]
    return [
        f"{COPIES:,} reports of one year in three languages, in the order of their days: 3 of 10 are edited copies of "
        "one of the last ten days (sentences left out or moved, words changed, lines put before and after), 1 in 20 "
        "tells of another attack in the same form. Pairs in one group, against pairs that are copies of one original:",
        "",
        f"precision **{precision:.4f}**, recall **{recall:.4f}**. Sketch, look-up and its own bands take a report "
        f"{statistics.median(costs) * 1000:.2f} ms (median; mean {statistics.mean(costs) * 1000:.2f}, first tenth "
        f"{deciles[0] * 1000:.2f}, last {deciles[1] * 1000:.2f}), {processor * 1000:.2f} ms of it the processor's.",
        "",
        f"Kept in {taken:,.0f} s ({COPIES / taken:,.0f} a second, without reading), {size:.1f} GB. Resident memory in "
        f"MB after each tenth: {', '.join(memory)}; what the benchmark itself remembers of each report is in it.",
    ]


class _Timed:
    """A function that remembers how long each call took."""

    def __init__(self, work: Callable[..., object]) -> None:
        self._work = work
        self.times: list[float] = []
        self.processor: list[float] = []

    def __call__(self, *arguments: object) -> object:
        start, cpu = time.perf_counter(), time.thread_time()
        try:
            return self._work(*arguments)
        finally:
            self.times.append(time.perf_counter() - start)
            self.processor.append(time.thread_time() - cpu)


def _pairs(originals: dict[str, int], groups: dict[str, int]) -> tuple[float, float]:
    """Precision and recall of the pairs of reports that share a group."""
    inside = Counter((groups[name], original) for name, original in originals.items())
    right = sum(count * (count - 1) // 2 for count in inside.values())
    said = sum(count * (count - 1) // 2 for count in Counter(groups.values()).values())
    true = sum(count * (count - 1) // 2 for count in Counter(originals.values()).values())
    return right / max(said, 1), right / max(true, 1)


def _blank(report: Report) -> Reading:
    return Reading(header(report), ReaderVersion("blank", "1"))


def _resident() -> float:
    pages_held = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages_held * resource.getpagesize() / 1e6


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


if __name__ == "__main__":
    main(sys.argv[1:])
