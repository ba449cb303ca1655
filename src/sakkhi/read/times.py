"""Folded text → time expressions, by the formats of the pack's `dates.toml`.

A format is a regular expression with slots (`{day} {month} {year} {weekday} {offset} {n} {unit} {part} {ordinal} {mm}
{dd} {yy}`), whose words are the pack's tables. `{endday} {endmonth} {endyear} {endweekday}` are the far end of a range,
`{yoffset} {moffset} {woffset}` the offsets of a year, a month, a week. A format is tried where a word stands with which
it may begin; the longest is listed first.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from sakkhi.model.time import TimeExpression
from sakkhi.model.words import Words
from sakkhi.read.beginnings import Beginnings, alternation
from sakkhi.read.openings import openings, slots

_TELLING = 4  # letters of a word that by itself shows that an expression may stand here
_REACH = 9  # words from the first of an expression to one of its anchors
_FAR = 18  # words from the first of an expression to the first of each kind of sign that it has
_MEMORY = 200_000  # words remembered: hostile or endless input must stay within bounds
_BEHIND = r"(?<![\w\u0981-\u0983\u09bc-\u09e3])"
_RUN_ON = r"(?<=[\u0621-\u064a])(?=\d{4}[/-])"  # "الجمعة2022/12/2"
_AHEAD = r"(?![\w\u0981-\u0983\u09bc-\u09e3])"
_SLOT = re.compile(r"\{([a-z]+)\}")
_DIGITS = {
    "day": r"0?[1-9]|[12]\d|3[01]",
    "dd": r"0?[1-9]|[12]\d|3[01]",
    "mm": r"0?[1-9]|1[0-2]",
    "year": r"1[89]\d\d|20\d\d",
    "hyear": r"1[34]\d\d",
    "yy": r"\d\d",
}
_TABLES = (
    "month",
    "weekday",
    "offset",
    "told",
    "unit",
    "part",
    "ordinal",
    "n",
    "hijri",
    "bangla",
    "dayword",
    "yearword",
)
_ANCHORS = ("month", "weekday", "offset", "told", "unit", "ordinal", "hijri", "bangla", "yearword")
_DIGIT, _ELSE = 1 << len(_ANCHORS), 2 << len(_ANCHORS)
_HAS_DIGIT = re.compile(r"\d")
_CENTURY = 70  # a year of two digits from which on it is of the last century, as POSIX has it (69 there)
_OFFSETS = {"yoffset": "year", "moffset": "month", "woffset": "week"}


class TimeFinder:
    """Finds the time expressions of one language. `times` is the pack's `dates.toml`, `fold` the pack's folding."""

    def __init__(self, times: Mapping[str, Any], fold: Callable[[str], str]) -> None:
        self._tables: dict[str, dict[str, Any]] = {
            name: {fold(k): v for k, v in times.get(name, {}).items()} for name in _TABLES
        }
        self._body = cache(self._words_of)
        formats = [(entry, fold_outside(entry["pattern"], fold)) for entry in times.get("format", [])]
        self._formats = [(f"times:{entry['id']}", entry.get("kind", "point"), pattern) for entry, pattern in formats]
        proclitics = [fold(word) for word in times.get("proclitics", [])]
        run_on = "".join(rf"|(?<=[\s\"(،]{re.escape(word)})|(?<=^{re.escape(word)})" for word in proclitics)
        self._behind = f"(?:{_BEHIND}|{_RUN_ON}{run_on})"
        self._beginnings = Beginnings(
            [self._openings(p) for _, p in formats], proclitics, cache(self._format), [_signs(p) for _, p in formats]
        )
        self._anchors = re.compile(rf"\d|{alternation(self._anchor_words(p for _, p in formats))}")
        self._signs = [
            (1 << n, re.compile(alternation(_longest_words(self._tables[name]))))
            for n, name in enumerate(_ANCHORS)
            if self._tables[name]
        ]
        self._anchoring: dict[str, int] = {}  # the signs of each word, as bits; none of a word that anchors nothing
        self._stamps = times.get("stamp", [])
        self._stamp = cache(lambda number: self._stamped(self._stamps[number], number, fold))
        since = _words(times, "since", fold)
        self._since = re.compile(rf"{_BEHIND}(?:{since}) $")
        self._future = re.compile(rf"{_BEHIND}(?:{_words(times, 'future', fold)}){_AHEAD}")
        self._past = re.compile(rf"{_BEHIND}(?:{_words(times, 'past', fold)}){_AHEAD}")
        self._later = re.compile(rf"{_BEHIND}(?:{_words(times, 'later', fold)}){_AHEAD}")
        self._since_within = re.compile(rf"(?:{since}) ")
        self._of_event = re.compile(rf",? (?:{_words(times, 'since_when', fold)}){_AHEAD}")
        self._since_after = re.compile(rf" ?(?:{_words(times, 'since_after', fold)}){_AHEAD}")

    def _format(self, number: int) -> re.Pattern[str]:
        """The regular expression of a format."""
        places = itertools.count()
        body = _SLOT.sub(lambda m: self._slot(m[1], str(next(places))), self._formats[number][2])
        return re.compile(f"{self._behind}(?:{body}){_AHEAD}")

    def _openings(self, pattern: str) -> tuple[set[str], set[str]]:
        """(words, regular expressions) that a format may begin with."""
        words: set[str] = set()
        others: set[str] = set()
        for piece in openings(pattern) or [""]:
            name = piece[1:-1].removeprefix("end") if piece[:1] == "{" else ""
            name = "offset" if name in _OFFSETS else name
            if name in _DIGITS or name == "n":
                others.add(r"\d")
            if name in self._tables:
                words.update(self._tables[name])
            elif name not in _DIGITS:
                (words if piece.isalpha() else others).add(piece)
        return words, others

    def _anchor_words(self, patterns: Iterable[str]) -> list[str]:
        """Words of which every expression without a number has one in it; parts of them find them as well."""
        named = {max(w.split(), key=len) for t in _ANCHORS for w in self._tables[t]}
        for pattern in patterns:
            if not {m[1].removeprefix("end") for m in _SLOT.finditer(pattern)} - {"part"}:
                named |= {piece for piece in openings(pattern) if len(piece) >= _TELLING and piece[0].isalpha()}
        return [w for w in named if not any(other in w for other in named - {w})]

    def _slot(self, name: str, place: str) -> str:
        """The group of a slot; `place` tells it from others of its name."""
        return f"(?P<{name}_{place}>{self._body(name.removeprefix('end'))})"

    def _words_of(self, bare: str) -> str:
        """What a slot may hold, as a regular expression."""
        if bare in _DIGITS:
            return _DIGITS[bare]
        if bare in _OFFSETS:
            return alternation(w for w, (unit, _) in self._tables["offset"].items() if unit == _OFFSETS[bare])
        words = alternation(self._tables[bare])
        return rf"\d{{1,3}}|{words}" if bare == "n" else words

    def _stamped(self, entry: Mapping[str, Any], number: int, fold: Callable[[str], str]) -> re.Pattern[str]:
        return re.compile(_SLOT.sub(lambda m: self._slot(m[1], str(number)), fold_outside(entry["pattern"], fold)))

    def stamps(self, text: str) -> list[TimeExpression]:
        """The days on which a post says of itself or of a post that it quotes that it was written, in order.

        They may touch other words ("accountNovember 29, 2024"). `kind` is `post` or `quoted`.
        """
        out = []
        for number, entry in enumerate(self._stamps):
            for match in self._stamp(number).finditer(text) if entry["sign"] in text else ():
                slots = {k.rpartition("_")[0]: v for k, v in match.groupdict().items() if v is not None}
                fields = self._fields(slots, "point", match.group())
                first, last = match.start(f"month_{number}"), match.end(f"year_{number}")
                first, last = min(first, match.start(f"day_{number}")), max(last, match.end(f"day_{number}"))
                out.append(TimeExpression(first, last, entry["kind"], f"times:{entry['id']}", **fields))
        return sorted(out, key=lambda e: (e.kind != "post", e.start))

    def find(self, text: str, words: Words) -> list[TimeExpression]:
        """The expressions in folded `text`, which is cut into `words`, in order, none overlapping."""
        found = self._beginnings.matches(text, *self._near_anchors(words))
        return [self._expression(text, number, match) for number, match in found]

    def _near_anchors(self, words: Words) -> tuple[list[tuple[int, str]], list[int]]:
        """The words that an expression may begin with, those a little before one of which each has one in it,

        and for each the signs that stand nowhere in the words behind it.
        """
        known = self._anchoring
        anchors = [(n, known[w] if w in known else self._signs_of(w)) for n, (_, w) in enumerate(words)]
        ahead = [0] * len(words)
        for n, signs in anchors:
            for m in range(max(0, n - _FAR), n + 1) if signs else ():
                ahead[m] |= signs
        out: list[tuple[int, str]] = []
        lacking: list[int] = []
        first = 0
        for n, signs in anchors:
            if signs:
                near = slice(max(first, n - _REACH), n + 1)
                out += words[near]
                lacking += [~found for found in ahead[near]]
                first = n + 1
        return out, lacking

    def _signs_of(self, word: str) -> int:
        """The kinds of signs in a word as bits, of one that anchors an expression otherwise a bit of its own; or 0."""
        if len(self._anchoring) > _MEMORY:
            self._anchoring.clear()
        signs = sum(bit for bit, sign in self._signs if sign.search(word)) | (_DIGIT if _HAS_DIGIT.search(word) else 0)
        self._anchoring[word] = found = (signs or _ELSE) if self._anchors.search(word) else 0
        return found

    def _expression(self, text: str, number: int, match: re.Match[str]) -> TimeExpression:
        slots = {group.partition("_")[0]: v for group, v in match.groupdict().items() if v is not None}
        rule, kind, _ = self._formats[number]
        start, end = match.span()
        if kind == "point":
            since = self._since.search(text, max(0, start - 16), start)
            after = self._since_after.match(text, end)
            if self._of_event.match(text, end):  # "since 7 October, when": the day of what is then told
                pass
            elif since is not None or after is not None:
                kind = "since"
                start, end = since.start() if since is not None else start, after.end() if after is not None else end
            elif self._since_within.match(match.group()):
                kind = "since"
        future, past = (self._is_beside(words, text, match) for words in (self._future, self._past))
        return TimeExpression(
            start, end, kind, rule, future=future, past=past, **self._fields(slots, kind, match.group())
        )

    @staticmethod
    def _is_beside(words: re.Pattern[str], text: str, match: re.Match[str]) -> bool:
        """True where one of the words stands in the expression or directly before it."""
        start, end = match.span()
        return any(found.end() >= start - 1 for found in words.finditer(text, max(0, start - 16), end))

    def _fields(self, slots: dict[str, str], kind: str, expression: str) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        for slot, text in slots.items():
            far, name = ("to_", slot[3:]) if slot.startswith("end") else ("", slot)
            name = "offset" if name in _OFFSETS else name
            if name in ("day", "dd", "year", "hyear", "mm", "yy"):
                field = {"dd": "day", "mm": "month", "hyear": "year", "yy": "year"}.get(name, name)
                fields[far + field] = int(text) + (0 if name != "yy" else 2000 if int(text) < _CENTURY else 1900)
            elif name in ("month", "weekday", "part"):
                fields[far + name] = self._tables[name][text]
            elif name == "dayword":
                fields[far + "day"] = self._tables[name][text]
            elif name == "yearword":
                fields[far + "year"] = self._tables[name][text]
            elif name in ("hijri", "bangla"):
                fields["month"], fields["calendar"] = self._tables[name][text], name
            elif name in ("offset", "told"):
                fields["unit"], fields["amount"] = self._tables[name][text]
        if "unit" in slots:
            unit = self._tables["unit"][slots["unit"]]
            fields["unit"], one = (unit, 1) if isinstance(unit, str) else unit  # "يومين" is two days
            fields["amount"] = self._number(slots["n"]) if "n" in slots else one
            if kind != "told" or not self._later.search(expression):
                fields["amount"] = -fields["amount"]
            fields["span"] = kind in ("span", "duration")
        if "ordinal" in slots:
            fields["amount"] = int(self._tables["ordinal"][slots["ordinal"]])
        elif kind == "anniversary" and "n" in slots:
            fields["amount"], fields["unit"] = self._number(slots["n"]), "year"
        return fields

    def _number(self, words: str) -> int:
        return int(words) if words.isdigit() else int(self._tables["n"][words])


def _signs(pattern: str) -> int:
    """What stands in every match of a format, as bits: words of the tables `_ANCHORS`, and digits."""
    out = 0
    for slot in slots(pattern):
        name = slot[1:-1].removeprefix("end")
        name = "offset" if name in _OFFSETS else name
        out |= _DIGIT if name in _DIGITS else 1 << _ANCHORS.index(name) if name in _ANCHORS else 0
    return out


def _longest_words(entries: Iterable[str]) -> set[str]:
    """Of each entry the longest word: one that a text with the entry has in it."""
    return {max(re.split(r"[ -]", entry), key=len) for entry in entries}


def _words(times: Mapping[str, Any], name: str, fold: Callable[[str], str]) -> str:
    """The words of a list of the pack as one alternation."""
    return alternation(fold(w) for w in times.get(name, []))


def fold_outside(pattern: str, fold: Callable[[str], str]) -> str:
    """The pattern with its letters folded and its slots and escapes left alone."""
    out, position = [], 0
    for match in re.finditer(r"\{[a-z]+\}|\\.|[\[\](){}|?*+.^$]", pattern):
        out += [fold(pattern[position : match.start()]), match.group()]
        position = match.end()
    return "".join([*out, fold(pattern[position:])])
