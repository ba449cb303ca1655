"""Where in the words of a text an expression of a grammar may begin, so that its pattern is tried only there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from sakkhi.model.words import Words

_WITHIN = re.compile(r"(?<![\w\u0981-\u0983\u09bc-\u09e3])")  # a place in a word before which no letter stands
_MEMORY = 200_000  # words remembered: hostile or endless input must stay within bounds


class Beginnings:
    """The places in a text at which one of some openings may stand; remembers those of each word."""

    def __init__(self, words: Iterable[str], signs: Iterable[str], proclitics: Iterable[str]) -> None:
        """`words` and the regular expressions `signs` are what an expression may begin with; with neither, anything is.

        `proclitics` are written together with the word behind them.
        """
        words = frozenset(words)
        self._parts = {word[:n] for word in words for n in range(1, len(word))}  # "the" of "the next day"
        pieces = [*sorted(signs), *([alternation(words)] if words else [])]
        self.ahead = f"(?={'|'.join(pieces)})"  # a look ahead for an opening
        self._opening = re.compile(self.ahead)
        self._proclitics = tuple(proclitics)
        self._memory: dict[str, tuple[int, ...]] = {}

    def matches(self, pattern: re.Pattern[str], text: str, words: Words) -> Iterator[re.Match[str]]:
        """The matches of a pattern from left to right, none overlapping, that begin where an opening stands."""
        known = self._memory
        done = 0
        for start, word in words:
            places = known[word] if word in known else self._look_up(word)
            for place in places:
                match = pattern.match(text, start + place) if start + place >= done else None
                if match is not None:
                    yield match
                    done = match.end()

    def _look_up(self, word: str) -> tuple[int, ...]:
        if len(self._memory) > _MEMORY:
            self._memory.clear()
        places = {match.start() for match in _WITHIN.finditer(word)} - {len(word)}
        places |= {0, *(len(p) for p in self._proclitics if word.startswith(p) and len(p) < len(word))}
        found = (p for p in sorted(places) if word[p:] in self._parts or self._opening.match(word, p))
        self._memory[word] = known = tuple(found)
        return known


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
