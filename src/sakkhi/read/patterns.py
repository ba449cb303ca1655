"""Finite-state patterns over the items of a sentence, as FASTUS (Hobbs et al. 1997) and JAPE cascade them.

A pattern is a line of elements: `actor`, `attack_v&pass`, `on|at`, `weapon&!gen`, `=word` (a literal), `.` (any item),
`_` (any item that is no clause boundary), each with an optional capture (`perp@actor`) and quantifier (`?`, `*`, `+`,
`{0,3}`); `(`, `|`, `)` group. Every test that a pattern makes is a bit; an item is written for a pattern as the bits of
the tests that it passes, and the pattern is a regular expression over those. So patterns are compiled once, whatever
words come, and match at the speed of `re`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import itemgetter, or_
from typing import NamedTuple

from sakkhi.errors import TableError
from sakkhi.model.pack import Pattern
from sakkhi.read.items import Item

BOUNDARY = frozenset({"comma", "semicolon", "colon", "quote", "full_stop", "open", "close", "dash"})
_ELEMENT = re.compile(r"(?:(?P<name>[a-z_]+)@)?(?P<test>[^\s{?*+()]+)(?P<times>[?*+]|\{\d*,?\d*\})?$")
_CLOSE = re.compile(r"\)(?:[?*+]|\{\d*,?\d*\})$")
_OPTIONAL = ("?", "*", "{0,", "{,")
_BITS = 6  # tests that one code point stands for; `re` is fastest with code points below 256
_ANY = 1_000_000  # how common what nearly every item passes is held to be
_MEMORY = 200_000  # sets of classes remembered: hostile or endless input must stay within bounds


class Finding(NamedTuple):
    """A match: the pattern, its items [first, last), and the captures as item ranges."""

    pattern: Pattern
    first: int
    last: int
    captures: dict[str, tuple[int, int]]


class Matcher:
    """All patterns of a pack; each is compiled when a sentence first has what it needs."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        tests: dict[str, int] = {}
        parsed = [(p, _parse(p, tests)) for p in patterns]
        self._tests = [_Test(test) for test in tests]
        self._asking: dict[str, int] = {}  # by class the tests that ask for it
        for n, test in enumerate(self._tests):
            for name in test.names:
                self._asking[name] = self._asking.get(name, 0) | 1 << n
        self._bits = {name: 1 << n for n, name in enumerate(self._asking)}
        self._asked_of = [
            [(self._bits_of(needed), self._bits_of(barred)) for needed, barred in test.alternatives]
            for test in self._tests
        ]
        self._passed_by_none = sum(1 << n for n, test in enumerate(self._tests) if test.passes(frozenset()))
        self._kinds = _Kinds(self._kind)  # by an item's classes
        self._of_mask: dict[int, int] = {}
        self._masks: list[int] = []  # by kind: the tests that it passes
        self._begun: list[list[int]] = []  # by kind: the patterns whose rarest need it meets
        common = self._commonness(e.test for _, es in parsed for e in es if isinstance(e, _Element))
        self._patterns = [_Compiled(p, elements, self._masks, common) for p, elements in parsed]
        self._always, self._by_need = _by_need(self._patterns, common)
        self.literals = frozenset(name[1:] for test in self._tests for name in test.names if name.startswith("="))

    def _commonness(self, made: Iterable[int | None]) -> dict[int, int]:
        """How likely items pass each test, by how often patterns ask for its classes in the tests that they make."""
        asked = Counter(
            name for n in made if n is not None for needed, _ in self._tests[n].alternatives for name in needed
        )
        return {1 << n: test.commonness(asked) for n, test in enumerate(self._tests)}

    def encode(self, items: Sequence[Item]) -> list[int]:
        """The kind of each item: which of the tests it passes. Kinds are those of one sentence."""
        if len(self._kinds) > _MEMORY:
            self._forget()
        return list(map(self._kinds.__getitem__, [item.classes for item in items]))

    def findings(self, sentence: Sequence[int]) -> list[Finding]:
        """Every match of every pattern in an encoded sentence, in the order of the packs' patterns."""
        if not sentence:
            return []
        kinds, patterns, masks, begun = set(sentence), self._patterns, self._masks, self._begun
        written = itemgetter(*sentence)
        passed = 0
        numbers = {*self._always}
        for kind in kinds:
            passed |= masks[kind]
            numbers.update(begun[kind])
        lacking = ~passed
        out: list[Finding] = []
        for number in sorted(numbers):
            pattern = patterns[number]
            if pattern.needed & lacking:
                continue
            for tests in pattern.needed_sets:
                if not passed & tests:
                    break
            else:
                out += pattern.findings(written)
        return out

    def _kind(self, classes: frozenset[str]) -> int:
        asked = reduce(or_, (self._asking.get(name, 0) for name in classes), 0)
        mask = self._passed_by_none & ~asked
        own = self._bits_of(classes)
        for test in _singly(asked):  # one that asks for none of the classes is passed as by an item of no class
            if any(
                own & needed == needed and not own & barred for needed, barred in self._asked_of[test.bit_length() - 1]
            ):
                mask |= test
        kind = self._of_mask.get(mask)
        if kind is None:
            kind = self._of_mask[mask] = len(self._masks)
            self._masks.append(mask)
            self._begun.append([n for tests, numbers in self._by_need if mask & tests for n in numbers])
        return kind

    def _bits_of(self, classes: Iterable[str]) -> int:
        """Classes as bits; one that no test asks for has none."""
        return reduce(or_, (self._bits.get(name, 0) for name in classes), 0)

    def _forget(self) -> None:
        self._kinds.clear()
        self._of_mask.clear()
        self._masks.clear()
        self._begun.clear()
        for pattern in self._patterns:
            pattern.writing.clear()


class _Kinds(dict[frozenset[str], int]):
    """The kind of each set of classes, worked out when it is first met."""

    def __init__(self, kind: Callable[[frozenset[str]], int]) -> None:
        super().__init__()
        self._kind = kind

    def __missing__(self, classes: frozenset[str]) -> int:
        self[classes] = kind = self._kind(classes)
        return kind


class _Test:
    """What an item's classes are asked: alternatives, each with classes that must and must not be there."""

    def __init__(self, test: str) -> None:
        self.alternatives: list[tuple[frozenset[str], frozenset[str]]] = []
        if test == "_":
            self.alternatives = [(frozenset(), BOUNDARY)]
            return
        for alternative in test.split("|"):
            parts = alternative.split("&")
            needed = frozenset(p for p in parts if not p.startswith("!"))
            self.alternatives.append((needed, frozenset(p[1:] for p in parts if p.startswith("!"))))

    @property
    def names(self) -> set[str]:
        return {name for needed, barred in self.alternatives for name in needed | barred}

    def commonness(self, asked: Mapping[str, int]) -> int:
        """How likely an item passes, where `asked` tells how common its classes are."""
        return sum(min((asked[name] for name in needed), default=_ANY) for needed, _ in self.alternatives)

    def passes(self, classes: frozenset[str]) -> bool:
        return any(needed <= classes and barred.isdisjoint(classes) for needed, barred in self.alternatives)


class _Element(NamedTuple):
    """A test of one item, by its number (None for any item), with its capture and quantifier."""

    test: int | None
    name: str | None
    times: str
    lazy: bool


class _Writing(dict[int, str]):
    """The kinds of items as one pattern writes them: the tests that it makes, six to a code point."""

    def __init__(self, own: Sequence[int], width: int, masks: Sequence[int]) -> None:
        super().__init__()
        groups = (own[group * _BITS : (group + 1) * _BITS] for group in range(width))
        self._groups = [
            (n << _BITS, [(1 << test, 1 << bit) for bit, test in enumerate(g)]) for n, g in enumerate(groups)
        ]
        self._masks = masks

    def __missing__(self, kind: int) -> str:
        mask = self._masks[kind]
        out = ""
        for point, group in self._groups:
            for test, bit in group:
                if mask & test:
                    point |= bit
            out += chr(point)
        self[kind] = out
        return out


class _Compiled:
    """One pattern, with its own way of writing items: a code point for each six of the tests that it makes."""

    def __init__(
        self, pattern: Pattern, elements: list[_Element | str], masks: list[int], common: Mapping[int, int]
    ) -> None:
        self.pattern = pattern
        needed, _ = _needed(iter(elements), common)
        self.needed = reduce(or_, (tests for tests in needed if tests.bit_count() == 1), 0)
        self.needed_sets = [tests for tests in needed if tests.bit_count() > 1]
        self._elements = elements
        self._own = sorted({e.test for e in elements if isinstance(e, _Element) and e.test is not None})
        self._width = max(1, -(-len(self._own) // _BITS))
        self.writing = _Writing(self._own, self._width, masks)
        self._regex: re.Pattern[str] | None = None

    def findings(self, sentence: Callable[[dict[int, str]], Iterable[str]]) -> list[Finding]:
        """Every match in a sentence, which gives its kinds as the pattern writes them.

        Raises `TableError` where the pattern cannot be compiled.
        """
        width = self._width
        regex = self._regex or self._compile()
        written = "".join(sentence(self.writing))
        out: list[Finding] = []
        for match in regex.finditer(written) if regex.search(written) is not None else ():
            (first, last), *spans = match.regs
            if last > first:
                named = zip(regex.groupindex, spans, strict=True)  # every group of a pattern has a name
                captures = {name: (a // width, b // width) for name, (a, b) in named if a >= 0}
                out.append(Finding(self.pattern, first // width, last // width, captures))
        return out

    def _compile(self) -> re.Pattern[str]:
        source = "".join(e if isinstance(e, str) else self._element(e) for e in self._elements)
        try:
            self._regex = re.compile(source, re.DOTALL)
        except re.error as error:
            raise TableError("patterns.toml", self.pattern.id, f"cannot be compiled: {error}") from error
        return self._regex

    def _element(self, element: _Element) -> str:
        at = None if element.test is None else self._own.index(element.test)
        body = (
            "".join(_charset(group, at) for group in range(self._width)) if self._width > 1 or at is not None else "."
        )
        if self._width > 1 and element.times:
            body = f"(?:{body})"
        body += element.times + ("?" if element.lazy and element.times else "")
        return f"(?P<{element.name}>{body})" if element.name else body


def _charset(group: int, at: int | None) -> str:
    """The code points of a group of tests in which test number `at` is passed; all of them where it is in another."""
    first, size = group << _BITS, 1 << _BITS
    if at is None or at // _BITS != group:
        return f"[{_escaped(first)}-{_escaped(first + size - 1)}]"
    run = 1 << at % _BITS
    starts = range(first + run, first + size, 2 * run)
    return "[" + "".join(f"{_escaped(s)}-{_escaped(s + run - 1)}" for s in starts) + "]"


def _escaped(point: int) -> str:
    return f"\\u{point:04x}"


def _needed(elements: Iterator[_Element | str], common: Mapping[int, int]) -> tuple[list[int], str]:
    """(sets of tests of which some item must pass one each in every match, how the group ends that was read).

    `common` tells of each test how likely items pass it.
    """
    branches: list[list[int]] = [[]]
    for element in elements:
        if isinstance(element, _Element):
            if element.test is not None and not element.lazy and not element.times.startswith(_OPTIONAL):
                branches[-1].append(1 << element.test)
        elif element == "|":
            branches.append([])
        elif element == "(?:":
            inner, end = _needed(elements, common)
            if not end[1:].startswith(_OPTIONAL):
                branches[-1] += inner
        elif element.startswith(")"):
            return _of_any(branches, common), element
    return _of_any(branches, common), ""


def _by_need(patterns: Sequence[_Compiled], common: Mapping[int, int]) -> tuple[list[int], list[tuple[int, list[int]]]]:
    """The numbers of the patterns that need nothing, and of the others by the rarest thing that each needs."""
    out: dict[int, list[int]] = {}
    for number, pattern in enumerate(patterns):
        rarest = min(
            [*_singly(pattern.needed), *pattern.needed_sets], key=lambda tests: _commonness(tests, common), default=0
        )
        out.setdefault(rarest, []).append(number)
    return out.pop(0, []), list(out.items())


def _commonness(tests: int, common: Mapping[int, int]) -> int:
    """How likely an item passes one of some tests."""
    return sum(common[test] for test in _singly(tests))


def _singly(tests: int) -> Iterator[int]:
    """The tests of a set one by one."""
    while tests:
        test = tests & -tests
        yield test
        tests ^= test


def _of_any(branches: list[list[int]], common: Mapping[int, int]) -> list[int]:
    """What is needed where one of the branches must match: all that an only one needs, else the rarest of each."""
    if len(branches) == 1:
        return branches[0]
    if not all(branches):
        return []
    return [reduce(or_, (min(sets, key=lambda tests: _commonness(tests, common)) for sets in branches))]


def _parse(pattern: Pattern, tests: dict[str, int]) -> list[_Element | str]:
    """The pattern's elements; a test that was not made before gets the next number."""
    out: list[_Element | str] = []
    for part in pattern.pattern.split():
        if part in ("(", "|", ")", "^", "$") or _CLOSE.match(part):
            out.append("(?:" if part == "(" else part)
            continue
        found = _ELEMENT.match(part)
        if found is None or "@" in found["test"] or not all(re.split(r"[|&]!?", found["test"].removeprefix("!"))):
            raise TableError("patterns.toml", pattern.id, f"cannot read the element {part!r}")
        test, lazy = found["test"], found["test"] in (".", "_")
        number = None if test == "." else tests.setdefault(test, len(tests))
        out.append(_Element(number, found["name"], found["times"] or "", lazy))
    return out


def captured(items: list[Item], findings: Iterable[Finding], kind: str, name: str) -> set[int]:
    """Ids of the items that findings of a kind captured under `name` (all their items where they name nothing)."""
    out: set[int] = set()
    for finding in findings:
        if finding.pattern.kind == kind:
            a, b = finding.captures.get(name, (finding.first, finding.last))
            out.update(id(item) for item in items[a:b])
    return out
