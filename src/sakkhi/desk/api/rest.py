"""Search, sites, sources, counts, the log, and who is asking."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

import msgspec
from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router
from ninja.errors import HttpError

from sakkhi.assess.sources import Standing
from sakkhi.collect.meaning import understood
from sakkhi.desk.access import clearance
from sakkhi.desk.api.incidents import IncidentOut, Words, printable
from sakkhi.desk.api.incidents import of_hit as incident_of
from sakkhi.desk.api.reports import ReportOut
from sakkhi.desk.api.reports import of_hit as report_of
from sakkhi.desk.api.service import opened, written
from sakkhi.desk.pages.sources import PERIODS, period, rows
from sakkhi.desk.state import state
from sakkhi.model.access import Role, Scope
from sakkhi.model.deed import Deed, DeedKind
from sakkhi.model.marking import Marking
from sakkhi.model.own_site import OwnSite
from sakkhi.store import deeds, finding, own_sites, view
from sakkhi.store import sources as door
from sakkhi.store.frontier import ask_now, pause
from sakkhi.store.incidents import Sought
from sakkhi.store.picture import Picture, Seen
from sakkhi.store.sources import Failed, Lateness, Source

router = Router()


class SearchOut(msgspec.Struct, frozen=True):
    """The newest of what was found of each kind; the lists of each have the rest."""

    incidents: tuple[IncidentOut, ...]
    incident_count: int
    reports: tuple[ReportOut, ...]
    report_count: int


class SitesOut(msgspec.Struct, frozen=True):
    """The user's own sites, by name."""

    items: tuple[OwnSite, ...]


class DayOut(msgspec.Struct, frozen=True):
    """How many reports came in on a day."""

    day: dt.date
    reports: int


class SourceOut(msgspec.Struct, frozen=True):
    """A source, what came in from it, how late, and how it stands over the incidents that it told of.

    `source` is null for what people added; times are in seconds.
    """

    source: Source | None
    reports: int
    days: tuple[DayOut, ...]
    overdue: float | None
    late: Lateness | None
    standing: Standing


class SourcesOut(msgspec.Struct, frozen=True):
    """All sources over some days, both included, and what failed."""

    since: dt.date
    until: dt.date
    items: tuple[SourceOut, ...]
    failed: tuple[Failed, ...]


class AskedOut(msgspec.Struct, frozen=True):
    """What is now wanted of a source."""

    source: str
    wanted: str


class LoggedOut(msgspec.Struct, frozen=True):
    """A deed with its number in the log."""

    number: int
    deed: Deed


class LogOut(msgspec.Struct, frozen=True):
    """A part of the log, the newest first."""

    items: tuple[LoggedOut, ...]
    next: str | None


class MeOut(msgspec.Struct, frozen=True):
    """Whose key it is, and what may be seen with it."""

    name: str
    role: Role
    clearance: Marking


@router.get("/search", tags=["search"], **opened(Scope.READ, SearchOut))
def search(request: HttpRequest, q: Words, limit: Annotated[int, Query(ge=1, le=50)] = 10) -> Any:
    """Reports that hold the words, and incidents that are meant by them, in any of the languages."""
    printable(q)
    meant = understood(q)
    cleared = clearance(request)
    incidents = finding.found_incidents(Sought(words=meant), meant, cleared, None, limit)
    reports = finding.reports(view.Filters(words=q), cleared, None, limit)
    return SearchOut(
        tuple(map(incident_of, incidents.hits)), incidents.count, tuple(map(report_of, reports.hits)), reports.count
    )


@router.get("/counts", tags=["incidents"], **opened(Scope.READ, Seen))
def counts(request: HttpRequest) -> Any:
    """What the picture counts, for the filters that its address has."""
    return Picture(state(request.GET).asked, clearance(request)).seen()


@router.get("/sites", tags=["sites"], **opened(Scope.READ, SitesOut))
def list_sites(request: HttpRequest) -> Any:
    """The user's own sites."""
    return SitesOut(tuple(own_sites.sites(clearance=clearance(request))))


@router.get("/sites/{int:number}", tags=["sites"], **opened(Scope.READ, OwnSite))
def get_site(request: HttpRequest, number: int) -> Any:
    """One of the user's own sites."""
    found = own_sites.site(number, clearance(request)) if number < 2**63 else None
    if found is None:
        raise HttpError(404, "there is no such site")
    return found


@router.get("/sources", tags=["sources"], **opened(Scope.READ, SourcesOut))
def list_sources(
    request: HttpRequest,
    days: Annotated[int, Query(description=f"one of {', '.join(map(str, PERIODS))}")] = 30,
    until: dt.date | None = None,
) -> Any:
    """How each source does: what came in, how late, what failed, who was first, alone or contradicted."""
    asked = period(str(days), str(until) if until else None)
    found = tuple(
        SourceOut(
            row.source,
            row.reports,
            tuple(DayOut(bar.day, bar.reports) for bar in row.bars),
            row.overdue.total_seconds() if row.overdue else None,
            row.late,
            row.standing,
        )
        for row in rows(asked, clearance(request))
    )
    last = asked.until if until else max(asked.until, timezone.now().date())
    return SourcesOut(asked.since, asked.until, found, tuple(door.failed(asked.since, last)))


@router.post("/sources/{name}/{wanted}", tags=["sources"], **opened(Scope.ADMIN, AskedOut, 201))
def change_asking(request: HttpRequest, name: str, wanted: str) -> Any:
    """Have a source asked at the next opportunity (`ask`), leave it alone (`pause`), or take it up again (`resume`)."""
    printable(name)
    if wanted not in ("ask", "pause", "resume"):
        raise HttpError(404, "the last word is ask, pause or resume")
    done = ask_now(name, timezone.now()) if wanted == "ask" else pause(name, paused=wanted == "pause")
    if not done:
        raise HttpError(404, "there is no such source")
    return written(AskedOut(name, wanted), 201)


@router.get("/log", tags=["log"], **opened(Scope.ADMIN, LogOut))
def get_log(
    request: HttpRequest,
    by: Annotated[str, Query(max_length=150)] = "",
    kind: DeedKind | None = None,
    after: Annotated[int | None, Query(ge=1, le=2**62)] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
) -> Any:
    """What was done at the desk, the newest first."""
    printable(by)
    found = deeds.deeds(limit + 1, after, by, kind)
    more = str(found[limit - 1].number) if len(found) > limit else None
    return LogOut(tuple(LoggedOut(one.number, one.deed) for one in found[:limit]), more)


@router.get("/me", tags=["me"], **opened(Scope.READ, MeOut))
def me(request: Any) -> Any:
    """Whose key this is."""
    return MeOut(request.person.name, request.person.role, request.person.clearance)
