"""What a person rules, over the API: appended as on the pages, with what the person saw named in `If-Match`."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Body, Query, Router, Schema
from ninja.errors import HttpError
from pydantic import ConfigDict, Field

from sakkhi.collect import rule as ruling_way
from sakkhi.collect.linker import Linker
from sakkhi.collect.rule import Asked, Refusal, Refused
from sakkhi.desk.access import clearance
from sakkhi.desk.api.incidents import IncidentOut, all_seen, of_hit, one, printable
from sakkhi.desk.api.problems import Wrong, problem, tag_of, tags
from sakkhi.desk.api.service import opened, written
from sakkhi.desk.audit import note
from sakkhi.model.access import Role, Scope
from sakkhi.model.deed import DeedKind
from sakkhi.model.marking import Marking
from sakkhi.model.ruling import Quoted, Ruling, RulingKind
from sakkhi.model.span import Span
from sakkhi.run import tell
from sakkhi.store import finding, incidents, marks, rulings
from sakkhi.store.incidents import Pair

router = Router(tags=["rulings"])

Kind = Literal["same", "apart", "value", "accept", "reject"]
Name = Annotated[str, Field(max_length=300)]
_WHY = {
    Refused.UNKNOWN: "there is no such incident, telling or ruling",
    Refused.COMMON: "both sides have a telling in common: name the one that does not belong",
    Refused.OUTSIDE: "it is not among the incident's tellings",
    Refused.ALONE: "the incident has no other telling",
    Refused.ONE_ALREADY: "they are one incident already",
    Refused.SLOT: "there is no such slot",
    Refused.VALUE: "that is no value of the slot; docs/cli.md says how each is written",
    Refused.WORDS: "the quoted words do not stand there",
    Refused.WHY: "give a reason in `why`",
    Refused.CONTRADICTS: "a standing ruling speaks against it: undo that first",
    Refused.UNDONE: "it is undone already",
    Refused.CHANGED: "it is not what you saw any more: get it anew, and look again",
}
_STATUS = {Refused.UNKNOWN: 404, Refused.CONTRADICTS: 409, Refused.ONE_ALREADY: 409, Refused.UNDONE: 409,
           Refused.CHANGED: 412}  # fmt: skip


class SpanIn(Schema):
    """Quoted words: code points of the text."""

    model_config = ConfigDict(extra="forbid")
    start: int = Field(ge=0, le=10**8)
    end: int = Field(ge=0, le=10**8)
    text: str = Field(max_length=10_000)


class QuotedIn(Schema):
    """The words of a report that a value rests on; `sha256` is that of the text."""

    model_config = ConfigDict(extra="forbid")
    report: str = Field(max_length=2000)
    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    spans: list[SpanIn] = Field(min_length=1, max_length=20)


class RulingIn(Schema):
    """A ruling. `one` and `other` name incidents or keys of tellings; `value` is written as on the command line."""

    model_config = ConfigDict(extra="forbid")
    kind: Kind
    one: list[Name] = Field(min_length=1, max_length=100)
    other: list[Name] = Field(default=[], max_length=100)
    within: str = Field("", max_length=64)
    slot: str = Field("", max_length=32)
    value: str = Field("", max_length=500)
    why: str = Field(min_length=1, max_length=2000)
    words: QuotedIn | None = None


class UndoIn(Schema):
    """Why a ruling is taken back."""

    model_config = ConfigDict(extra="forbid")
    why: str = Field(min_length=1, max_length=2000)


class MarkIn(Schema):
    """How far something may travel, and why."""

    model_config = ConfigDict(extra="forbid")
    marking: Marking
    why: str = Field(min_length=1, max_length=2000)


class RuledOut(msgspec.Struct, frozen=True):
    """The number of a ruling, and the incidents in which its tellings are now."""

    number: int
    incidents: tuple[str, ...]


class RulingsOut(msgspec.Struct, frozen=True):
    """A part of all rulings, the newest first."""

    items: tuple[Ruling, ...]
    next: str | None


class QueueOut(msgspec.Struct, frozen=True):
    """What needs a person, what matters most first: records with reasons to look at them, and pairs in doubt."""

    incidents: tuple[IncidentOut, ...]
    doubts: tuple[Pair, ...]


_IF_MATCH = {
    "parameters": [
        {
            "name": "If-Match", "in": "header", "required": True, "schema": {"type": "string"},
            "description": "the `ETag` of each incident that the ruling touches, as `GET /api/incidents/{id}` gave it",
        }
    ]
}  # fmt: skip


@router.get("/queue", **opened(Scope.READ, QueueOut))
def get_queue(request: HttpRequest, limit: Annotated[int, Query(ge=1, le=100)] = 20) -> Any:
    """What needs a person's eye."""
    cleared = clearance(request)
    return QueueOut(tuple(map(of_hit, finding.in_doubt(cleared, limit))), tuple(incidents.doubts(limit, cleared)))


@router.get("/rulings", **opened(Scope.READ, RulingsOut))
def list_rulings(
    request: HttpRequest,
    after: Annotated[int | None, Query(ge=1, le=2**62)] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> Any:
    """What people ruled, the newest first; what names something marked higher is left out."""
    found = rulings.page(limit + 1, after, clearance(request))
    more = str(found[limit - 1].number) if len(found) > limit else None
    return RulingsOut(tuple(found[:limit]), more)


@router.get("/rulings/{int:number}", **opened(Scope.READ, Ruling))
def get_ruling(request: HttpRequest, number: int) -> Any:
    """One ruling."""
    return _ruling(request, number)


@router.post("/rulings", **opened(Scope.RULE, RuledOut, 201, 409, 412, 428, **_IF_MATCH))
def make_ruling(request: Any, ruling: Annotated[RulingIn, Body()]) -> Any:
    """Rule: `same` joins, `apart` parts, `value` sets a slot, `accept` settles reasons, `reject`: it is no attack."""
    for text in (*ruling.one, *ruling.other, ruling.within, ruling.value):
        printable(text)
    names = [*ruling.one, *ruling.other, *filter(None, [ruling.within])]
    touched = _touched(request, names)
    if "If-Match" not in request.headers:
        return problem(428, "name the ETag of each incident that the ruling touches in `If-Match`", "unseen")
    seen = tags(request.headers["If-Match"])

    def changed() -> Refusal | None:
        now = {name: tag_of(msgspec.json.encode(one(request, name))) for name in touched}
        return next((Refusal(Refused.CHANGED, name) for name, tag in now.items() if tag not in seen), None)

    made = ruling_way.rule(_asked(ruling), request.person.name, ruling.why, timezone.now(), changed)
    if isinstance(made, Refusal):
        return _refused(request, made)
    note(request, DeedKind.RULING, f"ruling {made}", f"{ruling.kind} {', '.join(sorted(touched))}")
    return _done(request, made)


@router.post("/rulings/{int:number}/undo", **opened(Scope.RULE, RuledOut, 201, 409))
def undo_ruling(request: Any, number: int, undo: Annotated[UndoIn, Body()]) -> Any:
    """Take a ruling back; it stays on record, undone."""
    _ruling(request, number)
    made = ruling_way.undo(number, request.person.name, undo.why, timezone.now())
    if isinstance(made, Refusal):
        return _refused(request, made)
    note(request, DeedKind.RULING, f"ruling {made}", f"undo {number}")
    return _done(request, made, of=number)


@router.put("/incidents/{id}/marking", **opened(Scope.RULE, RuledOut, 201))
def mark_incident(request: Any, id: str, mark: Annotated[MarkIn, Body()]) -> Any:
    """Mark an incident; it stays as strict as its strictest report."""
    found = one(request, id).incident
    _may_mark(request, mark)
    made = marks.mark_incident(
        found.id, mark.marking, request.person.name, mark.why, timezone.now(), clearance(request)
    )
    return _marked(request, made, f"incident {found.id}", mark)


@router.put("/reports/{int:number}/marking", **opened(Scope.RULE, RuledOut, 201))
def mark_report(request: Any, number: int, mark: Annotated[MarkIn, Body()]) -> Any:
    """Mark a report, and with it the incidents that it tells of."""
    _may_mark(request, mark)
    cleared = clearance(request)
    made = (
        marks.mark_report(number, mark.marking, request.person.name, mark.why, timezone.now(), cleared)
        if number < 2**63
        else None
    )
    return _marked(request, made, f"report {number}", mark)


def _asked(ruling: RulingIn) -> Asked:
    words = ruling.words
    quoted = (
        Quoted(words.report, words.sha256, tuple(Span(s.start, s.end, s.text) for s in words.spans)) if words else None
    )
    return Asked(
        RulingKind(ruling.kind),
        tuple(ruling.one),
        tuple(ruling.other),
        ruling.within,
        ruling.slot,
        ruling.value,
        words=quoted,
    )


def _touched(request: HttpRequest, names: list[str]) -> set[str]:
    """The ids of the incidents that these names, or the tellings of these keys, are of. 404 for what is not seen."""
    out = set()
    rows = {row.telling.key: row.incident for row in incidents.by_keys(names)}
    unseen = incidents.hidden(rows, clearance(request))
    for name in names:
        record = incidents.record(name, clearance(request))
        if record is None and (name not in rows or name in unseen):
            raise HttpError(404, f"{_WHY[Refused.UNKNOWN]}: {name}")
        out.add(record.id if record is not None else rows[name])
    return {name for name in out if name}


def _ruling(request: HttpRequest, number: int) -> Ruling:
    found = rulings.ruling(number) if number < 2**63 else None
    if found is None or not all_seen(request, found) or found.kind == RulingKind.MARK:
        raise HttpError(404, "there is no such ruling")
    return found


def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    against = tuple(
        Wrong(f"ruling {r.number}", f"{r.kind} by {r.by}: {r.why}") for r in refusal.against if all_seen(request, r)
    )
    status = _STATUS.get(refusal.why, 422)
    return problem(status, f"{_WHY[refusal.why]} ({refusal.name})" if refusal.name else _WHY[refusal.why],
                   refusal.why.value, against)  # fmt: skip


def _done(request: HttpRequest, number: int, of: int | None = None) -> HttpResponse:
    """The answer, after linking what the ruling touched."""
    Linker(settings.SAKKHI_FOLDER, tell, timezone.now).link()
    found = rulings.ruling(of or number)
    keys = {*found.one, *found.other} if found is not None else set()
    unseen = incidents.hidden(keys, clearance(request))
    names = {row.incident for row in incidents.by_keys(keys - unseen) if row.incident}
    return written(RuledOut(number, tuple(sorted(names))), 201, Location=f"/api/rulings/{of or number}")


def _may_mark(request: Any, mark: MarkIn) -> None:
    if not request.person.role.at_least(Role.EDITOR):
        raise HttpError(403, "only an editor marks")
    if mark.marking.rank > clearance(request):
        raise HttpError(403, "that mark is above your own clearance: you would not see it again")


def _marked(request: HttpRequest, made: int | None, subject: str, mark: MarkIn) -> HttpResponse:
    if made is None:
        raise HttpError(404, f"there is no {subject}")
    note(request, DeedKind.MARK, subject, mark.marking.label)
    return written(RuledOut(made, ()), 201)
