"""CSV: one row an incident, for spreadsheets and for anything that reads tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sakkhi.model.dossier import Dossier
from sakkhi.share.flat import Flat, flat
from sakkhi.share.formats import Format, Known, gathered
from sakkhi.share.losses import lost, part
from sakkhi.share.rows import table

COLUMNS = Flat.__struct_fields__
FLAT_LOSES = {
    "target_actors": lost("a target is told by its type and its name"),
    "stance": part("each actor stands in the column of the strongest stance, with nobody's name beside it"),
    "speakers": lost("no column for who says it"),
    "denials": part("a denied actor is in `contested` or `denied`; beside a suspicion the denial is not shown"),
    "ledger": lost("one row an incident holds no history"),
    "quotes": lost("no column for words"),
    "evidence": lost("no column for words"),
    "others": lost("one value a slot: the preferred one"),
    "holders": lost("values stand without the reports that give them"),
    "roles": lost("no column for what the incident is to each report"),
    "titles": lost("reports are named by id and address"),
}


def write(dossiers: Iterable[Dossier], known: Known) -> Iterator[bytes]:
    """The table."""
    rows = (flat(dossier) for dossier in dossiers)
    return gathered(table(COLUMNS, ([getattr(row, name) for name in COLUMNS] for row in rows)))


FORMAT = Format("csv", "csv", "text/csv; charset=utf-8", write, FLAT_LOSES)
