"""Folded text → tokens, each with the ways in which its inflection can be read.

An inflected word is read by taking off the pack's affix layers, outermost first; every reading whose stem the pack's
vocabulary holds is kept, and the word as it stands always. Of a word that no vocabulary knows, an ending that the pack
lists as sure is taken off all the same. Readings are remembered per word, so that a batch pays once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from sakkhi.model.pack import Affix, Pack
from sakkhi.model.text import Folded, Stem, Token
from sakkhi.model.words import Words

Stems = tuple[Stem, ...]
_SLOGAN = 3  # words from which on a hashtag says something of its own
_SHOUTED = 3  # words in capitals in a row that are no name but a heading or a text written so throughout
_MEMORY = 200_000  # words remembered: hostile or endless input must stay within bounds
_BARE = frozenset[str]()
DEEDS = frozenset({"attack_n", "attack_v", "attack_w", "dead", "hurt", "launch", "murder"})
_LEAST, _RUN = 4, 8  # letters of each of two words that a page ran together, and of both
_SHORT = 2  # letters of a stem of the setting `short_stems`
_VERBAL = frozenset({"past", "ing", "neg", "fem", "vpl"})


def _listed(setting: object) -> list[object]:
    return list(setting) if isinstance(setting, list | tuple) else []


def _openers(pack: Pack) -> frozenset[str]:
    """The words of deeds and harm with which a line may begin."""
    alone = ((words[0], entries) for words, entries in pack.lexicon.items() if len(words) == 1)
    return frozenset(w for w, es in alone if len(w) >= _LEAST and any(e.cls in DEEDS for e in es))


class Inflection:
    """How the words of a pack's language may be inflected."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._prefixes = [_Layer(affixes, at_front=True) for affixes in pack.prefixes]
        self._suffixes = [_Layer(affixes, at_front=False) for affixes in pack.suffixes]
        self._doubtful = frozenset(str(pack.settings.get("doubtful", "")).split())
        self._short = frozenset(str(pack.settings.get("short_stems", "")).split())

    def analyse(self, word: str, known: Callable[[str], bool]) -> Stems:
        """The readings of a folded word: itself first, then each stripped stem for which `known(stem)` holds."""
        pack = self._pack
        found: dict[Stem, None] = {Stem(word): None}
        for head, front in self._beheaded(word):
            for stem, features in self.bare(head):
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
        sure = [s for s in found if s.features.isdisjoint(self._doubtful)]
        return tuple(sure if any((s.text,) in pack.lexicon for s in sure) else found)

    def stems(self, word: str) -> Iterator[str]:
        """What taking off affixes in any way may leave of a word, itself first."""
        return (stem for head, _ in self._beheaded(word) for stem, _ in self.bare(head))

    def bare(self, word: str) -> list[tuple[str, frozenset[str]]]:
        """Every (stem, features) that taking off at most one ending of each layer gives; the word itself first."""
        readings = [(word, _BARE)]
        for layer in self._suffixes:
            for stem, features in tuple(readings):
                least = _SHORT if stem[:_SHORT] in self._short else self._pack.min_stem
                for affix in layer.fitting(stem, len(stem) - least):
                    readings.append((stem[: len(stem) - len(affix.strip)] + affix.add, features | affix.features))
        return readings

    def _beheaded(self, word: str) -> list[tuple[str, frozenset[str]]]:
        """Likewise for what stands in front of a word."""
        readings = [(word, _BARE)]
        for layer in self._prefixes:
            for stem, features in tuple(readings):
                for affix in layer.fitting(stem, len(stem) - self._pack.min_stem):
                    readings.append((affix.add + stem[len(affix.strip) :], features | affix.features))
        return readings


class _Layer:
    """The affixes of a layer by what they take off, each with its place in the layer."""

    def __init__(self, affixes: Sequence[Affix], *, at_front: bool) -> None:
        self._at_front = at_front
        self._by_strip: dict[str, list[tuple[int, Affix]]] = {}
        for place, affix in enumerate(affixes):
            self._by_strip.setdefault(affix.strip, []).append((place, affix))
        self._lengths = sorted({len(strip) for strip in self._by_strip})

    def fitting(self, word: str, most: int) -> list[Affix]:
        """The affixes of at most so many letters that a word has, in their order."""
        found: list[tuple[int, Affix]] = []
        for length in self._lengths:
            if length > most:
                break
            found += self._by_strip.get(word[:length] if self._at_front else word[len(word) - length :], ())
        return [affix for _, affix in sorted(found)] if found else []


class Analyser:
    """Tokens of folded text for one pack; remembers what it has analysed."""

    def __init__(
        self,
        pack: Pack,
        known: Callable[[str], bool],
        plain: frozenset[str] = frozenset(),
        acronyms: frozenset[str] = frozenset(),
        phrases: Iterable[tuple[str, ...]] = (),
    ) -> None:
        """`plain` are words that are no names, `acronyms` names in capitals, `phrases` what must stay words apart."""
        self._cased, self._known, self._plain, self._acronyms = pack.cased, known, plain, acronyms
        self.inflection = Inflection(pack)
        self._memory: dict[str, tuple[str, Stems]] = {}  # with the shape of the word in small letters
        self._bare: dict[str, tuple[str, ...]] = {}
        self._openers = _openers(pack) if pack.settings.get("run_together") else _BARE
        self._seams: dict[str, int] = {}
        self._hyphened = frozenset(map(str, _listed(pack.settings.get("hyphened"))))
        self._apart = {p[-2:] for p in phrases if len(p) > 1 and p[-1] in self._hyphened} if self._hyphened else set()

    def stems(self, word: str) -> Stems:
        """The readings of a folded word."""
        return (self._memory.get(word) or self._look_up(word))[1]

    def _look_up(self, word: str) -> tuple[str, Stems]:
        if len(self._memory) > _MEMORY:
            self._memory.clear()
        shape = "l" if word[:1].isalpha() else "d" if word[:1].isdigit() else "p"
        found = self._memory[word] = shape, self.inflection.analyse(word[:64], self._known)
        return found

    def bare(self, word: str) -> tuple[str, ...]:
        """What a word that no vocabulary holds may be without its endings: itself, then ever shorter stems."""
        found = self._bare.get(word)
        if found is None:
            if len(self._bare) > 50_000:
                self._bare.clear()
            stems = {stem for stem, features in self.inflection.bare(word[:64]) if not features & _VERBAL}
            found = self._bare[word] = tuple(sorted(stems, key=len, reverse=True))
        return found

    def tokens(self, folded: Folded, original: str, words: Words) -> list[Token]:
        """The tokens of `folded`, which is cut into `words`; `original` is the report's text, with letters' case."""
        cased, openers = self._cased, self._openers
        known = self._memory
        aligned = len(folded.breaks) == 1  # offsets are the report's own
        out: list[Token] = []
        shouted = 0
        for start, word in words:
            end = start + len(word)
            shape, stems = known[word] if word in known else self._look_up(word)
            if openers and len(stems) == 1 and len(word) >= _RUN and (seam := self._seam(word)):
                for at, part in ((start, word[:seam]), (start + seam, word[seam:])):
                    out.append(Token(at, at + len(part), part, "l", self.stems(part)))
                continue
            if cased and shape == "l" and (not aligned or original[start].isupper()):
                shape = _shape(original, folded, start, end)
                shouted += shape == "u" or len(word) == 1
            out.append(Token(start, end, word, shape, stems))
        out = _without_slogans(out, folded.text) if "#" in folded.text else out
        out = self._with_endings(out) if self._hyphened and "-" in folded.text else out
        return self._lowered(out) if shouted >= _SHOUTED and self._plain else out

    def _with_endings(self, tokens: list[Token]) -> list[Token]:
        """The tokens, a word and the ending that a hyphen ties to it being one: আইএস-এর."""
        out: list[Token] = []
        for n, token in enumerate(tokens):
            if (
                token.text in self._hyphened
                and len(out) > 1
                and self._is_ending(out[-2], out[-1], token, tokens[n + 1 :][:1])
            ):
                word = out[-2].text + token.text
                out[-2:] = [Token(out[-2].start, token.end, word, out[-2].shape, self.stems(word))]
            else:
                out.append(token)
        return out

    def _is_ending(self, word: Token, mark: Token, ending: Token, behind: list[Token]) -> bool:
        tied = mark.text == "-" and word.end == mark.start and mark.end == ending.start and word.shape in "lcu"
        goes_on = bool(behind) and behind[0].text == "-" and behind[0].start == ending.end
        return tied and not goes_on and (word.text, ending.text) not in self._apart

    def _seam(self, word: str) -> int:
        """Where two lines were run together in a word that nothing knows, the second beginning with a deed; or 0."""
        seam = self._seams.get(word)
        if seam is None:
            if len(self._seams) > _MEMORY:
                self._seams.clear()
            places = range(_LEAST, len(word) - _LEAST + 1) if not self._known(word) else range(0)
            cuts = (n for n in places if word[n:] in self._openers)
            seam = next((n for n in cuts if len(word) - n > _LEAST or self._known(word[:n])), 0)
            self._seams[word] = seam
        return seam

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
