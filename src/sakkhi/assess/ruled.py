"""Record and rulings on its values → the record with what a person ruled first; the machine's values stay behind."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from sakkhi.model.count import Count
from sakkhi.model.incident import Damage, Method, Outcome, TargetType
from sakkhi.model.place import Place
from sakkhi.model.record import Held, Record
from sakkhi.model.ruling import Ruling, RulingKind
from sakkhi.model.when import When

SLOTS: dict[str, Any] = {
    "method": Method, "outcome": Outcome, "damage": Damage, "when": When, "where": Place, "targets": TargetType,
    "killed": Count, "injured": Count, "munitions": Count, "intercepted": Count,
}  # fmt: skip


def with_rulings(record: Record, rulings: Iterable[Ruling]) -> Record:
    """The record with the values that standing rulings on its tellings give; a later ruling comes before an earlier."""
    keys = {t.key for t in record.tellings}
    for ruling in rulings:
        if ruling.kind != RulingKind.VALUE or ruling.undone is not None or not keys & set(ruling.one):
            continue
        value = msgspec.json.decode(ruling.value, type=SLOTS[ruling.slot])
        told: tuple[Held[Any], ...] = getattr(record, ruling.slot)
        first = next((h for h in told if h.value == value), Held(value, (), 0))
        rest = tuple(h for h in told if h.value != value)
        record = msgspec.structs.replace(
            record,
            **{ruling.slot: (first, *rest)},
            ruled=tuple(dict.fromkeys((*record.ruled, ruling.slot))),
            disputed=tuple(slot for slot in record.disputed if slot != ruling.slot),
        )
    return record
