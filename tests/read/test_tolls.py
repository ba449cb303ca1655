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
    ("language", "text", "killed"),
    [
        ("en", "At least four of the 25 people on board were killed when drones struck the ship.", (4, None)),
        (
            "en",
            "More than 20 killed in Idlib air strike\n\nAn air strike on Idlib killed 22 people on Monday.",
            (22, 22),
        ),
        ("en", "A bomb killed two men in Kano. Police said three had died in the Kano bombing.", (2, 2)),
        ("en", "Bombs killed 30 people in Kano. The hospital counted 60 killed in the bombing.", (30, 60)),
        ("ar", "أصاب هجوم صاروخي معسكرا في مأرب. وقال مسؤولون إن الهجوم أدى إلى مقتل 25 جنديا.", (25, 25)),
        ("en", "The death toll from the attack on a convoy in Borno has risen from 23 to 35.", (35, 35)),
        ("en", "2 Assam Rifles jawans killed in Manipur ambush. Their families mourned the dead.", (2, 2)),
        ("ar", "انفجرت عبوة لدى مرور سيارة يستقلها شخصان ما أسفر عن مقتل أحدهما وإصابة الآخر بجروح.", (1, 1)),
        ("en", "Over a dozen people were feared dead as bandits attacked Zurmi.", (12, None)),
        ("en", "No fewer than 20 persons have been killed by suspected herdsmen in Benue.", (20, None)),
        ("en", "Scores of residents were killed when gunmen invaded the village.", (40, None)),
        ("bn", "হামলায় আহত একজন হাসপাতালে মারা গেছেন। এ নিয়ে হামলায় মৃতের সংখ্যা দাঁড়াল তিনে।", (3, 3)),
        ("bn", "জেনারেল করিম হত্যার প্রতিশোধে ঘাঁটিতে ক্ষেপণাস্ত্র ছুড়েছে ইরান।", None),
    ],
)
def test_which_number_is_the_toll(language: str, text: str, killed: tuple[int, int | None] | None) -> None:
    told = sakkhi.read(text, language=language).incidents[0].killed
    assert (None if told is None else (told.min, told.max)) == killed


@pytest.mark.parametrize(
    ("text", "munitions"),
    [
        ("Two wounded as rockets hit the airport of Kirkuk.", None),
        ("Some 70 drone attacks on bases in Iraq have been claimed since then.", None),
        ("Another drone hit the refinery on Monday.", 1),
        ("A car bomb went off outside the base, killing two soldiers.", 1),
        ("Two guards were wounded when militants detonated a bomb in Bingol.", 1),
        ("Gunmen with a grenade shot dead two policemen in Kano.", None),
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
