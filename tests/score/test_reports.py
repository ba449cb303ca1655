"""A reading against gold: what is right, wrong and left out, slot by slot."""

import datetime as dt

import msgspec
import pytest

from sakkhi.model.count import Count
from sakkhi.model.incident import (
    Attribution,
    ByType,
    Incident,
    IncidentEvidence,
    Method,
    Outcome,
    Role,
    Stance,
    Target,
    TargetType,
)
from sakkhi.model.place import Place, PlacePrecision
from sakkhi.model.reading import ReaderVersion, Reading, ReportHeader
from sakkhi.model.span import Span
from sakkhi.model.when import Basis, TimePrecision, When
from sakkhi.score import GoldReport, ReportScore, Total, score, total
from sakkhi.score.tally import Tally
from sakkhi.score.told import Slot

TEXT = "Three soldiers were shot dead in Erbil."
GOLD = {
    "role": "focus",
    "method": "shooting",
    "when": ["2024-01-05", "2024-01-05"],
    "where": {"name": "Erbil", "country": "IRQ", "lat": 36.2, "lon": 44.0, "precision": "town"},
    "targets": ["military_personnel", "other"],
    "outcome": "hit",
    "munitions": None,
    "killed": [3, 3],
    "injured": [None, None],
    "attributions": [{"actor": "Houthis", "by_type": "official", "stance": "suspects"}],
}
SPAN = (Span(6, 14, "soldiers"),)
EVIDENCE = IncidentEvidence(method=SPAN, when=SPAN, where=SPAN, targets=SPAN, outcome=SPAN, killed=SPAN)
READ = Incident(
    "i1",
    Role.FOCUS,
    Method.SHOOTING,
    when=When(dt.date(2024, 1, 5), dt.date(2024, 1, 6), TimePrecision.DAY, Basis.RELATIVE),
    where=Place("Erbil", "IRQ", 36.19, 44.01, PlacePrecision.TOWN),
    targets=(Target(TargetType.MILITARY_PERSONNEL), Target(TargetType.OTHER)),
    outcome=Outcome.HIT,
    killed=Count(3, 3, approximate=True),
    attributions=(Attribution("Ansar Allah", None, "x", ByType.OFFICIAL, Stance.SUSPECTS, SPAN),),
    evidence=EVIDENCE,
)
RIGHT, WRONG, EXTRA, LEFT_OUT = Tally(1, 0, 0), Tally(0, 1, 1), Tally(0, 1, 0), Tally(0, 0, 1)


def scored(gold: list[dict[str, object]], *read: Incident) -> ReportScore:
    row = msgspec.convert({"id": "r", "incidents": gold}, GoldReport)
    header = ReportHeader("r", "0", None, "en", None, None)
    return score(row, Reading(header, ReaderVersion("sakkhi", "0"), read), TEXT)


def figures(gold: list[dict[str, object]], *read: Incident) -> Total:
    return scored(gold, *read).figures


def changed(**slots: object) -> Incident:
    return msgspec.structs.replace(READ, **slots)


def test_all_that_the_gold_fills_is_right_in_an_equal_reading() -> None:
    found = figures([GOLD], READ)
    assert (found.news, found.incidents) == (RIGHT, RIGHT)
    empty = {Slot.MUNITIONS, Slot.INJURED}
    assert found.slots == tuple(Tally() if slot in empty else RIGHT for slot in Slot)
    assert (found.all_slots.rates.f1, found.promoted) == (1.0, 0)
    assert (found.evidence.faults, found.evidence.filled) == (0, 7)


@pytest.mark.parametrize(
    ("slot", "value", "tally"),
    [
        ("role", Role.BACKGROUND, WRONG),
        ("method", Method.ARMED_CLASH, WRONG),
        ("method", Method.UNKNOWN, LEFT_OUT),
        ("outcome", Outcome.MISSED, WRONG),
        ("killed", Count(3, None), WRONG),
        ("killed", None, LEFT_OUT),
        ("injured", Count(1, 1), EXTRA),
        ("munitions", Count(None, None), Tally()),
        ("targets", (Target(TargetType.POLICE), Target(TargetType.MILITARY_PERSONNEL)), Tally(1, 1, 0)),
        ("targets", (Target(TargetType.OTHER),), LEFT_OUT),
        ("where", Place("Koya", "IRQ", 36.1, 44.6), WRONG),
        ("where", Place("Ankawa", "IRQ", 36.23, 43.99), RIGHT),
        ("where", Place("civilian infrastructure"), LEFT_OUT),
        ("when", When(dt.date(2024, 1, 4), dt.date(2024, 1, 6), TimePrecision.DAY, Basis.STATED), WRONG),
        ("when", When(dt.date(2024, 1, 6), dt.date(2024, 1, 6), TimePrecision.DAY, Basis.STATED), WRONG),
        ("attributions", (), LEFT_OUT),
    ],
)
def test_one_slot_that_differs(slot: str, value: object, tally: Tally) -> None:
    assert dict(zip(Slot, figures([GOLD], changed(**{slot: value})).slots, strict=True))[Slot(slot)] == tally


@pytest.mark.parametrize(
    ("gold", "read", "right"),
    [
        ({"name": "Anbar", "country": "IRQ", "lat": 33.0, "lon": 42.0, "precision": "province"}, (33.9, 42.9), True),
        ({"name": "Anbar", "country": "IRQ", "lat": 33.0, "lon": 42.0, "precision": "town"}, (33.9, 42.9), False),
        ({"name": "Iraq", "country": "IRQ", "lat": 33.0, "lon": 42.0, "precision": "country"}, (None, None), True),
        ({"name": "Iraq", "country": "IRQ"}, (36.2, 44.0), True),
        ({"name": "Syria", "country": "SYR"}, (36.2, 44.0), False),
        ({"name": "Rutba", "country": "IRQ", "lat": 33.0, "lon": 40.3, "precision": "town"}, (None, None), False),
    ],
)
def test_how_far_off_a_place_may_be(
    gold: dict[str, object], read: tuple[float | None, float | None], right: bool
) -> None:
    found = figures([GOLD | {"where": gold}], changed(where=Place("there", "IRQ", *read)))
    assert dict(zip(Slot, found.slots, strict=True))[Slot.WHERE] == (RIGHT if right else WRONG)


@pytest.mark.parametrize(
    ("gold", "read", "promoted"),
    [
        (["suspects"], [Stance.STATES], 1),
        (["suspects", "states"], [Stance.STATES], 0),
        (["suspects"], [Stance.SUSPECTS, Stance.STATES], 1),
        (["suspects"], [Stance.ASSESSES], 0),
        ([], [Stance.STATES], 0),
    ],
)
def test_a_suspicion_read_as_fact_is_a_promotion(gold: list[str], read: list[Stance], promoted: int) -> None:
    wanted = [{"actor": "Houthis", "stance": stance} for stance in gold]
    blamed = tuple(Attribution("Houthis", None, "x", ByType.POLICE, stance, SPAN) for stance in read)
    assert figures([GOLD | {"attributions": wanted}], changed(attributions=blamed)).promoted == promoted


def test_incidents_without_their_like_count_with_every_slot_that_they_fill() -> None:
    far = changed(method=Method.ARSON, where=Place("Dhaka", "BGD", 23.8, 90.4), when=None, targets=(), outcome="mixed")
    found = scored([GOLD], msgspec.structs.replace(far, killed=None))
    assert found.figures.incidents == Tally(0, 1, 1)
    assert (found.figures.all_slots, found.figures.news) == (Tally(0, 5, 8), RIGHT)
    assert [(c.gold is None, c.read is None) for c in found.compared] == [(False, True), (True, False)]


@pytest.mark.parametrize("copies", [1, 7])  # seven are paired the quick way
def test_the_pairing_agrees_most_in_sum_whatever_the_order(copies: int) -> None:
    methods = [m for m in Method if m not in (Method.OTHER, Method.UNKNOWN)][: copies + 1]
    found = figures([GOLD | {"method": m} for m in methods], *(changed(method=m) for m in reversed(methods)))
    assert found.incidents == Tally(copies + 1, 0, 0)
    assert found.slots[1] == Tally(copies + 1, 0, 0)


def test_threats_are_left_out_but_their_evidence_is_looked_at() -> None:
    found = figures([GOLD | {"role": "threat"}], changed(role=Role.THREAT))
    assert (found.news, found.incidents, found.all_slots) == (Tally(), Tally(), Tally())
    assert found.evidence.filled == 7


@pytest.mark.parametrize("spans", [(), (Span(6, 14, "soldier"),), (*SPAN, Span(3, 3, ""))])
def test_evidence_that_does_not_stand_in_the_text(spans: tuple[Span, ...]) -> None:
    read = changed(evidence=msgspec.structs.replace(EVIDENCE, killed=spans))
    assert figures([GOLD], read).evidence.faults == 1


def test_the_total_sums_the_reports() -> None:
    found = total([scored([GOLD], READ), scored([GOLD]), scored([], READ)])
    assert (found.reports, found.news, found.incidents) == (3, Tally(1, 1, 1), Tally(1, 1, 1))
    assert found.all_slots == Tally(8, 8, 8)
    assert total([]).all_slots == Tally()
