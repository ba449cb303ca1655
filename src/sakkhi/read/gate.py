"""Whether a text is worth reading: its words against the classes that an attack, a force or a fact is told in.

Most news tells of none of these, and is left before it is folded: what its pieces between spaces tell is remembered.
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
_DOERS = frozenset({"actor", "attacker", "demonym", "group_noun", "force_noun"})  # who may kill
_FORCES = frozenset({"police", "military_personnel", "armed_group"})  # victims that are doers, too
_COURT = frozenset(
    {"accused", "arrest_v", "charged", "convicted", "matter", "sentence", "truce", "upheaval"}
)  # words of courts, and of a truce: deaths beside them may be killings
_DOING = frozenset({"attack_w", "impact", "weapon", "deed"})  # tells of an attack where a side stands beside it
_NAMED = _SIGNS | _STRONG | _ACTS | _EFFECTS | _LABELS | _SIDES | _DOERS | _COURT
_NOTHING, _NUMBER = frozenset[str](), frozenset({"num"})
_TATWEEL = "\u0640"  # what folding makes of it may go over a space
_LONGEST = 64  # letters of a piece that is remembered
_MEMORY = 200_000  # pieces and words remembered: hostile or endless input must stay within bounds
_CLAUSE = 10  # words within which a doer, a soft word of attack and what it struck stand
_RUN = 50  # pieces that are cut and looked at together
_NEAR = 100  # words within which two stand that may tell of something together: no sentence of news has as many

Phrase = tuple[tuple[str, ...], int, frozenset[str]]  # its words, which of them is the longest, its classes


def _class_of(entry: Entry) -> str:
    """An entry's class; soldiers and policemen may kill as well as be killed."""
    return "group_noun" if entry.cls == "victim" and entry.value in _FORCES else entry.cls


class _Word(NamedTuple):
    """A word's stems, the classes that it has by itself, and the phrases that are looked for by it.

    They are so by their longest word and the one behind it, or before it where it is the last: (1 or -1, word).
    """

    text: str
    stems: frozenset[str]
    classes: frozenset[str]
    phrases: tuple[dict[tuple[int, str], list[Phrase]], ...]
    is_silent: bool  # it has neither classes nor phrases, and ends no sentence


class Gate:
    """Tells whether words may tell of something; remembers each word's classes."""

    def __init__(
        self,
        forms: Iterable[tuple[tuple[str, ...], tuple[Entry, ...]]],
        stems: Callable[[str], tuple[Stem, ...]],
        numbers: Iterable[str],
        ends: str,
        abbreviations: frozenset[str],
        words_of: Callable[[str], Iterable[str]],
    ) -> None:
        """`numbers` are words that count, `ends` the marks that end a sentence but behind `abbreviations`.

        `words_of(piece)` cuts a piece of text as given into folded words.
        """
        self._ends, self._abbreviations, self._words_of = ends, abbreviations, words_of
        self._single: dict[str, set[str]] = {word: {"num"} for word in numbers}
        self._phrases: dict[str, dict[tuple[int, str], list[Phrase]]] = {}
        self._longest = 1  # words of the longest phrase
        for words, entries in forms:
            named = frozenset(map(_class_of, entries)) & _NAMED
            if named and len(words) == 1:
                self._single.setdefault(words[0], set()).update(named)
            elif named:
                self._longest = max(self._longest, len(words))
                at = max(range(len(words)), key=lambda n: len(words[n]))
                beside = (1, words[at + 1]) if at + 1 < len(words) else (-1, words[at - 1])
                self._phrases.setdefault(words[at], {}).setdefault(beside, []).append((words, at, named))
        self._stems = stems
        self._known: dict[str, _Word] = {}
        self._pieces: dict[str, tuple[_Word, ...]] = {}

    def passes(self, text: str) -> bool:
        """True where in a sentence of a text as given words stand that may tell of something together."""
        if len(self._known) + len(self._pieces) > _MEMORY:
            self._known.clear()
            self._pieces.clear()
        known = self._pieces
        pieces = text.split() if _TATWEEL not in text else [text]
        words: list[_Word] = []
        told, done = _Told(), 0
        for first in range(0, len(pieces), _RUN):  # most that tells of something does so at its head
            for piece in pieces[first : first + _RUN]:
                words += known[piece] if piece in known else self._cut(piece)
            ready = len(words) - (self._longest if first + _RUN < len(pieces) else 0)
            for n in [n for n in range(done, ready) if not words[n].is_silent]:
                classes = self._classes_at(n, words)
                if classes and told.tells_with(classes, n):
                    return True
                if words[n].text in self._ends and not (n and self._is_shortened(words[n - 1].text)):
                    told = _Told()
            done = max(done, ready)
        return False

    def _cut(self, piece: str) -> tuple[_Word, ...]:
        """The words of a piece of text; a hyphen parts words and is none."""
        words = tuple(self._word(word) for word in self._words_of(piece) if word != "-")
        if len(piece) <= _LONGEST:
            self._pieces[piece] = words
        return words

    def _word(self, text: str) -> _Word:
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = self._look_up(text)
        return known

    def _is_shortened(self, word: str) -> bool:
        """True for an abbreviation or an initial: a stop behind it ends no sentence."""
        return len(word) == 1 or word in self._abbreviations

    def _classes_at(self, n: int, words: Sequence[_Word]) -> frozenset[str]:
        """The classes of word `n` and of the phrases that stand there."""
        classes = words[n].classes
        for step in (1, -1) if words[n].phrases else ():
            if 0 <= n + step < len(words):
                stems = words[n + step].stems
                found = (p for of_stem in words[n].phrases for stem in stems for p in of_stem.get((step, stem), ()))
                for phrase, longest, named in found:
                    if not named <= classes and _stands_at(phrase, words, n - longest):
                        classes |= named
        return classes

    def _look_up(self, word: str) -> _Word:
        stems = frozenset(s.text for s in self._stems(word))
        own = _NUMBER if word[0].isdigit() else _NOTHING
        classes = own.union(*(self._single.get(s, _NOTHING) for s in stems))
        if "attack_w" in classes:  # a soft word of attack is not by itself also what bears it out: "hit"
            classes -= _ACTS - _EFFECTS
        phrases = tuple(self._phrases[s] for s in stems if s in self._phrases)
        return _Word(word, stems, classes, phrases, not (classes or phrases or word in self._ends))


class _Told:
    """What the words of a sentence told so far."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}  # where each class stood last
        self._sides: list[int] = []  # where its last two actors or things to strike stood

    def tells_with(self, classes: frozenset[str], n: int) -> bool:
        """True where the sentence may tell of something with the word of these classes at `n`."""
        last = self._last
        last.update(dict.fromkeys(classes, n))
        if classes & _SIDES:
            self._sides = [*self._sides[-1:], n]
        if not _DOING.isdisjoint(last) and self._acts(n - _CLAUSE):
            return True
        if classes <= _SIDES and (classes.isdisjoint(_DOERS) or _HARM.isdisjoint(last)):
            return False
        return _tells({cls for cls, at in last.items() if n - at <= _NEAR})

    def _acts(self, since: int) -> bool:
        """True where in a clause a doer and what it struck stand by a soft word, or a weapon by a facility."""
        last = self._last
        soft = max(last.get("attack_w", -1), last.get("impact", -1), last.get("deed", -1))
        of_actor = len(self._sides) > 1 and min(self._sides[0], soft) >= max(0, since)
        return of_actor or min(last.get("weapon", -1), last.get("facility", -1)) >= max(0, since)


def _stands_at(phrase: tuple[str, ...], words: Sequence[_Word], first: int) -> bool:
    """True where the phrase stands from word `first` on."""
    if first < 0 or first + len(phrase) > len(words):
        return False
    return all(part in words[n].stems for n, part in enumerate(phrase, first))


def _tells(found: set[str]) -> bool:
    """True where words of these classes may tell of an attack, a force or a fact."""
    return bool(
        found & _STRONG
        or ("weapon" in found and found & _ACTS)
        or ("attack_w" in found and found & (_EFFECTS | _ACTS | {"attacker"}))
        or ("attacker" in found and "deed" in found)
        or (found & (_DOERS | _COURT) and found & _HARM)
        or ("force_sign" in found and ("num" in found or found & _HARM))
        or ("fact_sign" in found and found & _LABELS)
    )
