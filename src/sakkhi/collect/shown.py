"""Stored records → what is shown: a summary stands with what it sums up, and is no incident more."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from sakkhi.assess.summaries import span, sums_up
from sakkhi.model.marking import EVERYTHING
from sakkhi.model.record import Record, Told
from sakkhi.store import incidents
from sakkhi.store.incidents import Sought


def shown(sought: Sought, limit: int | None = None, clearance: int = EVERYTHING) -> Iterator[Record]:
    """The records that pass, in the store's order, each with the tellings of the summaries that sum it up.

    What sums up a record is none itself, neither what a report mentions in passing beside an attack that it tells of:
    the toll of the whole war, or some attack somewhere before.
    """
    over, summed = _summed(clearance)
    beside = incidents.passing_mentions(clearance)
    count = 0
    for record in incidents.records(sought, clearance=clearance):
        if limit is not None and count >= limit:
            return
        if record.id not in over and record.id not in beside:
            count += 1
            yield _with(record, summed)


def shown_one(name: str, clearance: int = EVERYTHING) -> Record | None:
    """One record by its id, or by one that leads to it; None where there is none."""
    record = incidents.record(name, clearance)
    if record is None:
        return None
    over, summed = _summed(clearance)
    return msgspec.structs.replace(_with(record, summed), includes=tuple(over.get(record.id, ())))


def _summed(clearance: int) -> tuple[dict[str, list[str]], dict[str, list[Told]]]:
    """(what each summary sums up, the summaries' tellings of each record)."""
    over: dict[str, list[str]] = {}
    summed: dict[str, list[Told]] = {}
    for summary in incidents.summaries(clearance):
        when = span(summary)
        if when is None:
            continue
        country = summary.where[0].value.country
        for id in sums_up(summary, incidents.between(when.earliest, when.latest, country, clearance)):
            over.setdefault(summary.id, []).append(id)
            summed.setdefault(id, []).extend(msgspec.structs.replace(t, summary=True) for t in summary.tellings)
    return over, summed


def _with(record: Record, summed: dict[str, list[Told]]) -> Record:
    told = summed.get(record.id)
    return msgspec.structs.replace(record, tellings=(*record.tellings, *told)) if told else record
