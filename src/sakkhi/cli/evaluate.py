"""`sakkhi evaluate`: how far the readings of given texts agree with what careful readers wrote down."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Mapping

import msgspec

from sakkhi.cli.readings import given_by, refused
from sakkhi.cli.terminal import quiet_end, write_whole
from sakkhi.ingest import reports
from sakkhi.model.fault import Fault
from sakkhi.model.report import Report
from sakkhi.score import GoldReport, ReportScore, score


class Evaluation(msgspec.Struct, frozen=True):
    """The score of each report of the gold, in its order, and the seconds that reading them took."""

    scores: tuple[ReportScore, ...]
    seconds: float


def print_evaluation(gold: str, texts: str, *, worst: int, as_json: bool) -> int:
    """The exit status, after printing the figures and the `worst` reports: 2 where a file is at fault."""
    from sakkhi.cli.figures import figures_of, lines_of

    with quiet_end():
        evaluation = evaluate(gold, texts)
        if isinstance(evaluation, Fault):
            return refused(evaluation)
        figures = figures_of(evaluation.scores, evaluation.seconds, worst)
        if as_json:
            write_whole(msgspec.json.encode(figures) + b"\n")
        else:
            write_whole("".join(f"{line}\n" for line in lines_of(figures)).encode("utf-8", "replace"))
    return 0


def evaluate(gold: str, texts: str) -> Evaluation | Fault:
    """The scores of the reports in the file `texts` against the file `gold`, or the first fault in either.

    A text that the gold does not name is not read. Packs and tables are loaded before the clock starts.
    """
    from sakkhi.run import knowledge, read_report

    wanted = _gold(gold)
    if isinstance(wanted, Fault):
        return wanted
    known = _reports(texts)
    if isinstance(known, Fault):
        return known
    fault = _without_text(wanted, known, gold, texts)
    if fault:
        return fault
    chosen = [known[row.id] for row in wanted.values()]
    for language in {report.language for report in chosen}:
        knowledge(language)
    start = time.perf_counter()
    readings = [read_report(report) for report in chosen]
    seconds = time.perf_counter() - start
    rows = zip(wanted.values(), readings, chosen, strict=True)
    return Evaluation(tuple(score(row, reading, report.text) for row, reading, report in rows), seconds)


def _gold(path: str) -> dict[int, GoldReport] | Fault:
    """The rows of the gold by line number."""
    found: dict[int, GoldReport] = {}
    try:
        with open(path, "rb") as stream:
            for number, line in enumerate(stream, 1):
                if line.strip():
                    found[number] = msgspec.json.decode(line.removeprefix(b"\xef\xbb\xbf"), type=GoldReport)
    except FileNotFoundError:
        return Fault(path, "there is no such file", "check the name")
    except OSError as error:
        return Fault(path, f"it cannot be read ({error.strerror})", "name a file of gold, one report a line")
    except msgspec.ValidationError as error:
        return Fault(f"{path}, line {number}", f"it is not gold ({error})", "write `id` and `incidents` as in the gold")
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return Fault(f"{path}, line {number}", f"it is not JSON ({error})", "write each report as one JSON object")
    if not found:
        return Fault(path, "it is empty", "give one report a line, as JSON with `id` and `incidents`")
    return next(_twice(found, path), found)


def _twice(rows: Mapping[int, GoldReport], path: str) -> Iterator[Fault]:
    """A fault for each row whose id an earlier one has."""
    seen: set[str] = set()
    for number, row in rows.items():
        if row.id in seen:
            yield Fault(f"{path}, line {number}", f"the id {row.id!r} is there twice", "keep one of the two")
        seen.add(row.id)


def _reports(path: str) -> dict[str, Report] | Fault:
    """The reports of a file by id."""
    given = given_by(None, None)
    if isinstance(given, Fault):
        return given
    found: list[Report] = []
    for report in reports([path], given):
        if isinstance(report, Fault):
            return report
        found.append(report)
    id, times = Counter(report.id for report in found).most_common(1)[0]
    if times > 1:
        return Fault(path, f"the id {id!r} is there {times} times", "give each report its own")
    return {report.id: report for report in found}


def _without_text(rows: Mapping[int, GoldReport], known: Mapping[str, Report], gold: str, texts: str) -> Fault | None:
    """The fault of the first row of gold that no text is there for."""
    for number, row in rows.items():
        if row.id not in known:
            return Fault(f"{gold}, line {number}", f"no text has the id {row.id!r}", f"add its text to {texts}")
    return None
