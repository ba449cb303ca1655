"""Rulings → the pairs that they join and part, and which of them contradict each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product

from sakkhi.model.ruling import Ruling, RulingKind

Pair = tuple[str, str]


def joined(rulings: Iterable[Ruling]) -> list[Pair]:
    """Pairs of keys ruled to be one incident, each of a ruling's tellings with its first."""
    out = []
    for ruling in rulings:
        if ruling.kind == RulingKind.SAME and ruling.undone is None:
            keys = [*ruling.one, *ruling.other]
            out += [(keys[0], key) for key in keys[1:]]
    return out


def parted(rulings: Iterable[Ruling]) -> list[Pair]:
    """Pairs of keys ruled not to be one incident."""
    return [
        pair
        for ruling in rulings
        if ruling.kind == RulingKind.APART and ruling.undone is None
        for pair in product(ruling.one, ruling.other)
    ]


def by_key(rulings: Iterable[Ruling]) -> dict[str, list[Ruling]]:
    """The rulings by each telling that they are about."""
    out: dict[str, list[Ruling]] = {}
    for ruling in rulings:
        for key in dict.fromkeys(ruling.one):
            out.setdefault(key, []).append(ruling)
    return out


def grouped(pairs: Iterable[Pair]) -> dict[str, str]:
    """For each key of the pairs, a name of the group that the pairs connect it to."""
    group: dict[str, str] = {}

    def root(key: str) -> str:
        while group.setdefault(key, key) != key:
            group[key] = group[group[key]]
            key = group[key]
        return key

    for one, other in pairs:
        group[root(one)] = root(other)
    return {key: root(key) for key in list(group)}


def contradicted(new: Ruling, rulings: Sequence[Ruling]) -> list[Ruling]:
    """The standing rulings that cannot hold together with the new one, also by way of others."""
    if new.kind not in (RulingKind.SAME, RulingKind.APART):
        return []
    standing = [r for r in rulings if r.undone is None]
    group = grouped(joined([*standing, new]))
    broken = [r for r in [*standing, new] if any(a == b or _one(group, a, b) for a, b in parted([r]))]
    if not broken:
        return []
    if new.kind == RulingKind.SAME:
        return broken
    ends = {group.get(key, key) for key in (*new.one, *new.other)}
    return [
        r for r in standing if r.kind == RulingKind.SAME and any(group.get(k, k) in ends for k in (*r.one, *r.other))
    ]


def _one(group: Mapping[str, str], a: str, b: str) -> bool:
    return a in group and group[a] == group.get(b)
