"""Alerts → feeds: Atom (RFC 4287) and RSS 2.0, with GeoRSS points; each matter once, as its last message has it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from email.utils import format_datetime
from xml.etree import ElementTree as Xml

import msgspec

from sakkhi.model.alert import Alert
from sakkhi.share.text import plain
from sakkhi.share.warn.cap import cap, identifier
from sakkhi.share.warn.words import page, told
from sakkhi.share.wording import FSI, PDI, Wording

_ATOM = "http://www.w3.org/2005/Atom"
_GEO = "http://www.georss.org/georss"
_MARKS = str.maketrans("", "", FSI + PDI)


class Entry(msgspec.Struct, frozen=True):
    """A message as a feed shows it; `first_at` is when the first one on its matter was made, `page` is at the desk."""

    alert: Alert
    title: str
    text: str
    first_at: dt.datetime
    page: str


def feed_files(name: str, alerts: Sequence[Alert], words: Wording, sender: str, desk: str = "") -> dict[str, bytes]:
    """The files of a feed by their names: the lists, and a CAP message for each alert. The oldest alert comes first."""
    sent: dict[str, list[tuple[str, dt.datetime]]] = {}
    files: dict[str, bytes] = {}
    for alert in alerts:
        earlier = tuple(sent.get(alert.root, ()))
        files[f"cap/{alert.id}.xml"] = cap(alert, words, sender, earlier, desk)
        sent.setdefault(alert.root, []).append((alert.id, alert.made_at))
    found = entries(alerts, words, desk)
    return files | {"atom.xml": atom(name, found, words), "georss.xml": georss(name, found, words)}


def atom(name: str, found: Sequence[Entry], words: Wording) -> bytes:
    """The Atom feed, the newest entry first; each entry has its CAP message as an alternate."""
    root = Xml.Element("feed", {"xmlns": _ATOM, "xmlns:georss": _GEO, "xml:lang": words.code})
    _add(root, "id", f"urn:sakkhi:feed:{identifier(name)}")
    _add(root, "title", f"{words.label('warn', 'feed')} · {plain(name)}")
    _add(root, "updated", _stamp(found[0].alert.made_at if found else _BEGINNING))
    _add(Xml.SubElement(root, "author"), "name", "Sakkhi")
    for entry in found:
        alert = entry.alert
        item = Xml.SubElement(root, "entry")
        _add(item, "id", f"urn:sakkhi:alert:{alert.root}")
        _add(item, "title", entry.title)
        _add(item, "updated", _stamp(alert.made_at))
        _add(item, "published", _stamp(entry.first_at))
        Xml.SubElement(
            item, "link", rel="alternate", type="application/cap+xml", href=f"cap/{alert.id}.xml"
        )  # fmt: skip
        if entry.page:
            Xml.SubElement(item, "link", rel="alternate", type="text/html", href=entry.page)
        Xml.SubElement(item, "category", term=alert.occasion.value)
        Xml.SubElement(item, "category", term=f"severity:{alert.severity.value}")
        Xml.SubElement(item, "category", term=f"TLP:{alert.marking}")
        _add(item, "summary", entry.text)
        _point(item, alert)
    return _written(root)


def georss(name: str, found: Sequence[Entry], words: Wording) -> bytes:
    """The RSS feed with GeoRSS points, the newest item first."""
    root = Xml.Element("rss", {"version": "2.0", "xmlns:georss": _GEO})
    channel = Xml.SubElement(root, "channel")
    _add(channel, "title", f"{words.label('warn', 'feed')} · {plain(name)}")
    _add(channel, "link", f"urn:sakkhi:feed:{identifier(name)}")
    _add(channel, "description", words.label("warn", "feed"))
    _add(channel, "language", words.code)
    _add(channel, "lastBuildDate", format_datetime(found[0].alert.made_at if found else _BEGINNING))
    for entry in found:
        item = Xml.SubElement(channel, "item")
        _add(item, "title", entry.title)
        if entry.page:
            _add(item, "link", entry.page)
        guid = Xml.SubElement(item, "guid", isPermaLink="false")
        guid.text = f"urn:sakkhi:alert:{entry.alert.root}"
        _add(item, "pubDate", format_datetime(entry.alert.made_at))
        _add(item, "description", entry.text)
        _add(item, "category", entry.alert.occasion.value)
        _point(item, entry.alert)
    return _written(root)


_BEGINNING = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def entries(alerts: Sequence[Alert], words: Wording, desk: str) -> list[Entry]:
    """One entry a matter, as its last message has it, the newest first; the oldest alert comes first."""
    last: dict[str, Entry] = {}
    for alert in alerts:
        said = told(alert, words)
        first = last.pop(alert.root, None)
        text = "\n".join(plain(line.translate(_MARKS)) for line in said.lines)
        last[alert.root] = Entry(
            alert, plain(said.headline.translate(_MARKS)), text, first.first_at if first else alert.made_at,
            page(alert, desk),
        )  # fmt: skip
    return list(last.values())[::-1]


def _point(item: Xml.Element, alert: Alert) -> None:
    place = alert.record.where[0].value if alert.record is not None and alert.record.where else None
    if place is not None and place.lat is not None and place.lon is not None:
        _add(item, "georss:point", f"{place.lat:.4f} {place.lon:.4f}")


def _stamp(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _add(parent: Xml.Element, name: str, text: str) -> None:
    Xml.SubElement(parent, name).text = text


def _written(root: Xml.Element) -> bytes:
    content: bytes = Xml.tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + content + b"\n"
