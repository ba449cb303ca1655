"""The map and the time line over the same filters; without a script, the list alone."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext
from django.views.decorators.http import require_safe

from sakkhi.desk.access import clearance
from sakkhi.desk.rows import Row, row
from sakkhi.desk.state import DEEPEST, State, query, state, view
from sakkhi.desk.symbols import SHAPES, STOPPED, STRUCK, size
from sakkhi.desk.timeline import Line, line
from sakkhi.desk.words import words
from sakkhi.model.incident import Outcome, Stance
from sakkhi.model.own_site import OwnSite
from sakkhi.model.place import RADIUS, PlacePrecision
from sakkhi.share.wording import Wording
from sakkhi.store.asked import Asked, Box
from sakkhi.store.columns import OUTCOMES
from sakkhi.store.own_sites import site, sites
from sakkhi.store.picture import Picture, Seen, Spot, choices, records
from sakkhi.tables.labels import country_labels

PAGE = 50  # incidents of the list
_BESIDE = 30  # incidents of the list beside the map
_NAMED = 100  # actors and outlets that the filters suggest
_SITES = 200
_KM = 25.0


@require_safe
def picture(request: HttpRequest) -> HttpResponse:
    """The page: counts, filters, time line, map and list."""
    asked, now, rank = asked_for(state(request.GET), clearance(request)), words(), clearance(request)
    found = Picture(asked.asked, rank)
    seen, numbers, own = found.seen(), found.page(asked.page, PAGE), sites(0, _SITES, rank)
    told = records(numbers, rank)
    drawn = line(found, seen, asked.asked.since, asked.asked.until, now)
    return render(
        request,
        "desk/picture.html",
        {
            "state": asked,
            "told": _told_back(request.GET),
            "kept": [(name, request.GET[name]) for name in ("country", "near", "map") if request.GET.get(name)],
            "counts": _counts(seen, now),
            "outcomes": [(o.value, now.label("outcome", o), now.number(n)) for o, n in _grouped(seen)],
            "line": drawn,
            "line_told": _line_told(drawn, now) if drawn else "",
            "all": query(request.GET),
            "bars": query(request.GET, since=None, until=None),
            "no_area": query(request.GET, area=None),
            "rows": [row(told[number], now) for number in numbers if number in told],
            "quick": _quick(request.GET, now),
            "map": _map(asked, own, found.extent()),
            "sites": [(one.number, one.name, one.number == asked.site) for one in own],
            **_pages(request.GET, asked.page, -(-seen.count // PAGE), now),
            **_filters(asked.asked, rank, now),
        },
    )


@require_safe
def picture_map(request: HttpRequest) -> HttpResponse:
    """What the map shows of a view at a zoom, and the list of the incidents in view."""
    box, told = view(request.GET.get("view", "")), request.GET.get("zoom", "")
    if box is None or not told.isdecimal() or int(told) > DEEPEST:
        return HttpResponseBadRequest()
    asked, now, rank = asked_for(state(request.GET), clearance(request)), words(), clearance(request)
    found = Picture(asked.asked, rank)
    spots = found.spots(int(told), box)
    beside = found.page(1, _BESIDE, box)
    known = records([*beside, *(spot.newest for spot in spots if spot.count == 1)], rank)
    rows = {number: row(record, now) for number, record in known.items()}
    listed = [rows[number] for number in beside if number in rows]
    count = sum(spot.count for spot in spots)
    return JsonResponse(
        {
            "spots": [_spot(spot, rows.get(spot.newest) if spot.count == 1 else None, now) for spot in spots],
            "list": render_to_string("desk/incidents.html", {"rows": listed}, request),
            "count": ngettext("%(n)s incident in view", "%(n)s incidents in view", count) % {"n": now.number(count)},
            "more": count > len(listed),
        }
    )


@require_safe
def picture_names(request: HttpRequest) -> HttpResponse:
    """The names of countries, for the map to write."""
    return JsonResponse({"countries": country_labels((get_language() or "en").partition("-")[0])})


def asked_for(told: State, rank: int) -> State:
    """The state with the distance from a site put in."""
    if not told.site:
        return told
    found = site(told.site, rank)
    if found is None:
        return msgspec.structs.replace(told, site=0, unread=(*told.unread, "site"))
    km = told.km or _KM
    asked = msgspec.structs.replace(told.asked, near=(found.lat, found.lon, km))
    return msgspec.structs.replace(told, asked=asked, km=km)


def _grouped(seen: Seen) -> list[tuple[Outcome, int]]:
    order = (*STRUCK, *STOPPED, Outcome.MISSED, Outcome.UNKNOWN)
    return [(outcome, seen.outcomes[outcome]) for outcome in order if seen.outcomes.get(outcome)]


def _told_back(told: QueryDict) -> dict[str, str]:
    """What was typed, for the form to show again: numbers and days as they were written."""
    return {name: told.get(name, "") for name in ("since", "until", "killed", "harmed", "km", "area", "near")}


def _counts(seen: Seen, now: Wording) -> dict[str, str]:
    told = {"n": now.number(seen.count)}
    return {
        "all": ngettext("%(n)s incident", "%(n)s incidents", seen.count) % told,
        "killed": f"{now.label('slot', 'killed')}: {now.plain['least'].format(min=now.number(seen.killed))}",
        "nowhere": gettext("In no place known: %(n)s") % {"n": now.number(seen.nowhere)} if seen.nowhere else "",
    }


def _line_told(drawn: Line, now: Wording) -> str:
    units = {
        "day": gettext("One bar a day, the highest is %(n)s"),
        "week": gettext("One bar a week, the highest is %(n)s"),
        "month": gettext("One bar a month, the highest is %(n)s"),
        "year": gettext("One bar a year, the highest is %(n)s"),
    }
    return str(units[drawn.unit] % {"n": now.number(drawn.most)})


def _pages(told: QueryDict, page: int, pages: int, now: Wording) -> dict[str, Any]:
    numbers = {"page": now.number(page), "pages": now.number(pages)}
    return {
        "pages": pages,
        "page_told": gettext("page %(page)s of %(pages)s") % numbers,
        "earlier": query(told, page=str(min(page - 1, pages))) if page > 1 else "",
        "later": query(told, page=str(page + 1)) if page < pages else "",
    }


def _quick(told: QueryDict, now: Wording) -> list[tuple[str, str]]:
    """(days, query) of the stretches that one click gives."""
    today = dt.datetime.now(dt.UTC).date()
    return [
        (now.number(days), query(told, since=f"{today - dt.timedelta(days=days - 1)}", until=f"{today}"))
        for days in (7, 30, 365)
    ]


def _filters(asked: Asked, rank: int, now: Wording) -> dict[str, Any]:
    actors, outlets, languages = choices(_NAMED, rank)
    named = dict(settings.LANGUAGES)
    return {
        "methods": [
            (name, [(m.value, now.label("method", m), m in asked.methods) for m in methods])
            for name, methods in SHAPES.items()
        ],
        "all_outcomes": [(o.value, now.label("outcome", o), o in asked.outcomes) for o in Outcome],
        "stances": [(s.value, now.label("stance", s), s is asked.stance) for s in Stance],
        "actors": actors,
        "outlets": outlets,
        "languages": [(code, named.get(code, code), code == asked.language) for code in languages],
        "shapes": [(name, now.listed(now.label("method", m) for m in SHAPES[name])) for name in SHAPES],
    }


def _map(told: State, own: list[OwnSite], extent: Box | None) -> dict[str, Any]:
    """What the map's script is told."""
    return {
        "spots": reverse("picture-map"),
        "incident": reverse("incident", args=["ID"]),
        "sites": [_own(one, told) for one in own],
        "area": told.asked.area,
        "near": told.asked.near,
        "view": told.map,
        "fit": extent,
        "tiles": getattr(settings, "SAKKHI_TILES", ""),
    }


def _own(one: OwnSite, told: State) -> dict[str, Any]:
    km = told.km if one.number == told.site else 0
    return {
        "n": one.number,
        "name": one.name,
        "at": [one.lat, one.lon],
        "km": km,
        "page": reverse("site", args=[one.number]),
    }


def _spot(spot: Spot, one: Row | None, now: Wording) -> dict[str, Any]:
    """A symbol, short, since there are hundreds: `o` are what struck, what was stopped, and the rest."""
    shown: dict[str, Any] = {"at": [spot.lat, spot.lon]}
    if spot.precision is not PlacePrecision.SITE and (one or spot.alike):
        shown["r"] = RADIUS[spot.precision]
    if spot.precision is PlacePrecision.COUNTRY:
        shown["c"] = spot.country
    if one is not None:
        return shown | {
            "i": one.id, "s": one.shape, "f": one.outcome, "z": one.size, "t": one.title, "p": one.roughly,
        }  # fmt: skip
    struck, stopped = (sum(spot.outcomes[OUTCOMES.index(o)] for o in outcomes) for outcomes in (STRUCK, STOPPED))
    return shown | {
        "n": spot.count,
        "l": now.number(spot.count),
        "o": [struck, stopped, spot.count - struck - stopped],
        "a": spot.alike,
        "z": size(spot.killed),
        "t": _told(spot, struck, stopped, now),
    }


def _told(spot: Spot, struck: int, stopped: int, now: Wording) -> str:
    count = ngettext("%(n)s incident", "%(n)s incidents", spot.count) % {"n": now.number(spot.count)}
    parts = [count]
    if struck:
        parts.append(f"{now.label('outcome', Outcome.HIT)}: {now.number(struck)}")
    if stopped:
        parts.append(f"{now.label('brief', 'stopped')}: {now.number(stopped)}")
    if spot.killed:
        parts.append(f"{now.label('slot', 'killed')}: {now.number(spot.killed)}")
    return " · ".join(parts)
