"""Search over reports and incidents: words in any of the languages, filters, and the words marked in what was found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from urllib.parse import urlencode

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sakkhi.collect.meaning import understood
from sakkhi.desk.access import clearance
from sakkhi.ingest.dates import iso_date
from sakkhi.share.wording import languages
from sakkhi.store import finding, view
from sakkhi.store.finding import IncidentHit, Part, ReportHit
from sakkhi.store.incidents import Sought

LONGEST = 300  # letters of a search
_KINDS = ("all", "incidents", "reports")
_FEW, _MANY = 5, 20  # hits of a kind on a page that shows both, or one


class Query(msgspec.Struct, frozen=True):
    """What the address asks for. `wrong` names what in it was no language, day or source, and was left out."""

    words: str = ""
    kind: str = "all"
    language: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    source: str = ""
    after: str = ""
    wrong: tuple[str, ...] = ()

    @property
    def asks(self) -> bool:
        """True where there is something to look for."""
        return bool(self.words.strip() or self.language or self.since or self.until or self.source)

    def address(self, **other: str) -> str:
        """The address of this search, with other values for some of it; every page begins at its first part."""
        fields = {
            "q": self.words, "kind": self.kind if self.kind != "all" else "", "language": self.language,
            "since": self.since or "", "until": self.until or "", "source": self.source, **other,
        }  # fmt: skip
        return "?" + urlencode({name: value for name, value in fields.items() if value})


def query(asked: Mapping[str, str], sources: list[str]) -> Query:
    """What an address asks for."""
    days = {name: iso_date(asked.get(name, "")[:10]) if asked.get(name) else None for name in ("since", "until")}
    language, source, kind = asked.get("language", ""), asked.get("source", ""), asked.get("kind", "all")
    wrong = [name for name in days if asked.get(name) and days[name] is None]
    if language and language not in languages():
        wrong.append("language")
    if source and source not in sources:
        wrong.append("source")
    return Query(
        asked.get("q", "")[:LONGEST].replace("\0", ""),
        kind if kind in _KINDS else "all",
        "" if "language" in wrong else language,
        days["since"],
        days["until"],
        "" if "source" in wrong else source,
        asked.get("after", ""),
        tuple(wrong),
    )


def search(request: HttpRequest) -> HttpResponse:
    """The page."""
    known = finding.sources()
    asked = query(request.GET, known)
    incidents = reports = None
    if asked.asks:
        cleared = clearance(request)
        limit = _FEW if asked.kind == "all" else _MANY
        if asked.kind != "reports":
            incidents = found_incidents(asked, cleared, limit)
        if asked.kind != "incidents":
            reports = found_reports(asked, cleared, limit)
    shown = {"query": asked, "incidents": incidents, "reports": reports, "most": finding.MOST}
    return render(
        request,
        "desk/search.html",
        {**shown, "sources": known, "languages": languages(), **_links(asked, incidents, reports)},
    )


def found_incidents(asked: Query, cleared: int, limit: int) -> Part[IncidentHit]:
    """The incidents that are asked for."""
    meant = understood(asked.words)
    sought = Sought(asked.since, asked.until, language=asked.language or None, source=asked.source or None, words=meant)
    return finding.found_incidents(sought, meant, cleared, finding.cursor(asked.after), limit)


def found_reports(asked: Query, cleared: int, limit: int) -> Part[ReportHit]:
    """The reports that are asked for."""
    filters = view.Filters(
        asked.words, asked.since, asked.until, language=asked.language or None, source=asked.source or None
    )
    return finding.reports(filters, cleared, finding.cursor(asked.after), limit)


def _links(asked: Query, incidents: Part[IncidentHit] | None, reports: Part[ReportHit] | None) -> dict[str, str]:
    """The addresses of the kinds, and of what comes after the hits that are shown."""
    links = {f"to_{kind}": asked.address(kind=kind if kind != "all" else "") for kind in _KINDS}
    shown = incidents if asked.kind == "incidents" else reports if asked.kind == "reports" else None
    if shown is not None and shown.after is not None:
        links["to_more"] = asked.address(after=str(shown.after))
    if asked.after:
        links["to_first"] = asked.address()
    return links
