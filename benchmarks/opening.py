"""`make bench`: opening the gazetteer in a new process, what it takes of memory, and exact look-ups → RESULTS.md."""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
from pathlib import Path

from results import write_section

ROOT = Path(__file__).parents[1]
TIMES = 7
MEASURE = """
import json, random, statistics, time
import marisa_trie
from sakkhi.run import folds
from sakkhi.tables.gazetteer import index_folder, open_gazetteer

def resident():
    line = next(line for line in open("/proc/self/status") if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024

packs = folds()
before = resident()
start = time.perf_counter()
gazetteer = open_gazetteer(lambda: packs)
first = [gazetteer.named(name, language) for name, language in (("baghdad", "en"), ("বাগদাদ", "bn"), ("بغداد", "ar"))]
opening = time.perf_counter() - start
opened = resident()
names = []
for language in packs:
    keys = marisa_trie.RecordTrie("<I").mmap(str(index_folder() / f"names.{language}.trie")).keys()
    names += [(name, language) for name in random.Random(1).sample(sorted(set(keys)), 4000)]
random.Random(2).shuffle(names)
before_looking = resident()
each = []
for name, language in names:
    start = time.perf_counter()
    gazetteer.named(name, language)
    each.append((time.perf_counter() - start) * 1e6)
again = time.perf_counter()
for name, language in names:
    gazetteer.named(name, language)
again = (time.perf_counter() - again) / len(names) * 1e6
print(json.dumps([opening * 1000, opened, opened - before, opened + resident() - before_looking, statistics.mean(each),
                  statistics.quantiles(each, n=100)[98], again, len(names)]))
"""


def main() -> None:
    """Measure in new processes, print, and write the section of RESULTS.md where asked."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    runs = []
    for _ in range(TIMES + 1):
        done = subprocess.run([sys.executable, "-c", MEASURE], capture_output=True, text=True, check=True)
        runs.append(json.loads(done.stdout))
    opening, opened, own, after, mean, worst, again, number = (
        statistics.median(run[i] for run in runs[1:]) for i in range(8)
    )
    text = "\n".join(
        [
            f"New processes, median of {TIMES}, the first left out: it fills the disk cache. The index is mapped.",
            "",
            "| | measured | aim |",
            "| --- | --- | --- |",
            f"| opening and a first look-up in each language | {opening:.1f} ms | 150 ms |",
            f"| resident memory of the process then | {opened:.0f} MB, {own:.1f} MB of it for the gazetteer | 150 MB |",
            f"| the same after {number:,.0f} look-ups of names drawn at random | {after:.0f} MB | 150 MB |",
            f"| an exact look-up, name not met before | {mean:.1f} µs, 99 of 100 under {worst:.0f} µs | 50 µs |",
            f"| an exact look-up, name met before | {again:.2f} µs | 50 µs |",
        ]
    )
    print(text)
    if asked.write:
        write_section(ROOT / "benchmarks/RESULTS.md", "Opening the gazetteer", text)


if __name__ == "__main__":
    main()
