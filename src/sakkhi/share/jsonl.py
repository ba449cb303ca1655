"""JSON Lines: a dossier a line, with everything: every value with who gives it, the ledger, and the words behind both.

This is what `sakkhi import` reads of another collection.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from sakkhi.model.dossier import Dossier
from sakkhi.model.telling import Telling
from sakkhi.share.formats import Format, Known, gathered
from sakkhi.share.text import json


def write(dossiers: Iterable[Dossier], known: Known) -> Iterator[bytes]:
    """A line for each dossier."""
    return gathered(json(shared(dossier)) + b"\n" for dossier in dossiers)


def shared(dossier: Dossier) -> Dossier:
    """The dossier without what a telling holds for linking alone, and without the bare names of perpetrators.

    Those names stand beside each other whatever is said of them; who is meant, and how surely, is in the attributions.
    """
    return replace(dossier, tellings=tuple(map(_shared, dossier.tellings)))


def _shared(telling: Telling) -> Telling:
    return replace(telling, sounds=(), words=(), incident=replace(telling.incident, perpetrators=()))


FORMAT = Format("jsonl", "jsonl", "application/jsonl", write, {})
