"""What wants a person's eye, the most urgent first; and two incidents side by side, with why they may be one."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sakkhi.collect.compared import comparison
from sakkhi.desk import known, past
from sakkhi.desk.access import clearance
from sakkhi.desk.correcting import fields
from sakkhi.desk.pages.incident import just_ruled, keys_told
from sakkhi.desk.reasons import reasons, weighed
from sakkhi.desk.rows import Row, row
from sakkhi.desk.seen import seen
from sakkhi.desk.templatetags.said import spoken
from sakkhi.desk.words import translated as _
from sakkhi.model.access import Role
from sakkhi.model.record import ReasonKind, Record
from sakkhi.model.telling import Telling
from sakkhi.store import incidents
from sakkhi.store.history import history, may_see
from sakkhi.store.review import Item, count, last_ruling, queue
from sakkhi.store.rulings import rulings_since
from sakkhi.store.told import ToldIn, told_in

PAGE = 12  # items on a page: each with its words
_PAIRS = 6  # tellings of each of two incidents that are compared
_DONE = 286  # htmx stops asking


@require_safe
def review(request: Any) -> HttpResponse:
    """The page; `?kind=` shows one reason alone, `?from=` later items."""
    rank, now = clearance(request), spoken()
    kind = request.GET.get("kind", "")
    kind = kind if kind in (*(k.value for k in ReasonKind), "doubt") else ""
    start = _whole(request.GET.get("from", ""))
    items, more = queue(start, PAGE, rank, kind)
    told = told_in({key for item in items for key in _keys(item)}, rank)
    return render(
        request,
        "desk/review.html",
        {
            "items": [_item(item, told, rank) for item in items],
            "count": now.number(count(rank)),
            "kind": kind,
            "kinds": kinds(),
            "start": start,
            "before": max(0, start - PAGE) if start else None,
            "after": start + PAGE if more else 0,
            "last": last_ruling(),
            "keys": keys_told(),
            "may_rule": request.person.role.at_least(Role.ANALYST),
            "just_ruled": just_ruled(request),
        },
    )


@require_safe
def review_news(request: Any) -> HttpResponse:
    """Who ruled what since the page was made; 204 where nobody did."""
    now, rank = spoken(), clearance(request)
    found = [
        (ruling.by, past.ruled(ruling, now))
        for ruling in rulings_since(_whole(request.GET.get("since", "")))
        if may_see([*ruling.one, *ruling.other], rank)
    ]
    if not found:
        return HttpResponse(status=204)
    return render(request, "desk/review_news.html", {"ruled": found[-5:], "more": max(0, len(found) - 5)}, status=_DONE)


@require_safe
def compare(request: Any) -> HttpResponse:
    """Two incidents, or two tellings, side by side, with what speaks for and against their being one."""
    rank, now = clearance(request), spoken()
    one, other = (_side(request.GET.get(name, ""), rank) for name in ("one", "other"))
    pairs = [(a, b, *comparison(a, b)) for a in one[1] for b in other[1] if a.key != b.key]
    if not pairs:
        raise Http404
    a, b, rows, bits = max(pairs, key=lambda pair: (pair[3], pair[0].key, pair[1].key))
    told = told_in({a.key, b.key, *_shown_keys(one[0]), *_shown_keys(other[0])}, rank)
    together = one[0].id == other[0].id
    sides = [_column(record, telling, together, told, now) for record, telling in ((one[0], a), (other[0], b))]
    return render(
        request,
        "desk/compare.html",
        {
            "sides": sides,
            "slots": _lined(sides),
            "why": weighed(rows),
            "bits": bits,
            "for": bits > 0,
            "pairs": now.number(len(pairs)),
            "together": together,
            "keys": keys_told(),
            "tokens": [seen(r, history(r, rank), _now()) for r in {one[0].id: one[0], other[0].id: other[0]}.values()],
            "may_rule": request.person.role.at_least(Role.ANALYST),
            "just_ruled": just_ruled(request),
        },
    )


def kinds() -> list[tuple[str, str]]:
    """The reasons by which the queue may be narrowed: (value, label)."""
    return [
        ("", _("all")),
        (ReasonKind.DISPUTED.value, _("disputed")),
        ("doubt", _("one incident or two")),
        (ReasonKind.FIRST_CLAIM.value, _("first claims")),
        (ReasonKind.DENIAL.value, _("denials")),
        (ReasonKind.THIN.value, _("many dead, one voice")),
        (ReasonKind.JOINED.value, _("joined what was rejected")),
    ]


def _item(item: Item, told: dict[str, ToldIn], rank: int) -> dict[str, Any]:
    now, record = spoken(), item.record
    told_out: dict[str, Any] = {
        "row": row(record, now),
        "reasons": reasons(record, now) if item.doubt is None else [],
        "seen": seen(record, history(record, rank), _now()),
        "priority": now.number(item.priority),
    }
    if item.doubt is None:
        wanted = [r.about for r in record.reasons if r.about in known.SLOTS]
        slots = [slot for slot in known.slots(record, told, now) if slot.name in wanted]
        told_out["slots"] = [(slot, fields(slot.name, record)) for slot in slots]
        wanted_too = "attributions" in record.disputed
        claims = [alike for alike in known.grouped(record) if wanted_too or any(c.change for c in alike)][:6]
        told_out["entries"] = list(known.entries(claims, told, now))
        return told_out
    doubt, other = item.doubt, item.other
    told_out |= {"doubt": doubt, "moved": now.number(doubt.moved), "other": row(other, now) if other else None}
    told_out["other_seen"] = seen(other, history(other, rank), _now()) if other else ""
    told_out["heads"] = [known.source(told[key], now) for key in (doubt.one, doubt.other) if key in told]
    return told_out


def _keys(item: Item) -> set[str]:
    if item.doubt is not None:
        return {item.doubt.one, item.doubt.other}
    return {
        *(key for slot in known.SLOTS for held in getattr(item.record, slot)[:6] for key in held.tellings[:4]),
        *(t.key for t in item.record.tellings[:20]),
    }


def _side(name: str, rank: int) -> tuple[Record, list[Telling]]:
    """The record and the tellings that are named: an incident's id, or a telling's key. Raises 404 where none is."""
    record = incidents.record(name, rank)
    rows = incidents.by_keys([t.key for t in record.tellings[:_PAIRS]] if record else [name])
    if record is None and rows and rows[0].incident and may_see([name], rank):
        record = incidents.record(rows[0].incident, rank)
    if record is None or not rows:
        raise Http404
    return record, [one.telling for one in rows]


def _shown_keys(record: Record) -> set[str]:
    return {key for slot in known.SLOTS for held in getattr(record, slot)[:4] for key in held.tellings[:4]}


def _column(record: Record, telling: Telling, together: bool, told: dict[str, ToldIn], now: Any) -> dict[str, Any]:
    """What one side shows: the incident's values, or, where both are in one incident, the telling's own."""
    shown = known.alone(record, telling.key) if together else record
    head: Row = row(record, now)
    source = known.source(told[telling.key], now) if telling.key in told else None
    return {"row": head, "key": telling.key, "source": source, "slots": known.slots(shown, told, now)}


def _lined(sides: list[dict[str, Any]]) -> list[tuple[str, list[Any]]]:
    """(label, the two sides' slots, None where a side tells nothing) for each slot that either tells."""
    by_name = [{slot.name: slot for slot in side["slots"]} for side in sides]
    names = [name for name in known.SLOTS if any(name in side for side in by_name)]
    return [
        (next(side[name].label for side in by_name if name in side), [side.get(name) for side in by_name])
        for name in names
    ]


def _whole(written: str) -> int:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 9 else 0


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
