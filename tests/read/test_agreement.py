"""Which tellings are of one attack."""

from __future__ import annotations

import pytest

import sakkhi
from sakkhi.model.place import PlaceEntry, PlacePrecision
from sakkhi.read.whereabouts import Whereabouts, lie


def place(name: str, lat: float, lon: float, **more: object) -> PlaceEntry:
    given = {"country": "SYR", "precision": PlacePrecision.TOWN, "admin1": "p1"} | more
    return PlaceEntry(id=name, name=name, lat=lat, lon=lon, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("other", "lying"),
    [
        (place("a", 36.0, 36.0), Whereabouts.SAME),
        (place("b", 36.01, 36.0), Whereabouts.SAME),
        (place("b", 36.08, 36.0), Whereabouts.APART),
        (place("b", 36.4, 36.0), Whereabouts.APART),
        (place("b", 36.08, 36.0, population=900_000, precision=PlacePrecision.SITE), Whereabouts.WITHIN),
        (place("p1", 34.0, 38.0, precision=PlacePrecision.PROVINCE), Whereabouts.WITHIN),
        (place("b", 36.0, 36.0, country="TUR"), Whereabouts.APART),
    ],
)
def test_how_places_lie(other: PlaceEntry, lying: Whereabouts) -> None:
    assert lie(place("a", 36.0, 36.0), other) == lying


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("en", "A bomb killed 12 people in Quetta on Monday. The blast killed 12, a doctor in Karachi said.", 1),
        ("en", "Gunmen killed two in Quetta on Monday. Another was injured in the attack, police said.", 1),
        ("en", "Gunmen killed two in Quetta on Monday. Another bomb blast killed three in Karachi on Monday.", 2),
        ("ar", "قصفت المدفعية بلدة كنصفرة، فيما قصفت الطائرات مدينة سراقب. وقتل ثلاثة مدنيين.", 2),
        ("en", "Gunmen shot dead two men in Quetta, while a bomb in Karachi killed three people.", 2),
        ("ar", "أصيب طفل بقصف مدفعي على بلدة تقاد، بينما أصيب ثلاثة بقصف مدفعي على بلدة سراقب.", 2),
        ("bn", "রাতে কিরকুকের একটি ঘাঁটিতে পাঁচটি রকেট ছোড়া হয়। সকালে গ্যাসক্ষেত্রের ঘাঁটিতেও তিনটি রকেট এসে পড়ে।", 2),
        ("bn", "গত মে মাসে ভারত পাকিস্তানে ক্ষেপণাস্ত্র হামলা চালায়। জবাবে পাকিস্তানও পাল্টা হামলা চালায়।", 2),
        ("ar", "قصفت الهند مواقع في باكستان بالصواريخ. وردا على ذلك قصفت باكستان مواقع هندية.", 2),
        ("en", "On Monday Russia shelled and bombed several border towns in Ukraine.", 1),
        (
            "en",
            "A car bomb hit a base in Cali, killing six, hours after 12 officers died in a drone attack in Amalfi.",
            2,
        ),
        ("en", "A drone hit the airport in Port Sudan on Tuesday. Another struck storage tanks at the port.", 2),
        ("bn", "একটি ড্রোন জ্বালানি ডিপোতে আঘাত হেনেছে। আরেকটি আঘাত হেনেছে বন্দরের টার্মিনালে।", 2),
        ("ar", "أصابت مسيرة مستودع الوقود في مطار بورتسودان يوم الثلاثاء. وأصابت أخرى خزانات في الميناء.", 2),
        ("bn", "গতকাল পোর্ট সুদানের বিমানবন্দরে ড্রোন হামলা হয়েছে। ২ মে : দক্ষিণ প্রান্তের জ্বালানি ডিপোতে আঘাত।", 2),
        (
            "en",
            "A drone hit the power plant on Tuesday. Its shelter was built after the explosion of a unit in 1986.",
            1,
        ),
        ("ar", "شنت المقاتلات غارات جوية على مأرب والجوف وصعدة يوم الأحد.", 3),
        ("en", "Drones hit Rukban, al-Tanf and an Israeli naval base on Sunday.", 2),
        (
            "en",
            "Trade fell with Hamas' October 2023 attack on Israel and the subsequent offensive in Gaza.",
            2,
        ),
        (
            "en",
            "On Monday soldiers shot dead a boy in Tuqu. The court spoke of the attack on Israel on October 7, 2023.",
            2,
        ),
        ("bn", "সেনানিবাসের ফটকে বোমা বিস্ফোরণে দুই সেনা নিহত হন। এরপর দিনভর গোলাগুলি চলে।", 1),
        ("en", "A bomb killed two soldiers at the barracks in Bannu. Then gunmen opened fire on the guards.", 1),
        ("ar", "انفجرت عبوة ناسفة عند بوابة القاعدة وقتلت جنديين. ثم أطلق المسلحون النار على الحراس.", 1),
        ("bn", "পোর্ট সুদানে ড্রোন হামলা হয়েছে গতকাল। রোববার, ৪ মে : ওসমান দিগনা বিমানঘাঁটিতে একাধিক আত্মঘাতী ড্রোন।", 2),
    ],
)
def test_one_attack_or_two(language: str, text: str, count: int) -> None:
    assert len(sakkhi.read(text, published="2025-03-04", language=language).incidents) == count


def test_a_number_behind_an_attack_counts_those_whom_it_harmed() -> None:
    text = "সিডনিতে বন্দুক হামলায় ১৫ জন নিহত হন। সম্প্রতি সিরিয়ায় আইএসের হামলায় দুই মার্কিন সেনা নিহত হয়েছেন।"
    sydney, syria = sakkhi.read(text, language="bn").incidents
    assert sydney.killed is not None
    assert sydney.killed.min == 15
    assert syria.where is not None
    assert syria.where.country == "SYR"


def test_the_incident_told_to_have_happened_elsewhere_is_the_one_before_it() -> None:
    text = (
        "সেন্ট মার্টিন যাওয়ার পথে একটি ট্রলারে গুলি ছোড়া হয়েছে। গতকাল শনিবার নাফ নদের মোহনায় এ ঘটনা ঘটে। "
        "এর আগে ৫ জুন আরেক ট্রলারে গুলি করা হয়।"
    )
    days = [i.when.earliest.day for i in sakkhi.read(text, published="2024-06-09", language="bn").incidents if i.when]
    assert days == [8, 5]


@pytest.mark.parametrize(
    "said", ["recent attacks showed the need for care", "he knew how people were attacked in 1971"]
)
def test_a_mere_mention_is_no_incident(said: str) -> None:
    text = f"Minister opens school\n\nThe minister praised the teachers on Monday.\n\nHe said that {said}."
    assert not sakkhi.read(text, published="2025-05-08", language="en").incidents


def test_a_word_of_accident_hides_no_attack() -> None:
    text = "Judges refused to overturn a ruling on the attack on the French tanker off Yemen in 2002. A sailor drowned."
    assert len(sakkhi.read(text, language="en").incidents) == 1


def test_a_mass_killing_told_as_a_charge_is_an_attack() -> None:
    text = "জুলাইয়ে ঢাকায় গণহত্যার দায়ে সাবেক মন্ত্রীর বিরুদ্ধে মামলায় আজ শুনানি হয়েছে।"
    (incident,) = sakkhi.read(text, published="2025-12-17", language="bn").incidents
    assert incident.killed is not None
    assert incident.killed.min == 2
