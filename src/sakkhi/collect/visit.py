"""An address → its answer, politely: robots.txt, one request at a time a host, a pause between two, few redirects."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Callable
from typing import Protocol, TypeVar
from urllib.parse import urlsplit

import msgspec

from sakkhi.ingest.fetch import Answer, Limits, Missed, request
from sakkhi.ingest.guard import Addresses, looked_up
from sakkhi.ingest.robots import ALL, Robots, robots
from sakkhi.model.fault import Fault
from sakkhi.settings import VERSION
from sakkhi.store import frontier

_REDIRECTS = 5
_ROBOTS_KEPT = dt.timedelta(hours=24)  # RFC 9309, 2.4
_PRODUCT = "sakkhi"

Result = TypeVar("Result")


class Patiently(Protocol):
    """Runs work on the database, again while that is away."""

    def __call__(self, work: Callable[[], Result]) -> Result: ...  # noqa: D102


class Wanted(msgspec.Struct, frozen=True):
    """An address to be fetched, with what its host said of it last, and how politely."""

    address: str
    delay: float
    limits: Limits
    etag: str = ""
    modified: str = ""


class Visitor:
    """Fetches for one collector; its threads share the robots.txt that were read. `sleep` waits for a host's turn."""

    def __init__(
        self,
        contact: str,
        now: Callable[[], dt.datetime],
        *,
        patiently: Patiently,
        sleep: Callable[[float], None] = time.sleep,
        addresses: Addresses = looked_up,
    ) -> None:
        self.agent = f"{_PRODUCT}/{VERSION} (+{contact})"
        self._now, self._patiently, self._sleep, self._addresses = now, patiently, sleep, addresses
        self._robots: dict[str, tuple[dt.datetime, Robots | Missed]] = {}
        self._lock = threading.Lock()

    def fetch(self, wanted: Wanted) -> Answer | Missed:
        """The answer at the end of at most five redirects, or why there is none. Raises the database's errors."""
        address, seen = wanted.address, {wanted.address}
        for hop in range(_REDIRECTS + 1):
            rules = self._rules(address, wanted)
            if isinstance(rules, Missed):
                return rules
            if not rules.allows(address):
                return Missed(
                    Fault(address, "its robots.txt does not allow it", "leave the source out, or ask the site")
                )
            found = self._turn(address, wanted, rules, first=hop == 0)
            if isinstance(found, Missed) or found.moved is None:
                return found
            if found.moved in seen:
                return Missed(Fault(wanted.address, "it redirects in a circle", "look at the address"))
            address = found.moved
            seen.add(address)
        return Missed(Fault(wanted.address, f"it redirects more than {_REDIRECTS} times", "look at the address"))

    def _turn(self, address: str, wanted: Wanted, rules: Robots, first: bool) -> Answer | Missed:
        """One request, when it is this host's turn."""
        name = host(address)
        pause = max(wanted.delay, rules.delay or 0)
        longest = wanted.limits.seconds + pause
        while left := self._patiently(lambda: frontier.claim_host(name, self._now(), longest)):
            self._sleep(min(left, 5.0))
        found: Answer | Missed | None = None
        try:
            found = request(
                address,
                agent=self.agent,
                now=self._now,
                limits=wanted.limits,
                etag=wanted.etag if first else "",
                modified=wanted.modified if first else "",
                addresses=self._addresses,
            )
            return found
        finally:
            asked = found.after or 0 if isinstance(found, Missed) else 0
            free = self._now() + dt.timedelta(seconds=max(pause, asked))
            self._patiently(lambda: frontier.free_host(name, free))

    def _rules(self, address: str, wanted: Wanted) -> Robots | Missed:
        """The host's rules: everything where it has none, nothing for now where it fails to say (RFC 9309, 2.3.1)."""
        parts = urlsplit(address)
        place = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            kept = self._robots.get(place)
        now = self._now()
        if kept and dt.timedelta() <= now - kept[0] < _ROBOTS_KEPT:
            return kept[1]
        found = self._robots_of(f"{place}/robots.txt", wanted)
        if isinstance(found, Robots):
            with self._lock:
                self._robots[place] = (now, found)
        return found

    def _robots_of(self, address: str, wanted: Wanted) -> Robots | Missed:
        for _ in range(_REDIRECTS + 1):
            found = self._turn(address, wanted, ALL, first=False)
            if isinstance(found, Missed):
                return ALL if _has_none(found) else found
            if found.moved is None:
                return robots(found.body, _PRODUCT)
            address = found.moved
        return ALL


def host(address: str) -> str:
    """The host of an address, with its port where it names one: what is asked one request at a time."""
    return urlsplit(address).netloc.lower()


def _has_none(missed: Missed) -> bool:
    """True where a host answered that it has no robots.txt: with any 4xx but 429."""
    return not missed.passing and missed.status is not None and missed.status < 500
