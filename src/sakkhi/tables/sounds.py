"""`tables/sounds.tsv` → how rare a word's sound is in news."""

from __future__ import annotations

from importlib.resources import files

from sakkhi.tables.packs import rows

SOUND_COLUMNS = ["sound", "rarity"]
_REST = "*"  # the row for every sound that is not in the table


def load_sounds() -> tuple[dict[str, int], int]:
    """Rarity by sound in tenths of a bit, and that of a sound that is not there."""
    found = {c[0]: int(c[1]) for _, c in rows(files("sakkhi.tables") / "sounds.tsv", SOUND_COLUMNS)}
    return found, found.pop(_REST)
