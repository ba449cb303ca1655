"""Record and rulings on it → the record with what a person ruled first; the machine's values stay behind."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from sakkhi.assess.review import reviewed
from sakkhi.model.count import Count
from sakkhi.model.incident import Damage, Method, Outcome, TargetType
from sakkhi.model.place import Place
from sakkhi.model.record import Held, Reason, Record
from sakkhi.model.ruling import Ruling, RulingKind
from sakkhi.model.when import When

SLOTS: dict[str, Any] = {
    "method": Method, "outcome": Outcome, "damage": Damage, "when": When, "where": Place, "targets": TargetType,
    "killed": Count, "injured": Count, "munitions": Count, "intercepted": Count,
}  # fmt: skip


def with_rulings(record: Record, rulings: Iterable[Ruling]) -> Record:
    """The record with what standing rulings on its tellings say; a later ruling comes before an earlier.

    It is no attack where at least half of its tellings are ruled to tell of none. What is given may have had rulings
    put to it before.
    """
    keys = {t.key for t in record.tellings}
    settled: list[Reason] = []
    rejected: set[str] = set()
    for ruling in rulings:
        if ruling.undone is not None or not keys & set(ruling.one):
            continue
        if ruling.kind == RulingKind.VALUE:
            record = _with_value(record, ruling)
        elif ruling.kind == RulingKind.ACCEPT:
            settled += msgspec.json.decode(ruling.value, type=list[Reason])
        elif ruling.kind == RulingKind.REJECT:
            rejected |= keys & set(ruling.one)
    record = msgspec.structs.replace(record, rejected=bool(rejected) and 2 * len(rejected) >= len(keys))
    return reviewed(record, settled, rejected)


def _with_value(record: Record, ruling: Ruling) -> Record:
    value = msgspec.json.decode(ruling.value, type=SLOTS[ruling.slot])
    told: tuple[Held[Any], ...] = getattr(record, ruling.slot)
    first = next((h for h in told if h.value == value), Held(value, (), 0))
    rest = tuple(h for h in told if h.value != value)
    return msgspec.structs.replace(
        record,
        **{ruling.slot: (first, *rest)},
        ruled=tuple(dict.fromkeys((*record.ruled, ruling.slot))),
        disputed=tuple(slot for slot in record.disputed if slot != ruling.slot),
    )
