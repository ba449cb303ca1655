"""Alerts: listed, one by one with its chain and its ways out, acknowledged, sent again."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import msgspec
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from sakkhi.desk.access import clearance, needs
from sakkhi.desk.audit import note, viewed
from sakkhi.desk.watches import known_watches
from sakkhi.desk.words import words
from sakkhi.model.access import Role
from sakkhi.model.alert import Severity
from sakkhi.model.deed import DeedKind
from sakkhi.share.warn.words import headline, told
from sakkhi.share.wording import Wording, isolated
from sakkhi.store import inbox
from sakkhi.store.inbox import Asked, Kept, Shown, WayState
from sakkhi.store.incidents import record

PAGE = 30
MOST_NOTE = 1000  # characters
SHOWN = {
    Shown.ALL: gettext_lazy("all"),
    Shown.WAITING: gettext_lazy("not acknowledged"),
    Shown.DONE: gettext_lazy("acknowledged"),
    Shown.DEAD: gettext_lazy("not delivered"),
}
STATES = {
    WayState.WAITING: gettext_lazy("waiting"),
    WayState.FAILED: gettext_lazy("failed, is tried again"),
    WayState.SENT: gettext_lazy("sent"),
    WayState.DEAD: gettext_lazy("given up"),
    WayState.DROPPED: gettext_lazy("not sent: something newer was told"),
    WayState.WITHHELD: gettext_lazy("withheld: its mark may not leave this way"),
}


class Line(msgspec.Struct, frozen=True):
    """An alert as a list shows it."""

    kept: Kept
    headline: str
    severity: str
    message: str
    states: tuple[tuple[str, Any], ...]


class Block(msgspec.Struct, frozen=True):
    """A line of what an alert says, and what is listed under it."""

    text: str
    items: tuple[str, ...]


@require_safe
def warnings(request: HttpRequest) -> HttpResponse:
    """The list, narrowed as the address says."""
    asked, rank, now = asked_for(request.GET), clearance(request), words(isolated)
    before = request.GET.get("before", "")
    number = int(before) if before.isascii() and before.isdigit() and len(before) < 19 else None
    found = inbox.alerts(asked, rank, PAGE + 1, number)
    known = known_watches(rank)
    names = sorted({asked.watch, *(one.name for one in known.watches)} - {""})
    sites = sorted({asked.site, *(one.site for one in known.watches)} - {""})
    narrowed = {name: request.GET[name] for name in ("watch", "site", "severity", "shown") if request.GET.get(name)}
    return render(
        request,
        "desk/warnings.html",
        {
            "asked": asked,
            "lines": [line(one, now) for one in found[:PAGE]],
            "older": urlencode({**narrowed, "before": found[PAGE - 1].number}) if len(found) > PAGE else "",
            "narrowed": bool(narrowed),
            "newest": urlencode(narrowed),
            "begun": number is None,
            "feed": urlencode({name: value for name, value in narrowed.items() if name != "shown"}),
            "watches": names,
            "sites": sites,
            "severities": [(one.value, now.label("severity", one)) for one in Severity],
            "shown": [(one.value, label) for one, label in SHOWN.items()],
            "known": known,
        },
    )


def asked_for(given: Any) -> Asked:
    """What an address narrows the list to; what is no severity or kind narrows nothing."""
    severity, shown = given.get("severity", ""), given.get("shown", "")
    return Asked(
        given.get("watch", "").replace("\0", ""),
        given.get("site", "").replace("\0", ""),
        Severity(severity) if severity in set(Severity) else None,
        Shown(shown) if shown in set(Shown) else Shown.ALL,
    )


@require_safe
def warning(request: Any, id: str) -> HttpResponse:
    """One alert: what it says, why, its incident, the chain of its messages, and its ways out."""
    kept, rank, now = _found(request, id), clearance(request), words(isolated)
    viewed(request, f"alert {id}", kept.alert.marking)
    alert = kept.alert
    incident = record(alert.incident, rank) if alert.incident else None
    why = next((one for one in known_watches(rank).watches if one.name == alert.watch), None)
    return render(
        request,
        "desk/warning.html",
        {
            "kept": kept,
            "alert": alert,
            "headline": headline(alert, now),
            "blocks": blocks(told(alert, now).lines),
            "severity": now.label("severity", alert.severity),
            "certainty": now.label("certainty", alert.certainty),
            "urgency": now.label("urgency", alert.urgency),
            "occasion": now.label("occasion", alert.occasion),
            "why": why,
            "incident": incident,
            "chain": [line(one, now) for one in inbox.chain(alert.root, rank)],
            "ways": [(way, STATES[way.state]) for way in kept.ways],
            "may_acknowledge": request.person.role.at_least(Role.ANALYST),
            "may_send": request.person.role.at_least(Role.EDITOR),
            "most_note": MOST_NOTE,
        },
    )


@require_POST
@needs(Role.ANALYST)
def acknowledge(request: Any, id: str) -> HttpResponse:
    """Write down that somebody has seen an alert and those before it on the same matter, with what they say of it."""
    kept, text = _found(request, id), request.POST.get("note", "")
    if len(text) > MOST_NOTE:
        return HttpResponseBadRequest()
    if kept.acknowledged_at is not None:
        messages.error(request, _("%(name)s has acknowledged it already.") % {"name": kept.acknowledged_by})
        return redirect("warning", id)
    seen(request, kept, text)
    messages.success(request, _("Acknowledged."))
    return redirect("warning", id)


@require_POST
@needs(Role.EDITOR)
def send_again(request: Any, id: str, number: int) -> HttpResponse:
    """Have what was given up sent again by the next courier."""
    kept = _found(request, id)
    ways = {way.parcel: way for way in kept.ways}
    if number not in ways or not inbox.send_again(number, timezone.now(), clearance(request)):
        raise Http404
    note(request, DeedKind.ALERT, f"alert {id}", f"sent again by {ways[number].channel}")
    messages.success(request, _("It is sent again as soon as the collector or sakkhi warn runs."))
    return redirect("warning", id)


def seen(request: Any, kept: Kept, text: str) -> None:
    """Acknowledge an alert and those before it on the same matter, for whoever asks."""
    rank, text = clearance(request), " ".join(text.replace("\0", "").split())
    names = [one.alert.id for one in inbox.chain(kept.alert.root, rank) if one.number <= kept.number]
    inbox.acknowledge(names, request.person.name, text, timezone.now(), rank)
    note(request, DeedKind.ALERT, f"alert {kept.alert.id}", f"acknowledged: {text}" if text else "acknowledged")


def line(kept: Kept, now: Wording) -> Line:
    """An alert as a list shows it; of its ways out each channel once, the worst state of it."""
    states: dict[str, WayState] = {}
    for way in kept.ways:
        states[way.channel] = max(states.get(way.channel, way.state), way.state, key=lambda s: _BADNESS[s])
    alert = kept.alert
    return Line(
        kept,
        headline(alert, now),
        now.label("severity", alert.severity),
        now.label("message", alert.message),
        tuple((channel, STATES[state]) for channel, state in sorted(states.items())),
    )


_BADNESS = {state: n for n, state in enumerate(("sent", "dropped", "waiting", "withheld", "failed", "dead"))}


def blocks(lines: tuple[str, ...]) -> list[Block]:
    """Lines, each with those that are listed under it."""
    out: list[Block] = []
    for text in lines:
        if text.startswith("- ") and out:
            out[-1] = Block(out[-1].text, (*out[-1].items, text[2:]))
        elif text:
            out.append(Block(text, ()))
    return out


def _found(request: Any, id: str) -> Kept:
    kept = inbox.alert(id, clearance(request)) if id.isalnum() and id.isascii() else None
    if kept is None:
        raise Http404
    return kept
