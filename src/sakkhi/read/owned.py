"""Deeds owned up to: who made an attack, as the report itself tells, and speaks of what it did, claims it as his own.

"The army bombed the town. Its spokesman said that three depots were destroyed."
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sakkhi.model.incident import ByType, Method, Role, Stance
from sakkhi.read.claims import Claim, own_claim
from sakkhi.read.items import Item, Sentence
from sakkhi.read.making import Draft
from sakkhi.read.names import Names
from sakkhi.read.speeches import Speech
from sakkhi.read.telling import ASKS

Telling = tuple[int, Speech, Sequence[Draft]]  # the index of the sentence, who speaks in it, what it may be about

_SOON = 4  # sentences behind one that says who attacked within which he tells of that
_SAYS = frozenset({"say", "claim", "confirm"})
_SPEAKING_FOR = (ByType.GROUP, ByType.OFFICIAL, ByType.MILITARY)
_DEEDS = frozenset({"attack_n", "attack_v", "attack_w", "launch", "impact", "damage", "murder", "aim"})
_ITSELF = frozenset({"self", "they", "first_person", "thing_pronoun", "possessive"})
_NOT_OWN = frozenset({"no", "stop", "foil", "defence", "miss"})  # what somebody speaks of who was attacked


def speaks_of_deed(sentence: Sentence, frame: Speech, doers: Sequence[Item], names: Names) -> bool:
    """True where who speaks for a body that may have attacked tells of what an attack did, and of no defence.

    A question tells of nothing. `doers` are those who attack in the sentence: none but he. An office whose state the
    report does not name is his who attacked where it speaks of aims: so do only those who have them.
    """
    if frame.kind not in _SAYS or frame.by_type not in _SPEAKING_FOR or sentence.items[-1].text in ASKS:
        return False
    words = frozenset().union(*(i.classes for i in sentence.items))
    if frame.actor_id is None and ("aim" not in words or frame.by_type == ByType.GROUP):
        return False
    others = [i for i in doers if "actor" in i.classes and not names.are_kin(names.of(i)[1], frame.actor_id)]
    foes = "victim.military_personnel" if frame.by_type == ByType.GROUP else "victim.armed_group"
    if any("pronoun" in i.classes and not i.classes & _ITSELF and i not in frame.words for i in sentence.items):
        return False  # "the army says that he threw stones"
    killed = words >= {"dead", foes}  # a state that tells of militants killed, a group that tells of soldiers
    return (killed or bool(words & _DEEDS)) and not words & _NOT_OWN and not others


def own_up(tellings: Sequence[Telling], claims: Mapping[int, list[Claim]], names: Names) -> None:
    """Add to attacks that the report tells of as somebody's the claim of who speaks for him, where he has made none."""
    for index, frame, about in tellings:
        of_whom = names.doer(frame.speaker, frame.actor_id)[1]
        for known in about:
            if known.role == Role.THREAT or known.method == Method.ARMED_CLASH:
                continue
            if known.recalled and all(index != m.sentence.index for m in known.mentions):
                continue
            made = [c for c in claims[id(known)] if c.actor_id is not None]
            own = [c for c in made if of_whom is None or names.are_kin(names.doer(c.actor, c.actor_id)[1], of_whom)]
            told = [c for c in own if c.stance == Stance.STATES]
            if told and all(c.stance == Stance.STATES for c in own) and len({c.actor for c in own}) == 1:
                doer = told[0].actor
                if not _acts_shortly_before(doer, index, known, names):
                    continue
                speech = (
                    frame if of_whom else frame._replace(speaker=doer, organisation=doer, actor_id=told[0].actor_id)
                )
                claims[id(known)].append(own_claim(frame.words[0], speech, names))


def _acts_shortly_before(doer: str, index: int, known: Draft, names: Names) -> bool:
    """True where the sentence, or one shortly before it, tells that he attacked."""
    acting = (a for m in known.mentions if 0 <= index - m.sentence.index <= _SOON for a, _ in m.perpetrators)
    return any(names.doer(*names.of(a))[0] == doer for a in acting)
