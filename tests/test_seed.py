"""The report that the project began from: all that a careful reader writes down, and nothing that it does not say."""

import json
from pathlib import Path

import pytest

import sakkhi
from sakkhi.model.reading import FactKind, Reading, StatementKind

SEED = Path(__file__).parents[2] / "shared" / "seed"

pytestmark = pytest.mark.skipif(not SEED.is_dir(), reason="the seed report is not part of the project")


@pytest.fixture(scope="module")
def reading() -> Reading:
    return sakkhi.read((SEED / "report.bn.txt").read_text(encoding="utf-8"), language="bn")


def test_forces_and_what_is_not_told_of_them(reading: Reading) -> None:
    told = [(f.actor, f.count.min, f.count.approximate, f.place and f.place.country) for f in reading.forces]
    assert told == [("United States", 2500, True, "IRQ"), ("United States", 1000, True, None)]
    assert any("1000" in warning for warning in reading.warnings)


def test_standing_facts(reading: Reading) -> None:
    facts = {f.kind: f for f in reading.facts}
    assert facts[FactKind.MISSION_CHANGE].subject == "United States"
    designation = facts[FactKind.DESIGNATION]
    assert "Quds Force" in designation.subject
    assert designation.when is not None
    assert designation.when.earliest.year == designation.when.latest.year == 2019


@pytest.mark.parametrize(
    ("speaker", "kind"),
    [
        ("report", StatementKind.ATTRIBUTION),
        ("John Kirby", StatementKind.ATTRIBUTION),
        ("John Kirby", StatementKind.SELF_DEFENCE),
        ("John Brennan", StatementKind.SELF_DEFENCE),
        ("John Brennan", StatementKind.THREAT),
        ("John Brennan", StatementKind.ASSESSMENT),
    ],
)
def test_who_said_what(reading: Reading, speaker: str, kind: StatementKind) -> None:
    assert (speaker, kind) in {(s.speaker, s.kind) for s in reading.statements}


def test_incidents_are_those_of_the_gold_and_no_claim_is_a_fact(reading: Reading) -> None:
    (gold,) = [json.loads(line) for line in (SEED / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    wanted = [
        (i["role"], i["method"], i["outcome"], [(a["actor"], a["stance"]) for a in i["attributions"]])
        for i in gold["incidents"]
    ]
    read = [
        (i.role, i.method, i.outcome, [(a.actor, a.stance.value) for a in i.attributions]) for i in reading.incidents
    ]
    assert read == wanted
    assert [(i.killed, i.injured) for i in reading.incidents[:2]] == [(None, None), (None, None)]
