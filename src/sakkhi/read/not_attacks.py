"""Reports whose words of attack tell of none: sport, film, exercises, computers, accidents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sakkhi.model.incident import Method
from sakkhi.read.items import Item, Sentence
from sakkhi.read.lead import Lead
from sakkhi.read.making import Draft

_SOFT = {Method.ARMED_CLASH, Method.ARSON, Method.BOMBING, Method.UNKNOWN, Method.OTHER}
_MEANT = {Method.UNKNOWN, Method.OTHER, Method.BOMBING}  # an "attack" is no crash, a dam "blown up" no flood
_BLASTS = {Method.BOMBING, Method.GRENADE, Method.UNKNOWN, Method.OTHER}
_OVER = 5  # items before a game in which a word says that something was over it
_ELSEWHERE = frozenset({"exercise", "sport", "fiction", "cyber"})


def is_elsewhere(told: Sequence[Sentence], lead: Lead) -> bool:
    """True where the report is of sport, film, exercises or computers, in which words of attack tell of none."""
    top, everywhere = (
        Counter(
            [c for s in sentences for n, i in enumerate(s.items) if _is_of_elsewhere(s.items, n) for c in i.classes]
        )
        for sentences in (lead.sentences(), told)
    )
    size = max(1, len(told))
    harm = {c for s in lead.sentences() for i in s.items for c in i.classes & {"dead", "hurt", "murder"}}
    for cls in ("fiction", "sport") if harm - {"hurt"} else ("fiction",) if harm else ():
        top[cls] = everywhere[cls] = 0  # a film director's murder is no film; players are hurt in any game
    return any(
        top[c] >= 2 or (top[c] >= 1 and everywhere[c] >= 3) or everywhere[c] > 0.5 * size + 2 for c in _ELSEWHERE
    )


def _is_of_elsewhere(items: Sequence[Item], n: int) -> bool:
    """True for a word of sport, film or the like; not for the game over which a brawl was."""
    if items[n].classes.isdisjoint(_ELSEWHERE):
        return False
    before = items[max(0, n - _OVER) : n] if "sport" in items[n].classes else []
    return not any("over" in x.classes for x in before)


def is_accident(known: Draft, lead: Lead, told: Sequence[Sentence]) -> bool:
    """True where soft words (clash, fire, blast) stand with an accident and nobody is said to have done it.

    Of a blast or fire told by weak words alone, any sentence of the report may say that it was one.
    """
    if known.method in _BLASTS and _went_off_in_hands(known, lead):
        return True
    if known.method not in _SOFT or any(m.perpetrators for m in known.mentions):
        return False
    if known.method in _MEANT and any(m.strong for m in known.mentions):
        return False
    if known.method == Method.ARSON and not any(m.strong or m.weapons or m.munitions for m in known.mentions):
        return True  # a blaze that nobody is said to have set
    near = [m.sentence for m in known.mentions[:2]] + (
        lead.sentences() if known.mentions[0].sentence in lead else lead.title
    )
    if not any(m.strong or m.weapons for m in known.mentions) and any(_explains_blast(s) for s in told):
        return True
    if any(m.weapons for m in known.mentions):  # "died of the blow of a pole. The accident took place"
        return known.method == Method.OTHER and any(_is_called_accident(s) for s in near)
    return any("accident" in i.classes for s in near for i in s.items)


def _went_off_in_hands(known: Draft, lead: Lead) -> bool:
    """True for what went off while somebody made it; what the lead tells of so is so throughout."""
    told = [m.sentence for m in known.mentions]
    told += lead.sentences() if any(s in lead for s in told) else []
    return any("making_arms" in i.classes for s in told for i in s.items)


def _explains_blast(sentence: Sentence) -> bool:
    """True for "the blast is thought to have come of a gas leak", "this accident"."""
    blast = any("attack_w" in i.classes for i in sentence.items)
    return _is_called_accident(sentence) or (blast and any("accident" in i.classes for i in sentence.items))


def _is_called_accident(sentence: Sentence) -> bool:
    """True for "this accident", by which what was told before is called one."""
    items = sentence.items
    return any(
        "accident" in i.classes and any("this" in x.classes for x in items[max(0, n - 1) : n + 1])
        for n, i in enumerate(items)
    )
