"""What an alert says: everything that is known, and nothing more surely than somebody said it."""

import datetime as dt
import re

import pytest

from sakkhi.model.alert import Ahead, Rate
from sakkhi.model.incident import Stance
from sakkhi.share.warn.matching import Now, ahead_alert, message, rate_alert
from sakkhi.share.warn.words import digest, headline, told
from sakkhi.share.wording import wording
from tests.link.making import telling
from tests.share.warn.making import HOSTILE, NOW, alert, claimed, hostile_record, record, watch

HEDGES = {
    Stance.ASSESSES: {"en": "assessment, not established", "bn": "প্রমাণিত নয়", "ar": "غير مثبت"},
    Stance.SUSPECTS: {"en": "not established", "bn": "প্রমাণিত নয়", "ar": "غير مثبت"},
    Stance.DENIES: {"en": "did not do it", "bn": "করেনি", "ar": "لم ينفّذه"},
}


def text(words: str) -> str:
    return re.sub("[\u2068\u2069]", "", words)


def test_a_whole_alert_in_english() -> None:
    said = told(alert(claimed(Stance.SUSPECTS, "Pentagon", killed=2)), wording("en"))
    assert text(said.headline) == "Alert: New incident: drone attack (intercepted), Ain al-Asad Air Base"
    assert [text(line) for line in said.lines] == [
        "Target: military base",
        "Place: Ain al-Asad Air Base",
        "Day: 4 January 2022",
        "Outcome: intercepted",
        "Killed: 2",
        "Who is said to be behind it:",
        "- Pentagon suspects or accuses Kataib Hezbollah: not established; in the report's own words: “we hit them”",
        "Independent voices: 2; reports: 2",
        "Reports:",
        "- a · 5 January 2022 · a",
        "- b · 5 January 2022 · b",
        "Severity: severe",
        "Certainty: confirmed by several voices",
        "Marking: TLP:CLEAR",
        "Watch: near Asad",
        "Incident: inc1",
    ]


@pytest.mark.parametrize("language", ["ar", "bn", "en"])
@pytest.mark.parametrize("stance", HEDGES)
def test_what_is_only_assessed_or_suspected_is_never_told_as_fact(language: str, stance: Stance) -> None:
    one = alert(claimed(stance))
    said = told(one, wording(language))
    naming = [line for line in (said.headline, *said.lines) if "Kataib Hezbollah" in line]
    assert naming
    assert all(HEDGES[stance][language] in line for line in naming)
    assert "Kataib Hezbollah" not in headline(one, wording(language))


@pytest.mark.parametrize("language", ["ar", "bn", "en"])
def test_an_update_says_what_it_was_before(language: str) -> None:
    first = alert(record(telling("a", killed=1)))
    update = message(watch(), record(telling("a", killed=4)), None, first, Now(NOW.at, NOW.today))
    assert update is not None
    words = wording(language)
    line = text(told(update, words).lines[0])
    assert words.label("slot", "killed") in line
    assert line.index(words.number(4)) < line.index(words.number(1))


@pytest.mark.parametrize("language", ["ar", "bn", "en"])
def test_a_rate_and_an_anniversary_in_words(language: str) -> None:
    words = wording(language, {"Ain al-Asad Air Base": "N1"})
    rate = rate_alert(watch(), Rate(9, 7, 1.2, 0.8, 1.7), None, NOW)
    assert rate is not None
    assert words.number(1.2) in told(rate, words).lines[0]
    assert "N1" in told(rate, words).headline
    ahead = ahead_alert(watch(), Ahead("x", "Death of X", 2, dt.date(2022, 1, 8), 3), NOW)
    assert "Death of X" in told(ahead, words).headline
    assert words.date(dt.date(2022, 1, 8)) in told(ahead, words).lines[0]


def test_a_digest_tells_the_gravest_first_and_counts_the_rest() -> None:
    alerts = [alert(record(telling("a", killed=n % 12), id=f"inc{n}")) for n in range(200)]
    said = digest(alerts, "Ain al-Asad Air Base", wording("en"), 40)
    assert text(said.headline) == "200 alerts in one: Ain al-Asad Air Base"
    assert len(said.lines) == 43
    assert "[extreme]" in said.lines[2]
    assert "and 160 more" in said.lines[-1]


@pytest.mark.parametrize("language", ["ar", "bn", "en"])
@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_names_stay_on_their_line_and_short(language: str, hostile: str) -> None:
    said = told(alert(hostile_record(hostile)), wording(language))
    for line in (said.headline, *said.lines):
        assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066\u2067\ud800-\udfff]", line)
        assert line.count("\u2068") == line.count("\u2069")
        assert len(line) < 1300
