"""`reference/capitals.tsv` → what each state and its capital are called in the gazetteer."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files

from sakkhi.tables.checks import COLUMNS
from sakkhi.tables.packs import rows, split_form


def load_capitals(fold: Callable[[str], str]) -> dict[str, tuple[str, str]]:
    """The folded English names of a state and of its capital, by the code of the country (alpha-3)."""
    path = files("sakkhi") / "reference" / "capitals.tsv"
    found = rows(path, COLUMNS["capitals"].split())
    return {id_.upper(): (_key(fold(state)), _key(fold(capital))) for _, (id_, state, capital, _source) in found}


def _key(name: str) -> str:
    return " ".join(word for word in split_form(name) if word[0].isalnum() or len(word) > 1)
