"""Every kind of input becomes reports in order; every bad one a fault that says what, where and what to do."""

import datetime as dt
import io
import json
from pathlib import Path

import pytest

from sakkhi.ingest import Given, reports
from sakkhi.ingest.sources import MAX_REPORT_BYTES
from sakkhi.model.fault import Fault
from sakkhi.model.report import Report, text_digest

GIVEN = Given(languages=("bn", "en"))
TEXT = "Two drones were shot down near the base on Monday, the army said.\r\n"


def read(path: Path, given: Given = GIVEN) -> list[Report | Fault]:
    return list(reports([str(path)], given))


def one_report(path: Path, given: Given = GIVEN) -> Report:
    (found,) = read(path, given)
    assert isinstance(found, Report), found
    return found


def one_fault(path: Path, given: Given = GIVEN) -> Fault:
    (found,) = read(path, given)
    assert isinstance(found, Fault), found
    assert all((found.where, found.what, found.remedy))
    assert "\n" not in found.line
    return found


def written(path: Path, content: bytes | str) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_a_text_is_kept_exactly(tmp_path: Path) -> None:
    report = one_report(written(tmp_path / "a.txt", TEXT))
    assert report.text == TEXT
    assert report.id == report.sha256 == text_digest(TEXT)
    assert (report.language, report.title, report.published) == ("en", None, None)
    assert report.source == str(tmp_path / "a.txt")


def test_options_fill_what_the_input_does_not_say(tmp_path: Path) -> None:
    given = Given(languages=("bn", "en"), published=dt.date(2024, 1, 5), language="en")
    rows = [{"text": TEXT}, {"text": TEXT, "published": "2023-12-31T10:00:00Z", "language": "bn"}]
    path = written(tmp_path / "a.jsonl", "\n".join(json.dumps(row) for row in rows))
    first, second = read(path, given)
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert (first.published, first.language) == (dt.date(2024, 1, 5), "en")
    assert (second.published, second.language) == (dt.date(2023, 12, 31), "bn")


def test_rows_keep_what_they_know(tmp_path: Path) -> None:
    row = {"text": TEXT, "id": "r-1", "url": "https://news.example/1", "title": "Drones downed", "published": None}
    report = one_report(written(tmp_path / "a.jsonl", json.dumps(row) + "\n\n"))
    assert (report.id, report.source, report.title) == ("r-1", "https://news.example/1", "Drones downed")


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("{not json", "it is not JSON"),
        ("[1, 2]", "it has no text"),
        ('{"title": "x"}', "it has no text"),
        ('{"text": "  "}', "it has no text"),
        ('{"text": 5}', "it has no text"),
        ('{"text": "The army said so.", "published": "soon"}', "'soon' is no date"),
        ('{"text": "The army said so.", "published": 20240101}', "`published` is not a string"),
        ('{"text": "The army said so.", "language": "fr"}', "no language pack for 'fr'"),
        ('{"text": "\\ud800 the army said so"}', "it is not JSON"),
        ("[" * 100_000, "it is not JSON"),
    ],
)
def test_a_bad_row_is_named_by_its_line(tmp_path: Path, line: str, what: str) -> None:
    good = json.dumps({"text": TEXT})
    first, fault, last = read(written(tmp_path / "a.jsonl", f"{good}\n{line}\n{good}\n"))
    assert isinstance(first, Report)
    assert isinstance(last, Report)
    assert isinstance(fault, Fault)
    assert fault.where == f"{tmp_path / 'a.jsonl'}, line 2"
    assert fault.what.startswith(what)


def test_a_row_over_the_limit_is_refused_and_the_next_read(tmp_path: Path) -> None:
    long = json.dumps({"text": "x" * MAX_REPORT_BYTES})
    fault, report = read(written(tmp_path / "a.jsonl", f"{long}\n{json.dumps({'text': TEXT})}\n"))
    assert isinstance(fault, Fault)
    assert "smaller than 10 MB" in fault.what
    assert isinstance(report, Report)


def test_bad_files(tmp_path: Path) -> None:
    assert one_fault(tmp_path / "none.txt").what == "there is no such file"
    assert one_fault(tmp_path).what == "it is a directory"
    assert one_fault(written(tmp_path / "empty.txt", "")).what == "it is empty"
    assert one_fault(written(tmp_path / "blank.txt", " \n\ufeff\n")).what == "it is empty"
    assert one_fault(written(tmp_path / "empty.jsonl", "\n")).what == "it is empty"
    assert one_fault(written(tmp_path / "empty.html", "<html><body></body></html>")).what == "the page has no text"
    assert one_fault(written(tmp_path / "a.png", b"\x89PNG\r\n\x1a\n" + bytes(40))).what == "these bytes are not text"
    assert one_fault(written(tmp_path / "l.txt", "café".encode("latin-1"))).what.startswith("its text is not in UTF-8")
    assert one_fault(written(tmp_path / "n.txt", "12345")).what.startswith("it has no letters")
    assert one_fault(written(tmp_path / "nul\0.txt".replace("\0", ""), b"\0" * 10)).what == "these bytes are not text"


def test_a_name_with_a_zero_byte_is_a_fault() -> None:
    (fault,) = reports(["a\0b"], GIVEN)
    assert isinstance(fault, Fault)
    assert fault.what.startswith("it cannot be read")


def test_a_report_over_the_limit_is_refused(tmp_path: Path) -> None:
    fault = one_fault(written(tmp_path / "big.txt", b"a" * MAX_REPORT_BYTES))
    assert fault.what == "a report must be smaller than 10 MB"


def test_a_language_without_a_pack_names_those_that_have_one(tmp_path: Path) -> None:
    fault = one_fault(written(tmp_path / "a.txt", "Армия заявила, что два дрона были сбиты."))
    assert (fault.what, fault.remedy) == ("no language pack for 'ru'", "name one of these with --language: bn, en")


def test_the_others_are_still_read_and_in_order(tmp_path: Path) -> None:
    first = written(tmp_path / "1.txt", TEXT)
    found = list(reports([str(first), str(tmp_path / "2.txt"), str(first)], GIVEN))
    assert [type(one) for one in found] == [Report, Fault, Report]


@pytest.mark.parametrize("kind", ["text", "jsonl"])
def test_standard_input(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    content = TEXT if kind == "text" else json.dumps({"text": TEXT})
    stdin = io.TextIOWrapper(io.BufferedReader(io.BytesIO(content.encode())))  # type: ignore[type-var]
    monkeypatch.setattr("sys.stdin", stdin)
    (report,) = reports(["-"], GIVEN)
    assert isinstance(report, Report)
    assert (report.text, report.source) == (TEXT, "-")
