"""One report, whole, with every reading marked; its versions, its copies, and the bytes that it was made of."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sakkhi.desk import audit
from sakkhi.desk.access import clearance
from sakkhi.desk.compare_texts import differences
from sakkhi.desk.correcting import Fields, fields
from sakkhi.desk.foreign import direction, host_of, imitates, safe_address, shown, turns
from sakkhi.desk.marked import Mark, parts, pieces
from sakkhi.desk.pages.incident import just_ruled
from sakkhi.desk.readings import Told, marks, tellings
from sakkhi.desk.seen import seen
from sakkhi.desk.templatetags.said import spoken
from sakkhi.desk.words import translated as _
from sakkhi.errors import SakkhiError
from sakkhi.ingest.archive import Archive
from sakkhi.model.access import Role
from sakkhi.model.marking import Marking
from sakkhi.share.wording import cut
from sakkhi.store import incidents, view
from sakkhi.store.history import history
from sakkhi.store.view import StoredVersion

_COPIES, _VERSIONS = 30, 30
_DIFFERENT = 200  # pieces of a comparison of two versions


@require_safe
def report(request: HttpRequest, number: int) -> HttpResponse:
    """The page; `?version=` shows an older one, `?part=` the part of a long text."""
    rank = clearance(request)
    versions = view.versions(number, rank)
    if not versions:
        raise Http404
    marking = view.marking(number, rank)
    audit.viewed(request, f"report:{number}", marking)
    wanted = _whole(request, "version")
    one = next((v for v in versions if v.number == wanted), versions[-1])
    told = tellings(number, one, rank, spoken())
    return render(request, "desk/report.html", _told(request, number, versions, one, told, marking))


@require_safe
def original(request: HttpRequest, number: int, version: int) -> HttpResponse:
    """The archived bytes, to be kept as a file and never shown: whatever they are, no browser runs them."""
    versions = view.versions(number, clearance(request))
    one = next((v for v in versions if v.number == version), None)
    if one is None:
        raise Http404
    audit.viewed(request, f"report:{number} original", view.marking(number, clearance(request)))
    try:
        with Archive(Path(settings.SAKKHI_FOLDER) / "archive", _now, view.archive_end) as archive:
            content = archive.original(one.kept).content
    except SakkhiError as error:
        raise Http404 from error
    answer = HttpResponse(content, content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="report-{number}-{version}.bin"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _told(
    request: Any, number: int, versions: list[StoredVersion], one: StoredVersion, told: list[Told], marking: Marking
) -> dict[str, Any]:
    now, text, rank = spoken(), one.report.text, clearance(request)
    marked = marks(told)
    cuts = parts(text)
    part = _part(request, cuts, marked)
    start, end = cuts[part - 1], cuts[part]
    person = request.person
    name = shown(one.report.outlet or "")
    address = safe_address(one.report.address or one.report.source)
    return {
        "number": number,
        "version": one,
        "title": shown(one.report.title or "") or one.report.id,
        "outlet": name,
        "imitates": imitates(name),
        "language": one.report.language,
        "direction": direction(one.report.language),
        "published": now.date(one.report.published) if one.report.published else "",
        "came": one.added_at,
        "id": shown(one.report.id),
        "sha256": one.report.sha256,
        "address": address,
        "host": host_of(address) if address else "",
        "unsafe": "" if address else cut(shown(_named(one.report.address or one.report.source or ""))),
        "turns": turns(text),
        "pieces": pieces(text[start:end], start, marked),
        "part": part,
        "parts": len(cuts) - 1,
        "part_range": range(1, len(cuts)) if len(cuts) > 2 else (),
        "length": now.number(len(text)),
        "told": [_with_form(t, rank) for t in told],
        "warnings": [shown(w) for w in one.readings[-1].warnings] if one.readings else [],
        "versions": [(v, v.number == one.number) for v in versions[-_VERSIONS:]],
        "changes": _changes(versions, one),
        "copies": [(c, shown(c.title or c.report), shown(c.outlet or "")) for c in view.copies(number, rank)[:_COPIES]],
        "newest": one.number == versions[-1].number,
        "may_rule": person is not None and person.role.at_least(Role.ANALYST),
        "marking": marking,
        "just_ruled": just_ruled(request),
        "keys": [("u", _("undo"))],
    }


def _with_form(told: Told, rank: int) -> dict[str, Any]:
    """A telling with the forms by which its slots are corrected, where it is linked."""
    record = incidents.record(told.incident, rank) if told.incident else None
    if record is None:
        return {"told": told, "forms": [], "seen": ""}
    forms: list[Fields] = [fields(s.name, record, f"{s.name}-{told.group}") for s in told.slots if s.correctable]
    return {"told": told, "forms": forms, "seen": seen(record, history(record, rank), _now())}


def _changes(versions: list[StoredVersion], one: StoredVersion) -> list[Any]:
    """How the version's text differs from the one before."""
    before = next((v for v in reversed(versions) if v.number < one.number), None)
    if before is None:
        return []
    return differences(before.report.text, one.report.text)[:_DIFFERENT]


def _part(request: HttpRequest, cuts: list[int], marked: list[Mark]) -> int:
    """The part that is asked for, else the one that the mark `at` lies in, else the first one."""
    at = _whole(request, "at")
    place = next((m.start for m in marked if m.number == at), 0) if at else 0
    part = _whole(request, "part") or next((n for n in range(1, len(cuts)) if cuts[n] > place), 1)
    return min(max(part, 1), len(cuts) - 1)


def _whole(request: HttpRequest, name: str) -> int:
    written = request.GET.get(name, "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 7 else 0


def _named(written: str) -> str:
    """An address that is no link, as text; of a path on somebody's machine the file's name alone."""
    return written if ":" in written else written.rpartition("/")[2]


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
