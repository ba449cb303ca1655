"""A site named before, told again by what it is: "the base", "the airport"."""

from __future__ import annotations

from collections.abc import Mapping

from sakkhi.read.items import Item

_ENDS = frozenset({"full_stop", "comma", "semicolon", "and", "that", "in", "quote"})
_BASES = ("military_base", "air_base", "naval_base")
SITE_WORDS = frozenset({"facility", "site_word"})
_NO_SITE = frozenset({"pl", "attack_v", "launch"})  # to plant a bomb


def give_site(items: list[Item], n: int, site: Item | None, sites: Mapping[str, Item | None], *, soon: bool) -> None:
    """Give "near it", "the same base", "the base" and "the plant" the place of the site that they stand for.

    `site` is the one told of last (for a base, the base), `soon` where that is little before; `sites` are those of
    the report by their kind.
    """
    item = items[n]
    if site is not None:
        if item.place is None and _is_near_it(items, n):
            item.place, item.classes = site.place, item.classes | {"place"}
        if _is_the_site(items, n, site) or (soon and _is_the_base(items, n, site)):
            item.place, item.classes = item.place or site.place, item.classes | {"place"}
    if sites and _is_told_again(items, n):
        again = next((s for s in sites.values() if s is not None and _is_called(item, s)), None)
        if again is not None:
            item.place, item.classes = again.place, item.classes | {"place"}


def _is_near_it(items: list[Item], n: int) -> bool:
    """True for the pronoun of "near it", "close to there", তার কাছে: the site told of last."""
    if not items[n].classes & {"it", "thing_pronoun", "possessive", "here"} or "actor" in items[n].classes:
        return False
    before, behind = items[max(0, n - 1) : n], items[n + 1 : n + 2]
    if any("near" in i.classes for i in before):
        return not behind or bool(behind[0].classes & _ENDS)
    return any("near" in i.classes and "gen" not in i.features for i in behind)


def _is_the_site(items: list[Item], n: int, site: Item) -> bool:
    """True for "the same base", and for "the base" behind a site whose name begins or ends in that word."""
    item = items[n]
    facility = "facility" in item.classes
    told = item.place is None and "def" in item.features and "pl" not in item.classes
    if not facility and not told:
        return False
    same = any("same" in x.classes for x in (*items[max(0, n - 1) : n], *items[n + 1 : n + 2]))
    if same and facility:
        return True
    words = site.text.split() if told and (facility or same) else []
    return bool(words) and (item.text.startswith(words[-1]) or item.text.endswith((words[0], words[-1])))


def _is_the_base(items: list[Item], n: int, site: Item) -> bool:
    """True for "the base" right behind a sentence that names one."""
    item, known = items[n], site.place
    base = item.place is None and "facility.military_base" in item.classes and "pl" not in item.classes
    behind = items[n + 1 : n + 2]
    if not base or known is None or any(i.classes & {"cap", "place", "of", "called"} for i in behind):
        return False
    definite = "def" in item.features or bool(n and "definite" in items[n - 1].classes)
    return definite and known.entry.kind in _BASES


def _is_told_again(items: list[Item], n: int) -> bool:
    """True for "the plant", of which no words say which: the only one that the report names."""
    item, behind = items[n], items[n + 1 : n + 2]
    if item.place is not None or item.classes.isdisjoint(SITE_WORDS) or not item.classes.isdisjoint(_NO_SITE):
        return False
    if any(i.classes & {"cap", "place", "of", "called", "name", "dash"} for i in behind):
        return False
    return "def" in item.features or bool(n and "definite" in items[n - 1].classes)


def _is_called(item: Item, site: Item) -> bool:
    """True where a site is called by that noun: its name has the word, or both are bases."""
    if site.place is not None and site.place.entry.kind in _BASES and item.value("facility") == "military_base":
        return True
    return any(len(w) > 2 and (item.text.startswith(w) or item.text.endswith(w)) for w in site.text.split())
