"""Cards: one value a line in a pipe; wrapped to the width of a terminal, with every line's direction closed."""

import pytest

from sakkhi.cli.cards import Cards
from sakkhi.cli.values import FSI, PDI
from sakkhi.model.count import Count
from sakkhi.model.incident import Incident, IncidentEvidence, Method, Outcome, Role
from sakkhi.model.reading import Force, ReaderVersion, Reading, ReportHeader
from sakkhi.model.span import Span

WORDS = "واعترضت منظومات الدفاع الجوي في القاعدة معظم الصواريخ لكن بعضها سقط داخل القاعدة"
SPAN = Span(0, len(WORDS), WORDS, "ar:outcome")
READING = Reading(
    ReportHeader("r", "0", "a.txt", "ar", "عنوان", None),
    ReaderVersion("sakkhi", "0"),
    (
        Incident(
            "i1", Role.FOCUS, Method.MISSILE, outcome=Outcome.MIXED, evidence=IncidentEvidence(outcome=(SPAN, SPAN))
        ),
    ),
    forces=(Force("United States", Count(2500, 2500, True), None, None, ()),),
    warnings=("which two countries is not told",),
)


def test_a_pipe_gets_one_line_a_value() -> None:
    lines = Cards(plain=False).rendered(READING).splitlines()
    assert lines[0] == f"a.txt · ar · no publication date · “{FSI}عنوان{PDI}”"
    assert f"    outcome     mixed  “{FSI}{WORDS}{PDI}”" in lines
    assert "    United States  about 2,500" in lines
    assert "    ! which two countries is not told" in lines


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_a_terminal_gets_wrapped_lines(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", str(width))
    lines = Cards(plain=True).rendered(READING).splitlines()
    for line in lines:
        assert len(line) <= width + 2
        assert line == line.rstrip()
        assert line.count(FSI) == line.count(PDI)
    assert (len(lines) > 20) == (width < 80)


def test_no_attack_is_said() -> None:
    reading = Reading(READING.report, READING.reader)
    assert "no armed attack told of" in Cards(plain=False).rendered(reading)
