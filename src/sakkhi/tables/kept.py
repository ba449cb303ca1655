"""What tables and packs say, read once and kept in a file: a start that finds it there need not read them again.

The file bears a hash of all that it was made of, the modules that made it among them. One that bears another, or cannot
be read, is made anew, and one that cannot be written is done without.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import msgspec

Kept = TypeVar("Kept")
_HASH = 32  # bytes


def kept(file: Path, sources: Iterable[Path], kind: type[Kept], make: Callable[[], Kept]) -> Kept:
    """What `make` makes of `sources`: from `file` where that was made of them as they are now, else made and kept."""
    bearing = _hash(sources)
    with suppress(OSError, msgspec.DecodeError):
        content = file.read_bytes()
        if content[:_HASH] == bearing:
            return msgspec.msgpack.decode(memoryview(content)[_HASH:], type=kind)
    made = make()
    with suppress(OSError):
        fresh = file.with_name(f"{file.name}.{os.getpid()}")
        fresh.write_bytes(bearing + msgspec.msgpack.encode(made))
        fresh.replace(file)
    return made


def _hash(sources: Iterable[Path]) -> bytes:
    digest = hashlib.sha256()
    for path in sources:
        content = path.read_bytes()
        digest.update(f"{path.parent.name}/{path.name} {len(content)}\n".encode())
        digest.update(content)
    return digest.digest()
