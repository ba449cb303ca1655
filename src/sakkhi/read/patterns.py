"""Finite-state patterns over the items of a sentence, as FASTUS (Hobbs et al. 1997) and JAPE cascade them.

A pattern is a line of elements: `actor`, `attack_v&pass`, `on|at`, `weapon&!gen`, `=word` (a literal), `.`
(any item), `_` (any item
that is no clause boundary), each with an optional capture (`perp=actor`) and quantifier (`?`, `*`, `+`,
`{0,3}`); `(`, `|`, `)`
group. Each sentence is written as a string of one code point an item, the pattern as a regular expression over those,
so that matching runs at the speed of `re` and is linear for the bounded gaps that packs use.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sakkhi.errors import TableError
from sakkhi.model.pack import Pattern
from sakkhi.read.items import Item

BOUNDARY = frozenset({"comma", "semicolon", "colon", "quote", "full_stop", "open", "close", "dash"})
_ELEMENT = re.compile(r"(?:(?P<name>[a-z_]+)@)?(?P<test>[^\s{?*+()]+)(?P<times>[?*+]|\{\d*,?\d*\})?$")
_CLOSE = re.compile(r"\)(?:[?*+]|\{\d*,?\d*\})$")
_FIRST = 0xE000


class Finding(NamedTuple):
    """A match: the pattern, its items [first, last), and the captures as item ranges."""

    pattern: Pattern
    first: int
    last: int
    captures: dict[str, tuple[int, int]]


class Alphabet:
    """Code points for sets of classes, given out as they turn up; only classes that a pattern names are told apart."""

    def __init__(self, named: frozenset[str]) -> None:
        self._named = named | BOUNDARY
        self._codes: dict[frozenset[str], str] = {}
        self._seen: dict[frozenset[str], str] = {}
        self._sets: list[tuple[frozenset[str], str]] = []

    def __len__(self) -> int:
        return len(self._codes)

    def code(self, classes: frozenset[str]) -> str:
        """The code point of an item with these classes."""
        code = self._seen.get(classes)
        if code is None:
            kept = classes & self._named
            code = self._codes.get(kept)
            if code is None:
                number = len(self._codes)
                code = self._codes[kept] = chr(_FIRST + number if number < 0x1900 else 0xF0000 + number - 0x1900)
                self._sets.append((kept, code))
            self._seen[classes] = code
        return code

    def since(self, number: int) -> list[tuple[frozenset[str], str]]:
        """The (set of classes, code point) pairs given out after the first `number`."""
        return self._sets[number:]


class Matcher:
    """All patterns of a pack, compiled against one alphabet and again whenever it has grown."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._predicates: dict[str, _Predicate] = {}
        self._patterns = [(p, _parse(p, self._predicates)) for p in patterns]
        named = {name for predicate in self._predicates.values() for name in predicate.names}
        self.literals = frozenset(n[1:] for n in named if n.startswith("="))
        self._alphabet = Alphabet(frozenset(named))
        self._compiled_at: list[int] = [-1] * len(self._patterns)
        self._regexes: list[re.Pattern[str] | None] = [None] * len(self._patterns)
        self._sources: list[str] = [""] * len(self._patterns)
        self._needed = [_needed(elements) for _, elements in self._patterns]
        self._chars: list[list[frozenset[str]]] = [[] for _ in self._patterns]
        self._size = 0

    def encode(self, items: Sequence[Item]) -> str:
        """The sentence as a string, one code point an item."""
        code = self._alphabet.code
        return "".join([code(item.classes) for item in items])

    def findings(self, sentence: str) -> list[Finding]:
        """Every match of every pattern in an encoded sentence, in the order of the packs' patterns."""
        size = len(self._alphabet)
        if size != self._size:
            self._size = size
            for predicate in self._predicates.values():
                predicate.grow(self._alphabet)
        present = set(sentence)
        out: list[Finding] = []
        for n, (pattern, elements) in enumerate(self._patterns):
            if self._compiled_at[n] != size:
                self._compile(n, elements, size)
            regex = self._regexes[n]
            if regex is None:
                continue
            for chars in self._chars[n]:
                if chars.isdisjoint(present):
                    break
            else:
                out.extend(_found(pattern, regex, sentence))
        return out

    def _compile(self, n: int, elements: list[_Test | str], size: int) -> None:
        parts: list[str] = []
        for element in elements:
            if isinstance(element, str):
                parts.append(element)
                continue
            part = element.regex()
            if part is None:  # no item can pass yet
                if element.times in ("?", "*") or element.times.startswith(("{0,", "{,")):
                    continue
                parts.append("(?!)")
                continue
            parts.append(part)
        self._chars[n] = sorted((frozenset(p.chars) for p in self._needed[n]), key=len)
        source = "".join(parts)
        if source != self._sources[n]:
            self._sources[n] = source
            self._regexes[n] = re.compile(source)
        self._compiled_at[n] = size


class _Predicate:
    """The code points that pass a test; grows with the alphabet and is shared by all elements with the same test."""

    def __init__(self, test: str) -> None:
        self.barred_boundary = test == "_"
        self._alternatives: list[tuple[frozenset[str], frozenset[str]]] = []
        if test not in (".", "_"):
            for alternative in test.split("|"):
                parts = alternative.split("&")
                needed = frozenset(p for p in parts if not p.startswith("!"))
                barred = frozenset(p[1:] for p in parts if p.startswith("!"))
                self._alternatives.append((needed, barred))
        self._size = 0
        self.chars = ""

    @property
    def names(self) -> set[str]:
        return {n for needed, barred in self._alternatives for n in needed | barred}

    def grow(self, alphabet: Alphabet) -> None:
        """Take in what the alphabet gave out since the last time."""
        new = alphabet.since(self._size)
        self._size += len(new)
        if self.barred_boundary:
            self.chars += "".join(c for classes, c in new if classes & BOUNDARY)
        elif self._alternatives:
            self.chars += "".join(
                c
                for classes, c in new
                if any(needed <= classes and not barred & classes for needed, barred in self._alternatives)
            )


class _Test:
    """One element: a test of an item's classes, with its capture and quantifier."""

    def __init__(self, test: str, name: str | None, times: str, predicate: _Predicate) -> None:
        self.name, self.times, self.predicate = name, times, predicate
        self.any = test in (".", "_")

    def regex(self) -> str | None:
        """The element as a regular expression; None where no code point passes yet."""
        chars = self.predicate.chars
        times = self.times
        if self.any:
            body = f"[^{chars}]" if chars else "."
            times = times + "?" if times else ""
        elif not chars:
            return None
        else:
            body = chars if len(chars) == 1 else f"[{chars}]"
        return f"(?P<{self.name}>{body}{times})" if self.name else body + times


def _found(pattern: Pattern, regex: re.Pattern[str], sentence: str) -> Iterator[Finding]:
    for match in regex.finditer(sentence):
        if match.end() > match.start():
            captures = {k: match.span(k) for k, v in match.groupdict().items() if v is not None}
            yield Finding(pattern, match.start(), match.end(), captures)


def _needed(elements: Sequence[_Test | str]) -> list[_Predicate]:
    """The predicates that some item must pass in every match: a sentence without such an item need not be searched."""
    out: list[_Predicate] = []
    depth = 0
    for element in elements:
        if isinstance(element, str):
            if element == "|" and depth == 0:
                return []
            depth += (element == "(?:") - element.startswith(")")
        elif depth == 0 and not element.any and not element.times.startswith(("?", "*", "{0,", "{,")):
            out.append(element.predicate)
    return list(dict.fromkeys(out))


def _parse(pattern: Pattern, predicates: dict[str, _Predicate]) -> list[_Test | str]:
    out: list[_Test | str] = []
    for part in pattern.pattern.split():
        if part in ("(", "|", ")", "^", "$") or _CLOSE.match(part):
            out.append("(?:" if part == "(" else part)
            continue
        found = _ELEMENT.match(part)
        if found is None:
            raise TableError("patterns.toml", pattern.id, f"cannot read the element {part!r}")
        test = found["test"]
        predicate = predicates.setdefault(test, _Predicate(test))
        out.append(_Test(test, found["name"], found["times"] or "", predicate))
    return out


def captured(items: list[Item], findings: Iterable[Finding], kind: str, name: str) -> set[int]:
    """Ids of the items that findings of a kind captured under `name` (all their items where they name nothing)."""
    out: set[int] = set()
    for finding in findings:
        if finding.pattern.kind == kind:
            a, b = finding.captures.get(name, (finding.first, finding.last))
            out.update(id(item) for item in items[a:b])
    return out
