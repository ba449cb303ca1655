"""One address → what its host answers, or why not: one request, bounded in time and size, to public addresses only."""

from __future__ import annotations

import datetime as dt
import ssl
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from functools import cache
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx
import msgspec

from sakkhi.ingest.body import ACCEPTED, BodyError, header, plain_body
from sakkhi.ingest.guard import Addresses, ForbiddenAddressError, Guard, looked_up
from sakkhi.model.fault import Fault

_SILENCE = 15.0  # seconds without a byte
_LONGEST = 2000  # bytes of an address, which both databases can index
_LATER = {408, 425, 429, 500, 502, 503, 504}  # answers that may be others later
_MOVED = {301, 302, 303, 307, 308}


class Limits(msgspec.Struct, frozen=True):
    """What one request may cost: seconds in all, bytes of the body, packed or not; `networks` are allowed anyway."""

    seconds: float = 60
    size: int = 9_999_999
    networks: tuple[str, ...] = ()


class Answer(msgspec.Struct, frozen=True):
    """What a host answered. `content` is as it travelled, `body` unpacked; `moved` is where it sends to."""

    address: str
    status: int
    headers: tuple[tuple[str, str], ...]
    content: bytes
    body: bytes
    at: dt.datetime
    moved: str | None = None

    def header(self, name: str) -> str:
        """A header's value; "" where it is not there."""
        return header(self.headers, name) or ""


class Missed(msgspec.Struct, frozen=True):
    """Why there is no answer. `passing` is true where there may be one later; `after` are the seconds to wait."""

    fault: Fault
    passing: bool = False
    after: float | None = None
    status: int | None = None


def request(
    address: str,
    *,
    agent: str,
    now: Callable[[], dt.datetime],
    limits: Limits = Limits(),  # noqa: B008  frozen
    etag: str = "",
    modified: str = "",
    addresses: Addresses = looked_up,
) -> Answer | Missed:
    """What the host answers to one request. Redirects are answers; 4xx, 5xx and faults of the line are `Missed`."""
    wrong = wrong_address(address)
    if wrong:
        return Missed(Fault(address[:200], wrong, "mend the address in sources.toml, or tell the site"))
    asked = {"User-Agent": agent, "Accept": "*/*", "Accept-Encoding": ACCEPTED, "Connection": "close"}
    asked |= {name: value for name, value in (("If-None-Match", etag), ("If-Modified-Since", modified)) if value}
    backend = Guard(limits.seconds, limits.networks, addresses)
    try:
        with _client(backend) as client, client.stream("GET", address, headers=asked) as response:
            content = _content(response, limits, backend)
            return _answer(address, response, content, now(), limits)
    except ForbiddenAddressError as error:
        return Missed(Fault(address, str(error), "allow its network in sources.toml if it is yours"))
    except (httpx.TimeoutException, httpcore.TimeoutException):
        return Missed(Fault(address, "it took too long", "it is tried again later"), passing=True)
    except (httpx.HTTPError, httpx.InvalidURL, OSError, BodyError, UnicodeError) as error:
        cause = error.__cause__ or error
        if isinstance(cause, ForbiddenAddressError):
            return Missed(Fault(address, str(cause), "allow its network in sources.toml if it is yours"))
        lasting = isinstance(error, BodyError | httpx.InvalidURL | UnicodeError)
        return Missed(Fault(address, _told(error), "it is tried again later"), passing=not lasting)


def wrong_address(address: str) -> str | None:
    """What is wrong with an address that is to be fetched; None where nothing is."""
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018  raises where it is no number
    except ValueError as error:
        return f"it is no address ({error})"
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return "it is no web address"
    if parts.username is not None or parts.password is not None:
        return "it holds a name or password"
    return "it is too long" if len(address.encode("utf-8", "replace")) > _LONGEST else None


def _client(backend: Guard) -> httpx.Client:
    transport = httpx.HTTPTransport(verify=_tls(), trust_env=False)
    transport._pool = httpcore.ConnectionPool(ssl_context=_tls(), max_connections=1, network_backend=backend)
    return httpx.Client(transport=transport, trust_env=False, follow_redirects=False, timeout=_SILENCE)


@cache
def _tls() -> ssl.SSLContext:
    """The certificates, loaded once a process."""
    return httpx.create_ssl_context(trust_env=False)


def _content(response: httpx.Response, limits: Limits, backend: Guard) -> bytes:
    declared = response.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > limits.size:
        raise BodyError(f"it says that it is {int(declared):,} bytes long, over the limit of {limits.size:,}")
    content = bytearray()
    for part in response.iter_raw():
        content += part
        if len(content) > limits.size:
            raise BodyError(f"it is longer than {limits.size:,} bytes")
    if declared.isdigit() and backend.surplus(int(declared)):
        raise BodyError("it sent more than the length that it gave")
    return bytes(content)


def _answer(address: str, response: httpx.Response, content: bytes, at: dt.datetime, limits: Limits) -> Answer | Missed:
    status, headers = response.status_code, tuple(response.headers.multi_items())
    if status >= 400:
        fault = Fault(address, f"the host answers {status}", "look at the address, or at the source in sources.toml")
        return Missed(fault, status in _LATER, _seconds(header(headers, "retry-after"), at), status)
    target = header(headers, "location") if status in _MOVED else None
    if status in _MOVED and not target:
        return Missed(Fault(address, f"the host answers {status} and does not say where", "tell the site"))
    body = plain_body(content, header(headers, "content-encoding"), limits.size) if status == 200 else b""
    if status not in (200, 304) and target is None:
        return Missed(Fault(address, f"the host answers {status}", "look at the address"))
    return Answer(address, status, headers, content, body, at, urljoin(address, target) if target else None)


def _seconds(written: str | None, now: dt.datetime) -> float | None:
    """How long `Retry-After` asks to wait: seconds or a date (RFC 9110, 10.2.3)."""
    if not written:
        return None
    if written.strip().isdigit():
        return min(float(written), 86_400.0)
    try:
        until = parsedate_to_datetime(written)
        return min(max((until - now).total_seconds(), 0.0), 86_400.0)
    except (ValueError, TypeError):
        return None


def _told(error: Exception) -> str:
    words = " ".join(str(error).split()) or type(error).__name__
    return f"it cannot be fetched ({words[:200]})" if not isinstance(error, BodyError) else words
