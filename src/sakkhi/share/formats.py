"""What a format is: its name, what it loses, what it takes, and how it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

import msgspec

from sakkhi.model.actor import Actor
from sakkhi.model.dossier import Dossier
from sakkhi.share.losses import Loss

CHUNK = 1 << 16  # bytes that are gathered before they are handed on


class Known(msgspec.Struct, frozen=True):
    """What is known of the world beside the dossiers: actors by their canonical names."""

    actors: Mapping[str, Actor] = {}


def everything(dossier: Dossier) -> tuple[str, ...]:
    """No reason against any dossier."""
    return ()


class Format(NamedTuple):
    """`write` makes bytes of eligible dossiers as they come; `barred` gives the reasons why one is not eligible."""

    name: str
    suffix: str
    media: str
    write: Callable[[Iterable[Dossier], Known], Iterator[bytes]]
    loses: Mapping[str, Loss]
    barred: Callable[[Dossier], tuple[str, ...]] = everything


def gathered(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces of some size, so that a writer is not called for each line."""
    held: list[bytes] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= CHUNK:
            yield b"".join(held)
            held, size = [], 0
    if held:
        yield b"".join(held)
