"""What is told right behind an attack and belongs to it: a death of days later, bombs that went off in a brawl."""

from __future__ import annotations

from sakkhi.model.incident import Method
from sakkhi.read.making import Draft
from sakkhi.read.told import Told

_HIS = frozenset({"pronoun", "person_pronoun"})
_AT_HEAD = 3  # items at a sentence's head among which the pronoun for who was attacked stands
_SOON = 2  # sentences behind an attack in which the death of one of its victims is told


def is_in_clash(told: Told, known: Draft) -> bool:
    """True for bombs that went off "during the clash" told before: they are part of it."""
    if known.method != Method.ARMED_CLASH or told.method != Method.BOMBING or told.killed or known.recalled:
        return False
    items = told.mention.sentence.items
    return any(
        "over" in x.classes and {"definite"} <= y.classes and z.value("attack_w") == Method.ARMED_CLASH
        for x, y, z in zip(items, items[1:], items[2:], strict=False)
    )


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
