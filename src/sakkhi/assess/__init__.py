"""The tellings of one incident → its record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations
from typing import TypeVar

import msgspec

from sakkhi.assess.ledger import ledger
from sakkhi.assess.slots import days, excludes_place, excludes_toll, held, hull, places, tolls, types
from sakkhi.assess.voices import voices
from sakkhi.model.count import Count
from sakkhi.model.incident import Incident, Method, Outcome
from sakkhi.model.record import Held, Record, Told
from sakkhi.model.telling import Telling

__all__ = ["assess"]

T = TypeVar("T")


def assess(id: str, tellings: Sequence[Telling], summaries: Sequence[Telling] = ()) -> Record:
    """The record of an incident; `summaries` tell of it among others, and give it no value but their being there."""
    ordered = sorted(tellings, key=lambda t: t.key)
    killed, injured = _given(ordered, lambda i: i.killed), _given(ordered, lambda i: i.injured)
    targets = [(target, t) for t in ordered for target in sorted({x.type for x in t.incident.targets})]
    record = Record(
        id,
        tuple([_told(t) for t in ordered] + [_told(t, summary=True) for t in sorted(summaries, key=lambda t: t.key)]),
        voices(ordered),
        method=held(_given(ordered, lambda i: i.method if i.method != Method.UNKNOWN else None)),
        when=days(_given(ordered, lambda i: i.when), ordered),
        where=places(_given(ordered, lambda i: i.where)),
        targets=types(targets, [t for t in ordered if t.incident.targets]),
        outcome=held(_given(ordered, lambda i: i.outcome if i.outcome != Outcome.UNKNOWN else None)),
        munitions=held(_given(ordered, lambda i: i.munitions), _widest),
        intercepted=held(_given(ordered, lambda i: i.intercepted), _widest),
        killed=tolls(killed),
        injured=tolls(injured),
        damage=held(_given(ordered, lambda i: i.damage)),
        killed_range=hull(killed),
        injured_range=hull(injured),
        ledger=ledger(ordered),
        repeats=max((t.incident.repeats for t in ordered), default=1),
    )
    return _with_disputes(record)


def _given(tellings: Sequence[Telling], slot: Callable[[Incident], T | None]) -> list[tuple[T, Telling]]:
    return [(value, t) for t in tellings if (value := slot(t.incident)) is not None]


def _told(telling: Telling, *, summary: bool = False) -> Told:
    return Told(
        telling.report, telling.incident.id, telling.incident.role, telling.language, telling.published,
        telling.outlet, telling.copies or telling.report, summary, telling.name,
    )  # fmt: skip


def _widest(count: Count) -> int:
    return -(count.min or 0)


def _with_disputes(record: Record) -> Record:
    """The record with the names of the slots whose values exclude each other."""
    disputed = [slot for slot in ("method", "outcome") if len(getattr(record, slot)) > 1]
    if any(excludes_place(a.value, b.value) for a, b in combinations(record.where[:8], 2)):
        disputed.append("where")
    if any(not a.value.overlaps(b.value) for a, b in combinations(record.when[:8], 2)):
        disputed.append("when")
    disputed += [slot for slot in ("killed", "injured") if _differ(getattr(record, slot))]
    stances = {(c.about, c.stance) for c in record.ledger if c.stance is not None}
    if any(stance == "denies" and len({s for a, s in stances if a == actor}) > 1 for actor, stance in stances):
        disputed.append("attributions")
    return msgspec.structs.replace(record, disputed=tuple(disputed))


def _differ(values: Sequence[Held[Count]]) -> bool:
    return any(excludes_toll(a.value, b.value) for a, b in combinations(values, 2))
