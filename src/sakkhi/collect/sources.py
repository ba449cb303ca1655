"""`sources.toml` → the sources that are collected. Unknown keys and values are errors, told with what to write."""

from __future__ import annotations

import ipaddress
import re
import tomllib
from pathlib import Path
from typing import Literal

import msgspec

from sakkhi.errors import InputError
from sakkhi.ingest.fetch import Limits, wrong_address
from sakkhi.ingest.links import Kind
from sakkhi.model.marking import Marking

_REMEDY = "mend it; docs/cli.md lists the keys"
_TIME = re.compile(r"(\d+)\s*([smhd])")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}


class _Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    feed: str = ""
    sitemap: str = ""
    page: str = ""
    links: str = ""
    outlet: str = ""
    language: str = ""
    country: str = ""
    trust: Literal["A", "B", "C", "D", "E", "F"] = "F"
    marking: Marking = Marking.CLEAR
    every: str = "15m"
    again: str = "12h"
    delay: float = 2.0
    seconds: float = 60.0
    megabytes: float = 5.0
    pages: int = 200
    least: int = 200
    networks: tuple[str, ...] = ()


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    contact: str = ""
    source: tuple[_Row, ...] = ()


class Source(msgspec.Struct, frozen=True):
    """One source. Times are in seconds; `again` is when a page is looked at once more, 0 for never.

    `pages` is how many new pages one look may bring, `least` how many characters of text make a page a report. Its
    reports are marked `marking`.
    """

    name: str
    kind: Kind
    address: str
    links: str | None
    outlet: str
    language: str
    country: str
    trust: str
    marking: Marking
    every: float
    again: float
    delay: float
    limits: Limits
    pages: int
    least: int


class Sources(msgspec.Struct, frozen=True):
    """All sources, and the contact that every host that is asked is told."""

    contact: str
    sources: tuple[Source, ...]


def load_sources(path: Path, languages: tuple[str, ...]) -> Sources:
    """The sources of a file. Raises `InputError` with what is wrong and where."""
    try:
        rows = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _File)
    except FileNotFoundError:
        raise InputError(str(path), "there is no such file", "make one with `sakkhi init`") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise InputError(str(path), f"it cannot be read ({error})", _REMEDY) from error
    names = [row.name for row in rows.source]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise InputError(str(path), f"two sources are named {twice!r}", "name them differently")
    if rows.source and not rows.contact.strip():
        raise InputError(str(path), "`contact` is empty", "give an address of yours that hosts can write to")
    return Sources(rows.contact.strip(), tuple(_source(row, path, languages) for row in rows.source))


def seconds(written: str) -> float | None:
    """The seconds of "90s", "15m", "6h" or "2d"; None where it is none of them."""
    match = _TIME.fullmatch(written.strip())
    return float(int(match[1]) * _SECONDS[match[2]]) if match else None


def _source(row: _Row, path: Path, languages: tuple[str, ...]) -> Source:
    def wrong(what: str) -> InputError:
        return InputError(f"{path}, source {row.name!r}", what, _REMEDY)

    named = [(kind, address) for kind in Kind if (address := getattr(row, kind.value))]
    if not row.name.strip() or len(named) != 1:
        raise wrong("it needs a `name` and one of `feed`, `sitemap`, `page`")
    kind, address = named[0]
    if problem := wrong_address(address):
        raise wrong(f"{address!r}: {problem}")
    if row.language and row.language not in languages:
        raise wrong(f"there is no language pack for {row.language!r}")
    if row.country and not re.fullmatch("[A-Z]{3}", row.country):
        raise wrong(f"{row.country!r} is no country (three letters, ISO 3166-1 alpha-3)")
    every, again = seconds(row.every), seconds(row.again) if row.again else 0.0
    if not every or again is None:
        raise wrong("`every` and `again` are written like 15m, 6h or 2d")
    if row.delay < 0 or not 0 < row.seconds <= 600 or not 0 < row.megabytes < 10 or row.pages < 1:
        raise wrong("a limit is out of range: 0 < seconds <= 600, 0 < megabytes < 10, pages >= 1, delay >= 0")
    try:
        re.compile(row.links)
        networks = tuple(str(ipaddress.ip_network(one)) for one in row.networks)
    except (re.error, ValueError) as error:
        raise wrong(f"`links` or `networks` cannot be read ({error})") from error
    limits = Limits(row.seconds, int(row.megabytes * 1_000_000), networks)
    return Source(
        row.name, kind, address, row.links or None, row.outlet, row.language, row.country, row.trust,
        row.marking, every, again, row.delay, limits, row.pages, row.least,
    )  # fmt: skip
