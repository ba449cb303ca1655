"""What a match of a pattern may begin with, and what it must have."""

import pytest

from sakkhi.read.openings import openings, slots


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("{day} {month}", {"{day}"}),
        ("(?:from )?(?:the )?{day}", {"from", "the", "{day}"}),
        ("(?:in|since) {month}", {"in", "since"}),
        ("years? ago", {"year"}),
        (r"\({year}\)", {r"\("}),
        ("(?!may|march){month}'s", {"{month}"}),
        ("(?:late |early ){0,1}{weekday}", {"late", "early", "{weekday}"}),
        ("(?:{n} )+{unit}", {"{n}"}),
        ("[ab]?c", {"[ab]", "c"}),
        ("(?:a )?", set()),
    ],
)
def test_what_a_match_may_begin_with(pattern: str, found: set[str]) -> None:
    assert openings(pattern) == found


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("(?:from )?{day}(?: to )(?:the )?{endday} {month}(?:,? {year})?", {"{day}", "{endday}", "{month}"}),
        ("{day} {month}|{month} {year}", {"{month}"}),
        ("(?:in|{part} of) {year}", {"{year}"}),
        ("(?!{month}){weekday}'s", {"{weekday}"}),
        ("(?:{n} ){0,1}{unit}", {"{unit}"}),
    ],
)
def test_what_a_match_must_have(pattern: str, found: set[str]) -> None:
    assert slots(pattern) == found
