"""Verbs of attack that "and" joins: who did the first did the second, too, and on its day, where no other is named.

"The army shelled A on Monday and bombed two houses in B": both attacks are the army's, and Monday's.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sakkhi.read.items import Item
from sakkhi.read.mentions import Mention

_VERBS = frozenset({"attack_v", "murder", "launch", "dead"})
_OBJECT = frozenset(
    {
        "article",
        "definite",
        "num",
        "victim",
        "facility",
        "place",
        "actor",
        "demonym",
        "possessive",
        "human",
        "weapon",
        "word",
    }
)
_BESIDE = 2  # items between "and" and its verb, and behind it those among which its object begins


def share_subject(mentions: Sequence[Mention], items: Sequence[Item]) -> None:
    """Give the attack of a verb behind "and" the doer and the day of that of the verb before it."""
    for one, other in pairwise(mentions):
        if not any(_is_joined(items, t) for t in other.triggers):
            continue
        if not other.times:
            other.times = [t for t in one.times if t.start < other.triggers[0].start]
        if other.perpetrators or other.elided is not None:
            continue
        verbs = [n for t in one.triggers if _is_done(items, n := items.index(t))]
        other.perpetrators = [(a, f) for a, f in one.perpetrators if f is not None and _before(items, a, verbs)]


def _before(items: Sequence[Item], actor: Item, verbs: Sequence[int]) -> bool:
    return any(items.index(actor) < n for n in verbs)


def _is_joined(items: Sequence[Item], verb: Item) -> bool:
    """True for a verb right behind "and", with its object right behind it."""
    n = items.index(verb)
    led = [x for x in items[max(0, n - _BESIDE) : n] if x.classes & {"and", "word", "function", "time"}]
    joined = bool(led) and led[-1] is items[n - 1] and any("and" in x.classes for x in led)
    return joined and _is_done(items, n) and any(x.classes & _OBJECT for x in items[n + 1 : n + 1 + _BESIDE])


def _is_done(items: Sequence[Item], n: int) -> bool:
    """True for a verb in the past that is no participle: nothing says that it was done to its subject."""
    verb = items[n].classes
    passive = any("be" in x.classes for x in items[max(0, n - _BESIDE) : n]) or "passive" in verb
    return bool(verb & _VERBS) and bool(verb & {"past", "active"}) and not passive
