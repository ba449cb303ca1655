"""A host's answer → the report of its page, as its source knows it, or why it is none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import msgspec

from sakkhi.collect.sources import Source
from sakkhi.collect.visit import host
from sakkhi.ingest.dates import moment, page_date
from sakkhi.ingest.fetch import Answer
from sakkhi.ingest.form import Given
from sakkhi.ingest.page import page_report
from sakkhi.ingest.refusal import at_home
from sakkhi.ingest.sketch import same_words
from sakkhi.model.fault import Fault
from sakkhi.model.original import Original, Received
from sakkhi.tables.refusals import load_refusals

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.I)
_PAGE = re.compile(r"\s*(text/html|application/xhtml\+xml|text/plain)?\s*(;|$)", re.I)
_SHORT, _OTHERS = 1500, 2  # characters; pages of one host with the same words, of which the next one is no report


def original(answer: Answer) -> Original:
    """The answer as it is kept."""
    return Original(
        answer.content, answer.header("content-type"), answer.address, answer.at, answer.status, answer.headers
    )


def reported(
    answer: Answer, source: Source, asked: str, published: str, languages: tuple[str, ...]
) -> Received | Fault:
    """The report of a page. What the source says of outlet and language stands; its date, where the page has none."""
    media = answer.header("content-type")
    if not _PAGE.match(media):
        return Fault(answer.address, f"it is no page but {media[:60]!r}", "narrow the source's `links`")
    if at_home(answer.address) and not at_home(asked):
        return Fault(asked, "it leads to the host's home page: what was there is gone", "look at the page")
    charset = _CHARSET.search(media)
    given = Given(languages, None, source.language or None, load_refusals())
    made = page_report(
        answer.body, answer.address, given, charset=charset[1] if charset else None, address=answer.address
    )
    if isinstance(made, Fault):
        return made
    length = len(made.text.removeprefix(made.title or "").strip())
    if length < source.least:
        what = f"the page has but {length} characters of text: an error page, or no article"
        return Fault(answer.address, what, "look at the page; `least` in sources.toml sets how short a report may be")
    if made.published is None and published:
        made = msgspec.structs.replace(made, published=page_date(published), published_at=moment(published))
    return Received(
        msgspec.structs.replace(made, outlet=source.outlet or made.outlet), original(answer), source.marking
    )


def repeated(received: Received, addresses: Callable[[int], Iterable[str]]) -> Fault | None:
    """The fault of a short page that says the same as several others of its host; `addresses` are those of some words.

    A host that shows one text for all that it does not have is known by that, whatever the text says.
    """
    report = received.report
    if len(report.text) >= _SHORT or not report.address:
        return None
    same = {other for other in addresses(same_words(report.text)) if host(other) == host(report.address)}
    others = len(same - {report.address})
    if others < _OTHERS:
        return None
    what = f"the host shows the same text at {others} other addresses: an error page, or no article"
    return Fault(report.address, what, "look at the page")
