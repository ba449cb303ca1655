""" "The capital", "across the country" → the city and the state that they stand for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from sakkhi.model.actor import Actor
from sakkhi.model.gazetteer import PlaceMark, ResolvedPlace
from sakkhi.model.place import PlaceEntry, PlacePrecision
from sakkhi.read.items import Item, Sentence
from sakkhi.read.names import GROUP_KINDS
from sakkhi.read.where import entry_of

_AROUND = 12  # sentences before it in which the country is told
_BESIDE = 3  # items from "capital" within which the state is named whose it is
_LINKS = frozenset({"of", "the", "definite", "comma", "quote", "open", "word", "this"})
_PARTS = frozenset({"province", "district"})
_MASSACRE = frozenset({"mass", "murder"})


class Land(NamedTuple):
    """A state and its capital, as the gazetteer knows them."""

    state: PlaceEntry
    capital: PlaceEntry


Lands = Callable[[str], Land | None]


def name_capitals(told: list[Sentence], actors: Mapping[str, Actor], lands: Lands, home: str) -> None:
    """Give "the capital" the city, and words for a whole country the state, that the text means by them.

    `lands` knows a state by its country's code (alpha-3); `home` is the one that a report means which names none.
    """
    wanted = [(s, n) for s in told for n, i in enumerate(s.items) if i.classes & {"capital", "nationwide"}]
    for sentence, n in wanted:
        item = sentence.items[n]
        if item.place is not None or any("after" in x.classes for x in sentence.items[n + 1 : n + 2]):
            continue  # "raids in the capital after the attack": where that was is not said
        if "capital" in item.classes:
            if _is_named_beside(sentence.items, n):
                continue
            country = _whose(sentence.items, n, actors) or _told_last(told, sentence, n) or home
        else:
            country = _of_body(sentence.items, actors) or _told_last(told, sentence, n) or home
        land = lands(country)
        if land is not None:
            _put(item, land.capital if "capital" in item.classes else land.state)
    _name_lands_of_massacres(told, lands)


def _name_lands_of_massacres(told: list[Sentence], lands: Lands) -> None:
    """Give the name of a country's war or uprising that country, beside a killing of many told with no place."""
    for sentence in told:
        items = sentence.items
        if any("place" in i.classes for i in items) or not any(i.classes >= _MASSACRE for i in items):
            continue
        of = next((i for i in items if "of_land" in i.classes), None)
        land = lands(of.value("of_land") or "") if of is not None else None
        if of is not None and land is not None:
            _put(of, land.state)


def _put(item: Item, entry: PlaceEntry) -> None:
    mark = PlaceMark(item.start, item.end, item.text, (entry,), frozenset(item.features), "places:capital")
    item.place = ResolvedPlace(mark, entry, 0.0, ())
    item.classes = item.classes | {"place"}


def _is_named_beside(items: list[Item], n: int) -> bool:
    """True where the city itself is named beside it, or it is the capital of less than a state."""
    if any(x.value("place_word") in _PARTS for x in items[max(0, n - 1) : n]):
        return True
    if "gen" in items[n].features:  # "the capital's" quarter that is named
        return any("place" in x.classes for x in items[n + 1 : n + 1 + _BESIDE])
    for beside in (items[n + 1 : n + 1 + _BESIDE], items[max(0, n - _BESIDE) : n][::-1]):
        for item in beside:
            entry = entry_of(item)
            if entry is not None and entry.precision != PlacePrecision.COUNTRY:
                return True
            if entry is not None or item.classes.isdisjoint(_LINKS):
                break
    return False


def _whose(items: list[Item], n: int, actors: Mapping[str, Actor]) -> str:
    """The country whose capital it is said to be: "the Afghan capital", "capital of Yemen", العاصمة العراقية."""
    for item in chain(reversed(items[max(0, n - 2) : n]), items[n + 1 : n + _BESIDE]):
        entry = entry_of(item)
        if entry is not None and entry.precision == PlacePrecision.COUNTRY:
            return entry.country
        known = actors.get(item.value("demonym") or item.value("actor") or "")
        if known is not None and known.country and item.classes & {"demonym", "actor"}:
            return known.country
    return ""


def _of_body(items: list[Item], actors: Mapping[str, Actor]) -> str:
    """The country of the police force or party told of where no place is: "a battalion accused of disappearances"."""
    if any(entry_of(i) is not None for i in items):
        return ""
    known = (actors.get(i.value("actor") or "") for i in items)
    return next((a.country for a in known if a is not None and a.country and (a.parents or a.kind in GROUP_KINDS)), "")


def _told_last(told: list[Sentence], sentence: Sentence, n: int) -> str:
    """The country of the place told of last, a place in it going before its bare name; else of one told next."""
    before = [*reversed(sentence.items[:n])]
    for other in reversed(told[: sentence.index]):
        if sentence.index - other.index > _AROUND:
            break
        before.extend(reversed(other.items))
    narrow = (e.country for e in _entries(before) if e.precision != PlacePrecision.COUNTRY and e.country)
    located = (entry.country for i in before if (entry := entry_of(i)) is not None and _is_land(i, entry))
    behind = (e.country for e in _entries(sentence.items[n + 1 :]) if e.country)
    return next(chain(narrow, located, behind), "")


def _entries(items: list[Item]) -> Iterator[PlaceEntry]:
    return (entry for item in items if (entry := entry_of(item)) is not None)


def _is_land(item: Item, entry: PlaceEntry) -> bool:
    return entry.precision == PlacePrecision.COUNTRY and bool(entry.country) and "possessive" not in item.classes
