"""Each example is read as its golden reading says, its words stand where it says, and the README shows the truth."""

import json
from collections.abc import Iterator

import msgspec
import pytest

from sakkhi.model.report import Report
from sakkhi.run import read_report
from tests.golden.regenerate import GOLDEN, README, ROOT, example_reports, golden_json, real_output, shown_outputs

REPORTS = {report.id: report for report in example_reports()}
REMEDY = "look at the diff; where the new reading is right, run `make golden`"


@pytest.mark.parametrize("name", REPORTS)
def test_golden_reading(name: str) -> None:
    golden = (GOLDEN / f"{name}.json").read_text(encoding="utf-8")
    assert json.loads(golden_json(REPORTS[name])) == json.loads(golden), REMEDY


def spans(value: object) -> Iterator[dict[str, object]]:
    if isinstance(value, dict):
        if {"start", "end", "text"} <= set(value):
            yield value
        for part in value.values():
            yield from spans(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from spans(part)


@pytest.mark.parametrize("name", REPORTS)
def test_every_span_stands_in_the_text(name: str) -> None:
    report: Report = REPORTS[name]
    for span in spans(msgspec.to_builtins(read_report(report))):
        assert report.text[span["start"] : span["end"]] == span["text"]


def test_the_storm_is_no_attack() -> None:
    assert read_report(REPORTS["en-cyclone-remal"]).incidents == ()


def test_texts_and_rows_are_the_same() -> None:
    texts = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "examples").glob("*.txt")}
    assert {report.id: report.text for report in REPORTS.values()} == texts


@pytest.mark.parametrize(("command", "output"), list(shown_outputs(README.read_text(encoding="utf-8"))))
def test_the_readme_shows_real_output(command: str, output: str) -> None:
    assert real_output(command) == output, REMEDY
