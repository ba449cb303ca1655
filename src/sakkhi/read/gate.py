"""Whether a text is worth reading: the words of a report against the classes that an attack, a force or a fact

is told in.

Most news tells of none of these; it is left after one pass over its distinct words, before anything is marked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sakkhi.model.pack import Entry
from sakkhi.model.text import Stem
from sakkhi.model.words import WORD

_STRONG = frozenset({"attack_n", "attack_v", "murder"})
_ACTS = frozenset({"launch", "impact", "stop", "foil", "miss", "dead", "hurt", "damage"})
_EFFECTS = frozenset({"weapon", "dead", "hurt", "damage"})
_NAMED = frozenset({"fact_sign", "force_sign", "weapon", "attack_w", "attacker"}) | _STRONG | _ACTS
_NOTHING = frozenset[str]()


class Gate:
    """Tells whether a folded text may tell of something; remembers each word's classes."""

    def __init__(
        self, forms: Iterable[tuple[tuple[str, ...], tuple[Entry, ...]]], stems: Callable[[str], tuple[Stem, ...]]
    ) -> None:
        self._single: dict[str, set[str]] = {}
        self._phrases: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = {}
        for words, entries in forms:
            named = frozenset(e.cls for e in entries) & _NAMED
            if named and len(words) == 1:
                self._single.setdefault(words[0], set()).update(named)
            elif named:  # a phrase is looked for by its longest word, then word by word
                self._phrases.setdefault(max(words, key=len), []).append((words, named))
        self._stems = stems
        self._memory: dict[str, tuple[tuple[str, ...], frozenset[str], bool]] = {}

    def passes(self, text: str) -> bool:
        """False only where no attack, force or fact can be told of in `text`."""
        found: set[str] = set()
        present: set[str] = set()
        phrases: list[tuple[tuple[str, ...], frozenset[str]]] = []
        memory = self._memory
        for word in set(WORD.findall(text)):
            known = memory.get(word)
            if known is None:
                known = self._look_up(word)
            stems, classes, begins = known
            present.update(stems)
            if classes:
                found |= classes
            if begins:
                phrases.extend(p for stem in stems for p in self._phrases.get(stem, ()))
        for words, named in phrases:
            if not named <= found and present.issuperset(words):
                found |= named
        return bool(
            found & _STRONG
            or ("weapon" in found and found & _ACTS)
            or ("attack_w" in found and found & (_EFFECTS | _ACTS))
            or ("attacker" in found and found & {"dead", "hurt"})
            or {"fact_sign", "force_sign"} & found
        )

    def _look_up(self, word: str) -> tuple[tuple[str, ...], frozenset[str], bool]:
        """(stems, classes of the word itself, whether a phrase is known by one of its stems)."""
        if len(self._memory) > 200_000:
            self._memory.clear()
        stems = tuple({s.text for s in self._stems(word)})
        classes = frozenset[str]().union(*(self._single.get(s, _NOTHING) for s in stems))
        known = self._memory[word] = (stems, classes, any(s in self._phrases for s in stems))
        return known
