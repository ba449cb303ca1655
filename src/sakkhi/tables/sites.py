"""`reference/sites` → the places that attacks are reported at, and names of the tables in other languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from sakkhi.model.place import PlaceEntry, PlacePrecision
from sakkhi.tables.names import ACTOR_COLUMNS, NAMES_COLUMN, OFFICIAL_COLUMNS
from sakkhi.tables.packs import rows

SITE_COLUMNS = [
    "id", "name", "names_en", "names_bn", "names_ar", "lat", "lon", "country", "type", "users", "source",
]  # fmt: skip
_ADMIN_COLUMNS = [
    "id", "name", "names_en", "names_bn", "names_ar", "lat", "lon", "country", "level", "parent", "source",
]  # fmt: skip
_NO_PLACES = ("abbreviations.tsv", "demonyms.tsv", "no_places.tsv")


def site_named(name: str) -> PlaceEntry | None:
    """The site with this id or name, in any language and case; None where there is none or more than one."""
    found = _by_name().get(" ".join(name.casefold().split()), ())
    return found[0] if len(found) == 1 else None


@cache
def local_names(language: str) -> Mapping[str, str]:
    """The names of actors, people and places in a language by their English ones, where the tables have them."""
    column = NAMES_COLUMN.get(language)
    if column is None or language == "en":
        return {}
    out: dict[str, str] = {}
    for cells in (*_cells("sites", SITE_COLUMNS), *_cells("actors", ACTOR_COLUMNS)):
        if cells[column]:
            out.setdefault(cells[1], cells[column].split("|")[0].strip())
    for cells in _cells("admin", _ADMIN_COLUMNS):
        names = [name.strip() for name in cells[column].split("|") if name.strip()]
        if names:  # of an area the bare name, which is its capital's too, and not "province of …"
            out.setdefault(cells[1], names[0] if cells[8] == "country" else min(names, key=len))
    path = files("sakkhi") / "reference" / "officials.tsv"
    for _, cells in rows(path, OFFICIAL_COLUMNS):
        if cells[column]:
            out.setdefault(cells[1], cells[column].split("|")[0].strip())
    return out


@cache
def country_names(language: str) -> Mapping[str, str]:
    """The names of countries in a language by their codes (ISO 3166-1 alpha-3)."""
    column = NAMES_COLUMN.get(language, 1)
    out: dict[str, str] = {}
    for cells in _cells("admin", _ADMIN_COLUMNS):
        if cells[8] == "country":
            local = cells[column].split("|")[0].strip() if language != "en" else ""
            out.setdefault(cells[7], local or cells[1])
    return out


@cache
def actor_names() -> Mapping[str, str]:
    """The canonical names of actors by their ids and names, in small letters."""
    out: dict[str, str] = {}
    for cells in _cells("actors", ACTOR_COLUMNS):
        for name in (cells[0], cells[1], *(part for n in (2, 3, 4) for part in cells[n].split("|"))):
            out.setdefault(name.strip().casefold(), cells[1])
    out.pop("", None)
    return out


@cache
def _by_name() -> Mapping[str, tuple[PlaceEntry, ...]]:
    found: dict[str, dict[str, PlaceEntry]] = {}
    for cells in _cells("sites", SITE_COLUMNS):
        if not cells[5] or not cells[6]:
            continue
        entry = PlaceEntry(
            f"site:{cells[0]}", cells[1], cells[7], float(cells[5]), float(cells[6]), PlacePrecision.SITE, cells[8]
        )
        names = [cells[0], cells[1], *(part for n in (2, 3, 4) for part in cells[n].split("|"))]
        for name in names:
            if key := " ".join(name.casefold().split()):
                found.setdefault(key, {})[entry.id] = entry
    return {name: tuple(entries.values()) for name, entries in found.items()}


def _cells(folder: str, columns: list[str]) -> Iterator[list[str]]:
    for path in sorted((files("sakkhi") / "reference" / folder).iterdir(), key=lambda p: p.name):
        if path.name.endswith(".tsv") and path.name not in _NO_PLACES:
            for _, cells in rows(path, columns):
                yield cells
