"""The project's own example reports → a collection as if it had been collected, for a first look at the desk.

The attacks are real and public, the words are ours, and the outlets that tell of them do not exist.
"""

from __future__ import annotations

import datetime as dt
import io
import tomllib
from collections.abc import Callable, Iterator
from importlib.resources import files

import msgspec

from sakkhi.collect.home import Home, make_home
from sakkhi.collect.keeper import Keeper
from sakkhi.collect.linker import Linked, Linker, Tell
from sakkhi.ingest import Given
from sakkhi.ingest.archive import Archive
from sakkhi.ingest.jsonl import json_lines
from sakkhi.model.fault import Fault
from sakkhi.model.original import Received
from sakkhi.model.reading import Reading
from sakkhi.model.report import Report
from sakkhi.store import frontier, view

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


def outlets() -> tuple[Outlet, ...]:
    """The outlets that the examples are told by."""
    return tuple(msgspec.convert(row, Outlet) for row in tomllib.loads(_file("sources.toml").decode())["source"])


def examples(languages: tuple[str, ...]) -> Iterator[Received]:
    """The example reports, in the order in which they were published."""
    for made in json_lines(io.BytesIO(_file("reports.jsonl")), "examples", Given(languages)):
        if isinstance(made, Received):
            yield made


def make_demo(
    place: Home, reader: Callable[[Report], Reading], tell: Tell, languages: tuple[str, ...], now: dt.datetime
) -> Linked:
    """Make the collection and fill it with the examples, each as it would have come in; what is there stays there."""
    make_home(place)
    clock = _Clock(now)
    known = {one.outlet: one for one in outlets()}
    with Archive(place.archive, clock, view.archive_end, each=False) as archive:
        keeper = Keeper(archive, reader, clock)
        rows = {name: _source(one, keeper) for name, one in known.items()}
        for received in examples(languages):
            outlet = received.report.outlet or ""
            clock.at = (received.report.published_at or now) + dt.timedelta(minutes=known[outlet].late)
            keeper.keep(received, rows[outlet])
        clock.at = now
        keeper.settle()
    return Linker(place.folder, tell, clock).link()


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
