"""Stored readings → linked incidents, kept up to date. What is linked is a function of readings and rulings alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

import msgspec
import numpy as np

from sakkhi.assess import assess
from sakkhi.assess.ruled import with_rulings
from sakkhi.link import link
from sakkhi.link.candidates import candidates, keys_of
from sakkhi.link.clusters import scored
from sakkhi.link.columns import Columns, columns
from sakkhi.link.ids import named
from sakkhi.link.rulings import joined, parted
from sakkhi.link.weights import load_weights
from sakkhi.model.reading import Reading
from sakkhi.model.record import Record
from sakkhi.model.report import Report
from sakkhi.model.ruling import Ruling
from sakkhi.model.telling import Telling
from sakkhi.store import incidents, linked, view
from sakkhi.store.incidents import Row

_AT_ONCE = 3000  # tellings that wait from which on everything is linked anew: faster than one by one
_WINDOW = 10  # days: the widest of the windows in which candidates are found
_BIGGEST = 2**63
_PART = 300  # clusters

Tell = Callable[[Report, Reading, str], tuple[Telling, ...]]


class Linked(msgspec.Struct, frozen=True):
    """What a run did: tellings written down, incidents worked out anew, and pairs left in doubt among them."""

    told: int
    incidents: int
    doubts: int


class Linker:
    """Links a collection. `tell` makes tellings of a report and its reading; `now` is the clock."""

    def __init__(self, folder: Path, tell: Tell, now: Callable[[], dt.datetime]) -> None:
        self._folder, self._tell, self._now = folder, tell, now
        self._weights = load_weights()

    def link(self, *, everything: bool = False) -> Linked:
        """Link what has come or changed since the last time, or everything anew; another linker is waited for."""
        with linked.one_linker(self._folder):
            told = sum(self._catch_up())
            if everything or incidents.waiting_count() > _AT_ONCE:
                return self._relink(told, incidents.tellings(), None)
            waiting = incidents.waiting(_AT_ONCE)
            if not waiting:
                return Linked(told, 0, 0)
            rows = self._touched(waiting)
            return self._relink(told, iter(rows), {row.telling.key: row.telling for row in rows})

    def _catch_up(self) -> Iterator[int]:
        """Write down the tellings of each reading that has none yet, and yield how many they are."""
        for waiting in incidents.untold():
            version = next(v for v in view.versions(waiting.report) if v.row == waiting.version)
            report = version.report
            if not waiting.unique:
                report = msgspec.structs.replace(report, id=f"{report.id}~{waiting.report}")
            copies = view.copies(waiting.report)
            group = str(copies[0].copies) if copies else str(waiting.report)
            told = self._tell(report, version.readings[-1], group)
            linked.write_tellings(waiting.reading, waiting.report, [(t, _keys(columns([t]))) for t in told])
            yield len(told)

    def _touched(self, waiting: Sequence[Row]) -> list[Row]:
        """The tellings that wait, and all of every component that they may be joined to."""
        fresh = {row.telling.key for row in waiting}
        single = columns([row.telling for row in waiting])
        near = incidents.by_numbers(incidents.found_by(_keys(single), _WINDOW))
        rows = {row.telling.key: row for row in (*near, *waiting)}
        keys = list(rows)
        cols = columns([rows[key].telling for key in keys])
        new = np.array([key in fresh for key in keys])
        reached: set[str] = set()
        for pairs in candidates(cols, new):
            likely = scored(cols, pairs[0], pairs[1], self._weights) > self._weights.threshold
            reached |= {keys[n] for n in pairs[:, np.flatnonzero(likely)].ravel().tolist()}
        for one, other in joined(incidents.rulings()):
            if one in fresh or other in fresh:
                reached |= {one, other}
        found = {row.telling.key: row for row in (*incidents.by_keys(reached), *waiting)}
        components = {row.component for row in found.values() if row.component is not None}
        found |= {row.telling.key: row for row in incidents.of_components(components)}
        return list(found.values())

    def _relink(self, told: int, rows: Iterator[Row], known: Mapping[str, Telling] | None) -> Linked:
        """Link the rows among themselves; `known` holds their tellings, None where they are all there are."""
        rulings = incidents.rulings()
        numbers: dict[str, int] = {}
        before: dict[str, str] = {}
        summaries: list[str] = []

        def plain() -> Iterator[Telling]:
            for row in rows:
                key = row.telling.key
                numbers[key] = row.number
                if row.incident:
                    before[key] = row.incident
                if row.telling.incident.repeats == 1:
                    yield row.telling
                else:
                    summaries.append(key)

        cols = columns(plain())
        linkage = link(cols, self._weights, joined(rulings), parted(rulings))
        clusters = [*linkage.clusters, *([key] for key in summaries)]
        components = [*(numbers[cols.keys[c]] for c in linkage.components), *(numbers[key] for key in summaries)]
        names = named(clusters, before, incidents.used_names() - frozenset(before.values()))
        written = zip(clusters, names.ids, components, strict=True)
        doubts = [(d.one, d.other, d.bits, d.together, d.moved) for d in linkage.doubts]
        linked.write_records(
            _records(written, rulings, known), names.forwards, doubts, self._now(), everything=known is None
        )
        return Linked(told, len(clusters), len(doubts))


def _records(
    named: Iterable[tuple[list[str], str, int]], rulings: Sequence[Ruling], known: Mapping[str, Telling] | None
) -> Iterator[tuple[Record, Sequence[str], int]]:
    """The record of each cluster, its keys and its component; tellings are fetched some hundred clusters at a time."""
    part = list(islice(it := iter(named), _PART))
    while part:
        told = known
        if told is None:
            told = {row.telling.key: row.telling for row in incidents.by_keys(k for keys, _, _ in part for k in keys)}
        for keys, id, component in part:
            yield with_rulings(assess(id, [told[key] for key in keys]), rulings), keys, component
        part = list(islice(it, _PART))


def _keys(cols: Columns) -> list[tuple[int, int]]:
    """The (hash, day) pairs by which the tellings are found, the hash as a signed number that databases hold."""
    pairs = {(int(h), int(d)) for keys in keys_of(cols) for h, d in zip(keys.hashes, keys.days, strict=True)}
    return sorted((h - 2 * _BIGGEST if h >= _BIGGEST else h, d) for h, d in pairs)
