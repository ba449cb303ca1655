"""Rosters: lists of persons with what they are, their ages and homes between them → the persons.

"A, 34, of Narail, former inspector B and constables C and D": all four are accused where the first is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sakkhi.read.items import CASES, Item
from sakkhi.read.patterns import Finding

_NAMED = frozenset({"human", "person"})
_MARKS = frozenset({"comma", "semicolon", "and", "slash"})
_ENDS = frozenset(
    {
        "full_stop", "quote", "colon", "say", "have", "be", "attack_v", "attack_n", "murder", "dead", "hurt",
        "arrest_v", "custody", "after", "over", "against", "that", "relative", "by", "meanwhile", "if", "matter",
        "occasion", "pronoun", "to", "with", "on", "from", "charged",
    }
)  # fmt: skip
_NO_ENDS = frozenset({"official", "hedge"})  # "the alleged mastermind C" is on the list, too
_VERBS = frozenset({"say", "be", "have", "attack_v", "launch", "murder", "dead", "hurt", "arrest_v", "custody"})
_TOLD = frozenset({"aftermath", "past", "kin_of"})
_TWO = 2
_GAP = 16  # items between two persons of a roster: "then joint commissioner of the capital's police"


def with_rosters(items: Sequence[Item], findings: list[Finding]) -> list[Finding]:
    """The findings of a sentence; one that says who is accused of the news reaches to the last of a roster."""
    return [_widened(items, f) if is_of_accused(f) else f for f in findings]


def is_of_accused(finding: Finding) -> bool:
    """True for a finding that names those who are arrested, charged or accused."""
    about_news = finding.pattern.kind == "attribution" and finding.pattern.values.get("about") == "news"
    return about_news and "actor" in finding.captures


def accused(items: Sequence[Item], findings: Sequence[Finding]) -> set[int]:
    """Ids of the items that say who is accused, and how many: "charges against 12 people" counts nobody harmed."""
    reach = ((f.first, f.captures["actor"][1]) for f in findings if is_of_accused(f))
    return {id(item) for first, last in reach for item in items[first:last] if "murder" not in item.classes}


def roster(items: Sequence[Item], finding: Finding) -> list[Item]:
    """The persons that `with_rosters` added to whom a finding names."""
    if "ahead" in finding.captures:
        head, named = finding.captures["ahead"]
        return [items[n] for n in _persons(items, head) if n < named]
    if "named" not in finding.captures:
        return []
    first, named = finding.captures["named"]
    head = next(n for n in range(first, named) if items[n].classes & _NAMED)
    return [items[n] for n in _persons(items, head) if n >= named]


def fellows(items: Sequence[Item], actor: Item, attack: int) -> list[Item]:
    """The persons joined to one who attacked: "A and his brother B beat him", "shot by A, B and C".

    Those who act before the verb all stand before it; behind a passive verb, none is he of whom a next clause tells.
    """
    n = next((n for n, x in enumerate(items) if x is actor), len(items))
    if n == len(items) or actor.classes.isdisjoint(_NAMED):
        return []
    named = [m for m in range(n + 1) if items[m].classes & _NAMED and not items[m].features & CASES]
    lists = ([*_persons(items, head)] for head in (named if n < attack else [n]))
    found = next((all_ for all_ in lists if n in all_), [])
    found = [m for m in found if (m < attack or attack < n) and not items[m].features & CASES]
    if len(found) < _TWO or not any("and" in x.classes for x in items[found[0] : found[-1]]):
        return []
    behind = items[found[-1] + 1 : attack if n < attack else found[-1] + _TWO]
    if any(x.classes & _VERBS for x in behind):
        found = [] if n < attack else found[:-1]
    return [items[m] for m in found if m != n]


def _widened(items: Sequence[Item], finding: Finding) -> Finding:
    first, last = finding.captures["actor"]
    if last < finding.last:  # "A, B and C were arrested": what is told behind them is no longer the list
        return _widened_ahead(items, finding)
    named = next((n for n in range(first, last) if items[n].classes & _NAMED), None)
    if named and "gen" in items[named].features and "accused" in items[named - 1].classes:
        return finding  # "the suspect Karim's wife Rahima": it is not said of her
    end = last if named is None else max([last, *(n + 1 for n in _persons(items, named))])
    if end == last:
        return finding
    return finding._replace(captures={**finding.captures, "actor": (first, end), "named": (first, last)})


def _widened_ahead(items: Sequence[Item], finding: Finding) -> Finding:
    """A finding whose verb stands behind a list, with the persons of the list before the one that it names."""
    first, last = finding.captures["actor"]
    named = [n for n in range(first, last) if items[n].classes & _NAMED][:_TWO]
    for head in (n for n in range(named[0]) if items[n].classes & _NAMED) if named else ():
        listed = [*_persons(items, head)]
        told = any(x.classes & _TOLD for x in items[head : named[0]])  # something else, of those before
        if not told and {*named} & {*listed} and any("and" in x.classes for x in items[listed[-2] : listed[-1]]):
            return finding._replace(captures={**finding.captures, "ahead": (head, named[0])})
    return finding


def _persons(items: Sequence[Item], first: int) -> Iterator[int]:
    """Where the persons of a list stand that begins at or behind `first`, up to a word that ends it."""
    marked, gap, whose = True, 0, False  # a mark since the last person; items since him; "son of" since the last mark
    for n in range(first, len(items)):
        item = items[n]
        if item.classes & _NAMED:
            if n > first and "alias" in items[n - 1].classes:
                continue
            if not (marked or "and_" in item.features):
                return
            if any(x.classes & _NAMED for x in items[n + 1 : n + 2]):  # a name in two parts
                continue
            if "gen" in item.features and any("kin" in x.classes for x in items[n + 1 : n + 2]):
                continue  # "A's brother B": not A
            if not whose:
                yield n
            marked, gap, whose = False, 0, False
            continue
        gap += 1
        if gap > _GAP or (item.classes & _ENDS and item.classes.isdisjoint(_NO_ENDS)):
            return
        marked = marked or bool(item.classes & _MARKS)
        whose = "person_place" in item.classes or (whose and not item.classes & _MARKS)
