"""`make bench`: time expressions of each language against their answers, beside `dateparser` → RESULTS.md.

`tests/resolve/dates.LANG.tsv` was written before the engine was run on it and the engine was then mended by it;
`dates_unseen.LANG.tsv` was written afterwards and nothing was tuned on it.
"""

from __future__ import annotations

import argparse
import datetime as dt
import time
import warnings
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple, TypeVar

import dateparser
from dateparser.search import search_dates
from results import write_section

from sakkhi.model.words import cut
from sakkhi.read.times import TimeFinder
from sakkhi.resolve.times import resolve_times
from sakkhi.run import folded, knowledge

ROOT = Path(__file__).parents[1]
TABLES = ROOT / "tests/resolve"
LANGUAGES = {"bn": "Bangla", "en": "English", "ar": "Arabic"}
TITLES = {"dates": "known while building", "dates_unseen": "unseen"}
T = TypeVar("T")
Days = tuple[dt.date, dt.date] | None
Answer = tuple[Days, str, str]


class Row(NamedTuple):
    """An expression with the day of its report and its answer; no days where it has no anchor."""

    text: str
    published: dt.date | None
    days: Days
    precision: str
    basis: str


def rows(file: Path) -> list[Row]:
    """The rows of a table of expressions."""
    out = []
    for line in file.read_text(encoding="utf-8").splitlines()[1:]:
        text, published, earliest, latest, precision, basis = line.split("\t")
        days = (dt.date.fromisoformat(earliest), dt.date.fromisoformat(latest)) if earliest else None
        out.append(Row(text, dt.date.fromisoformat(published) if published else None, days, precision, basis))
    return out


@cache
def _finder(language: str) -> tuple[TimeFinder, Callable[[str], str]]:
    pack = knowledge(language).reader.pack
    fold = partial(folded, fold_map=pack.fold_map)
    return TimeFinder(pack.times, fold), fold


def ours(row: Row, language: str) -> Answer:
    """The days of the first expression that has any, with their precision and basis."""
    finder, fold = _finder(language)
    text = fold(row.text)
    for one in resolve_times(finder.find(text, cut(text)), text, row.published, knowledge(language).events):
        if one.when is not None:
            return (one.when.earliest, one.when.latest), one.when.precision.value, one.when.basis.value
    return None, "", ""


def theirs(row: Row, language: str) -> dt.date | None:
    """The first day that `dateparser` finds in the words, past dates preferred; None where it finds none.

    It needs some day to reckon from: where the report has none, what it finds is asked for from two days, and only what
    does not move with them counts as found.
    """
    if row.published is not None:
        return _first(row.text, language, row.published)
    found = {_first(row.text, language, day) for day in (dt.date(2021, 3, 10), dt.date(2018, 11, 27))}
    return found.pop() if len(found) == 1 else None


def _first(text: str, language: str, published: dt.date) -> dt.date | None:
    base = dt.datetime.combine(published, dt.time(12))
    settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
    whole = dateparser.parse(text, languages=[language], settings=settings)
    if whole is not None:
        return whole.date()
    found = search_dates(text, languages=[language], settings=settings)
    return found[0][1].date() if found else None


def measure(table: str, language: str, show: bool) -> list[str]:
    """The table row of one file; prints what was read wrong where asked."""
    read = rows(TABLES / f"{table}.{language}.tsv")
    answers, seconds = _timed(lambda row: ours(row, language), read)
    others, their_seconds = _timed(lambda row: theirs(row, language), read)
    told = [(row, row.days, answer, other) for row, answer, other in zip(read, answers, others, strict=True)]
    single = [(days[0] if days else None, a[0], o) for _, days, a, o in told if days is None or days[0] == days[1]]
    if show:
        print("\n".join(f"{table} {row.text} | {row.published} | {a}" for row, days, a, _ in told if a[0] != days))

    def share(right: int, of: int = len(read)) -> str:
        return f"{right / of:.1%}"

    return [
        LANGUAGES[language], TITLES[table], str(len(read)),
        f"**{share(sum(days == a[0] for _, days, a, _ in told))}**",
        share(sum((days, row.precision, row.basis) == a for row, days, a, _ in told)),
        share(sum(_lies_in(o, days) for _, days, _, o in told)),
        f"{share(sum(a == ((day, day) if day else None) for day, a, _ in single), len(single))}"
        f" / {share(sum(o == day for day, _, o in single), len(single))} of {len(single)}",
        f"{seconds / len(read) * 1000:.2f} / {their_seconds / len(read) * 1000:.1f}",
    ]  # fmt: skip


def _lies_in(day: dt.date | None, days: Days) -> bool:
    return day is None if days is None else day is not None and days[0] <= day <= days[1]


def _timed(work: Callable[[Row], T], read: list[Row]) -> tuple[list[T], float]:
    work(read[0])  # what is loaded once is not the speed of reading
    start = time.perf_counter()
    answers = [work(row) for row in read]
    return answers, time.perf_counter() - start


def main() -> None:
    """Measure, print, and write the section of RESULTS.md where asked."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--misses", action="store_true", help="show what is read wrong (never of the unseen tables)")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    warnings.simplefilter("ignore")  # dateparser's own
    head = [
        "language", "expressions", "number", "days right", "with precision and basis",
        "`dateparser`: its day lies in the answer", "single days right, ours / `dateparser`",
        "ms each, ours / `dateparser`",
    ]  # fmt: skip
    lines = [head, ["---"] * len(head)]
    for table in TITLES:
        known = [language for language in LANGUAGES if (TABLES / f"{table}.{language}.tsv").is_file()]
        lines += [measure(table, language, asked.misses and table == "dates") for language in known]
    text = "\n".join(
        [
            *("| " + " | ".join(line) + " |" for line in lines),
            "",
            "The answers were written before the engine was run. It was mended by the first tables, and by nothing in "
            f"the unseen ones. `dateparser` {dateparser.__version__} gives one day, the past preferred, from the whole "
            "words or else from a search in them; it gives no interval, precision or basis.",
        ]
    )
    print(text)
    if asked.write:
        write_section(ROOT / "benchmarks/RESULTS.md", "Dates", text)


if __name__ == "__main__":
    main()
