"""Names of armed actors that are spelt otherwise than the tables spell them, known by how they sound.

Outside the Latin script a foreign name has many spellings ("ডেমোক্রেটিক", "ডেমোক্র্যাটিক"). A run of words that has the
consonants of a known name, and nearly its letters, is that name: in the report's own script or in English.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from sakkhi.model.actor import Actor
from sakkhi.model.pack import Entry
from sakkhi.model.sounds import romanised, skeleton
from sakkhi.read.items import Item, Sentence

Stems = Callable[[str], Iterable[str]]
_STATES = ("state_forces", "external_forces")  # without parents: their names are places', and are written one way
_MOST = 6  # words of a name
_BONES = 7  # consonants that a name must have
_ALIKE, _WORD = 80, 60  # of 100: how near the letters of a name, and of each of its words, must be
_OPEN = frozenset({"word", "name", "cap", "actor", "demonym", "place"})  # what a name may begin with
_CLOSED = frozenset({"time", "num", "full_stop", "comma", "quote", "colon", "semicolon", "open", "close", "say"})


class Ear:
    """The known names of actors by their sounds; built once for a language."""

    def __init__(
        self, named: Iterable[tuple[tuple[str, ...], tuple[Entry, ...]]], actors: Mapping[str, Actor], stems: Stems
    ) -> None:
        self._stems = stems
        self._by_sound: dict[tuple[str, ...], list[tuple[str, tuple[Entry, ...]]]] = {}
        of_actor: dict[str, tuple[Entry, ...]] = {}
        known = {a.id: a for a in actors.values() if a.parents or a.kind not in _STATES}
        for words, entries in named:
            actor = next((e.value for e in entries if e.cls == "actor"), "")
            if actor in known:
                of_actor.setdefault(actor, entries)
                self._learn(" ".join(words), entries)
        for row in known.values():
            self._learn(row.name, of_actor.get(row.id) or (Entry("names:heard", "actor", row.id),))
        self._heads = {sounds[0] for sounds in self._by_sound}

    def _learn(self, name: str, entries: tuple[Entry, ...]) -> None:
        sounds = tuple(s for word in name.replace("-", " ").split() if (s := _bones(word)))
        if 1 < len(sounds) <= _MOST and sum(map(len, sounds)) >= _BONES:
            self._by_sound.setdefault(sounds, []).append((romanised(name.lower().replace("-", " ")), entries))

    def heard(self, sentence: Sentence) -> Sentence:
        """The sentence with each run of words that sounds like the name of an actor made that actor."""
        items = sentence.items
        out: list[Item] = []
        n = 0
        while n < len(items):
            begins = items[n].classes & _OPEN and _bones(items[n].text.partition(" ")[0]) in self._heads
            end, entries = self._match(items, n) if begins else (n, ())
            if entries:
                out.append(_actor(items[n:end], entries))
                n = end
            else:
                out.append(items[n])
                n += 1
        return Sentence(sentence.index, sentence.paragraph, out) if len(out) < len(items) else sentence

    def _match(self, items: list[Item], first: int) -> tuple[int, tuple[Entry, ...]]:
        """(index behind the longest name that begins at item `first`, its entries); no entries where none does."""
        told: list[str] = []
        best: tuple[int, tuple[Entry, ...]] = (first, ())
        for n in range(first, min(len(items), first + 2 * _MOST)):
            words = items[n].text.replace("-", " ").split()
            if items[n].classes & _CLOSED or len(told) > _MOST:
                break
            if words and (n > first or (len(words) > 1 and "actor" not in items[n].classes)):
                best = self._known([*told, *words[:-1]], words[-1], n + 1) or best
            told += words
        return best

    def _known(self, words: list[str], last: str, end: int) -> tuple[int, tuple[Entry, ...]] | None:
        """(`end`, entries) of the name that the words and a form of the last sound like; None where none does."""
        sounds = [s for word in words if (s := _bones(word))]
        for form in self._stems(last):
            for name, entries in self._by_sound.get((*sounds, _bones(form)), ()):
                if _are_alike([romanised(w) for w in (*words, form)], name.split()):
                    return end, entries
        return None


def _are_alike(a: list[str], b: list[str]) -> bool:
    """True where names with the same consonants have nearly the same letters, each word for itself and all together."""
    if a[0][:1] != b[0][:1] or ratio(" ".join(a), " ".join(b)) < _ALIKE:
        return False
    return len(a) != len(b) or all(ratio(x, y) >= _WORD for x, y in zip(a, b, strict=True))


def _actor(run: list[Item], entries: tuple[Entry, ...]) -> Item:
    item = Item(run[0].start, run[-1].end, " ".join(i.text for i in run), frozenset())
    item.entries, item.features, item.quoted = entries, run[-1].features, run[0].quoted
    item.classes = frozenset({e.cls for e in entries}) | item.features
    return item


@lru_cache(maxsize=65536)
def _bones(word: str) -> str:
    return skeleton(romanised(word))
