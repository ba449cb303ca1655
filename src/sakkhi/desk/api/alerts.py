"""Alerts: listed, one by one with the messages on the same matter, acknowledged, sent again."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from django.http import HttpRequest
from django.utils import timezone
from ninja import Body, Query, Router, Schema
from ninja.errors import HttpError
from pydantic import ConfigDict, Field

from sakkhi.desk.access import clearance
from sakkhi.desk.api.incidents import printable
from sakkhi.desk.api.problems import problem
from sakkhi.desk.api.service import opened, written
from sakkhi.desk.audit import note, viewed
from sakkhi.desk.pages.warnings import MOST_NOTE, seen
from sakkhi.model.access import Role, Scope
from sakkhi.model.alert import Severity
from sakkhi.model.deed import DeedKind
from sakkhi.store import inbox
from sakkhi.store.inbox import Asked, Kept, Shown

router = Router(tags=["alerts"])

Name = Annotated[str, Query(max_length=120)]


class AlertsOut(msgspec.Struct, frozen=True):
    """A part of a list, the newest first; of the messages on one matter all, the oldest first."""

    items: tuple[Kept, ...]
    next: str | None


class NoteIn(Schema):
    """What is done about it."""

    model_config = ConfigDict(extra="forbid")
    note: str = Field("", max_length=MOST_NOTE)


@router.get("", **opened(Scope.READ, AlertsOut))
def list_alerts(
    request: HttpRequest,
    watch: Name = "",
    site: Name = "",
    severity: Severity | None = None,
    shown: Shown = Shown.ALL,
    after: Annotated[int | None, Query(ge=1, le=2**62)] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> Any:
    """Alerts that pass the filters, the newest first. Receivers and what they answered are told to editors alone."""
    printable(watch)
    printable(site)
    found = inbox.alerts(Asked(watch, site, severity, shown), clearance(request), limit + 1, after)
    more = str(found[limit - 1].number) if len(found) > limit else None
    return AlertsOut(tuple(_told(request, one) for one in found[:limit]), more)


@router.get("/{id}", **opened(Scope.READ, Kept))
def get_alert(request: HttpRequest, id: str) -> Any:
    """One alert, with who acknowledged it and how each of its ways out stands."""
    found = alert(request, id)
    viewed(request, f"alert {id}", found.alert.marking)
    return _told(request, found)


@router.get("/{id}/chain", **opened(Scope.READ, AlertsOut))
def get_chain(request: HttpRequest, id: str) -> Any:
    """All messages on the same matter: the alert, its updates, and its cancellation."""
    found = inbox.chain(alert(request, id).alert.root, clearance(request))
    return AlertsOut(tuple(_told(request, one) for one in found), None)


@router.post("/{id}/acknowledge", **opened(Scope.RULE, Kept, 201, 409))
def acknowledge(request: Any, id: str, told: Annotated[NoteIn, Body()]) -> Any:
    """Write down that its holder has seen the alert, and with it those before it on the same matter."""
    found = alert(request, id)
    if found.acknowledged_at is not None:
        return problem(409, "somebody has acknowledged it already", "acknowledged")
    seen(request, found, told.note)
    return written(_told(request, alert(request, id)), 201)


@router.post("/{id}/send/{int:number}", **opened(Scope.RULE, Kept, 201))
def send_again(request: Any, id: str, number: int) -> Any:
    """Have what was given up sent again (`editor`); `number` is the `parcel` of the way out."""
    if not request.person.role.at_least(Role.EDITOR):
        raise HttpError(403, "only an editor has something sent again")
    found = alert(request, id)
    way = next((way for way in found.ways if way.parcel == number and number), None)
    if way is None or not inbox.send_again(number, timezone.now(), clearance(request)):
        raise HttpError(404, "nothing with this number was given up")
    note(request, DeedKind.ALERT, f"alert {id}", f"sent again by {way.channel}")
    return written(_told(request, alert(request, id)), 201)


def alert(request: HttpRequest, id: str) -> Kept:
    """An alert that whoever asks may see. Refuses with 404 where there is none."""
    found = inbox.alert(id, clearance(request)) if id.isalnum() and id.isascii() else None
    if found is None:
        raise HttpError(404, "there is no such alert")
    return found


def _told(request: Any, kept: Kept) -> Kept:
    if request.person.role.at_least(Role.EDITOR):
        return kept
    ways = tuple(msgspec.structs.replace(way, to="", problem="") for way in kept.ways)
    return msgspec.structs.replace(kept, ways=ways)
