"""A pack's lexicon: what words and phrases are by themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sakkhi.model.pack import Entry
from sakkhi.model.text import Token
from sakkhi.read.words import DEEDS

_NAME_PARTS = frozenset({"given", "title", "rank"})
_PUNCTUATION = {
    ",": "comma", "،": "comma", ";": "semicolon", "؛": "semicolon", ":": "colon", '"': "quote", "'": "quote",
    "(": "open", ")": "close", "[": "open", "]": "close", "-": "dash", "/": "slash", "#": "hash", "@": "at_sign",
}  # fmt: skip
_MEMORY = 200_000  # words remembered: hostile or endless input must stay within bounds
_VERBAL = frozenset({"past", "ing"})  # features of verbs, which nouns of places do not bear
_NOUNS = ("facility", "attack_n")  # of a word, and of several
VALUED = frozenset(
    {"say", "hedge", "official", "victim", "facility", "attack_n", "attack_v", "attack_w", "weapon", "murder"}
)


class Reading(NamedTuple):
    """What words are by themselves; `capital` are their classes where a capital is no beginning of a sentence."""

    entries: tuple[Entry, ...]
    features: frozenset[str]
    classes: frozenset[str]
    capital: frozenset[str]


class Lexicon:
    """A pack's lexicon with the names of the reference tables added, as a trie over words."""

    def __init__(
        self, tables: Iterable[Iterable[tuple[tuple[str, ...], tuple[Entry, ...]]]], *, head_last: bool = False
    ) -> None:
        """`head_last`: what a form is in its clause shows at its last word alone: "bomb's blast" is no genitive."""
        self._head_last = head_last
        self.words: set[str] = set()
        self._root: dict[str, Any] = {}
        self._alone: dict[str, dict[str, tuple[Reading, tuple[dict[str, Any], ...]]]] = {}  # by shape and word
        self._runs: dict[tuple[tuple[str, str], ...], Reading] = {}
        for table in tables:
            for words, entries in table:
                node = self._root
                for word in words:
                    self.words.add(word)
                    node = node.setdefault(word, {})
                node[""] = (*node.get("", ()), *entries)

    def has(self, word: str) -> bool:
        """True for a word that is an entry by itself, not only part of longer ones."""
        return "" in self._root.get(word, {})

    def tells(self, token: Token) -> bool:
        """True for a word that may be one of a deed or harm."""
        entries = (e for stem in token.stems for e in self._root.get(stem.text, {}).get("", ()))
        return any(e.cls in DEEDS for e in entries)

    def alone(self, tokens: Sequence[Token], i: int, literals: frozenset[str], limit: int) -> Reading | None:
        """What token `i` is by itself, remembered per word and shape; None where a form may go on to the next one.

        Nothing goes on beyond the token `limit`.
        """
        token = tokens[i]
        of_shape = self._alone.get(token.shape)
        known = of_shape.get(token.text) if of_shape is not None else None
        if known is None:
            of_shape = self._alone.setdefault(token.shape, {})
            if len(of_shape) > _MEMORY:
                of_shape.clear()
            nodes = [self._root.get(stem.text, {}) for stem in token.stems]
            begun = tuple(node for node in nodes if len(node) > ("" in node))
            known = of_shape[token.text] = (self._read((token,), literals), begun)
        reading, begun = known
        if begun and i + 1 < limit:
            after = tokens[i + 1]
            if after.text == "-":
                return None
            for node in begun:
                for stem in after.stems:
                    if stem.text in node:
                        return None
        return reading

    def reading(self, run: Sequence[Token], literals: frozenset[str]) -> Reading:
        """What the words of a form, or a word alone, are together, remembered by the words and their shapes."""
        key = tuple([(t.text, t.shape) for t in run])
        known = self._runs.get(key)
        if known is None:
            if len(self._runs) > _MEMORY:
                self._runs.clear()
            known = self._runs[key] = self._read(run, literals)
        return known

    def _read(self, run: Sequence[Token], literals: frozenset[str]) -> Reading:
        token = run[0]
        _, entries, features = self.matches(run, 0, len(run))
        own = {e.cls for e in entries}
        classes = set(own)
        if not entries:
            features = frozenset().union(*(s.features for s in token.stems))
            if token.shape == "p":
                classes.add(_PUNCTUATION.get(token.text, "mark"))
            else:
                classes.update({"word", "cap"} if token.shape in "cu" else {"word"})
            if token.shape == "d":
                classes.add("digits")
        classes.update("=" + s.text for t in run for s in t.stems if s.text in literals)
        classes.update(f"{e.cls}.{e.value}" for e in entries if e.cls in VALUED)
        classes |= features
        if not entries or token.shape not in "cu":
            plain = frozenset(classes)
            return Reading(entries, features, plain, plain)
        plain, capital = (with_capital(frozenset(classes), own, upper=upper) for upper in (False, True))
        return Reading(entries, features, plain, capital)

    def matches(self, tokens: Sequence[Token], i: int, limit: int) -> tuple[int, tuple[Entry, ...], frozenset[str]]:
        """(end index, entries, features) of the longest match of the tokens [i, limit); the end is `i` for no match."""
        best_end = i
        best_entries: tuple[Entry, ...] = ()
        best_features: frozenset[str] = frozenset()
        stack: list[tuple[int, dict[str, Any], frozenset[str]]] = [(i, self._root, frozenset())]
        while stack:
            position, node, features = stack.pop()
            if position >= limit:
                continue
            token = tokens[position]
            for stem in token.stems:
                child = node.get(stem.text)
                if child is None:
                    continue
                # features of the words before the last count only as prefixes (they stand in front)
                own = stem.features
                if position > i and not self._head_last:
                    own |= features - {"gen"}  # "Chad's army" is no genitive
                entries = child.get("")
                if entries and position + 1 >= best_end:
                    kept = tuple(e for e in entries if not e.upper or _is_in_capitals(tokens, i, position))
                    if not own.isdisjoint(_VERBAL):  # "trained" is no train, "militants attacked" no militant attack
                        nouns = _NOUNS if position > i else _NOUNS[:1]
                        kept = tuple(e for e in kept if e.cls not in nouns)
                    if kept:
                        if position + 1 > best_end:
                            best_end, best_entries, best_features = position + 1, kept, own
                        else:
                            best_entries = best_entries + tuple(e for e in kept if e not in best_entries)
                            best_features |= own
                if len(child) > (1 if entries else 0):
                    stack.append((position + 1, child, own))
                    after = position + 1
                    if after < limit and tokens[after].text == "-":
                        stack.append((after + 1, child, own))
        return best_end, best_entries, best_features


def _is_in_capitals(tokens: Sequence[Token], first: int, last: int) -> bool:
    """True for a word in capitals, and for several that are letters or digits: "M23", "IS-K"."""
    token = tokens[last]
    if token.shape in "up" or token.text.count("."):
        return True
    run = tokens[first : last + 1]
    return last > first and all(t.shape in "upd" or (t.shape == "c" and len(t.text) == 1) for t in run)


def with_capital(classes: frozenset[str], own: set[str], *, upper: bool) -> frozenset[str]:
    """The classes of a capitalised word of the lexicon, with `upper` and, for parts of names, `cap`."""
    return classes | ({"upper"} if upper else set()) | ({"cap"} if own <= _NAME_PARTS else set())
