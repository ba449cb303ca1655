"""How a headline or lead tells of an attack decides whether the attack is the news."""

from __future__ import annotations

import pytest

import sakkhi


@pytest.mark.parametrize(
    ("language", "text", "role"),
    [
        ("en", "Trader stabbed to death in Khulna\n\nA trader was stabbed to death in Khulna on Monday.", "focus"),
        ("en", "Air ambulance leaves\n\nA candidate who was shot on Friday left for Delhi on Monday.", "background"),
        (
            "en",
            "Mayor urges voters to stay calm\n\nThe shooting of a candidate in Khulna on Friday was part of a plot to "
            "stop the vote, the mayor said yesterday.",
            "background",
        ),
        (
            "en",
            "Oil prices rise after tanker attack\n\nOil prices rose after a missile hit a tanker off Aden.",
            "background",
        ),
        ("en", "Three held over murder\n\nPolice arrested three men over the murder of a trader.", "background"),
        (
            "en",
            "Checks stepped up\n\nPolice set up posts in Dhaka following a gun attack on a candidate.",
            "background",
        ),
        ("en", "Double murder: Suspect caught\n\nA maid stabbed two women to death in Khulna.", "background"),
        ("en", "Two stabbed to death in Khulna: police\n\nTwo men were stabbed to death in Khulna.", "focus"),
        ("bn", "খুলনায় ব্যবসায়ীকে কুপিয়ে হত্যা\n\nখুলনায় সোমবার এক ব্যবসায়ীকে কুপিয়ে হত্যা করেছে দুর্বৃত্তরা।", "focus"),
        (
            "en",
            "Attack on trader a plot: Minister\n\nThe minister said those behind the gun attack on a trader in Khulna "
            "must be found.",
            "background",
        ),
        (
            "en",
            "Market shooting suspects named\n\nMarket shooting suspects were named after gunmen shot a trader dead "
            "in Khulna in February.",
            "background",
        ),
        (
            "bn",
            "খুলনায় চাচাকে ছুরিকাঘাত, ভাতিজা আটক\n\nখুলনায় সোমবার চাচাকে ছুরিকাঘাত করেছেন তাঁর ভাতিজা।",
            "focus",
        ),
        ("bn", "ঘাঁটিতে হামলায় ৩ সেনা নিহত, দূতকে তলব\n\nবান্নুর ঘাঁটিতে সোমবার হামলায় তিন সেনা নিহত হয়েছেন।", "focus"),
        ("bn", "গুলির ঘটনায় গ্রেপ্তার ২\n\nখুলনায় ব্যবসায়ীকে গুলি করার ঘটনায় দুজনকে গ্রেপ্তার করা হয়েছে।", "background"),
    ],
)
def test_role_of_the_attack_in_the_lead(language: str, text: str, role: str) -> None:
    incidents = sakkhi.read(text, published="2025-03-04", language=language).incidents
    assert [str(i.role) for i in incidents] == [role]


def test_an_attack_of_the_day_before_that_closes_a_report_is_background() -> None:
    text = (
        "Drones hit refinery near Ryazan\n\nDrones hit a refinery near Ryazan on Wednesday. A tank burned for hours. "
        "The governor spoke of a fire. Nobody was hurt. Trains were late. Schools stayed closed. Prices rose.\n\n"
        "On Tuesday a drone struck a depot near Kursk."
    )
    incidents = sakkhi.read(text, published="2024-03-14", language="en").incidents
    assert [str(i.role) for i in incidents] == ["focus", "background"]


def test_examples_in_a_tally_are_background() -> None:
    text = (
        "Group counts deaths\n\nA total of 40 people were killed in 31 attacks in Khulna this year, a group said.\n\n"
        "On 2 March gunmen shot a trader dead in Jashore."
    )
    incidents = sakkhi.read(text, published="2025-03-04", language="en").incidents
    assert {str(i.role) for i in incidents} == {"background"}


def test_what_is_yet_to_be_done_is_no_news() -> None:
    text = "ষড়যন্ত্রের অভিযোগ নেতার\n\nনেতা বলেছেন, ওরা আমাদের কর্মীদের হত্যা করবে। গতকাল এক কর্মীকে গুলি করা হয়েছে।"
    incidents = sakkhi.read(text, published="2025-03-04", language="bn").incidents
    assert [str(i.role) for i in incidents] == ["threat", "background"]
