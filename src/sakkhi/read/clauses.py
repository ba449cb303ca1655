"""Clauses of a sentence → the places that another clause than the attack's names: no place of the attack.

"Ministers met in Vienna as missiles fell on Sumy", "rebels who hold Goma shelled Uvira".
"""

from __future__ import annotations

from sakkhi.read.items import Item
from sakkhi.read.mentions import TRIGGERS, Mention
from sakkhi.read.where import is_only_named, places_differ

_JOINTS = frozenset({"clause_joint", "relative", "answer"})
_TELLING = TRIGGERS | {"launch", "impact", "weapon", "dead", "hurt", "casualties", "incident_n", "damage"}


def leave_other_clauses(mention: Mention) -> None:
    """Take from a mention the places of clauses that tell nothing of an attack, where its own clause names another."""
    items = mention.sentence.items
    if len(mention.places) < 2:
        return
    joints = [n for n, x in enumerate(items) if x.classes & _JOINTS]
    at = [items.index(t) for t in mention.triggers]
    own = [p for p in mention.places if _is_own(items, items.index(p), joints, min(at), max(at))]
    struck = [p for p in own if items.index(p) > min(at)]
    if struck and len(own) < len(mention.places):
        mention.places = [p for p in mention.places if p in own or not any(places_differ(p, q) for q in struck)]


def _is_own(items: list[Item], place: int, joints: list[int], first: int, last: int) -> bool:
    """True for a place that no word that begins a clause parts from the words of attack."""
    if is_only_named(items, items[place]):
        return False
    if first < place < last:
        return True
    if place > last:  # "shelled Uvira while talks went on in Doha"
        joint = next((n for n in joints if last < n < place), None)
        return joint is None or _tells(items[joint:])
    between = [n for n in joints if place < n < first]  # "talks went on in Doha as shells fell"
    if any("in" in x.classes for x in items[max(0, place - 1) : place]) and any(
        "say" in x.classes for x in items[place:first]
    ):
        return False  # "police in Leeds say he stabbed"
    before = [n for n in joints if n < place]  # "as talks went on in Doha, shells fell", "who hold Goma shelled"
    return not between and (not before or _tells(items[before[-1] : place]))


def _tells(items: list[Item]) -> bool:
    return any(x.classes & _TELLING for x in items)
