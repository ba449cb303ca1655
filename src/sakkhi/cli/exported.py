"""`sakkhi export`: incidents into a file of some format, and its loss report beside it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from sakkhi.cli.keep import place
from sakkhi.cli.linked import sought_by
from sakkhi.cli.readings import refused
from sakkhi.cli.terminal import quiet_end, write_error, write_whole
from sakkhi.collect.home import open_home
from sakkhi.collect.shown import shown
from sakkhi.errors import InputError
from sakkhi.model.dossier import Dossier
from sakkhi.model.fault import Fault
from sakkhi.model.marking import Marking
from sakkhi.share import FORMATS, export
from sakkhi.share.formats import Known
from sakkhi.share.losses import Account
from sakkhi.store import incidents
from sakkhi.store.database import plain_errors
from sakkhi.store.dossiers import dossiers

Options = tuple[Mapping[str, str | None], Mapping[str, str | None], int | None, Mapping[str, bool]]


def print_export(
    name: str, output: str | None, loss: str | None, tlp: str, options: Options, *, limit: int | None, data: str | None
) -> int:
    """The exit status, after writing the file and its loss report. A file that fails half-way is not left behind."""
    if name not in FORMATS:
        return refused(Fault("--format", f"{name!r} is none", f"name one of {', '.join(FORMATS)}"))
    marking = next((mark for mark in Marking if mark.value == tlp.upper().removeprefix("TLP:")), None)
    if marking is None:
        return refused(Fault("--tlp", f"{tlp!r} is none", f"name one of {', '.join(m.value for m in Marking)}"))
    sought = sought_by(*options)
    if isinstance(sought, Fault):
        return refused(sought)
    open_home(place(data))
    from sakkhi.tables.names import known_actors

    with quiet_end(), plain_errors(), _bar(lambda: incidents.count(sought)) as shown_at:
        found = shown_at(dossiers(shown(sought, limit)))
        pieces, account = export(name, found, Known(known_actors()), marking)
        _write(pieces, output)
        _account_for(account, output, loss)
    return 0


def _write(pieces: Iterator[bytes], output: str | None) -> None:
    if output is None or output == "-":
        for piece in pieces:
            write_whole(piece)
        return
    with _whole_file(output) as file:
        for piece in pieces:
            file.write(piece)


def _account_for(account: Account, output: str | None, loss: str | None) -> None:
    """The loss report as JSON and as text, beside the file; to standard error where there is none."""
    named = loss or (f"{output}.loss.json" if output not in (None, "-") else None)
    if named is not None:
        with _whole_file(named) as file:
            file.writelines(account.report())
        with _whole_file(f"{named.removesuffix('.json')}.txt") as file:
            file.write(account.in_words().encode())
    if output in (None, "-") and loss is None:
        write_error(account.in_words())
    else:
        write_error(f"{account.in_words().splitlines()[1]}\n")
    account.close()


@contextmanager
def _whole_file(name: str) -> Iterator[BinaryIO]:
    """A file that is there whole, or as it was before."""
    path = Path(name)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(path)
    except OSError as error:
        raise InputError(name, f"it cannot be written ({error.strerror})", "name another file") from error
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _bar(total: Callable[[], int]) -> Iterator[Callable[[Iterable[Dossier]], Iterable[Dossier]]]:
    """What shows a progress bar on standard error as dossiers go by; nothing where that is no terminal."""
    if not sys.stderr.isatty():
        yield lambda found: found
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        yield lambda found: bar.track(found, total=total(), description="incidents")
