"""Situation reports: golden pages in three languages, and what is never told otherwise than it was said."""

import datetime as dt
import re
from html.parser import HTMLParser

import msgspec
import pytest

from sakkhi.model.brief import Earlier, Usual
from sakkhi.model.incident import Stance
from sakkhi.model.marking import Marking
from sakkhi.model.place import Place
from sakkhi.model.reading import ReportHeader
from sakkhi.share.brief.quotes import quotes
from tests.link.making import ASAD, said, telling
from tests.share.brief.making import GOLDEN, TEXTS, attacks, dossier, earlier, html, known
from tests.share.warn.making import HOSTILE

LANGUAGES = ("ar", "bn", "en")


class Page(HTMLParser):
    """The tags of a page, those that are open, and the text by the id of the section."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.section, self.text = "", {}  # type: ignore[var-annotated]
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "section":
            self.section = dict(attrs).get("id") or ""

    def handle_data(self, data: str) -> None:
        self.text[self.section] = self.text.get(self.section, "") + data


@pytest.mark.parametrize("language", LANGUAGES)
def test_golden(language: str) -> None:
    assert html(language) == (GOLDEN / f"{language}.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_needs_nothing_else_and_runs_nothing(language: str) -> None:
    made = Page(html(language, fonts=True))
    assert not [tag for tag, _ in made.tags if tag in ("script", "link", "img", "iframe", "object")]
    assert not [name for _, attributes in made.tags for name in attributes if name.startswith("on")]
    content = html(language, fonts=True)
    assert not re.findall(r"url\((?!\"data:)", content)
    assert made.tags[0] == ("html", {"lang": language, "dir": "rtl" if language == "ar" else "ltr"})


def test_every_part_is_there_and_says_what_is_known() -> None:
    text = Page(html("en")).text
    assert "2 of 3 with a known outcome (21 to 94 %" in text["glance"]
    assert "4 in 7 days; usual are 0.8 (0.5 to 1.2, 95% interval" in text["glance"]
    assert "drone attack (intercepted) · 4 January 2022" in text["happened"]
    assert "Two drones were shot down near the base on Tuesday." in text["happened"]
    assert "মঙ্গলবার ঘাঁটির কাছে দুটি ড্রোন ভূপাতিত করা হয়েছে।" in text["happened"]
    assert "Pentagon suspects or accuses Kataib Hezbollah: not established" in text["claimed"]
    assert "Kataib Hezbollah says that Kataib Hezbollah did not do it" in text["claimed"]
    assert "who did it is only assessed or suspected" in text["unknown"]
    assert "somewhere in the province" in text["unknown"]
    assert "Title of en2" in text["sources"]


def test_what_changed_since_the_last_report() -> None:
    text = Page(html("en")).text["changed"]
    assert "The last report on this place went to 5 January 2022." in text
    assert "Killed: none (before: 1)" in text
    assert "New: rocket attack (hit) · Haditha · 6 January 2022" in text
    assert "Pentagon suspects" in text
    assert "No longer counted: drone attack (intercepted) · Ain al-Asad Air Base · 2 January 2022" in text
    first = Page(html("en", known())).text["changed"]
    assert "first report on this place" in first
    same = Earlier(dt.date(2022, 1, 5), tuple(d.record for d in attacks()))
    assert "Nothing changed" in Page(html("en", known(earlier=same))).text["changed"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_period_says_that_this_proves_nothing(language: str) -> None:
    empty = known((), usual=Usual(365, None, None, None, "unknown"), stopped=None)
    made = Page(html(language, empty))
    assert made.text["happened"].strip().endswith((".", "।"))
    assert "charts" not in made.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stance", [Stance.SUSPECTS, Stance.ASSESSES])
def test_a_suspicion_is_told_as_one_in_every_part(language: str, stance: Stance) -> None:
    one = dossier("one", telling("a", attributions=(said("Some Group", stance, "Somebody"),)))
    made = Page(html(language, known((one,), earlier())))
    hedge = {"en": "not established", "bn": "প্রমাণিত নয়", "ar": "غير مثبت"}[language]
    for section in ("claimed", "changed"):
        for line in [line for line in made.text[section].splitlines() if "Some Group" in line]:
            assert hedge in line
    assert "Some Group" not in made.text["happened"]
    assert "Some Group" not in made.text["glance"]


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_names_stay_text(hostile: str) -> None:
    place = msgspec.structs.replace(ASAD, name=hostile)
    told = telling("a", where=place, attributions=(said(hostile, Stance.STATES, hostile),))
    told = msgspec.structs.replace(told, report=hostile)
    report = ReportHeader(hostile, "", f"javascript:alert('{hostile[:20]}')", hostile[:9], hostile, None, hostile)
    one = msgspec.structs.replace(dossier("one", told), reports=(report,))
    content = html("en", known((one,), texts={hostile: hostile}))
    plain = Page(html("en", known((dossier("one", telling("a", attributions=(said("X", Stance.STATES, "Y"),))),))))
    made = Page(content)
    assert [tag for tag, _ in made.tags] == [tag for tag, _ in plain.tags if tag != "a" and tag != "br"] or not [
        tag for tag, _ in made.tags if tag in ("script", "iframe", "img")
    ]
    assert not [a for tag, a in made.tags if tag == "a"]
    assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066\ud800-\udfff]", content)
    assert len(content) < 200_000


def test_quotes_are_the_sentence_that_tells_most_in_each_language_and_of_copies_one() -> None:
    one = attacks()[0]
    found = quotes(one, TEXTS)
    assert {q.language for q in found} == {"en", "bn", "ar"}
    assert all(set(q.slots) == {"method", "outcome"} for q in found)
    copied = tuple(msgspec.structs.replace(t, copies="wire") for t in one.tellings)
    assert len(quotes(msgspec.structs.replace(one, tellings=copied), TEXTS)) == 1


def test_words_that_do_not_stand_in_the_text_are_not_quoted() -> None:
    assert quotes(attacks()[0], {"en1": "another text", "bn1": "x", "ar1": "y"}) == []


def test_the_marking_stands_on_the_page() -> None:
    assert "TLP:AMBER+STRICT" in html("en", known(marking=Marking.AMBER_STRICT))


@pytest.mark.parametrize(("lat", "lon"), [(0.0, 179.9), (-89.0, 10.0), (64.0, -20.0), (23.7, 90.4)])
def test_a_map_can_be_drawn_anywhere(lat: float, lon: float) -> None:
    period = msgspec.structs.replace(
        known().period, site=msgspec.structs.replace(known().period.site, lat=lat, lon=lon)
    )
    one = dossier("one", telling("a", where=Place("There", "FJI", lat, -179.9 if lon > 179 else lon)))
    content = html("en", msgspec.structs.replace(known((one,)), period=period))
    assert "nan" not in content
    assert content.count("<circle") == 2
