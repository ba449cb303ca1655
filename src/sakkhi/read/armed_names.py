"""Names of armed bodies → what else they name: people who are attacked, or weapons.

Those that begin or end in a word for their people ("US troops") name those people too. Those that begin or end in a
word for forces ("the US military") name troops: people where they are attacked; those that end in one for a weapon
("Turkish warplanes") name it.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from functools import cache

from sakkhi.model.pack import Entry, Pack
from sakkhi.read.groups import TROOPS
from sakkhi.read.words import Inflection

Named = tuple[tuple[str, ...], tuple[Entry, ...]]
_ARMED = ("military_personnel", "police", "armed_group")


def named_besides(entries: Iterable[Named], pack: Pack) -> dict[tuple[str, ...], tuple[Entry, ...]]:
    """By name of an armed body the entries of what else it names; names that name nothing else are left out."""
    single = [(w[0], e) for w, es in pack.lexicon.items() if len(w) == 1 for e in es]
    people = {w: e for w, e in single if e.value in _ARMED}
    forces = {w for w, e in single if e.cls == "force_noun"}
    weapons = {w: e for w, e in single if e.cls == "weapon"}
    inflection = Inflection(pack)

    @cache
    def is_force(word: str) -> bool:
        return bool(among(word, forces))

    @cache
    def weapon(word: str) -> tuple[Entry, ...]:
        known = among(word, weapons)
        return (weapons[known[0]],) if known else ()

    def among(word: str, words: Container[str]) -> list[str]:
        if not any(stem in words for stem in inflection.stems(word)):
            return []
        return [s.text for s in inflection.analyse(word, words.__contains__) if s.text in words]

    out: dict[tuple[str, ...], tuple[Entry, ...]] = {}
    for words, named in entries:
        if len(words) > 1 and any(e.cls == "actor" for e in named):
            found = people.get(words[-1]) or people.get(words[0])
            if found is not None and found.value == "police" and any(e.cls == "side" for e in named):
                found = None  # "Guards of Religion", an armed group
            if found is None and (is_force(words[0]) or is_force(words[-1])):
                found = TROOPS
            more = (*((found,) if found is not None else ()), *weapon(words[-1]))
            if more:
                out[words] = more
    return out
