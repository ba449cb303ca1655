"""What a person types → the words that are sought, and a text's words as they are found and shown.

Both go through `searchable`, so that one spelling finds another: letters lose their case, marks that only help
reading (Latin accents, Arabic vowel signs, stretching), and what separates forms of one letter in the wild (أ ا, ى ي,
ة ه, the two Bangla i and u); digits of every script are one; characters that show nothing or turn the direction of
writing are left out; letters of other scripts that look like Latin ones count as these.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import accumulate

import msgspec

_ALIKE = {  # letters that news writes for each other, and letters that only look like Latin ones
    **dict(zip("ىیکةۀھہٱےېۍ", "يي\u0643هههه\u0627\u064a\u064a\u064a", strict=True)),
    **dict(zip("ঈঊ\u09c0\u09c2ৰৱ", "ইউ\u09bf\u09c1রব", strict=True)),
    "ৎ": "ত\u09cd",
    **dict(zip("авеіјкмнорстухѕһԁԛԝ", "abeijkmhopctyxshdqw", strict=True)),
    **dict(zip("αβεικνορτυχ", "abeikvoptux", strict=True)),
    **dict(zip("ıøłđħ", "ioldh", strict=True)),
}
_UNHEARD = dict.fromkeys("'\u2018\u2019\u201a\u201b\u2032`´ʹʻʼʽʾʿˈ＇\u0640")  # apostrophes; the Arabic stretching sign
_MARKS = ((0x300, 0x36F), (0x610, 0x61A), (0x64B, 0x65F), (0x670, 0x670), (0x6D6, 0x6ED), (0x8D3, 0x8FF))
_QUOTED = re.compile(r'"([^"]*)"|(\S+)')
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»❝❞＂", '"'))
_SHORT = 3  # an index of trigrams holds nothing shorter; shorter words are sought with the blanks round them
_MOST_LETTERS, _MOST_WORDS = 300, 12  # of a search
_LOOKED_AT = 100_000  # characters of a text in which the words are looked for to be shown
_BEFORE = 70  # characters shown before the first word found
_WORD = 40  # characters within which a word's end is looked for
_SHAPING = "\u200c\u200d"  # they show nothing, but shape Bangla and Arabic letters


class _Letters(dict[int, str]):
    """Each character as it is searched, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", letter).casefold())
        found = "" if letter in _UNHEARD else "".join(map(_plain, plain))
        self[code] = found
        return found


def _plain(letter: str) -> str:
    code = ord(letter)
    if letter in _ALIKE:
        return _ALIKE[letter]
    if letter in _UNHEARD or any(low <= code <= high for low, high in _MARKS):
        return ""
    category = unicodedata.category(letter)
    if category == "Nd":
        return str(unicodedata.decimal(letter))
    return "" if category == "Cf" else letter if category[0] in "LMN" else " "


class _Shown(dict[int, str]):
    """Each character as it is shown: those that show nothing or turn the direction of writing are left out."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        self[code] = "" if unicodedata.category(letter) == "Cf" and letter not in _SHAPING else letter
        return self[code]


_LETTERS, _SHOWN = _Letters(), _Shown()


class Piece(msgspec.Struct, frozen=True):
    """A part of a text that is shown; `found` where it holds words that were sought."""

    text: str
    found: bool = False


class Wanted(msgspec.Struct, frozen=True):
    """Words that are sought. Each of `needles` must be met by one of its ways to be written, as `searchable` writes."""

    needles: tuple[tuple[str, ...], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.needles)


def searchable(text: str) -> str:
    """`text` as it is searched: its words, one blank before and after each."""
    return f" {' '.join(text.translate(_LETTERS).split())} "


def wanted(words: str) -> Wanted:
    """The words that a person typed. "In quotation marks" they are sought together, as they stand.

    Latin words are found at the beginnings of words, those of other scripts anywhere (they are written together with
    others), words of one or two letters whole.
    """
    return Wanted(tuple((needle,) for needle in _needles(words)))


def needle(words: str, *, whole: bool = False) -> str:
    """What is looked for in what `searchable` made; "" where the words hold no letter or digit."""
    plain = searchable(words).strip()
    if not plain:
        return ""
    if whole or len(plain) < _SHORT:
        return f" {plain} "
    return f" {plain}" if plain.isascii() or " " in plain else plain


def _needles(words: str) -> Iterator[str]:
    count = 0
    for quoted, word in _QUOTED.findall(words[:_MOST_LETTERS].translate(_QUOTES)):
        made = needle(quoted, whole=True) if quoted else needle(word)
        if made:
            count += 1
            yield made
        if count == _MOST_WORDS:
            return


def highlighted(text: str, sought: Wanted) -> tuple[Piece, ...]:
    """The whole text in pieces, the words that were sought marked."""
    spans = [(start, end) for start, end, _ in _merged(_found(text, sought))]
    return tuple(_pieces(text, 0, len(text), spans))


def snippet(text: str, sought: Wanted, size: int = 280) -> tuple[Piece, ...]:
    """Some `size` characters of the text, where most of the words are near each other; its beginning for none."""
    spans = sorted(_found(text, sought))
    start = 0
    if spans:
        best = max(range(len(spans)), key=lambda i: (len({n for s, _, n in spans[i:] if s < spans[i][0] + size}), -i))
        start = max(0, spans[best][0] - _BEFORE)
    end = min(len(text), start + size)
    start, end = _at_blank(text, start, 0 if start == 0 else 1), _at_blank(text, end, 0 if end == len(text) else -1)
    shown = [(max(a, start), min(b, end)) for a, b, _ in _merged(spans) if a < end and b > start]
    before = (Piece("… "),) if start else ()
    after = (Piece(" …"),) if end < len(text) else ()
    return (*before, *_pieces(text, start, end, shown), *after)


def _found(text: str, sought: Wanted) -> list[tuple[int, int, int]]:
    """(start, end, number of the needle) of each whole word of `text` that holds what is sought."""
    if not sought:
        return []
    text = text[:_LOOKED_AT]
    letters = [_LETTERS[ord(letter)] for letter in text]
    plain = "".join(letters)
    ends = list(accumulate(map(len, letters)))
    back = [n for n, letter in enumerate(letters) for _ in letter]
    out = []
    for number, ways in enumerate(sought.needles):
        for match in re.finditer("|".join(map(_pattern, ways)), plain):
            first, last = back[match.start()], back[match.end() - 1]
            while first and " " not in letters[first - 1] and match.start() - ends[first - 1] < _WORD:
                first -= 1
            while last + 1 < len(text) and " " not in letters[last + 1] and ends[last] - match.end() < _WORD:
                last += 1
            out.append((first, last + 1, number))
    return out


def _pattern(way: str) -> str:
    before, after = "(?<![^ ])" if way[0] == " " else "", "(?![^ ])" if way[-1] == " " else ""
    return before + " +".join(map(re.escape, way.split())) + after


def _merged(spans: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    out: list[tuple[int, int, int]] = []
    for start, end, number in sorted(spans):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]), number)
        else:
            out.append((start, end, number))
    return out


def _pieces(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> Iterator[Piece]:
    for first, last in spans:
        if first > start:
            yield Piece(_shown(text[start:first]))
        yield Piece(_shown(text[first:last]), found=True)
        start = last
    if start < end:
        yield Piece(_shown(text[start:end]))


def _shown(text: str) -> str:
    """What a text shows on one line: without what shows nothing or turns the direction of what follows."""
    return re.sub(r"\s+", " ", text.translate(_SHOWN))


def _at_blank(text: str, at: int, step: int) -> int:
    """`at` moved by `step`s to a blank that is near, so that no word is cut; where it is for 0."""
    for moved in range(at, at + step * _WORD, step) if step else ():
        if 0 <= moved < len(text) and text[moved].isspace():
            return moved + 1 if step > 0 else moved
    return at
