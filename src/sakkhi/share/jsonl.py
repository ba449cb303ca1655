"""JSON Lines: a dossier a line, with everything: every value with who gives it, the ledger, and the words behind both.

This is what `sakkhi import` reads of another collection.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from sakkhi.model.dossier import Dossier
from sakkhi.share.formats import Format, Known, gathered
from sakkhi.share.text import json


def write(dossiers: Iterable[Dossier], known: Known) -> Iterator[bytes]:
    """A line for each dossier; what a telling holds for linking alone is left out."""
    return gathered(json(_unheard(dossier)) + b"\n" for dossier in dossiers)


def _unheard(dossier: Dossier) -> Dossier:
    return replace(dossier, tellings=tuple(replace(t, sounds=(), words=()) for t in dossier.tellings))


FORMAT = Format("jsonl", "jsonl", "application/jsonl", write, {})
