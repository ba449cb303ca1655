"""Stored readings → linked incidents, kept up to date. What is linked is a function of readings and rulings alone."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec
import numpy as np

from sakkhi.assess import assess
from sakkhi.assess.review import consequence
from sakkhi.assess.ruled import with_rulings
from sakkhi.link import link
from sakkhi.link.candidates import candidates, keys_of, window
from sakkhi.link.clusters import scored
from sakkhi.link.columns import Columns, columns
from sakkhi.link.doubts import DOUBT, Close, close_pairs
from sakkhi.link.doubts import doubts as shown_of
from sakkhi.link.ids import named
from sakkhi.link.names import named_again
from sakkhi.link.parts import parts
from sakkhi.link.rulings import by_key, grouped, joined, parted
from sakkhi.link.weights import Weights, load_weights
from sakkhi.model.doubt import Doubt
from sakkhi.model.reading import Reading
from sakkhi.model.report import Report
from sakkhi.model.ruling import Ruling
from sakkhi.model.telling import Telling
from sakkhi.store import doubts, incidents, linked, view
from sakkhi.store.incidents import Row
from sakkhi.store.linked import Written
from sakkhi.store.rulings import rulings, rulings_on

_AT_ONCE = 3000  # tellings that wait from which on everything is linked anew: faster than one by one
_PART = 300  # clusters

Tell = Callable[[Report, Reading, str], tuple[Telling, ...]]


class Linked(msgspec.Struct, frozen=True):
    """What a run did: tellings written down, incidents worked out anew, and pairs left in doubt among them."""

    told: int
    incidents: int
    doubts: int


class Touched(msgspec.Struct, frozen=True):
    """What is linked anew: keys that waited, the tellings of all that they may be joined to, and what is close."""

    fresh: list[str]
    told: dict[str, Telling]
    close: list[Close]


class Linker:
    """Links a collection. `tell` makes tellings of a report and its reading; `now` is the clock.

    `weights` are those of `weights.toml` where none are given.
    """

    def __init__(
        self, folder: Path, tell: Tell, now: Callable[[], dt.datetime], weights: Weights | None = None
    ) -> None:
        self._folder, self._tell, self._now = folder, tell, now
        self._weights = weights or load_weights()

    def link(self, *, everything: bool = False) -> Linked:
        """Link what has come or changed since the last time, or everything anew; another linker is waited for."""
        with linked.one_linker(self._folder):
            told = sum(self._catch_up())
            waiting = incidents.waiting(_AT_ONCE + 1)
            if everything or len(waiting) > _AT_ONCE:
                return self._relink(told, incidents.tellings(), None)
            return self._link_waiting(waiting, told)

    def _link_waiting(self, waiting: Sequence[Row], told: int) -> Linked:
        if not waiting:
            return Linked(told, 0, 0)
        rows, close = self._touched(waiting)
        fresh = [row.telling.key for row in waiting]
        return self._relink(told, iter(rows), Touched(fresh, {r.telling.key: r.telling for r in rows}, close))

    def link_soon(self, most: int, patience: float) -> bool:
        """True after linking what waits; False, and nothing was done, where that would take long.

        That is where reports have come that are not written down yet, where more than `most` tellings wait, or where
        another linker does not end within `patience` seconds: whoever added those reports links all of it.
        """
        if incidents.has_untold() or len(incidents.waiting(most + 1)) > most:
            return False
        with linked.one_linker(self._folder, patience) as alone:
            if not alone or incidents.has_untold():
                return False
            waiting = incidents.waiting(most + 1)
            if len(waiting) > most:
                return False
            self._link_waiting(waiting, 0)
        return True

    def _catch_up(self) -> Iterator[int]:
        """Write down the tellings of each reading that has none yet, and yield how many they are."""
        for waiting in incidents.untold():
            version = next(v for v in view.versions(waiting.report) if v.row == waiting.version)
            report = version.report
            old = incidents.of_report(waiting.report)
            if old:
                report = msgspec.structs.replace(report, id=old[0].report)
            elif not waiting.unique:
                report = msgspec.structs.replace(report, id=f"{report.id}~{waiting.report}")
            copies = view.copies(waiting.report)
            group = str(copies[0].copies) if copies else str(waiting.report)
            told = named_again(self._tell(report, version.readings[-1], group), old)
            linked.write_tellings(waiting.reading, waiting.report, [(t, _keys(columns([t]))) for t in told])
            yield len(told)

    def _touched(self, waiting: Sequence[Row]) -> tuple[list[Row], list[Close]]:
        """The tellings that wait, and all of every component that they may join; and the pairs of theirs in doubt."""
        fresh = {row.telling.key for row in waiting}
        single = columns([row.telling for row in waiting])
        near = incidents.by_numbers(incidents.found_by(_sought(single)))
        rows = {row.telling.key: row for row in (*near, *waiting)}
        keys = list(rows)
        cols = columns([rows[key].telling for key in keys])
        new = np.array([key in fresh for key in keys])
        pairs = np.concatenate([*candidates(cols, new)], axis=1)
        over = scored(cols, pairs[0], pairs[1], self._weights) - self._weights.threshold
        reached = {keys[n] for n in pairs[:, np.flatnonzero(over > 0)].ravel().tolist()}
        close = close_pairs(keys, pairs, over, parts(cols))
        for one, other in joined(rulings_on(fresh)):
            if one in fresh or other in fresh:
                reached |= {one, other}
        found = {row.telling.key: row for row in (*incidents.by_keys(reached), *waiting)}
        components = {row.component for row in found.values() if row.component is not None}
        found |= {row.telling.key: row for row in incidents.of_components(components)}
        return list(found.values()), close

    def _relink(self, told: int, rows: Iterator[Row], touched: Touched | None) -> Linked:
        """Link the rows among themselves; None where they are all there are."""
        numbers: dict[str, int] = {}
        before: dict[str, str] = {}
        summaries: list[str] = []

        def plain() -> Iterator[Telling]:
            for row in rows:
                key = row.telling.key
                numbers[key] = row.number
                if row.incident:
                    before[key] = row.incident
                if not row.telling.incident.sums_up:
                    yield row.telling
                else:
                    summaries.append(key)

        cols = columns(plain())
        decided = rulings() if touched is None else rulings_on(numbers)
        linkage = link(cols, self._weights, joined(decided), parted(decided))
        clusters = [*linkage.clusters, *([key] for key in summaries)]
        components = [*(numbers[cols.keys[c]] for c in linkage.components), *(numbers[key] for key in summaries)]
        anew = frozenset(before.values())
        names = named(clusters, before, incidents.names() if touched is None else incidents.UsedNames(anew))
        matters = {key: 1.0 for d in linkage.doubts for key in (d.one, d.other)} if touched is None else {}
        with linked.all_or_nothing():
            linked.write_records(
                _records(zip(clusters, names.ids, components, strict=True), decided, touched, matters),
                anew - set(names.ids),
                names.forwards,
                self._now(),
                everything=touched is None,
            )
            if touched is None:
                shown = [_weighed(doubt, matters[doubt.one], matters[doubt.other]) for doubt in linkage.doubts]
                doubts.write(linkage.close, shown)
            else:
                shown = _update_doubts(touched, numbers, decided)
        return Linked(told, len(clusters), len(shown))


def _update_doubts(touched: Touched, numbers: Mapping[str, int], decided: Sequence[Ruling]) -> list[Doubt]:
    """Put the close pairs of what is fresh in the place of older ones, and work out anew which of all are shown."""
    kept = doubts.update(touched.close, numbers, touched.fresh)
    of = {k.one: k.one_incident for k in kept} | {k.other: k.other_incident for k in kept}
    ruled = {frozenset(pair) for pair in (*joined(decided), *parted(decided))}
    pairs = ((k.one, k.other, k.bits) for k in kept)
    found = shown_of(pairs, of, incidents.sizes(set(of.values())), ruled, grouped(joined(decided)))
    matter = {r.id: consequence(r) for r in incidents.named({of[key] for d in found for key in (d.one, d.other)})}
    shown = [_weighed(d, matter[of[d.one]], matter[of[d.other]]) for d in found]
    doubts.show(kept, shown)
    return shown


def _weighed(doubt: Doubt, one: float, other: float) -> Doubt:
    """The doubt with its priority: the closer to even odds, the more it moves and the higher a toll, the more."""
    even = 1 + max(0.0, 1 - abs(doubt.bits) / DOUBT)
    return msgspec.structs.replace(doubt, priority=round(even * math.log2(1 + doubt.moved) * max(one, other), 3))


def _records(
    clustered: Iterable[tuple[list[str], str, int]],
    decided: Sequence[Ruling],
    touched: Touched | None,
    matters: dict[str, float],
) -> Iterator[Written]:
    """The record of each cluster; tellings are fetched some hundred clusters at a time.

    For each key in `matters`, what a fault in its record would matter is written down there.
    """
    on = by_key(decided)
    for part in linked.batched(clustered, _PART):
        told = {} if touched is None else touched.told
        if touched is None:
            told = {row.telling.key: row.telling for row in incidents.by_keys(k for keys, _, _ in part for k in keys)}
        for keys, id, component in part:
            standing = {ruling.number: ruling for key in keys for ruling in on.get(key, ())}
            record = assess(id, [told[key] for key in keys])
            record = with_rulings(record, [standing[number] for number in sorted(standing)])
            for key in matters.keys() & keys:
                matters[key] = consequence(record)
            yield Written(record, keys, component)


def _keys(cols: Columns) -> list[tuple[int, int]]:
    """The (hash, day) pairs by which the tellings are found."""
    return sorted({(value, day) for value, day, _ in _sought(cols)})


def _sought(cols: Columns) -> set[tuple[int, int, int]]:
    """(hash, day, window) of each key, the hash as a signed number that databases hold."""
    return {
        (h, d, window(keys.kind))
        for keys in keys_of(cols)
        for h, d in zip(keys.hashes.astype(np.int64).tolist(), keys.days.tolist(), strict=True)
    }
