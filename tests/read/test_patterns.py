"""The pattern language: what each kind of element takes, on items that carry just the classes they are named by."""

import pytest

from sakkhi.errors import TableError
from sakkhi.model.pack import Pattern
from sakkhi.read.items import Item
from sakkhi.read.patterns import Matcher


def matcher(*patterns: str) -> Matcher:
    return Matcher([Pattern(f"xx:{n}", "event", pattern, {}, "", "") for n, pattern in enumerate(patterns)])


def encoded(rules: Matcher, sentence: str) -> list[int]:
    """A sentence of one item a word; `a+b` is an item of the classes a and b."""
    words = sentence.split()
    return rules.encode([Item(n, n + 1, word, frozenset(word.split("+"))) for n, word in enumerate(words)])


def ranges(pattern: str, sentence: str) -> list[tuple[int, int]]:
    rules = matcher(pattern)
    return [(found.first, found.last) for found in rules.findings(encoded(rules, sentence))]


def captures(pattern: str, sentence: str) -> dict[str, tuple[int, int]]:
    rules = matcher(pattern)
    (found,) = rules.findings(encoded(rules, sentence))
    return found.captures


@pytest.mark.parametrize(
    ("pattern", "sentence", "expected"),
    [
        ("actor", "actor verb actor", [(0, 1), (2, 3)]),
        ("actor verb", "actor verb place", [(0, 2)]),
        ("on|at", "at on in", [(0, 1), (1, 2)]),
        ("verb&pass", "verb verb+pass", [(1, 2)]),
        ("weapon&!gen", "weapon+gen weapon", [(1, 2)]),
        ("!gen", "weapon+gen weapon", [(1, 2)]),
        ("a&b|c", "a c a+b", [(1, 2), (2, 3)]),
        ("=gun actor", "=gun+weapon actor", [(0, 2)]),
        ("actor . place", "actor comma place", [(0, 3)]),
        ("actor _ place", "actor word place", [(0, 3)]),
        ("actor _ place", "actor comma place", []),
        ("actor _{0,3} place", "actor w w colon w place", []),
        ("actor _{0,3} place", "actor w w w place", [(0, 5)]),
        ("actor _{0,3} place", "actor w w w w place", []),
        ("^ verb", "verb verb", [(0, 1)]),
        ("verb $", "verb verb", [(1, 2)]),
    ],
)
def test_elements(pattern: str, sentence: str, expected: list[tuple[int, int]]) -> None:
    assert ranges(pattern, sentence) == expected


@pytest.mark.parametrize(
    ("pattern", "sentence", "expected"),
    [
        ("num? victim", "victim num victim", [(0, 1), (1, 3)]),
        ("adj* victim", "adj adj victim", [(0, 3)]),
        ("adj+ victim", "victim adj adj victim", [(1, 4)]),
        ("adj{2} victim", "adj victim adj adj victim", [(2, 5)]),
        ("adj{1,2} victim", "adj adj adj victim", [(1, 4)]),
        ("( adj | num ) victim", "adj victim num victim", [(0, 2), (2, 4)]),
        ("( adj num )? victim", "adj victim adj num victim", [(1, 2), (2, 5)]),
        ("( adj | num ){2} victim", "adj num victim", [(0, 3)]),
        ("never? victim", "victim", [(0, 1)]),
        ("never{0,2} victim", "victim", [(0, 1)]),
        ("never+ victim", "victim", []),
    ],
)
def test_quantifiers_and_groups(pattern: str, sentence: str, expected: list[tuple[int, int]]) -> None:
    assert ranges(pattern, sentence) == expected


def test_gaps_are_as_short_as_they_can_be() -> None:
    assert ranges("actor _* place", "actor w place w place") == [(0, 3)]


def test_captures_are_item_ranges() -> None:
    assert captures("perp@actor verb victims@victim+", "w actor verb victim victim") == {
        "perp": (1, 2),
        "victims": (3, 5),
    }


def test_a_capture_that_took_nothing_is_an_empty_range() -> None:
    assert captures("perp@actor? verb", "verb") == {"perp": (0, 0)}
    assert captures("( perp@actor )? verb", "verb") == {}


def test_literals_are_what_patterns_name_by_equals_sign() -> None:
    assert matcher("=gun|=bow actor", "verb").literals == {"gun", "bow"}


def test_findings_come_in_the_order_of_the_patterns() -> None:
    rules = matcher("place", "actor")
    assert [f.pattern.id for f in rules.findings(encoded(rules, "actor place"))] == ["xx:0", "xx:1"]


def test_classes_met_later_are_told_apart_too() -> None:
    rules = matcher("actor&!gen _ place")
    assert rules.findings(encoded(rules, "w w w")) == []
    assert rules.findings(encoded(rules, "actor+gen w place")) == []
    assert rules.findings(encoded(rules, "actor comma place")) == []
    assert len(rules.findings(encoded(rules, "actor+x w+y place"))) == 1


def test_an_empty_sentence_has_no_findings() -> None:
    assert matcher("actor?", "_*").findings([]) == []


@pytest.mark.parametrize("pattern", ["a{", "+", "b{x}", "{a}", "a?b", "x@( a )", "a(", "()"])
def test_an_unreadable_element_is_an_error_with_its_pattern(pattern: str) -> None:
    with pytest.raises(TableError, match="xx:0") as caught:
        matcher(pattern)
    assert caught.value.row == "xx:0"


@pytest.mark.parametrize("pattern", ["( a", "a )", "a{2,1}", "x@a x@b"])
def test_a_pattern_that_cannot_be_compiled_is_an_error_with_its_pattern(pattern: str) -> None:
    with pytest.raises(TableError, match="xx:0"):
        ranges(pattern, "a b")


@pytest.mark.parametrize("pattern", ["@a", "x@", "a& b", "a||b", "X@a"])
def test_an_element_that_can_match_nothing_is_an_error(pattern: str) -> None:
    with pytest.raises(TableError, match="xx:0"):
        matcher(pattern)
