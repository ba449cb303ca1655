"""Items and findings → the words by which a sentence tells of an attack."""

from __future__ import annotations

from sakkhi.read.items import Item
from sakkhi.read.lists import AIMS
from sakkhi.read.mentions import STRONG, TRIGGERS, WEAPON_WORDS, distance
from sakkhi.read.patterns import Finding, captured
from sakkhi.read.together import FLYING

_HELD = frozenset({"shooting", "stabbing"})
RESULTS = frozenset({"impact", "stop", "foil", "miss", "dead", "hurt", "casualties", "unhurt", "damage"})
TRACES = frozenset({"dead", "hurt", "damage", "incident_n"})
_SINGLE = STRONG | WEAPON_WORDS | {"attack_w"}  # what may be a trigger with no finding
_DEEDS = RESULTS | TRIGGERS | {"launch", "attacker", "undergo"}  # what makes of a weapon one that was used
_FAR = 8  # items within which a weapon is what is fired or strikes
_CLAUSE = 16  # items within which a pattern's result is that of a weapon
_LOAD = 3  # items between a weapon and what it is loaded with


def find_triggers(items: list[Item], findings: list[Finding], blocked: set[int]) -> list[Item]:
    """The words by which a sentence tells of an attack, in order; those `blocked` tell of none."""
    free = [i for i in items if id(i) not in blocked] if blocked else items
    bound = captured(
        items,
        [f for f in findings if "attack" in f.captures and f.pattern.kind != "not_attack"],
        "perpetrator",
        "attack",
    )
    bound |= captured(items, findings, "attack", "attack")
    sure = made_sure(items, findings)
    results = captured(items, findings, "outcome", "outcome")
    weapons = [i for i in free if "weapon" in i.classes]
    effects = [i for i in free if not i.classes.isdisjoint(TRACES)]
    deeds = not all(map(_DEEDS.isdisjoint, [i.classes for i in free]))
    others = [i for i in free if "another" in i.classes] if weapons else []  # "another struck the port"
    out = []
    marked = sure | bound | results
    for item in free:
        if item.classes.isdisjoint(_SINGLE) and id(item) not in marked:
            continue
        strong = bool(item.classes & STRONG) or id(item) in sure
        strong = strong or (id(item) in bound and _may_attack(item, weapons, deeds))
        if (
            strong
            or ("attack_w" in item.classes and (weapons or effects))
            or (item.classes & WEAPON_WORDS and any(_is_of(item, w) for w in weapons + others))
            or (id(item) in results and any(distance(item, w) <= _CLAUSE for w in weapons))
        ):
            out.append(item)
    out += [i for n, i in enumerate(free) if "incident_n" in i.classes and n and "all" in free[n - 1].classes and out]
    harmed = [e for e in effects if e.classes & {"dead", "hurt"} and any(distance(w, e) <= 8 for w in weapons)]
    if not out and not harmed and any(i.classes & {"place", "time", "dead", "hurt"} for i in items):
        out = [i for i in free if "incident_n" in i.classes][:1]
    if not out and deeds:  # "was hit by a roadside bomb"
        used = captured(items, findings, "target", "attack")
        out = [w for w in weapons if id(w) in used]
    if not out and weapons and any(distance(w, e) <= 8 for w in weapons for e in effects):
        out = [min(weapons, key=lambda w: min(distance(w, e) for e in harmed or effects))]
    return out or _laden(items, weapons)


def _laden(items: list[Item], weapons: list[Item]) -> list[Item]:
    """A weapon that flies with explosives at somebody or a place, whatever the verb: "tried to reach the troops"."""
    loads = [n for n, i in enumerate(items) if "laden" in i.classes]
    if not loads or not any(i.classes & AIMS or i.value("victim") == "military_personnel" for i in items):
        return []
    flying = (w for w in weapons if w.value("weapon") in FLYING)
    return [w for w in flying if any(abs(items.index(w) - n) <= _LOAD for n in loads)][:1]


def _is_of(item: Item, weapon: Item) -> bool:
    """True for what becomes of a weapon, told near it; no gun or knife falls short of what it was sent at."""
    held = "miss" in item.classes and weapon.value("weapon") in _HELD
    return not held and distance(item, weapon) <= _reach(item)


def _reach(item: Item) -> int:
    """How far from a word for what a weapon did it may stand: "the drones, twelve of them, were all shot down"."""
    return _CLAUSE if "stop" in item.classes else _FAR


def _may_attack(item: Item, weapons: list[Item], deeds: bool) -> bool:
    """False for a word that tells of an attack only beside others: "launched" with none, "a drone" alone."""
    if item.classes & (TRIGGERS | RESULTS):
        return True
    if "weapon" in item.classes:
        return deeds
    return bool(weapons) or "launch" not in item.classes


def made_sure(items: list[Item], findings: list[Finding]) -> set[int]:
    """Ids of the items that patterns make a word of attack that needs nothing beside it: "opened … fire"."""
    return captured(items, [f for f in findings if "sure" in f.pattern.values], "attack", "attack")
