"""Reports that an older reader or pack read → read again; what changed is told, and the old readings stay."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

import msgspec

from sakkhi.collect.keeper import Keeper
from sakkhi.model.reading import ReaderVersion, Reading
from sakkhi.model.report import Report
from sakkhi.store import view, write
from sakkhi.store.database import plain_errors


class Change(msgspec.Struct, frozen=True):
    """A report that was read again, and what differs: names of slots and parts, "" before those of no incident."""

    report: str
    differs: tuple[str, ...]


def reread(
    keeper: Keeper,
    reader: Callable[[Report], Reading],
    version: Callable[[str], ReaderVersion],
    since: dt.datetime | None,
) -> Iterator[Change]:
    """Read each report again whose newest reading is by another version than the language's own now."""
    keys: dict[str, str] = {}
    with plain_errors():
        for row, key, report, old in view.to_reread(since):
            if report.language not in keys:
                keys[report.language] = write.reader_key(version(report.language))
            if key == keys[report.language]:
                continue
            new = reader(report)
            keep = _keeping(row, new, keeper.now())
            keeper.patiently(keep)
            yield Change(report.id, differences(old, new))


def differences(old: Reading, new: Reading) -> tuple[str, ...]:
    """What differs between two readings: "incidents 1 → 2", or the slots of the incidents in their order, and parts."""
    found = []
    if len(old.incidents) != len(new.incidents):
        found.append(f"incidents {len(old.incidents)} → {len(new.incidents)}")
    for one, other in zip(old.incidents, new.incidents, strict=False):
        for slot in one.__struct_fields__:
            if getattr(one, slot) != getattr(other, slot):
                found.append(slot)
    found += [
        part for part in ("forces", "statements", "facts", "warnings") if getattr(old, part) != getattr(new, part)
    ]
    return tuple(dict.fromkeys(found))


def _keeping(row: int, reading: Reading, now: dt.datetime) -> Callable[[], None]:
    return lambda: write.keep_reading(row, reading, now)
