"""How often a source was first, alone or contradicted, counting independent voices."""

import datetime as dt

import pytest

from sakkhi.assess import assess
from sakkhi.assess.sources import Standing, standings
from sakkhi.model.count import Count
from sakkhi.model.incident import Method, Outcome
from sakkhi.model.telling import Telling
from tests.link.making import ERBIL, day, telling

A, B, C = "daily", "post", "wire"
DAY = dt.datetime(2022, 1, 5, tzinfo=dt.UTC)


def of(*tellings: Telling, hours: dict[str, int] | None = None) -> dict[str, Standing]:
    """The standings over one incident; a report's id begins with its source's first letter."""
    source = {t.key: next(name for name in (A, B, C) if name[0] == t.report[0]) for t in tellings}
    moment = {f"{report}#i1": DAY + dt.timedelta(hours=hour) for report, hour in (hours or {}).items()}
    return standings([assess("x", tellings)], source, moment)


def test_who_tells_alone_was_neither_first_nor_contradicted() -> None:
    assert of(telling("d1"), telling("d2", method=Method.ROCKET)) == {A: Standing(1, alone=1)}


def test_who_tells_before_all_others_was_first() -> None:
    found = of(telling("d", published="2022-01-05"), telling("p", published="2022-01-06"))
    assert (found[A].first, found[B].first) == (1, 0)


@pytest.mark.parametrize(
    ("hours", "first"),
    [({}, None), ({"d": 8, "p": 9}, A), ({"d": 9, "p": 8}, B), ({"d": 8}, None), ({"d": 9, "p": 9}, None)],
)
def test_on_one_day_the_moment_decides_and_without_it_nobody_was(hours: dict[str, int], first: str | None) -> None:
    found = of(telling("d"), telling("p"), hours=hours)
    assert [name for name, one in found.items() if one.first] == ([first] if first else [])


def test_a_report_without_a_day_may_have_been_before_all() -> None:
    assert not any(one.first for one in of(telling("d", published=None), telling("p")).values())


def test_copies_of_one_voice_are_neither_alone_nor_a_contradiction() -> None:
    found = of(telling("d", copies="1", killed=2), telling("p", copies="1", killed=3))
    assert found == {A: Standing(1, copied=1), B: Standing(1, copied=1)}


def test_who_adds_words_of_its_own_is_no_copy() -> None:
    found = of(telling("d", copies="1"), telling("p1", copies="1"), telling("p2"), telling("w"))
    assert [name for name, one in found.items() if one.copied] == [A]


@pytest.mark.parametrize(
    "other",
    [
        telling("p", method=Method.ROCKET),
        telling("p", outcome=Outcome.HIT),
        telling("p", where=ERBIL),
        telling("p", when=day("2022-02-04")),
        telling("p", killed=4),
    ],
)
def test_a_value_that_excludes_anothers_contradicts_both(other: Telling) -> None:
    found = of(telling("d", killed=2), other, telling("w", killed=Count(1, None), when=day("2022-01-01", "2022-03-01")))
    assert (found[A].contradicted, found[B].contradicted) == (1, 1)


def test_a_value_within_anothers_contradicts_nobody() -> None:
    found = of(telling("d", killed=2), telling("p", killed=Count(1, None)))
    assert not any(one.contradicted for one in found.values())


def test_a_toll_of_a_later_day_is_a_later_toll() -> None:
    found = of(telling("d", killed=2), telling("p", killed=9, published="2022-01-07"))
    assert not any(one.contradicted for one in found.values())


def test_summaries_count_for_none() -> None:
    record = assess("x", [telling("d")], [telling("p", repeats=4)])
    assert standings([record], {"d#i1": A, "p#i1": B}, {}) == {A: Standing(1, alone=1)}


def test_what_the_asker_may_not_see_and_what_is_no_source_s() -> None:
    record = assess("x", [telling("d"), telling("p", published="2022-01-04")])
    assert standings([record], {"d#i1": A}, {}) == {A: Standing(1, alone=1)}
    assert standings([record], {"d#i1": A, "p#i1": ""}, {}) == {A: Standing(1)}
