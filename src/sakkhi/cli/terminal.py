"""What stands between a command and the terminal: whole lines out, a progress bar, quiet ends."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import IO

INTERRUPTED = 128 + signal.SIGINT
BROKEN_PIPE = 128 + signal.SIGPIPE
_BAR = 24
_PAUSE = 0.1  # seconds between two drawings: a terminal is slower than the reader


class Progress:
    """A bar on standard error for a batch, only where that is a terminal; it never touches standard output."""

    def __init__(self, files: int) -> None:
        self._files = files
        self._terminal = sys.stderr.isatty()
        self._drawn = False
        self._next = 0.0  # the clock's second before which it is not drawn again

    def reached(self, done: int, reports: int) -> None:
        """Show that `done` files and `reports` reports are finished; one report alone is no batch."""
        if not self._terminal or (self._files < 2 and reports < 2):
            return
        now = time.monotonic()
        if now < self._next and done < self._files:
            return
        self._next = now + _PAUSE
        full = _BAR * done // self._files
        bar = f"{'█' * full}{'░' * (_BAR - full)} {done}/{self._files} files, {reports} reports"
        write_error(f"\r\x1b[2K{bar[: shutil.get_terminal_size().columns - 1]}")
        self._drawn = True

    def clear(self) -> None:
        """Take the bar away, so that a line can be printed in its place."""
        if self._drawn:
            write_error("\r\x1b[2K")
            self._drawn = False

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.clear()


def write_whole(text: bytes) -> None:
    """Write to standard output so that an interrupt comes before or after all of `text`, never inside."""
    with _uninterrupted():
        sys.stdout.buffer.write(text)
        sys.stdout.buffer.flush()


def write_error(text: str) -> None:
    """Write to standard error, in UTF-8 whatever the locale."""
    sys.stderr.buffer.write(text.encode("utf-8", "replace"))
    sys.stderr.buffer.flush()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def quiet_end() -> Iterator[None]:
    """Leave without a traceback on Ctrl-C and where the reader of a pipe has gone."""
    try:
        yield
    except KeyboardInterrupt:
        _leave(INTERRUPTED)
    except BrokenPipeError:
        _leave(BROKEN_PIPE)


def _leave(status: int) -> None:
    # what was written is flushed; a flush at interpreter exit would only complain of the broken pipe again
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(status)


def coloured(stream: IO[str], plain: bool) -> bool:
    """True where colour is wanted: a terminal that knows it, no NO_COLOR (no-color.org), no `--no-color`."""
    return stream.isatty() and not plain and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
