"""How a sentence tells of harm: as its news, inside something else (an arrest, a remark, a relative clause), or not."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from sakkhi.read.items import Item, Sentence
from sakkhi.read.patterns import BOUNDARY

_HARM = frozenset({"attack_n", "attack_v", "murder", "dead", "hurt", "casualties"})
_ARMED = frozenset({"launch", "impact", "stop", "damage"})  # harm where a weapon or an attack stands beside
_FRAMES = frozenset({"aftermath", "comment", "condemn"})
_UNDER = frozenset({"after", "relative", "backdrop", "against", "over"})
_LEAN = 4  # items before a word of harm in which a word that makes it a circumstance may stand
_TAIL = 9  # items behind the last word of harm from which on a verb-last sentence ends in something else


class Telling(Enum):
    """What a sentence does with harm."""

    TELLS = "tells"
    FRAMES = "frames"  # an aftermath or a remark governs it
    LEANS = "leans"  # a circumstance of something else
    SILENT = "silent"


def telling(sentence: Sentence, *, verb_last: bool) -> Telling:
    """How the sentence tells of harm. `verb_last`: what governs a clause stands behind it (Bangla)."""
    items = sentence.items
    armed = any(i.classes & {"weapon", "attack_w"} or i.classes & _HARM for i in items)
    harm = [n for n, i in enumerate(items) if i.classes & _HARM or (armed and i.classes & _ARMED)]
    harm = [n for n in harm if not items[n].classes & _FRAMES]
    if not harm:
        return Telling.SILENT
    frames = [n for n, i in enumerate(items) if i.classes & _FRAMES]
    head = harm[-1] if verb_last else harm[0]
    if any(n > head for n in frames) if verb_last else any(n < head for n in frames):
        return Telling.FRAMES
    return Telling.LEANS if _leans(items, head, verb_last=verb_last) else Telling.TELLS


def _leans(items: Sequence[Item], head: int, *, verb_last: bool) -> bool:
    if verb_last:
        behind = items[head + 1 :]
        if any("incident_n" in i.classes for i in behind):
            return False
        return "gen" in items[head].features or len(behind) > _TAIL
    for item in reversed(items[max(0, head - _LEAN) : head]):
        if item.classes & BOUNDARY:
            return False
        if item.classes & _UNDER:
            return True
    return False
