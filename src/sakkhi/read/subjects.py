"""Who acts where a sentence does not say it: "they", or a verb without a subject, go on with whom the text told of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sakkhi.read.bind import marks_another
from sakkhi.read.items import Item, Sentence
from sakkhi.read.speeches import Speech

_BACK = 3  # sentences over which nobody else may have acted
_CASES = frozenset({"gen", "acc", "loc"})
_AGENTS = frozenset({"actor", "human"})
_NO_AGENTS = frozenset({"place", "possessive", "pronoun", "they", "two_sides"})
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
            if not i.features & _CASES and (frame is None or i not in frame.words) and not marks_another(items, m)
        ]
        agents = [i for i in agents if i.classes & _AGENTS and not i.classes & _NO_AGENTS]
        if agents:
            return agents
        goes_on = any("they" in i.classes for i in items)
        if not goes_on and any(i.classes & _OTHERS and not i.features & _CASES for i in items):
            return []
    return []
