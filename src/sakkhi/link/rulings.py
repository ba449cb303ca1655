"""Rulings → the pairs that they join and part, and which of them contradict each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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


def contradicted(new: Ruling, rulings: Sequence[Ruling]) -> list[Ruling]:
    """The standing rulings that cannot hold together with the new one, also by way of others."""
    standing = [r for r in rulings if r.undone is None and r.kind != RulingKind.VALUE]
    if new.kind == RulingKind.VALUE:
        return []
    group: dict[str, str] = {}

    def root(key: str) -> str:
        while group.get(key, key) != key:
            key = group[key]
        return key

    for one, other in joined([*standing, new]):
        group[root(one)] = root(other)
    broken = [r for r in [*standing, new] if any(root(a) == root(b) for a, b in parted([r]))]
    if not broken:
        return []
    if new.kind == RulingKind.SAME:
        return broken
    ends = {root(key) for key in (*new.one, *new.other)}
    return [r for r in standing if r.kind == RulingKind.SAME and any(root(k) in ends for k in (*r.one, *r.other))]
