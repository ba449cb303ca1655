"""The body of an HTTP answer as it travelled → the bytes that it stands for, bounded."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

ACCEPTED = "gzip, deflate"


class BodyError(Exception):
    """A body that cannot be had; the message says why."""


def plain_body(content: bytes, encoding: str | None, limit: int) -> bytes:
    """`content` decompressed. Raises `BodyError` where it is damaged, unknown, or would be over `limit` bytes."""
    for name in reversed([part.strip().lower() for part in (encoding or "").split(",") if part.strip()]):
        if name in ("gzip", "x-gzip", "deflate"):
            content = _inflated(content, limit)
        elif name not in ("identity", "none"):
            raise BodyError(f"it is compressed in a way that was not asked for ({name})")
    if len(content) > limit:
        raise BodyError(f"it is longer than {limit:,} bytes")
    return content


def _inflated(content: bytes, limit: int) -> bytes:
    for window in (zlib.MAX_WBITS | 32, -zlib.MAX_WBITS):  # gzip or zlib by its first bytes; some send bare deflate
        machine = zlib.decompressobj(window)
        try:
            plain = machine.decompress(content, limit + 1)
        except zlib.error as error:
            reason = error
            continue
        if len(plain) > limit:
            raise BodyError(f"it unpacks to more than {limit:,} bytes")
        if not machine.eof:
            raise BodyError("its compressed body breaks off")
        return plain
    raise BodyError(f"its compressed body is damaged ({reason})")


def header(headers: Iterable[tuple[str, str]], name: str) -> str | None:
    """The first value of a header, whatever the case of its name; None where it is not there."""
    return next((value for key, value in headers if key.lower() == name), None)
