"""Clauses of a sentence → the places that another clause than the attack's names: no place of the attack.

"Ministers met in Vienna as missiles fell on Sumy", "rebels who hold Goma shelled Uvira".
"""

from __future__ import annotations

from sakkhi.read.items import Item
from sakkhi.read.mentions import TRIGGERS, Mention, distance
from sakkhi.read.where import is_only_named, places_differ

_TELLING = TRIGGERS | {"launch", "impact", "weapon", "dead", "hurt", "casualties", "incident_n", "damage"}
_WHOSE = 4  # items from a land in the genitive to the attack that was there


def leave_other_clauses(mention: Mention) -> None:
    """Take from a mention the places of clauses that tell nothing of an attack, where its own clause names another."""
    items = mention.sentence.items
    if len(mention.places) < 2:
        return
    joints = [n for n, x in enumerate(items) if "clause_joint" in x.classes]
    at = [items.index(t) for t in mention.triggers]
    own = [p for p in mention.places if _is_own(items, items.index(p), joints, min(at), max(at))]
    struck = [
        p
        for p in own
        if (items.index(p) > min(at) or _is_whose(items, items.index(p), min(at))) and not is_only_named(items, p)
    ]
    if struck and len(own) < len(mention.places):
        nearest = min(struck, key=lambda p: distance(p, mention.triggers[0]))
        mention.places = [p for p in mention.places if p in own or not places_differ(p, nearest)]


def _is_whose(items: list[Item], place: int, first: int) -> bool:
    """True for the land in "Australia's deadly shooting"."""
    return "gen" in items[place].features and first - _WHOSE <= place < first


def _is_own(items: list[Item], place: int, joints: list[int], first: int, last: int) -> bool:
    """True for a place that no word that begins a clause parts from the words of attack."""
    if first < place < last or _is_whose(items, place, first):
        return True
    if place > last:  # "shelled Uvira while talks went on in Doha"
        joint = next((n for n in joints if last < n < place), None)
        return (joint is None or _tells(items[joint:])) and not _is_past(items, joints, first, last, place)
    between = [n for n in joints if place < n < first]  # "talks went on in Doha as shells fell"
    if any("in" in x.classes for x in items[max(0, place - 1) : place]) and any(
        "say" in x.classes for x in items[place:first]
    ):
        return False  # "police in Leeds say he stabbed"
    before = [n for n in joints if n < place]  # "as talks went on in Doha, shells fell", "who hold Goma shelled"
    return not between and (not before or _tells(items[before[-1] : place]))


def _is_past(items: list[Item], joints: list[int], first: int, last: int, place: int) -> bool:
    """True for a place of the main clause behind the one that tells of the attack: "who stabbed four, lives in"."""
    opened = next((n for n in reversed(joints) if n < first), None)
    if opened is None or any("comma" in x.classes for x in items[opened:first]):
        return False
    return any("comma" in x.classes for x in items[last:place]) and not _tells(items[last + 1 : place])


def _tells(items: list[Item]) -> bool:
    return any(x.classes & _TELLING for x in items)
