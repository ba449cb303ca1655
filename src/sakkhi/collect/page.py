"""A host's answer → the report of its page, as its source knows it, or why it is none."""

from __future__ import annotations

import re

import msgspec

from sakkhi.collect.sources import Source
from sakkhi.ingest.dates import moment, page_date
from sakkhi.ingest.fetch import Answer
from sakkhi.ingest.form import Given
from sakkhi.ingest.page import page_report
from sakkhi.model.fault import Fault
from sakkhi.model.original import Original, Received
from sakkhi.model.report import Report

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.I)
_PAGE = re.compile(r"\s*(text/html|application/xhtml\+xml|text/plain)?\s*(;|$)", re.I)
_ERROR = re.compile(r"(?<!\d)(40[0-9]|410|429|50[0-4])(?!\d)")  # the number of an HTTP error, as error pages say it
_FEW = 600  # characters: an article with such a number in its headline is longer


def original(answer: Answer) -> Original:
    """The answer as it is kept."""
    return Original(
        answer.content, answer.header("content-type"), answer.address, answer.at, answer.status, answer.headers
    )


def reported(answer: Answer, source: Source, published: str, languages: tuple[str, ...]) -> Received | Fault:
    """The report of a page. What the source says of outlet and language stands; its date, where the page has none."""
    media = answer.header("content-type")
    if not _PAGE.match(media):
        return Fault(answer.address, f"it is no page but {media[:60]!r}", "narrow the source's `links`")
    charset = _CHARSET.search(media)
    given = Given(languages, None, source.language or None)
    made = page_report(
        answer.body, answer.address, given, charset=charset[1] if charset else None, address=answer.address
    )
    if isinstance(made, Fault):
        return made
    if problem := _no_article(made, source.least):
        return Fault(
            answer.address, problem, "look at the page; `least` in sources.toml sets how short a report may be"
        )
    if made.published is None and published:
        made = msgspec.structs.replace(made, published=page_date(published), published_at=moment(published))
    return Received(
        msgspec.structs.replace(made, outlet=source.outlet or made.outlet), original(answer), source.marking
    )


def _no_article(report: Report, least: int) -> str | None:
    title = report.title or ""
    length = len(report.text.removeprefix(title).strip())
    if length < least:
        return f"the page has but {length} characters of text: an error page, or no article"
    if length < _FEW and _ERROR.search(title):
        return f"the page is an error page, though the host answers 200 ({title[:60]})"
    return None
