"""Who acts where a sentence does not name him: "they" go on with whom the text told of, a speaker tells of himself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sakkhi.model.incident import ByType, Outcome
from sakkhi.read.doers import is_passive, marks_another, shares_case
from sakkhi.read.items import CASES, Item, Sentence
from sakkhi.read.mentions import Mention
from sakkhi.read.names import Names
from sakkhi.read.speeches import OBLIQUE, Speech, is_first_person

_BACK = 3  # sentences over which nobody else may have acted
_AGENTS = frozenset({"actor", "human"})
_NO_AGENTS = frozenset({"place", "possessive", "pronoun", "they", "two_sides"})
_SAYS = frozenset({"say", "claim", "confirm", "threat"})
_SPEAKING_FOR = (ByType.GROUP, ByType.OFFICIAL, ByType.MILITARY)
_OWN = frozenset({"force_noun", "attacker", "victim.armed_group", "victim.military_personnel", "weapon", "group_noun"})
_DEEDS = frozenset({"attack_v", "launch", "impact", "murder", "dead"})
_CARRIED_OUT = frozenset({"acts", "carry_out", "launch"})
_AGAINST = frozenset(
    {"on", "against", "no", "say", "undergo", "suffer", "semicolon", "hedge", "retaliation", "answer", "asked"}
)
_NOT_SUBJECT = OBLIQUE | {"no"}
_UNDONE = frozenset({"neg", "for_"})  # not done, and only meant to be: "were getting ready to launch"
_STOPPED = frozenset({"damage", "stop", "undone"})
_WISHED = frozenset({"duty", "modal"})
_HANDS = 2  # items between "their" and the fighters, and behind a noun of attack the verb that carries it out
_OF_FOES = frozenset(
    {"military_base", "military_personnel", "ship", "convoy", "airport", "energy", "police", "diplomatic"}
)
_OTHERS = frozenset({"attacker", "official", "victim"})  # who may act, too, and is no actor


def acting(
    told: Sequence[Sentence], frames: Sequence[Speech | None], doers: Mapping[int, Sequence[Item]], index: int
) -> list[Item]:
    """The actors of the sentence before `index`, or of one before it with which those between only go on.

    `doers` are those who attack, by the sentence that tells it. Empty where somebody else acts between, or nobody is
    named.
    """
    for n in range(index - 1, max(-1, index - 1 - _BACK), -1):
        items, frame = told[n].items, frames[n]
        agents = [*doers.get(n, ())] or [
            i
            for m, i in enumerate(items)
            if not (i.features & CASES or marks_another(items, m) or (frame is not None and i in frame.words))
            and not _is_governed(items, m)
        ]
        agents = [i for i in agents if i.classes & _AGENTS and not i.classes & _NO_AGENTS]
        if agents:
            return agents
        goes_on = any("they" in i.classes for i in items)
        if not goes_on and any(i.classes & _OTHERS and not i.features & CASES for i in items):
            return []
    return []


def _is_governed(items: Sequence[Item], n: int) -> bool:
    """True behind "on" and "of (the)": "the attack on him", "a ship of the Emirates' navy"."""
    before = [x for x in items[max(0, n - _HANDS) : n] if "definite" not in x.classes or "on" in x.classes]
    return any(x.classes & {"on", "of"} for x in before[-1:])


def own_deed(mention: Mention, frame: Speech | None) -> Item | None:
    """The word by which who speaks in a sentence tells of the attack as his own: "it", "its fighters", "we".

    None where he speaks for nobody who could have made it, or tells of others, or of what he suffered.
    """
    undone = (Outcome.INTERCEPTED, Outcome.FOILED)
    if any(outcome in undone for outcome, _ in mention.outcomes):  # "it shot down two missiles", "it foiled an attack"
        return None
    if frame is None or frame.by_type not in _SPEAKING_FOR or frame.kind not in _SAYS:
        return None
    if frame.actor_id is None and (frame.by_type == ByType.GROUP or frame.organisation is not None):
        return None  # "the military": whose it is, only the report's telling of the attack says
    items = mention.sentence.items
    said = max((items.index(w) for w in frame.words if w in items), default=-1)
    for n, item in enumerate(items):
        if (
            (n > said or is_first_person(item))
            and not ("they" in item.classes and item.quoted)  # in somebody's own words "they" are others
            and not ("they" in item.classes and any(_acts(items, m, frame) for m in range(said + 1, n)))
            and _is_self(items, n, frame)
            and any(_is_done(items, n, t) for t in mention.triggers)
        ):
            return item
    return _launched(mention, said) if frame.by_type == ByType.GROUP else None


def _launched(mention: Mention, said: int) -> Item | None:
    """The verb by which a group tells of weapons sent at others, by nobody that it names: "were fired at the ships"."""
    if mention.perpetrators or not any(kind in _OF_FOES for kind, _ in mention.targets):
        return None  # of homes and schools that were struck it tells as their own
    sent = [t for t in mention.triggers if "launch" in t.classes and mention.sentence.items.index(t) > said]
    return sent[0] if sent and mention.weapons else None


def speaker_of_own(mention: Mention, frame: Speech | None, names: Names) -> frozenset[str]:
    """Who tells of an attack as his own deed, no other being told to have made it, with what he is part of."""
    if frame is None or frame.actor_id is None or mention.perpetrators or own_deed(mention, frame) is None:
        return frozenset()
    return names.family(names.doer(frame.organisation or frame.speaker, frame.actor_id)[1])


def _acts(items: Sequence[Item], n: int, frame: Speech) -> bool:
    """True for an actor as a subject that is not who speaks: "they" behind him are his."""
    item = items[n]
    return "actor" in item.classes and not (item.features & CASES or shares_case(items, n)) and item not in frame.words


def _is_self(items: Sequence[Item], n: int, frame: Speech) -> bool:
    """True for "it" and "we", for "their" and "our" before those who fight, for "they" where a body speaks."""
    item = items[n]
    if "possessive" in item.classes or "poss" in item.features:
        men = items[n : n + 1] if "poss" in item.features else items[n + 1 : n + 2 + _HANDS]
        led = not n or not items[n - 1].classes & _NOT_SUBJECT
        return led and any(x.classes & _OWN and not x.features & CASES and "by_" not in x.features for x in men)
    if "self" not in item.classes or item.features & CASES or (n and items[n - 1].classes & _NOT_SUBJECT):
        return False
    if item.value("self") == "pl" and frame.by_type != ByType.GROUP and not any("pl" in w.classes for w in frame.words):
        return False  # "Washington said that they": others than it
    body = frame.by_type == ByType.GROUP or frame.speaker == frame.organisation
    return body or "pronoun" not in item.classes or "thing_pronoun" in item.classes


def _is_done(items: Sequence[Item], n: int, trigger: Item) -> bool:
    """True where from item `n` on nothing says that somebody else, or nobody, did what the trigger tells of."""
    t = items.index(trigger)
    if any("no_after" in x.classes for x in items[t + 1 : t + 2]):
        return False
    if t < n and "they" in items[n].classes:  # the subject behind its verb
        undone = any("neg" in x.classes for x in items[n + 1 : n + 2])  # হামলাটি তারা করেনি
        return not undone and n - t <= _HANDS and all(x.classes & _CARRIED_OUT for x in items[t + 1 : n])
    between = items[n + 1 : t]
    flying = next((m for m, x in enumerate(between) if "weapon" in x.classes), 0)
    if "launch" in trigger.classes and any(x.classes & _STOPPED for x in between[:flying]):
        return False  # "it destroyed two missiles aimed at the town"
    if t < n or trigger.features & _UNDONE or any(x.classes & _AGAINST for x in between):
        return False
    if any("actor" in x.classes and "place" not in x.classes and not x.features & CASES for x in between):
        return False
    if any(x.classes & _WISHED for x in between):  # "we must keep from attacking others"
        return False
    if any("accused" in x.classes for x in between):  # "we demand that those behind the shooting"
        return False
    if is_passive(items[n + 1 : t + 1]) or ("ing" not in trigger.features and any("be" in x.classes for x in between)):
        return False
    if _is_of_another_attack(between):
        return False
    done = trigger.classes & _DEEDS or ("attack_w" in trigger.classes and "past" in trigger.features)
    if done and not trigger.features & CASES:
        return True
    beside = [*between, *items[t + 1 : t + 1 + _HANDS]]
    return bool(trigger.classes & {"attack_n", "attack_w"}) and any(x.classes & _CARRIED_OUT for x in beside)


def _is_of_another_attack(between: Sequence[Item]) -> bool:
    """True behind "struck the group linked to an attack that": what is told there of it is not the speaker's deed."""
    that = max((m for m, x in enumerate(between) if "that" in x.classes), default=0)
    noun = between[that - 1] if that else None
    return noun is not None and "attack_n" in noun.classes and any(x.classes & _DEEDS for x in between[: that - 1])
