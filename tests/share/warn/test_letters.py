"""Letters and webhooks: under the message's own id, signed, and whole whatever the names hold."""

import datetime as dt
import email
import json
from email.policy import default

import pytest

from sakkhi.model.alert import Reason
from sakkhi.share.warn.letters import Parcel, body, is_signed, letter, signature
from sakkhi.share.warn.matching import Now, cancelled
from sakkhi.share.wording import wording
from tests.link.making import telling
from tests.share.warn.making import HOSTILE, NOW, alert, hostile_record, record, watch

HEADERS = {
    "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "Content-Language", "MIME-Version", "Content-Type",
}  # fmt: skip


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("language", ["ar", "bn", "en"])
def test_no_name_reaches_a_header_or_the_markup(hostile: str, language: str) -> None:
    one = alert(hostile_record(hostile), watch(hostile))
    made = letter(Parcel(one.id, (one,)), wording(language), "warn@example.org", "duty@example.org", NOW.at)
    again = email.message_from_bytes(made.as_bytes(), policy=default)
    assert set(again.keys()) == HEADERS
    assert again["To"] == "duty@example.org"
    assert len(again["Subject"]) < 160
    html = again.get_body(("html",)).get_content()
    assert "<script" not in html
    plain = again.get_body(("plain",)).get_content()
    assert not any(line.startswith("Bcc") for line in plain.splitlines())
    told = json.loads(body(Parcel(one.id, (one,)), wording(language)))
    assert told["id"] == one.id


def test_an_update_is_threaded_below_what_it_follows() -> None:
    one = alert()
    made = letter(Parcel(one.id, (one,), after="x1"), wording("en"), "warn@example.org", "a@example.org", NOW.at)
    assert made["Message-ID"] == f"<{one.id}@example.org>"
    assert made["In-Reply-To"] == made["References"] == "<x1@example.org>"


def test_a_digest_is_one_letter() -> None:
    alerts = tuple(alert(record(telling("a"), id=f"inc{n}")) for n in range(60))
    made = letter(Parcel("d1", alerts, "Base"), wording("en"), "warn@example.org", "a@example.org", NOW.at)
    assert "60 alerts in one: Base" in made["Subject"]


@pytest.mark.parametrize(
    ("late", "change", "believed"),
    [(0, {}, True), (299, {}, True), (301, {}, False), (-301, {}, False), (0, {"content": b"{}"}, False),
     (0, {"secret": "other"}, False), (0, {"stamp": "x"}, False), (0, {"given": "v1=é"}, False)],
)  # fmt: skip
def test_a_receiver_believes_only_what_is_signed_just_now(late: int, change: dict[str, object], believed: bool) -> None:
    content = body(Parcel("p", (alert(),)), wording("en"))
    stamp, given = signature("secret", NOW.at, content)
    told = {"secret": "secret", "stamp": stamp, "given": given, "content": content} | change
    assert is_signed(**told, now=NOW.at + dt.timedelta(seconds=late)) is believed  # type: ignore[arg-type]


DESK = "https://desk.example.org"


def test_a_message_leads_to_its_incident_at_the_desk() -> None:
    one = alert(record(telling("a"), id="inc/1"))
    page = f"{DESK}/incident/inc%2F1/"
    made = letter(Parcel("p", (one,), desk=DESK), wording("ar"), "warn@example.org", "a@example.org", NOW.at)
    assert page in made.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert f'href="{page}"' in made.get_body(("html",)).get_content()  # type: ignore[union-attr]
    told = json.loads(body(Parcel("p", (one,), desk=DESK), wording("en")))
    assert told["address"] == told["alerts"][0]["address"] == page


def test_a_digest_leads_to_the_list_and_what_is_no_more_leads_nowhere() -> None:
    one = alert()
    gone = cancelled(one, Now(NOW.at, NOW.today), Reason.RULED_OUT)
    assert json.loads(body(Parcel("p", (one, gone), desk=DESK), wording("en")))["address"] == f"{DESK}/warnings/"
    assert json.loads(body(Parcel("p", (gone,), desk=DESK), wording("en")))["address"] == ""
    joined = cancelled(one, Now(NOW.at, NOW.today), Reason.MERGED, "inc7")
    assert json.loads(body(Parcel("p", (joined,), desk=DESK), wording("en")))["address"] == f"{DESK}/incident/inc7/"
