"""Folded text → tokens, each with the ways in which its inflection can be read.

An inflected word is read by taking off the pack's affix layers, outermost first; every reading whose stem the pack's
vocabulary holds is kept, and the word as it stands always. Of a word that no vocabulary knows, an ending that the pack
lists as sure is taken off all the same. Readings are remembered per word, so that a batch pays once.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import msgspec

from sakkhi.model.pack import Affix, Pack
from sakkhi.model.text import Folded, Stem, Token
from sakkhi.model.words import Words

Stems = tuple[Stem, ...]
_SLOGAN = 3  # words from which on a hashtag says something of its own
_SHOUTED = 3  # words in capitals in a row that are no name but a heading or a text written so throughout
_MEMORY = 200_000  # words remembered: hostile or endless input must stay within bounds
_VERBAL = frozenset({"past", "ing", "neg", "fem", "vpl"})


def analyse(word: str, pack: Pack, known: Callable[[str], bool]) -> Stems:
    """The readings of a folded word: the word itself first, then each stripped stem for which `known(stem)` holds."""
    bare = frozenset[str]()
    found: dict[Stem, None] = {Stem(word, bare): None}
    heads = _strip_layers(word, pack.prefixes, pack.min_stem, front=True)
    for head, front in heads:
        for stem, features in _strip_layers(head, pack.suffixes, pack.min_stem, front=False):
            if known(stem):
                found[Stem(stem, front | features)] = None
    if len(found) == 1 and pack.guesses and not known(word):
        for affix in pack.guesses:  # the first that fits: the pack lists longer ones first
            if word.endswith(affix.strip) and len(word) - len(affix.strip) >= pack.min_stem:
                found[Stem(word[: len(word) - len(affix.strip)] + affix.add, affix.features)] = None
                break
    ends = (s for s in found if word.endswith(s.text))
    whole = [s for s in ends if any(e.cls == "whole" for e in pack.lexicon.get((s.text,), ()))]
    if whole:
        return tuple(dict.fromkeys([next(iter(found)), *whole]))
    doubtful = frozenset(str(pack.settings.get("doubtful", "")).split())
    sure = [s for s in found if s.features.isdisjoint(doubtful)]
    return tuple(sure if any((s.text,) in pack.lexicon for s in sure) else found)


def _strip_layers(
    word: str, layers: tuple[tuple[Affix, ...], ...], min_stem: int, *, front: bool
) -> list[tuple[str, frozenset[str]]]:
    """Every (stem, features) that taking off at most one affix of each layer gives; the word itself first."""
    readings = [(word, frozenset[str]())]
    for layer in layers:
        for (stem, features), affix in product(tuple(readings), layer):
            cut = len(affix.strip)
            if len(stem) - cut < min_stem:
                continue
            if front and stem.startswith(affix.strip):
                readings.append((affix.add + stem[cut:], features | affix.features))
            elif not front and stem.endswith(affix.strip):
                readings.append((stem[: len(stem) - cut] + affix.add, features | affix.features))
    return readings


class Analyser:
    """Tokens of folded text for one pack; remembers what it has analysed."""

    def __init__(
        self,
        pack: Pack,
        known: Callable[[str], bool],
        plain: frozenset[str] = frozenset(),
        acronyms: frozenset[str] = frozenset(),
    ) -> None:
        """`plain` are words that are no names, `acronyms` names that are always written in capitals."""
        self._pack, self._known, self._plain, self._acronyms = pack, known, plain, acronyms
        self._memory: dict[str, tuple[str, Stems]] = {}  # with the shape of the word in small letters
        self._bare: dict[str, tuple[str, ...]] = {}

    def stems(self, word: str) -> Stems:
        """The readings of a folded word."""
        return (self._memory.get(word) or self._look_up(word))[1]

    def _look_up(self, word: str) -> tuple[str, Stems]:
        if len(self._memory) > _MEMORY:
            self._memory.clear()
        shape = "l" if word[:1].isalpha() else "d" if word[:1].isdigit() else "p"
        found = self._memory[word] = shape, analyse(word[:64], self._pack, self._known)
        return found

    def bare(self, word: str) -> tuple[str, ...]:
        """What a word that no vocabulary holds may be without its endings: itself, then ever shorter stems."""
        found = self._bare.get(word)
        if found is None:
            if len(self._bare) > 50_000:
                self._bare.clear()
            readings = _strip_layers(word[:64], self._pack.suffixes, self._pack.min_stem, front=False)
            stems = {stem for stem, features in readings if not features & _VERBAL}
            found = self._bare[word] = tuple(sorted(stems, key=len, reverse=True))
        return found

    def tokens(self, folded: Folded, original: str, words: Words) -> list[Token]:
        """The tokens of `folded`, which is cut into `words`; `original` is the report's text, with letters' case."""
        cased = self._pack.cased
        known = self._memory
        aligned = len(folded.breaks) == 1  # offsets are the report's own
        out: list[Token] = []
        for start, word in words:
            end = start + len(word)
            shape, stems = known.get(word) or self._look_up(word)
            if cased and shape == "l" and (not aligned or original[start].isupper()):
                shape = _shape(original, folded, start, end)
            out.append(Token(start, end, word, shape, stems))
        out = _without_slogans(out, folded.text) if "#" in folded.text else out
        return self._lowered(out) if cased and self._plain else out

    def _lowered(self, tokens: list[Token]) -> list[Token]:
        """The tokens, those of a run in which every word is in capitals shaped as a usual text would write them."""
        run: list[int] = []
        for i in range(len(tokens) + 1):
            shape = tokens[i].shape if i < len(tokens) else "l"
            if shape == "u" or (shape == "c" and len(tokens[i].text) == 1):
                run.append(i)
            elif shape in "cl" and run:
                if len(run) >= _SHOUTED and any(self._is_plain(tokens[j]) for j in run):
                    for j in run:
                        tokens[j] = msgspec.structs.replace(tokens[j], shape=self._usual(tokens[j]))
                run = []
        return tokens

    def _usual(self, token: Token) -> str:
        return "l" if self._is_plain(token) else "u" if token.text in self._acronyms else "c"

    def _is_plain(self, token: Token) -> bool:
        return any(stem.text in self._plain for stem in token.stems)


def _without_slogans(tokens: list[Token], text: str) -> list[Token]:
    """The tokens without the marks of hashtags, nor those of three words and more: #mark_them_for_it is a slogan."""
    out: list[Token] = []
    i = 0
    while i < len(tokens):
        if tokens[i].text != "#":
            out.append(tokens[i])
            i += 1
            continue
        end = i + 1
        while end < len(tokens) and text[tokens[end - 1].end : tokens[end].start] == ("_" if end > i + 1 else ""):
            end += 1
        i = end if end - i > _SLOGAN else i + 1
    return out


_ACRONYM = 4  # letters of a name that is an acronym with small letters in it: LeT, JeM


def _shape(original: str, folded: Folded, start: int, end: int) -> str:
    first, last = folded.origin(start, end)
    given = original[first:last]
    if not given[:1].isupper():
        return "l"
    letters = given.removesuffix("'s").removesuffix("’s")
    capitals = sum(map(str.isupper, letters)) if 1 < len(letters) <= _ACRONYM else 0
    return "u" if len(letters) > 1 and (letters.isupper() or capitals > 1) else "c"
