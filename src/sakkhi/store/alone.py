"""Work that only one process of a collection does at a time."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

_NUMBERS = {"match": 5073160, "send": 5073161}  # PostgreSQL's numbers of the locks


@contextmanager
def alone(folder: Path, work: str, *, wait: bool = True) -> Iterator[bool]:
    """True while nobody else does this work; false at once where somebody does and `wait` is false.

    Whoever is killed lets go: the file's lock and the database's both end with the process.
    """
    with (folder / f".{work}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
            return
        if connection.vendor != "postgresql":
            yield True
            return
        with connection.cursor() as cursor:
            if wait:
                cursor.execute("SELECT pg_advisory_lock(%s)", [_NUMBERS[work]])
            else:
                cursor.execute("SELECT pg_try_advisory_lock(%s)", [_NUMBERS[work]])
                if not cursor.fetchone()[0]:
                    yield False
                    return
        try:
            yield True
        finally:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_NUMBERS[work]])
