"""Values in words, and quoted words that keep their order on a terminal and command nothing."""

import datetime as dt

import pytest

from sakkhi.cli.values import count_in_words, place_in_words, quoted, sections, when_in_words
from sakkhi.model.count import Count
from sakkhi.model.incident import (
    Attribution,
    ByType,
    Incident,
    IncidentEvidence,
    Method,
    Role,
    Stance,
    Target,
    TargetType,
)
from sakkhi.model.place import Place, PlacePrecision, Relation
from sakkhi.model.reading import ReaderVersion, Reading, ReportHeader
from sakkhi.model.span import Span
from sakkhi.model.when import Basis, TimePrecision, When


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (None, "not said"),
        (Count(0, 0), "none"),
        (Count(2, 2), "2"),
        (Count(2500, 2500, True), "about 2,500"),
        (Count(3, None), "at least 3"),
        (Count(None, 5), "up to 5"),
        (Count(3, 5), "3 to 5"),
    ],
)
def test_count_in_words(count: Count | None, words: str) -> None:
    assert count_in_words(count) == words


def test_when_and_where_in_words() -> None:
    week = When(dt.date(2022, 1, 1), dt.date(2022, 1, 7), TimePrecision.WEEK, Basis.INFERRED)
    assert when_in_words(week) == "2022-01-01 to 2022-01-07 (week, inferred)"
    base = Place("Ain al-Asad Air Base", "IRQ", 33.7856, 42.4412, PlacePrecision.SITE, Relation.NEAR)
    assert place_in_words(base) == "near Ain al-Asad Air Base, IRQ (33.79, 42.44; site)"
    assert place_in_words(Place("civilian infrastructure")) == "civilian infrastructure"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("দুটি ড্রোন", "“দুটি ড্রোন”"),
        ("طائرتين مسيرتين", "“\u2068طائرتين مسيرتين\u2069”"),
        ("two\n  drones", "“two drones”"),
        ("\x1b[31mred\u202e", "“[31mred”"),
        ("half \ud800", "“half”"),
    ],
)
def test_quoted(text: str, shown: str) -> None:
    assert quoted(text) == shown


def test_a_card_says_who_says_it_and_how_sure() -> None:
    span = Span(0, 6, "drones", "en:method.drone")
    attribution = Attribution("Iran-backed militias", None, "John Kirby", ByType.OFFICIAL, Stance.ASSESSES, (span,))
    incident = Incident(
        "i1",
        Role.FOCUS,
        Method.DRONE,
        munitions=Count(2, 2),
        targets=(Target(TargetType.MILITARY_PERSONNEL, "US forces", "United States"),),
        attributions=(attribution,),
        evidence=IncidentEvidence(method=(span,), munitions=(span,)),
    )
    reading = Reading(ReportHeader("r", "0", None, "en", None, None), ReaderVersion("sakkhi", "0"), (incident,))
    (section,) = sections(reading)
    assert section.title == "1 · drone · place not said · focus"
    told = {value.label: value.shown for value in section.values}
    assert told["who"] == "Iran-backed militias: assessed by John Kirby (official)"
    assert told["against"] == "military personnel (US forces) of United States"
    assert (told["with"], told["killed"], told["when"]) == ("2 munitions", "not said", "not said")
