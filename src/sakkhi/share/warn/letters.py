"""A message → the letter of e-mail and the body of a webhook that carry it, both under the message's own id.

Names from reports are hostile: they never reach a header with a line's end, a control character or a mark that turns
a line, and HTML holds them escaped.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
from email.message import EmailMessage
from email.policy import SMTP
from html import escape

import msgspec

from sakkhi.model.alert import Alert
from sakkhi.model.marking import Marking
from sakkhi.share.text import json, plain
from sakkhi.share.warn.words import Told, digest, page, told
from sakkhi.share.wording import FSI, PDI, Wording, cut

WINDOW = 300  # seconds that a signature may be old: what is older was kept and sent again by somebody
VERSION = "1"
_SUBJECT = 150  # characters
_MARKS = str.maketrans("", "", FSI + PDI)
_SHOWN = 40  # alerts that a digest lists


class Parcel(msgspec.Struct, frozen=True):
    """What is sent as one: its id, the alerts that it holds, the site that they are about, and what it follows.

    `after` is the id of the message that this one's readers got before on the same matter; "" where there is none.
    `test` is true for one that only shows that its way is open. `desk` is the desk's address, "" where it has none.
    """

    id: str
    alerts: tuple[Alert, ...]
    site: str = ""
    after: str = ""
    test: bool = False
    desk: str = ""

    @property
    def marking(self) -> Marking:
        """The strictest marking of what is in it."""
        return max((alert.marking for alert in self.alerts), key=lambda m: m.rank, default=Marking.CLEAR)

    def told(self, words: Wording) -> Told:
        """Its words."""
        if self.test:
            return Told(words.label("warn", "test"), ())
        if len(self.alerts) == 1:
            return told(self.alerts[0], words, self.desk)
        return digest(self.alerts, self.site, words, _SHOWN, self.desk)


def letter(parcel: Parcel, words: Wording, sender: str, to: str, at: dt.datetime) -> EmailMessage:
    """The e-mail; its Message-ID is the parcel's id, so that a double shows once."""
    said = parcel.told(words)
    domain = sender.rpartition("@")[2] or "localhost"
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"] = sender, to
    mail["Subject"] = cut(f"[TLP:{parcel.marking}] {said.headline}".translate(_MARKS), _SUBJECT)
    mail["Date"] = at
    mail["Message-ID"] = f"<{parcel.id}@{domain}>"
    if parcel.after:
        mail["In-Reply-To"] = mail["References"] = f"<{parcel.after}@{domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(said.text, cte="base64")
    mail.add_alternative(_html(said, words), subtype="html", cte="base64")
    mail["Content-Language"] = words.code
    return mail


def body(parcel: Parcel, words: Wording) -> bytes:
    """The webhook's body: the words, and each alert with its record, as JSON."""
    said = parcel.told(words)
    return json(
        {
            "version": VERSION,
            "id": parcel.id,
            "test": parcel.test,
            "marking": f"TLP:{parcel.marking}",
            "language": words.code,
            "headline": plain(said.headline.translate(_MARKS)),
            "text": [line.translate(_MARKS) for line in said.lines],
            "address": said.link,
            "alerts": [msgspec.to_builtins(alert) | {"address": page(alert, parcel.desk)} for alert in parcel.alerts],
        }
    )


def signature(secret: str, at: dt.datetime, content: bytes) -> tuple[str, str]:
    """(the time stamp, the signature) of a webhook: HMAC-SHA256 over the stamp, a dot and the body."""
    stamp = str(int(at.timestamp()))
    digest = hmac.new(secret.encode(), stamp.encode() + b"." + content, hashlib.sha256).hexdigest()
    return stamp, f"v1={digest}"


def is_signed(secret: str, stamp: str, given: str, content: bytes, now: dt.datetime) -> bool:
    """What a receiver must find true before it believes a webhook: signed by who knows the secret, and just now."""
    if not stamp.isdigit() or abs(now.timestamp() - int(stamp)) > WINDOW:
        return False
    at = dt.datetime.fromtimestamp(int(stamp), dt.UTC)
    return hmac.compare_digest(signature(secret, at, content)[1].encode(), given.encode("utf-8", "replace"))


def _html(said: Told, words: Wording) -> str:
    lines = "".join(f'<p dir="auto">{escape(line)}</p>' for line in said.lines if line)
    if said.link:
        lines += f'<p><a href="{escape(said.link)}">{escape(said.link)}</a></p>'
    head = f'<h1 dir="auto" style="font-size:1.1em">{escape(said.headline)}</h1>'
    return (
        f'<!doctype html><html lang="{words.code}" dir="{words.direction}"><head><meta charset="utf-8">'
        f"<title>{escape(plain(said.headline.translate(_MARKS)))}</title></head><body>{head}{lines}</body></html>"
    )
