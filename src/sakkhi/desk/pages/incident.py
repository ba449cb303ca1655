"""What is known of one incident, with the words behind it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from sakkhi.assess.ruled import with_rulings
from sakkhi.collect.shown import shown_one
from sakkhi.desk import audit, known, past
from sakkhi.desk.access import clearance
from sakkhi.desk.correcting import fields
from sakkhi.desk.reasons import reasons
from sakkhi.desk.relinking import relink
from sakkhi.desk.rows import row
from sakkhi.desk.seen import changed, name_of, seen
from sakkhi.desk.templatetags.said import spoken
from sakkhi.desk.words import translated as _
from sakkhi.model.access import Role
from sakkhi.model.incident import Stance
from sakkhi.model.marking import Marking
from sakkhi.model.record import Claim, Record
from sakkhi.share.wording import Wording
from sakkhi.store import incidents, rulings
from sakkhi.store.history import history, nearby
from sakkhi.store.marks import markings
from sakkhi.store.review import doubts_of
from sakkhi.store.told import ToldIn, told_in

DAYS, KM = 7, 50.0  # of what counts as near by
_CLAIMS, _REPORTS = 40, 40  # lines of the ledger and of the list of reports on a page
_DONE = 286  # htmx stops asking


@require_safe
def incident(request: HttpRequest, name: str) -> HttpResponse:
    """The page."""
    rank = clearance(request)
    record = shown_one(name, rank)
    if record is None:
        raise Http404
    if record.id != name:
        return redirect("incident", record.id)
    marking = markings([name], rank).get(name, Marking.CLEAR)
    audit.viewed(request, f"incident:{name}", marking)
    return render(request, "desk/incident.html", {"marking": marking, **_told(request, record, rank)})


@require_safe
def incident_news(request: HttpRequest, name: str) -> HttpResponse:
    """A note of what has changed since the page was made; 204 where nothing has."""
    rank = clearance(request)
    token = request.GET.get("seen", "")
    if incidents.record(name, rank) is None:
        raise Http404
    news = changed(token, rank) if name_of(token) == name else None
    if news is None:
        return HttpResponse(status=204)
    now = spoken()
    found = [(r.by, past.ruled(r, now)) for r in news.rulings] + [(u.by, "") for u in news.undoings]
    shown_news = {"name": name, "ruled": found, "joined": len(news.joined)}
    return render(request, "desk/incident_news.html", shown_news, status=_DONE)


def _told(request: HttpRequest, record: Record, rank: int) -> dict[str, Any]:
    now = spoken()
    keys = [t.key for t in record.tellings]
    waits = incidents.waits(keys)
    if waits and relink():  # a ruling may have been made where linking was not quick
        again = shown_one(record.id, rank)
        record, waits = again or record, False
        keys = [t.key for t in record.tellings]
    gone, ledger = history(record, rank), known.grouped(record)
    if waits:
        record = with_rulings(record, gone.rulings)
    page, claims = _number(request, "reports"), _number(request, "claims")
    quoted = _quoted(record, ledger[_CLAIMS * (claims - 1) : _CLAIMS * claims], page)
    told = told_in(quoted, rank)
    person = getattr(request, "person", None)
    may_rule = person is not None and person.role.at_least(Role.ANALYST)
    return {
        "record": record,
        "row": row(record, now),
        "slots": [(slot, fields(slot.name, record)) for slot in known.slots(record, told, now)],
        "reasons": reasons(record, now),
        "entries": list(known.entries(ledger[_CLAIMS * (claims - 1) : _CLAIMS * claims], told, now)),
        "claims_before": claims - 1,
        "claims_after": claims + 1 if len(ledger) > _CLAIMS * claims else 0,
        "stances": [now.label("stance", stance) for stance in Stance],
        "named": known.named(record, now)[:60],
        "differing": [slot for slot in known.slots(record, {}, now) if len(slot.values) > 1],
        "not_known": known.not_known(record, now),
        "reports": _reports(record, told, page, now),
        "reports_before": page - 1,
        "reports_after": page + 1 if len(record.tellings) > _REPORTS * page else 0,
        "report_count": len({t.report for t in record.tellings}),
        "history": past.lines(record, gone, told, now)[:200],
        "nearby": [(row(one.record, now), _far(one.days, one.km, now)) for one in nearby(record, DAYS, KM, rank)],
        "near_days": now.number(DAYS),
        "near_km": now.number(KM),
        "linked": _linked(record, rank, now),
        "doubts": [(row(other, now), doubt) for doubt, other in doubts_of(record.id, rank)],
        "seen": seen(record, gone, dt.datetime.now(dt.UTC)),
        "waits": waits,
        "may_rule": may_rule,
        "just_ruled": just_ruled(request),
        "voices": now.number(record.voices),
        "keys": keys_told(),
    }


def just_ruled(request: Any) -> dict[str, Any] | None:
    """The ruling that the address says was just made by whoever asks, to be taken back with one key."""
    number = _number(request, "ruled", 0)
    found = rulings.ruling(number) if number else None
    if found is None or request.person is None or found.by != request.person.name or found.undone is not None:
        return None
    return {"number": found.number, "what": past.ruled(found, spoken())}


def keys_told() -> list[tuple[str, str]]:
    """What each key does, for the list of keys."""
    return [
        ("j", _("next")),
        ("k", _("the one before")),
        ("a", _("accept")),
        ("r", _("reject: no attack")),
        ("c", _("correct")),
        ("m", _("merge")),
        ("s", _("split")),
        ("v", _("side by side")),
        ("u", _("undo")),
    ]


def _quoted(record: Record, ledger: list[list[Claim]], page: int) -> set[str]:
    """The keys of the tellings that this page quotes or names."""
    keys = {t.key for t in record.tellings[_REPORTS * (page - 1) : _REPORTS * page]}
    for slot in known.SLOTS:
        keys |= {key for held in getattr(record, slot)[:20] for key in held.tellings[:6]}
    named = {claim.report for alike in ledger for claim in alike[:4]}
    return keys | {t.key for t in record.tellings if t.report in named}


def _reports(record: Record, told: dict[str, ToldIn], page: int, now: Wording) -> list[dict[str, Any]]:
    out = []
    for one in record.tellings[_REPORTS * (page - 1) : _REPORTS * page]:
        there = told.get(one.key)
        if there is not None:
            source = known.source(there, now)
            out.append({"key": one.key, "source": source, "summary": one.summary, "role": one.role.value})
    return out


def _linked(record: Record, rank: int, now: Wording) -> list[Any]:
    """What a summary sums up, or the summaries that this is among."""
    names = list(record.includes[:20])
    names += [row.incident for row in incidents.by_keys([t.key for t in record.tellings if t.summary]) if row.incident]
    found = [incidents.record(name, rank) for name in dict.fromkeys(names)]
    return [row(one, now) for one in found if one is not None]


def _far(days: int, km: float | None, now: Wording) -> dict[str, Any]:
    return {"days": days, "shown": now.number(abs(days)), "km": now.number(km) if km is not None else ""}


def _number(request: HttpRequest, name: str, otherwise: int = 1) -> int:
    written = request.GET.get(name, "")
    return max(1, int(written)) if written.isascii() and written.isdigit() and len(written) < 7 else otherwise
