"""What a match of a time format may begin with, and what it must have, so that formats are tried only where one may be.

For its beginning a pattern is read as far as its first part that cannot be left out. What comes out are pieces of
regular expressions: slots, character classes, and the letters of words.
"""

from __future__ import annotations

import re

_PART = re.compile(
    r"(?P<look>\(\?[=!])|(?P<group>\(\?:|\()|(?P<slot>\{[a-z]+\})|(?P<set>\[[^\]]*\]|\\.)|(?P<end>[)|])|(?P<letter>.)"
)
_MAY_LACK = re.compile(r"[?*]|\{0?,")
_TIMES = re.compile(r"[?*+]\??|\{\d*,?\d*\}")


def openings(pattern: str) -> frozenset[str]:
    """The pieces with which a match of `pattern` may begin; empty where it may begin with anything."""
    found, may_lack, _ = _alternatives(pattern, 0)
    return frozenset() if may_lack else frozenset(found)


def slots(pattern: str) -> frozenset[str]:
    """The slots that every match of `pattern` has something in."""
    return _slots_of_alternatives(pattern, 0)[0]


def _slots_of_alternatives(pattern: str, at: int) -> tuple[frozenset[str], int]:
    """(slots that all alternatives have, the offset behind them) up to a bracket or the end."""
    shared: frozenset[str] | None = None
    while True:
        own: set[str] = set()
        while (part := _PART.match(pattern, at)) is not None and part.lastgroup != "end":
            found, at = frozenset({part.group()} if part.lastgroup == "slot" else ()), part.end()
            if part.lastgroup in ("look", "group"):
                found, at = _slots_of_alternatives(pattern, at)
            if part.lastgroup != "look" and not _MAY_LACK.match(pattern, at):
                own |= found
        shared = frozenset(own) if shared is None else shared & own
        if not pattern.startswith("|", at):
            return shared, at + 1
        at += 1


def _alternatives(pattern: str, at: int) -> tuple[set[str], bool, int]:
    """(openings, whether it may match nothing, the offset behind) of alternatives up to a bracket or the end."""
    found: set[str] = set()
    any_lacks = False
    while True:
        begun, lacks, at = _sequence(pattern, at)
        found |= begun
        any_lacks = any_lacks or lacks
        if not pattern.startswith("|", at):
            return found, any_lacks, at + 1
        at += 1


def _sequence(pattern: str, at: int) -> tuple[set[str], bool, int]:
    """The same of one alternative; the offset is that of the mark that ends it."""
    found: set[str] = set()
    open_still = True
    while (part := _PART.match(pattern, at)) is not None and part.lastgroup != "end":
        begun, lacks = {part.group()}, False
        at = part.end()
        if part.lastgroup in ("look", "group"):
            begun, lacks, at = _alternatives(pattern, at)
            if part.lastgroup == "look":
                continue
        elif part.lastgroup == "letter":
            begun, at = {_word(pattern, part.start())}, max(at, part.start() + len(_word(pattern, part.start())))
        lacks = lacks or _MAY_LACK.match(pattern, at) is not None
        times = _TIMES.match(pattern, at)
        at = times.end() if times is not None else at
        if open_still:
            found |= begun
        open_still = open_still and lacks
    return found, open_still, at


def _word(pattern: str, at: int) -> str:
    """The letters from an offset on that a match must have: one that may be left out ends them."""
    run = re.compile(r"[^\W\d_]*").match(pattern, at)
    letters = run.group() if run is not None else ""
    if len(letters) > 1 and _TIMES.match(pattern, at + len(letters)):
        letters = letters[:-1]
    return letters or pattern[at]
