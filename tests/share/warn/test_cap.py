"""CAP messages and feeds: valid against the OASIS schema by the WMO's validator, whatever the names hold."""

import datetime as dt
from xml.etree import ElementTree as Xml

import msgspec
import pytest
from capvalidator import check_schema

from sakkhi.model.alert import Ahead, Alert, Message, Rate
from sakkhi.model.incident import Stance
from sakkhi.model.marking import Marking
from sakkhi.share.warn.cap import cap
from sakkhi.share.warn.feeds import feed_files
from sakkhi.share.warn.matching import Now, Reason, ahead_alert, cancelled, message, rate_alert
from sakkhi.share.wording import wording
from tests.link.making import ERBIL, IRAQ, telling
from tests.share.warn.making import HOSTILE, NOW, alert, claimed, hostile_record, record, watch

SENDER = "warn@example.org"
CAP = {"c": "urn:oasis:names:tc:emergency:cap:1.2"}
ATOM = {"a": "http://www.w3.org/2005/Atom", "g": "http://www.georss.org/georss"}
RATE = rate_alert(watch(), Rate(9, 7, 1.2, 0.8, 1.7), None, NOW)
AHEAD = ahead_alert(watch(), Ahead("x", "Death of X", 2, dt.date(2022, 1, 8), 3), NOW)


def valid(content: bytes) -> bool:
    result = check_schema(content)
    assert result.passed, result.message
    return True


def read(content: bytes, path: str) -> list[str]:
    return [element.text or "" for element in Xml.fromstring(content).findall(path, CAP)]


@pytest.mark.parametrize("language", ["ar", "bn", "en"])
@pytest.mark.parametrize(
    "one",
    [
        alert(),
        alert(claimed(Stance.ASSESSES)),
        alert(record(telling("a", where=ERBIL)), watch(site=None)),
        alert(record(telling("a", where=None)), watch(site=None)),
        alert(record(telling("a", where=IRAQ)), watch(site=None)),
        cancelled(alert(), NOW, Reason.RULED_OUT),
        RATE,
        AHEAD,
    ],
    ids=["new", "assessed", "town", "no place", "country", "cancelled", "rate", "anniversary"],
)
def test_valid_against_the_schema(one: Alert, language: str) -> None:
    assert valid(cap(one, wording(language), SENDER, ((one.root, one.made_at),)))


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_names_leave_it_valid(hostile: str) -> None:
    one = alert(hostile_record(hostile), watch(hostile))
    content = cap(one, wording("en"), "a b,<c>&d")
    assert valid(content)
    assert len(content) < 40_000
    for made in feed_files(hostile[:100], [one], wording("bn"), SENDER).values():
        assert Xml.fromstring(made) is not None
        assert b"<script" not in made


def test_what_follows_names_what_its_readers_have() -> None:
    first = alert(record(telling("a", killed=1)))
    update = message(watch(), record(telling("a", killed=4)), None, first, Now(NOW.at, NOW.today))
    assert update is not None
    content = cap(update, wording("en"), SENDER, ((first.id, first.made_at),))
    assert read(content, "c:references") == [f"{SENDER},{first.id},2022-01-05T12:00:00+00:00"]
    assert read(content, "c:msgType") == ["Update"]
    assert read(cap(update, wording("en"), SENDER), "c:msgType") == ["Alert"]


@pytest.mark.parametrize(
    ("marking", "scope", "restriction"),
    [(Marking.CLEAR, "Public", []), (Marking.AMBER_STRICT, "Restricted", ["TLP:AMBER+STRICT"])],
)
def test_the_marking_decides_the_scope(marking: Marking, scope: str, restriction: list[str]) -> None:
    content = cap(msgspec.structs.replace(alert(), marking=marking), wording("en"), SENDER)
    assert read(content, "c:scope") == [scope]
    assert read(content, "c:restriction") == restriction


def test_a_claim_leaves_with_its_stance() -> None:
    content = cap(alert(claimed(Stance.SUSPECTS, "Pentagon")), wording("en"), SENDER)
    assert "suspects: Kataib Hezbollah (by Pentagon, report)" in read(content, "c:info/c:parameter/c:value")
    assert "Kataib" not in read(content, "c:info/c:headline")[0]


def test_a_feed_shows_each_matter_once_as_it_is_now() -> None:
    first = alert(record(telling("a", killed=1)))
    update = message(watch(), record(telling("a", killed=4)), None, first, Now(NOW.at, NOW.today))
    other = alert(record(telling("z"), id="inc9"))
    assert update is not None
    files = feed_files("duty", [first, other, update], wording("en"), SENDER)
    assert set(files) == {"atom.xml", "georss.xml", *(f"cap/{a.id}.xml" for a in (first, update, other))}
    feed = Xml.fromstring(files["atom.xml"])
    ids = [e.text for e in feed.findall("a:entry/a:id", ATOM)]
    assert ids == [f"urn:sakkhi:alert:{first.id}", f"urn:sakkhi:alert:{other.id}"]
    assert "Update" in (feed.find("a:entry/a:title", ATOM).text or "")  # type: ignore[union-attr]
    assert feed.find("a:entry/g:point", ATOM).text == "33.7900 42.4400"  # type: ignore[union-attr]
    assert read(files[f"cap/{update.id}.xml"], "c:msgType") == [Message.UPDATE.value.capitalize()]
    rss = Xml.fromstring(files["georss.xml"])
    assert len(rss.findall("channel/item")) == 2


def test_what_a_feed_leads_to() -> None:
    one = alert()
    files = feed_files("duty", [one], wording("en"), SENDER, "https://desk.example.org")
    page = f"https://desk.example.org/incident/{one.incident}/"
    message_file = files[f"cap/{one.id}.xml"]
    assert valid(message_file)
    assert read(message_file, "c:info/c:web") == [page]
    links = Xml.fromstring(files["atom.xml"]).findall("a:entry/a:link", ATOM)
    assert [link.get("href") for link in links if link.get("type") == "text/html"] == [page]
    assert Xml.fromstring(files["georss.xml"]).findtext("channel/item/link") == page
