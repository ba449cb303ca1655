"""The pipeline: the only module that knows more than one stage. It reads reports with what the tables know."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path

import msgspec

from sakkhi.model.calendar import DatedEvent
from sakkhi.model.gazetteer import Gazetteer
from sakkhi.model.incident import Role
from sakkhi.model.pack import Entry, Pack
from sakkhi.model.place import PlaceEntry
from sakkhi.model.reading import ReaderVersion, Reading, ReportHeader
from sakkhi.model.report import Report
from sakkhi.model.telling import Telling
from sakkhi.model.text import FoldMap
from sakkhi.read.armed_names import named_besides
from sakkhi.read.fold import fold
from sakkhi.read.hearing import sounds_of_names
from sakkhi.read.lands import Land
from sakkhi.read.named import Listener
from sakkhi.read.reader import LanguageReader
from sakkhi.resolve.namesakes import choose_places
from sakkhi.resolve.places import PlaceDescriptors, PlaceFinder
from sakkhi.resolve.times import resolve_times
from sakkhi.settings import VERSION
from sakkhi.tables.calendar import load_calendar
from sakkhi.tables.capitals import load_capitals
from sakkhi.tables.gazetteer import ensure_index as build_into
from sakkhi.tables.gazetteer import index_folder, open_gazetteer
from sakkhi.tables.gazetteer_format import Folding
from sakkhi.tables.kept import kept
from sakkhi.tables.names import Names, load_names, name_files
from sakkhi.tables.packs import available, load_pack, pack_files
from sakkhi.tables.sounds import NAMES, load_rarity

_MAKERS = (  # the modules that make what is kept of the tables
    "run", "model/actor", "model/pack", "model/sounds", "model/text", "model/words", "read/armed_names", "read/fold",
    "read/groups", "read/hearing", "read/words", "tables/names", "tables/packs",
)  # fmt: skip


class Tables(msgspec.Struct, frozen=True, gc=False):
    """What the packs and tables say for one language, as it is kept from one start to the next.

    `besides` and `sounds` are what `LanguageReader` asks for under these names.
    """

    pack: Pack
    names: Names
    besides: dict[tuple[str, ...], tuple[Entry, ...]]
    sounds: dict[str, str]


class Knowledge(msgspec.Struct, frozen=True):
    """What is known for reading one language."""

    reader: LanguageReader
    events: tuple[tuple[str, DatedEvent], ...]
    places: PlaceFinder
    hints: frozenset[str]
    version: ReaderVersion


def header(report: Report) -> ReportHeader:
    """What a reading says of its report."""
    return ReportHeader(
        report.id, report.sha256, report.source, report.language, report.title, report.published, report.outlet
    )


def read_report(report: Report) -> Reading:
    """The reading of one report. Raises `TableError` where the language's tables are broken."""
    known = knowledge(report.language)
    reader = known.reader
    scan = reader.scan(report)
    if not scan.telling:
        return Reading(header(report), known.version)
    times = resolve_times(scan.times, scan.folded.text, report.published, known.events)
    places = choose_places(known.places.find(scan.tokens), known.hints)
    return reader.compose(report, header(report), known.version, scan, times, places)


def tell(report: Report, reading: Reading, copies: str = "") -> tuple[Telling, ...]:
    """The reading's incidents as linking compares them; threats, which have not happened, are left out."""
    if not reading.incidents:
        return ()
    heard = _listener(report.language).around(report.text, reading)
    return tuple(
        Telling(report.id, incident, report.language, report.published, report.outlet, copies, sounds, words)
        for incident, (sounds, words) in zip(reading.incidents, heard, strict=True)
        if incident.role != Role.THREAT
    )


@cache
def knowledge(language: str) -> Knowledge:
    """The packs and tables of a language, loaded once a process."""
    collecting = gc.isenabled()
    gc.disable()  # all that is made stays: to look through it for what may go takes a tenth of the time
    try:
        return _loaded(language)
    finally:
        if collecting:
            gc.enable()


def _loaded(language: str) -> Knowledge:
    tables = _tables(language)
    pack, names = tables.pack, tables.names
    fold_word = partial(folded, fold_map=pack.fold_map)
    places = gazetteer()
    reader = LanguageReader(
        pack,
        names.entries,
        tables.besides,
        tables.sounds,
        names.actors,
        names.people,
        partial(places.is_word, language=language),
        cache(partial(_land, places, load_capitals(folded))),
        cache(partial(_border, places, load_capitals(folded))),
    )
    return Knowledge(
        reader,
        load_calendar(language, fold_word),
        PlaceFinder(places, language, _descriptors(reader), cased=pack.cased),
        frozenset(str(c) for c in _strings(pack.settings.get("countries"))),
        ReaderVersion(
            "sakkhi", VERSION, ((language, pack.version),), (("gazetteer", places.version), ("names", names.version))
        ),
    )


def _land(places: Gazetteer, names: Mapping[str, tuple[str, str]], country: str) -> Land | None:
    """A state and its capital by the country's code; None where either is not known."""
    state, capital = names.get(country, ("", ""))
    states = [entry for entry in places.named(state, "en") if entry.country == country and entry.kind == "country"]
    towns = [entry for entry in places.named(capital, "en") if entry.country == country and entry.kind == "town"]
    return Land(states[0], max(towns, key=lambda entry: entry.population)) if states and towns else None


def _border(places: Gazetteer, names: Mapping[str, tuple[str, str]], one: str, other: str) -> PlaceEntry | None:
    """The border of two states by their countries' codes; None where the gazetteer has none."""
    a, b = (names.get(country, ("", ""))[0] for country in (one, other))
    found = places.named(f"border between {a} and {b}", "en") if a and b else ()
    return next((entry for entry in found if entry.kind == "border"), None)


@cache
def _tables(language: str) -> Tables:
    """The tables of a language, from the file beside the gazetteer's index where they were kept unless they changed."""
    modules = (Path(__file__).parent / f"{name}.py" for name in _MAKERS)
    sources = [*pack_files(language), *name_files(), *modules]
    return kept(index_folder() / f"tables.{language}", sources, Tables, partial(_made, language))


def _made(language: str) -> Tables:
    pack = load_pack(language, folded)
    names = load_names(language, partial(folded, fold_map=pack.fold_map))
    sounds = {} if pack.cased else sounds_of_names(names.entries, names.actors)
    return Tables(pack, names, named_besides(names.entries, pack), sounds)


@cache
def _listener(language: str) -> Listener:
    """What hears the names and words of a language, which reading alone never asks for."""
    return Listener(_tables(language).pack, load_rarity(NAMES), load_rarity(language))


def reader_version(language: str) -> ReaderVersion:
    """What reads reports of a language now."""
    return knowledge(language).version


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, opened once a process; its index is built first where there is none."""
    return open_gazetteer(foldings)


def build_index() -> int:
    """Build the gazetteer's index anew, keep the tables beside it, and return how many places it holds."""
    places = build_into(index_folder(), foldings())
    for language in available():
        _tables(language)
    return places


def foldings() -> dict[str, Folding]:
    """How each pack's language folds names, by language."""
    return {language: _folding(load_pack(language, folded)) for language in available()}


def _folding(pack: Pack) -> Folding:
    fold_in = partial(folded, fold_map=pack.fold_map)
    return Folding(fold_in, frozenset(map(fold_in, _strings(pack.settings.get("joined_heads")))))


def folded(text: str, fold_map: FoldMap | None = None) -> str:
    """`text` folded as the reader folds reports."""
    return fold(text, fold_map).text if fold_map else fold(text).text


def _descriptors(reader: LanguageReader) -> PlaceDescriptors:
    """The pack's words of place, and the words that it knows as something else than a name."""
    settings = reader.pack.settings
    fold_in = partial(folded, fold_map=reader.pack.fold_map)
    before, after, roads, within, links, villages, seats, heads = (
        frozenset(map(fold_in, _strings(settings.get(k))))
        for k in (
            "place_before", "place_after", "roads", "place_within", "place_links", "villages", "seats", "name_heads",
        )
    )  # fmt: skip
    common = frozenset(words[0] for words in reader.pack.lexicon if len(words) == 1)
    common |= frozenset(str(settings.get("plain", "")).split())
    barred = frozenset(str(f) for f in _strings(settings.get("not_on_places")))
    links |= within | after
    return PlaceDescriptors(
        before, after, common - before - after, barred, roads, within, links, villages, heads, seats
    )


def _strings(value: object) -> list[str]:
    return [str(v) for v in value] if isinstance(value, list) else []
