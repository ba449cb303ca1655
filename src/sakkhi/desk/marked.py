"""A text and the spans that rest on it → pieces to be shown, each with what is said by it. Spans may overlap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from sakkhi.desk.foreign import shown
from sakkhi.model.span import Span
from sakkhi.store.told import Passage

_ROUND = 90  # characters of surrounding text
_JOIN = 160  # spans that lie closer are shown in one quotation
_LONGEST = 900  # characters of one quotation
PART = 30_000  # characters of a text on one page
_LOOK = 1_500  # characters before a part's end in which a paragraph's end is looked for


class Mark(msgspec.Struct, frozen=True):
    """A span and what it says: `number` is what it is known by on the page, `group` the incident that it tells of."""

    start: int
    end: int
    number: int
    group: int
    gloss: str


class Piece(msgspec.Struct, frozen=True):
    """Text from `start` on that lies in all of `marks` and in no other; `ends` are the marks that end with it."""

    start: int
    text: str
    marks: tuple[Mark, ...] = ()
    ends: tuple[Mark, ...] = ()

    @property
    def groups(self) -> str:
        """The incidents that it tells of, for the style sheet."""
        groups = sorted({mark.group for mark in self.marks} - {0})
        return " ".join(f"g{(group - 1) % 5 + 1}" for group in groups) or "rest"

    @property
    def gloss(self) -> str:
        """What it says."""
        return " · ".join(dict.fromkeys(mark.gloss for mark in self.marks))


class Quote(msgspec.Struct, frozen=True):
    """A quotation; `before` and `after` say that the text goes on there."""

    pieces: tuple[Piece, ...]
    before: bool
    after: bool


def pieces(text: str, start: int, marks: Iterable[Mark]) -> tuple[Piece, ...]:
    """`text`, which begins at `start` of the whole, cut where a mark begins or ends."""
    end = start + len(text)
    inside = sorted((m for m in marks if m.start < end and m.end > start), key=lambda m: (m.start, -m.end, m.number))
    cuts = sorted({start, end, *(c for m in inside for c in (m.start, m.end) if start < c < end)})
    out: list[Piece] = []
    open_: list[Mark] = []
    waiting = iter(inside)
    following = next(waiting, None)
    for one, other in pairwise(cuts):
        while following is not None and following.start <= one:
            open_.append(following)
            following = next(waiting, None)
        open_ = [m for m in open_ if m.end > one]
        ends = tuple(m for m in open_ if m.end == other)
        out.append(Piece(one, shown(text[one - start : other - start]), tuple(open_), ends))
    return tuple(out)


def quotes(passages: Sequence[Passage], spans: Iterable[Span], gloss: str, most: int = 3) -> list[Quote]:
    """The spans in place with the words round them; those close to each other together, at most so many quotations."""
    told = sorted({(s.start, s.end) for s in spans if s.end > s.start})
    groups: list[list[tuple[int, int]]] = []
    for one in told:
        if groups and one[0] - groups[-1][-1][1] < _JOIN and one[1] - groups[-1][0][0] < _LONGEST:
            groups[-1].append(one)
        else:
            groups.append([one])
    out = []
    for group in groups[:most]:
        first, last = group[0][0], max(end for _, end in group)
        piece = next((p for p in passages if p.start <= first < p.start + len(p.text)), None)
        if piece is not None:
            out.append(_quote(piece, first, last, [Mark(a, b, n, 0, gloss) for n, (a, b) in enumerate(group)]))
    return out


def parts(text: str) -> list[int]:
    """Where the parts of a long text begin, and its end: cut at a paragraph's end where there is one."""
    cuts = [0]
    while len(text) - cuts[-1] > PART:
        end = cuts[-1] + PART
        line, blank = text.rfind("\n", end - _LOOK, end), text.rfind(" ", end - _LOOK, end)
        cuts.append((line if line > 0 else blank if blank > 0 else end - 1) + 1)
    return [*cuts, len(text)]


def _quote(passage: Passage, first: int, last: int, marks: Sequence[Mark]) -> Quote:
    """The words from `first` to `last` with those round them, as far as the paragraph goes."""
    text, one, other = passage.text, first - passage.start, min(last, first + _LONGEST) - passage.start
    line, below = text.rfind("\n", 0, one) + 1, text.find("\n", other)
    begin, end = max(line, one - _ROUND), min(len(text) if below < 0 else below, other + _ROUND)
    if begin > line:
        begin = max(text.find(" ", begin, one) + 1, begin)
    if end < len(text) and text[end] != "\n":
        space = text.rfind(" ", min(other, end), end)
        end = space if space > 0 else end
    start = passage.start + begin
    whole = pieces(text[begin:end], start, marks)
    return Quote(whole, begin > line or (begin == 0 and start > 0), end < len(text) and text[end] != "\n")
