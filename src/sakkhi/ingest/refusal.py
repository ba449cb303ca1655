"""A page's headlines and text → why it is no report, though its host answers 200; None where it may be one.

A report about an error quotes what an error page says; an error page says nothing else. So a headline counts where it
is made of nothing but such phrases, a body by the share of its sentences that hold one, and neither in a long text.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from resiliparse.parse.html import HTMLTree

from sakkhi.model.refusal import Refusal, Refusals

# Characters of text. Set on the tests' pages of both kinds: the shortest report there has 90, the longest page of
# consent 2,400.
_SHORT, _MIDDLING, _LONG = 300, 1500, 3000
_MOSTLY, _WHOLLY = 0.5, 0.8  # shares of a body
_ITEM = 3  # words of what may be an item of a menu, which is not counted
_PARTS = re.compile(r"\s[|–—»·•:-]\s|[|»•]")  # a page's title holds the outlet's name behind one of these
_SENTENCES = re.compile(r"[.!?।؟\n]+")
_CODE = re.compile(r"(?:40[0-9]|410|429|451|50[0-4]|52[0-7])")
_TELLING = {
    Refusal.MISSING: "the page is an error page, though the host answers 200",
    Refusal.BROKEN: "the page is an error page of a host that fails, though it answers 200",
    Refusal.REFUSED: "the host refuses the page, though it answers 200",
    Refusal.ROBOT: "the page only asks whether a person or a browser is there",
    Refusal.SIGN_IN: "the page only asks to sign in or subscribe",
    Refusal.CONSENT: "the page only asks for consent",
}
_ASKING = "input[type='password']"
_RIDDLES = ".g-recaptcha, .h-captcha, .cf-turnstile, #challenge-form, #cf-wrapper, iframe[src*='captcha']"


class Shown(NamedTuple):
    """What a page shows: its headlines, its main text, whether it says when it was published, its addresses."""

    titles: tuple[str, ...]
    text: str
    dated: bool
    fetched: str | None = None
    canonical: str | None = None


def refusal(shown: Shown, tree: HTMLTree, known: Refusals) -> str | None:
    """Why a page is no report, in words."""
    size = len(shown.text)
    if size >= _LONG or not known.titles:
        return None
    said, share = _body(shown.text, known)
    sure = size < _SHORT or not shown.dated
    for title in shown.titles:
        kind = _title(title, known)
        if kind is not None and size < _MIDDLING and (sure or share > 0):
            return f"{_TELLING[kind]} (“{title[:60]}”)"
    if said is not None and share >= (_MOSTLY if sure else _WHOLLY):
        return _TELLING[said]
    return _built(shown, tree, size) if not shown.dated else None


def _built(shown: Shown, tree: HTMLTree, size: int) -> str | None:
    """What a short page without a day is by what it is built of."""
    if size >= 2 * _SHORT or tree.document is None:
        return None
    if tree.document.query_selector(_RIDDLES) is not None:
        return _TELLING[Refusal.ROBOT]
    if tree.document.query_selector(_ASKING) is not None:
        return _TELLING[Refusal.SIGN_IN]
    refresh = tree.document.query_selector('meta[http-equiv="refresh" i][content*="url" i]')
    if refresh is not None and size < _SHORT:
        return "the page only leads on to another one"
    if at_home(shown.canonical) and shown.fetched and not at_home(shown.fetched):
        return "the page says that it is the home page: what was there is gone"
    return None


def at_home(address: str | None) -> bool:
    """True where an address is that of its host's home page."""
    if not address:
        return False
    parts = urlsplit(address)
    return bool(parts.netloc) and not parts.path.strip("/") and not parts.query


def _title(title: str, known: Refusals) -> Refusal | None:
    """What a headline says that says nothing else, but for one part, which may be the outlet's name."""
    parts = [_plain(part) for part in _PARTS.split(title)]
    kinds = [_filled(part, known) for part in parts if part.strip()]
    return next(filter(None, kinds), None) if kinds.count(None) <= (len(kinds) > 1) else None


def _filled(part: str, known: Refusals) -> Refusal | None:
    words = _words(known)
    found = words.title.search(part)
    if found is None:
        return None
    rest = _CODE.sub(" ", words.filler.sub(" ", words.title.sub(" ", part)))
    return words.kinds[found[0].strip()] if not rest.strip() else None


def _body(text: str, known: Refusals) -> tuple[Refusal | None, float]:
    """What most of the sentences say that hold such a phrase, and their share of the text."""
    words = _words(known)
    kinds: Counter[Refusal] = Counter()
    held = total = 0
    for sentence in _SENTENCES.split(text):
        plain = _plain(sentence)
        found = words.body.search(plain)
        if found:
            kinds[words.said[found[0].strip()]] += len(plain)
            held += len(plain)
        if found or len(plain.split()) > _ITEM:
            total += len(plain)
    return (kinds.most_common(1)[0][0] if kinds else None), held / max(total, 1)


class _Words(NamedTuple):
    title: re.Pattern[str]
    body: re.Pattern[str]
    filler: re.Pattern[str]
    kinds: dict[str, Refusal]
    said: dict[str, Refusal]


def _words(known: Refusals) -> _Words:
    return _compiled(tuple(known.titles.items()), tuple(known.bodies.items()), known.fillers)


@lru_cache(maxsize=4)
def _compiled(
    titles: tuple[tuple[str, Refusal], ...], bodies: tuple[tuple[str, Refusal], ...], fillers: tuple[str, ...]
) -> _Words:
    kinds = {_plain(phrase).strip(): kind for phrase, kind in titles}
    said = {_plain(phrase).strip(): kind for phrase, kind in bodies}
    return _Words(_any(kinds), _any(said), _any(_plain(phrase).strip() for phrase in fillers), kinds, said)


def _any(phrases: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile("(?<= )(?:" + "|".join(map(re.escape, longest_first)) + ")(?= )")


class _Letters(dict[int, str]):
    """Each character as it is compared: marks left out, digits of every script one, what is neither a blank."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        category = unicodedata.category(letter)
        if category == "Nd":
            self[code] = str(unicodedata.decimal(letter))
        else:
            self[code] = "" if category[0] == "M" or category == "Cf" else letter if category[0] in "LN" else " "
        return self[code]


_LETTERS = _Letters()


def _plain(text: str) -> str:
    """The words of a text without marks, one blank before and after each."""
    return f" {' '.join(unicodedata.normalize('NFKD', text).casefold().translate(_LETTERS).split())} "
