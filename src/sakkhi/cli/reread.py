"""`sakkhi reread` and `verify`: what is kept, read again and hashed again."""

from __future__ import annotations

import datetime as dt

from sakkhi.cli.keep import keeper, now, place
from sakkhi.cli.kept import short
from sakkhi.cli.readings import refused
from sakkhi.cli.terminal import quiet_end, write_error, write_whole
from sakkhi.collect.home import open_home
from sakkhi.collect.reread import reread
from sakkhi.collect.verify import verify
from sakkhi.ingest.archive import Archive
from sakkhi.ingest.dates import iso_date
from sakkhi.model.fault import Fault
from sakkhi.store import view
from sakkhi.store.database import plain_errors


def print_reread(since: str | None, data: str | None) -> int:
    """The exit status, after reading again what is due and printing a line for each report whose reading changed."""
    from sakkhi.run import read_report, reader_version

    day = iso_date(since) if since else None
    if since and day is None:
        return refused(Fault("--since", f"{since!r} is no date", "write it as YYYY-MM-DD"))
    found = place(data)
    open_home(found)
    from_time = dt.datetime.combine(day, dt.time(), dt.UTC) if day else None
    again = changed = 0
    with quiet_end(), keeper(found) as kept:
        for change in reread(kept, read_report, reader_version, from_time):
            again += 1
            if change.differs:
                changed += 1
                write_whole(f"{short(change.report)}  {', '.join(change.differs)}\n".encode())
        write_whole(f"{again:,} read again, {changed:,} changed\n".encode())
        if again:
            from sakkhi.cli.linked import in_numbers, relinked

            write_whole(f"{in_numbers(relinked(found))}\n".encode())
    return 0


def print_verified(data: str | None) -> int:
    """The exit status, after hashing everything: 1 where something is damaged or missing."""
    found = place(data)
    open_home(found)
    whole = faults = 0
    with quiet_end(), plain_errors(), Archive(found.archive, now, view.archive_end) as archive:
        for fault in verify(archive):
            if fault is None:
                whole += 1
            else:
                faults += 1
                write_error(f"sakkhi: {fault.line}\n")
        write_whole(f"{whole:,} originals, texts and files whole, {faults:,} damaged or missing\n".encode())
    return 1 if faults else 0
