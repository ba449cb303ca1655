"""A record → why a person should look at it, and how much that matters."""

from __future__ import annotations

import math
from collections.abc import Iterable
from zlib import crc32

import msgspec

from sakkhi.model.count import Count
from sakkhi.model.record import Change, Reason, ReasonKind, Record

# How much a doubt weighs, by what is read from it first: who did it, how many died, where and when. Set by judgement.
_SLOTS = {"attributions": 4.0, "killed": 3.0, "where": 3.0, "when": 2.0, "outcome": 2.0, "method": 2.0, "injured": 1.0}
_KINDS = {ReasonKind.DENIAL: 3.0, ReasonKind.FIRST_CLAIM: 2.0, ReasonKind.THIN: 1.0, ReasonKind.JOINED: 2.0}
_MANY = 5  # dead, or four times as many hurt, from which on one voice alone is too few


def reviewed(record: Record, settled: Iterable[Reason] = (), rejected: Iterable[str] = ()) -> Record:
    """The record with the reasons to look at it that are not settled, and their priority.

    `rejected` are the keys of its tellings that were ruled to tell of no attack.
    """
    done = frozenset(settled)
    found = _of_rejected(record, frozenset(rejected)) if record.rejected else _reasons(record)
    reasons = tuple(reason for reason in found if reason not in done)
    return msgspec.structs.replace(record, reasons=reasons, priority=_priority(record, reasons))


def consequence(record: Record) -> float:
    """How much a fault in the record would matter: 1, and 1 more for each doubling of its toll."""
    return 1 + math.log2(1 + _toll(record))


def _reasons(record: Record) -> list[Reason]:
    out = [Reason(ReasonKind.DISPUTED, slot, _mark(_told(record, slot))) for slot in record.disputed]
    for claim in record.ledger:
        if claim.change == Change.DENIAL:
            out.append(Reason(ReasonKind.DENIAL, claim.about, _mark(claim.by)))
        elif claim.change == Change.FIRST_CLAIM:
            out.append(Reason(ReasonKind.FIRST_CLAIM, claim.about))
    if record.voices == 1 and _toll(record) >= _MANY:
        out.append(Reason(ReasonKind.THIN, "", str(_toll(record))))
    return list(dict.fromkeys(out))


def _of_rejected(record: Record, rejected: frozenset[str]) -> list[Reason]:
    new = sorted({t.key for t in record.tellings} - rejected)
    return [Reason(ReasonKind.JOINED, "", _mark(new))] if new else []


def _priority(record: Record, reasons: Iterable[Reason]) -> float:
    weight = sum(_SLOTS[r.about] if r.kind == ReasonKind.DISPUTED else _KINDS[r.kind] for r in reasons)
    return round(weight * consequence(record), 3)


def _told(record: Record, slot: str) -> list[str]:
    if slot == "attributions":
        return sorted({f"{c.about} {c.stance}" for c in record.ledger if c.stance is not None})
    return sorted(msgspec.json.encode(held.value).decode() for held in getattr(record, slot))


def _toll(record: Record) -> int:
    return _most(record.killed_range) + _most(record.injured_range) // 4


def _most(count: Count | None) -> int:
    return 0 if count is None else count.max if count.max is not None else count.min or 0


def _mark(told: object) -> str:
    return f"{crc32(msgspec.json.encode(told)):08x}"
