"""Dossiers → bytes in a format of the field, with an account of what the format could not hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sakkhi.model.dossier import Dossier
from sakkhi.model.marking import Marking
from sakkhi.share import csv, geojson, jsonl, kml, parquet
from sakkhi.share.formats import Format, Known
from sakkhi.share.losses import Account

__all__ = ["FORMATS", "export"]

FORMATS: dict[str, Format] = {f.name: f for f in (csv.FORMAT, jsonl.FORMAT, parquet.FORMAT, geojson.FORMAT, kml.FORMAT)}


def export(
    name: str, dossiers: Iterable[Dossier], known: Known | None = None, limit: Marking = Marking.CLEAR
) -> tuple[Iterator[bytes], Account]:
    """(the file in pieces, the account of what is lost: complete once the last piece has come).

    `limit` keeps in what is marked more strictly. The same dossiers in the same order give the same bytes.
    """
    format = FORMATS[name]
    account = Account(name, format.loses, limit)
    return format.write(_eligible(format, dossiers, account), known or Known()), account


def _eligible(format: Format, dossiers: Iterable[Dossier], account: Account) -> Iterator[Dossier]:
    for dossier in dossiers:
        if not dossier.marking.passes(account.limit):
            account.withhold()
        elif why := format.barred(dossier):
            account.refuse(dossier, why)
        else:
            account.take(dossier)
            yield dossier
