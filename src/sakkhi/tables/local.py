"""Reference tables → the names of places and actors in a language, by the English names that records hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from sakkhi.tables.gazetteer_build import ADMIN_COLUMNS, SITE_COLUMNS
from sakkhi.tables.names import ACTOR_COLUMNS, NAMES_COLUMN
from sakkhi.tables.packs import rows

_FOLDERS = {"actors": ACTOR_COLUMNS, "sites": SITE_COLUMNS, "admin": ADMIN_COLUMNS}
_NO_NAMES = ("abbreviations.tsv", "demonyms.tsv", "no_places.tsv")  # words for places that are not their names


@cache
def local_names(language: str) -> Mapping[str, str]:
    """The first name in the language of each row that has one; empty for English, which records are written in.

    Where several have one English name, the first row's counts.
    """
    column = NAMES_COLUMN.get(language)
    found: dict[str, str] = {}
    if column is not None and language != "en":
        for name, local in _named(column):
            found.setdefault(name, local)
    return found


def _named(column: int) -> Iterator[tuple[str, str]]:
    for folder, columns in _FOLDERS.items():
        root = files("sakkhi") / "reference" / folder
        for path in sorted(root.iterdir(), key=lambda path: path.name):
            if not path.name.endswith(".tsv") or path.name in _NO_NAMES:
                continue
            for _, cells in rows(path, columns):
                names = [name for part in cells[column].split("|") if (name := part.strip())]
                if names:
                    yield cells[1], _bare(names) if folder == "admin" else names[0]


def _bare(names: list[str]) -> str:
    """The first name; where it holds a shorter one ("Province of X" holds "X"), that."""
    return min((name for name in names if name in names[0]), key=len)
