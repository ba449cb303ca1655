"""The project's own example reports → a collection as if it had been collected, for a first look at the desk.

The attacks are real and public, the words are ours, and the outlets that tell of them do not exist.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Iterator
from importlib.resources import files

import msgspec

from sakkhi.collect.home import Home, make_home
from sakkhi.collect.keeper import Keeper
from sakkhi.collect.linker import Linked, Linker, Tell
from sakkhi.collect.rule import Asked, rule
from sakkhi.errors import StoreError
from sakkhi.ingest import Given
from sakkhi.ingest.archive import Archive
from sakkhi.ingest.jsonl import json_lines
from sakkhi.model.fault import Fault
from sakkhi.model.marking import EVERYTHING, Marking
from sakkhi.model.original import Received
from sakkhi.model.own_site import OwnSite
from sakkhi.model.reading import Reading
from sakkhi.model.report import Report
from sakkhi.model.ruling import RulingKind
from sakkhi.store import frontier, incidents, marks, own_sites, view

MARK = ".demo"  # the file that tells a demo's folder from a collection
_EVERY = 900.0  # seconds between two looks at a source


class Outlet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An outlet of the examples; `late` is in minutes, `fails` is why its feed could not be had lately."""

    name: str
    outlet: str
    feed: str
    country: str
    trust: str
    late: int
    fails: str = ""


class Place(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A site that somebody might answer for."""

    name: str
    lat: float
    lon: float
    country: str


class Joined(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Two reports whose incidents an analyst ruled to be one."""

    by: str
    one: str
    other: str
    why: str


class Marked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A report that an editor marked."""

    by: str
    report: str
    marking: Marking
    why: str


class Desk(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a desk has beside reports."""

    source: tuple[Outlet, ...]
    site: tuple[Place, ...]
    ruling: Joined
    mark: Marked


def desk() -> Desk:
    """What the examples' desk has beside reports."""
    return msgspec.toml.decode(_file("desk.toml"), type=Desk)


def examples(languages: tuple[str, ...]) -> Iterator[Received]:
    """The example reports, in the order in which they were published."""
    for made in json_lines(io.BytesIO(_file("reports.jsonl")), "examples", Given(languages)):
        if isinstance(made, Received):
            yield made


def make_demo(
    place: Home, reader: Callable[[Report], Reading], tell: Tell, languages: tuple[str, ...], now: dt.datetime
) -> Linked:
    """Make the collection and fill it with the examples, each as it would have come in; what is there stays there.

    Raises `StoreError` where a collection is there already that is no demo.
    """
    mark = place.folder / MARK
    first = not mark.exists()
    if first and (place.folder / "sakkhi.db").exists():
        raise StoreError(str(place.folder), "a collection of yours is there", "name another folder for the demo")
    make_home(place)
    told = desk()
    clock = _Clock(now)
    known = {one.outlet: one for one in told.source}
    with Archive(place.archive, clock, view.archive_end, each=False) as archive:
        keeper = Keeper(archive, reader, clock)
        rows = {name: _source(one, keeper) for name, one in known.items()}
        for received in examples(languages):
            outlet = received.report.outlet or ""
            clock.at = (received.report.published_at or now) + dt.timedelta(minutes=known[outlet].late)
            keeper.keep(received, rows[outlet])
        clock.at = now
        keeper.settle()
    linker = Linker(place.folder, tell, clock)
    linked = linker.link()
    if first:
        _as_people_left_it(told, now)
        linker.link()
        mark.touch()
    return linked


def _as_people_left_it(told: Desk, now: dt.datetime) -> None:
    """Sites, a ruling and a mark, as people would have left them."""
    sites = enumerate((OwnSite(one.name, one.lat, one.lon, one.country) for one in told.site), 1)
    own_sites.add_sites(sites, told.ruling.by, now)
    one, other = (_keys(report) for report in (told.ruling.one, told.ruling.other))
    rule(Asked(RulingKind.SAME, one, other), told.ruling.by, told.ruling.why, now)
    for number in view.find(told.mark.report):
        marks.mark_report(number, told.mark.marking, told.mark.by, told.mark.why, now, EVERYTHING)


def _keys(report: str) -> tuple[str, ...]:
    """The key of a report's first telling."""
    return tuple(telling.key for number in view.find(report) for telling in incidents.of_report(number)[:1])


class _Clock:
    """What the time is for what is being kept."""

    def __init__(self, at: dt.datetime) -> None:
        self.at = at

    def __call__(self) -> dt.datetime:
        return self.at


def _source(one: Outlet, keeper: Keeper) -> int:
    """The row of an outlet's source, asked just now."""
    row = frontier.know_source(one.name, one.feed, one.outlet, one.country, one.trust)
    now = keeper.now()
    asked = frontier.claim_source(one.name, now, _EVERY, whatever=True)
    if asked is not None and one.fails:
        fault = Fault(one.feed, one.fails, "it is asked again; see whether it still exists")
        frontier.source_failed(row, fault.line, now + dt.timedelta(seconds=_EVERY))
        keeper.failed(fault, one.name)
    return row


def _file(name: str) -> bytes:
    return (files("sakkhi") / "examples" / name).read_bytes()
