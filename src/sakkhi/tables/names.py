"""Folder `reference/` → actors, people, weapons and outlets, and their names as lexicon entries of a language."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import msgspec

from sakkhi.errors import TableError
from sakkhi.model.actor import Actor, Dated, Designation
from sakkhi.model.pack import Entry
from sakkhi.tables.calendar import CALENDAR_COLUMNS
from sakkhi.tables.packs import rows, split_forms

ACTOR_COLUMNS = [
    "id", "name", "names_en", "names_bn", "names_ar", "kind", "country", "parent", "backer", "designations", "source",
]  # fmt: skip
OFFICIAL_COLUMNS = [
    "id", "name", "names_en", "names_bn", "names_ar", "office", "organisation", "by_type", "from", "to", "source",
]  # fmt: skip
METONYM_COLUMNS = ["id", "names_en", "names_bn", "names_ar", "actor", "source"]
ORGAN_COLUMNS = ["id", "acts_as", "source"]
_CORPS = "corps-"
NAMESAKE_COLUMNS = ["id", "actor", "names_en", "names_bn", "names_ar", "country", "source"]
UNNAMED_COLUMNS = ["id", "names_en", "names_bn", "names_ar", "source"]
WEAPON_COLUMNS = ["id", "name", "names_en", "names_bn", "names_ar", "method", "role", "source"]
OUTLET_COLUMNS = ["id", "name", "domains", "names", "language", "country", "source"]
SIDES = {  # kinds of actors whose names name the people who can be attacked
    "rebel_group": "armed_group", "political_militia": "armed_group", "identity_militia": "armed_group",
    "rioters": "political",
}  # fmt: skip
NAMES_COLUMN = {"en": 2, "bn": 3, "ar": 4}


class Names(msgspec.Struct, frozen=True):
    """What the reference tables name. `people` maps an id to (name, organisation's actor id, by_type, office)."""

    actors: Mapping[str, Actor]
    people: Mapping[str, tuple[str, str, str, str]]
    entries: tuple[tuple[tuple[str, ...], tuple[Entry, ...]], ...]
    version: str


def load_names(language: str, fold: Callable[[str], str]) -> Names:
    """The names of one language, folded by `fold`; rows with no name in it are known by their English one alone."""
    actors, people = _actors(), _people()
    found: dict[tuple[str, ...], list[Entry]] = {}
    named = [(name, cls, value, where) for cls, value, names, where in _named(language) for name in names]
    for (name, cls, value, where), words in zip(named, split_forms([n for n, *_ in named], fold), strict=True):
        if not words:
            continue
        known = found.setdefault(words, [])
        if where.startswith("namesakes") or all((e.cls, e.value) != (cls, value) for e in known):
            known.append(Entry(f"names:{where}", cls, value, _is_acronym(name)))
    entries_by_form = tuple((words, tuple(entries)) for words, entries in found.items())
    return Names(actors, people, entries_by_form, _version())


def _is_acronym(name: str) -> bool:
    """True for a short name that counts only where it is written in capitals: JNIM, LeT ("let" is a word)."""
    mixed = len(name) <= 4 and name.isalpha() and sum(map(str.isupper, name)) > 1
    return mixed or (len(name) <= 6 and name.isupper())


def known_actors() -> dict[str, Actor]:
    """The actors by their canonical names."""
    return {actor.name: actor for actor in _actors().values()}


def name_files() -> list[Path]:
    """The tables of names."""
    return [Path(str(path)) for path in (*_tables("actors"), *_tables(""))]


@cache
def _version() -> str:
    """A hash of the tables of names."""
    digest = hashlib.sha256()
    for path in name_files():
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _named(language: str) -> Iterator[tuple[str, str, list[str], str]]:
    """(class, value, names, where from) of every named row."""
    column = NAMES_COLUMN.get(language)
    for path in _tables("actors"):
        for _, cells in rows(path, ACTOR_COLUMNS):
            names, where = _names(cells, column, language), f"{path.name}:{cells[0]}"
            yield "actor", cells[0], names, where
            if cells[5] in SIDES:
                yield "side", SIDES[cells[5]], names, where
    for _, cells in _rows("namesakes.tsv", NAMESAKE_COLUMNS):
        names, where = _split(cells[column]) if column is not None else [], f"namesakes.tsv:{cells[5]}:{cells[0]}"
        corps = cells[0].startswith(_CORPS)  # an actor only where a pattern says that it attacked
        yield "corps" if corps else "actor", cells[1], names, where
        if _actors()[cells[1]].kind in SIDES and not corps:
            yield "side", SIDES[_actors()[cells[1]].kind], names, where
    soldiers: set[str] = set()
    for file, columns, cls in (
        ("officials.tsv", OFFICIAL_COLUMNS, "person"),
        ("weapons.tsv", WEAPON_COLUMNS, "weapon"),
    ):
        for _, cells in _rows(file, columns):
            value = cells[5] if cls == "weapon" else cells[0]
            kind = "defence" if cls == "weapon" and cells[6] == "defence" else cls
            names, where = _names(cells, column, language), f"{file}:{cells[0]}"
            yield kind, value, names, where
            organisation = _actors().get(cells[6]) if cls == "person" else None
            if organisation is not None and organisation.kind in SIDES:
                yield "side", SIDES[organisation.kind], names, where
            elif cls == "person" and cells[7] == "military":
                soldiers.add(cells[1])
                yield "side", "military_personnel", names, where
    if column is not None:
        for _, cells in _rows("calendar.tsv", CALENDAR_COLUMNS):
            if cells[5] == "death":
                yield (
                    "name",
                    cells[1].partition(" of ")[2] or cells[1],
                    _split(cells[column]),
                    f"calendar.tsv:{cells[0]}",
                )
                yield "deceased", cells[0], _split(cells[column]), f"calendar.tsv:{cells[0]}"
                if cells[1].partition(" of ")[2] in soldiers:
                    yield "side", "military_personnel", _split(cells[column]), f"calendar.tsv:{cells[0]}"
        for _, cells in _rows("metonyms.tsv", METONYM_COLUMNS):
            yield "metonym", cells[4], _split(cells[column - 1]), f"metonyms.tsv:{cells[0]}"
        for _, cells in _rows("unnamed_attackers.tsv", UNNAMED_COLUMNS):
            yield "attacker", cells[0], _split(cells[column - 1]), f"unnamed_attackers.tsv:{cells[0]}"
    for _, cells in _rows("outlets.tsv", OUTLET_COLUMNS):
        yield "outlet", cells[1], _split(cells[3]), f"outlets.tsv:{cells[0]}"


def _names(cells: list[str], column: int | None, language: str) -> list[str]:
    names = _split(cells[column]) if column is not None else []
    return [cells[1], *names] if language == "en" else names


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


@cache
def _actors() -> dict[str, Actor]:
    out: dict[str, Actor] = {}
    organs = {cells[0]: cells[1] for _, cells in _rows("organs.tsv", ORGAN_COLUMNS)}
    for path in _tables("actors"):
        for number, cells in rows(path, ACTOR_COLUMNS):
            if cells[0] in out:
                raise TableError(path.name, number, f"id {cells[0]!r} is used twice")
            out[cells[0]] = Actor(
                cells[0], cells[1], cells[5], cells[6], _dated(cells[7]), _dated(cells[8]), _designations(cells[9]),
                organs.get(cells[0], ""),
            )  # fmt: skip
    return out


@cache
def _people() -> dict[str, tuple[str, str, str, str]]:
    return {c[0]: (c[1], c[6], c[7], c[5]) for _, c in _rows("officials.tsv", OFFICIAL_COLUMNS)}


def _dated(cell: str) -> tuple[Dated, ...]:
    return tuple(Dated(*[*part.split(":"), "", ""][:3]) for part in _split(cell))


def _designations(cell: str) -> tuple[Designation, ...]:
    return tuple(Designation(*[*part.split(";"), "", "", ""][:4]) for part in _split(cell))


def _tables(folder: str) -> list[Traversable]:
    root = files("sakkhi") / "reference" / folder if folder else files("sakkhi") / "reference"
    return sorted((p for p in root.iterdir() if p.name.endswith(".tsv")), key=lambda p: p.name) if root.is_dir() else []


def _rows(file: str, columns: list[str]) -> Iterator[tuple[int, list[str]]]:
    path = files("sakkhi") / "reference" / file
    if path.is_file():
        yield from rows(path, columns)
