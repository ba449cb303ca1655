"""Clusters and the ids that their tellings had → each cluster's id, and where ids that ended lead.

An id stays with the cluster that holds most of its tellings. One that is left without a cluster leads on to the cluster
that most of its tellings went to. A new cluster is named after its first telling, so that the same first reports are
named alike in every collection.
"""

from __future__ import annotations

from base64 import b32encode
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from hashlib import sha256

import msgspec

_LETTERS = 8


class Named(msgspec.Struct, frozen=True):
    """`ids` in the order of the clusters; `forwards` from ids that ended to those that their tellings have now."""

    ids: tuple[str, ...]
    forwards: dict[str, str]


def named(clusters: Sequence[Sequence[str]], before: Mapping[str, str], taken: Container[str] = frozenset()) -> Named:
    """`before` maps keys of tellings to the ids they had; `taken` are ids that must not be given anew."""
    shares: list[tuple[int, str, int]] = []
    for n, cluster in enumerate(clusters):
        counted = Counter(before[key] for key in cluster if key in before)
        shares += [(-count, id, n) for id, count in counted.items()]
    ids: dict[int, str] = {}
    kept: set[str] = set()
    for _, id, n in sorted(shares):
        if n not in ids and id not in kept:
            ids[n] = id
            kept.add(id)
    stayed = frozenset(kept)
    for n, cluster in enumerate(clusters):
        if n not in ids:
            ids[n] = _new(min(cluster), kept, taken)
            kept.add(ids[n])
    forwards: dict[str, str] = {}
    for _, id, n in sorted(shares):
        if id not in stayed:
            forwards.setdefault(id, ids[n])
    return Named(tuple(ids[n] for n in range(len(clusters))), forwards)


def _new(key: str, used: set[str], taken: Container[str]) -> str:
    attempt = 0
    while True:
        digest = sha256(f"{key}\0{attempt}".encode()).digest()
        id = b32encode(digest).decode().lower()[:_LETTERS]
        if id not in used and id not in taken:
            return id
        attempt += 1
