"""`sakkhi rule …`: what a person decides, added to the record; linking keeps to it at once."""

from __future__ import annotations

import datetime as dt
import getpass
from typing import Any

import msgspec

from sakkhi.assess.ruled import SLOTS
from sakkhi.cli.keep import now, place
from sakkhi.cli.linked import in_numbers, relinked
from sakkhi.cli.readings import refused
from sakkhi.cli.terminal import quiet_end, write_whole
from sakkhi.collect.home import Home, open_home
from sakkhi.ingest.dates import iso_date
from sakkhi.link.rulings import contradicted
from sakkhi.model.count import Count
from sakkhi.model.fault import Fault
from sakkhi.model.place import Place, PlacePrecision
from sakkhi.model.ruling import Ruling, RulingKind
from sakkhi.model.when import Basis, TimePrecision, When
from sakkhi.store import incidents, linked
from sakkhi.store.database import plain_errors

_NONE = "there is no such incident or telling"


def print_ruling(kind: str, one: str, other: str, *, by: str | None, why: str, data: str | None) -> int:
    """The exit status, after ruling that two are one incident, or are not."""
    found = place(data)
    open_home(found)
    with quiet_end(), plain_errors():
        sides = [_keys(name) for name in (one, other)]
        if kind == "apart" and set(sides[0]) & set(sides[1]):
            return refused(
                Fault(f"{one}, {other}", "they have a telling in common", "name the one that does not belong")
            )
        for name, keys in zip((one, other), sides, strict=True):
            if not keys:
                return refused(Fault(name, _NONE, "see `sakkhi incidents`"))
        return _appended(found, kind, sides[0], sides[1], by, why)


def print_exclusion(report: str, id: str, *, by: str | None, why: str, data: str | None) -> int:
    """The exit status, after ruling that a report does not tell of an incident."""
    found = place(data)
    open_home(found)
    with quiet_end(), plain_errors():
        record = incidents.record(id)
        if record is None:
            return refused(Fault(id, "there is no such incident", "see `sakkhi incidents`"))
        mine = [t.key for t in record.tellings if t.key == report or t.report.startswith(report)]
        rest = [t.key for t in record.tellings if t.key not in mine]
        if not mine or not rest:
            what = "it is not among the incident's reports" if not mine else "the incident has no other report"
            return refused(Fault(report, what, f"see `sakkhi incident {id}`"))
        return _appended(found, "apart", mine, rest, by, why)


def print_value(id: str, slot: str, given: str, *, by: str | None, why: str, data: str | None) -> int:
    """The exit status, after ruling on a slot's value."""
    value = parsed(slot, given)
    if isinstance(value, Fault):
        return refused(value)
    found = place(data)
    open_home(found)
    with quiet_end(), plain_errors():
        keys = _keys(id)
        if not keys:
            return refused(Fault(id, _NONE, "see `sakkhi incidents`"))
        written = msgspec.json.encode(value).decode()
        return _appended(found, "value", keys, [], by, why, slot=slot, value=written)


def print_undoing(number: int, *, by: str | None, why: str, data: str | None) -> int:
    """The exit status, after taking a ruling back."""
    found = place(data)
    open_home(found)
    with quiet_end(), plain_errors():
        ruling = next((r for r in incidents.rulings() if r.number == number), None)
        if ruling is None or ruling.undone is not None:
            what = "there is no such ruling" if ruling is None else f"ruling {ruling.undone} has undone it"
            return refused(Fault(str(number), what, "see `sakkhi rule list`"))
        new = linked.append_undoing(ruling, by or getpass.getuser(), why, now())
        write_whole(f"ruling {new}: {number} is undone; {in_numbers(relinked(found))}\n".encode())
    return 0


def print_rulings(*, as_json: bool, data: str | None) -> int:
    """List every ruling; 0."""
    open_home(place(data))
    with quiet_end(), plain_errors():
        for ruling in incidents.rulings():
            line = msgspec.json.encode(ruling) if as_json else _line(ruling).encode("utf-8", "replace")
            write_whole(line + b"\n")
    return 0


def _listed(kind: Any) -> str:
    if kind in (Count, When, Place):
        return "it as the help shows"
    return f"one of {', '.join(v.value for v in kind)}"


def parsed(slot: str, given: str) -> Any:
    """The value that is written: 3, 3-5, 3+, 2022-01-04, 2022-01-01..2022-01-07, NAME,LAT,LON or a word of the list."""
    kind = SLOTS.get(slot)
    try:
        if kind is None:
            return Fault(slot, "there is no such slot", f"name one of {', '.join(SLOTS)}")
        if kind is Count:
            low, dash, high = given.rstrip("+").partition("-")
            return Count(int(low), int(high) if dash else None if given.endswith("+") else int(low))
        if kind is When:
            first, _, last = given.partition("..")
            return _days(first, last or first)
        if kind is Place:
            name, lat, lon = given.rsplit(",", 2)
            return Place(name.strip(), None, float(lat), float(lon), PlacePrecision.TOWN)
        return kind(given)
    except ValueError:
        return Fault(slot, f"{given!r} is no value of it", f"write {_listed(kind)}")


def _days(first: str, last: str) -> When:
    days = [iso_date(text) for text in (first, last)]
    if not all(isinstance(day, dt.date) for day in days) or days[0] > days[1]:  # type: ignore[operator]
        raise ValueError(first)
    return When(days[0], days[1], TimePrecision.DAY, Basis.STATED)  # type: ignore[arg-type]


def _appended(
    found: Home, kind: str, one: list[str], other: list[str], by: str | None, why: str, slot: str = "", value: str = ""
) -> int:
    new = Ruling(0, RulingKind(kind), tuple(one), tuple(other), by or getpass.getuser(), now(), why, slot, value)
    against = contradicted(new, incidents.rulings())
    if against:
        told = "; ".join(f"ruling {r.number} by {r.by}: {r.why}" for r in against)
        remedy = f"undo it first with `sakkhi rule undo {against[0].number}`"
        return refused(Fault(kind, f"it contradicts {told}", remedy))
    number = linked.append_ruling(kind, one, other, new.by, why, new.at, slot, value)
    write_whole(f"ruling {number}; {in_numbers(relinked(found))}\n".encode())
    return 0


def _keys(name: str) -> list[str]:
    record = incidents.record(name)
    if record is not None:
        return [t.key for t in record.tellings]
    return [row.telling.key for row in incidents.by_keys([name])]


def _line(ruling: Ruling) -> str:
    what = f"{ruling.slot} is {ruling.value} for" if ruling.kind == RulingKind.VALUE else ruling.kind.value
    sides = " | ".join(" ".join(side) for side in (ruling.one, ruling.other) if side)
    undone = f" · undone by {ruling.undone}" if ruling.undone is not None else ""
    return f"{ruling.number}  {ruling.at:%Y-%m-%d %H:%M} UTC · {ruling.by} · {what} {sides} · {ruling.why}{undone}"
