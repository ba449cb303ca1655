"""Text and what is known of it → a Report, or the Fault that says why not."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection

import msgspec

from sakkhi.ingest.dates import iso_date, moment
from sakkhi.ingest.language import language_of
from sakkhi.model.fault import Fault
from sakkhi.model.refusal import Refusals
from sakkhi.model.report import Report, text_digest

_SURROGATE = re.compile("[\ud800-\udfff]")


class Given(msgspec.Struct, frozen=True):
    """What the caller hands in: the languages that have a pack, and what to take for every report that does not say.

    `published` and `language` stand where a `.jsonl` row says nothing of its own; they come before a page's metadata.
    `refusals` are what pages say that are no reports.
    """

    languages: Collection[str]
    published: dt.date | None = None
    language: str | None = None
    refusals: Refusals = Refusals()


def report(
    text: str,
    where: str,
    given: Given,
    *,
    id: str | None = None,
    source: str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    published: str | dt.date | None = None,
    language: str | None = None,
    author: str | None = None,
    published_at: dt.datetime | None = None,
    address: str | None = None,
) -> Report | Fault:
    """The report of one text. `where` names the input in a fault; `published` is an ISO date or datetime."""
    if not text.strip("\ufeff \t\r\n"):
        return Fault(where, "it is empty", "give a file with a report's text in it")
    if _SURROGATE.search(text):
        return Fault(where, "its text holds half a character (a lone surrogate)", "encode the text as UTF-8 again")
    day = _day(published, where) if published is not None else given.published
    if isinstance(day, Fault):
        return day
    named = (language or given.language or "").lower().partition("-")[0]  # "bn-BD" is "bn"
    code = named or language_of(text)
    if code is None:
        return Fault(where, "it has no letters to tell its language by", "name the language with --language")
    if code not in given.languages:
        return no_pack(code, where, given.languages)
    digest = text_digest(text)
    return Report(
        text=text,
        id=id or digest,
        sha256=digest,
        language=code,
        source=source,
        title=title,
        published=day,
        outlet=outlet,
        author=author,
        published_at=published_at or (moment(published) if published is not None else None),
        address=address,
    )


def no_pack(code: str, where: str, languages: Collection[str]) -> Fault:
    """The fault of a language that no pack is there for."""
    known = ", ".join(sorted(languages)) or "none"
    return Fault(where, f"no language pack for {code!r}", f"name one of these with --language: {known}")


def _day(published: str | dt.date, where: str) -> dt.date | Fault:
    if isinstance(published, dt.datetime):
        return published.date()
    if isinstance(published, dt.date):
        return published
    found = iso_date(published)
    if found is None:
        return Fault(where, f"{published!r} is no date", "write the publication date as YYYY-MM-DD")
    return found
