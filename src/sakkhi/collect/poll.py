"""A source → the pages that it names now."""

from __future__ import annotations

import msgspec

from sakkhi.collect.sources import Source
from sakkhi.collect.visit import Visitor, Wanted
from sakkhi.ingest.fetch import Missed
from sakkhi.ingest.links import Kind, Link, links
from sakkhi.model.fault import Fault


class Named(msgspec.Struct, frozen=True):
    """The pages that a source names; none where it says that nothing changed. The rest is asked with next time."""

    pages: tuple[Link, ...]
    etag: str
    modified: str


def poll(visitor: Visitor, source: Source, etag: str = "", modified: str = "") -> Named | Missed:
    """What a source names, at most as many pages as it may; a sitemap's index is followed one level down."""
    found = visitor.fetch(Wanted(source.address, source.delay, source.limits, etag, modified))
    if isinstance(found, Missed):
        return found
    if found.status == 304:
        return Named((), etag, modified)
    named = links(found.body, found.address, source.kind, source.links, source.limits.size)
    if isinstance(named, Fault):
        return Missed(named, passing=True)
    pages = list(named.pages)
    for inner in named.sitemaps:
        pages += _nested(visitor, source, inner)
    return Named(tuple(pages)[: source.pages], found.header("etag"), found.header("last-modified"))


def _nested(visitor: Visitor, source: Source, address: str) -> tuple[Link, ...]:
    found = visitor.fetch(Wanted(address, source.delay, source.limits))
    if isinstance(found, Missed):
        return ()
    named = links(found.body, found.address, Kind.SITEMAP, source.links, source.limits.size)
    return () if isinstance(named, Fault) else named.pages
