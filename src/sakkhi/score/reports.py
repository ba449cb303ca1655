"""A reading, its text and its gold → the score of one report; the scores of many → their total.

Threats are left out on both sides. An incident without its like counts with every slot that it fills.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import add

import msgspec

from sakkhi.model.incident import Incident, Role
from sakkhi.model.reading import Reading
from sakkhi.model.span import Span
from sakkhi.score.gold import GoldReport
from sakkhi.score.pairs import paired
from sakkhi.score.slots import promoted_attributions, slot_tally
from sakkhi.score.tally import Tally, tally_of
from sakkhi.score.told import NOTHING, Slot, Told, is_filled, told


class Compared(msgspec.Struct, frozen=True):
    """An incident of the gold beside the one that was read for it, either None where it has no like.

    `slots` holds a tally for each `Slot`, in their order.
    """

    gold: Told | None
    read: Told | None
    slots: tuple[Tally, ...]


class Evidence(msgspec.Struct, frozen=True):
    """How many filled slots there are, and how many have no quoted words or words that do not stand in the text."""

    faults: int = 0
    filled: int = 0


class Total(msgspec.Struct, frozen=True):
    """The figures of any number of reports; `slots` holds a tally for each `Slot`, in their order."""

    reports: int
    news: Tally
    incidents: Tally
    slots: tuple[Tally, ...]
    promoted: int
    evidence: Evidence

    @property
    def all_slots(self) -> Tally:
        """All slots together: the headline."""
        return _sum(self.slots)


class ReportScore(msgspec.Struct, frozen=True):
    """The figures of one report, and the incidents that they come from."""

    id: str
    figures: Total
    compared: tuple[Compared, ...]


def score(gold: GoldReport, reading: Reading, text: str) -> ReportScore:
    """How far `reading` agrees with `gold`; `text` is the report's, in which the quoted words must stand."""
    wanted = [incident.told for incident in gold.incidents if incident.role is not Role.THREAT]
    found = [told(incident) for incident in reading.incidents if incident.role is not Role.THREAT]
    compared = _compared(wanted, found)
    matched = sum(bool(c.gold and c.read) for c in compared)
    figures = Total(
        reports=1,
        news=_news(wanted, found),
        incidents=tally_of(matched, len(found), len(wanted)),
        slots=_by_slot(c.slots for c in compared),
        promoted=sum(promoted_attributions(c.gold, c.read) for c in compared if c.gold and c.read),
        evidence=_evidence(reading.incidents, text),
    )
    return ReportScore(gold.id, figures, compared)


def total(scores: Iterable[ReportScore]) -> Total:
    """The sum of the reports' figures."""
    figures = [score.figures for score in scores]
    return Total(
        reports=len(figures),
        news=_sum(f.news for f in figures),
        incidents=_sum(f.incidents for f in figures),
        slots=_by_slot(f.slots for f in figures),
        promoted=sum(f.promoted for f in figures),
        evidence=Evidence(sum(f.evidence.faults for f in figures), sum(f.evidence.filled for f in figures)),
    )


def _compared(gold: Sequence[Told], read: Sequence[Told]) -> tuple[Compared, ...]:
    """The pairs, then what was not found, then what the gold does not have."""
    pairs = paired(gold, read)
    held, taken = {g for g, _ in pairs}, {r for _, r in pairs}
    beside: list[tuple[Told | None, Told | None]] = [(gold[g], read[r]) for g, r in pairs]
    beside += [(g, None) for i, g in enumerate(gold) if i not in held]
    beside += [(None, r) for i, r in enumerate(read) if i not in taken]
    return tuple(Compared(g, r, tuple(slot_tally(s, g or NOTHING, r or NOTHING) for s in Slot)) for g, r in beside)


def _news(gold: Sequence[Told], read: Sequence[Told]) -> Tally:
    """Whether an attack is the news, by each."""
    wanted, found = (any(incident.role is Role.FOCUS for incident in side) for side in (gold, read))
    return tally_of(wanted and found, found, wanted)


def _evidence(incidents: Iterable[Incident], text: str) -> Evidence:
    """The filled slots of all incidents, threats too. The role is left out: it may follow from the whole report."""
    faults = filled = 0
    for incident in incidents:
        slots = told(incident)
        for slot in Slot:
            if slot is not Slot.ROLE and is_filled(slots, slot):
                spans = _spans(incident, slot)
                filled += 1
                faults += not spans or not all(s.text and text[s.start : s.end] == s.text for s in spans)
    return Evidence(faults, filled)


def _spans(incident: Incident, slot: Slot) -> tuple[Span, ...]:
    spans: tuple[Span, ...] = getattr(incident.evidence, slot)
    if slot is Slot.ATTRIBUTIONS and not spans:  # each claim in the ledger carries its own words
        return tuple(span for attribution in incident.attributions for span in attribution.evidence)
    return spans


def _by_slot(rows: Iterable[Sequence[Tally]]) -> tuple[Tally, ...]:
    """The rows added up slot by slot."""
    return tuple(map(_sum, zip(*rows, strict=True))) or (Tally(),) * len(Slot)


def _sum(tallies: Iterable[Tally]) -> Tally:
    return reduce(add, tallies, Tally())
