"""What is told right behind an attack and belongs to it: a death of days later, bombs that went off in a brawl."""

from __future__ import annotations

from itertools import pairwise

from sakkhi.model.incident import Method
from sakkhi.read.making import Draft
from sakkhi.read.mentions import merge_methods
from sakkhi.read.told import Told

_HIS = frozenset({"pronoun", "person_pronoun"})
_AT_HEAD = 3  # items at a sentence's head among which the pronoun for who was attacked stands
_APART = frozenset({"another", "besides", "earlier", "plural"})
_IN_CLASH = (Method.BOMBING, Method.ARSON)
_SOON = 2  # sentences behind an attack in which the death of one of its victims is told


def is_in_clash(told: Told, known: Draft) -> bool:
    """True for bombs that went off "during the clash" told before, or fires "during which": they are part of it."""
    if known.method != Method.ARMED_CLASH or told.method not in _IN_CLASH or told.killed or known.recalled:
        return False
    items = told.mention.sentence.items
    here = known.mentions[-1].sentence is told.mention.sentence
    if here and any("over" in x.classes and "relative" in y.classes for x, y in pairwise(items)):
        return True
    return told.method == Method.BOMBING and any(
        "over" in x.classes and {"definite"} <= y.classes and z.value("attack_w") == Method.ARMED_CLASH
        for x, y, z in zip(items, items[1:], items[2:], strict=False)
    )


def is_harm_of_this(told: Told, last: Draft) -> bool:
    """True for "in this incident ten were shot" right behind an attack that it could be: who else was harmed in it."""
    mention = told.mention
    items = mention.sentence.items
    head = items[: min(_AT_HEAD, items.index(mention.triggers[0]))]
    if not any("incident_n" in i.classes for i in head) or not (mention.killed or mention.injured):
        return False
    plain = not (mention.places or mention.times or mention.cues & _APART)
    near = told.sentence - last.mentions[-1].sentence.index <= 1
    return plain and near and merge_methods(told.method, last.method) is not None


def died_later(told: Told, last: Draft) -> bool:
    """True for "he died on Monday" right behind the attack of days before of which that was."""
    later = told.when is not None and last.when is not None and told.when.earliest > last.when.latest
    items = told.mention.sentence.items
    his = any(i.classes & _HIS for i in items[:_AT_HEAD]) or any("care" in i.classes for i in items)
    his = his or any(" " in t.text for t in told.mention.triggers) or "toll_now" in told.cues  # "died of his injuries"
    one = max(told.killed, default=1) == 1 and not last.killed
    one = one or "toll_now" in told.cues
    return (
        later and his and one and told.mention.tells_death and told.sentence - last.mentions[-1].sentence.index <= _SOON
    )
