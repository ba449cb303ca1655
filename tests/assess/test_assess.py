"""The record of an incident, from its tellings."""

import msgspec
import pytest

from sakkhi.assess import assess
from sakkhi.model.count import Count, exactly
from sakkhi.model.incident import ByType, Method, Outcome, Stance
from sakkhi.model.record import Change, ClaimKind
from sakkhi.model.telling import Telling
from sakkhi.model.when import DaySaid, When
from tests.link.making import ASAD, ERBIL, IRAQ, day, said, telling


def test_the_value_of_the_most_voices_comes_first_and_copies_are_one_voice() -> None:
    record = assess(
        "x",
        [
            telling("a", method=Method.ROCKET, copies="wire"),
            telling("b", method=Method.ROCKET, copies="wire"),
            telling("c", method=Method.DRONE),
            telling("d", method=Method.DRONE),
        ],
    )
    assert [(h.value, h.voices) for h in record.method] == [(Method.DRONE, 2), (Method.ROCKET, 1)]
    assert record.voices == 3
    assert "method" in record.disputed


def test_a_wider_place_speaks_for_a_narrower_one() -> None:
    record = assess("x", [telling("a", where=IRAQ), telling("b", where=IRAQ), telling("c", where=ASAD)])
    assert record.where[0].value == ASAD
    assert "where" not in record.disputed


def test_places_that_exclude_each_other_are_a_dispute() -> None:
    assert "where" in assess("x", [telling("a"), telling("b", where=ERBIL)]).disputed


def test_the_latest_toll_comes_first_and_the_range_holds_all() -> None:
    record = assess(
        "x",
        [
            telling("a", killed=2, published="2022-01-05"),
            telling("b", killed=5, published="2022-01-07"),
            telling("c", killed=Count(3, None), published="2022-01-06"),
        ],
    )
    assert record.killed[0].value == Count(5, 5)
    assert record.killed_range == Count(2, None)
    assert "killed" in record.disputed


def test_the_shortest_stretch_that_all_speak_for_comes_first() -> None:
    record = assess("x", [telling("a", when=day("2022-01-01", "2022-01-07")), telling("b", when=day("2022-01-04"))])
    assert record.when[0].value == day("2022-01-04")
    assert not record.disputed


def first_day(*tellings: Telling) -> When | None:
    held = assess("x", tellings).when
    return held[0].value if held else None


def test_no_attack_is_after_the_first_report_of_it() -> None:
    early = telling("a", when=day("2022-01-04"), published="2022-01-05")
    late = [telling(n, when=day("2022-01-08"), published="2022-01-09") for n in "bc"]
    assert first_day(early, *late) == day("2022-01-04")


def test_a_weekday_speaks_for_a_day() -> None:
    told = [telling("a", when=day("2022-01-03")), telling("b", when=day("2022-01-04"))]
    assert first_day(*told) == day("2022-01-03")
    assert first_day(*told, telling("c", day_said=DaySaid(weekday=1))) == day("2022-01-04")


@pytest.mark.parametrize(
    ("said", "published", "expected"),
    [
        (DaySaid(weekday=1), "2022-01-06", "2022-01-04"),
        (DaySaid(weekday=3), "2022-01-06", "2022-01-06"),
        (DaySaid(month=12, day=24), "2022-01-06", "2021-12-24"),
        (DaySaid(month=8, day=2), "2023-01-06", "2022-08-02"),
        (DaySaid(month=3, day=2), "2023-01-06", None),
        (DaySaid(weekday=1), None, None),
    ],
)
def test_where_nobody_tells_a_day_it_is_reckoned_from_the_first_report(
    said: DaySaid, published: str | None, expected: str | None
) -> None:
    undated = msgspec.structs.replace(telling("a").incident, when=None)
    other = msgspec.structs.replace(telling("a", published=published), incident=undated)
    found = first_day(other, telling("b", day_said=said, published=None))
    assert (found.earliest.isoformat(), found.basis) == (expected, "inferred") if found else expected is None


def first_toll(*tellings: Telling) -> Count:
    return assess("x", tellings).killed[0].value


def test_at_least_so_many_speaks_for_more() -> None:
    told = telling("a", killed=Count(30, None)), telling("b", killed=37, published=None)
    assert first_toll(*told) == exactly(37)


def test_a_toll_without_a_date_that_nobody_else_tells_does_not_go_first() -> None:
    assert first_toll(
        telling("a", killed=7, published=None), telling("b", killed=1), telling("c", killed=1)
    ) == exactly(1)


def test_the_ledger_is_in_order_and_marks_what_changes() -> None:
    record = assess(
        "x",
        [
            telling("c", published="2022-01-07", outcome=Outcome.HIT, attributions=(said("Houthis", Stance.DENIES),)),
            telling("a", published="2022-01-05", attributions=(said("Houthis", Stance.SUSPECTS),)),
            telling(
                "b", published="2022-01-06", attributions=(said("Houthis", Stance.CLAIMS, "Houthis", ByType.GROUP),)
            ),
        ],
    )
    claims = [(c.stance, c.change) for c in record.ledger if c.kind == ClaimKind.ATTRIBUTION]
    assert claims == [(Stance.SUSPECTS, None), (Stance.CLAIMS, Change.FIRST_CLAIM), (Stance.DENIES, Change.DENIAL)]
    assert Change.OUTCOME_CHANGED in {c.change for c in record.ledger}
    assert "attributions" in record.disputed


def test_no_claim_is_promoted_however_often_it_is_told() -> None:
    record = assess("x", [telling(f"r{n}", attributions=(said("Houthis", Stance.SUSPECTS),)) for n in range(9)])
    stances = {c.stance for c in record.ledger if c.kind == ClaimKind.ATTRIBUTION}
    assert stances == {Stance.SUSPECTS}


def test_outlets_that_quote_one_official_are_one_voice() -> None:
    quoted = said("Houthis", Stance.ASSESSES, "John Kirby", ByType.OFFICIAL)
    record = assess("x", [telling("a", attributions=(quoted,)), telling("b", attributions=(quoted,))])
    assert {c.voices for c in record.ledger if c.kind == ClaimKind.ATTRIBUTION} == {1}
