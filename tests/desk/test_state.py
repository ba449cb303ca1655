"""An address tells the whole state; what makes no sense is left out and named."""

import datetime as dt

import pytest
from django.http import QueryDict

from sakkhi.desk.state import query, state, view
from sakkhi.model.incident import Method, Outcome, Stance
from sakkhi.store.asked import Asked

pytestmark = pytest.mark.usefixtures("desk_settings")
FULL = (
    "since=2024-01-01&until=2024-02-01&area=30,40,35,45&near=33,44,25&country=IRQ&method=drone&method=rocket"
    "&outcome=intercepted&actor=Band&stance=claims&killed=2&harmed=5&language=bn&outlet=Paper&disputed=1&everything=1"
    "&map=33.5,44,7&page=3&site=4&km=12.5"
)


def test_everything_that_can_be_asked_is_in_the_address() -> None:
    found = state(QueryDict(FULL))
    assert found.asked == Asked(
        dt.date(2024, 1, 1),
        dt.date(2024, 2, 1),
        (30.0, 40.0, 35.0, 45.0),
        (33.0, 44.0, 25.0),
        "IRQ",
        frozenset({Method.DRONE, Method.ROCKET}),
        frozenset({Outcome.INTERCEPTED}),
        "Band",
        Stance.CLAIMS,
        2,
        5,
        "bn",
        "Paper",
        disputed=True,
        everything=True,
    )
    assert (found.map, found.page, found.site, found.km, found.unread) == ((33.5, 44.0, 7), 3, 4, 12.5, ())
    assert state(QueryDict(query(QueryDict(FULL), page="3"))) == found


@pytest.mark.parametrize(
    ("told", "unread"),
    [
        ("since=yesterday", "since"),
        ("until=2024-02-30", "until"),
        ("area=1,2,3", "area"),
        ("area=95,0,99,1", "area"),
        ("area=5,0,1,1", "area"),
        ("area=nan,0,1,1", "area"),
        ("near=33,44,0", "near"),
        ("near=33,44,1e999", "near"),
        ("country=<b>", "country"),
        ("method=magic", "method"),
        ("stance=Claims", "stance"),
        ("killed=-1", "killed"),
        ("killed=99999999999999999999", "killed"),
        ("site=1.5", "site"),
        ("km=inf", "km"),
        ("map=1,2,99", "map"),
        ("disputed=yes", "disputed"),
        (f"actor={'a' * 300}", "actor"),
        ("outlet=a%00b", "outlet"),
    ],
)
def test_what_makes_no_sense_is_left_out_and_named(told: str, unread: str) -> None:
    found = state(QueryDict(told))
    assert found.unread == (unread,)
    assert found.asked == Asked()


def test_a_changed_state_begins_at_its_first_page_and_keeps_nothing_unknown() -> None:
    assert query(QueryDict("page=4&since=2024-01-01&evil=1"), until="2024-02-01") == "since=2024-01-01&until=2024-02-01"
    assert query(QueryDict("since=2024-01-01"), since=None) == ""


@pytest.mark.parametrize(
    ("edges", "box"),
    [
        ("10,20,30,40", (10.0, 20.0, 30.0, 40.0)),
        ("-80,-400,80,400", (-80.0, -180.0, 80.0, 180.0)),
        ("10,170,30,200", (10.0, 170.0, 30.0, -160.0)),
        ("30,20,10,40", None),
        ("a,b,c,d", None),
        ("", None),
    ],
)
def test_the_view_of_a_map(edges: str, box: tuple[float, ...] | None) -> None:
    assert view(edges) == box
