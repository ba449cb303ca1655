"""What a watch lets pass, a condition a row."""

import datetime as dt

import pytest

from sakkhi.model.incident import Method, Outcome, Role, Stance, TargetType
from sakkhi.model.place import Place, PlacePrecision
from sakkhi.model.record import Record
from sakkhi.model.watch import Watch
from sakkhi.share.warn.conditions import is_news, passes
from tests.link.making import ERBIL, IRAQ, day, telling
from tests.share.warn.making import SITE, TODAY, claimed, record, watch

ANBAR = Place("Anbar", "IRQ", 33.4, 42.9, PlacePrecision.PROVINCE)
SQUARE = ((33.0, 42.0), (34.0, 42.0), (34.0, 43.0), (33.0, 43.0))


@pytest.mark.parametrize(
    ("rule", "one", "wanted"),
    [
        (watch(), record(), True),
        (watch(), record(telling("a", where=ERBIL)), False),
        (watch(within=400.0), record(telling("a", where=ERBIL)), True),
        (watch(), record(telling("a", where=None)), False),
        (watch(), record(telling("a", where=ANBAR)), False),
        (watch(imprecise=True), record(telling("a", where=ANBAR)), True),
        (watch(imprecise=True), record(telling("a", where=IRAQ)), True),
        (watch(site=None), record(telling("a", where=None)), True),
        (watch(site=None, area=SQUARE), record(), True),
        (watch(site=None, area=SQUARE), record(telling("a", where=ERBIL)), False),
        (watch(site=None, country=("IRQ",)), record(telling("a", where=IRAQ)), True),
        (watch(site=None, country=("SYR",)), record(), False),
        (watch(method=("drone", "rocket")), record(), True),
        (watch(method=("rocket",)), record(), False),
        (watch(method=("rocket",)), record(telling("a", method=Method.UNKNOWN)), False),
        (watch(outcome=("intercepted",)), record(), True),
        (watch(outcome=("hit",)), record(telling("a", outcome=Outcome.HIT)), True),
        (watch(outcome=("hit",)), record(), False),
        (watch(target=("airport",)), record(), False),
        (watch(target=("airport",)), record(telling("a", targets=(TargetType.AIRPORT,))), True),
        (watch(killed=3), record(telling("a", killed=3)), True),
        (watch(killed=4), record(telling("a", killed=3)), False),
        (watch(casualties=1), record(), False),
        (watch(actor=("kataib hezbollah",)), claimed(Stance.SUSPECTS), True),
        (watch(actor=("Kataib Hezbollah",)), claimed(Stance.DENIES), False),
        (watch(actor=("Kataib Hezbollah",), stance=("denies",)), claimed(Stance.DENIES), True),
        (watch(actor=("Kataib Hezbollah",), stance=("claims",)), claimed(Stance.SUSPECTS), False),
        (watch(actor=("ISIS",)), claimed(Stance.STATES), False),
    ],
)
def test_passes(rule: Watch, one: Record, wanted: bool) -> None:
    assert passes(rule, one) is wanted


@pytest.mark.parametrize(
    ("one", "wanted"),
    [
        (record(), True),
        (record(telling("a", when=day("2021-12-20"))), False),
        (record(telling("a", role=Role.BACKGROUND)), False),
        (record(telling("a", when=day("2021-12-29"))), True),
    ],
)
def test_what_is_old_or_only_recalled_is_no_news(one: Record, wanted: bool) -> None:
    assert is_news(watch(), one, TODAY) is wanted


def test_an_incident_without_a_day_is_as_new_as_its_report() -> None:
    import msgspec

    one = msgspec.structs.replace(record(telling("a", published="2022-01-04")), when=())
    assert is_news(watch(), one, TODAY)
    assert not is_news(watch(), one, dt.date(2022, 3, 1))


def test_a_polygon_over_the_meridian_of_nought_holds_what_lies_in_it() -> None:
    rule = Watch("x", (), area=((-1.0, -1.0), (-1.0, 1.0), (1.0, 1.0), (1.0, -1.0)))
    assert passes(rule, record(telling("a", where=Place("Gulf", "", 0.5, -0.5))))
    assert SITE.country == ""
