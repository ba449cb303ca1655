"""The scores of reports → their figures, as a table for a person or as one JSON object."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from sakkhi.cli.values import NOT_SAID, count_in_words, in_words
from sakkhi.model.count import Count
from sakkhi.score import ReportScore, total
from sakkhi.score.reports import Compared, Evidence
from sakkhi.score.tally import Rates
from sakkhi.score.told import Slot, Told, is_filled

_WIDTH = 22  # columns of a row's name


class Worst(msgspec.Struct, frozen=True):
    """A report with many errors; `missed` says in words what was wrong, left out, or too much."""

    id: str
    f1: float
    errors: int
    missed: tuple[str, ...]


class Figures(msgspec.Struct, frozen=True):
    """All that `sakkhi evaluate` tells; `slots` holds the rates of each slot by its name, `slot_f1` of all of them."""

    reports: int
    news: Rates
    incidents: Rates
    slots: dict[str, Rates]
    slot_f1: Rates
    promoted: int
    evidence: Evidence
    reports_per_second: float
    worst: tuple[Worst, ...] = ()


def figures_of(scores: Sequence[ReportScore], seconds: float, worst: int) -> Figures:
    """The figures of `scores`, which took `seconds` to read, and the `worst` reports: those with the most errors."""
    whole = total(scores)
    ranked = sorted(scores, key=lambda score: score.figures.all_slots.errors, reverse=True)
    return Figures(
        reports=whole.reports,
        news=whole.news.rates,
        incidents=whole.incidents.rates,
        slots={str(slot): tally.rates for slot, tally in zip(Slot, whole.slots, strict=True)},
        slot_f1=whole.all_slots.rates,
        promoted=whole.promoted,
        evidence=whole.evidence,
        reports_per_second=round(whole.reports / seconds, 1) if seconds else 0.0,
        worst=tuple(_worst(score) for score in ranked[:worst] if score.figures.all_slots.errors),
    )


def lines_of(figures: Figures) -> Iterator[str]:
    """The table, line by line."""
    yield f"{f'{figures.reports} reports':{_WIDTH}}      P      R     F1     tp    fp    fn"
    yield _row("attack is the news", figures.news)
    yield _row("all incidents", figures.incidents)
    for slot, rates in figures.slots.items():
        yield _row(f"  {slot}", rates)
    yield _row("all slots (slot F1)", figures.slot_f1)
    yield f"{'promoted to fact':{_WIDTH}}  {figures.promoted}"
    yield f"{'evidence faults':{_WIDTH}}  {figures.evidence.faults} of {figures.evidence.filled} filled slots"
    yield f"{'reports per second':{_WIDTH}}  {figures.reports_per_second}"
    for report in figures.worst:
        yield ""
        yield f"{_printable(report.id)}  F1 {report.f1:.3f}, {report.errors} errors"
        yield from (f"  {missed}" for missed in report.missed)


def _row(name: str, rates: Rates) -> str:
    shares = f"{rates.precision:.3f}  {rates.recall:.3f}  {rates.f1:.3f}"
    return f"{name:{_WIDTH}}  {shares}  {rates.tp:5} {rates.fp:5} {rates.fn:5}"


def _worst(score: ReportScore) -> Worst:
    tally = score.figures.all_slots
    missed = (_printable(_missed(compared)) for compared in score.compared if any(t.errors for t in compared.slots))
    return Worst(score.id, tally.rates.f1, tally.errors, tuple(missed))


def _missed(compared: Compared) -> str:
    """What was wrong with one incident, in words: the gold's value of a slot, then what was read instead."""
    gold, read = compared.gold, compared.read
    if gold is None or read is None:
        return f"not in the gold: {_named(read)}" if gold is None else f"not found: {_named(gold)}"
    wrong = [slot for slot, tally in zip(Slot, compared.slots, strict=True) if tally.errors]
    return f"{_named(gold)}: " + "; ".join(f"{s} {_shown(gold, s)} (read {_shown(read, s)})" for s in wrong)


def _named(told: Told | None) -> str:
    """What tells an incident from the others of its report."""
    return ", ".join(
        _shown(told, slot) for slot in (Slot.METHOD, Slot.WHERE, Slot.ROLE) if told and is_filled(told, slot)
    )


def _shown(told: Told, slot: Slot) -> str:
    """The value of a slot in words; "not said" where it is empty."""
    if not is_filled(told, slot):
        return NOT_SAID
    if slot is Slot.WHERE and told.where:
        return f"{told.where.name} {told.where.country or ''}".strip()
    if slot is Slot.WHEN and told.when:
        return str(told.when[0]) if told.when[0] == told.when[1] else f"{told.when[0]} to {told.when[1]}"
    if slot is Slot.TARGETS:
        return ", ".join(sorted(map(in_words, told.targets)))
    if slot is Slot.ATTRIBUTIONS:
        return ", ".join(f"{blamed.actor} {blamed.stance}" for blamed in told.attributions)
    value = getattr(told, slot)
    return count_in_words(value) if isinstance(value, Count) else in_words(value)


def _printable(words: str) -> str:
    """The words without control characters, which would let a report command the terminal."""
    return "".join(c if c.isprintable() else " " for c in words)
