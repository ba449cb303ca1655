"""Time expressions of each language: their kind, and what their words say; nothing is reckoned."""

from functools import cache, partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sakkhi
from sakkhi.model.time import TimeExpression
from sakkhi.model.words import cut
from sakkhi.read.times import TimeFinder
from sakkhi.run import folded
from sakkhi.tables.packs import available, load_pack


@cache
def finder(language: str) -> TimeFinder:
    pack = load_pack(language, folded)
    return TimeFinder(pack.times, partial(folded, fold_map=pack.fold_map))


def found(language: str, text: str) -> list[tuple[str, TimeExpression]]:
    text = folded(text, load_pack(language, folded).fold_map)
    return [(text[t.start : t.end], t) for t in finder(language).find(text, cut(text))]


def only(language: str, text: str) -> TimeExpression:
    ((_, expression),) = found(language, text)
    return expression


def says(expression: TimeExpression) -> dict[str, Any]:
    """The fields that the words fill."""
    names = ("year", "month", "day", "weekday", "amount", "unit", "part", "calendar")
    return {name: value for name in names if (value := getattr(expression, name)) not in (None, "")}


@pytest.mark.parametrize(
    ("language", "text", "fields"),
    [
        ("en", "2024-05-03", {"year": 2024, "month": 5, "day": 3}),
        ("en", "Monday, May 3, 2024", {"year": 2024, "month": 5, "day": 3, "weekday": 0}),
        ("en", "the 3rd of May", {"month": 5, "day": 3}),
        ("en", "Dec. 5", {"month": 12, "day": 5}),
        ("en", "Tuesday (December 16)", {"month": 12, "day": 16, "weekday": 1}),
        ("en", "May 2024", {"year": 2024, "month": 5}),
        ("en", "early March 2021", {"year": 2021, "month": 3, "part": "early"}),
        ("en", "in 2019", {"year": 2019}),
        ("en", "(2019)", {"year": 2019}),
        ("en", "in February", {"month": 2}),
        ("bn", "১৬ ডিসেম্বর ২০২৫", {"year": 2025, "month": 12, "day": 16}),
        ("bn", "১৬ই ডিসেম্বর", {"month": 12, "day": 16}),
        ("bn", "মঙ্গলবার (১৬ ডিসেম্বর)", {"month": 12, "day": 16, "weekday": 1}),
        ("bn", "২০২৪ সালের ৫ আগস্ট", {"year": 2024, "month": 8, "day": 5}),
        ("bn", "জানুয়ারির প্রথম সপ্তাহে", {"month": 1, "part": "first_week"}),
        ("bn", "২০১৯ সালে", {"year": 2019}),
        ("bn", "১ বৈশাখ ১৪৩১", {"year": 1431, "month": 1, "day": 1, "calendar": "bangla"}),
        ("ar", "3 مايو 2024", {"year": 2024, "month": 5, "day": 3}),
        ("ar", "3 أيار/مايو 2024", {"year": 2024, "month": 5, "day": 3}),
        ("ar", "كانون الثاني 2024", {"year": 2024, "month": 1}),
        ("ar", "5/6/2024", {"year": 2024, "month": 6, "day": 5}),
        ("ar", "5 رمضان 1445", {"year": 1445, "month": 9, "day": 5, "calendar": "hijri"}),
        ("en", "in March 2020", {"year": 2020, "month": 3}),
        ("en", "late 2019", {"year": 2019, "part": "late"}),
        ("en", "28/04/22", {"year": 2022, "month": 4, "day": 28}),
        ("en", "03/27/2019", {"year": 2019, "month": 3, "day": 27}),
        ("en", "12 Ramadan 1445", {"year": 1445, "month": 9, "day": 12, "calendar": "hijri"}),
        ("bn", "১৫/০১/২০২২", {"year": 2022, "month": 1, "day": 15}),
        ("bn", "২০১৮ সালের মার্চের দ্বিতীয় সপ্তাহে", {"year": 2018, "month": 3, "part": "second_week"}),
        ("bn", "পহেলা মার্চ", {"month": 3, "day": 1}),
        ("bn", "চব্বিশের জুলাইয়ে", {"year": 2024, "month": 7}),
        ("bn", "একাত্তরের ২৫ মার্চ", {"year": 1971, "month": 3, "day": 25}),
        ("bn", "একাত্তরে", {"year": 1971}),
        ("bn", "১৪৩০ বঙ্গাব্দের ১২ জ্যৈষ্ঠ", {"year": 1430, "month": 2, "day": 12, "calendar": "bangla"}),
    ],
)
def test_dates(language: str, text: str, fields: dict[str, Any]) -> None:
    assert says(only(language, text)) == fields
    assert only(language, text).kind == "point"


@pytest.mark.parametrize(
    ("language", "text", "fields"),
    [
        ("en", "yesterday", {"amount": -1, "unit": "day"}),
        ("en", "today", {"amount": 0, "unit": "day"}),
        ("en", "last week", {"amount": -1, "unit": "week"}),
        ("en", "late last month", {"amount": -1, "unit": "month", "part": "late"}),
        ("en", "two days ago", {"amount": -2, "unit": "day"}),
        ("en", "a week ago", {"amount": -1, "unit": "week"}),
        ("en", "yesterday, Friday", {"amount": -1, "unit": "day", "weekday": 4}),
        ("en", "on Friday evening", {"weekday": 4}),
        ("bn", "গতকাল", {"amount": -1, "unit": "day"}),
        ("bn", "দুই দিন আগে", {"amount": -2, "unit": "day"}),
        ("bn", "গতকাল শুক্রবার ভোরে", {"amount": -1, "unit": "day", "weekday": 4}),
        ("bn", "গত শুক্রবার", {"weekday": 4}),
        ("bn", "গত মাসের শেষ দিকে", {"amount": -1, "unit": "month", "part": "late"}),
        ("ar", "أمس", {"amount": -1, "unit": "day"}),
        ("ar", "أول أمس", {"amount": -2, "unit": "day"}),
        ("ar", "قبل ثلاثة أيام", {"amount": -3, "unit": "day"}),
        ("ar", "الأسبوع الماضي", {"amount": -1, "unit": "week"}),
        ("ar", "فجر الجمعة", {"weekday": 4}),
        ("ar", "قبل يومين", {"amount": -2, "unit": "day"}),
        ("en", "on Tuesday last week", {"weekday": 1, "amount": -1, "unit": "week"}),
        ("en", "on 3 June last year", {"month": 6, "day": 3, "amount": -1, "unit": "year"}),
        ("bn", "গত মাসের ১২ তারিখে", {"day": 12, "amount": -1, "unit": "month"}),
        ("bn", "দিন তিনেক আগে", {"amount": -3, "unit": "day"}),
    ],
)
def test_times_told_from_today(language: str, text: str, fields: dict[str, Any]) -> None:
    assert says(only(language, text)) == fields
    assert only(language, text).kind == "point"


@pytest.mark.parametrize(
    ("language", "text", "kind", "amount"),
    [
        ("en", "in the past 24 hours", "span", -24),
        ("en", "over the last two weeks", "span", -2),
        ("en", "for three hours", "duration", -3),
        ("bn", "গত ২৪ ঘণ্টায়", "span", -24),
        ("bn", "তিন ঘণ্টা ধরে", "duration", -3),
        ("ar", "خلال 24 ساعة الماضية", "span", -24),
        ("ar", "لمدة ثلاثة أيام", "duration", -3),
    ],
)
def test_stretches(language: str, text: str, kind: str, amount: int) -> None:
    expression = only(language, text)
    assert (expression.kind, expression.amount, expression.span) == (kind, amount, True)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "since Monday"),
        ("en", "since 2019"),
        ("en", "as of 5 June"),
        ("bn", "সোমবার থেকে"),
        ("bn", "২০১৯ সাল থেকে"),
        ("ar", "منذ الجمعة"),
        ("ar", "منذ عام 2011"),
    ],
)
def test_since(language: str, text: str) -> None:
    ((words, expression),) = found(language, text)
    assert (words, expression.kind) == (folded(text, load_pack(language, folded).fold_map), "since")


@pytest.mark.parametrize(
    ("language", "text", "years"),
    [
        ("en", "the second anniversary", 2),
        ("en", "two years after the killing of the general", 2),
        ("bn", "দ্বিতীয় মৃত্যুবার্ষিকী", 2),
        ("bn", "দুই বছর পূর্ণ হবে", 2),
        ("ar", "الذكرى الثانية", 2),
    ],
)
def test_anniversaries(language: str, text: str, years: int) -> None:
    assert (only(language, text).kind, only(language, text).amount) == ("anniversary", years)


@pytest.mark.parametrize(
    ("language", "text"), [("en", "the upcoming Friday"), ("bn", "আগামী শুক্রবার"), ("ar", "الجمعة المقبل")]
)
def test_what_is_to_come(language: str, text: str) -> None:
    assert only(language, text).future


@pytest.mark.parametrize(("language", "text"), [("en", "last Friday"), ("bn", "গত শুক্রবার"), ("ar", "الجمعة الماضي")])
def test_what_is_over(language: str, text: str) -> None:
    assert only(language, text).past


@pytest.mark.parametrize(
    ("language", "text", "far"),
    [
        ("en", "between 3 and 5 May 2023", {"day": 5}),
        ("en", "from 28 April to 2 May", {"month": 5, "day": 2}),
        ("en", "from Friday to Sunday", {"weekday": 6}),
        ("bn", "৩ থেকে ৫ মে", {"day": 5}),
        ("bn", "২৮ আগস্ট থেকে ২ সেপ্টেম্বর পর্যন্ত", {"month": 9, "day": 2}),
    ],
)
def test_ranges(language: str, text: str, far: dict[str, int]) -> None:
    expression = only(language, text)
    assert {
        k: v for k in ("year", "month", "day", "weekday") if (v := getattr(expression, f"to_{k}")) is not None
    } == far


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "he may go"),
        ("en", "march to the base"),
        ("en", "32 May"),
        ("en", "in 3000"),
        ("bn", "মেয়ে"),
        ("bn", "মে"),
    ],
)
def test_what_is_no_time(language: str, text: str) -> None:
    assert found(language, text) == []


def test_two_dates_are_two() -> None:
    assert [words for words, _ in found("en", "3 May 2024 and 4 June 2024")] == ["3 may 2024", "4 june 2024"]


@pytest.mark.parametrize("language", available())
@given(data=st.data())
def test_any_text_gives_times_in_order(language: str, data: st.DataObject) -> None:
    times: Any = load_pack(language, folded).times
    words = [*times["month"], *times["weekday"], *times["offset"], *times["unit"], "3", "2024", "-", "/", "\u200f"]
    text = " ".join(data.draw(st.lists(st.one_of(st.sampled_from(words), st.text(max_size=4)), max_size=12)))
    text = folded(text, load_pack(language, folded).fold_map)
    before = 0
    for expression in finder(language).find(text, cut(text)):
        assert before <= expression.start < expression.end <= len(text)
        before = expression.end


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("ar", "Verified accountMay 3, 2024 · Shared with Public غارة على القرية", "post"),
        ("ar", "غارة على القرية2:23 PM · May 3, 202454Views", "post"),
        ("bn", "হামলা — কেউ (@keu) May 3, 2024", "quoted"),
        ("en", "Attack — Somebody (@somebody) May 3, 2024", "quoted"),
    ],
)
def test_posts_say_when_they_were_written(language: str, text: str, kind: str) -> None:
    text = folded(text, load_pack(language, folded).fold_map)
    (stamp,) = finder(language).stamps(text)
    assert (stamp.kind, text[stamp.start : stamp.end]) == (kind, "may 3, 2024")
    assert (stamp.year, stamp.month, stamp.day) == (2024, 5, 3)


@pytest.mark.parametrize(
    ("language", "text", "days"),
    [
        ("en", "The town has been on edge since June 10, when gunmen killed three people in Cali.", ["2025-06-10"] * 2),
        (
            "ar",
            "قُتل مدني بقصف مدفعي على الأتارب، اليوم الأربعاء 8 أيار. وهو الأعنف منذ بداية العام الحالي 2024.",
            ["2024-05-08"] * 2,
        ),
        (
            "en",
            "A drone struck the refinery at Kstovo on Tuesday, its third fire this year.",
            ["2025-08-19"] * 2,
        ),
    ],
)
def test_day_of_the_attack(language: str, text: str, days: list[str]) -> None:
    published = None if language == "ar" else "2025-08-22"
    when = sakkhi.read(text, published=published, language=language).incidents[0].when
    assert when is not None
    assert [when.earliest.isoformat(), when.latest.isoformat()] == days


def test_the_year_of_a_murder_is_not_the_day_of_its_court() -> None:
    text = "কুমিল্লায় ২০১৯ সালে এক ব্যবসায়ীকে কুপিয়ে হত্যার দায়ে তিনজনকে মৃত্যুদণ্ড দিয়েছেন আদালত।"
    when = sakkhi.read(text, published="2025-08-22", language="bn").incidents[0].when
    assert when is not None
    assert when.earliest.year == 2019


def test_the_day_of_a_murder_case_is_not_the_murder() -> None:
    text = "পাবনায় গুলি করে এক শিক্ষার্থীকে হত্যা করা হয়। রোববার রাতে নিহত করিমের বাবা সদর থানায় হত্যা মামলা করেন।"
    incidents = sakkhi.read(text, published="2025-08-22", language="bn").incidents
    assert all(i.when is None or i.when.earliest.isoformat() != "2025-08-17" for i in incidents)
