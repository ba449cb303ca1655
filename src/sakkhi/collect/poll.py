"""A source → the pages that it names now, with the answers that say so."""

from __future__ import annotations

import msgspec

from sakkhi.collect.sources import Source
from sakkhi.collect.visit import Visitor, Wanted
from sakkhi.ingest.fetch import Answer, Missed
from sakkhi.ingest.links import Kind, Link, links
from sakkhi.model.fault import Fault


class Named(msgspec.Struct, frozen=True):
    """The pages that a source names; none where it says that nothing changed. `etag` and `modified` ask next time.

    `answers` are the feed, page or sitemaps as they came. `missed` is what of them could not be had or read.
    """

    pages: tuple[Link, ...]
    etag: str
    modified: str
    answers: tuple[Answer, ...] = ()
    missed: tuple[Missed, ...] = ()


def poll(visitor: Visitor, source: Source, etag: str = "", modified: str = "") -> Named | Missed:
    """What a source names, at most as many pages as it may; a sitemap's index is followed one level down.

    An index is asked for anew each time: its sitemaps may have changed where it did not.
    """
    found = visitor.fetch(Wanted(source.address, source.delay, source.limits, etag, modified))
    if isinstance(found, Missed):
        return found
    if found.status == 304:
        return Named((), etag, modified)
    named = links(found.body, found.address, source.kind, source.links, source.limits.size)
    if isinstance(named, Fault):
        return Named((), "", "", (found,), (Missed(named, passing=True),))
    inner = [_nested(visitor, source, address) for address in named.sitemaps]
    pages = (*named.pages, *(page for one in inner for page in one.pages))[: source.pages]
    answers = (found, *(answer for one in inner for answer in one.answers))
    missed = tuple(one for nested in inner for one in nested.missed)
    fresh = ("", "") if inner else (found.header("etag"), found.header("last-modified"))
    return Named(pages, *fresh, answers, missed)


def _nested(visitor: Visitor, source: Source, address: str) -> Named:
    found = visitor.fetch(Wanted(address, source.delay, source.limits))
    if isinstance(found, Missed):
        return Named((), "", "", (), (found,))
    named = links(found.body, found.address, Kind.SITEMAP, source.links, source.limits.size)
    if isinstance(named, Fault):
        return Named((), "", "", (found,), (Missed(named, passing=True),))
    return Named(named.pages, "", "", (found,))
