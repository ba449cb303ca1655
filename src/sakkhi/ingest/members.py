"""An archive file → where its last whole record ends. What comes after was cut off while it was written."""

from __future__ import annotations

import os
import re
import zlib
from typing import IO

_PART = 1 << 18
_HEAD = 1 << 16
_LENGTH = re.compile(rb"^content-length:\s*(\d+)\s*$", re.IGNORECASE | re.MULTILINE)


def whole_end(stream: IO[bytes], start: int = 0) -> tuple[int, int]:
    """(end of the last whole record, size of the file), in bytes. `start` is where a record begins.

    A record is whole where its gzip member is, or where an uncompressed record has as many bytes as it says.
    """
    size = stream.seek(0, os.SEEK_END)
    stream.seek(start)
    packed = stream.read(2) == b"\x1f\x8b"
    end = start
    while end < size:
        stream.seek(end)
        following = _after_member(stream, end) if packed else _after_record(stream, end)
        if following is None or following > size:
            break
        end = following
    return end, size


def _after_member(stream: IO[bytes], start: int) -> int | None:
    machine = zlib.decompressobj(zlib.MAX_WBITS | 16)
    taken = 0
    while part := stream.read(_PART):
        taken += len(part)
        try:
            machine.decompress(part)
        except zlib.error:
            return None
        if machine.eof:
            return start + taken - len(machine.unused_data)
    return None


def _after_record(stream: IO[bytes], start: int) -> int | None:
    head = stream.read(_HEAD)
    close = head.find(b"\r\n\r\n")
    length = _LENGTH.search(head[: close + 2]) if close >= 0 else None
    if not head.startswith(b"WARC/") or length is None:
        return None
    return start + close + 4 + int(length[1]) + 4
