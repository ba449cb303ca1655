"""English names for items: what the tables know of actors and people, else what the text writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, lru_cache

from sakkhi.model.actor import Actor
from sakkhi.model.incident import ByType
from sakkhi.model.sounds import romanised, skeleton
from sakkhi.read.items import Item

_FIRST = {"a": "a", "e": "i", "i": "i", "o": "u", "u": "u"}  # vowels at the head of a word that sound alike
_PARTS = 2  # words of a name by which somebody well known is heard
_STATES = frozenset({"state_forces", "external_forces"})
GROUP_KINDS = frozenset({"rebel_group", "political_militia", "identity_militia", "rioters"})


class Names:
    """English names for items: what the tables know, else what the text writes."""

    def __init__(
        self,
        actors: Mapping[str, Actor],
        written: Callable[[int, int], str],
        people: Mapping[str, tuple[str, str, str, str]],
        heard: Mapping[str, str],
        quoted: Callable[[int, int], str],
    ) -> None:
        self._actors, self._written, self._people, self._heard = actors, written, people, heard
        self._quoted = quoted
        self._parents = cache(self._parents_of)

    def of(self, item: Item) -> tuple[str, str | None]:
        """(name, actor id or None) of an actor, demonym, person or name item."""
        for cls in ("actor", "demonym", "metonym"):
            value = item.value(cls)
            if value is not None:
                known = self._actors.get(value)
                return (known.name, known.id) if known is not None else (value, None)
        known_person = self.person(item)
        if known_person is not None:
            return known_person[0], None
        value = item.value("name")
        return (value or self._written(item.start, item.end)), None

    def actor(self, actor_id: str) -> str | None:
        """The canonical name of an actor's id; None where the tables do not know it."""
        known = self._actors.get(actor_id)
        return known.name if known is not None else None

    def doer(self, name: str, actor_id: str | None) -> tuple[str, str | None]:
        """Who acts where this actor is said to: a state for the ministry or command that speaks for its forces."""
        known = self._actors.get(actor_id or "")
        state = self._actors.get(known.acts_as) if known is not None else None
        return (state.name, state.id) if state is not None else (name, actor_id)

    def are_kin(self, a: str | None, b: str | None) -> bool:
        """True for one actor and for two of which one is part of the other: a state and its armed forces."""
        if a is None or b is None:
            return False
        return a == b or a in self._parents(b) or b in self._parents(a)

    def family(self, actor_id: str | None) -> frozenset[str]:
        """An actor and all that it is part of, by their ids."""
        return frozenset() if actor_id is None else frozenset({actor_id, *self._parents(actor_id)})

    def is_part_of(self, part: str | None, whole: str | None) -> bool:
        """True for a body and what it is part of, not for one and itself."""
        return part is not None and part != whole and whole in self._parents(part)

    def _parents_of(self, actor_id: str) -> set[str]:
        """What an actor is part of, of all times, as far up as the tables know."""
        out: set[str] = set()
        found = [actor_id]
        while found:
            known = self._actors.get(found.pop())
            parents = {p.actor for p in known.parents} - out if known is not None else set()
            out |= parents
            found.extend(parents)
        return out

    def person(self, item: Item) -> tuple[str, str, str, str] | None:
        """(name, organisation's actor id, by_type, office) of a known office-holder."""
        value = item.value("person")
        if value is not None or "name" not in item.classes:
            return self._people.get(value or "")
        name = item.value("name") or item.text
        known = self._people.get(self._heard.get(sound(name)) or "")
        return known if known is not None and _begin_alike(name, known[0]) else None

    def kind(self, actor_id: str | None) -> str:
        """The ACLED kind of a known actor, else ""."""
        known = self._actors.get(actor_id or "")
        return known.kind if known is not None else ""

    def is_state(self, item: Item) -> bool:
        """True for a state, or several acting as one; False for its ministries and forces with names of their own."""
        known = self._actors.get(item.value("actor") or item.value("demonym") or item.value("metonym") or "")
        return known is not None and known.kind in _STATES and not known.parents

    def land(self, actor_id: str | None) -> str:
        """The country (alpha-3) of a known actor, else ""."""
        known = self._actors.get(actor_id or "")
        return (known.country if known is not None else "") or ""

    def is_alliance(self, item: Item) -> bool:
        """True for several states acting as one."""
        known = self._actors.get(item.value("actor") or "")
        return known is not None and known.kind == "external_forces"

    def speaks_as(self, actor_id: str | None) -> ByType:
        """In which capacity an actor speaks of himself."""
        return ByType.GROUP if self.kind(actor_id) in GROUP_KINDS else ByType.OFFICIAL

    def quoted(self, item: Item) -> str:
        """What the text writes at an item, in its own script, particles written with it left out."""
        return self._quoted(item.start, item.end)

    def words(self, items: tuple[Item, ...]) -> str:
        """What the text writes from the first to the last item, in Latin letters."""
        return self._written(min(i.start for i in items), max(i.end for i in items))  # not always in the text's order


def _begin_alike(name: str, known: str) -> bool:
    """False for two names of three words or more that begin otherwise: Mohammad and Sheikh Mujibur Rahman."""
    one, other = name.split(), known.split()
    return min(len(one), len(other)) <= _PARTS or skeleton(romanised(one[0])) == skeleton(romanised(other[0]))


@lru_cache(maxsize=65536)
def sound(name: str) -> str:
    """How the last two words of a person's name sound, in any script; "" where that tells too little.

    The vowel that a word begins with counts: Abdul is not Obaidul.
    """
    spelt = [romanised(word) for word in name.split()[-_PARTS:]]
    words = [skeleton(word) for word in spelt]
    if len(words) != _PARTS or sum(map(len, words)) < 6:
        return ""
    return " ".join(_FIRST.get(s[:1], "") + bones for s, bones in zip(spelt, words, strict=True))
