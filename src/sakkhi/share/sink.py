"""A file that is written and fetched in pieces: it holds only what was not fetched yet."""

from __future__ import annotations

from typing import Any


class Sink:
    """A file that holds only what was not fetched yet."""

    def __init__(self) -> None:
        self._held: list[bytes] = []
        self._at = 0
        self.closed = False

    def write(self, data: Any) -> int:
        """Hold some bytes."""
        self._held.append(bytes(data))
        self._at += len(data)
        return len(data)

    def tell(self) -> int:
        """How many bytes have come."""
        return self._at

    def drained(self) -> bytes:
        """The bytes that came since the last time."""
        held, self._held = b"".join(self._held), []
        return held

    def flush(self) -> None:
        """Nothing waits."""

    def close(self) -> None:
        """What is held can still be fetched."""
        self.closed = True

    def readable(self) -> bool:
        """It is only written."""
        return False

    def writable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is not."""
        return False
