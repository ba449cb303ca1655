"""A feed, a sitemap or a page → the addresses of the pages that it names."""

from __future__ import annotations

import io
import re
from enum import StrEnum
from urllib.parse import urldefrag, urljoin
from xml.etree.ElementTree import Element, ParseError  # the type and the error alone; parsing is defusedxml's
from xml.sax import ContentHandler, SAXException

import defusedxml.sax
import msgspec
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from sakkhi.ingest.body import BodyError, plain_body
from sakkhi.ingest.decode import UndecodableError, page_text
from sakkhi.ingest.fetch import wrong_address
from sakkhi.model.fault import Fault

_MANY = 1000  # links taken of one document, the first: feeds and news sitemaps name the newest first
_NESTED = 5  # sitemaps taken of an index, those changed last


class Kind(StrEnum):
    """What a source is."""

    FEED = "feed"
    SITEMAP = "sitemap"
    PAGE = "page"


class Link(msgspec.Struct, frozen=True):
    """A page that a source names. `stamp` changes when the page does, as far as the source says."""

    address: str
    stamp: str = ""
    title: str = ""
    published: str = ""


class Links(msgspec.Struct, frozen=True):
    """What a source names: pages, and further sitemaps to look into."""

    pages: tuple[Link, ...]
    sitemaps: tuple[str, ...] = ()


def links(
    content: bytes, address: str, kind: Kind, pattern: str | None = None, limit: int = 9_999_999
) -> Links | Fault:
    """The pages that a document names, each once. `pattern` is a regular expression that an address must hold."""
    if kind is Kind.SITEMAP and content.startswith(b"\x1f\x8b"):
        try:
            content = plain_body(content, "gzip", limit)
        except BodyError as error:
            return Fault(address, str(error), "look at the source")
    found = {Kind.FEED: _feed, Kind.SITEMAP: _sitemap, Kind.PAGE: _page}[kind](content, address)
    if isinstance(found, Fault):
        return found
    wanted = re.compile(pattern or "")
    pages: dict[str, Link] = {}
    for link in found.pages:
        plain = urldefrag(urljoin(address, link.address.strip()))[0]
        if wrong_address(plain) is None and wanted.search(plain):
            pages.setdefault(plain, msgspec.structs.replace(link, address=plain))
    return Links(tuple(pages.values())[:_MANY], found.sitemaps)


def _feed(content: bytes, address: str) -> Links | Fault:
    import feedparser  # slow to load, and only feeds need it

    try:
        defusedxml.sax.parseString(content, ContentHandler())
    except DefusedXmlException:
        return _bomb(address)
    except (SAXException, ValueError, LookupError):
        pass  # ill-formed feeds are common, and are read leniently, without entities of their own
    try:
        parsed = feedparser.parse(io.BytesIO(content), sanitize_html=False, resolve_relative_uris=False)
    except (ValueError, LookupError, RecursionError, AttributeError, TypeError) as error:
        return _no_feed(address, str(error))
    pages = [
        Link(
            str(entry.get("link", "")),
            str((dict.get(entry, "updated") or entry.get("published")) or ""),
            str(entry.get("title", "")),
            str((entry.get("published") or dict.get(entry, "updated")) or ""),
        )
        for entry in parsed.entries  # whose own `get` would warn that `updated` is sometimes `published`
        if entry.get("link")
    ]
    if not parsed.get("version") and not pages:
        return _no_feed(address, "there is no RSS or Atom in it")
    return Links(tuple(pages))


def _no_feed(address: str, why: str) -> Fault:
    return Fault(address, f"it is no feed ({why[:100]})", "name the address of the feed itself in sources.toml")


def _bomb(address: str) -> Fault:
    return Fault(address, "it declares entities of its own, which could unpack to any size", "tell the site")


def _sitemap(content: bytes, address: str) -> Links | Fault:
    try:
        root = fromstring(content)
    except DefusedXmlException:
        return _bomb(address)
    except (ParseError, ValueError, LookupError, RecursionError) as error:
        return Fault(address, f"it is no sitemap ({error})", "name the address of the sitemap itself in sources.toml")
    name = _local(root)
    if name == "sitemapindex":
        inside = sorted(((_child(one, "lastmod"), _child(one, "loc")) for one in root), reverse=True)
        return Links((), tuple(urljoin(address, place) for _, place in inside[:_NESTED] if place))
    if name != "urlset":
        return Fault(address, f"it is no sitemap (it opens with {name!r})", "name the sitemap itself in sources.toml")
    return Links(tuple(_entry(one) for one in root))


def _entry(element: Element) -> Link:
    news = next((one for one in element if _local(one) == "news"), None)
    published = _child(news, "publication_date") if news is not None else ""
    title = _child(news, "title") if news is not None else ""
    return Link(_child(element, "loc"), _child(element, "lastmod") or published, title, published)


def _child(element: Element, name: str) -> str:
    return next(((one.text or "").strip() for one in element if _local(one) == name), "")


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _page(content: bytes, address: str) -> Links | Fault:
    from resiliparse.parse.html import HTMLTree

    from sakkhi.ingest.page import declared_charset

    try:
        tree = HTMLTree.parse(page_text(content, (declared_charset(content),)))
    except UndecodableError as error:
        return Fault(address, error.what, error.remedy)
    anchors = tree.document.query_selector_all("a[href]") if tree.document else []
    return Links(tuple(Link(one.getattr("href") or "", title=(one.text or "").strip()[:300]) for one in anchors))
