"""Place names in texts: which words are places, and which of the namesakes each is."""

from __future__ import annotations

import pytest

import sakkhi
from sakkhi.model.gazetteer import ResolvedPlace
from sakkhi.model.words import cut
from sakkhi.read.fold import fold
from sakkhi.resolve.namesakes import choose_places
from sakkhi.run import knowledge


def read(text: str, language: str = "en", *, demonyms: bool = False) -> list[tuple[str, ResolvedPlace]]:
    known = knowledge(language)
    folded = fold(text, known.reader.pack.fold_map)
    tokens = known.reader.analyser.tokens(folded, text, cut(folded.text))
    marks = known.places.find(tokens)
    found = choose_places(marks, frozenset(), demonyms=demonyms)
    return [(text[slice(*folded.origin(p.mark.start, p.mark.end))], p) for p in found]


def entry(text: str, name: str, language: str = "en") -> str:
    places = {words: place.entry for words, place in read(text, language)}
    return f"{places[name].name} {places[name].country} {places[name].admin1}"


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("A blast hit Paris on Monday, the French police said.", "Paris", "Paris FRA admin:fr-11"),
        ("A man was shot in Paris, Texas, late on Monday.", "Paris", "Paris USA admin:us-tx"),
        ("GLASGOW, Ky. - A house burned down.", "GLASGOW", "Glasgow USA admin:us-ky"),
        ("Officers in Atlanta, Georgia, fired shots.", "Georgia", "Georgia USA admin:us-ga"),
        ("Troops left Tbilisi, the capital of Georgia.", "Georgia", "Georgia GEO "),
        ("A base in western Iraq's Anbar province was shelled.", "Anbar province", "Anbar IRQ admin:iq-anbar"),
        ("Fighting in Guildford, Surrey, UK went on.", "Surrey", "Surrey GBR admin:gb-eng"),
    ],
)
def test_a_namesake_is_chosen_by_what_the_text_says(text: str, name: str, expected: str) -> None:
    assert entry(text, name) == expected


@pytest.mark.parametrize(
    ("text", "language", "absent"),
    [
        ("বগুড়ার ধুনট উপজেলার মোহনপুর গ্রামে এক নারী খুন হন।", "bn", "মোহনপুর"),
        ("দিনাজপুরের বিরামপুরে মোহনপুর গ্রামে সংঘর্ষ।", "bn", "মোহনপুর"),
    ],
)
def test_a_village_is_no_area_elsewhere_of_its_name(text: str, language: str, absent: str) -> None:
    assert absent not in [words for words, _ in read(text, language)]


def test_a_strike_by_a_state_puts_no_town_in_it() -> None:
    assert (
        entry("القصف الإسرائيلي على بلدة بيت جن بريف دمشق في سوريا.", "بيت جن", "ar")
        == "Beit Jinn SYR admin:sy-rif-dimashq"
    )


def test_a_city_by_an_old_name_yields_to_the_town_of_that_name() -> None:
    assert entry("A drone hit a house in Caesarea, Israel.", "Caesarea").startswith("Caesarea ISR")


def test_a_small_town_is_not_meant_by_the_name_of_a_region() -> None:
    assert entry("Officials in Washington and Texas spoke of the Middle East.", "Middle East") == "Middle East  "


@pytest.mark.parametrize(
    "text",
    [
        "Georgia Stevens came first. Georgia has skated for years.",
        "Hope and justice were demanded in August.",
        "His father said that it was OK.",
        "the paris of our dreams",
    ],
)
def test_people_and_plain_words_are_no_places(text: str) -> None:
    assert read(text) == []


def test_an_office_after_a_name_leaves_it_a_place() -> None:
    assert [words for words, _ in read("Danbury Police, Connecticut, arrested a man in Texas.")][-1] == "Texas"
    assert "Kentucky" in [words for words, _ in read("Kentucky State Police said that nobody was hurt.")]


def test_a_demonym_is_a_place_only_where_asked_for() -> None:
    text = "Turkish soldiers fired."
    assert read(text) == []
    assert [p.entry.country for _, p in read(text, demonyms=True)] == ["TUR"]


@pytest.mark.parametrize(("state", "area"), [("كارولاينا الشمالية", "admin:us-nc"), ("جورجيا", "admin:us-ga")])
def test_a_name_only_heard_lies_where_the_comma_behind_it_says(state: str, area: str) -> None:
    text = f"قتل خمسة أشخاص في انفجار قنبلة في بلدة ريدسفيل، {state}، الثلاثاء."
    assert entry(text, "ريدسفيل", "ar") == f"Reidsville USA {area}"


def test_losers_are_kept_with_scores() -> None:
    ((_, place),) = read("A blast hit London on Monday.")
    assert place.entry.country == "GBR"
    assert {e.country for e, _ in place.losers} >= {"CAN"}
    assert all(score <= place.score for _, score in place.losers)


def test_a_text_without_names_has_no_places() -> None:
    assert read("") == []
    assert read("nothing happened here.") == []


def test_a_district_lies_where_its_seat_does() -> None:
    place = sakkhi.read("Gunmen shot dead two men in Satkhira on Monday.", language="en").incidents[0].where
    assert place is not None
    assert (round(place.lat or 0, 1), round(place.lon or 0, 1)) == (22.7, 89.1)


def test_a_name_of_a_district_and_its_division_is_the_districts() -> None:
    place = sakkhi.read("বরিশালে দুর্বৃত্তদের গুলিতে দুজন নিহত হয়েছেন।", language="bn").incidents[0].where
    assert place is not None
    assert (round(place.lat or 0, 1), round(place.lon or 0, 1)) == (22.7, 90.4)


@pytest.mark.parametrize(
    ("text", "language", "part"),
    [
        ("Rockets hit a camp in northern Syria on Sunday.", "en", "Northern Syria"),
        ("Gunmen burned a village in north-eastern Nigeria.", "en", "Northeastern Nigeria"),
        ("নাইজেরিয়ার উত্তর-পূর্বাঞ্চলে একটি গ্রামে হামলা হয়।", "bn", "Northeastern Nigeria"),
        ("سقط صاروخ في غربي السودان.", "ar", "Western Sudan"),
    ],
)
def test_a_part_of_a_country_is_a_place_of_its_own(text: str, language: str, part: str) -> None:
    assert [place.entry.name for _, place in read(text, language)] == [part]


def test_a_small_word_of_place_begins_no_name_by_itself() -> None:
    assert [words for words, _ in read("They went to the north of Lyon and the northern Red Sea.")] == [
        "Lyon",
        "Red Sea",
    ]
