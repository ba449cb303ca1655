"""What passes which filter, how it is counted, and what a map shows of it, on either database."""

import datetime as dt
from itertools import pairwise
from typing import Any

import pytest

from sakkhi.collect.home import Home
from sakkhi.model.incident import Method, Outcome, Role, Stance
from sakkhi.model.marking import EVERYTHING, Marking
from sakkhi.model.place import PlacePrecision
from sakkhi.store import models
from sakkhi.store.around import around
from sakkhi.store.asked import Asked
from sakkhi.store.columns import OUTCOMES
from sakkhi.store.picture import Picture, Unit, choices, records
from tests.store.pictured import COUNTRY, PROVINCE, TOWN, ordinal, put

UNMARKED = Marking.AMBER_STRICT.rank  # of whoever may not see what is RED
WORLD = (-90.0, -180.0, 90.0, 180.0)


@pytest.fixture
def filled(collection: Home) -> dict[str, int]:
    return {
        "a": put("a", killed=3, claims=(("Band of the North", Stance.CLAIMS), ("Iran", Stance.SUSPECTS))),
        "b": put("b", 36.5, 44.5, on="2024-02-01", method=Method.ROCKET, outcome=Outcome.INTERCEPTED, language="ar"),
        "c": put("c", 23.8, 90.4, on="2023-12-31", country="BGD", language="bn", outlet="Our Paper", precision=TOWN),
        "d": put("d", None, None, on=None, method=Method.SHOOTING, outcome=Outcome.UNKNOWN),
        "history": put("history", role=Role.BACKGROUND),
        "summary": put("summary", repeats=20),
        "secret": put("secret", killed=50, marking=4),
    }


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, "a b c d secret"),
        ({"everything": True}, "a b c d history summary secret"),
        ({"since": dt.date(2024, 1, 10)}, "a b secret"),
        ({"until": dt.date(2024, 1, 10)}, "a c secret"),
        ({"since": dt.date(2024, 1, 11), "until": dt.date(2024, 1, 31)}, ""),
        ({"area": (36.2, 44.2, 37.0, 45.0)}, "b"),
        ({"area": (0.0, 170.0, 50.0, 50.0)}, "a b secret"),
        ({"near": (36.0, 44.0, 80.0)}, "a b secret"),
        ({"near": (36.0, 44.0, 60.0)}, "a secret"),
        ({"methods": frozenset({Method.ROCKET, Method.SHOOTING})}, "b d"),
        ({"outcomes": frozenset({Outcome.INTERCEPTED})}, "b"),
        ({"country": "BGD"}, "c"),
        ({"country": "XXX"}, ""),
        ({"language": "ar"}, "b"),
        ({"outlet": "Our Paper"}, "c"),
        ({"outlet": "Our"}, ""),
        ({"actor": "band of"}, "a"),
        ({"actor": "band", "stance": Stance.SUSPECTS}, ""),
        ({"stance": Stance.CLAIMS}, "a"),
        ({"killed": 3}, "a secret"),
        ({"harmed": 4}, "secret"),
        ({"disputed": True}, ""),
    ],
)
def test_filters(filled: dict[str, int], asked: dict[str, Any], found: str) -> None:
    rows = Picture(Asked(**asked), EVERYTHING).page(1, 100)
    assert {name for name, row in filled.items() if row in rows} == set(found.split())


def test_counts_and_what_is_hidden(filled: dict[str, int]) -> None:
    seen = Picture(Asked(), UNMARKED).seen()
    assert (seen.count, seen.killed, seen.nowhere) == (4, 3, 1)
    assert seen.methods == {Method.DRONE: 2, Method.ROCKET: 1, Method.SHOOTING: 1}
    assert seen.outcomes[Outcome.HIT] == 2
    assert (seen.first, seen.last) == (ordinal("2023-12-31"), ordinal("2024-02-01"))
    assert all(spot.killed < 50 for spot in Picture(Asked(), UNMARKED).spots(3, WORLD))


def test_what_changed_is_seen_at_once(filled: dict[str, int]) -> None:
    assert Picture(Asked(), EVERYTHING).seen().count == 5
    put("new")
    assert Picture(Asked(), EVERYTHING).seen().count == 6


def test_an_empty_store(collection: Home) -> None:
    picture = Picture(Asked(actor="x", language="bn", near=(1.0, 1.0, 5.0)), EVERYTHING)
    assert picture.seen().count == 0
    assert picture.spots(3, WORLD) == []
    assert picture.bars(700_000, 700_010)[1][0].outcomes == (0,) * len(OUTCOMES)
    assert around([(1.0, 1.0, [5.0])], dt.date(2024, 1, 1), 30, 365, EVERYTHING)[0][0].count == 0
    assert choices(5, EVERYTHING) == ([], [], [])


def test_the_list_has_the_newest_first_and_those_without_a_day_last(filled: dict[str, int]) -> None:
    picture = Picture(Asked(), UNMARKED)
    assert picture.page(1, 10) == [filled[name] for name in "bacd"]
    assert picture.page(2, 3) == [filled["d"]]
    assert picture.page(1, 10, (30.0, 40.0, 40.0, 50.0)) == [filled["b"], filled["a"]]
    assert records([filled["a"]], EVERYTHING)[filled["a"]].id == "a"


@pytest.mark.parametrize(
    ("until", "unit", "count"),
    [
        ("2024-01-31", Unit.DAY, 31),
        ("2024-12-29", Unit.WEEK, 52),
        ("2027-12-31", Unit.MONTH, 48),
        ("2060-01-01", Unit.YEAR, 37),
    ],
)
def test_the_time_line_covers_its_days_once(filled: dict[str, int], until: str, unit: Unit, count: int) -> None:
    found, bars = Picture(Asked(), EVERYTHING).bars(ordinal("2024-01-01"), ordinal(until))
    assert (found, len(bars)) == (unit, count)
    assert bars[0].first == ordinal("2024-01-01")
    assert bars[-1].last == ordinal(until)
    assert all(a.last + 1 == b.first for a, b in pairwise(bars))
    hits = sum(bar.outcomes[OUTCOMES.index(Outcome.HIT)] for bar in bars)
    assert hits == 2


def test_near_ones_are_one_symbol_until_one_looks_closer(filled: dict[str, int]) -> None:
    picture = Picture(Asked(), UNMARKED)
    far = {spot.count: spot for spot in picture.spots(3, WORLD)}
    assert set(far) == {1, 2}
    assert far[2].outcomes[OUTCOMES.index(Outcome.INTERCEPTED)] == 1
    assert (far[2].newest, far[2].alike) == (filled["b"], False)
    assert far[1].precision == PlacePrecision.TOWN
    close = picture.spots(10, (35.0, 43.0, 37.0, 45.0))
    assert sorted(spot.newest for spot in close) == [filled["a"], filled["b"]]


def test_ones_at_one_place_stay_one_symbol(filled: dict[str, int]) -> None:
    put("e")
    spots = Picture(Asked(), UNMARKED).spots(18, WORLD)
    assert [spot.alike for spot in spots if spot.count == 2] == [True]


def test_what_is_known_of_a_country_alone_is_the_countrys(filled: dict[str, int]) -> None:
    put("e", 33.0, 44.0, precision=COUNTRY)
    put("f", 33.0, 44.0, precision=COUNTRY)
    spots = Picture(Asked(), UNMARKED).spots(3, WORLD)
    assert [(s.count, s.country) for s in spots if s.precision == COUNTRY] == [(2, "IRQ")]


def test_rings_count_what_is_surely_within(filled: dict[str, int]) -> None:
    put("wide", 36.0, 44.1, precision=PROVINCE)
    places = [(36.0, 44.0, [80.0, 20.0]), (0.0, 0.0, [10.0])]
    (small, large), (none,) = around(places, dt.date(2024, 2, 10), 30, 365, UNMARKED, 5)
    assert none.count == 0
    assert (small.km, small.count, small.rough, small.killed) == (20.0, 1, 1, 3)
    assert large.outcomes == {Method.DRONE: {Outcome.HIT: 1}, Method.ROCKET: {Outcome.INTERCEPTED: 1}}
    assert large.newest == (filled["b"], filled["a"])
    assert (large.recent, large.before) == (1, 1)
    assert large.before_days == ordinal("2024-01-11") - ordinal("2023-12-30")
    assert small.last == ordinal("2024-01-10")


def test_choices_are_those_told_most(filled: dict[str, int]) -> None:
    actors, outlets, languages = choices(1, EVERYTHING)
    assert actors == ["Band of the North"]
    assert outlets == ["The Example"]
    assert languages == ["ar", "bn", "en"]


def test_queries_do_not_grow_with_what_is_there(filled: dict[str, int]) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            picture = Picture(Asked(), EVERYTHING)
            records(picture.page(1, 50), EVERYTHING)
            picture.spots(4, WORLD)
        return len(seen)

    queries()
    before = queries()
    for number in range(30):
        put(f"more-{number}", 10.0 + number, 20.0)
    queries()
    assert queries() == before == 2


def test_rows_that_were_there_before_are_filled_in(collection: Home) -> None:
    import importlib

    from django.apps import apps

    row = put("old")
    models.Incident.objects.filter(id=row).update(precision="", languages="", outlets="")
    models.Edition.objects.all().delete()
    importlib.import_module("sakkhi.store.migrations.0008_picture").fill(apps, None)
    found = models.Incident.objects.get(id=row)
    assert (found.precision, found.languages, found.outlets) == ("site", "en", "The Example")
