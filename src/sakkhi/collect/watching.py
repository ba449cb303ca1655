"""`watch.toml` → who is warned of what, by which ways out. Unknown keys and values are errors, told with the remedy."""

from __future__ import annotations

import datetime as dt
import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import msgspec

from sakkhi.errors import InputError
from sakkhi.ingest.fetch import wrong_address
from sakkhi.model.alert import Point, Severity
from sakkhi.model.incident import Method, Outcome, Stance, TargetType
from sakkhi.model.marking import Marking
from sakkhi.model.watch import BOUNDS, MOST_NAME, Calm, Channel, Hours, Mail, Site, Watch, Watching, WatchRow, Way
from sakkhi.share.wording import languages
from sakkhi.tables.sites import site_named

_REMEDY = "mend it; docs/warnings.md lists the keys"
_MAIL = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@[A-Za-z0-9.-]+")
_QUIET = re.compile(r"(\d\d):(\d\d)-(\d\d):(\d\d)")
_CLOSED: dict[str, Any] = {"method": Method, "outcome": Outcome, "target": TargetType, "stance": Stance}


class _Calm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    quiet: str = ""
    zone: str = "UTC"
    through: Severity = Severity.SEVERE
    over: int = 5
    minutes: int = 60


class _Site(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    at: tuple[float, float] | None = None
    calm: _Calm | None = None


class _Channel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    way: Way
    to: tuple[str, ...] = ()
    language: str = "en"
    marking: Marking = Marking.GREEN
    secret: str = ""
    keep: int = 200


class _Mail(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    host: str = "localhost"
    port: int = 25
    security: str = "starttls"
    user: str = ""
    password: str = ""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    sender: str = ""
    address: str = ""
    calm: _Calm = _Calm()
    mail: _Mail = _Mail()
    site: tuple[_Site, ...] = ()
    channel: tuple[_Channel, ...] = ()
    watch: tuple[WatchRow, ...] = ()


def load_watching(
    path: Path, own_sites: Mapping[str, Site], more: tuple[WatchRow, ...] = (), actors: Mapping[str, str] | None = None
) -> Watching:
    """What the file and the desk's watches (`more`) say. No file says nothing. Raises `InputError` where one is wrong.

    `own_sites` are the user's own places by name, `actors` canonical names by the names that people write, in small
    letters.
    """
    try:
        rows = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _File)
    except FileNotFoundError:
        rows = _File()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise InputError(str(path), f"it cannot be read ({error})", _REMEDY) from error
    where = str(path)
    calm = _calm(rows.calm, where)
    sites = {**own_sites, **{row.name: _site(row, where) for row in rows.site}}
    channels = tuple(_channel(row, where) for row in rows.channel)
    names = [channel.name for channel in channels]
    _once(names, where, "channels")
    if any(channel.way == Way.MAIL for channel in channels) and not _MAIL.fullmatch(rows.sender):
        raise InputError(where, f"`sender` is no address of e-mail ({rows.sender!r})", _REMEDY)
    _once([row.name for row in (*rows.watch, *more)], where, "watches")
    watches = [watch_of(row, sites, names, where, actors or {}) for row in (*rows.watch, *more)]
    if rows.address and (problem := wrong_address(rows.address)):
        raise InputError(where, f"`address` is no web address ({rows.address!r}: {problem})", _REMEDY)
    return Watching(rows.sender, rows.address.rstrip("/"), calm, _mail(rows.mail, where), channels, tuple(watches))


def watch_of(
    row: WatchRow, sites: Mapping[str, Site], channels: list[str], where: str, actors: Mapping[str, str]
) -> Watch:
    """The watch that a row tells of. Raises `InputError` where it tells of what there is not."""

    def wrong(what: str) -> InputError:
        return InputError(f"{where}, watch {row.name!r}", what, _REMEDY)

    if not row.name.strip() or len(row.name) > MOST_NAME:
        raise wrong(f"it needs a `name` of at most {MOST_NAME} characters")
    if missing := [name for name in row.to if name not in channels]:
        raise wrong(f"there is no channel {missing[0]!r}")
    for key, values in _CLOSED.items():
        known = [value.value for value in values]
        if bad := [value for value in getattr(row, key) if value not in known]:
            raise wrong(f"`{key}`: {bad[0]!r} is none of {', '.join(known)}")
    if bad := [code for code in row.country if not re.fullmatch("[A-Z]{3}", code)]:
        raise wrong(f"{bad[0]!r} is no country (three letters, ISO 3166-1 alpha-3)")
    if row.area and (len(row.area) < 3 or any(not on_earth(corner) for corner in row.area)):
        raise wrong("`area` needs three corners or more, each [latitude, longitude]")
    for key, (least, most) in BOUNDS.items():
        number = getattr(row, key)
        if number is not None and not least <= number <= most:
            raise wrong(f"`{key}` is out of range: {number:g} is not within {least:g} to {most:g}")
    site = None
    if row.site:
        site = sites.get(row.site) or named_site(row.site)
        if site is None:
            raise wrong(f"there is no site {row.site!r}; name one of the tables or of yours, or write NAME,LAT,LON")
    told = {name: getattr(row, name) for name in row.__struct_fields__ if name not in ("site", "actor")}
    return Watch(**told, site=site, actor=tuple(actors.get(name.casefold(), name) for name in row.actor))


def named_site(written: str) -> Site | None:
    """The site that a person writes: a name or id of the tables, or NAME,LAT,LON; None where there is none."""
    entry = site_named(written.removeprefix("site:"))
    if entry is not None and entry.lat is not None and entry.lon is not None:
        return Site(Point(entry.name, entry.lat, entry.lon), country=entry.country)
    name, _, point = written.partition(",")
    try:
        lat, lon = (float(part) for part in point.split(","))
    except ValueError:
        return None
    return Site(Point(name.strip(), lat, lon)) if name.strip() and on_earth((lat, lon)) else None


def secret_of(written: str, where: str) -> str:
    """A secret: what the variable or file holds that `env:NAME` or `file:PATH` names. Raises `InputError`."""
    kind, _, name = written.partition(":")
    try:
        if kind == "env":
            return os.environ[name]
        if kind == "file":
            return Path(name).read_text(encoding="utf-8").strip()
    except (KeyError, OSError, UnicodeDecodeError) as error:
        raise InputError(where, f"the secret {written!r} cannot be had", "set it where it is named") from error
    raise InputError(where, "a secret is written in the file", "write env:NAME or file:PATH and keep it there")


def _site(row: _Site, where: str) -> Site:
    found = named_site(row.name) if row.at is None else None
    if row.at is not None and on_earth(row.at):
        found = Site(Point(row.name, *row.at))
    if found is None:
        raise InputError(f"{where}, site {row.name!r}", "it is no site of the tables and has no `at`", _REMEDY)
    return msgspec.structs.replace(found, calm=_calm(row.calm, where) if row.calm else None)


def _channel(row: _Channel, where: str) -> Channel:
    def wrong(what: str) -> InputError:
        return InputError(f"{where}, channel {row.name!r}", what, _REMEDY)

    if not re.fullmatch(r"[\w-]{1,60}", row.name):
        raise wrong("a channel's name has letters, digits, - and _ alone")
    if row.language not in languages():
        raise wrong(f"there are no words in {row.language!r}; name one of {', '.join(languages())}")
    if row.way == Way.MAIL and (not row.to or any(not _MAIL.fullmatch(one) for one in row.to)):
        raise wrong("`to` needs addresses of e-mail")
    if row.way == Way.WEBHOOK:
        if len(row.to) != 1 or (problem := wrong_address(row.to[0])):
            raise wrong(f"`to` needs one web address{f': {problem}' if row.to else ''}")
        if urlsplit(row.to[0]).scheme != "https" and urlsplit(row.to[0]).hostname not in ("127.0.0.1", "localhost"):
            raise wrong("a webhook goes by https, or to this machine")
        if not row.secret:
            raise wrong("a webhook needs a `secret` to sign with: env:NAME or file:PATH")
    if row.way == Way.FEED and (row.to or not 1 <= row.keep <= 5000):
        raise wrong("a feed has no `to`, and keeps 1 to 5000 alerts")
    return Channel(row.name, row.way, row.to, row.language, row.marking, row.secret, row.keep)


def _mail(row: _Mail, where: str) -> Mail:
    if row.security not in ("starttls", "tls", "none") or not 0 < row.port < 65536:
        raise InputError(f"{where}, mail", "`security` is starttls, tls or none, `port` 1 to 65535", _REMEDY)
    if row.user and row.security == "none" and row.host not in ("127.0.0.1", "localhost"):
        raise InputError(f"{where}, mail", "a password would go out readable", "use starttls or tls")
    return Mail(row.host, row.port, row.security, row.user, row.password)


def _calm(row: _Calm, where: str) -> Calm:
    hours = _QUIET.fullmatch(row.quiet) if row.quiet else None
    try:
        ZoneInfo(row.zone)
        times = [dt.time(int(hours[n]), int(hours[n + 1])) for n in (1, 3)] if hours else []
    except (KeyError, ValueError, OSError) as error:
        raise InputError(f"{where}, calm", f"{row.zone!r} is no zone or {row.quiet!r} are no hours", _REMEDY) from error
    if row.quiet and not times:
        raise InputError(f"{where}, calm", f"{row.quiet!r} are no hours", "write them like 22:00-06:00")
    if row.over < 1 or not 1 <= row.minutes <= 1440:
        raise InputError(f"{where}, calm", "`over` is 1 or more, `minutes` 1 to 1440", _REMEDY)
    return Calm(Hours(row.zone, *times) if times else None, row.through, row.over, row.minutes)


def _once(names: list[str], where: str, what: str) -> None:
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise InputError(where, f"two {what} are named {twice!r}", "name them differently")


def on_earth(point: tuple[float, float]) -> bool:
    """True for a latitude and longitude that there is."""
    return abs(point[0]) <= 90 and abs(point[1]) <= 180
