"""A received report → kept, read and written; what is there already is not read again."""

from __future__ import annotations

import datetime as dt
import hashlib
import time
from collections.abc import Callable
from typing import TypeVar

import msgspec
from django.db import InterfaceError, OperationalError

from sakkhi.ingest.archive import Archive
from sakkhi.ingest.sketch import sketch
from sakkhi.model.fault import Fault
from sakkhi.model.original import Kept, Original, Received
from sakkhi.model.reading import Reading
from sakkhi.model.report import Report
from sakkhi.store import view, write
from sakkhi.store.database import forget_connections, gone, plain_errors, settle
from sakkhi.store.write import Outcome, Written

_LONGEST_NAME = 2000  # bytes of an id or address that both databases can index

Result = TypeVar("Result")


class Keeper:
    """What keeps reports: an archive, a reader, a clock. It waits `patience` seconds for a database that went away."""

    def __init__(
        self,
        archive: Archive,
        reader: Callable[[Report], Reading],
        now: Callable[[], dt.datetime],
        *,
        patience: float = 60,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.archive, self.now = archive, now
        self._reader, self._patience, self._sleep = reader, patience, sleep

    def keep(self, received: Received, source: int | None = None) -> Written | Fault:
        """Keep a report. Raises `StoreError` or `ArchiveError` where nothing can be kept; then nothing of it was."""
        report = received.report
        if what := _unkeepable(report):
            return Fault((report.source or report.id)[:200], what, "mend it where it comes from")
        key = report.key
        with plain_errors():
            name, known = self.patiently(lambda: view.standing(key, report.sha256))
            if known:
                return Written(Outcome.KNOWN, 0)
            if name is not None and name != report.id:
                received = msgspec.structs.replace(received, report=msgspec.structs.replace(report, id=name))
            reading, made = self._reader(received.report), sketch(report.text)
            place = self._place(received.original)
            return self.patiently(lambda: write.keep_report(key, received, place, reading, made, self.now(), source))

    def settle(self) -> None:
        """Let everything that was kept outlive a loss of power, the bytes before what leads to them."""
        self.archive.settle()
        with plain_errors():
            self.patiently(settle)

    def keep_original(self, original: Original) -> None:
        """Keep what came in and is no report, or none that is new; not the same again from the same address."""
        digest = hashlib.sha256(original.content).hexdigest()
        with plain_errors():
            if original.address and self.patiently(lambda: view.last_from(original.address or "")) == digest:
                return
            place = self._place(original)
            self.patiently(lambda: write.keep_capture(original, place, self.now()))

    def _place(self, original: Original) -> Kept:
        """Where the bytes are kept: where the same bytes are already, else in the archive from now on."""
        digest = hashlib.sha256(original.content).hexdigest()
        return self.patiently(lambda: view.kept(digest)) or self.archive.keep(original)

    def failed(self, fault: Fault, source: str = "") -> None:
        """Write down what could not be had or read."""
        with plain_errors():
            self.patiently(lambda: write.keep_failure(fault, self.now(), source))

    def patiently(self, work: Callable[[], Result]) -> Result:
        """What `work` returns, tried again while the database is away, for as long as the patience lasts."""
        waited, pause = 0.0, 0.25
        while True:
            try:
                return work()
            except (OperationalError, InterfaceError) as error:
                if not gone(error) or waited >= self._patience:
                    raise
                forget_connections()
                self._sleep(pause)
                waited, pause = waited + pause, min(pause * 2, 5)


def _unkeepable(report: Report) -> str | None:
    """What of a report neither database, or not each of them, can hold; None where there is nothing."""
    words = (report.text, report.id, report.source, report.title, report.outlet, report.author, report.address)
    if any("\0" in one for one in words if one):
        return "it holds a zero character"
    names = (report.key, report.address, report.outlet)
    if any(len(one.encode("utf-8", "replace")) > _LONGEST_NAME for one in names if one):
        return "its id, address or outlet is too long"
    return None
