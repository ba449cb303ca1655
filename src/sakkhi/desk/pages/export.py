"""The incidents of the picture as a file of some format, with its loss report, in one ZIP file."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from sakkhi.desk.access import clearance
from sakkhi.desk.audit import note
from sakkhi.desk.pages.picture import asked_for
from sakkhi.desk.state import query, state
from sakkhi.desk.words import words
from sakkhi.model.access import Role
from sakkhi.model.deed import DeedKind
from sakkhi.model.marking import Marking
from sakkhi.share import FORMATS
from sakkhi.share.formats import Known
from sakkhi.share.packed import packed
from sakkhi.store.dossiers import dossiers_of
from sakkhi.store.picture import Picture
from sakkhi.tables.names import known_actors


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The page: which incidents, which format, how far they may travel."""
    count = Picture(asked_for(state(request.GET), clearance(request)).asked, clearance(request)).seen().count
    told = {"n": words().number(count)}
    return render(
        request,
        "desk/export.html",
        {
            "all": query(request.GET),
            "count": ngettext("%(n)s incident", "%(n)s incidents", count) % told,
            "none": count == 0,
            "formats": [(name, *_told()[name]) for name in FORMATS],
            "marks": [(mark.value, mark.label) for mark in _marks(request)],
        },
    )


@require_POST
def export_file(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """The ZIP file, in pieces as they come; who took what is written down before the first of them."""
    name, mark = request.POST.get("format", ""), request.POST.get("tlp", Marking.CLEAR.value)
    limit = next((one for one in _marks(request) if one.value == mark), None)
    if name not in FORMATS or limit is None:
        return HttpResponseBadRequest()
    rank = clearance(request)
    found = Picture(asked_for(state(request.GET), clearance(request)).asked, rank)
    count = found.seen().count
    note(request, DeedKind.EXPORT, name, f"{count} · {limit.label} · {query(request.GET)}"[:2000])
    rows = found.page(1, count) if count else []
    pieces = packed(name, dossiers_of(rows, rank), Known(known_actors()), limit)
    answer = StreamingHttpResponse(pieces, content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="sakkhi-{name}.zip"'
    answer["Cache-Control"] = "no-store"
    return answer


def _marks(request: Any) -> list[Marking]:
    """How far what is taken may travel: only who may mark may take what is marked, and only what they may see."""
    if request.person is None or not request.person.role.at_least(Role.EDITOR):
        return [Marking.CLEAR]
    return [mark for mark in Marking if mark.rank <= clearance(request)]


def _told() -> dict[str, tuple[str, str]]:
    """What each format is called, and what it is for."""
    return {
        "csv": ("CSV", gettext("A table, one row an incident, for spreadsheets")),
        "jsonl": (
            "JSON Lines",
            gettext("Everything, with the words behind every value, for another Sakkhi or own programs"),
        ),
        "parquet": ("Parquet", gettext("A typed table for data analysis")),
        "geojson": ("GeoJSON", gettext("For maps; places that are not known exactly are areas")),
        "kml": ("KML", gettext("For globes and map viewers")),
        "acled": ("ACLED", gettext("As the Armed Conflict Location & Event Data project codes events")),
        "ucdp": ("UCDP GED", gettext("As the Uppsala Conflict Data Program codes deadly events")),
        "gtd": ("GTD", gettext("As the Global Terrorism Database codes attacks")),
        "muc4": ("MUC-4", gettext("Templates of the Fourth Message Understanding Conference, for evaluations")),
        "stix": ("STIX 2.1", gettext("For platforms that share threats")),
        "ftm": ("FollowTheMoney", gettext("For investigators' tools such as Aleph")),
    }
