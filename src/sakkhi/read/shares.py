"""Tolls of several places told in one breath: "killed two people in A, three in B and one in C" → one mention each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from sakkhi.model.count import Count
from sakkhi.read.items import Item
from sakkhi.read.lists import NARROW
from sakkhi.read.mentions import Mention
from sakkhi.read.where import seat_of
from sakkhi.read.whereabouts import Whereabouts, lie

Toll = tuple[Count, list[Item]]
_JOINTS = frozenset({"comma", "and", "meanwhile", "semicolon"})
_LEADS = frozenset({"in", "at", "near"})
_COUNTED = frozenset(
    {"in", "at", "near", "victim", "people", "dead", "hurt", "of", "be", "another", "function", "word"}
)
_SUMS = frozenset({"colon", "namely", "dash", "open"})
_BEFORE = 4  # items before a place among which the preposition stands that leads to it


def by_share(mention: Mention) -> list[Mention]:
    """One mention a place where each has a number of its own; else the mention as it is."""
    items = mention.sentence.items
    if len(mention.places) < 2 or not (mention.killed or mention.injured):
        return [mention]
    places = sorted((p for p in mention.places if _is_told(items, p)), key=lambda p: p.start)
    parts = _segments(items, places, [*mention.killed, *mention.injured])
    if len(parts) < 2 or any(x.classes & _SUMS for x in items[: parts[1][0]]):
        return [mention]
    out: list[Mention] = []
    effect: Item | None = None
    slot = "killed"
    for first, last in parts:
        one = replace(mention)
        one.places, one.repeats, one.munitions = [items[last]], None, None if out else mention.munitions
        one.cues = mention.cues | ({"another", "listed"} if out else {"listed"})
        one.killed = [t for t in mention.killed if _lies(items, t, first, last)]
        one.injured = [t for t in mention.injured if _lies(items, t, first, last)]
        number = next((n for n in items[first:last] if _counts(items, n)), None)
        if number is not None and number.count and effect is not None and not (one.killed or one.injured):
            setattr(one, slot, [(number.count, [number, effect])])
        told = one.injured or one.killed
        slot = "injured" if one.injured else "killed"
        effect = told[-1][1][-1] if told else effect
        out.append(one)
    return out


def _is_told(items: Sequence[Item], place: Item) -> bool:
    """True for a town or site behind "in" that the sentence is about."""
    entry, n = seat_of(place), items.index(place)
    led = any(x.classes & _LEADS for x in items[max(0, n - _BEFORE) : n])
    return led and entry is not None and entry.precision in NARROW and "elsewhere" not in place.classes


def _segments(items: Sequence[Item], places: Sequence[Item], tolls: Sequence[Toll]) -> list[tuple[int, int]]:
    """For each place of a list from where to where its words reach; none unless each has a number of its own."""
    out: list[tuple[int, int]] = []
    for before, place in pairwise([None, *places]):
        if place is None:
            break
        first = items.index(before) + 1 if before is not None else 0
        last = items.index(place)
        joined = before is None or any(x.classes & _JOINTS for x in items[first : first + 2])
        own = any(_counts(items, x) for x in items[first:last]) or any(_lies(items, t, first, last) for t in tolls)
        if not joined or not own:
            break
        if before is not None and not _are_apart(before, place):
            break
        out.append((first, last))
    return out if len(out) == len(places) else []


def _are_apart(a: Item, b: Item) -> bool:
    x, y = seat_of(a), seat_of(b)
    return x is not None and y is not None and lie(x, y) == Whereabouts.APART


def _counts(items: Sequence[Item], item: Item) -> bool:
    """True for a number of people."""
    if "num" not in item.classes or item.count is None:
        return False
    n = items.index(item)
    return any(x.classes & _COUNTED for x in items[n + 1 : n + 2])


def _lies(items: Sequence[Item], toll: Toll, first: int, last: int) -> bool:
    """True for a toll whose first word stands between two items."""
    return any(first <= items.index(x) <= last for x in toll[1][:1])
