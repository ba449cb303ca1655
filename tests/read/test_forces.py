"""Forces are told in every order: the number, the people, whose they are, and where."""

import pytest

import sakkhi

ATTACK = {  # so that the report is worth reading
    "en": "Rebels shelled the town of Gao. ",
    "bn": "বিদ্রোহীরা গাও শহরে গোলাবর্ষণ করে। ",
    "ar": "قصف المتمردون مدينة غاو. ",
}

TOLD = {
    "en": [
        "The United States keeps about 2,500 troops in Iraq.",
        "About 2,500 US troops are in Iraq.",
        "In Iraq there are 2,500 American service personnel.",
        "The United States still has 2,500 of its soldiers stationed in Iraq.",
        "The number of US troops in Iraq is about 2,500.",
    ],
    "bn": [
        "যুক্তরাষ্ট্রের প্রায় ২৫০০ সেনা ইরাকে মোতায়েন আছে।",
        "ইরাকে বর্তমানে আড়াই হাজার মার্কিন সেনা রয়েছে।",
        "ইরাকে এই মুহূর্তে মার্কিন সেনার সংখ্যা প্রায় আড়াই হাজার।",
        "ইরাকে মোতায়েন রয়েছে ২ হাজার ৫০০ মার্কিন সেনা।",
    ],
    "ar": [
        "وللولايات المتحدة حاليا نحو 2500 جندي في العراق.",
        "ينتشر نحو 2500 جندي أمريكي في العراق.",
    ],
}


@pytest.mark.parametrize(("language", "text"), [(code, text) for code, texts in TOLD.items() for text in texts])
def test_forces_in_any_order(language: str, text: str) -> None:
    forces = sakkhi.read(ATTACK[language] + text, language=language).forces
    assert [(f.actor, f.count.min, f.place and f.place.country) for f in forces] == [("United States", 2500, "IRQ")]


def test_a_number_alone_counts_the_people_told_of_before() -> None:
    text = (
        "Have American forces left Iraq? They have not. Some 2,500 remain in Iraq. About 1,000 serve in two countries."
    )
    forces = sakkhi.read(ATTACK["en"] + text, language="en").forces
    assert [(f.actor, f.count.min) for f in forces] == [("United States", 2500), ("United States", 1000)]
    assert forces[1].place is not None
    assert forces[1].place.country is None


@pytest.mark.parametrize(
    "text",
    ["Gunmen killed 12 soldiers in Mali.", "Two drones were seen in Iraq.", "The army said 300 rebels surrendered."],
)
def test_the_harmed_and_weapons_are_no_force(text: str) -> None:
    assert sakkhi.read(ATTACK["en"] + text, language="en").forces == ()
