"""What a page shows around a report: teasers, doubles and comments are not read."""

from __future__ import annotations

import pytest

import sakkhi

BODY = (
    "Gunmen attack police post in Quetta\n\n"
    "Gunmen attacked a police post in Quetta on Monday and killed two policemen, officials said.\n\n"
    "The attackers fled on motorcycles. Police have begun a search of the area.\n\n"
)


def methods(text: str) -> list[str]:
    return [str(i.method) for i in sakkhi.read(text, published="2025-03-04", language="en").incidents]


@pytest.mark.parametrize(
    "below",
    [
        "Bomb blast kills nine in Kabul market\n\nRelated\n\nRocket attack on airport in Aden\n\nMore news",
        "Read next\n\nDrone strike on refinery in Baiji",
        "All reactions: 12 Comment Most relevant Ali Khan they bombed the market in Kabul and killed nine people",
    ],
)
def test_what_stands_below_the_report_is_not_read(below: str) -> None:
    assert methods(BODY + below) == methods(BODY)


@pytest.mark.parametrize(
    ("language", "link"),
    [
        ("en", "Read more: Bomb kills nine in Kabul market"),
        ("bn", "আরও পড়ুনকাবুলে বোমা হামলায় নিহত ৯১৬ ডিসেম্বর ২০২৫ "),
        ("ar", "اقرأ أيضاً: مقتل تسعة بتفجير في سوق كابل"),
    ],
)
def test_a_link_in_the_midst_of_a_report_is_not_read(language: str, link: str) -> None:
    own = {
        "en": "Gunmen shot a policeman dead in Quetta.",
        "bn": "কোয়েটায় গুলিতে এক পুলিশ নিহত হয়েছেন।",
        "ar": "قتل شرطي برصاص مسلحين في كويتا.",
    }[language]
    reading = sakkhi.read(f"{own}\n\n{link}\n\n{own}", language=language)
    assert [str(i.method) for i in reading.incidents] == ["shooting"]


def test_a_paragraph_cut_short_is_not_read_beside_the_whole() -> None:
    whole = "Two people were killed when a car bomb exploded outside a mosque in Herat on Friday."
    assert methods(f"{whole[:60].rsplit(' ', 1)[0]}...\n\n{whole}\n\n{whole}") == ["vehicle_bomb"]


def test_a_heading_with_a_full_date_dates_the_bulletin() -> None:
    text = (
        "Events of Tuesday, 26 July 2022\n\nMilitants shelled a village near Aleppo.\n\nGunmen shot a man dead in Homs."
    )
    days = [i.when.earliest.isoformat() for i in sakkhi.read(text, language="en").incidents if i.when]
    assert days == ["2022-07-26", "2022-07-26"]


def test_a_list_under_a_heading_is_the_report() -> None:
    text = "Two attacks, police said on Monday:\n\n- a bomb exploded in Kabul\n\n- gunmen shot dead a man in Herat"
    assert sorted(methods(text)) == ["bombing", "shooting"]


@pytest.mark.parametrize(
    "head", ["Post\n\nقناة حلب@aleppo_24", "شبكة حلب\n\nشبكة حلبJune 10, 2025 · Shared with Public"]
)
def test_the_name_of_a_sender_is_no_place(head: str) -> None:
    reading = sakkhi.read(f"{head}قصف مدفعي على مدينة سرمين شرقي إدلب", language="ar")
    assert [i.where.name for i in reading.incidents if i.where] == ["Sarmīn"]
