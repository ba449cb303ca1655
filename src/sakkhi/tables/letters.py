"""`tables/letters.tsv` → how the letters of a language's script stand for Latin ones."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from sakkhi.model.letters import Letters
from sakkhi.tables.packs import rows

LETTER_COLUMNS = ["language", "latin", "letters", "cost"]


@cache
def load_letters(language: str) -> Letters:
    """The letters of a language; of one that is not in the table every letter is as strange as any other."""
    chances: dict[str, dict[str, float]] = {}
    for _, (code, latin, letters, cost) in rows(files("sakkhi.tables") / "letters.tsv", LETTER_COLUMNS):
        if code == language:
            chances.setdefault(latin.replace("_", " "), {})[letters.replace("_", " ")] = -int(cost) / 100
    return Letters(chances)
