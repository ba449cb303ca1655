"""Names that several actors bear ("the coalition", "the National Army") → whose they are in this report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from sakkhi.model.gazetteer import ResolvedPlace
from sakkhi.model.pack import Entry
from sakkhi.read.items import Item, Sentence

_TABLE = "names:namesakes.tsv:"  # what the ids of their entries begin with; their country follows
_CODE = 3  # letters of a country's code
_RARE = 3  # how many times as often another country may be named than the one whose police are meant
_BORNE = frozenset({"actor", "side"})
_NO_FORCES = frozenset({"place", "demonym", "metonym"})


def settle_namesakes(told: Iterable[Sentence], places: Sequence[ResolvedPlace], home: str) -> None:
    """Leave each such name its bearer: whom the report has named in full before, else of the report's country.

    A row of some areas of a country ("SYR/sy-hasakah") goes before the country's own where the report names one of
    them. Where its country has none it is that of the row without a country, and without such a row no actor at all.
    The name of a state alone does not name its forces: "the army" of a report is not that of the state named last.
    "The police" are those of the report's country, which is `home` where it names none.
    """
    countries = Counter(p.entry.country for p in places if p.entry.country)
    countries.update(_tail(area) for p in places for area in {p.entry.id, p.entry.admin1} if area)
    named: dict[str, int] = {}
    for sentence in told:
        for n, item in enumerate(sentence.items):
            if "corps" in item.classes:
                _settle_corps(item, countries or Counter([home]))
            if "actor" not in item.classes:
                continue
            if any(e.id.startswith(_TABLE) for e in item.entries):
                owned = n > 0 and "possessive" in sentence.items[n - 1].classes  # "its army" is that of who was named
                _settle(item, Counter() if owned else countries, {} if owned else named)
            if item.classes.isdisjoint(_NO_FORCES):
                named.update({e.value: item.start for e in item.entries if e.cls == "actor"})


def _settle(item: Item, countries: Counter[str], named: dict[str, int]) -> None:
    bearers = [e for e in item.entries if e.cls == "actor" and e.id.startswith(_TABLE)]
    own = [e for e in item.entries if e.cls == "actor" and e not in bearers]
    best: Entry | None = max(own or bearers, key=lambda e: (named.get(e.value, -1), _told(e, countries)))
    if best is not None and best in bearers and best.value not in named and not _told(best, countries):
        best = next((e for e in bearers if not _country(e)), None)
    kept = _table(best) if best is not None else ""
    item.entries = tuple(
        e for e in item.entries if e.cls not in _BORNE or e == best or (e.cls == "side" and _table(e) == kept)
    )
    if best is None:
        item.classes -= _BORNE
    elif not any(e.cls == "side" for e in item.entries):
        item.classes -= {"side"}


def _settle_corps(item: Item, countries: Counter[str]) -> None:
    best = max((e for e in item.entries if e.cls == "corps"), key=lambda e: _told(e, countries))
    most = max((n for country, n in countries.items() if len(country) == _CODE), default=0)
    known = 0 < most <= _RARE * _told(best, countries)
    item.entries = tuple(e for e in item.entries if e.cls != "corps" or (known and e == best))
    item.classes -= frozenset[str]() if known else {"corps"}


def _told(entry: Entry, countries: Counter[str]) -> int:
    """How often the report names the country of an entry's row, or the areas of it that the row is for."""
    country, *areas = _country(entry).split("/")
    if not areas:
        return countries[country]
    return countries[country] + 1 if any(countries[area] for area in areas) else 0


def _country(entry: Entry) -> str:
    return _table(entry).partition(":")[0]


def _tail(place: str) -> str:
    """A place's id without what kind of id it is."""
    return place.rpartition(":")[2]


def _table(entry: Entry) -> str:
    """The country and id that follow the table's name in an entry's id."""
    return entry.id.removeprefix(_TABLE)
