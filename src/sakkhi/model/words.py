"""What a word is: the one pattern by which texts, lexicon forms and names are cut into words, numbers and marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

Words = Sequence[tuple[int, str]]  # the words of a text in order, each with the offset at which it starts

_LETTER = r"[^\W\d_]"
_SIGN = r"[\u0300-\u036f\u064b-\u065f\u0670\u0900-\u0963\u0981-\u0983\u09bc-\u09e3\u09f0\u09f1]"  # written on letters
_ENDING = rf"(?:'(?:{_LETTER}|[\u0981-\u09e3])++)?"
# possessive over single letters alone: over groups, Python 3.11.2 and older keep what a failed turn has eaten
WORD = re.compile(
    rf"(?:{_LETTER}\.){{2,}}"  # U.S.
    # letters of two scripts in a row were run together by a page
    rf"|[A-Za-z]++(?:(?=[\u0621-\u064a]{{3}})|(?:{_LETTER}++|{_SIGN}++)*{_ENDING})"
    r"|[\u0621-\u064a\u064b-\u065f\u0670]{3,}+(?=[A-Za-z])"
    rf"|(?:{_LETTER}++|{_SIGN}++)+{_ENDING}"
    r"|\d++(?:[.,:/]\d++)*"
    r"|[^\w\s]"  # "_" parts the words of a hashtag
)


def located(text: str, words: Iterable[str]) -> Words:
    """The words of a text, which stand in it in this order, each with its offset."""
    out: list[tuple[int, str]] = []
    end, index, add = 0, text.index, out.append
    for word in words:
        start = index(word, end)
        end = start + len(word)
        add((start, word))
    return out


def cut(text: str) -> Words:
    """The words, numbers and marks of a text in order, each with its offset."""
    return located(text, WORD.findall(text))
