"""What a person rules at the desk: put on record as by the command line, then linked anew where that is quick."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from sakkhi.collect.rule import Asked, Refusal, Refused, keys_of, rule, undo
from sakkhi.desk import audit, past
from sakkhi.desk.access import clearance, needs
from sakkhi.desk.correcting import written
from sakkhi.desk.quoting import quoted
from sakkhi.desk.relinking import relink
from sakkhi.desk.seen import changed, name_of
from sakkhi.desk.templatetags.said import spoken
from sakkhi.desk.words import translated as _
from sakkhi.model.access import Role
from sakkhi.model.deed import DeedKind
from sakkhi.model.ruling import RulingKind
from sakkhi.store import rulings
from sakkhi.store.history import may_see

_KINDS = ("same", "apart", "value", "accept", "reject")
_MOST = 500  # names in one form
_LONGEST = 2_000  # characters of a reason


@require_POST
@needs(Role.ANALYST)
def make_ruling(request: Any) -> HttpResponse:
    """Back to the page that the form was on, after ruling; 409 where the incident is not what the person saw."""
    form = request.POST
    kind = form.get("kind", "")
    one, other = form.getlist("one")[:_MOST], form.getlist("other")[:_MOST]
    if kind not in _KINDS or not one:
        return HttpResponseBadRequest()
    within, rank = form.get("within", ""), clearance(request)
    _visible([*one, *other, *filter(None, [within])], rank)
    slot, held = form.get("slot", ""), form.get("held", "")
    words = quoted(form, rank) if kind == "value" else None
    if isinstance(words, Refusal):
        return _refused(request, words)
    held_at = int(held) if held.isascii() and held.isdigit() and len(held) < 4 else None
    asked = Asked(
        RulingKind(kind), tuple(one), tuple(other), within, slot, written(slot, form), words=words, held=held_at
    )
    done = rule(asked, request.person.name, _why(request), dt.datetime.now(dt.UTC), lambda: _stale(request, rank))
    if isinstance(done, Refusal):
        return _refused(request, done)
    audit.note(request, DeedKind.RULING, ", ".join([*one, *other])[:500], f"{kind} {slot} ({done})".replace("  ", " "))
    relink()
    return redirect(_back(request, done))


@require_POST
@needs(Role.ANALYST)
def undo_ruling(request: Any, number: int) -> HttpResponse:
    """Back to the page that the form was on, after taking a ruling back."""
    found, rank = rulings.ruling(number), clearance(request)
    if found is None or not may_see([*found.one, *found.other], rank):
        raise Http404
    done = undo(number, request.person.name, _why(request), dt.datetime.now(dt.UTC))
    if isinstance(done, Refusal):
        return _refused(request, done)
    audit.note(request, DeedKind.RULING, str(number), f"undo ({done})")
    relink()
    return redirect(_back(request, 0))


def _visible(names: list[str], rank: int) -> None:
    """Raise 404 where a name is that of nothing, or of something that whoever asks may not see."""
    for name in names:
        keys = keys_of(name)
        if not keys or not may_see(keys, rank):
            raise Http404


def _why(request: HttpRequest) -> str:
    given = request.POST.get("why", "").replace("\0", "").strip()[:_LONGEST]
    return given or _("decided at the desk")


def _stale(request: HttpRequest, rank: int) -> Refusal | None:
    """A refusal where an incident that the form shows is not what it was."""
    tokens = request.POST.getlist("seen")
    if not tokens:
        return Refusal(Refused.CHANGED, "")
    return next((Refusal(Refused.CHANGED, name_of(t)) for t in tokens if changed(t, rank) is not None), None)


def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """A page that says why, with what changed and with what was filled in, so that nothing typed is lost."""
    rank, now = clearance(request), spoken()
    news = []
    if refusal.why is Refused.CHANGED:
        news = [(name_of(t), c) for t in request.POST.getlist("seen") if (c := changed(t, rank)) is not None]
    against = [r for r in refusal.against if may_see([*r.one, *r.other], rank)]
    told = {
        "why": _reasons()[refusal.why],
        "name": refusal.name,
        "news": [
            {
                "name": c.now.id if c.now else name,
                "ruled": [(r.by, past.ruled(r, now), r.why) for r in c.rulings],
                "undone": [(u.by, u.why) for u in c.undoings],
                "joined": now.number(len(c.joined)) if c.joined else "",
            }
            for name, c in news
        ],
        "against": [(r.number, r.by, past.ruled(r, now), r.why) for r in against],
        "hidden": len(refusal.against) - len(against),
        "kept": [(k, v) for k in ("why", "value", "first", "last", "place", "lat", "lon", "quote") for v in
                 request.POST.getlist(k) if v],
        "back": _back(request, 0),
    }  # fmt: skip
    return render(request, "desk/refused.html", told, status=409 if refusal.why is not Refused.VALUE else 400)


def _reasons() -> dict[Refused, str]:
    return {
        Refused.UNKNOWN: _("There is no such incident, report or ruling."),
        Refused.COMMON: _("The two have a report in common."),
        Refused.OUTSIDE: _("That report is not among the incident's."),
        Refused.ALONE: _("The incident has no other report: reject it instead."),
        Refused.ONE_ALREADY: _("They are one incident already."),
        Refused.SLOT: _("There is no such slot."),
        Refused.VALUE: _("That is no value of this slot."),
        Refused.WORDS: _("These words do not stand in the report's text."),
        Refused.WHY: _("A ruling needs a reason."),
        Refused.CONTRADICTS: _("It contradicts another ruling. Take that one back first."),
        Refused.UNDONE: _("It was taken back already."),
        Refused.CHANGED: _("The incident has changed since you opened the page. Nothing was ruled."),
    }


def _back(request: HttpRequest, number: int) -> str:
    wanted = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        wanted = "/review/"
    parts = urlsplit(wanted)
    query = [(k, v) for k, v in parse_qsl(parts.query) if k != "ruled"]
    query += [("ruled", str(number))] if number else []
    return str(parts._replace(query=urlencode(query)).geturl())
