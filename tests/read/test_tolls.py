"""Whose dead a report counts, and how many munitions it tells of."""

import pytest

import sakkhi


@pytest.mark.parametrize(
    ("language", "text", "killed"),
    [
        ("en", "Nine militants were killed in an attack on an army base at Mianwali.", None),
        ("en", "Jets bombed militants in Iraq after 12 soldiers died.", None),
        ("en", "Gunmen attacked a police station in Karachi; two officers and eight of the attackers were killed.", 2),
        ("ar", "هاجم مسلحون قاعدة للجيش فقتل جنديان وثمانية من المهاجمين.", 2),
    ],
)
def test_the_dead_of_the_attackers_and_of_what_was_answered_do_not_count(
    language: str, text: str, killed: int | None
) -> None:
    incident = sakkhi.read(text, language=language).incidents[0]
    assert (incident.killed.min if incident.killed is not None else None) == killed


def test_a_toll_that_rose_takes_the_place_of_the_one_told_before() -> None:
    text = (
        "A bomb killed two soldiers at a base in Arauca. A third has since died, bringing the number of dead to three."
    )
    (incident,) = sakkhi.read(text, language="en").incidents
    assert incident.killed is not None
    assert (incident.killed.min, incident.killed.max) == (3, 3)


def test_nobody_was_hurt_by_any_weapon_of_a_volley() -> None:
    text = "The navy shot down two missiles and three drones on Tuesday. There were no injuries."
    incidents = sakkhi.read(text, language="en", published="2024-01-10").incidents
    assert [i.killed.min if i.killed is not None else None for i in incidents] == [0, 0]


@pytest.mark.parametrize(
    ("text", "munitions"),
    [
        ("Warships shot down two cruise missiles and a ballistic missile over the Red Sea.", 3),
        ("A truck launched rockets at the base.", None),
    ],
)
def test_munitions(text: str, munitions: int | None) -> None:
    (incident,) = sakkhi.read(text, language="en").incidents
    assert (incident.munitions.min if incident.munitions is not None else None) == munitions


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The group has fired 27 missiles at Israel since the war in Gaza resumed on March 18."),
        ("ar", "منذ استئناف الحرب في 18 مارس أطلقت الجماعة 27 صاروخا على إسرائيل."),
    ],
)
def test_since_a_day_is_all_days_from_then(language: str, text: str) -> None:
    (incident,) = sakkhi.read(text, language=language, published="2025-05-05").incidents
    assert incident.when is not None
    assert (str(incident.when.earliest), str(incident.when.latest)) == ("2025-03-18", "2025-05-05")
