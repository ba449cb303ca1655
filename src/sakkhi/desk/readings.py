"""A version's reading → every value with the words that it rests on, numbered as the page marks them in the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from sakkhi.assess.ruled import SLOTS
from sakkhi.desk.known import in_language
from sakkhi.desk.marked import Mark
from sakkhi.desk.words import translated as _
from sakkhi.model.incident import Incident
from sakkhi.model.reading import Fact, Force, Reading, Statement
from sakkhi.model.record import Claim, ClaimKind
from sakkhi.model.span import Span
from sakkhi.share.wording import Wording
from sakkhi.store import incidents
from sakkhi.store.view import StoredVersion

_SLOTS = (
    "method", "when", "where", "targets", "outcome", "killed", "injured", "munitions", "intercepted", "damage",
)  # fmt: skip
_MOST = 3_000  # spans that are marked


class Slot(msgspec.Struct, frozen=True):
    """A value of a reading: in words, and the marks that it rests on. `name` is the slot's, "" for what is none."""

    name: str
    label: str
    shown: str
    marks: tuple[Mark, ...] = ()
    correctable: bool = False


class Told(msgspec.Struct, frozen=True):
    """An incident of the reading, or a group of what else was read (`group` 0).

    `key` names its telling and `incident` the incident that it is linked in, "" where it is in none.
    """

    group: int
    title: str
    slots: tuple[Slot, ...]
    key: str = ""
    incident: str = ""


class _Counter:
    """Numbers marks in their order on the page; values of one incident that rest on the same words share a mark."""

    def __init__(self) -> None:
        self.found: dict[tuple[int, int, int], Mark] = {}

    def marks(self, spans: tuple[Span, ...], group: int, gloss: str) -> tuple[Mark, ...]:
        out = []
        for span in spans:
            place = (group, span.start, span.end)
            before = self.found.get(place)
            if before is not None:
                self.found[place] = msgspec.structs.replace(before, gloss=f"{before.gloss} · {gloss}")
            elif len(self.found) < _MOST and span.end > span.start:
                self.found[place] = Mark(span.start, span.end, len(self.found) + 1, group, gloss)
            out += [self.found[place]] if place in self.found else []
        return tuple(dict.fromkeys(out))


def tellings(number: int, version: StoredVersion, clearance: int, now: Wording) -> list[Told]:
    """What was read in the version, incident by incident, then what else."""
    if not version.readings:
        return []
    reading, counter = version.readings[-1], _Counter()
    rows = incidents.rows_of_report(number)
    known = {row.telling.incident.id: row for row in rows if row.telling.incident in reading.incidents}
    out = []
    for group, incident in enumerate(reading.incidents, 1):
        row = known.get(incident.id)
        name = row.incident if row is not None and row.incident else ""
        there = bool(name) and incidents.record(name, clearance) is not None
        slots = tuple(_slots(incident, group, counter, now))
        title = _("Incident %(n)s") % {"n": now.number(group)}
        out.append(Told(group, title, slots, row.telling.key if row and there else "", name if there else ""))
    rest = tuple(_rest(reading, counter, now))
    return [*out, Told(0, _("What else was read"), rest)] if rest else out


def marks(told: list[Told]) -> list[Mark]:
    """All marks, each once, with all that rests on it."""
    found = {mark.number: mark for one in told for slot in one.slots for mark in slot.marks}
    return [found[number] for number in sorted(found)]


def roles() -> dict[str, str]:
    """What an incident is to its report, in words."""
    return {"focus": _("told as news"), "background": _("recalled"), "threat": _("threatened")}


def _slots(incident: Incident, group: int, counter: _Counter, now: Wording) -> Iterator[Slot]:
    evidence = incident.evidence
    role = roles()[incident.role.value]
    yield Slot("", _("Told as"), role, counter.marks(evidence.role, group, role))
    for name in _SLOTS:
        value: Any = getattr(incident, name)
        if value in (None, ()):
            continue
        if name == "targets":
            text = now.listed(now.label("target", t.type.value) for t in value)
        else:
            text = in_language(name, value, now)
        label = now.label("slot", name)
        found = counter.marks(getattr(evidence, name), group, f"{label}: {text}")
        yield Slot(name, label, text, found, correctable=name in SLOTS)
    if incident.launched_from is not None:
        text = now.place(incident.launched_from)
        yield Slot("", _("Launched from"), text, counter.marks(evidence.launched_from, group, text))
    if incident.repeats != 1:
        text = now.number(incident.repeats)
        yield Slot("", _("Attacks summed up"), text, counter.marks(evidence.repeats, group, text))
    for a in incident.attributions:
        claim = Claim(ClaimKind.ATTRIBUTION, a.actor, a.by, a.by_type, a.stance, a.evidence, "", None)
        text = now.claim(claim)
        yield Slot("", now.label("slot", "attributions"), text, counter.marks(a.evidence, group, text))
    if incident.unclaimed:
        text = now.label("said", "unclaimed")
        yield Slot("", now.label("slot", "attributions"), text, counter.marks(evidence.unclaimed, group, text))


def _rest(reading: Reading, counter: _Counter, now: Wording) -> Iterator[Slot]:
    others: tuple[Force | Fact | Statement, ...] = (*reading.forces, *reading.facts, *reading.statements)
    for one in others:
        label, text = _other(one, now)
        yield Slot("", label, text, counter.marks(one.evidence, 0, f"{label}: {text}"))


def _other(one: Force | Fact | Statement, now: Wording) -> tuple[str, str]:
    if isinstance(one, Force):
        where = f", {now.place(one.place)}" if one.place else ""
        return _("Force"), f"{now.name(one.actor)}: {now.count(one.count)}{where}"
    if isinstance(one, Fact):
        return _("Standing fact"), f"{now.name(one.subject)} → {now.name(one.object)}"
    post = ", ".join(now.marked(part) for part in (one.role, one.organisation) if part)
    return _("Statement"), f"{now.name(one.speaker)}{f' ({post})' if post else ''}"
