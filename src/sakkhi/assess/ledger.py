"""Tellings of one incident → the ledger of claims in order of time, with what each entry changes.

No entry is ever promoted: a suspicion told twenty times is a suspicion with as many voices.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

import msgspec

from sakkhi.assess.voices import speakers
from sakkhi.model.count import Count
from sakkhi.model.incident import ByType, Outcome, Stance
from sakkhi.model.record import Change, Claim, ClaimKind
from sakkhi.model.telling import Telling

_REPORT = "report"


def ledger(tellings: Sequence[Telling]) -> tuple[Claim, ...]:
    """Every claim of every telling, the earliest first; those of undated reports last."""
    entries = [claim for telling in tellings for claim in _claims(telling)]
    entries.sort(key=lambda c: (c.published or dt.date.max, c.report, c.kind, c.about, c.by, c.stance or ""))
    counts = _voices(tellings)
    entries = [msgspec.structs.replace(c, voices=counts.get((c.about, c.stance), 1)) for c in entries]
    return tuple(_marked(entries))


def _claims(telling: Telling) -> Iterator[Claim]:
    incident, evidence = telling.incident, telling.incident.evidence
    at = (telling.report, telling.published)
    for a in incident.attributions:
        yield Claim(ClaimKind.ATTRIBUTION, a.actor, a.by, a.by_type, a.stance, a.evidence, *at)
    if incident.unclaimed:
        yield Claim(ClaimKind.UNCLAIMED, "", _REPORT, ByType.REPORT, None, evidence.unclaimed, *at)
    if incident.outcome != Outcome.UNKNOWN:
        yield Claim(ClaimKind.OUTCOME, incident.outcome.value, _REPORT, ByType.REPORT, None, evidence.outcome, *at)
    for slot, toll, spans in (
        ("killed", incident.killed, evidence.killed),
        ("injured", incident.injured, evidence.injured),
    ):
        if toll is not None:
            yield Claim(ClaimKind.TOLL, f"{slot} {in_words(toll)}", _REPORT, ByType.REPORT, None, spans, *at)


def in_words(count: Count) -> str:
    """A count as the ledger writes it: 3, 3–5, at least 3, up to 3."""
    if count.min is None:
        return f"up to {count.max}"
    if count.max is None:
        return f"at least {count.min}"
    return str(count.min) if count.min == count.max else f"{count.min}–{count.max}"


def _voices(tellings: Sequence[Telling]) -> dict[tuple[str, Stance | None], int]:
    said: dict[tuple[str, Stance | None], list[tuple[str, ByType, Telling]]] = {}
    for telling in tellings:
        for a in telling.incident.attributions:
            said.setdefault((a.actor, a.stance), []).append((a.by, a.by_type, telling))
    return {key: speakers(entries) for key, entries in said.items()}


def _marked(entries: Sequence[Claim]) -> Iterator[Claim]:
    """The entries with what each changes in those before it."""
    claimed = False
    told: dict[str, str] = {}
    for entry in entries:
        change = None
        if entry.stance == Stance.CLAIMS and not claimed:
            change, claimed = Change.FIRST_CLAIM, True
        elif entry.stance == Stance.DENIES:
            change = Change.DENIAL
        elif entry.kind in (ClaimKind.TOLL, ClaimKind.OUTCOME):
            topic = entry.about.partition(" ")[0] if entry.kind == ClaimKind.TOLL else entry.kind.value
            if told.get(topic, entry.about) != entry.about:
                change = Change.TOLL_REVISED if entry.kind == ClaimKind.TOLL else Change.OUTCOME_CHANGED
            told[topic] = entry.about
        yield msgspec.structs.replace(entry, change=change) if change else entry
