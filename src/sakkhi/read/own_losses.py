"""Words of harm that tell of the attackers' own, or of those who do it, and not of those attacked."""

from __future__ import annotations

from sakkhi.model.incident import Method
from sakkhi.read.items import Item
from sakkhi.read.mentions import Mention
from sakkhi.read.pairing import NEAR
from sakkhi.read.patterns import BOUNDARY
from sakkhi.read.targets import owner_of
from sakkhi.read.terms import Term

_HELD = ("military_base", "police", "government", "diplomatic")  # what armed men attack at their peril
_ON_FOOT = frozenset({Method.ARMED_CLASH, Method.SHOOTING, Method.UNKNOWN, Method.SUICIDE_BOMBING, Method.VEHICLE_BOMB})
_KILLING = frozenset({"murder_v", "attack_v"})


def is_attackers(items: list[Item], term: Term, effect: Item) -> bool:
    """True where the noun that is counted is the attackers' own."""
    i = items.index(effect)
    counted = items[term.last : i] if term.last < i else items[term.first : term.last + 2]
    noun = next((x for x in counted if x.classes & {"victim", "attacker"}), None)
    if noun is None and term.who is None and term.first:  # "the attackers, five of them"
        before = items[term.first - 1]
        alone = before.features.isdisjoint({"pl", "gen", "acc", "loc"}) and "acc" not in items[term.last].features
        noun = before if "attacker" in before.classes and alone else None
    return noun is not None and "attacker" in noun.classes and ("victim" not in noun.classes or "own" in noun.classes)


def is_of_attackers(items: list[Item], term: Term) -> bool:
    """True for "eight of the attackers"."""
    behind = items[term.last + 1 : term.last + 4]
    if not behind or not behind[0].classes & {"of", "from"}:
        return False
    noun = next((x for x in behind[1:] if not x.classes & {"definite", "possessive"}), behind[0])
    return "attacker" in noun.classes and ("victim" not in noun.classes or "own" in noun.classes)


def kills(items: list[Item], term: Term) -> bool:
    """True for "seven men X(acc) hacked to death", "X(acc) seven men shot": those with no case of their own did it."""
    if term.who is None or term.who.features & {"acc", "gen", "loc", "with_"} or term.who.classes & {"name", "person"}:
        return False
    behind = items[term.last + 1 :]
    deed = next((n for n, x in enumerate(behind) if x.classes & _KILLING), len(behind))
    if deed == len(behind) or any(x.classes & {"full_stop", "passive", "dead"} for x in behind[: deed + 1]):
        return False
    if "pl" in term.who.features and "murder_v" in behind[deed].classes and not deed:
        return True  # "the soldiers killed": whom, the sentence before tells
    clause = behind[:deed]
    if "murder_v" not in behind[deed].classes or not any(map(_is_object, clause)):
        clause = _clause_before(items, term.first)
    return any(map(_is_object, clause))


def _clause_before(items: list[Item], first: int) -> list[Item]:
    """The few items before one, back to a comma or a sentence's end."""
    before = items[max(0, first - NEAR) : first]
    ends = [n for n, x in enumerate(before) if x.classes & BOUNDARY]
    return before[ends[-1] + 1 if ends else 0 :]


def _is_object(item: Item) -> bool:
    """True for somebody in the accusative."""
    return "acc" in item.features and bool(item.classes & {"name", "person", "victim", "human"})


def fell_attacking(owner: Mention, term: Term) -> bool:
    """True for "nine militants killed in an attack on the base": it was they who attacked it."""
    if term.who is None or not term.who.classes >= {"attacker", "victim"} or owner.method not in _ON_FOOT:
        return False
    struck = [i for value, i in owner.targets if value in _HELD and id(i) in owner.struck]
    if not struck or any(owner_of(i, [owner]) is not None for i in struck):  # the group's own
        return False
    return not any("actor" in a.classes and a.value("side") is None for a, _ in owner.perpetrators)
