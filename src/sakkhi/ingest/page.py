"""An HTML page's bytes → a Report of its main text, with what its metadata says of title, day and outlet."""

from __future__ import annotations

import logging
import re
from urllib.parse import urlsplit

import trafilatura
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import HTMLTree

from sakkhi.ingest.decode import UndecodableError, page_text
from sakkhi.ingest.form import Given, report
from sakkhi.ingest.metadata import PageMetadata, page_metadata
from sakkhi.ingest.refusal import Shown, at_home, refusal
from sakkhi.model.fault import Fault
from sakkhi.model.report import Report

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # a page without text is told of as a fault, once

_META_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}?encoding=[\"']([\w.:-]{2,40})",
    re.I,
)
_SHORT = 100  # characters: a main text shorter than one sentence or two is a miss, so a second extractor is asked
_BLANKS = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"\s*\n\s*(?:\n\s*)*")


def page_report(
    content: bytes, where: str, given: Given, *, charset: str | None = None, address: str | None = None
) -> Report | Fault:
    """The report of a page. `charset` is what the server declared; `address` is where the page was fetched from."""
    try:
        html = page_text(content, (charset, declared_charset(content)))
    except UndecodableError as error:
        return Fault(where, error.what, error.remedy)
    tree = HTMLTree.parse(html.lstrip("\ufeff"))
    metadata = page_metadata(tree)
    text = main_text(tree, html)
    if not text:
        return Fault(where, "the page has no text", "give a page with a report in its main part, or the report as text")
    shown = Shown(_titles(tree, metadata), text, metadata.declared, address, metadata.address)
    if why := refusal(shown, tree, given.refusals):
        return Fault(where, why, "look at the page; where it is a report after all, give its text")
    return report(
        _with_headline(text, metadata),
        where,
        given,
        source=address or metadata.address or where,
        title=metadata.title,
        outlet=metadata.outlet or _host(address or metadata.address),
        published=given.published or metadata.published,
        published_at=None if given.published else metadata.published_at,
        author=metadata.author,
        address=own_address(address, metadata.address),
        # what a page says of its language is only a template's setting as often as not; the letters are surer
    )


def _titles(tree: HTMLTree, metadata: PageMetadata) -> tuple[str, ...]:
    """All that stands as a headline, each once."""
    headings = tree.document.query_selector_all("h1") if tree.document else []
    found = (tree.title, metadata.title, *(one.text for one in headings))
    return tuple(dict.fromkeys(" ".join(one.split()) for one in found if one and one.strip()))


def declared_charset(content: bytes) -> str | None:
    """The encoding that a page's first two thousand bytes declare; None where they declare none."""
    match = _META_CHARSET.search(content[:2048])
    return (match[1] or match[2]).decode("ascii") if match else None


def main_text(tree: HTMLTree, html: str) -> str:
    """The page's report without menus and teasers, one paragraph a block; "" where the page has none.

    The extractor that takes in least of what is not the report goes first (decisions/0004): a teaser of another attack
    would be read as an incident of this report.
    """
    first = _tidy(trafilatura.extract(html, include_comments=False, include_tables=False, fast=True) or "")
    if len(first) >= _SHORT:
        return first
    second = _tidy(
        extract_plain_text(
            tree,
            main_content=True,
            list_bullets=False,
            alt_texts=False,
            comments=False,
            post_meta=False,
            preserve_formatting=True,
        )
    )
    return max(first, second, key=len) or _tidy(extract_plain_text(tree, list_bullets=False, alt_texts=False))


def _tidy(text: str) -> str:
    return _LINES.sub("\n\n", _BLANKS.sub(" ", text)).strip()


def _with_headline(text: str, metadata: PageMetadata) -> str:
    """The text, opened by the headline where the extractor left it out: it often says what the news is."""
    title = metadata.title
    if not title or title in text[: len(title) + 400]:
        return text
    return f"{title}\n\n{text}"


def own_address(fetched: str | None, canonical: str | None) -> str | None:
    """The address that stays the same for each version of a page: the canonical one, where the page may name it.

    A page speaks for its own host only, and none but the home page is that: one that names another's address would
    pass itself off as that page's new version.
    """
    if fetched is None:
        return canonical
    if not canonical or _host(canonical) != _host(fetched) or (at_home(canonical) and not at_home(fetched)):
        return fetched
    return canonical


def _host(address: str | None) -> str | None:
    host = urlsplit(address).hostname if address else None
    return host.removeprefix("www.").removeprefix("m.") if host else None
