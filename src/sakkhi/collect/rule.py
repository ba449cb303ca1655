"""What a person wants to rule → a ruling on record, or why it is refused. Command line and desk both go this way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any

import msgspec

from sakkhi.assess.ruled import SLOTS
from sakkhi.collect.given import value_of
from sakkhi.link.rulings import contradicted
from sakkhi.model.record import Record
from sakkhi.model.ruling import Quoted, Ruling, RulingKind
from sakkhi.store import incidents, linked, rulings, view


class Asked(msgspec.Struct, frozen=True):
    """A ruling as a person asks for it: `one` and `other` are names of incidents or keys of tellings.

    Where the kind is `apart` and `other` is empty, the tellings of `one` are parted from the rest of the incident
    `within`. `value` is as a person writes it; `held` names one that the record holds already, by its place there.
    """

    kind: RulingKind
    one: tuple[str, ...]
    other: tuple[str, ...] = ()
    within: str = ""
    slot: str = ""
    value: str = ""
    words: Quoted | None = None
    held: int | None = None


class Refused(StrEnum):
    """Why a ruling is not made."""

    UNKNOWN = "unknown"  # there is no such incident or telling
    COMMON = "common"  # two sides that are to be parted have a telling in common
    OUTSIDE = "outside"  # a telling is not among the incident's
    ALONE = "alone"  # the incident has nothing else
    ONE_ALREADY = "one_already"  # both sides are one incident already
    SLOT = "slot"
    VALUE = "value"
    WORDS = "words"  # the quoted words do not stand there
    WHY = "why"  # no reason given
    CONTRADICTS = "contradicts"
    UNDONE = "undone"
    CHANGED = "changed"  # the record is not what the person saw


class Refusal(msgspec.Struct, frozen=True):
    """Why a ruling was refused; `name` is what it is about, `against` the rulings that speak against it."""

    why: Refused
    name: str
    against: tuple[Ruling, ...] = ()


Check = Callable[[], Refusal | None]


def rule(asked: Asked, by: str, why: str, now: dt.datetime, check: Check = lambda: None) -> int | Refusal:
    """The number of the ruling, which is on record when this returns; nothing is linked yet.

    `check` looks once more, when nobody else can rule, whether what the person saw still stands.
    """
    with linked.one_ruler():
        made = _asked(asked, by, why.strip(), now)
        if isinstance(made, Refusal):
            return made
        refusal = check()
        if refusal is not None:
            return refusal
        against = contradicted(made, rulings.rulings())
        if against:
            return Refusal(Refused.CONTRADICTS, made.kind.value, tuple(r for r in against if r.number))
        return linked.append_ruling(made)


def undo(number: int, by: str, why: str, now: dt.datetime) -> int | Refusal:
    """The number of the ruling that undoes this one."""
    with linked.one_ruler():
        found = rulings.ruling(number)
        if found is None or found.kind == RulingKind.MARK:  # another mark takes its place
            return Refusal(Refused.UNKNOWN, str(number))
        if found.undone is not None:
            return Refusal(Refused.UNDONE, str(number), (found,))
        if not why.strip():
            return Refusal(Refused.WHY, str(number))
        return linked.append_undoing(found, by, why.strip(), now)


def keys_of(name: str) -> list[str]:
    """The keys of an incident's tellings, or the one key that the name is; empty where it is neither."""
    record = incidents.record(name)
    if record is not None:
        return [t.key for t in record.tellings]
    return [row.telling.key for row in incidents.by_keys([name])]


def _asked(asked: Asked, by: str, why: str, now: dt.datetime) -> Ruling | Refusal:
    """The ruling that is to be appended."""
    if not why:
        return Refusal(Refused.WHY, asked.kind.value)
    one, other = _keys(asked.one), _keys(asked.other)
    for side in (one, other):
        if isinstance(side, Refusal):
            return side
    made = Ruling(0, asked.kind, one, other, by, now, why, asked.slot, words=asked.words)  # type: ignore[arg-type]
    if not made.one or made.kind == RulingKind.MARK:  # `store.marks` sets those
        return Refusal(Refused.UNKNOWN, "")
    if asked.kind == RulingKind.VALUE:
        return _valued(made, asked)
    if asked.kind == RulingKind.ACCEPT:
        return _accepting(made, asked)
    if asked.kind == RulingKind.APART:
        return _parting(made, asked)
    if asked.kind == RulingKind.SAME and not set(made.other) - set(made.one):
        return Refusal(Refused.ONE_ALREADY, ", ".join((*asked.one, *asked.other)))
    return made


def _keys(names: Sequence[str]) -> tuple[str, ...] | Refusal:
    out: dict[str, None] = {}
    for name in names:
        found = keys_of(name)
        if not found:
            return Refusal(Refused.UNKNOWN, name)
        out |= dict.fromkeys(found)
    return tuple(out)


def _parting(made: Ruling, asked: Asked) -> Ruling | Refusal:
    if asked.within:
        record = incidents.record(asked.within)
        if record is None:
            return Refusal(Refused.UNKNOWN, asked.within)
        all_keys = [t.key for t in record.tellings]
        if missing := [key for key in made.one if key not in all_keys]:
            return Refusal(Refused.OUTSIDE, missing[0])
        made = msgspec.structs.replace(made, other=tuple(key for key in all_keys if key not in made.one))
        if not made.other:
            return Refusal(Refused.ALONE, asked.within)
    if not made.other:
        return Refusal(Refused.UNKNOWN, "")
    if set(made.one) & set(made.other):
        return Refusal(Refused.COMMON, ", ".join((*asked.one, *asked.other)))
    return made


def _valued(made: Ruling, asked: Asked) -> Ruling | Refusal:
    value = value_of(asked.slot, asked.value) if asked.held is None else _held(made, asked)
    if value is None:
        return Refusal(Refused.SLOT, asked.slot)
    if isinstance(value, ValueError):
        return Refusal(Refused.VALUE, asked.value)
    if asked.words is not None and not _stand(asked.words, made.one):
        return Refusal(Refused.WORDS, asked.words.report)
    return msgspec.structs.replace(made, value=msgspec.json.encode(value).decode())


def _held(made: Ruling, asked: Asked) -> Any:
    record = _record_of(made.one)
    told = getattr(record, asked.slot, ()) if asked.slot in SLOTS and record is not None else ()
    place = asked.held or 0
    return told[place].value if 0 <= place < len(told) else ValueError(asked.slot)


def _stand(words: Quoted, keys: Sequence[str]) -> bool:
    """True where the words stand in a version of a report that tells of the incident."""
    told = {row.report for row in incidents.by_keys(keys) if row.telling.report == words.report}
    texts = [v.report.text for n in told for v in view.versions(n) if v.report.sha256 == words.sha256]
    return bool(words.spans) and any(
        all(0 <= s.start < s.end <= len(text) and text[s.start : s.end] == s.text for s in words.spans)
        for text in texts
    )


def _accepting(made: Ruling, asked: Asked) -> Ruling | Refusal:
    record = _record_of(made.one)
    if record is None:
        return Refusal(Refused.UNKNOWN, asked.one[0])
    reasons = [r for r in record.reasons if not asked.slot or r.about == asked.slot]
    return msgspec.structs.replace(made, value=msgspec.json.encode(reasons).decode())


def _record_of(keys: Sequence[str]) -> Record | None:
    rows = incidents.by_keys(keys[:1])
    return incidents.record(rows[0].incident) if rows and rows[0].incident else None
