"""`reference/admin/countries.tsv` → the names that a map writes on countries, in a language."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from sakkhi.tables.names import NAMES_COLUMN
from sakkhi.tables.packs import rows

_COLUMNS = [
    "id", "name", "names_en", "names_bn", "names_ar", "lat", "lon", "country", "level", "parent", "source",
]  # fmt: skip


@cache
def country_labels(language: str) -> tuple[tuple[str, str, float, float], ...]:
    """(ISO 3166-1 alpha-3 code, name, latitude, longitude) of every country; in English where the language has none."""
    path = files("sakkhi") / "reference" / "admin" / "countries.tsv"
    column = NAMES_COLUMN.get(language) if language != "en" else None
    out = []
    for _, cells in rows(path, _COLUMNS):
        if cells[8] == "country" and cells[5]:
            name = cells[column].split("|")[0].strip() if column else ""
            out.append((cells[7], name or cells[1], float(cells[5]), float(cells[6])))
    return tuple(out)
