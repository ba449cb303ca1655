"""Which tellings of one report are parts of one attack."""

import pytest

from sakkhi.link.columns import columns
from sakkhi.link.parts import parts
from sakkhi.model.incident import Method, Role
from sakkhi.model.telling import Telling
from tests.link.making import ASAD, ERBIL, day, telling


def part(report: str = "a", incident: str = "i1", **slots: object) -> Telling:
    return telling(report, incident=incident, **{"method": Method.ARMED_CLASH, **slots})  # type: ignore[arg-type]


def other(**slots: object) -> Telling:
    return part(incident="i2", **{"method": Method.ARSON, **slots})


def test_a_clash_and_the_fire_set_in_it_are_one_attack() -> None:
    assert parts(columns([part("z"), part(), other(), part("b")])) == [(1, 2)]


@pytest.mark.parametrize(
    "told",
    [
        other(method=Method.ARMED_CLASH),
        other(method=Method.DRONE),
        other(where=ERBIL),
        other(when=day("2022-01-05")),
        other(killed=9),
        other(role=Role.BACKGROUND),
        other(repeats=3),
        part("b", method=Method.ARSON),
    ],
    ids=[
        "one method",
        "from the air",
        "elsewhere",
        "another day",
        "another toll",
        "recalled",
        "several",
        "two reports",
    ],
)
def test_what_a_report_tells_apart_stays_apart(told: Telling) -> None:
    assert parts(columns([part(killed=2, where=ASAD), told])) == []


def test_nothing_has_no_parts() -> None:
    assert parts(columns([])) == []
