"""An alert → a message of the Common Alerting Protocol 1.2 (OASIS, July 2010), valid against its schema."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from xml.etree import ElementTree as Xml

from sakkhi.model.alert import Alert, Message
from sakkhi.model.marking import Marking
from sakkhi.model.place import Place, PlacePrecision
from sakkhi.model.record import ClaimKind
from sakkhi.share.text import plain
from sakkhi.share.warn.words import place_in_words, told
from sakkhi.share.wording import FSI, PDI, Wording, cut

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
_LASTS = dt.timedelta(days=2)  # an alert says nothing of the days after: what is new then is told anew
_HEADLINE = 160  # characters, as CAP 1.2 asks
_CLAIMS = 20
_RADIUS = {
    PlacePrecision.SITE: 2.0, PlacePrecision.TOWN: 10.0, PlacePrecision.DISTRICT: 30.0, PlacePrecision.PROVINCE: 150.0,
}  # fmt: skip
_MARKS = str.maketrans("", "", FSI + PDI)
_UNSAFE = str.maketrans(" ,<&\t\n\r", "_______")


def cap(
    alert: Alert, words: Wording, sender: str, earlier: tuple[tuple[str, dt.datetime], ...] = (), desk: str = ""
) -> bytes:
    """The message as XML; `earlier` are (id, moment) of those that it follows and that its readers have.

    What follows none that they have is an alert to them, whatever it is to others.
    """
    root = Xml.Element("alert", xmlns=NAMESPACE)
    _add(root, "identifier", identifier(alert.id))
    _add(root, "sender", identifier(sender))
    _add(root, "sent", moment(alert.made_at))
    _add(root, "status", "Actual")
    _add(root, "msgType", alert.message.value.capitalize() if earlier else Message.ALERT.value.capitalize())
    _add(root, "source", "Sakkhi")
    _add(root, "scope", "Public" if alert.marking == Marking.CLEAR else "Restricted")
    if alert.marking != Marking.CLEAR:
        _add(root, "restriction", f"TLP:{alert.marking}")
    if earlier:
        named = (f"{identifier(sender)},{identifier(id)},{moment(at)}" for id, at in earlier)
        _add(root, "references", " ".join(named))
    if alert.incident:
        _add(root, "incidents", identifier(alert.incident))
    root.append(_info(alert, words, desk))
    content: bytes = Xml.tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + content + b"\n"


def identifier(text: str) -> str:
    """A text as CAP takes it in an identifier: no blank, comma, < or &."""
    return plain(text).translate(_UNSAFE) or "sakkhi"


def moment(at: dt.datetime) -> str:
    """A moment as CAP writes it: to the second, with its offset as hours and minutes."""
    return at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S+00:00")


def _info(alert: Alert, words: Wording, desk: str) -> Xml.Element:
    said = told(alert, words, desk)
    info = Xml.Element("info")
    _add(info, "language", words.code)
    _add(info, "category", "Security")
    _add(info, "event", _event(alert, words))
    _add(info, "responseType", "AllClear" if alert.message == Message.CANCEL else "Monitor")
    _add(info, "urgency", alert.urgency.value.capitalize())
    _add(info, "severity", alert.severity.value.capitalize())
    _add(info, "certainty", alert.certainty.value.capitalize())
    _add(info, "effective", moment(alert.made_at))
    _add(info, "expires", moment(alert.made_at + _LASTS))
    _add(info, "senderName", "Sakkhi")
    _add(info, "headline", cut(said.headline.translate(_MARKS), _HEADLINE))
    _add(info, "description", "\n".join(plain(line.translate(_MARKS)) for line in said.lines))
    if said.link:
        _add(info, "web", said.link)
    for name, value in _parameters(alert):
        parameter = Xml.SubElement(info, "parameter")
        _add(parameter, "valueName", name)
        _add(parameter, "value", value)
    info.append(_area(alert, words))
    return info


def _event(alert: Alert, words: Wording) -> str:
    if alert.record is not None and alert.record.method:
        return words.label("method", alert.record.method[0].value)
    return words.label("occasion", alert.occasion)


def _parameters(alert: Alert) -> Iterator[tuple[str, str]]:
    """What CAP has no element for: the marking, the occasion, and each claim with its stance, never as a fact."""
    yield "TLP", f"TLP:{alert.marking}"
    yield "occasion", alert.occasion.value
    yield "watch", cut(alert.watch)
    record = alert.record
    said = [c for c in record.ledger if c.kind == ClaimKind.ATTRIBUTION and c.stance] if record is not None else []
    for claim in said[:_CLAIMS]:
        yield "attribution", f"{claim.stance}: {cut(claim.about)} (by {cut(claim.by)}, {claim.by_type})"


def _area(alert: Alert, words: Wording) -> Xml.Element:
    area = Xml.Element("area")
    place = alert.record.where[0].value if alert.record is not None and alert.record.where else None
    rough = words.roughly(place) if place is not None else None
    name = plain(place_in_words(alert, words).translate(_MARKS))
    _add(area, "areaDesc", f"{name} ({rough})" if rough else name)
    if (circle := _circle(alert, place)) is not None:
        _add(area, "circle", circle)
    if place is not None and place.country:
        code = Xml.SubElement(area, "geocode")
        _add(code, "valueName", "ISO 3166-1 alpha-3")
        _add(code, "value", cut(place.country))
    return area


def _circle(alert: Alert, place: Place | None) -> str | None:
    if place is not None:
        radius = _RADIUS.get(place.precision or PlacePrecision.TOWN)
        known = place.lat is not None and place.lon is not None and radius is not None
        return f"{place.lat:.4f},{place.lon:.4f} {radius:.1f}" if known else None
    if alert.site is not None:
        return f"{alert.site.lat:.4f},{alert.site.lon:.4f} {alert.within:.1f}"
    return None


def _add(parent: Xml.Element, name: str, text: str) -> None:
    Xml.SubElement(parent, name).text = text if name == "description" else plain(text)
