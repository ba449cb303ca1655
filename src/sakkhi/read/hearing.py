"""Names of armed actors that are spelt otherwise than the tables spell them, known by how they sound.

Outside the Latin script a foreign name has many spellings ("ডেমোক্রেটিক", "ডেমোক্র্যাটিক"). A run of words that has the
consonants of a known name, and nearly its letters, is that name: in the report's own script or in English.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from sakkhi.model.actor import Actor
from sakkhi.model.pack import Entry
from sakkhi.model.sounds import romanised, skeleton
from sakkhi.read.items import Item, Sentence

Named = tuple[tuple[str, ...], tuple[Entry, ...]]
Stems = Callable[[str], Iterable[str]]
_STATES = ("state_forces", "external_forces")  # without parents: their names are places', and are written one way
_MOST = 6  # words of a name
_BONES = 7  # consonants that a name must have
_ALIKE, _WORD = 80, 60  # of 100: how near the letters of a name, and of each of its words, must be
_OPEN = frozenset(
    {"word", "name", "cap", "actor", "demonym", "place", "force_noun", "group_noun"}
)  # what a name may begin with
_CLOSED = frozenset({"time", "num", "full_stop", "comma", "quote", "colon", "semicolon", "open", "close", "say"})


def sounds_of_names(named: Iterable[Named], actors: Mapping[str, Actor]) -> dict[str, str]:
    """The sound of each word of the names that an `Ear` learns, which take long to make out."""
    return {word: _bones(word) for name, _ in _heard_of(named, actors) for word in _words(name)}


def _heard_of(named: Iterable[Named], actors: Mapping[str, Actor]) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    """The names that are known by their sound, in the language and in English."""
    of_actor: dict[str, tuple[Entry, ...]] = {}
    known = {a.id: a for a in actors.values() if a.parents or a.kind not in _STATES}
    for words, entries in named:
        actor = next((e.value for e in entries if e.cls == "actor"), "")
        if actor in known:
            of_actor.setdefault(actor, entries)
            yield " ".join(words), entries
    for row in known.values():
        yield row.name, of_actor.get(row.id) or (Entry("names:heard", "actor", row.id),)


def _words(name: str) -> list[str]:
    return name.replace("-", " ").split()


class Ear:
    """The known names of actors by their sounds; built once for a language."""

    def __init__(
        self, named: Iterable[Named], actors: Mapping[str, Actor], stems: Stems, sounds: Mapping[str, str]
    ) -> None:
        """`sounds` are those of the names' words, as `sounds_of_names` gives them."""
        self._stems = stems
        self._root = _Node()
        for name, entries in _heard_of(named, actors):
            self._learn(name, entries, sounds)
        self._begins = lru_cache(maxsize=65536)(self._may_begin)
        self._forms = lru_cache(maxsize=65536)(self._sounds_of)

    def _learn(self, name: str, entries: tuple[Entry, ...], known: Mapping[str, str]) -> None:
        sounds = tuple(s for word in _words(name) if (s := known[word]))
        if 1 < len(sounds) <= _MOST and sum(map(len, sounds)) >= _BONES:
            node = self._root
            for sound in sounds:
                node = node.next.setdefault(sound, _Node())
            node.names.append((name.lower().replace("-", " "), entries))

    def heard(self, sentence: Sentence) -> Sentence:
        """The sentence with each run of words that sounds like the name of an actor made that actor."""
        items, begins = sentence.items, self._begins
        out: list[Item] = []
        done = 0
        for n in [n for n, i in enumerate(items) if not i.classes.isdisjoint(_OPEN) and begins(i.text)]:
            end, entries = self._match(items, n) if n >= done else (n, ())
            if entries:
                out += [*items[done:n], _actor(items[n:end], entries)]
                done = end
        out += items[done:]
        return Sentence(sentence.index, sentence.paragraph, out) if len(out) < len(items) else sentence

    def _may_begin(self, text: str) -> bool:
        """False for words that no known name begins with, or one longer than they where they are one."""
        words = text.replace("-", " ").split()
        node: _Node | None = self._root
        for word in words if len(words) < 2 else words[:-1]:
            node = node.step(word) if node is not None else None
        return node is not None

    def _sounds_of(self, word: str) -> tuple[tuple[str, str], ...]:
        """What a word may be without its endings, each with its sound."""
        return tuple((form, _bones(form)) for form in self._stems(word))

    def _match(self, items: list[Item], first: int) -> tuple[int, tuple[Entry, ...]]:
        """(index behind the longest name that begins at item `first`, its entries); no entries where none does."""
        told: list[str] = []
        best: tuple[int, tuple[Entry, ...]] = (first, ())
        node: _Node | None = self._root
        for n in range(first, len(items)):
            *words, last = items[n].text.replace("-", " ").split() or [""]
            for word in words:
                node = node.step(word) if node is not None else None
            if node is None or items[n].classes & _CLOSED:
                break
            told += words
            if n > first or (words and "actor" not in items[n].classes):
                best = next(((n + 1, e) for e in self._named(node, told, last)), best)
            node = node.step(last)
            told.append(last)
        return best

    def _named(self, node: _Node, words: list[str], last: str) -> Iterator[tuple[Entry, ...]]:
        """The entries of the names that end in a form of `last` and are spelt much as the words are."""
        for form, sound in self._forms(last):
            end = node.next.get(sound)
            for name, entries in end.names if end is not None else ():
                if _are_alike([romanised(w) for w in (*words, form)], _letters(name).split()):
                    yield entries


class _Node:
    """Names that begin with the same sounds."""

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.names: list[tuple[str, tuple[Entry, ...]]] = []

    def step(self, word: str) -> _Node | None:
        """What follows the sound of a word; a word without one goes nowhere."""
        sound = _bones(word)
        return self.next.get(sound) if sound else self


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
def _letters(name: str) -> str:
    return romanised(name)


@lru_cache(maxsize=65536)
def _bones(word: str) -> str:
    return skeleton(romanised(word))
