"""Which tellings are one incident."""

import random

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sakkhi.link import link
from sakkhi.link.clusters import scored
from sakkhi.link.columns import columns
from sakkhi.link.weights import load_weights
from sakkhi.model.incident import Method, Stance
from sakkhi.model.telling import Telling
from tests.link.making import ASAD, ERBIL, IRAQ, day, said, telling

WEIGHTS = load_weights()


def linked(*tellings: Telling, **ruled: list[tuple[str, str]]) -> list[list[str]]:
    return link(columns(tellings), WEIGHTS, **ruled).clusters


def test_two_reports_of_one_attack_are_one_incident() -> None:
    assert linked(telling("a"), telling("b")) == [["a#i1", "b#i1"]]


def test_reports_in_two_languages_are_one_incident() -> None:
    assert linked(telling("a"), telling("b", language="bn")) == [["a#i1", "b#i1"]]


@pytest.mark.parametrize(
    "other",
    [
        telling("b", when=day("2022-03-01"), published="2022-03-02"),
        telling("b", where=ERBIL, sounds=(("rbl", 60),)),
        telling("b", method=Method.STABBING, killed=1, sounds=(("krm", 70), ("ngdr", 70))),
    ],
    ids=["another day", "another place", "another kind of attack"],
)
def test_another_attack_is_another_incident(other: Telling) -> None:
    assert len(linked(telling("a"), other)) == 2


def test_two_short_reports_of_one_day_far_apart_are_two_incidents() -> None:
    brief = {"sounds": (), "attributions": (said("Islamic State", Stance.STATES),)}
    assert len(linked(telling("a", **brief), telling("b", where=ERBIL, **brief))) == 2  # type: ignore[arg-type]


def test_a_country_holds_a_base() -> None:
    assert linked(telling("a"), telling("b", where=IRAQ)) == [["a#i1", "b#i1"]]


def test_a_telling_without_place_and_day_glues_nothing_together() -> None:
    bare = msgspec.structs.replace(
        telling("m", where=None, published=None, sounds=NAMES_OF_BOTH),
        incident=msgspec.structs.replace(telling("m", where=None).incident, when=None),
    )
    one = telling("a", when=day("2022-01-04"), sounds=NAMES_OF_BOTH[:2])
    other = telling("b", when=day("2022-02-20"), published="2022-02-21", where=ERBIL, sounds=NAMES_OF_BOTH[2:])
    found = linked(one, bare, other)
    assert not any({"a#i1", "b#i1"} <= set(group) for group in found)


NAMES_OF_BOTH = (("slmn", 80), ("knrd", 80), ("brkt", 80), ("sdrm", 80))


def test_a_chain_of_days_does_not_join_its_ends() -> None:
    chain = [
        telling(
            f"r{n}",
            when=day(f"2022-01-{n + 1:02}"),
            published=f"2022-01-{n + 2:02}",
            sounds=((f"x{n}", 80), (f"y{n}", 80)),
        )
        for n in range(12)
    ]
    for group in linked(*chain):
        assert len(group) <= 3


def test_a_person_may_join_and_part() -> None:
    one, same, far = telling("a"), telling("b"), telling("c", where=ERBIL, when=day("2022-06-01"), sounds=())
    assert linked(one, same, apart=[("a#i1", "b#i1")]) == [["a#i1"], ["b#i1"]]
    assert linked(one, far, same=[("c#i1", "a#i1")]) == [["a#i1", "c#i1"]]


def test_a_pair_near_the_threshold_is_a_doubt_with_what_it_would_move() -> None:
    weights = msgspec.structs.replace(WEIGHTS, prior=WEIGHTS.prior - pair_bits() + 1.0)
    found = link(columns([telling("a"), telling("b")]), weights)
    assert [(d.one, d.other, d.together, d.moved, round(d.bits, 6)) for d in found.doubts] == [
        ("a#i1", "b#i1", True, 2, 1.0)
    ]


def pair_bits() -> float:
    pair = columns([telling("a"), telling("b")])
    return float(scored(pair, np.array([0]), np.array([1]), WEIGHTS)[0])


def test_nothing_gives_nothing() -> None:
    assert linked() == []
    assert linked(telling("a")) == [["a#i1"]]


TELLINGS = st.lists(
    st.builds(
        lambda n, where, d, method, killed, sound: telling(
            f"r{n}",
            where=where,
            when=day(f"2022-01-{d:02}"),
            published=f"2022-01-{d + 1:02}",
            method=method,
            killed=killed,
            sounds=sound,
        ),
        st.integers(0, 10_000),
        st.sampled_from([ASAD, ERBIL, IRAQ, None]),
        st.integers(1, 9),
        st.sampled_from([Method.DRONE, Method.ROCKET, Method.UNKNOWN]),
        st.sampled_from([None, 0, 2, 3]),
        st.sampled_from([(), (("slmn", 80), ("knrd", 78)), (("bldgr", 75), ("slmn", 80))]),
    ),
    max_size=14,
    unique_by=lambda t: t.report,
)


@settings(max_examples=60, deadline=None)
@given(TELLINGS, st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(tellings: list[Telling], rng: random.Random) -> None:
    shuffled = tellings[:]
    rng.shuffle(shuffled)
    assert linked(*tellings) == linked(*shuffled)


@settings(max_examples=60, deadline=None)
@given(TELLINGS, st.randoms(use_true_random=False), st.floats(-12, 8))
def test_the_order_of_arrival_changes_no_doubt(tellings: list[Telling], rng: random.Random, prior: float) -> None:
    shuffled = tellings[:]
    rng.shuffle(shuffled)
    weights = msgspec.structs.replace(WEIGHTS, prior=prior)
    one, other = link(columns(tellings), weights), link(columns(shuffled), weights)
    assert (one.close, one.doubts) == (other.close, other.doubts)
