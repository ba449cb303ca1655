"""The watches that there are, of `watch.toml` and of the desk, with what each looks for in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from django.conf import settings
from django.utils import timezone

from sakkhi.collect.warnings import file_watching, fitting, own_sites
from sakkhi.collect.watching import watch_of
from sakkhi.desk.audit import note
from sakkhi.desk.watch_forms import WatchForm
from sakkhi.desk.words import words
from sakkhi.errors import InputError
from sakkhi.model.deed import DeedKind
from sakkhi.model.own_site import written
from sakkhi.model.watch import MOST_CORNERS, Conditions, Watch, Watching, WatchRow
from sakkhi.share.wording import Wording
from sakkhi.store.watch_rules import WatchRule, keep_watch_rule, remove_watch_rule, watch_rules
from sakkhi.tables.sites import actor_names, country_names

_LONGEST = 200  # characters of a name


class Told(msgspec.Struct, frozen=True):
    """A watch as the desk shows it. `number` is 0 for one of the file; `looks` is False where it rests or cannot.

    `says` are (what is asked, in words).
    """

    name: str
    site: str
    to: tuple[str, ...]
    says: tuple[tuple[str, str], ...]
    row: WatchRow
    number: int = 0
    active: bool = True
    looks: bool = True
    by: str = ""
    at: dt.datetime | None = None


class Known(msgspec.Struct, frozen=True):
    """The watches by name, and what the file says; `broken` where the file cannot be read, and nothing looks.

    `taken` are the names of all, those too whose site may not be seen.
    """

    watches: tuple[Told, ...]
    file: Watching
    broken: bool
    taken: frozenset[str]


def known_watches(clearance: int) -> Known:
    """What is watched now, what rests, and what can no longer look; but nothing on a site that may not be seen."""
    now, own = words(), own_sites()
    try:
        file, broken = file_watching(settings.SAKKHI_FOLDER), False
    except InputError:
        file, broken = Watching(), True
    told = [_told(_written(one), now) for one in file.watches]
    taken = {one.name for one in told}
    hidden = {name for name, site in own.items() if site.marking.rank > clearance}
    for rule in watch_rules():
        row = row_of(rule)
        looks = not broken and row.name not in taken and fitting(row, file, own) is not None
        told.append(
            msgspec.structs.replace(
                _told(row, now), number=rule.number, active=rule.active, looks=looks and rule.active, by=rule.by,
                at=rule.at,
            )
        )  # fmt: skip
    seen = sorted((one for one in told if one.site not in hidden), key=lambda one: one.name.casefold())
    return Known(tuple(seen), file, broken, frozenset(one.name for one in told))


def row_of(rule: WatchRule) -> WatchRow:
    """A watch as it was written at the desk."""
    return msgspec.json.decode(rule.content, type=WatchRow)


def _told(row: WatchRow, now: Wording) -> Told:
    return Told(row.name, row.site, row.to, tuple(_says(row, now)), row)


def _written(watch: Watch) -> WatchRow:
    """A watch of the file, as somebody would write it at the desk."""
    told = {name: getattr(watch, name) for name in Conditions.__struct_fields__}
    return WatchRow(**told, site=watch.site.point.name if watch.site is not None else "")


def _says(row: WatchRow, now: Wording) -> Iterator[tuple[str, str]]:
    """(what is asked, in words) of each condition that is given."""
    for name, field in WatchForm.base_fields.items():
        value, said = getattr(row, name), _SAID.get(name)
        if said is not None and value not in ("", (), None):
            yield str(field.label), said(row, value, now)


def _labels(group: str) -> Callable[[WatchRow, Any, Wording], str]:
    return lambda watch, value, now: now.listed(now.label(group, one) for one in value)


def _near(watch: WatchRow, site: str, now: Wording) -> str:
    return f"{now.name(site)} ({now.phrase('warn', 'within', km=now.number(watch.within))})"


def _countries(watch: WatchRow, codes: tuple[str, ...], now: Wording) -> str:
    known = country_names(now.code)
    return now.listed(known.get(code, code) for code in codes)


_SAID: dict[str, Callable[[WatchRow, Any, Wording], str]] = {
    "on": _labels("occasion"),
    "site": _near,
    "area": lambda watch, corners, now: "; ".join(now.digits(f"{lat:g}, {lon:g}") for lat, lon in corners),
    "country": _countries,
    "method": _labels("method"),
    "outcome": _labels("outcome"),
    "target": _labels("target"),
    "actor": lambda watch, names, now: now.listed(now.name(one) for one in names),
    "stance": _labels("stance"),
    "killed": lambda watch, count, now: now.number(count),
    "casualties": lambda watch, count, now: now.number(count),
}


def faults(row: WatchRow, known: Known, clearance: int, *, named: str = "") -> str:
    """What is wrong with a watch that somebody wrote, "" where it may be kept; `named` is the one that it replaces."""
    texts = (row.name, row.site, *row.actor, *row.country, *row.to)
    if any(text != written(text, _LONGEST) for text in texts) or len(row.area) > MOST_CORNERS:
        return "a name is too long, or holds what is not seen; or there are too many corners"
    if not row.on or (row.name != named and row.name in known.taken):
        return "`on` is empty, or a watch has this name already"
    if named and row.name != named:
        return "a watch keeps its name, because its messages go by it"
    try:
        watch_of(
            row, own_sites(clearance), [channel.name for channel in known.file.channels], "the desk", actor_names()
        )
    except InputError as error:
        return error.what
    return ""


def keep(request: Any, row: WatchRow, *, active: bool, changed: bool) -> None:
    """Keep a watch as whoever asks wrote it, and write down that it was."""
    content = msgspec.json.encode(row).decode()
    keep_watch_rule(WatchRule(row.name, content, active, request.person.name, timezone.now()))
    note(request, DeedKind.WATCH, row.name, f"{'changed' if changed else 'made'}: {content}"[:2000])


def switch(request: Any, rule: WatchRule, wanted: str) -> None:
    """Switch a watch `off` or `on`, or `remove` it, and write down that it was; what it told of stays."""
    if wanted == "remove":
        remove_watch_rule(rule.name)
    else:
        keep_watch_rule(msgspec.structs.replace(rule, active=wanted == "on"))
    done = {"off": "switched off", "on": "switched on", "remove": "taken away"}
    note(request, DeedKind.WATCH, rule.name, done[wanted])
