"""A record → its values in words for a person, each with the reports that give it and the words it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sakkhi.cli.values import (
    NOT_SAID,
    STANCES,
    Section,
    Value,
    count_in_words,
    in_words,
    place_in_words,
    when_in_words,
)
from sakkhi.model.record import Change, Claim, ClaimKind, Held, Record
from sakkhi.model.span import Span
from sakkhi.model.telling import Telling

_LABELS = {
    "method": "what", "where": "where", "when": "when", "munitions": "with", "targets": "against", "outcome": "outcome",
    "intercepted": "stopped", "damage": "damage", "killed": "killed", "injured": "injured",
}  # fmt: skip
_ALWAYS = ("method", "where", "when", "targets", "outcome", "killed", "injured")
_CHANGES = {
    Change.FIRST_CLAIM: "first claim of responsibility",
    Change.DENIAL: "denial",
    Change.TOLL_REVISED: "toll revised",
    Change.OUTCOME_CHANGED: "outcome changed",
}


def headline(record: Record) -> str:
    """An incident on one line: id, day, what, where, how it ended, killed and injured, how many reports and voices."""
    when = record.when[0].value if record.when else None
    where = record.where[0].value if record.where else None
    days = "no day told" if when is None else str(when.earliest)
    if when is not None and when.latest != when.earliest:
        days += f" to {when.latest}"
    parts = [
        days,
        in_words(record.method[0].value) if record.method else "unknown",
        f"{where.name}{f', {where.country}' if where.country else ''}" if where else "place not told",
        in_words(record.outcome[0].value) if record.outcome else "outcome not told",
    ]
    parts += [f"{slot} {count_in_words(h[0].value)}" for slot, h in _tolls(record) if h]
    reports = len({t.report for t in record.tellings})
    parts.append(
        f"{reports} report{'s' if reports > 1 else ''}, {record.voices} voice{'s' if record.voices > 1 else ''}"
    )
    if record.sums_up:
        parts.append(f"sums up {record.repeats if record.repeats > 1 else 'several'} attacks")
    if record.disputed:
        parts.append(f"disputed: {', '.join(record.disputed)}")
    return f"{record.id}  {' · '.join(parts)}"


def sections(record: Record, tellings: Mapping[str, Telling]) -> Iterator[Section]:
    """What is known, then the ledger of claims, then the reports; `tellings` are by their keys."""
    yield Section("record", "What is known", tuple(_values(record, tellings)))
    if record.ledger:
        yield Section("ledger", "Claims, in order of time", tuple(_claim(c) for c in record.ledger))
    yield Section("reports", "Reports", tuple(_report(record)))


def _tolls(record: Record) -> list[tuple[str, tuple[Held[Any], ...]]]:
    return [("killed", record.killed), ("injured", record.injured)]


def _values(record: Record, tellings: Mapping[str, Telling]) -> Iterator[Value]:
    for slot, label in _LABELS.items():
        told: tuple[Held[Any], ...] = getattr(record, slot)
        if not told and slot in _ALWAYS:
            yield Value(label, "no report says" if slot != "outcome" else NOT_SAID)
        for n, one in enumerate(told):
            ruled = n == 0 and slot in record.ruled
            who = "ruled by a person" if ruled and not one.voices else _voices(one)
            spans = tuple(s for key in one.tellings if key in tellings for s in _evidence(tellings[key], slot))
            yield Value(label, f"{_shown(slot, one.value)} ({who}{', ruled' if ruled and one.voices else ''})", spans)
    for name, whole in (("killed", record.killed_range), ("injured", record.injured_range)):
        if whole is not None and len(getattr(record, name)) > 1:
            yield Value(f"{name}, all", count_in_words(whole))
    if record.disputed:
        yield Value("disputed", ", ".join(record.disputed))
    if record.includes:
        yield Value("sums up", ", ".join(record.includes))


def _voices(held: Held[Any]) -> str:
    return f"{held.voices} voice{'s' if held.voices != 1 else ''}"


def _evidence(telling: Telling, slot: str) -> tuple[Span, ...]:
    spans: tuple[Span, ...] = getattr(telling.incident.evidence, slot)
    return spans[:2]


def _shown(slot: str, value: Any) -> str:
    if slot == "where":
        return place_in_words(value)
    if slot == "when":
        return when_in_words(value)
    if slot in ("killed", "injured", "munitions", "intercepted"):
        return count_in_words(value)
    return in_words(value)


def _claim(claim: Claim) -> Value:
    label = str(claim.published) if claim.published else "undated"
    if claim.kind == ClaimKind.ATTRIBUTION and claim.stance is not None:
        by = "the report" if claim.by == "report" else claim.by
        shown = f"{claim.about}: {STANCES[claim.stance]} {by} ({in_words(claim.by_type)})"
        if claim.voices > 1:
            shown += f", {claim.voices} voices"
    elif claim.kind == ClaimKind.UNCLAIMED:
        shown = "nobody has claimed it"
    else:
        shown = f"{claim.kind}: {in_words(claim.about)}"
    change = f" [{_CHANGES[claim.change]}]" if claim.change else ""
    return Value(label, f"{shown}{change} · {claim.report}", claim.quotes)


def _report(record: Record) -> Iterator[Value]:
    for told in record.tellings:
        role = "summary" if told.summary else str(told.role)
        parts = [told.report, told.outlet, told.language, role, f"as {told.incident}"]
        yield Value(str(told.published) if told.published else "undated", " · ".join(p for p in parts if p))
