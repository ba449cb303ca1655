"""Names of files and folders → their reports, kept; one answer for each report or fault, in order."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from sakkhi.collect.keeper import Keeper
from sakkhi.ingest import Given, received
from sakkhi.model.fault import Fault
from sakkhi.model.marking import Marking
from sakkhi.store.write import Written

_BATCH = 500  # reports that a loss of power may take back, before they are settled; they can be added again
_KINDS = (".txt", ".html", ".htm", ".xhtml", ".jsonl", ".ndjson", ".warc", ".warc.gz")


def add_reports(
    names: Iterable[str], given: Given, keeper: Keeper, marking: Marking = Marking.CLEAR
) -> Iterator[Written | Fault]:
    """What became of each report of the files, marked so; a fault is written down and the others are still added."""
    for number, found in enumerate(received(names, given), 1):
        kept = found if isinstance(found, Fault) else keeper.keep(msgspec.structs.replace(found, marking=marking))
        if isinstance(kept, Fault):
            keeper.failed(kept)
        yield kept
        if number % _BATCH == 0:
            keeper.settle()
    keeper.settle()


def files(names: Sequence[str]) -> Iterator[str]:
    """The names, each folder replaced by the files in it that can hold reports, in the order of their names."""
    for name in names:
        if name != "-" and os.path.isdir(name):
            for folder, folders, inside in os.walk(name):
                folders[:] = sorted(one for one in folders if not one.startswith("."))
                yield from (str(Path(folder, one)) for one in sorted(inside) if _reportable(one))
        else:
            yield name


def _reportable(name: str) -> bool:
    return not name.startswith(".") and name.lower().endswith(_KINDS)
