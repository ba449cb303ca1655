"""`sakkhi init`, `migrate` and `add`: what fills the store."""

from __future__ import annotations

import datetime as dt
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sakkhi.cli.readings import given_by, refused
from sakkhi.cli.terminal import Progress, quiet_end, write_error, write_whole
from sakkhi.collect.add import add_reports, files
from sakkhi.collect.home import Home, home, make_home, open_home
from sakkhi.collect.keeper import Keeper
from sakkhi.ingest.archive import Archive
from sakkhi.model.fault import Fault
from sakkhi.model.marking import Marking
from sakkhi.store import view
from sakkhi.store.database import migrate, open_database
from sakkhi.store.write import Outcome


def place(data: str | None) -> Home:
    """The collection that the option and the environment name."""
    folder = data or os.environ.get("SAKKHI_DATA")
    base = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    return home(Path(folder) if folder else Path(base, "sakkhi"), os.environ.get("SAKKHI_DATABASE_URL"))


def now() -> dt.datetime:
    """The time, in UTC."""
    return dt.datetime.now(dt.UTC)


@contextmanager
def keeper(found: Home, each: bool = True) -> Iterator[Keeper]:
    """What keeps reports in an opened collection; `each` as in `open_home`."""
    from sakkhi.run import read_report

    with Archive(found.archive, now, view.archive_end, each=each) as archive:
        yield Keeper(archive, read_report, now)


def print_init(data: str | None) -> int:
    """Make the collection; 0."""
    found = place(data)
    steps = make_home(found)
    state = "made" if steps else "already there"
    write_whole(f"{found.folder}: {state}; name your sources in sources.toml, or give reports to sakkhi add\n".encode())
    return 0


def print_migration(data: str | None) -> int:
    """Bring the tables up to date; 0."""
    found = place(data)
    open_database(found.database)
    steps = migrate(found.folder)
    write_whole(("".join(f"{step}\n" for step in steps) or "the tables are up to date\n").encode())
    return 0


def print_added(
    names: Sequence[str],
    *,
    published: str | None,
    language: str | None,
    data: str | None,
    marking: Marking = Marking.CLEAR,
) -> int:
    """The exit status, after adding the reports and printing how many were added, there, copies, or at fault."""
    given = given_by(published, language)
    if isinstance(given, Fault):
        return refused(given)
    found = place(data)
    open_home(found, each=False)
    inputs = list(files(names))
    counts: Counter[str] = Counter()
    with quiet_end(), Progress(len(inputs)) as progress, keeper(found, each=False) as kept:
        for done, name in enumerate(inputs):
            for one in add_reports([name], given, kept, marking):
                if isinstance(one, Fault):
                    counts["failed"] += 1
                    progress.clear()
                    write_error(f"sakkhi: {one.line}\n")
                else:
                    counts[one.outcome] += 1
                    counts["copies"] += one.copy and one.outcome is not Outcome.KNOWN
                progress.reached(done, counts.total() - counts["copies"])
            progress.reached(done + 1, counts.total() - counts["copies"])
        progress.clear()
        write_whole(summary(counts).encode())
        if counts[Outcome.ADDED] or counts[Outcome.VERSION]:
            from sakkhi.cli.linked import in_numbers, relinked

            write_whole(f"{in_numbers(relinked(found))}\n".encode())
    return 2 if counts["failed"] else 0


def summary(counts: Counter[str]) -> str:
    """What became of the reports, on one line."""
    parts = [f"{counts[Outcome.ADDED]:,} added", f"{counts[Outcome.KNOWN]:,} already there"]
    if counts[Outcome.VERSION]:
        parts.append(f"{counts[Outcome.VERSION]:,} new versions")
    return ", ".join([*parts, f"{counts['copies']:,} copies of others", f"{counts['failed']:,} failed"]) + "\n"
