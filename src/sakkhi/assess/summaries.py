"""A record that sums up several attacks → which records it sums up."""

from __future__ import annotations

from collections.abc import Iterable

from sakkhi.assess.slots import excludes_place
from sakkhi.model.incident import Stance
from sakkhi.model.record import Record
from sakkhi.model.when import When

_LONGEST = 62  # days: over longer stretches a summary fits too much


def span(summary: Record) -> When | None:
    """The days that the summary is about; None where it tells too little of place or time to say what it sums up."""
    if not summary.sums_up or not summary.when or not summary.where:
        return None
    when = summary.when[0].value
    return when if (when.latest - when.earliest).days <= _LONGEST else None


def sums_up(summary: Record, records: Iterable[Record]) -> list[str]:
    """Ids of the records whose day, place, method and attackers lie within the summary's."""
    when = span(summary)
    if when is None:
        return []
    return sorted(
        record.id
        for record in records
        if record.when
        and record.where
        and record.when[0].value.within(when)
        and not excludes_place(summary.where[0].value, record.where[0].value)
        and (not summary.method or not record.method or summary.method[0].value == record.method[0].value)
        and (not _actors(summary) or not _actors(record) or bool(_actors(summary) & _actors(record)))
    )


def _actors(record: Record) -> set[str]:
    return {c.about for c in record.ledger if c.stance is not None and c.stance != Stance.DENIES}
