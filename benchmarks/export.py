"""How fast each format is written, and in how much memory, at 10,000 and 100,000 incidents.

    python benchmarks/export.py [N …]

The incidents are those of `link.py`: made-up tellings of attacks on real places, here with claims on who did it, put
together as records. Making them is measured alone and taken off. Beside ours:
the same rows by pyarrow's CSV writer, and the same dossiers by Python's own `json`, neither of which guards a cell,
keeps a suspect apart or counts what is lost.
"""

import io
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import groupby
from pathlib import Path

import msgspec
from msgspec.structs import replace
from results import write_section

from link import made
from sakkhi.assess import assess
from sakkhi.model.dossier import Dossier
from sakkhi.model.incident import Attribution, ByType, Stance
from sakkhi.model.reading import ReportHeader
from sakkhi.share import FORMATS, export
from sakkhi.share.flat import flat
from sakkhi.share.jsonl import shared

RESULTS = Path(__file__).parent / "RESULTS.md"
SIZES = (10_000, 100_000)
_POOL = 2000
_WARM = 5000  # dossiers after which whatever is made once has been made
MEMORY: list[float] = []  # after the warm ones, and at the end
PEERS = ("making them alone", "pyarrow csv", "python json")


def dossiers(count: int) -> Iterator[Dossier]:
    """So many dossiers, one at a time: `_POOL` different ones again and again, each time under another id."""
    pool = list(_made(min(count, _POOL)))
    for number in range(count):
        if number in (_WARM, count - 1):
            MEMORY.append(_resident())
        one = pool[number % len(pool)]
        yield replace(one, record=replace(one.record, id=f"i{number}"))


def _resident() -> float:
    """Megabytes of memory that the process has now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


def _made(count: int) -> Iterator[Dossier]:
    rng = random.Random(7)
    actors = [f"Brigade {n}" for n in range(400)]
    for number, (_, group) in zip(range(count), groupby(made(count * 20), key=lambda pair: pair[0]), strict=False):
        tellings = []
        for _, telling in group:
            said = Attribution(
                rng.choice(actors), None, rng.choice(("report", "the army")), rng.choice(list(ByType)),
                rng.choice(list(Stance)), (),
            )  # fmt: skip
            incident = replace(telling.incident, attributions=(said,) if rng.random() < 0.6 else ())
            tellings.append(replace(telling, incident=incident, outlet="The Courier"))
        headers = tuple(
            ReportHeader(t.report, "0" * 64, f"https://news.example/{t.report}", t.language, "A title", t.published)
            for t in tellings
        )
        yield Dossier(assess(f"i{number}", tellings), tuple(tellings), headers)


def measure(name: str, count: int) -> dict[str, float | str]:
    """Seconds, megabytes of memory at the most, and bytes written, for one format in this process."""
    start = time.process_time()
    size = sum(map(len, pieces_of(name, dossiers(count))))
    seconds = time.process_time() - start
    return {
        "name": name, "count": count, "seconds": seconds, "bytes": size,
        "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "growth": MEMORY[-1] - MEMORY[0],
    }  # fmt: skip


def pieces_of(name: str, found: Iterable[Dossier]) -> Iterator[bytes]:
    """What the format, or its peer, makes."""
    if name == "making them alone":
        for _ in found:
            yield b""
    elif name == "pyarrow csv":
        yield from _by_pyarrow(found)
    elif name == "python json":
        for dossier in found:
            yield json.dumps(msgspec.to_builtins(shared(dossier)), ensure_ascii=False).encode() + b"\n"
    else:
        pieces, account = export(name, found)
        with closing(account):
            yield from pieces
            for _ in account.report():
                pass


def _by_pyarrow(found: Iterable[Dossier]) -> Iterator[bytes]:
    import pyarrow as pa
    from pyarrow import csv

    header = True
    rows: list[dict[str, object]] = []

    def written() -> bytes:
        sink = io.BytesIO()
        csv.write_csv(pa.Table.from_pylist(rows), sink, csv.WriteOptions(include_header=header))
        return sink.getvalue()

    for dossier in found:
        values = msgspec.structs.asdict(flat(dossier))
        told = {k: "; ".join(v) if isinstance(v, tuple) else v for k, v in values.items()}
        rows.append({k: None if v is None else str(v) for k, v in told.items()})
        if len(rows) == 2000:
            yield written()
            rows, header = [], False
    if rows:
        yield written()


def main(sizes: list[int]) -> None:
    """Measure each format at each size in a process of its own; print a line for each, and write RESULTS.md."""
    rows: dict[str, list[dict[str, float]]] = {}
    for name in (*PEERS, *FORMATS):
        for size in sizes:
            command = [sys.executable, __file__, "--one", name, str(size)]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            rows.setdefault(name, []).append(json.loads(done.stdout))
            print(done.stdout.strip(), flush=True)
    write_section(RESULTS, "Exporting", "\n".join(_table(rows, sizes)))


def _table(rows: dict[str, list[dict[str, float]]], sizes: list[int]) -> list[str]:
    alone = [row["seconds"] for row in rows["making them alone"]]
    lines = [
        "Made-up incidents with claims on who did it, in one process, in seconds of CPU without making them. The",
        "memory is the most that the process took, libraries and making them included, and what it grew by from the",
        "5,000th to the last.",
        "",
        f"| format | {' | '.join(f'{n:,}' for n in sizes)} | an incident | incidents/s "
        f"| {' | '.join(f'memory at {n:,}' for n in sizes)} | it grew by | file |",
        f"|---|{'---|' * (2 * len(sizes) + 4)}",
    ]
    for name, found in rows.items():
        off = [0.0] * len(alone) if name == PEERS[0] else alone
        taken = [max(r["seconds"] - a, 0.0) for r, a in zip(found, off, strict=True)]
        each = taken[-1] / sizes[-1]
        cells = [
            name, *(f"{s:.1f} s" for s in taken), f"{each * 1e6:,.0f} µs", f"{1 / max(each, 1e-9):,.0f}",
            *(f"{r['mb']:,.0f} MB" for r in found), f"{found[-1]['growth']:,.1f} MB",
            f"{found[-1]['bytes'] / 1e6:,.0f} MB",
        ]  # fmt: skip
        lines.append(f"| {' | '.join(cells)} |")
    return lines


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measure(sys.argv[2], int(sys.argv[3]))))
    else:
        main([int(n) for n in sys.argv[1:]] or list(SIZES))
