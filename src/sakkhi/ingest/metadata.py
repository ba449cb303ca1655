"""A parsed page → what it says of itself: JSON-LD first, then OpenGraph and other meta elements, then the elements."""

from __future__ import annotations

import datetime as dt
import html as entities
import re
from collections.abc import Iterator

import msgspec
from resiliparse.parse.html import ElementNode, HTMLTree

from sakkhi.ingest.dates import moment, page_date

_ARTICLES = {
    "NewsArticle",
    "Article",
    "ReportageNewsArticle",
    "BackgroundNewsArticle",
    "OpinionNewsArticle",
    "BlogPosting",
    "Report",
}
_DATE_METAS = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "publishdate",
    "publish-date",
    "pubdate",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "sailthru.date",
    "parsely-pub-date",
    "date",
)
_TITLE_METAS = ("og:title", "twitter:title", "dc.title", "parsely-title")
_OUTLET_METAS = ("og:site_name", "application-name", "dc.publisher", "twitter:site")
_AUTHOR_METAS = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author")
_SEPARATOR = re.compile(r"\s+[|–—»·-]\s+")


class PageMetadata(msgspec.Struct, frozen=True):
    """What a page says of itself; None where it does not. `declared` is true where it says so apart from its text."""

    title: str | None = None
    published: dt.date | None = None
    outlet: str | None = None
    address: str | None = None
    author: str | None = None
    published_at: dt.datetime | None = None
    declared: bool = False


def page_metadata(tree: HTMLTree) -> PageMetadata:
    """The metadata of a page; a value that cannot be read is passed over for the next best place."""
    article = next(_linked_articles(tree), {})
    metas = dict(_metas(tree))
    outlet = _publisher(article) or _first(metas, _OUTLET_METAS)
    title = _text(article.get("headline")) or _first(metas, _TITLE_METAS) or _heading(tree)
    said = [_text(article.get("datePublished")) or "", *(metas.get(name, "") for name in _DATE_METAS)]
    shown = [time.getattr("datetime") or "" for time in _select(tree, "time[datetime]")]
    day, at = _published([*said, *shown])
    return PageMetadata(
        _without_outlet(title, outlet),
        day,
        outlet and outlet.removeprefix("@"),
        _address(metas, tree),
        _author(article, metas),
        at,
        _published(said)[0] is not None,
    )


def _select(tree: HTMLTree, selector: str) -> list[ElementNode]:
    return list(tree.document.query_selector_all(selector)) if tree.document else []


def _linked_articles(tree: HTMLTree) -> Iterator[dict[str, object]]:
    for script in _select(tree, 'script[type="application/ld+json"]'):
        try:
            found = msgspec.json.decode((script.text or "").strip().encode("utf-8", "replace"), strict=False)
        except (msgspec.DecodeError, RecursionError):
            continue  # pages carry broken JSON-LD often enough; the meta elements follow
        yield from _articles(found)


def _articles(value: object) -> Iterator[dict[str, object]]:
    if isinstance(value, list):
        for one in value:
            yield from _articles(one)
    elif isinstance(value, dict):
        kinds = value.get("@type")
        if _ARTICLES & set(kinds if isinstance(kinds, list) else [str(kinds)]):
            yield value
        yield from _articles(value.get("@graph"))


def _publisher(article: dict[str, object]) -> str | None:
    publisher = article.get("publisher")
    if isinstance(publisher, list):
        publisher = publisher[0] if publisher else None
    return _text(publisher.get("name") if isinstance(publisher, dict) else publisher)


def _metas(tree: HTMLTree) -> Iterator[tuple[str, str]]:
    """(name in lower case, content) of the meta elements, the last first so that the first wins in a dict."""
    for meta in reversed(list(_select(tree, "meta[content]"))):
        name = meta.getattr("property") or meta.getattr("name") or meta.getattr("itemprop")
        if name:
            yield name.lower(), meta.getattr("content") or ""


def _published(written: list[str]) -> tuple[dt.date | None, dt.datetime | None]:
    """The day of the first date that can be read, and the moment where that date gives one with its zone."""
    found = next(((day, one) for one in filter(None, written) if (day := page_date(one))), None)
    return (found[0], moment(found[1])) if found else (None, None)


def _author(article: dict[str, object], metas: dict[str, str]) -> str | None:
    """Who wrote it: names of JSON-LD's authors, else the meta element; an address is no name."""
    authors = article.get("author")
    named = [one.get("name") if isinstance(one, dict) else one for one in _list(authors)]
    names = [name for name in map(_text, named) if name and "://" not in name]
    found = ", ".join(dict.fromkeys(names)) or _first(metas, _AUTHOR_METAS)
    return None if found is None or "://" in found else found


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _heading(tree: HTMLTree) -> str | None:
    headings = [h for h in _select(tree, "h1") if (h.text or "").strip()]
    return _text(headings[0].text) if len(headings) == 1 else _text(tree.title)


def _address(metas: dict[str, str], tree: HTMLTree) -> str | None:
    links = _select(tree, 'link[rel="canonical"]')
    address = (links[0].getattr("href") if links else None) or metas.get("og:url")
    return address if address and address.startswith(("https://", "http://")) else None


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((found for found in (_text(metas.get(name)) for name in names) if found), None)


def _text(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    return " ".join(entities.unescape(value).split()) or None


def _without_outlet(title: str | None, outlet: str | None) -> str | None:
    """The title without the outlet's name that pages hang on it ("… | The Daily Star")."""
    if not title or not outlet:
        return title
    parts = _SEPARATOR.split(title)
    if len(parts) > 1 and parts[-1].casefold() == outlet.casefold():
        return title[: title.rindex(parts[-1])].rstrip(" |–—»·-")
    return title
