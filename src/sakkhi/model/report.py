"""A report as it reached us."""

from __future__ import annotations

import datetime as dt
import hashlib

import msgspec


class Report(msgspec.Struct, frozen=True):
    """`text` is kept exactly as given; every offset in a reading points into it.

    `published` is the day in the zone that the source wrote; `published_at` the moment, where it gave one with a zone.
    `address` is the page's own address, the same for each version of it.
    """

    text: str
    id: str
    sha256: str
    language: str
    source: str | None = None
    title: str | None = None
    published: dt.date | None = None
    outlet: str | None = None
    author: str | None = None
    published_at: dt.datetime | None = None
    address: str | None = None

    @property
    def key(self) -> str:
        """What makes it the same report when its text changes: the id it was given, else its page, else its text."""
        if self.id != self.sha256:
            return f"id:{self.id}"
        return f"page:{self.address}" if self.address else f"text:{self.sha256}"


def text_digest(text: str) -> str:
    """The sha256 of the text's UTF-8 bytes, in hex. Lone surrogates, which UTF-8 has no bytes for, count as `?`."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
