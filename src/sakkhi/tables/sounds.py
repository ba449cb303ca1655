"""`tables/sounds.tsv` → how rare a word's sound is in news, among names or among one language's words."""

from __future__ import annotations

from importlib.resources import files

from sakkhi.model.rarity import Rarity
from sakkhi.tables.packs import rows

NAMES = "names"
SOUND_COLUMNS = ["sound", NAMES, "ar", "bn", "en"]
_REST = "*"  # the row for every sound that is not in the table


def load_rarity(column: str) -> Rarity:
    """The rarity of sounds by a column of the table; that of names where the table has no such column."""
    at = SOUND_COLUMNS.index(column) if column in SOUND_COLUMNS else 1
    found = {c[0]: int(c[at]) for _, c in rows(files("sakkhi.tables") / "sounds.tsv", SOUND_COLUMNS) if c[at]}
    return Rarity(found, found.pop(_REST))
