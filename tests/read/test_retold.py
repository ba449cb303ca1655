"""The report that the project began from, told again in our own words, other orders and other genres.

`retold/retold.LANG-N.txt` is a text, and its line in `retold/gold.LANG.jsonl` what a careful reader writes down from
it: incidents as in gold, and of `forces`, `facts` and `statements` what must be among them.
"""

import json
from pathlib import Path

import msgspec
import pytest

import sakkhi
from sakkhi.model.reading import Reading
from sakkhi.score import GoldReport, score
from sakkhi.score.told import Slot, told

RETOLD = Path(__file__).parent / "retold"
GOLD = [json.loads(line) for p in sorted(RETOLD.glob("gold.*.jsonl")) for line in p.read_text("utf-8").splitlines()]


def reading_of(gold: dict) -> tuple[str, Reading]:
    text = (RETOLD / f"{gold['id']}.txt").read_text(encoding="utf-8")
    return text, sakkhi.read(text, published=gold.get("published"), language=gold["language"])


@pytest.mark.parametrize("gold", GOLD, ids=lambda gold: gold["id"])
def test_incidents_are_those_of_the_gold(gold: dict) -> None:
    text, reading = reading_of(gold)
    scored = score(msgspec.convert(gold, GoldReport), reading, text)
    slots = zip(Slot, scored.figures.slots, strict=True)
    misses = {slot.value: (tally.fp, tally.fn) for slot, tally in slots if tally.errors}
    assert misses == {}, [told(incident) for incident in reading.incidents]
    assert scored.figures.promoted == scored.figures.evidence.faults == 0


@pytest.mark.parametrize("gold", GOLD, ids=lambda gold: gold["id"])
def test_forces_facts_and_statements_are_told(gold: dict) -> None:
    _, reading = reading_of(gold)
    forces = [[f.actor, f.count.min, f.place and f.place.country] for f in reading.forces]
    assert missing(gold.get("forces"), forces) == []
    assert missing(gold.get("facts"), [[f.kind, f.subject] for f in reading.facts]) == []
    assert missing(gold.get("statements"), [[s.speaker, s.kind] for s in reading.statements]) == []


def missing(wanted: list | None, read: list) -> list:
    """What of `wanted` was not read."""
    return [value for value in wanted or [] if value not in read]
