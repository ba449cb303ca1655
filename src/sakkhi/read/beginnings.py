"""Where in the words of a text matches of patterns may begin, so that each is tried only there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import repeat
from typing import Any

from sakkhi.model.words import Words

_WITHIN = re.compile(r"(?<![\w\u0981-\u0983\u09bc-\u09e3])")  # a place in a word before which no letter stands
_MEMORY = 200_000  # words remembered: hostile or endless input must stay within bounds
_Place = tuple[int, tuple[tuple[int, int, Callable[[str, int], "re.Match[str] | None"]], ...]]


class Beginnings:
    """The places in a text at which matches of some patterns may begin; remembers those of each word."""

    def __init__(
        self,
        openings: Sequence[tuple[Iterable[str], Iterable[str]]],
        proclitics: Iterable[str],
        pattern: Callable[[int], re.Pattern[str]],
        needs: Sequence[int] = (),
    ) -> None:
        """`openings` are for each pattern the words and the regular expressions that its matches may begin with.

        `proclitics` are written together with the word behind them; `pattern(number)` is asked for when a text first
        has an opening of it; `needs` are, as bits, the signs that each pattern's matches have in them.
        """
        self._needs = needs or [0] * len(openings)
        self._words: dict[str, list[int]] = {}
        self._parts: dict[str, list[int]] = {}  # "the" of "the next day"
        signs_of: dict[str, list[int]] = {}
        for number, (words, signs) in enumerate(openings):
            for word in words:
                self._words.setdefault(word, []).append(number)
                for n in range(1, len(word)):
                    self._parts.setdefault(word[:n], []).append(number)
            for sign in signs:
                signs_of.setdefault(sign, []).append(number)
        self._signs = [(re.compile(sign), numbers) for sign, numbers in signs_of.items()]
        self._longest = max(map(len, self._words), default=0)
        self._proclitics, self._pattern = tuple(proclitics), pattern
        self._memory: dict[str, tuple[_Place, ...]] = {}

    def matches(
        self, text: str, words: Words, lacking: Iterable[int] = repeat(0)
    ) -> Iterator[tuple[int, re.Match[str]]]:
        """The matches from left to right, none overlapping, each of the first pattern that fits, with its number.

        `lacking` are for each word, as bits, the signs that no match that begins there can have in it.
        """
        known = self._memory
        done = 0
        for (start, word), lacks in zip(words, lacking, strict=False):
            for place, patterns in known[word] if word in known else self._look_up(word):
                at = start + place
                for number, needs, match_at in patterns if at >= done else ():
                    if needs & lacks:
                        continue
                    match = match_at(text, at)
                    if match is not None:
                        yield number, match
                        done = match.end()
                        break

    def _look_up(self, word: str) -> tuple[_Place, ...]:
        if len(self._memory) > _MEMORY:
            self._memory.clear()
        places = {match.start() for match in _WITHIN.finditer(word)} - {len(word)}
        places |= {0, *(len(p) for p in self._proclitics if word.startswith(p) and len(p) < len(word))}
        found = ((place, sorted(self._opened(word, place))) for place in sorted(places))
        self._memory[word] = known = tuple(
            (place, tuple((n, self._needs[n], self._pattern(n).match) for n in numbers))
            for place, numbers in found
            if numbers
        )
        return known

    def _opened(self, word: str, place: int) -> set[int]:
        """The numbers of the patterns of which a match may begin at a place in a word."""
        out = {n for sign, numbers in self._signs if sign.match(word, place) for n in numbers}
        if len(word) - place < self._longest:
            out.update(self._parts.get(word[place:], ()))
        for end in range(place + 1, min(len(word), place + self._longest) + 1):
            out.update(self._words.get(word[place:end], ()))
        return out


def alternation(words: Iterable[str]) -> str:
    """The words as one alternation that finds the longest first; one that never matches where there are none."""
    root: dict[str, Any] = {}
    for word in words:
        node = root
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _branch(root) if root else "(?!)"


def _branch(node: dict[str, Any]) -> str:
    """The endings below a node of the words written as a tree: each letter is tried once, whatever words share it."""
    endings = [
        re.escape(letter) + ("" if not below or below.keys() == {""} else _grouped(below))
        for letter, below in node.items()
        if letter
    ]
    return "|".join(endings)


def _grouped(node: dict[str, Any]) -> str:
    if len(node) == 1:
        return _branch(node)
    return f"(?:{_branch(node)})" + ("?" if "" in node else "")
