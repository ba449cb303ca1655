"""Tokens and marks → sentences of items: one item for each word, phrase, name, number or time, with its classes.

An item's classes are what the patterns see: the semantic classes of the lexicon entries that its words match, the
features of its inflection, and its kind (`num`, `time`, `place`, `actor`, `name`, `word`, `comma`, …).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sakkhi.model.calendar import ResolvedTime
from sakkhi.model.count import Count
from sakkhi.model.gazetteer import ResolvedPlace
from sakkhi.model.pack import Entry, Pack
from sakkhi.model.text import CountMark, Folded, Token
from sakkhi.read.breaks import breaks_of
from sakkhi.read.lexicon import VALUED, Lexicon, Reading, with_capital

_UNCOUNTED = ("measure", "article", "ordinal")  # numbers that tell no toll
_SPEECH = frozenset({"say", "called", "comma", "colon", "that"})  # beside quoted words that somebody says, or a name
_ENDED = {"poss": ("side", "name"), "acc": ("facility",)}  # what no town's name is, by its ending
_NAMED = frozenset({"place", "actor", "name", "person", "given", "surname", "cap"})
_BARE = frozenset({"word", "loc", "gen", "acc", "pl", "def"})  # of a word that nothing knows
CASES = frozenset({"gen", "acc", "loc"})  # of a noun that is no subject
_JOINING = frozenset({"and_"})
_SCARED = 3  # items from one mark to the other
_LONGEST = 300  # items from which on a sentence is cut: no real one has as many, and work grows with its square
Mark = CountMark | ResolvedTime | ResolvedPlace


@dataclass(eq=False, slots=True)
class Item:
    """One unit of a sentence; offsets are folded.

    `ahead` and `behind` are how far it stands from the sentence's head, without it and with it; see `mentions.measure`.
    """

    start: int
    end: int
    text: str
    classes: frozenset[str]
    entries: tuple[Entry, ...] = ()
    features: frozenset[str] = frozenset()
    count: Count | None = None
    place: ResolvedPlace | None = None
    time: ResolvedTime | None = None
    quoted: bool = False
    ahead: int = 0
    behind: int = 0

    def __repr__(self) -> str:
        return f"{self.text}/{'+'.join(sorted(self.classes))}"

    def value(self, cls: str) -> str | None:
        """The value of the first entry of class `cls`; None where the item has none."""
        for entry in self.entries:
            if entry.cls == cls:
                return entry.value
        return None

    def rule(self, cls: str) -> str:
        """The id of the entry by which the item has class `cls`; "" where it has none."""
        return next((e.id for e in self.entries if e.cls == cls), "")


def stamp_item(stamp: ResolvedTime) -> Item:
    """The item of a post's own date, which stands outside its sentences."""
    item = Item(stamp.start, stamp.end, "", frozenset({"time"}))
    item.time = stamp
    return item


class Sentence:
    """Items of one sentence; `index` counts from 0 over the report, `paragraph` from 0."""

    __slots__ = ("index", "items", "paragraph")

    def __init__(self, index: int, paragraph: int, items: list[Item]) -> None:
        self.index, self.paragraph, self.items = index, paragraph, items

    @property
    def start(self) -> int:
        """The folded offset of the first item."""
        return self.items[0].start

    @property
    def end(self) -> int:
        """The folded offset behind the last item."""
        return self.items[-1].end


def sentences(
    text: Folded, tokens: list[Token], marks: Sequence[Mark], lexicon: Lexicon, pack: Pack, literals: frozenset[str]
) -> list[Sentence]:
    """The sentences of the report, in order, each with its items; empty sentences are left out."""
    by_start: dict[int, Mark] = {}
    starts = [token.start for token in tokens]
    for mark in marks:
        start = mark.mark.start if isinstance(mark, ResolvedPlace) else mark.start
        if not isinstance(mark, ResolvedPlace):  # behind a particle written with it: the item is the whole word
            start = starts[max(0, bisect_right(starts, start) - 1)]
        known = by_start.get(start)
        if known is None or _end(mark) > _end(known):
            by_start[start] = mark
    out: list[Sentence] = []
    items: list[Item] = []
    paragraph, quoted, i, last, ends = 0, False, 0, len(tokens), pack.sentence_end
    scared, genitive = bool(pack.settings.get("scare_quotes")), str(pack.settings.get("genitive_mark", ""))
    breaks = [*breaks_of(text.text, tokens, starts, lexicon, pack), len(tokens)]
    limit = breaks.pop(0)

    def close() -> None:
        if items:
            out.append(Sentence(len(out), paragraph, _without_scare_quotes(items) if scared else items.copy()))
            items.clear()

    while i < last:
        token = tokens[i]
        if i >= limit:
            close()
            paragraph, quoted = paragraph + 1, False
            while i >= limit:
                limit = breaks.pop(0)
        if token.shape == "p" and token.text in ends and not _is_inner_stop(tokens, i, pack, text.text):
            if items:
                items.append(Item(token.start, token.end, token.text, frozenset({"full_stop"})))
            i += 1
            if i < last and tokens[i].text in "\"')" and tokens[i].start == token.end:
                quoted = False if tokens[i].text != ")" else quoted
                i += 1
            close()
            continue
        if items and token.text == "." and _abbreviates(tokens, i, pack):  # "Md. Karim" is one name
            i += 1
            continue
        if len(items) >= _LONGEST:
            close()
        if not quoted and token.text == genitive[-1:] and _is_genitive(tokens, i, items, genitive):
            items[-1].features, items[-1].classes = items[-1].features | {"gen"}, items[-1].classes | {"gen"}
            i += 1
            continue
        marked = by_start.get(token.start)
        alone = lexicon.alone(tokens, i, literals, limit)
        if alone is not None and marked is None:
            entries, features, classes, capital = alone
            classes = capital if capital is not classes and _is_capital(tokens, i, i + 1) else classes
            item, i = Item(token.start, token.end, token.text, classes, entries, features), i + 1
        else:
            item, i = _item(tokens, i, marked, alone, lexicon, literals, limit)
        if "quote" in item.classes:
            quoted = not quoted
        if quoted:
            item.quoted = True
        items.append(item)
    close()
    return out


def _without_scare_quotes(items: list[Item]) -> list[Item]:
    """The items without the marks round one or two of them, which are nobody's speech: a "record" number of drones.

    What is so named ("a group called 'X'") keeps them.
    """
    marks = [n for n, item in enumerate(items) if "quote" in item.classes]
    gone: set[int] = set()
    for a, b in pairwise(marks):
        if a in gone or not 1 < b - a <= _SCARED or items[a].text != items[b].text:
            continue
        inside, beside = items[a + 1 : b], (*items[max(0, a - 2) : a], *items[b + 1 : b + 2])
        named = any(x.classes & _NAMED for x in inside) or (len(inside) > 1 and all(x.classes <= _BARE for x in inside))
        if not named and not any(x.classes & _SPEECH for x in beside):
            gone |= {a, b}
    return [item for n, item in enumerate(items) if n not in gone] if gone else items.copy()


def _is_genitive(tokens: Sequence[Token], i: int, items: Sequence[Item], mark: str) -> bool:
    """True for the sign that makes a genitive of the word before it, and closes no quotation: "the rebels' attack"."""
    if not items or items[-1].end != tokens[i].start:
        return False
    behind = tokens[i + 1 : i + 2]
    inside = bool(behind) and behind[0].shape != "p" and behind[0].start > tokens[i].end
    return inside and items[-1].text.endswith(mark[:-1])


def _end(mark: Mark) -> int:
    return mark.mark.end if isinstance(mark, ResolvedPlace) else mark.end


def _lexical(tokens: Sequence[Token], i: int, end: int, reading: Reading) -> Item:
    """The item of the tokens [i, end), of which a reading is known."""
    classes = reading.classes
    if reading.capital is not classes and _is_capital(tokens, i, end):
        classes = reading.capital
    text = " ".join([t.text for t in tokens[i:end]])
    return Item(tokens[i].start, tokens[end - 1].end, text, classes, reading.entries, reading.features)


def _item(
    tokens: list[Token],
    i: int,
    mark: Mark | None,
    alone: Reading | None,
    lexicon: Lexicon,
    literals: frozenset[str],
    limit: int,
) -> tuple[Item, int]:
    """The item that begins at token `i`, and the index behind it. The longest of name, phrase and mark wins.

    Names and phrases end before the token `limit`; `alone` is what token `i` is where none goes on behind it.
    """
    token = tokens[i]
    if alone is None:
        end, entries, features = lexicon.matches(tokens, i, limit)
    else:
        end, entries, features = (i + 1, alone.entries, alone.features) if alone.entries else (i, (), frozenset())
    lexical_end = tokens[end - 1].end if end > i else token.end
    mark_end = _end(mark) if mark is not None else 0
    if isinstance(mark, ResolvedPlace) and mark_end <= lexical_end:
        if any(e.cls in _ENDED.get(feature, ()) for feature in features for e in entries):
            entries, features = (), frozenset()  # a town, no word with an ending: السليمانية, مركبا
        elif any(e.cls == "side" for e in entries):
            mark = None  # the name of an armed group is no town's
    if mark is None or (mark_end < lexical_end and not isinstance(mark, ResolvedTime)):
        end = max(end, i + 1)
        return _lexical(tokens, i, end, lexicon.reading(tokens[i:end], literals)), end
    while end < len(tokens) and (end <= i or tokens[end - 1].end < mark_end):
        end += 1
    if mark_end > lexical_end:
        entries, features = (), frozenset()
    if isinstance(mark, ResolvedPlace):  # a town of that name rather than the weapon called after it
        entries = tuple(e for e in entries if e.cls != "weapon" or not e.id.startswith("names:"))
    classes = {e.cls for e in entries}
    text = token.text if end == i + 1 else " ".join(t.text for t in tokens[i:end])
    item = Item(token.start, max(mark_end, tokens[end - 1].end), text, frozenset(), entries)
    if isinstance(mark, CountMark):
        item.count = mark.count
        kind = mark.rule.rpartition(":")[2]
        classes.update(("num", "people") if kind == "people" else (kind,) if kind in _UNCOUNTED else ("num",))
        if (mark.count.min or 0) > 1:  # Bangla's "nine" is written as its "is not"
            classes -= {"no", "no_after"}
            entries = tuple(e for e in entries if e.cls not in ("no", "no_after"))
        if mark.start > token.start:
            features = features.union(*(s.features for s in token.stems))
    elif isinstance(mark, ResolvedTime):
        item.time = mark
        classes.add(mark.kind if mark.kind in ("duration", "age", "since") else "time")
        if mark.kind == "anniversary":
            classes.add("anniversary")
        elif mark.during is not None:
            classes.add("during_event")
        if any("gen" in s.features for s in tokens[end - 1].stems):  # "Saturday's blast"
            features = features | {"gen"}
    else:
        item.place = mark
        features = features | mark.mark.features
        if end > i + 1:  # what is written with the first word of a name joins it to what stands before
            begins = mark.mark.name.partition(" ")[0]
            features = features.union(*(s.features & _JOINING for s in token.stems if s.text == begins))
        classes.add("place")
        if mark.entry.id.startswith("site:"):
            classes.add("site")
    classes.update("=" + s.text for t in tokens[i:end] for s in t.stems if s.text in literals)
    classes.update(f"{e.cls}.{e.value}" for e in entries if e.cls in VALUED)
    if entries and token.shape in "cu":
        own, upper = {e.cls for e in entries}, _is_capital(tokens, i, end)
        classes = set(with_capital(frozenset(classes), own, upper=upper))
    item.features = features
    item.classes = frozenset(classes | features)
    return item, end


def _is_capital(tokens: Sequence[Token], i: int, end: int) -> bool:
    """True for a capital that no beginning of a sentence accounts for: inside it, or before another capital."""
    inside = i > 0 and tokens[i - 1].shape != "p"
    return inside or (end < len(tokens) and tokens[end].shape in "cu")


def _abbreviates(tokens: list[Token], i: int, pack: Pack) -> bool:
    """True where the stop at `i` belongs to an abbreviation or an initial right before it."""
    before, *behind = tokens[i - 1 : i + 3]
    initials = [len(t.text) == 1 for t in (before, *behind[1:])] == [True] * 3 and behind[2].text == "."  # "A. K."
    known = before.text in pack.abbreviations or (len(before.text) == 1 and (before.shape in "cu" or initials))
    return known and before.end == tokens[i].start


def _is_inner_stop(tokens: list[Token], i: int, pack: Pack, text: str) -> bool:
    """True where the stop at `i` ends an abbreviation or an initial, not a sentence."""
    if tokens[i].text != "." or i == 0 or tokens[i - 1].end != tokens[i].start:
        return False
    if _abbreviates(tokens, i, pack):
        return True
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    return (
        after is not None
        and after.start == tokens[i].end
        and after.shape in "ld"
        and after.text[0].isalnum()
        and pack.cased
    )
