"""A parcel → its receiver: the only module that sends (decision 0009). One try each; whoever calls tries again.

A fault is told by whose it is: the message's own (it is never taken), or the line's (nothing gets through now).
"""

from __future__ import annotations

import os
import smtplib
import ssl
from datetime import datetime
from email.message import EmailMessage
from functools import cache
from pathlib import Path

import httpcore
import httpx
import msgspec

from sakkhi.ingest.guard import Guard, looked_up
from sakkhi.model.watch import Mail

_SILENCE = 20.0  # seconds without an answer
_WHOLE = 40.0  # seconds for a whole webhook
_ANYWHERE = ("0.0.0.0/0", "::/0")  # who writes watch.toml may name a host of the own network
_NEVER = {400, 413, 415, 422}  # answers to the message itself: it would get no other one tomorrow
_LATER = {429, 503}  # answers of a receiver that wants to be left alone for a while


class Sent(msgspec.Struct, frozen=True):
    """It arrived."""


class Unsent(msgspec.Struct, frozen=True):
    """It did not: why, whether trying again may help, and whether nothing else would get through either."""

    problem: str
    passing: bool
    line: bool = False


def mail(letter: EmailMessage, server: Mail) -> Sent | Unsent:
    """Hand a letter with one receiver to a mail server."""
    try:
        with _connected(server) as smtp:
            smtp.send_message(letter)
    except smtplib.SMTPRecipientsRefused as error:
        code, answer = next(iter(error.recipients.values()))
        return Unsent(_answered(code, answer), passing=code < 500)
    except smtplib.SMTPDataError as error:
        return Unsent(_answered(error.smtp_code, error.smtp_error), passing=error.smtp_code < 500)
    except smtplib.SMTPNotSupportedError as error:
        return Unsent(str(error), passing=False)
    except smtplib.SMTPResponseException as error:
        return Unsent(_answered(error.smtp_code, error.smtp_error), passing=True, line=True)
    except (smtplib.SMTPException, OSError, ValueError) as error:
        return Unsent(_told(error), passing=True, line=True)
    return Sent()


def webhook(address: str, body: bytes, headers: dict[str, str]) -> Sent | Unsent:
    """Post a body; redirects are not followed, and the answer's body is not read."""
    guard = Guard(_WHOLE, _ANYWHERE, looked_up)
    try:
        with _client(guard) as client, client.stream("POST", address, content=body, headers=headers) as response:
            status = response.status_code
    except (httpx.HTTPError, httpx.InvalidURL, httpcore.NetworkError, httpcore.TimeoutException, OSError) as error:
        return Unsent(_told(error), passing=not isinstance(error, httpx.InvalidURL), line=True)
    if 200 <= status < 300:
        return Sent()
    problem = f"the receiver answers {status}"
    if status in _NEVER:
        return Unsent(problem, passing=False)
    return Unsent(problem, passing=True, line=status in _LATER or status < 500)


def feed(folder: Path, files: dict[str, bytes]) -> Sent | Unsent:
    """Write the files of a feed, each whole or as it was before; messages that it no longer has are taken away."""
    try:
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            part = path.with_name(f".{path.name}.{os.getpid()}.part")
            part.write_bytes(content)
            part.replace(path)
        for path in (folder / "cap").glob("*.xml"):
            if f"cap/{path.name}" not in files:
                path.unlink()
    except OSError as error:
        return Unsent(_told(error), passing=True, line=True)
    return Sent()


def _connected(server: Mail) -> smtplib.SMTP:
    if server.security == "tls":
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=_SILENCE, context=ssl.create_default_context()
        )
    else:
        smtp = smtplib.SMTP(server.host, server.port, timeout=_SILENCE)
    try:
        if server.security == "starttls":
            smtp.starttls(context=ssl.create_default_context())
        if server.user:
            smtp.login(server.user, server.password)
    except Exception:
        smtp.close()
        raise
    return smtp


def _client(guard: Guard) -> httpx.Client:
    transport = httpx.HTTPTransport(verify=_tls(), trust_env=False)
    transport._pool = httpcore.ConnectionPool(ssl_context=_tls(), max_connections=1, network_backend=guard)
    return httpx.Client(transport=transport, trust_env=False, follow_redirects=False, timeout=_SILENCE)


@cache
def _tls() -> ssl.SSLContext:
    """The certificates, loaded once a process."""
    return httpx.create_ssl_context(trust_env=False)


def _answered(code: int, answer: bytes | str) -> str:
    words = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return f"the server answers {code} {' '.join(words.split())[:200]}"


def _told(error: Exception) -> str:
    return (" ".join(str(error).split()) or type(error).__name__)[:300]


def signed_headers(stamp: str, signature: str, id: str, at: datetime) -> dict[str, str]:
    """The headers of a webhook; the same message always has the same `Idempotency-Key`."""
    return {
        "Content-Type": "application/json",
        "User-Agent": "sakkhi",
        "Idempotency-Key": id,
        "Sakkhi-Timestamp": stamp,
        "Sakkhi-Signature": signature,
        "Date": at.strftime("%a, %d %b %Y %H:%M:%S GMT"),
    }
