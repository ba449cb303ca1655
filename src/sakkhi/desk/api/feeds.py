"""Alerts as feeds: Atom, RSS with GeoRSS, and a CAP 1.2 message each, of what whoever asks may see.

A key opens them, sent in a header, and so does the session of the pages, for a browser.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from sakkhi.desk.access import clearance
from sakkhi.desk.api.alerts import alert
from sakkhi.desk.api.incidents import printable
from sakkhi.desk.api.service import fed
from sakkhi.desk.audit import viewed
from sakkhi.desk.watches import known_watches
from sakkhi.model.alert import Severity
from sakkhi.share.warn.cap import cap
from sakkhi.share.warn.feeds import Entry, atom, entries, georss
from sakkhi.share.wording import Wording, wording
from sakkhi.store import inbox
from sakkhi.store.inbox import Asked
from sakkhi.tables.sites import local_names

router = Router(tags=["feeds"])

KEEP = 200  # messages that a feed holds
ATOM, RSS, CAP = "application/atom+xml", "application/rss+xml", "application/cap+xml"
Name = Annotated[str, Query(max_length=120)]
Language = Literal["", "en", "bn", "ar"]


@router.get("/atom.xml", **fed(ATOM))
def atom_feed(
    request: HttpRequest, watch: Name = "", site: Name = "", severity: Severity | None = None, language: Language = ""
) -> Any:
    """The newest alerts as Atom with GeoRSS points: each matter once, as its last message has it."""
    words = _words(request, language)
    return _file(atom("alerts", _entries(request, Asked(watch, site, severity), words), words), ATOM)


@router.get("/georss.xml", **fed(RSS))
def georss_feed(
    request: HttpRequest, watch: Name = "", site: Name = "", severity: Severity | None = None, language: Language = ""
) -> Any:
    """The same as RSS 2.0 with GeoRSS points."""
    words = _words(request, language)
    return _file(georss("alerts", _entries(request, Asked(watch, site, severity), words), words), RSS)


@router.get("/cap/{id}.xml", **fed(CAP))
def cap_message(request: HttpRequest, id: str, language: Language = "") -> Any:
    """One alert as a CAP 1.2 message, with references to those before it on the same matter."""
    kept = alert(request, id)
    viewed(request, f"alert {id}", kept.alert.marking)
    before = [one for one in inbox.chain(kept.alert.root, clearance(request)) if one.number < kept.number]
    earlier = tuple((one.alert.id, one.alert.made_at) for one in before)
    sender = known_watches(clearance(request)).file.sender or "sakkhi"
    return _file(cap(kept.alert, _words(request, language), sender, earlier, _desk(request)), CAP)


def _entries(request: HttpRequest, asked: Asked, words: Wording) -> list[Entry]:
    printable(asked.watch)
    printable(asked.site)
    found = inbox.alerts(asked, clearance(request), KEEP)
    return entries([one.alert for one in reversed(found)], words, _desk(request))


def _words(request: Any, language: str) -> Wording:
    code = language or request.person.language or "en"
    return wording(code, local_names(code))


def _desk(request: HttpRequest) -> str:
    return str(request.build_absolute_uri("/")).rstrip("/")


def _file(content: bytes, media: str) -> HttpResponse:
    return HttpResponse(content, content_type=f"{media}; charset=utf-8")
