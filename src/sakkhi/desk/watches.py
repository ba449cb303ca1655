"""The watches that there are, of `watch.toml` and of the desk, with what each looks for in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from django.conf import settings

from sakkhi.collect.warnings import file_watching, fitting, own_sites
from sakkhi.desk.watch_forms import WatchForm
from sakkhi.desk.words import words
from sakkhi.errors import InputError
from sakkhi.model.watch import Conditions, Watch, Watching, WatchRow
from sakkhi.share.wording import Wording
from sakkhi.store.watch_rules import WatchRule, watch_rules
from sakkhi.tables.sites import country_names


class Told(msgspec.Struct, frozen=True):
    """A watch as the desk shows it. `number` is 0 for one of the file; `looks` is False where it rests or cannot.

    `says` are (what is asked, in words).
    """

    name: str
    site: str
    to: tuple[str, ...]
    says: tuple[tuple[str, str], ...]
    number: int = 0
    active: bool = True
    looks: bool = True
    by: str = ""
    at: dt.datetime | None = None


class Known(msgspec.Struct, frozen=True):
    """All watches by name, and what the file says; `broken` where the file cannot be read, and nothing looks."""

    watches: tuple[Told, ...]
    file: Watching
    broken: bool


def known_watches() -> Known:
    """What is watched now, what rests, and what can no longer look."""
    now, own = words(), own_sites()
    try:
        file, broken = file_watching(settings.SAKKHI_FOLDER), False
    except InputError:
        file, broken = Watching(), True
    told = [Told(one.name, _place(one), one.to, tuple(_says(one, _place(one), now))) for one in file.watches]
    taken = {one.name for one in told}
    for rule in watch_rules():
        row = row_of(rule)
        looks = not broken and row.name not in taken and fitting(row, file, own) is not None
        told.append(
            Told(
                row.name, row.site, row.to, tuple(_says(row, row.site, now)), rule.number, rule.active,
                looks and rule.active, rule.by, rule.at,
            )
        )  # fmt: skip
    return Known(tuple(sorted(told, key=lambda one: one.name.casefold())), file, broken)


def row_of(rule: WatchRule) -> WatchRow:
    """A watch as it was written at the desk."""
    return msgspec.json.decode(rule.content, type=WatchRow)


def _place(watch: Watch) -> str:
    return watch.site.point.name if watch.site is not None else ""


def _says(watch: Conditions, site: str, now: Wording) -> Iterator[tuple[str, str]]:
    """(what is asked, in words) of each condition that is given."""
    for name, field in WatchForm.base_fields.items():
        value = site if name == "site" else getattr(watch, name)
        said = _SAID.get(name)
        if said is not None and value not in ("", (), None):
            yield str(field.label), said(watch, value, now)


def _labels(group: str) -> Callable[[Conditions, Any, Wording], str]:
    return lambda watch, value, now: now.listed(now.label(group, one) for one in value)


def _near(watch: Conditions, site: str, now: Wording) -> str:
    return f"{now.name(site)} ({now.phrase('warn', 'within', km=now.number(watch.within))})"


def _countries(watch: Conditions, codes: tuple[str, ...], now: Wording) -> str:
    known = country_names(now.code)
    return now.listed(known.get(code, code) for code in codes)


_SAID: dict[str, Callable[[Conditions, Any, Wording], str]] = {
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
