"""`sakkhi link`, `incidents`, `incident`, `why` and `queue`: what linking made of the reports."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from sakkhi.cli.keep import now, place
from sakkhi.cli.readings import refused
from sakkhi.cli.records import headline, sections
from sakkhi.cli.terminal import quiet_end, write_error, write_whole
from sakkhi.collect.compared import comparison
from sakkhi.collect.home import Home, open_home
from sakkhi.collect.linker import Linked, Linker
from sakkhi.collect.shown import shown, shown_one
from sakkhi.errors import InputError
from sakkhi.ingest.dates import iso_date
from sakkhi.model.fault import Fault
from sakkhi.model.incident import Method, Outcome, Stance
from sakkhi.model.record import Record
from sakkhi.model.telling import Telling
from sakkhi.store import incidents
from sakkhi.store.database import plain_errors

_CLOSED = {"method": Method, "outcome": Outcome, "stance": Stance}


def relinked(found: Home, *, everything: bool = False) -> Linked:
    """Link what has come into an opened collection."""
    from sakkhi.run import tell

    with plain_errors():
        done = Linker(found.folder, tell, now).link(everything=everything)
        noticed(found)
    return done


def noticed(found: Home) -> None:
    """Look at what changed for the watches; a wrong `watch.toml` is told, and what changed waits."""
    from sakkhi.collect.warnings import warnings_of

    try:
        warnings_of(found.folder, now).warner.match()
    except InputError as error:
        write_error(f"sakkhi: {error}\n")


def print_link(*, everything: bool, data: str | None) -> int:
    """Link and say what was done; 0."""
    found = place(data)
    open_home(found)
    with quiet_end():
        done = relinked(found, everything=everything)
    write_whole(f"{in_numbers(done)}\n".encode())
    return 0


def in_numbers(done: Linked) -> str:
    """What a run did, on one line."""
    return f"{done.told:,} tellings came, {done.incidents:,} incidents linked anew, {done.doubts:,} pairs in doubt"


def print_incidents(
    words: Mapping[str, str | None],
    days: Mapping[str, str | None],
    killed: int | None,
    flags: Mapping[str, bool],
    *,
    limit: int | None,
    as_json: bool,
    data: str | None,
) -> int:
    """The exit status, after listing the incidents that the options want, one a line."""
    sought = sought_by(words, days, killed, flags)
    if isinstance(sought, Fault):
        return refused(sought)
    open_home(place(data))
    with quiet_end(), plain_errors():
        for record in shown(sought, limit):
            line = encoded(record) if as_json else headline(record).encode("utf-8", "replace")
            write_whole(line + b"\n")
    return 0


def encoded(record: Record) -> bytes:
    """A record as one JSON object: its slots, and its tellings as `reports`."""
    row = msgspec.to_builtins(record)
    row["reports"] = row.pop("tellings")
    return msgspec.json.encode(row)


def print_incident(id: str, *, as_json: bool, plain: bool, data: str | None) -> int:
    """The exit status, after showing one incident in full."""
    open_home(place(data))
    with quiet_end(), plain_errors():
        record = shown_one(id)
        if record is None:
            return refused(Fault(id, "there is no such incident", "see `sakkhi incidents`"))
        if as_json:
            write_whole(encoded(record) + b"\n")
            return 0
        from sakkhi.cli.cards import Cards

        told = {row.telling.key: row.telling for row in incidents.by_keys(t.key for t in record.tellings)}
        write_whole(Cards(plain).record(headline(record), sections(record, told)).encode("utf-8", "replace"))
    return 0


def print_why(one: str, other: str, *, plot: str | None, data: str | None) -> int:
    """The exit status, after saying what speaks for two being one incident and what against."""
    open_home(place(data))
    with quiet_end(), plain_errors():
        pair = [telling_of(name) for name in (one, other)]
        for found in pair:
            if isinstance(found, Fault):
                return refused(found)
        a, b = (found for found in pair if isinstance(found, Telling))
        rows, total = comparison(a, b)
        lines = [f"{a.key}  and  {b.key}", ""]
        lines += [f"{row.bits:+6.1f}  {row.name:<13} {row.level:<24} {row.reason}" for row in rows]
        lines += ["", f"{total:+6.1f}  bits {'for' if total > 0 else 'against'} one incident"]
        write_whole("".join(f"{line}\n" for line in lines).encode("utf-8", "replace"))
        if plot is not None:
            from sakkhi.cli.charts import write_chart

            fault = write_chart([(row.name, row.level, row.bits) for row in rows], total, Path(plot))
            if fault is not None:
                return refused(fault)
    return 0


def print_queue(limit: int, *, as_json: bool, data: str | None) -> int:
    """The exit status, after listing the pairs in doubt."""
    open_home(place(data))
    with quiet_end(), plain_errors():
        for pair in incidents.doubts(limit):
            if as_json:
                write_whole(msgspec.json.encode(pair) + b"\n")
                continue
            state = "together" if pair.together else "apart"
            line = f"{pair.bits:+5.1f}  {state:<8}  {pair.one}  {pair.other}  moves {pair.moved}"
            write_whole(f"{line}\n".encode("utf-8", "replace"))
    return 0


def telling_of(name: str) -> Telling | Fault:
    """The telling with this key, or the first one of the incident with this id."""
    found = incidents.by_keys([name])
    if not found and (record := incidents.record(name)) is not None:
        found = incidents.by_keys([record.tellings[0].key])
    if not found:
        return Fault(name, "there is no such incident or telling", "see `sakkhi incidents`")
    return found[0].telling


def sought_by(
    words: Mapping[str, str | None], days: Mapping[str, str | None], killed: int | None, flags: Mapping[str, bool]
) -> incidents.Sought | Fault:
    """What the options of `sakkhi incidents` want, or which of them is wrong."""
    wanted: dict[str, Any] = {**words, **flags, "killed": killed, "language": days["language"]}
    for name, values in _CLOSED.items():
        if words[name] is not None and words[name] not in [v.value for v in values]:
            known = ", ".join(v.value for v in values)
            return Fault(f"--{name}", f"{words[name]!r} is none", f"name one of {known}")
    for name in ("since", "until"):
        if days[name]:
            wanted[name] = iso_date(days[name] or "")
            if wanted[name] is None:
                return Fault(f"--{name}", f"{days[name]!r} is no date", "write it as YYYY-MM-DD")
    if days["near"]:
        try:
            lat, lon, km = (float(part) for part in days["near"].split(","))
        except ValueError:
            return Fault("--near", f"{days['near']!r} is no point and distance", "write it as LAT,LON,KM")
        if not (-90 <= lat <= 90 and -180 <= lon <= 180 and km > 0):
            return Fault("--near", f"{days['near']!r} is not on the earth", "write degrees and kilometres")
        wanted["near"] = (lat, lon, km)
    if days["area"]:
        try:
            south, west, north, east = (float(part) for part in days["area"].split(","))
        except ValueError:
            return Fault("--area", f"{days['area']!r} is no box", "write it as SOUTH,WEST,NORTH,EAST in degrees")
        if not (-90 <= south <= north <= 90 and -180 <= west <= 180 and -180 <= east <= 180):
            return Fault("--area", f"{days['area']!r} is not on the earth", "write degrees, the south before the north")
        wanted["area"] = (south, west, north, east)
    return incidents.Sought(**wanted)
