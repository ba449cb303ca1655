"""A collection's warnings, put together: its file and the desk's watches, the tables, the store, the outbox."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cache
from pathlib import Path

import msgspec

from sakkhi.collect.courier import Courier
from sakkhi.collect.warner import Warner
from sakkhi.collect.watching import load_watching, watch_of
from sakkhi.errors import InputError
from sakkhi.model.alert import Point
from sakkhi.model.calendar import DatedEvent
from sakkhi.model.marking import EVERYTHING
from sakkhi.model.watch import Site, Watch, Watching, WatchRow
from sakkhi.store.own_sites import sites
from sakkhi.store.watch_rules import watch_rules
from sakkhi.tables.calendar import load_calendar
from sakkhi.tables.sites import actor_names, local_names

FILE = "watch.toml"


class Warnings(msgspec.Struct, frozen=True):
    """What looks at changes, what sends, and what both go by."""

    watching: Watching
    warner: Warner
    courier: Courier


def warnings_of(folder: Path, now: Callable[[], dt.datetime]) -> Warnings:
    """The warnings of an opened collection. Raises `InputError` where `watch.toml` is wrong."""
    watching = watching_of(folder)
    return Warnings(
        watching, Warner(folder, watching, _events(), now), Courier(folder, watching, local_names, now)
    )  # fmt: skip


def watching_of(folder: Path) -> Watching:
    """What the file and the desk say; a watch of the desk that the file no longer fits is left out."""
    own, file = own_sites(), file_watching(folder)
    taken = {watch.name for watch in file.watches}
    more = [watch for row in desk_rows() if row.name not in taken and (watch := fitting(row, file, own)) is not None]
    return msgspec.structs.replace(file, watches=(*file.watches, *more))


def file_watching(folder: Path) -> Watching:
    """What the file alone says. Raises `InputError` where it is wrong."""
    return load_watching(folder / FILE, own_sites(), (), actor_names())


def fitting(row: WatchRow, file: Watching, own: dict[str, Site]) -> Watch | None:
    """A desk's watch; None where its channel or site is no more."""
    try:
        return watch_of(row, own, [channel.name for channel in file.channels], "the desk", actor_names())
    except InputError:
        return None


def desk_rows() -> list[WatchRow]:
    """The desk's watches that look now."""
    return [msgspec.json.decode(rule.content, type=WatchRow) for rule in watch_rules(active=True)]


def own_sites(clearance: int = EVERYTHING) -> dict[str, Site]:
    """The user's own places by name."""
    return {
        one.name: Site(Point(one.name, one.lat, one.lon), country=one.country, marking=one.marking)
        for one in sites(clearance=clearance)
    }


@cache
def _events() -> tuple[DatedEvent, ...]:
    found = {event.id: event for _, event in load_calendar("en", str.lower)}
    return tuple(found[id] for id in sorted(found))
