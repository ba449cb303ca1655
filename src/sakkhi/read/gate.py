"""Whether a text is worth reading: the words of a report against the classes that an attack, a force or a fact

is told in.

Most news tells of none of these. A first look at its distinct words, as they are written, leaves most of it; a second
one at their order what has the words of a phrase, or a weapon and what weapons do, only in different sentences.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from sakkhi.model.pack import Entry
from sakkhi.model.text import Stem

_STRONG = frozenset({"attack_n", "attack_v", "murder"})
_ACTS = frozenset({"launch", "impact", "stop", "foil", "miss", "dead", "hurt", "damage", "fall"})
_HARM = frozenset({"dead", "hurt"})
_EFFECTS = _HARM | {"weapon", "damage", "incident_n"}
_LABELS = frozenset({"terror_label", "advise"})  # what an actor or a mission is designated as
_SIGNS = frozenset({"fact_sign", "force_sign", "attack_w", "attacker", "deed"})
_SIDES = frozenset({"actor", "demonym", "facility"})
_DOING = frozenset({"attack_w", "impact", "weapon", "deed"})  # tells of an attack where a side stands beside it
_NAMED = _SIGNS | _STRONG | _ACTS | _EFFECTS | _LABELS | _SIDES
_NOTHING, _NUMBER = frozenset[str](), frozenset({"num"})
_TATWEEL = "\u0640"  # what folding makes of it may go over a space
_MEMORY = 200_000  # words remembered: hostile or endless input must stay within bounds
_CLAUSE = 10  # words within which a doer, a soft word of attack and what it struck stand
_NEAR = 100  # words within which two stand that may tell of something together: no sentence of news has as many

Phrase = tuple[tuple[str, ...], int, frozenset[str]]  # its words, by which of them it is looked for, its classes


class _Word(NamedTuple):
    """The classes that a word has by itself, the phrases that are looked for by it, and the classes of them all."""

    classes: frozenset[str]
    phrases: tuple[Phrase, ...]
    promised: frozenset[str]


class Gate:
    """Tells whether the words of a folded text may tell of something; remembers each word's classes."""

    def __init__(
        self,
        forms: Iterable[tuple[tuple[str, ...], tuple[Entry, ...]]],
        stems: Callable[[str], tuple[Stem, ...]],
        numbers: Iterable[str],
        ends: str,
        abbreviations: frozenset[str],
        words_of: Callable[[str], Sequence[str]],
    ) -> None:
        """`numbers` are words that count, `ends` the marks that end a sentence but behind `abbreviations`.

        `words_of(piece)` cuts a piece of text as given into folded words.
        """
        self._ends, self._abbreviations, self._words_of = ends, abbreviations, words_of
        self._single: dict[str, set[str]] = {word: {"num"} for word in numbers}
        self._phrases: dict[str, list[Phrase]] = {}
        for words, entries in forms:
            named = frozenset(e.cls for e in entries) & _NAMED
            if named and len(words) == 1:
                self._single.setdefault(words[0], set()).update(named)
            elif named:  # a phrase is looked for by its longest word
                longest = max(words, key=len)
                self._phrases.setdefault(longest, []).append((words, words.index(longest), named))
        self._stems = stems
        self._known: dict[str, _Word | None] = {}  # None for a word that tells nothing and begins no phrase
        self._forms: dict[str, frozenset[str]] = {}
        self._pieces: dict[str, frozenset[str]] = {}  # by piece of text between spaces what its words promise
        self._silent: set[str] = set()  # pieces whose words promise nothing

    def promises(self, text: str) -> bool:
        """False only where the words of a text as given, whatever their order, can tell of no attack, force or fact."""
        if len(self._pieces) + len(self._silent) > _MEMORY:
            self._pieces.clear()
            self._silent.clear()
        if _TATWEEL in text:
            return True
        found: set[str] = set()
        for piece in set(text.split()) - self._silent:
            found |= self._pieces.get(piece) or self._look_into(piece)
        return bool(_tells(found) or (found & _SIDES and found & _DOING))

    def _look_into(self, piece: str) -> frozenset[str]:
        known = [self._look_up(word) for word in self._words_of(piece)]
        promised = _NOTHING.union(*(word.promised for word in known if word is not None))
        if promised:
            self._pieces[piece] = promised
        else:
            self._silent.add(piece)
        return promised

    def passes(self, words: Sequence[str]) -> bool:
        """True where words that tell of something together stand in a sentence, those of a phrase side by side."""
        if len(self._known) > _MEMORY:
            self._known.clear()
            self._forms.clear()
        words = [w for w in words if w != "-"]
        last: dict[str, int] = {}  # where in the sentence each class stood last
        sides: list[int] = []  # where its last two actors or things to strike stood
        for n, word in enumerate(words):
            known = self._known[word] if word in self._known else self._look_up(word)
            if known is None:
                if word in self._ends and not (n and self._is_shortened(words[n - 1])):
                    last.clear()
                    sides.clear()
                continue
            classes = known.classes
            for phrase, longest, named in known.phrases:
                if not named <= classes and self._stands_at(phrase, words, n - longest):
                    classes |= named
            if classes:
                last.update(dict.fromkeys(classes, n))
                if classes & _SIDES:
                    sides = [*sides[-1:], n]
                if self._acts_on(last, sides, n - _CLAUSE):
                    return True
                if not classes <= _SIDES and _tells({cls for cls, at in last.items() if n - at <= _NEAR}):
                    return True
        return False

    def _acts_on(self, last: dict[str, int], sides: Sequence[int], since: int) -> bool:
        """True where in a clause a doer and what it struck stand by a soft word, or a weapon by a facility."""
        soft = max(last.get("attack_w", -1), last.get("impact", -1), last.get("deed", -1))
        of_actor = len(sides) > 1 and min(sides[0], soft) >= max(0, since)
        return of_actor or min(last.get("weapon", -1), last.get("facility", -1)) >= max(0, since)

    def _is_shortened(self, word: str) -> bool:
        """True for an abbreviation or an initial: a stop behind it ends no sentence."""
        return len(word) == 1 or word in self._abbreviations

    def _stands_at(self, phrase: tuple[str, ...], words: Sequence[str], first: int) -> bool:
        """True where the phrase stands from word `first` on."""
        if first < 0 or first + len(phrase) > len(words):
            return False
        return all(word in self._forms_of(words[n]) for n, word in enumerate(phrase, first))

    def _forms_of(self, word: str) -> frozenset[str]:
        """The stems that a word may have."""
        forms = self._forms.get(word)
        if forms is None:
            forms = self._forms[word] = frozenset(s.text for s in self._stems(word))
        return forms

    def _look_up(self, word: str) -> _Word | None:
        stems = self._forms_of(word)
        own = _NUMBER if word[0].isdigit() else _NOTHING
        classes = own.union(*(self._single.get(s, _NOTHING) for s in stems))
        if "attack_w" in classes:  # a soft word of attack is not by itself also what bears it out: "hit"
            classes -= _ACTS - _EFFECTS
        phrases = tuple(p for s in stems for p in self._phrases.get(s, ()))
        promised = classes.union(*(named for _, _, named in phrases))
        known = self._known[word] = _Word(classes, phrases, promised) if promised else None
        return known


def _tells(found: set[str]) -> bool:
    """True where words of these classes may tell of an attack, a force or a fact."""
    return bool(
        found & _STRONG
        or ("weapon" in found and found & _ACTS)
        or ("attack_w" in found and found & (_EFFECTS | _ACTS | {"attacker"}))
        or ("attacker" in found and found & (_HARM | {"deed"}))
        or ("force_sign" in found and ("num" in found or found & _HARM))
        or ("fact_sign" in found and found & _LABELS)
    )
