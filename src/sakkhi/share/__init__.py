"""Dossiers → bytes in a format of the field, with an account of what the format could not hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sakkhi.model.dossier import Dossier
from sakkhi.model.marking import Marking
from sakkhi.share import acled, csv, ftm, geojson, gtd, jsonl, kml, muc4, parquet, stix, ucdp
from sakkhi.share.formats import Format, Known
from sakkhi.share.losses import Account

__all__ = ["FORMATS", "export"]

_MODULES = (csv, jsonl, parquet, geojson, kml, acled, ucdp, gtd, muc4, stix, ftm)
FORMATS: dict[str, Format] = {module.FORMAT.name: module.FORMAT for module in _MODULES}


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
