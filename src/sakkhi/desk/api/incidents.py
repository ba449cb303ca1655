"""Incidents, their ledger of claims, and the words behind each value."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

import msgspec
from django.http import HttpRequest
from ninja import Query, Router
from ninja.errors import HttpError

from sakkhi.collect.meaning import understood
from sakkhi.collect.shown import shown_one
from sakkhi.desk.access import clearance
from sakkhi.desk.api.service import opened
from sakkhi.desk.audit import viewed
from sakkhi.model.access import Scope
from sakkhi.model.incident import IncidentEvidence, Method, Outcome, Stance
from sakkhi.model.marking import Marking
from sakkhi.model.record import Claim, Record
from sakkhi.model.ruling import Ruling
from sakkhi.store import finding, incidents, marks
from sakkhi.store.dossiers import dossiers
from sakkhi.store.finding import IncidentHit
from sakkhi.store.incidents import Sought
from sakkhi.store.rulings import rulings_on
from sakkhi.store.words import Wanted

router = Router(tags=["incidents"])

After = Annotated[str, Query(pattern=r"^([0-9]{1,7}\.[0-9]{1,18})?$", description="`next` of the part before")]
Limit = Annotated[int, Query(ge=1, le=100, description="how many at most")]
Words = Annotated[str, Query(max_length=300, description="words in Bangla, English or Arabic")]


class HeadOut(msgspec.Struct, frozen=True):
    """A report that tells of an incident, by its headline."""

    number: int
    report: str
    language: str
    outlet: str | None
    title: str


class IncidentOut(msgspec.Struct, frozen=True):
    """An incident as all its reports tell of it; `reports` are the first of them."""

    marking: Marking
    incident: Record
    reports: tuple[HeadOut, ...]


class IncidentsOut(msgspec.Struct, frozen=True):
    """A part of a list, the newest first. `count` is of all parts, and never more than 1,001."""

    items: tuple[IncidentOut, ...]
    next: str | None
    count: int


class OneIncidentOut(msgspec.Struct, frozen=True):
    """An incident with all its reports that summaries of several attacks add to."""

    marking: Marking
    incident: Record


class LedgerOut(msgspec.Struct, frozen=True):
    """Who says what of an incident, in order of time."""

    items: tuple[Claim, ...]


class TellingOut(msgspec.Struct, frozen=True):
    """The words of one report behind each value that it gives; offsets count code points of its text."""

    key: str
    report: str
    sha256: str
    language: str
    outlet: str | None
    title: str | None
    published: dt.date | None
    words: IncidentEvidence


class WordsOut(msgspec.Struct, frozen=True):
    """The words behind an incident, a telling each."""

    items: tuple[TellingOut, ...]


class HistoryOut(msgspec.Struct, frozen=True):
    """What people ruled on an incident, in order of time."""

    items: tuple[Ruling, ...]


def of_hit(hit: IncidentHit) -> IncidentOut:
    """An incident that was found, as the API tells of it."""
    heads = tuple(
        HeadOut(head.number, head.report, head.language, head.outlet, "".join(piece.text for piece in head.title))
        for head in hit.heads
    )
    return IncidentOut(hit.marking, hit.record, heads)


def one(request: HttpRequest, id: str) -> OneIncidentOut:
    """An incident that whoever asks may see. Refuses with 404 where there is none."""
    record = shown_one(id, clearance(request)) if id.isprintable() else None
    if record is None:
        raise HttpError(404, "there is no such incident")
    marking = marks.markings([record.id], clearance(request)).get(record.id, Marking.CLEAR)
    return OneIncidentOut(marking, record)


@router.get("", **opened(Scope.READ, IncidentsOut))
def list_incidents(
    request: HttpRequest,
    q: Words = "",
    since: dt.date | None = None,
    until: dt.date | None = None,
    near: Annotated[str, Query(description="LAT,LON,KM", max_length=60)] = "",
    country: Annotated[str, Query(pattern="^([A-Z]{3})?$")] = "",
    method: Method | None = None,
    outcome: Outcome | None = None,
    actor: Annotated[str, Query(max_length=200)] = "",
    stance: Stance | None = None,
    killed: Annotated[int | None, Query(ge=0, le=10**9, description="at least so many")] = None,
    language: Annotated[str, Query(max_length=8)] = "",
    source: Annotated[str, Query(max_length=200)] = "",
    disputed: bool = False,
    background: Annotated[bool, Query(description="also what is only recalled")] = True,
    after: After = "",
    limit: Limit = 20,
) -> Any:
    """Incidents that pass the filters, the newest first."""
    for text in (q, actor, language, source):
        printable(text)
    meant = understood(q) if q.strip() else Wanted()
    sought = Sought(
        since, until, _near(near), country or None, method, outcome, actor or None, stance, killed, language or None,
        disputed, background, meant, source=source or None,
    )  # fmt: skip
    part = finding.found_incidents(sought, Wanted(), clearance(request), finding.cursor(after), limit)
    return IncidentsOut(tuple(map(of_hit, part.hits)), str(part.after) if part.after else None, part.count)


@router.get("/{id}", **opened(Scope.READ, OneIncidentOut))
def get_incident(request: HttpRequest, id: str) -> Any:
    """One incident, by its id or by one that leads to it. Its `ETag` is what a ruling on it names in `If-Match`."""
    found = one(request, id)
    viewed(request, f"incident {found.incident.id}", found.marking)
    return found


@router.get("/{id}/ledger", **opened(Scope.READ, LedgerOut))
def get_ledger(request: HttpRequest, id: str) -> Any:
    """Who claims, states, assesses, suspects or denies what, in order of time, with the words."""
    return LedgerOut(one(request, id).incident.ledger)


@router.get("/{id}/words", **opened(Scope.READ, WordsOut))
def get_words(request: HttpRequest, id: str) -> Any:
    """The quoted words behind each value, in the script of each report."""
    found = one(request, id)
    viewed(request, f"incident {found.incident.id}", found.marking)
    (dossier,) = dossiers([found.incident])
    headers = {header.id: header for header in dossier.reports}
    return WordsOut(
        tuple(
            TellingOut(
                told.key, told.report, header.sha256, told.language, header.outlet, header.title, told.published,
                told.incident.evidence,
            )
            for told in dossier.tellings
            for header in (headers[told.report],)
        )
    )  # fmt: skip


@router.get("/{id}/rulings", **opened(Scope.READ, HistoryOut))
def get_history(request: HttpRequest, id: str) -> Any:
    """What people ruled on the incident."""
    record = one(request, id).incident
    keys = [told.key for told in record.tellings if not told.summary]
    found = [ruling for ruling in rulings_on(keys) if all_seen(request, ruling)]
    return HistoryOut(tuple(found))


def all_seen(request: HttpRequest, ruling: Ruling) -> bool:
    """True where whoever asks may see all that a ruling names."""
    return not incidents.hidden((*ruling.one, *ruling.other), clearance(request))


def printable(text: str) -> None:
    """Refuse text with characters that no name holds."""
    if any(ord(letter) < 32 or 0xD800 <= ord(letter) < 0xE000 for letter in text):
        raise HttpError(400, "the request holds control characters")


def _near(written: str) -> tuple[float, float, float] | None:
    if not written:
        return None
    try:
        lat, lon, km = (float(part) for part in written.split(","))
    except ValueError:
        raise HttpError(400, "`near` is LAT,LON,KM") from None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180 and 0 < km <= 20_100):
        raise HttpError(400, "`near` is not on the earth")
    return lat, lon, km
