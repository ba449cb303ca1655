"""The user's own places: given, changed, taken away; and what happened near them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
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
from sakkhi.desk.audit import note, viewed
from sakkhi.desk.rows import row
from sakkhi.desk.site_forms import SiteForm, filled, headings, in_words
from sakkhi.desk.site_ring import ring
from sakkhi.desk.words import words
from sakkhi.ingest.site_files import MAX_BYTES, own_sites
from sakkhi.model.access import Role
from sakkhi.model.deed import DeedKind
from sakkhi.model.marking import Marking
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
    return _listed(request, SiteForm(marks=_marks(request)))


@needs(Role.ANALYST)
def _add(request: HttpRequest) -> HttpResponse:
    form = SiteForm(request.POST, marks=_marks(request))
    if form.is_valid():
        kept, taken = add_sites([(0, form.site())], _by(request), timezone.now(), clearance(request))
        if kept:
            _note_mark(request, kept[0], Marking.CLEAR)
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
    rank, least = clearance(request), _least(request)
    rows = [(row, msgspec.structs.replace(one, marking=max(one.marking, least, key=_rank))) for row, one in found.sites]
    above = [(row, one) for row, one in rows if one.marking.rank > rank]
    kept, taken = add_sites([one for one in rows if one not in above], _by(request), timezone.now(), rank)
    for one in kept:
        _note_mark(request, one, Marking.CLEAR)
    faults = [
        *in_words(found.faults),
        *((one.row, _alike(one), _("Give it another name, or change the one that is there.")) for one in taken),
        *((row, _above(one), _("Let somebody import it who may see it.")) for row, one in above),
    ]
    count = ngettext("%(n)s site was kept.", "%(n)s sites were kept.", len(kept)) % {"n": words().number(len(kept))}
    context = {
        "kept": count,
        "faults": [(words().number(n) if n else "", what, remedy) for n, what, remedy in sorted(faults)],
        "more": max(0, found.faulty - len(found.faults)),
    }
    return _listed(request, SiteForm(marks=_marks(request)), 200 if kept or not faults else 422, context)


@require_http_methods(["GET", "HEAD", "POST"])
def site_page(request: HttpRequest, number: int) -> HttpResponse:
    """One site: its rings, what is recent against what is usual, how often it was stopped, what is ahead."""
    found = site(number, clearance(request))
    if found is None:
        raise Http404
    viewed(request, f"site {number}", found.marking)
    if request.method == "POST":
        return _change(request, found)
    return _shown(request, found, filled(found, _marks(request)))


@needs(Role.ANALYST)
def _change(request: HttpRequest, found: OwnSite) -> HttpResponse:
    form = SiteForm(request.POST, marks=_marks(request))
    if form.is_valid():
        changed = form.site(found.number, found.marking)
        taken = change_site(changed, clearance(request))
        if taken is None:
            _note_mark(request, changed, found.marking)
            messages.success(request, _("%(name)s is kept.") % {"name": form.cleaned_data["name"]})
            return redirect("site", found.number)
        form.add_error("name", _alike(taken))
    return _shown(request, found, form, status=422)


@require_POST
@needs(Role.ANALYST)
def site_remove(request: HttpRequest, number: int) -> HttpResponse:
    """Take a site away."""
    found = site(number, clearance(request))
    if found is None or not remove_site(number):
        raise Http404
    messages.success(request, _("%(name)s is no longer there.") % {"name": found.name})
    return redirect("sites")


@require_safe
def sites_csv(request: HttpRequest) -> HttpResponse:
    """All sites as a table that can be imported again."""
    lines = ["name,lat,lon,country,note,marking"]
    for one in sites(clearance=clearance(request)):
        texts = (cell(one.name), f"{one.lat}", f"{one.lon}", one.country, cell(one.note), one.marking.value)
        lines.append(",".join('"' + text.replace('"', '""') + '"' for text in texts))
    answer = HttpResponse("\ufeff" + "\r\n".join(lines) + "\r\n", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="sites.csv"'
    return answer


def _listed(
    request: HttpRequest, form: SiteForm, status: int = 200, more: dict[str, Any] | None = None
) -> HttpResponse:
    told_page = request.GET.get("page", "1")
    page = max(1, int(told_page)) if told_page.isdecimal() and len(told_page) < 7 else 1
    rank, now, day = clearance(request), words(), _day(request)
    count, shown = site_count(rank), sites((page - 1) * PAGE, PAGE, rank)
    places = [(one.lat, one.lon, one.radii[-1:]) for one in shown]
    rings = around(places, day, RECENT, BEFORE, rank)
    return render(
        request,
        "desk/sites.html",
        {
            "form": form,
            "sites": [(one, ring(found[0], RECENT, now)) for one, found in zip(shown, rings, strict=True)],
            "may_add": _may(request),
            "marks": _marks(request),
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
    if not taken.by:
        return str(_("This name cannot be given. Choose another one."))
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


def _marks(request: Any) -> list[Marking]:
    """The marks that whoever asks may give a site; none for those who mark nothing."""
    if request.person is None or not request.person.role.at_least(Role.EDITOR):
        return []
    return [mark for mark in Marking if mark.rank <= clearance(request)]


def _least(request: HttpRequest) -> Marking:
    """The mark that all of a file are to have at least."""
    return next((mark for mark in _marks(request) if mark.value == request.POST.get("marking")), Marking.CLEAR)


def _above(one: OwnSite) -> str:
    return str(_("%(mark)s is above what you may see.") % {"mark": one.marking.label})


def _rank(marking: Marking) -> int:
    return marking.rank


def _note_mark(request: HttpRequest, one: OwnSite, before: Marking) -> None:
    """Write down that a site was marked, where it has another mark than before."""
    if one.marking is not before:
        note(request, DeedKind.MARK, f"site {one.number}", one.marking.label)


def _may(request: Any) -> bool:
    return request.person is not None and request.person.role.at_least(Role.ANALYST)


def _by(request: Any) -> str:
    return str(request.person.name)
