"""Text as given → folded text with an offset map back.

Folding removes differences that mean nothing to the reader: case, composed and decomposed letters, the digits of each
script, typographic quotes and dashes, invisible characters, and the spelling variants that the pack names.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from sakkhi.model.text import Folded, FoldMap

_QUOTES = {**dict.fromkeys("“”„‟«»❝❞〝〞＂", '"'), **dict.fromkeys("‘’‚‛′`´ʼ＇", "'")}
_DASHES = dict.fromkeys("‐‑‒–—―−﹘－", "-")
_SPACES = dict.fromkeys(
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t", " "
)
_DIGITS = {chr(base + n): str(n) for base in (0x660, 0x6F0, 0x966, 0x9E6, 0xFF10) for n in range(10)}
_INVISIBLE = [0xAD, 0x61C, 0x640, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A)]
_TABLE: dict[int, str | None] = {
    **{ord(a): b for group in (_QUOTES, _DASHES, _SPACES, _DIGITS) for a, b in group.items()},
    **dict.fromkeys(_INVISIBLE),
}
_MEMORY = 20_000  # clusters remembered: hostile or endless input must stay within bounds
_MAPS = 16  # maps remembered
_IDENTITY_MAP: FoldMap = {}


class _Changes(NamedTuple):
    """What folding changes: what patterns find, in texts with combining marks and without, and single characters.

    `known` is a memory of what it makes of each cluster that the patterns find.
    """

    of_marked: re.Pattern[str]
    of_plain: re.Pattern[str]
    singles: re.Pattern[str]
    alike: dict[str, str]
    known: dict[str, str]


_MADE: dict[int, tuple[FoldMap, _Changes]] = {}
# What clusters begin with, and go on with: the lengthening sign (tatweel) round marks with which posts hide words from
# filters ("قـ.ـصف"), the two halves of a vowel sign, a letter that has a decomposition. `re` is fast with such as begin
# with few letters: a base with combining marks is looked for apart, where a text has any.
_CLUSTERS = (
    ("\u0640", r"\u0640*[ .*\u00b7\u2022\u060c,~^]{1,4}\u0640+(?: (?=[\u0621-\u064a]))?"),
    ("\u0640", r"(?<=[\u0621-\u064a].)\u0640*[.*\u00b7\u2022\u060c,~^]{1,4}(?=[\u0621-\u064a])"),
    ("\u09c7", r"[\u09be\u09d7]"),
    (r"\u00c0-\u024f\u09dc\u09dd\u09df\u1e00-\u1eff\ufb50-\ufdff\ufe70-\ufefc", ""),
)
_MARK = r"[\u0300-\u036f\u0653-\u0655]"
_HAS_MARKS = re.compile(_MARK)
_MARKED = rf"[^\W\d_\u0980-\u09ff]{_MARK}+"


def _fold_cluster(cluster: str) -> str:
    if cluster[0] == "\u0640":
        return ""
    if ord(cluster[0]) < 0x250 or 0x1E00 <= ord(cluster[0]) < 0x1F00:  # Latin: accents go
        parts = unicodedata.normalize("NFKD", cluster)
        return "".join(c for c in parts if not unicodedata.combining(c)).lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", cluster)).lower()


def fold(text: str, extra: FoldMap = _IDENTITY_MAP) -> Folded:
    """The folded text of `text`; `extra` is the pack's own map, in which a sequence goes before its letters."""
    if text.isascii() and "`" not in text:  # the one ASCII character that the table changes, but for the tab
        return Folded(text.lower().replace("\t", " "))
    parts: list[str] = []
    breaks, origins = [0], [0]
    length, position = 0, 0
    changes = _changes(extra)
    known, plain = changes.known, _lower(text, changes)
    for match in (changes.of_marked if _HAS_MARKS.search(text) else changes.of_plain).finditer(text):
        start, end = match.span()
        if start > position:
            parts.append(plain[position:start])
            length += start - position
        cluster = match.group()
        folded = known[cluster] if cluster in known else _fold_known(cluster, extra, known)
        parts.append(folded)
        length += len(folded)
        position = end
        if len(folded) != end - start:
            if len(folded) > 1:  # letters that stand for one original: each leads back to its start
                for n in range(1, len(folded)):
                    _break(breaks, origins, length - len(folded) + n, start)
            _break(breaks, origins, length, end)
    parts.append(plain[position:])
    return Folded("".join(parts), tuple(breaks), tuple(origins))


def _lower(text: str, changes: _Changes) -> str:
    """Small letters, each as long as it was, with what stands for one character alone put in its place."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a letter whose lower case is longer
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return changes.singles.sub(lambda found: changes.alike[found[0]], lowered)


def _break(breaks: list[int], origins: list[int], folded: int, original: int) -> None:
    if breaks[-1] == folded:
        origins[-1] = original
    else:
        breaks.append(folded)
        origins.append(original)


def _fold_known(cluster: str, extra: FoldMap, known: dict[str, str]) -> str:
    """The folded cluster, remembered in `known`."""
    if len(known) > _MEMORY:
        known.clear()
    whole = extra.get(cluster) if len(cluster) > 1 else None
    known[cluster] = folded = _fold_cluster(cluster).translate(_TABLE).translate(extra) if whole is None else whole
    return folded


def _changes(extra: FoldMap) -> _Changes:
    """What folding changes with this map of the pack's, remembered as long as the map is the same object."""
    made = _MADE.get(id(extra))
    if made is None or made[0] is not extra:
        if len(_MADE) > _MAPS:
            _MADE.clear()
        made = _MADE[id(extra)] = extra, _interesting(frozenset(extra.items()))
    return made[1]


@lru_cache(maxsize=16)
def _interesting(extra: frozenset[tuple[int | str, str | None]]) -> _Changes:
    """What folding changes with this map of the pack's."""
    own = dict(extra)
    singles = sorted({chr(c) for c in {*_TABLE, *(c for c in own if isinstance(c, int))}})
    alike = {c: folded for c in singles if c.lower() == c.upper() and len(folded := _fold_known(c, own, {})) == 1}
    sequences = sorted((c for c in own if isinstance(c, str)), key=len, reverse=True)
    begun = [(re.escape(c[0]), re.escape(c[1:])) for c in sequences]
    begun += [*_CLUSTERS, ("".join(re.escape(c) for c in singles if c not in alike), "")]
    plain = f"[{''.join(first for first, _ in begun)}](?:{'|'.join(f'(?<=[{first}]){rest}' for first, rest in begun)})"
    found = "".join(map(re.escape, alike))
    return _Changes(re.compile(f"{_MARKED}|{plain}"), re.compile(plain), re.compile(f"[{found}]"), alike, {})
