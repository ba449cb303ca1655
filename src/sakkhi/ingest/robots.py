"""A host's robots.txt → what may be fetched there and how slowly (RFC 9309)."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urlsplit

import msgspec

_SIZE = 500 * 1024  # bytes that are read at least, by the RFC; the rest is not looked at
_SLOWEST = 60.0  # seconds: a host that wants to be asked more slowly is asked once a minute


class Robots(msgspec.Struct, frozen=True):
    """(allowed, pattern) of each rule for us, and the seconds between two requests; None where it does not say."""

    rules: tuple[tuple[bool, str], ...] = ()
    delay: float | None = None

    def allows(self, address: str) -> bool:
        """True where the address may be fetched: the longest rule that fits decides, and allowing wins a tie."""
        parts = urlsplit(address)
        path = _plain(f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}")
        fitting = [(len(pattern), allowed) for allowed, pattern in self.rules if _fits(pattern, path)]
        return max(fitting)[1] if fitting else True


ALL = Robots()


def robots(content: bytes, agent: str) -> Robots:
    """The rules for `agent`, a product name: those of its own groups, else those for everybody."""
    named, everybody = agent.lower(), "*"
    groups: dict[str, list[tuple[bool, str]]] = {named: [], everybody: []}
    delays: dict[str, float] = {}
    seen: set[str] = set()
    agents: list[str] = []
    opening = False
    for line in content[:_SIZE].decode("utf-8", "replace").lstrip("\ufeff").splitlines():
        key, found, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if not found:
            continue
        if key == "user-agent":
            agents = [*agents, value.lower()] if opening else [value.lower()]
            opening = True
            seen.update(agents)
            continue
        opening = False
        for group in set(agents) & set(groups):
            if key in ("allow", "disallow") and value:
                groups[group].append((key == "allow", _plain(value)))
            elif key == "crawl-delay" and re.fullmatch(r"\d+(\.\d+)?", value):
                delays[group] = min(float(value), _SLOWEST)
    chosen = named if named in seen else everybody
    return Robots(tuple(groups[chosen]), delays.get(chosen))


def _plain(path: str) -> str:
    """One spelling of a path: what need not be percent-encoded is not."""
    return quote(unquote(path), safe="/*$?=&:;,+!@'()~%")


def _fits(pattern: str, path: str) -> bool:
    closed = pattern.endswith("$")
    parts = [re.escape(part) for part in pattern.removesuffix("$").split("*")]
    return re.match(".*?".join(parts) + ("$" if closed else ""), path) is not None
