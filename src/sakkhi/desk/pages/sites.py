"""The user's own places: given, changed, taken away; and what happened near them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sakkhi.assess.anniversaries import upcoming
from sakkhi.desk.access import clearance, needs
from sakkhi.desk.rows import row
from sakkhi.desk.site_forms import SiteForm, filled, headings, in_words
from sakkhi.desk.site_ring import ring
from sakkhi.desk.words import words
from sakkhi.ingest.site_files import MAX_BYTES, own_sites
from sakkhi.model.access import Role
from sakkhi.model.own_site import OwnSite
from sakkhi.share.text import cell
from sakkhi.share.wording import Wording
from sakkhi.store.around import Around, around
from sakkhi.store.own_sites import Taken, add_sites, change_site, remove_site, site, site_count, sites
from sakkhi.store.picture import records
from sakkhi.tables.calendar import dated_events

RECENT, BEFORE = 30, 365  # days of what is recent, and of what is usual
PAGE = 25
_NEWEST = 10
_AHEAD = 60  # days in which an anniversary is near


@require_http_methods(["GET", "HEAD", "POST"])
def site_list(request: HttpRequest) -> HttpResponse:
    """All sites, and forms for new ones."""
    if request.method == "POST":
        return _add(request)
    return _listed(request, SiteForm())


@needs(Role.ANALYST)
def _add(request: HttpRequest) -> HttpResponse:
    form = SiteForm(request.POST)
    if form.is_valid():
        kept, taken = add_sites([(0, form.site())], _by(request), timezone.now())
        if kept:
            messages.success(request, _("%(name)s is kept.") % {"name": kept[0].name})
            return redirect("site", kept[0].number)
        form.add_error("name", _alike(taken[0]))
    return _listed(request, form, status=422)


@require_POST
@needs(Role.ANALYST)
def site_import(request: HttpRequest) -> HttpResponse:
    """Keep the good places of a file and tell what is wrong with the others."""
    given = request.FILES.get("file")
    if given is None:
        messages.error(request, _("Choose a file first."))
        return redirect("sites")
    found = own_sites(given.read(MAX_BYTES + 1), headings())
    kept, taken = add_sites(found.sites, _by(request), timezone.now())
    faults = in_words(found.faults) + [
        (one.row, _alike(one), _("Give it another name, or change the one that is there.")) for one in taken
    ]
    count = ngettext("%(n)s site was kept.", "%(n)s sites were kept.", len(kept)) % {"n": words().number(len(kept))}
    context = {
        "kept": count,
        "faults": [(words().number(n) if n else "", what, remedy) for n, what, remedy in sorted(faults)],
        "more": max(0, found.faulty - len(found.faults)),
    }
    return _listed(request, SiteForm(), 200 if kept or not faults else 422, context)


@require_http_methods(["GET", "HEAD", "POST"])
def site_page(request: HttpRequest, number: int) -> HttpResponse:
    """One site: its rings, what is recent against what is usual, how often it was stopped, what is ahead."""
    found = site(number)
    if found is None:
        raise Http404
    if request.method == "POST":
        return _change(request, found)
    return _shown(request, found, filled(found))


@needs(Role.ANALYST)
def _change(request: HttpRequest, found: OwnSite) -> HttpResponse:
    form = SiteForm(request.POST)
    if form.is_valid():
        taken = change_site(form.site(found.number))
        if taken is None:
            messages.success(request, _("%(name)s is kept.") % {"name": form.cleaned_data["name"]})
            return redirect("site", found.number)
        form.add_error("name", _alike(taken))
    return _shown(request, found, form, status=422)


@require_POST
@needs(Role.ANALYST)
def site_remove(request: HttpRequest, number: int) -> HttpResponse:
    """Take a site away."""
    found = site(number)
    if found is None or not remove_site(number):
        raise Http404
    messages.success(request, _("%(name)s is no longer there.") % {"name": found.name})
    return redirect("sites")


@require_safe
def sites_csv(request: HttpRequest) -> HttpResponse:
    """All sites as a table that can be imported again."""
    lines = ["name,lat,lon,country,note"]
    for one in sites():
        texts = (cell(one.name), f"{one.lat}", f"{one.lon}", one.country, cell(one.note))
        lines.append(",".join('"' + text.replace('"', '""') + '"' for text in texts))
    answer = HttpResponse("\ufeff" + "\r\n".join(lines) + "\r\n", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="sites.csv"'
    return answer


def _listed(
    request: HttpRequest, form: SiteForm, status: int = 200, more: dict[str, Any] | None = None
) -> HttpResponse:
    told_page = request.GET.get("page", "1")
    page = max(1, int(told_page)) if told_page.isdecimal() and len(told_page) < 7 else 1
    count, now, day = site_count(), words(), _day(request)
    shown = sites((page - 1) * PAGE, PAGE)
    places = [(one.lat, one.lon, one.radii[-1:]) for one in shown]
    rings = around(places, day, RECENT, BEFORE, clearance(request))
    return render(
        request,
        "desk/sites.html",
        {
            "form": form,
            "sites": [(one, ring(found[0], RECENT, now)) for one, found in zip(shown, rings, strict=True)],
            "may_add": _may(request),
            "earlier": page - 1,
            "later": page + 1 if page * PAGE < count else 0,
            "recent_days": now.number(RECENT),
            "map": {"sites": [_marked(one) for one in shown]},
            **(more or {}),
        },
        status=status,
    )


def _shown(request: HttpRequest, found: OwnSite, form: SiteForm, status: int = 200) -> HttpResponse:
    day, now, rank = _day(request), words(), clearance(request)
    (rings,) = around([(found.lat, found.lon, found.radii)], day, RECENT, BEFORE, rank, _NEWEST)
    chosen = _chosen(request, rings)
    newest = records(chosen.newest, rank)
    return render(
        request,
        "desk/site.html",
        {
            "site": found,
            "form": form,
            "may_change": _may(request),
            "day": now.date(day),
            "rings": [ring(one, RECENT, now) for one in rings],
            "ring": ring(chosen, RECENT, now),
            "rows": [row(newest[number], now) for number in chosen.newest if number in newest],
            "ahead": _ahead(found, day, now),
            "ahead_days": now.number(_AHEAD),
            "recent_days": now.number(RECENT),
            "map": {"sites": [_marked(found, found.radii)]},
            "where": _query(found),
        },
        status=status,
    )


def _chosen(request: HttpRequest, rings: list[Around]) -> Around:
    told_km = request.GET.get("km", "")
    return next((one for one in rings if f"{one.km:g}" == told_km), rings[-1])


def _ahead(found: OwnSite, day: dt.date, now: Wording) -> list[tuple[str, str, str]]:
    """(day, what is remembered, how many years ago) of the anniversaries that are near."""
    events = {event.id: (event, names) for event, names in dated_events()}
    language = (get_language() or "en").partition("-")[0]
    out = []
    for one in upcoming((event for event, _names in events.values()), found.country, day, _AHEAD):
        event, names = events[one.event]
        name = event.name if language == "en" else f"{names.get(language, event.name)} ({_kind(event.kind)})"
        years = ngettext("%(n)s year", "%(n)s years", one.years) % {"n": now.number(one.years)}
        out.append((now.date(one.day), name, years))
    return out


def _kind(kind: str) -> str:
    kinds = {
        "attack": _("attack"), "death": _("death"), "massacre": _("massacre"), "war": _("war"), "battle": _("battle"),
        "coup": _("coup"), "agreement": _("agreement"), "withdrawal": _("withdrawal"),
    }  # fmt: skip
    return str(kinds.get(kind, _("event")))


def _marked(one: OwnSite, radii: tuple[float, ...] = ()) -> dict[str, Any]:
    page = reverse("site", args=[one.number])
    return {"n": one.number, "name": one.name, "at": [one.lat, one.lon], "page": page, "radii": list(radii)}


def _query(found: OwnSite) -> str:
    return f"site={found.number}&km={found.radii[-1]:g}"


def _alike(taken: Taken) -> str:
    if taken.name == taken.by:
        return str(_("A site named %(by)s is already there.") % {"by": taken.by})
    told = _("%(name)s looks the same as %(by)s, which is already there.")
    return str(told % {"name": taken.name, "by": taken.by})


def _day(request: HttpRequest) -> dt.date:
    """The day that the statistics are of: today, unless another one is asked for."""
    try:
        return dt.date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return dt.datetime.now(dt.UTC).date()


def _may(request: Any) -> bool:
    return request.person is not None and request.person.role.at_least(Role.ANALYST)


def _by(request: Any) -> str:
    return str(request.person.name)
