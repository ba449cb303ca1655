"""A doer, a soft word of attack and what it struck tell of an attack, with no other word of one; nothing less does."""

import pytest

import sakkhi

STRUCK = [
    "Israel struck southern Lebanon.",
    "India struck three Pakistani air bases.",
    "US aircraft hit Houthi weapons stores in Sanaa.",
    "A US convoy was hit by a roadside bomb in southern Iraq.",
    "Warplanes dropped bombs on a school.",
]
NOTHING = [
    "India struck early when Australia batted first.",
    "China struck a deal with Germany on trade.",
    "The strike hit German airports for a second day.",
    "Washington hit Chinese goods with new tariffs.",
]


@pytest.mark.parametrize("text", STRUCK)
def test_a_strike_told_in_soft_words(text: str) -> None:
    assert [i.targets or i.where for i in sakkhi.read(text, language="en").incidents]


@pytest.mark.parametrize("text", NOTHING)
def test_soft_words_of_other_things(text: str) -> None:
    assert not sakkhi.read(text, language="en").incidents


def test_so_long_after_another_attack() -> None:
    told = sakkhi.read(
        "The Emirates intercepted two ballistic missiles over Abu Dhabi on Monday, the defence ministry said, a week"
        " after an attack on the same city killed three people.",
        language="en",
        published="2022-01-25",
    )
    (news, before) = told.incidents
    assert (news.role, news.outcome, news.killed) == ("focus", "intercepted", None)
    assert before.role == "background"
    assert before.killed is not None


CRASHES = [
    ("en", "Another student hurt in the Air Force fighter jet crash at a school in Uttara has been released."),
    ("bn", "প্রশিক্ষণের সময় যুদ্ধবিমান বিধ্বস্ত হয়ে দুই পাইলট নিহত হয়েছেন।"),
    ("ar", "قتل طياران في تحطم طائرة حربية خلال تدريب في حلب."),
]


@pytest.mark.parametrize(("language", "text"), CRASHES)
def test_a_crash_is_no_air_strike(language: str, text: str) -> None:
    assert not sakkhi.read(text, language=language).incidents
