"""Records, watches and alerts for the tests of warnings."""

import datetime as dt
from typing import Any

import msgspec

from sakkhi.assess import assess
from sakkhi.model.alert import Alert, Point
from sakkhi.model.incident import Stance
from sakkhi.model.record import Record
from sakkhi.model.span import Span
from sakkhi.model.telling import Telling
from sakkhi.model.watch import Site, Watch
from sakkhi.share.warn.matching import Now, message
from tests.link.making import ASAD, said, telling

TODAY = dt.date(2022, 1, 5)
NOW = Now(dt.datetime(2022, 1, 5, 12, tzinfo=dt.UTC), TODAY)
SITE = Site(Point("Ain al-Asad Air Base", ASAD.lat or 0.0, ASAD.lon or 0.0))

# what hostile texts put where a name is expected
HOSTILE = (
    "</description><script>alert(1)</script>",
    "x\r\nBcc: everybody@example.org\r\n\r\nbody",
    "name\x00\x07\x1b[31m\u202egnp.exe\u2066\u2069\ufeff",
    "]]><!ENTITY x SYSTEM 'file:///etc/passwd'>&x;",
    "{actor.__class__} {0} %s",
    "=cmd|' /C calc'!A0",
    "\ud800\udfff lone",
    "A" * 1_000_000,
)


def record(*tellings: Telling, id: str = "inc1") -> Record:
    return assess(id, tellings or (telling("a"), telling("b")))


def claimed(stance: Stance, by: str = "report", actor: str = "Kataib Hezbollah", **options: Any) -> Record:
    attribution = msgspec.structs.replace(said(actor, stance, by), evidence=(Span(3, 14, "we hit them"),))
    return record(telling("a", attributions=(attribution,), **options), telling("b", **options))


def watch(name: str = "near Asad", **options: Any) -> Watch:
    return Watch(name, ("duty",), **({"site": SITE} | options))


def alert(one: Record | None = None, which: Watch | None = None) -> Alert:
    made = message(which or watch(), one or record(), None, None, NOW)
    assert made is not None
    return made


def hostile_record(text: str) -> Record:
    """A record with this text wherever a report can put one."""
    place = msgspec.structs.replace(ASAD, name=text)
    spans = (Span(0, 1, text),)
    attributions = tuple(msgspec.structs.replace(said(text, s, text), evidence=spans) for s in Stance)
    made = telling("a", where=place, attributions=attributions, killed=1)
    return record(msgspec.structs.replace(made, report=text, outlet=text), id="inc1")
