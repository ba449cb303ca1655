"""`sakkhi rule …`: what a person decides, added to the record; linking keeps to it at once."""

from __future__ import annotations

import getpass

import msgspec

from sakkhi.assess.ruled import SLOTS
from sakkhi.cli.keep import now, place
from sakkhi.cli.linked import in_numbers, relinked
from sakkhi.cli.readings import refused
from sakkhi.cli.terminal import quiet_end, write_whole
from sakkhi.collect.given import accepted
from sakkhi.collect.home import open_home
from sakkhi.collect.rule import Asked, Refusal, Refused, rule, undo
from sakkhi.model.fault import Fault
from sakkhi.model.marking import EVERYTHING, Marking
from sakkhi.model.ruling import Quoted, Ruling, RulingKind
from sakkhi.model.span import Span
from sakkhi.store import incidents, rulings, view
from sakkhi.store.database import plain_errors
from sakkhi.store.marks import mark_incident, mark_report

_SEE = "see `sakkhi incidents`"
_WORDS = {
    Refused.UNKNOWN: ("there is no such incident or telling", _SEE),
    Refused.COMMON: ("they have a telling in common", "name the one that does not belong"),
    Refused.OUTSIDE: ("it is not among the incident's reports", _SEE),
    Refused.ALONE: ("the incident has no other report", _SEE),
    Refused.ONE_ALREADY: ("they are one incident already", _SEE),
    Refused.WORDS: ("the words do not stand there in its text", "count code points of the text, from 0"),
    Refused.WHY: ("no reason is given", "say why with --why"),
    Refused.CHANGED: ("it has changed meanwhile", "look at it again"),
}


def print_ruling(
    kind: str, one: tuple[str, ...], other: tuple[str, ...] = (), slot: str = "", *, by: str | None, why: str,
    data: str | None,
) -> int:  # fmt: skip
    """The exit status, after a ruling of this kind."""
    return _ruled(Asked(RulingKind(kind), one, other, slot=slot), by, why, data)


def _ruled(asked: Asked, by: str | None, why: str, data: str | None) -> int:
    found = place(data)
    open_home(found)
    with quiet_end(), plain_errors():
        number = rule(asked, by or getpass.getuser(), why, now())
        if isinstance(number, Refusal):
            return refused(_fault(number, asked))
        write_whole(f"ruling {number}; {in_numbers(relinked(found))}\n".encode())
    return 0


def print_exclusion(report: str, id: str, *, by: str | None, why: str, data: str | None) -> int:
    """The exit status, after ruling that a report does not tell of an incident."""
    open_home(place(data))
    with plain_errors():
        record = incidents.record(id)
    told = record.tellings if record is not None else ()
    mine = tuple(t.key for t in told if t.key == report or t.report.startswith(report))
    if record is not None and not mine:
        return refused(_fault(Refusal(Refused.OUTSIDE, report)))
    asked = Asked(RulingKind.APART, mine or (id,), within=id)
    return _ruled(asked, by, why, data)


def print_mark(name: str, marking: Marking, *, by: str | None, why: str, data: str | None) -> int:
    """The exit status, after marking an incident or a report."""
    open_home(place(data))
    if not why.strip():
        return refused(_fault(Refusal(Refused.WHY, "mark")))
    who = by or getpass.getuser()
    with quiet_end(), plain_errors():
        number = mark_incident(name, marking, who, why.strip(), now(), EVERYTHING)
        reports = view.find(name) if number is None else []
        if len(reports) > 1:
            return refused(Fault(name, "several reports begin like this", "name one of them in full"))
        if reports:
            number = mark_report(reports[0], marking, who, why.strip(), now(), EVERYTHING)
        if number is None:
            return refused(
                Fault(name, "there is no such incident or report", "see `sakkhi incidents`, `sakkhi reports`")
            )
        write_whole(f"ruling {number}: {name} is {marking.label}\n".encode("utf-8", "replace"))
    return 0


def print_value(
    id: str, slot: str, given: str, *, words: str | None, by: str | None, why: str, data: str | None
) -> int:
    """The exit status, after ruling on a slot's value; `words` are the evidence, as REPORT:START-END."""
    quoted: Quoted | Fault | None = None
    if words is not None:
        open_home(place(data))
        with plain_errors():
            quoted = _quoted(words)
    if isinstance(quoted, Fault):
        return refused(quoted)
    asked = Asked(RulingKind.VALUE, (id,), slot=slot, value=given, words=quoted)
    return _ruled(asked, by, why, data)


def print_undoing(number: int, *, by: str | None, why: str, data: str | None) -> int:
    """The exit status, after taking a ruling back."""
    found = place(data)
    open_home(found)
    with quiet_end(), plain_errors():
        new = undo(number, by or getpass.getuser(), why, now())
        if isinstance(new, Refusal):
            return refused(_fault(new))
        write_whole(f"ruling {new}: {number} is undone; {in_numbers(relinked(found))}\n".encode())
    return 0


def print_rulings(*, as_json: bool, data: str | None) -> int:
    """List every ruling; 0."""
    open_home(place(data))
    with quiet_end(), plain_errors():
        for ruling in rulings.rulings():
            line = msgspec.json.encode(ruling) if as_json else _line(ruling).encode("utf-8", "replace")
            write_whole(line + b"\n")
    return 0


def _fault(refusal: Refusal, asked: Asked | None = None) -> Fault:
    if refusal.why == Refused.CONTRADICTS:
        told = "; ".join(f"ruling {r.number} by {r.by}: {r.why}" for r in refusal.against)
        remedy = f"undo it first with `sakkhi rule undo {refusal.against[0].number}`" if refusal.against else _SEE
        return Fault(refusal.name, f"it contradicts {told or 'itself'}", remedy)
    if refusal.why == Refused.UNDONE:
        return Fault(refusal.name, f"ruling {refusal.against[0].undone} has undone it", "see `sakkhi rule list`")
    if refusal.why == Refused.SLOT:
        return Fault(refusal.name, "there is no such slot", f"name one of {', '.join(SLOTS)}")
    if refusal.why == Refused.VALUE and asked is not None:
        return Fault(asked.slot, f"{refusal.name!r} is no value of it", f"write {accepted(asked.slot)}")
    if asked is None and refusal.why == Refused.UNKNOWN:
        return Fault(refusal.name, "there is no such ruling", "see `sakkhi rule list`")
    return Fault(refusal.name, *_WORDS[refusal.why])


def _quoted(words: str) -> Quoted | Fault:
    report, _, places = words.rpartition(":")
    start, _, end = places.partition("-")
    numbers = view.find(report)
    if not (report and start.isdigit() and end.isdigit()) or len(numbers) != 1:
        return Fault("--words", f"{words!r} is no report with a place in it", "write it as REPORT:START-END")
    newest = view.versions(numbers[0])[-1].report
    span = Span(int(start), int(end), newest.text[int(start) : int(end)])
    return Quoted(newest.id, newest.sha256, (span,))


def _line(ruling: Ruling) -> str:
    what = f"{ruling.slot} is {ruling.value} for" if ruling.kind == RulingKind.VALUE else ruling.kind.value
    sides = " | ".join(" ".join(side) for side in (ruling.one, ruling.other) if side)
    quoted = "".join(f" “{span.text}”" for span in ruling.words.spans) if ruling.words else ""
    undone = f" · undone by {ruling.undone}" if ruling.undone is not None else ""
    return (
        f"{ruling.number}  {ruling.at:%Y-%m-%d %H:%M} UTC · {ruling.by} · {what} {sides}{quoted} · {ruling.why}{undone}"
    )
