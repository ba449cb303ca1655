"""Sentences of a page → the report's own: teasers of other reports, doubles and comments fall away."""

from __future__ import annotations

from itertools import groupby

from sakkhi.model.calendar import ResolvedTime
from sakkhi.model.when import Basis, TimePrecision
from sakkhi.read.items import Item, Sentence
from sakkhi.read.telling import ASKS

_HEADING = 30  # items up to which a paragraph without a full stop may be the heading of something
_RUN = 3  # headings in a row that are a list of teasers; two do at the text's end
_TITLES = 3  # headings before the body that are taken for its own without looking
_ONLY_HEADINGS = 12  # from which on a page of nothing else has no report
_TAIL = 4  # words by which a paragraph cut short is found again in the whole one
_HEAD = 5  # sentences within which the head of a post stands
_SENDER = 24  # items that it may have
_TELLING = frozenset({"attack_n", "attack_v", "attack_w", "murder", "dead", "hurt"})
_LETTERS = 4  # of a word that tells something

Paragraph = list[Sentence]


def own_sentences(told: list[Sentence]) -> list[Sentence]:
    """The sentences that are the report's own, counted anew from 0; all of them where the page has no body."""
    paragraphs = [list(group) for _, group in groupby(_below_head(_above_comments(told)), key=lambda s: s.paragraph)]
    kept = _without_teasers(_without_doubles(_without_dated_teasers(paragraphs)))
    return [Sentence(n, s.paragraph, s.items) for n, s in enumerate(s for p in kept for s in p)]


def heading_day(told: list[Sentence]) -> ResolvedTime | None:
    """The full date that a heading gives which tells of nothing itself: a dateline, or the day of a bulletin.

    Else one that stands by itself on a line of the report's head.
    """
    for sentence in told[:_HEAD]:
        days = [i.time for i in sentence.items if i.time is not None and i.time.kind == "point"]
        words = any(map(str.isalpha, "".join([i.text for i in sentence.items if i.time is None])))
        if len(days) == 1 and not words and _is_full(days[0]):
            return days[0]
    for sentence in told[:_TITLES]:
        if not _is_heading([sentence]) or any(i.classes & _TELLING for i in sentence.items):
            return None
        for item in sentence.items:
            if item.time is not None and item.time.kind == "point" and _is_full(item.time):
                return item.time
    return None


def _is_full(time: ResolvedTime) -> bool:
    """True for a day told with its year."""
    when = time.when
    return when is not None and when.basis == Basis.STATED and when.precision == TimePrecision.DAY


def _below_head(told: list[Sentence]) -> list[Sentence]:
    """What stands behind the head of a post ("Name@handle", "Name June 10, 2025 · Shared with"): its sender's name."""
    for n, sentence in enumerate(told[:_HEAD]):
        items = sentence.items
        m = next((m for m, i in enumerate(items[:_SENDER]) if i.classes & {"post_head", "at_sign"}), None)
        if m is None:
            continue
        if "at_sign" in items[m].classes:
            if any(i.classes & {"dash", "open"} for i in items[:m]):
                continue
            while m + 1 < len(items) and items[m + 1].text.isascii() and items[m + 1].start - items[m].end < 2:
                m += 1
        rest = items[m + 1 :]
        return [*([Sentence(sentence.index, sentence.paragraph, rest)] if rest else []), *told[n + 1 :]]
    return told


def _above_comments(told: list[Sentence]) -> list[Sentence]:
    """What stands above the line that counts reactions: below it readers speak."""
    for n, sentence in enumerate(told):
        for m, item in enumerate(sentence.items):
            if "comments_below" in item.classes:
                head = [Sentence(sentence.index, sentence.paragraph, sentence.items[:m])] if m else []
                return [*told[:n], *head]
    return told


def _without_dated_teasers(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs without those told twice with nothing but a day between: how a page lists its other reports."""
    texts = [" ".join([i.text for s in p for i in s.items]) for p in paragraphs]
    dated = [n for n in range(1, len(texts) - 1) if texts[n - 1] == texts[n + 1] and _is_day(paragraphs[n])]
    listed = {m for n in dated for m in (n - 1, n, n + 1)}
    return [p for n, p in enumerate(paragraphs) if n not in listed]


def _is_day(paragraph: Paragraph) -> bool:
    return all(i.time is not None or not any(map(str.isalpha, i.text)) for s in paragraph for i in s.items)


def _without_doubles(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Each paragraph once; one that breaks off ("…") not at all where the whole of it stands below.

    One that only begins as one above does, a post told again without its signature, is no other.
    """
    texts = [" ".join([i.text for s in p for i in s.items]) for p in paragraphs]
    cut = [text.endswith(("..", "…", ". .")) for text in texts]
    last = _last_told(texts) if any(cut) else {}
    seen: set[str] = set()
    begun: dict[tuple[str, ...], str] = {}
    out = []
    for n, (paragraph, text) in enumerate(zip(paragraphs, texts, strict=True)):
        words = text.rstrip(" .…").split()
        is_cut = cut[n] and len(words) > _TAIL
        head = tuple(words[:_TAIL])
        again = len(words) > _TAIL and begun.setdefault(head, text).startswith(text)
        if (
            text in seen
            or (again and begun[head] != text)
            or (is_cut and last.get(tuple(words[-_TAIL - 1 : -1]), n) > n)
        ):
            continue
        seen.add(text)
        out.append(paragraph)
    return out


def _last_told(texts: list[str]) -> dict[tuple[str, ...], int]:
    """For every run of `_TAIL` words the last of the texts that has it."""
    split = [text.split() for text in texts]
    return {tuple(words[i : i + _TAIL]): n for n, words in enumerate(split) for i in range(len(words) - _TAIL + 1)}


def _without_teasers(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs without runs of headings that belong to other reports."""
    headings = [_is_heading(p) for p in paragraphs]
    body = [n for n, heading in enumerate(headings) if not heading]
    if not body:
        return paragraphs if len(paragraphs) < _ONLY_HEADINGS else []
    first, last = body[0], body[-1]
    out: list[Paragraph] = []
    for is_heading, run in groupby(enumerate(paragraphs), key=lambda e: headings[e[0]]):
        block = list(run)
        n = block[0][0]
        if is_heading and n < first and len(block) > _TITLES:
            own = _words(paragraphs[first]) | _words(paragraphs[last])
            out.extend(p for _, p in block if _is_dateline(p) or len(_words(p) & own) > 1)
        elif (
            is_heading
            and n > first
            and len(block) >= (_RUN if n < last else _RUN - 1)
            and not _opens_list(paragraphs[n - 1])
        ):
            continue
        else:
            out.extend(p for _, p in block)
    return out


def _is_heading(paragraph: Paragraph) -> bool:
    items = [i for s in paragraph for i in s.items]
    bullet = items[1] if len(items) > 1 and "num" in items[0].classes else items[0]
    listed = bullet.classes & {"dash", "mark", "close"}
    ends = items[-1].classes & {"full_stop", "colon"} and items[-1].text not in ASKS
    return len(items) <= _HEADING and not listed and not ends


def _opens_list(paragraph: Paragraph) -> bool:
    return "colon" in paragraph[-1].items[-1].classes


def _is_dateline(paragraph: Paragraph) -> bool:
    return any(i.time is not None for s in paragraph for i in s.items)


def _words(paragraph: Paragraph) -> set[str]:
    return {_stem(i) for s in paragraph for i in s.items if len(i.text) >= _LETTERS}


def _stem(item: Item) -> str:
    return item.entries[0].id if item.entries else item.text
