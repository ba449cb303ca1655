"""The record of an incident, from its tellings."""

from sakkhi.assess import assess
from sakkhi.model.count import Count
from sakkhi.model.incident import ByType, Method, Outcome, Stance
from sakkhi.model.record import Change, ClaimKind
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
