"""A report as it reached us."""

from __future__ import annotations

import datetime as dt
import hashlib

import msgspec


class Report(msgspec.Struct, frozen=True):
    """`text` is kept exactly as given; every offset in a reading points into it."""

    text: str
    id: str
    sha256: str
    language: str
    source: str | None = None
    title: str | None = None
    published: dt.date | None = None
    outlet: str | None = None


def text_digest(text: str) -> str:
    """The sha256 of the text's UTF-8 bytes, in hex. Lone surrogates, which UTF-8 has no bytes for, count as `?`."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
