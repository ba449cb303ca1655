"""Attacks that a sentence only names beside something else: "in London the minister called the attack an outrage"."""

from __future__ import annotations

from collections.abc import Sequence

from sakkhi.model.incident import Method
from sakkhi.read.cues import is_definite
from sakkhi.read.items import CASES, Item
from sakkhi.read.mentions import Mention
from sakkhi.read.patterns import Finding

_OTHERS = frozenset({"another", "earlier", "besides", "repeat", "plural", "total", "anniversary", "answers"})
_BESIDE = 6  # items behind a noun of attack in which its own place stands: "the attack on a depot in Basra"
_BEFORE = 2  # items before one in the genitive in which it does: বসরায় রোববারের হামলার
_LINKS = frozenset({"after", "before", "time", "lapse"})


def leave_to_occasion(mention: Mention, findings: Sequence[Finding]) -> None:
    """Take from an attack that is only named the places and days that are those of a speech, a journey or a meeting."""
    items = mention.sentence.items
    if not (mention.places or mention.times) or mention.triggers[0] not in items or not _is_only_named(mention):
        return
    n = items.index(mention.triggers[0])
    linked = mention.triggers[0].features & CASES and any(i.classes & _LINKS for i in items[n + 1 : n + 2])
    spoken = any(f.pattern.kind == "speech" for f in findings) or any("say" in i.classes for i in items)
    if not linked and (mention.role is not None or not spoken):
        return
    apart = [p for p in mention.places if p in items and not _is_beside(n, items.index(p), mention.triggers[0])]
    if len(apart) < len(mention.places):  # the attack's own place is told
        return
    for place in apart:
        place.classes = place.classes | {"elsewhere"}
    mention.places = []
    mention.times = [t for t in mention.times if t in items and _is_beside(n, items.index(t), mention.triggers[0])]
    mention.cues.add("this")
    if linked:
        mention.role = None


def _is_only_named(mention: Mention) -> bool:
    """True for "the attack", হামলার: one noun, with no means, harm, target or doer told beside it."""
    trigger = mention.triggers[0]
    items = mention.sentence.items
    if len(mention.triggers) > 1 or trigger.value("attack_n") is None or mention.method != Method.UNKNOWN:
        return False
    told = mention.killed or mention.injured or mention.munitions or mention.weapons or mention.damage
    if told or mention.targets or mention.perpetrators or mention.outcomes:
        return False
    if mention.cues & _OTHERS:
        return False
    return bool(trigger.features & CASES) or is_definite(items, trigger)


def _is_beside(trigger: int, at: int, noun: Item) -> bool:
    """True for what stands right behind a noun of attack, or right before one that bears a case."""
    if noun.features & CASES:
        return 0 < trigger - at <= _BEFORE
    return 0 < at - trigger <= _BESIDE
