"""The items of a sentence → the facilities beside its words of attack, for what no pattern says was attacked."""

from __future__ import annotations

from sakkhi.read.items import Item
from sakkhi.read.mentions import TRIGGERS, WEAPON_WORDS, Mention, distance, nearest
from sakkhi.read.patterns import BOUNDARY

_REACH = 9  # items from a word of attack within which what stands there may be what was attacked
_KNOWN = TRIGGERS | WEAPON_WORDS | {"weapon"}
_KINDS = frozenset({  # ministries, shops, police and the like are as often told of for what they said or did
    "military_base", "ship", "energy", "airport", "diplomatic", "convoy", "residential", "religious", "school",
})  # fmt: skip
_OTHER = frozenset({"elsewhere", "defence"})
_OBJECT = 4  # items behind a verb of attack among which its object stands, whatever that is
_VERBS = frozenset({"attack_v", "impact"})
_VERBS_TOO = frozenset({"be", "have", "function", "namely"})  # হল: a hall, or "was"
_BEFORE = 3  # items before a facility among which a word may part it from the attack
_APART = frozenset({"from", "by", "say", "care", "official", "no"})
_OWNED = frozenset({"say", "official", "weapon", "force_noun"})  # behind it, it is only whose: "the ministry said"


def find_beside(mentions: list[Mention], items: list[Item], skipped: set[int]) -> None:
    """Note in each mention with no facility among its targets those beside its words; `skipped` are ids of origins."""
    bare = [m for m in mentions if not any("facility" in i.classes for _, i in m.targets)]
    bare = [m for m in bare if any(t.classes & _KNOWN for t in m.triggers)]
    if not bare:
        return
    for n, item in enumerate(items):
        value = item.value("facility") if "facility" in item.classes else None
        struck = value is not None and (value in _KINDS or _is_object(items, n))
        if value is None or not struck or item.classes & _OTHER or id(item) in skipped:
            continue
        if item.classes & _VERBS_TOO or (value == "convoy" and "by_" in item.features):  # "run over by an army lorry"
            continue
        owner = nearest(item, mentions)
        if owner.targets and n and "near" in items[n - 1].classes:  # "hurt three policemen near the base"
            continue
        if any(owner is m for m in bare) and _may_be_struck(items, n) and _is_near(owner, item):
            owner.beside.append((value, item))


def _is_object(items: list[Item], n: int) -> bool:
    """True for what stands right behind a verb of attack: "struck a market", ضربت سوقا."""
    before = items[max(0, n - _OBJECT) : n]
    verb = next((m for m, x in enumerate(before) if x.classes & _VERBS), None)
    return verb is not None and not any(x.classes & (BOUNDARY | _APART | {"in", "near"}) for x in before[verb + 1 :])


def _is_near(mention: Mention, item: Item) -> bool:
    return min(distance(item, t) for t in [*mention.triggers, *mention.method_items]) <= _REACH


def _may_be_struck(items: list[Item], n: int) -> bool:
    """False for what speaks, acts, sends, or is only where somebody is of."""
    before, behind = items[max(0, n - _BEFORE) : n], items[n + 1 : n + 3]
    if len(behind) > 1 and "near" in behind[0].classes and behind[1].classes & {"place", "facility"}:
        return False  # the base beside it
    return not any(x.classes & _APART for x in before) and not any(x.classes & _OWNED for x in behind)
