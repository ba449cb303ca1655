"""Where a report was written is not where the attack was, however the dateline is set; a local one may be."""

import pytest

import sakkhi

HEADS = [
    ("en", "WASHINGTON (AP) — "),
    ("en", "WASHINGTON, Jan 29 (Reuters) - "),
    ("en", "DUBAI/LONDON, Jan 10 — "),
    ("en", "Washington: "),
    ("en", "ISLAMABAD, Jan 3 (Xinhua) -- "),
    ("en", "KABUL, Afghanistan (AP) — "),
    ("en", "Our Correspondent, Cox's Bazar: "),
    ("en", "NEW YORK (Agencies) - "),
    ("bn", "ওয়াশিংটন, ২৯ জানুয়ারি (রয়টার্স): "),
    ("bn", "কক্সবাজার প্রতিনিধি: "),
    ("ar", "بيروت (رويترز) - "),
    ("ar", "واشنطن - (أ ف ب): "),
    ("ar", "بغداد – بيروت: "),
]
TOLD = {
    "en": "Three soldiers were killed in a drone attack on a base in Jordan on Monday.",
    "bn": "সোমবার জর্ডানের একটি ঘাঁটিতে ড্রোন হামলায় তিন সেনা নিহত হয়েছেন।",
    "ar": "قتل ثلاثة جنود يوم الاثنين في هجوم بطائرة مسيرة على قاعدة في الأردن.",
}


@pytest.mark.parametrize(("language", "head"), HEADS)
def test_a_dateline_is_not_where_it_was(language: str, head: str) -> None:
    told = sakkhi.read(head + TOLD[language], language=language, published="2024-01-30")
    assert [i.where.country for i in told.incidents if i.where] == ["JOR"]


@pytest.mark.parametrize(("head", "town"), [("BANNU: ", "Bannu"), ("KABUL (AP) — ", None)])
def test_a_town_is_where_its_correspondent_writes_of(head: str, town: str | None) -> None:
    told = sakkhi.read(f"{head}A roadside bomb killed four soldiers on Monday.", language="en", published="2024-01-30")
    assert [i.where and i.where.name for i in told.incidents] == [town]


def test_part_of_a_longer_name_is_no_province() -> None:
    told = sakkhi.read("Al-Shabaab fighters attacked an army camp at Adan Yabrow in Somalia on Monday.", language="en")
    assert [i.where and i.where.country for i in told.incidents] == ["SOM"]
