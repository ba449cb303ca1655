"""Tokens → where a new line of the page begins, which no sentence, name or phrase goes over."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from sakkhi.model.pack import Pack
from sakkhi.model.text import Token
from sakkhi.read.lexicon import Lexicon

_LINE_END = re.compile(r"\n")
_SEAM = "\x1f"  # what packs fold to where one word ended and the next began with no blank
_HEAD = 90  # tokens at a report's head in which its standfirst ends


def breaks_of(text: str, tokens: Sequence[Token], starts: Sequence[int], lexicon: Lexicon, pack: Pack) -> list[int]:
    """The tokens behind the first at which a paragraph or a line run together with the one before begins, in order."""
    breaks = _breaks(text, tokens, starts, cased=pack.cased)
    if pack.settings.get("run_together"):
        breaks = sorted({*breaks, *_seams(text, tokens, lexicon)})
    if "line_begins" in pack.settings:
        breaks = sorted({*breaks, *_standfirst(text, tokens, pack)})
    return breaks


def _breaks(text: str, tokens: Sequence[Token], starts: Sequence[int], *, cased: bool) -> list[int]:
    """The tokens behind the first at which a paragraph begins, in order: no sentence, name or phrase goes over it."""
    wrapped = _is_hard_wrapped(text)
    lines: Counter[int] = Counter(bisect_left(starts, m.start()) for m in _LINE_END.finditer(text))
    return [
        n
        for n, count in lines.items()
        if 0 < n < len(tokens) and (count > 1 or not (wrapped or (tokens[n].shape == "l" and cased)))
    ]


def _seams(text: str, tokens: Sequence[Token], lexicon: Lexicon) -> list[int]:
    """The tokens that begin a line which a page ran together with the one before, with a word of a deed."""
    return [
        n
        for n in range(1, len(tokens))
        if tokens[n].shape == tokens[n - 1].shape == "l"
        and (
            (tokens[n].start == tokens[n - 1].end and not tokens[n - 1].text.isascii() and not tokens[n].text.isascii())
            or (text[tokens[n].start - 1] == _SEAM and lexicon.tells(tokens[n]))
        )
    ]


def _standfirst(text: str, tokens: Sequence[Token], pack: Pack) -> list[int]:
    """The token that begins the body behind a standfirst with no full stop: "…, says the mayor The police …"."""
    begins, goes_on = (_words(pack, name) for name in ("line_begins", "line_goes_on"))
    for n in range(1, min(_HEAD, len(tokens) - 1)):
        before, token, behind = tokens[n - 1 : n + 2]
        if (
            token.shape == "c"
            and token.text in begins
            and before.shape == "l"
            and before.text not in goes_on
            and behind.shape in "lcud"
            and text[before.end : token.start] == " "
        ):
            return [n]
    return []


def _is_hard_wrapped(text: str) -> bool:
    """True where single line breaks are the width of a page, not the end of a sentence."""
    lines = [line for line in text.split("\n") if line]
    if len(lines) < 4:
        return False
    full = sum(1 for line in lines if 50 <= len(line) <= 110 and line.rstrip()[-1:] not in ".!?।:")
    return full > 0.5 * len(lines)


def _words(pack: Pack, setting: str) -> frozenset[str]:
    """The words that a setting of the pack lists."""
    listed = pack.settings.get(setting)
    return frozenset(map(str, listed)) if isinstance(listed, list | tuple) else frozenset()
