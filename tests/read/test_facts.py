"""Designations and missions are told in every order and by any verb."""

import pytest

import sakkhi

ATTACK = {  # so that the report is worth reading
    "en": "Rebels shelled the town of Gao. ",
    "bn": "বিদ্রোহীরা গাও শহরে গোলাবর্ষণ করে। ",
    "ar": "قصف المتمردون مدينة غاو. ",
}

DESIGNATED = [
    ("en", "The United States branded Hezbollah a foreign terrorist organization in 1997."),
    ("en", "Hezbollah has been on Washington's list of foreign terrorist organizations since 1997."),
    ("en", "In 1997 Hezbollah was put on the United States' list of foreign terrorist organizations."),
    ("bn", "যুক্তরাষ্ট্র ১৯৯৭ সালে হিজবুল্লাহকে বিদেশি সন্ত্রাসী সংগঠনের তকমা দেয়।"),
    ("bn", "১৯৯৭ সাল থেকে হিজবুল্লাহ যুক্তরাষ্ট্রের বিদেশি সন্ত্রাসী সংগঠনের তালিকায় আছে।"),
    ("ar", "أدرجت الولايات المتحدة حزب الله على لائحة المنظمات الإرهابية الأجنبية عام 1997."),
]
CHANGED = [
    ("en", "The US mission in Iraq has shifted from combat to advising the Iraqi security forces."),
    ("en", "In Iraq the American combat mission has given way to one of advising and assisting Iraqi forces."),
    ("bn", "ইরাকে মার্কিন মিশন আর যুদ্ধের নয়, এখন তা ইরাকি নিরাপত্তা বাহিনীকে পরামর্শ ও সহায়তার মিশন।"),
    ("bn", "যুক্তরাষ্ট্র ইরাকে যুদ্ধ মিশনের সমাপ্তি টেনেছে; এখন তারা ইরাকি বাহিনীকে পরামর্শ ও সহায়তা দেয়।"),
    ("ar", "تحولت المهمة الأمريكية في العراق من مهمة قتالية إلى تقديم المشورة والمساعدة."),
]


@pytest.mark.parametrize(("language", "text"), DESIGNATED)
def test_designations(language: str, text: str) -> None:
    (fact,) = sakkhi.read(ATTACK[language] + text, language=language).facts
    assert (fact.kind, fact.subject) == ("designation", "Hezbollah")
    assert fact.object == "foreign terrorist organization (by United States)"
    assert fact.when is not None
    assert fact.when.earliest.year == 1997


@pytest.mark.parametrize(("language", "text"), CHANGED)
def test_missions(language: str, text: str) -> None:
    facts = sakkhi.read(ATTACK[language] + text, language=language).facts
    assert [(f.kind, f.subject) for f in facts] == [("mission_change", "United States")]
