"""Records of incidents → how often each source was first, alone, or contradicted by an independent voice.

Who was right is not told: a contradicted source may be the one that had it right.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any

import msgspec

from sakkhi.assess.slots import excludes_place, excludes_toll
from sakkhi.model.record import Held, Record, Told

_TOLLS = ("killed", "injured")


class Standing(msgspec.Struct, frozen=True):
    """Over the incidents that a source told of: how many they were, and in how many of them it was what.

    `first`: it told before every other source · `alone`: no other source told of it · `copied`: it told only in words
    that another source has too, or nearly · `contradicted`: an independent voice gave a value that excludes its own.
    """

    incidents: int = 0
    first: int = 0
    alone: int = 0
    copied: int = 0
    contradicted: int = 0


def standings(
    records: Iterable[Record], source: Mapping[str, str], moment: Mapping[str, dt.datetime]
) -> dict[str, Standing]:
    """How each source stands over these records; what sums up several attacks counts for none.

    `source` names the source of each report's tellings by their keys, `moment` when they were published, where it is
    known to more than the day. A telling that is not named is left out; one named "" is by somebody who is no source.
    """
    counts: dict[str, Counter[str]] = {}
    for record in records:
        tellings = [told for told in record.tellings if not told.summary and told.key in source]
        for name, kind in _marks(record, tellings, source, moment):
            counts.setdefault(name, Counter())[kind] += 1
    return {name: Standing(**count) for name, count in counts.items() if name}


def _marks(
    record: Record, tellings: list[Told], source: Mapping[str, str], moment: Mapping[str, dt.datetime]
) -> Iterator[tuple[str, str]]:
    of = {told.key: source[told.key] for told in tellings}
    names = set(of.values())
    for name in names:
        yield name, "incidents"
    if len(names) < 2:
        yield from ((name, "alone") for name in names)
        return
    shared = {
        told.copies for told in tellings if any(of[o.key] != of[told.key] for o in tellings if o.copies == told.copies)
    }
    for name in names:
        if all(told.copies in shared for told in tellings if of[told.key] == name):
            yield name, "copied"
    first = _first(tellings, of, moment)
    if first is not None:
        yield first, "first"
    yield from ((name, "contradicted") for name in _contradicted(record, tellings, of))


def _first(tellings: list[Told], of: Mapping[str, str], moment: Mapping[str, dt.datetime]) -> str | None:
    """The source that surely told before all others; None where a day is all that is known, and it is shared."""
    earliest: dict[str, dt.datetime] = {}
    surely: dict[str, dt.datetime] = {}
    for told in tellings:
        if told.published is None:
            return None  # it may have been before them all
        begin, end = _between(told, moment)
        earliest[of[told.key]] = min(begin, earliest.get(of[told.key], begin))
        surely[of[told.key]] = min(end, surely.get(of[told.key], end))
    name = min(surely, key=lambda one: surely[one])
    return name if all(surely[name] < at for other, at in earliest.items() if other != name) else None


def _between(told: Told, moment: Mapping[str, dt.datetime]) -> tuple[dt.datetime, dt.datetime]:
    """The earliest and the surely moment at which it may have been published."""
    at = moment.get(told.key)
    if at is not None:
        return at, at
    day = dt.datetime.combine(told.published or dt.date.min, dt.time(), dt.UTC)
    return day, day + dt.timedelta(hours=23, minutes=59, seconds=59)


def _contradicted(record: Record, tellings: list[Told], of: Mapping[str, str]) -> set[str]:
    told = {one.key: one for one in tellings}
    out: set[str] = set()
    for slot, excludes in _EXCLUDES.items():
        held: tuple[Held[Any], ...] = getattr(record, slot)
        for one, other in combinations(held, 2):
            if not excludes(one.value, other.value):
                continue
            for a in (told[key] for key in one.tellings if key in told):
                for b in (told[key] for key in other.tellings if key in told):
                    if a.copies == b.copies or of[a.key] == of[b.key]:
                        continue
                    if slot not in _TOLLS or a.published == b.published:  # a toll of another day is a later one
                        out |= {of[a.key], of[b.key]}
    return out


def _differ(a: object, b: object) -> bool:
    return a != b


_EXCLUDES: dict[str, Callable[[Any, Any], bool]] = {
    "method": _differ,
    "outcome": _differ,
    "where": excludes_place,
    "when": lambda a, b: not a.overlaps(b),
    "killed": excludes_toll,
    "injured": excludes_toll,
}
