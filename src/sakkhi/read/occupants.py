"""Items of a sentence → whose the people in it are: whom a place only houses, and what the members of a body are."""

from __future__ import annotations

from sakkhi.model.pack import Entry
from sakkhi.read.items import Item
from sakkhi.read.mentions import TRIGGERS
from sakkhi.read.patterns import BOUNDARY

_PLACES = frozenset({"facility", "site", "place"})
_FAR = 5  # items from the place or the people to the word of use, adjectives and names between
_NEAR = 3
_ENDS = BOUNDARY | TRIGGERS | {"dead", "hurt", "impact"}
_LINKS = frozenset({"of", "from", "in", "definite", "possessive", "demonym"})
_OWN = {"police": "police", "convoy": "military_personnel", "military_base": "military_personnel"}
_WITH_RANK = 2  # items between a group's name and its man: "Hezbollah military commander"
_OFFICES = {"official.military": "military_personnel", "official.police": "police", "force_noun": "military_personnel"}


def mark_occupants(items: list[Item]) -> None:
    """Give soldiers and others whom a place houses the class `occupant`: "a base housing US troops"."""
    for n, item in enumerate(items):
        if "use" not in item.classes:
            continue
        before, behind = items[max(0, n - _FAR) : n], items[n + 1 : n + 1 + _FAR]
        if any(x.classes & _PLACES for x in before):
            _mark(behind)
        if any("facility" in x.classes for x in behind[:_NEAR]):  # সেনাদের ব্যবহৃত ঘাঁটি
            _mark([x for x in reversed(before[-_NEAR:]) if "gen" in x.features])


def _mark(near: list[Item]) -> None:
    for item in near:
        if item.classes & _ENDS:
            return
        if item.classes & {"victim", "troops"} and "facility" not in item.classes:
            item.classes |= {"occupant"}


def mark_members(items: list[Item]) -> None:
    """Make of "members of" a body persons of its kind: a group's are armed, a force's soldiers, a party's political."""
    for n, item in enumerate(items):
        if "member" not in item.classes:
            continue
        ahead = items[max(0, n - _NEAR) : n][::-1]
        body = _body(items[n + 1 : n + 2 + _NEAR]) or _body(ahead, owning=True)
        kind = _kind(body) if body is not None else _beside(ahead)
        if kind is None and "poss" in item.features:  # "a patrol was hit and one of its members hurt"
            kind = next((k for x in items[n - 1 :: -1] if n and (k := _OWN.get(x.value("facility") or ""))), None)
        if kind is not None:
            item.entries = (Entry(item.rule("victim"), "victim", kind), *item.entries)
            item.classes |= {f"victim.{kind}"}


def _body(near: list[Item], *, owning: bool = False) -> Item | None:
    """The body that is named there, only links between; before the members it is in the genitive."""
    for item in near:
        if item.classes & {"actor", "official.military", "official.police"} and "place" not in item.classes:
            return item if not owning or "gen" in item.features else None
        if not item.classes & _LINKS and not (owning and item.classes & {"num", "word"}):
            return None
    return None


def _beside(ahead: list[Item]) -> str | None:
    """What a group's name right before makes of them: "a senior Hezbollah commander"."""
    for item in ahead[:_WITH_RANK]:
        if "actor" in item.classes and item.value("side") == "armed_group":
            return "armed_group"
        if not item.classes & {"word", "rank", "official"} or item.classes & {"say"}:
            return None
    return None


def _kind(body: Item) -> str | None:
    told = body.value("side") or body.value("troops") or body.value("victim")
    office = next((kind for cls, kind in _OFFICES.items() if cls in body.classes), None)
    return told or office or ("military_personnel" if "actor" in body.classes else None)
