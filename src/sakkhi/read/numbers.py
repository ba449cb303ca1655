"""Folded text → counts: digits and number words of a language, with the words that make them bounds or ranges.

A number that measures (a distance, an age, money, an hour) is found too, with a rule ending in `:measure`, and a bare
"a" or "one" with `:article`, an ordinal ("143rd") with `:ordinal`, so that a caller can leave them; one whose own
form says that it counts people (সাতজন) with `:people`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sakkhi.model.count import Count
from sakkhi.model.text import CountMark
from sakkhi.model.words import Words
from sakkhi.read.beginnings import Beginnings, alternation

_BETWEEN = 16  # letters in which "between" is looked for
_DIGITS = 24  # longer ones are no number of anything
_BEHIND = r"(?<![\w\u0981-\u0983\u09bc-\u09e3.,:/])(?<![^\W\d_]-)(?<![\u0981-\u0983\u09bc-\u09e3]-)"
_COMPOUND = re.compile(r"-[^\W\d_]")  # a hyphen right behind a number that joins it to a word
_MINUTES = re.compile(r":\d\d(?!\d)")
_AHEAD = r"(?![\w\u0981-\u0983\u09bc-\u09e3])"


class NumberFinder:
    """Finds the numbers of one language. `numbers` is the pack's `numbers.toml`, `fold` the pack's folding."""

    def __init__(self, numbers: Mapping[str, Any], fold: Callable[[str], str]) -> None:
        def folded(name: str) -> list[str]:
            return [fold(word) for word in numbers.get(name, [])]

        self._values = {fold(k): float(v) for k, v in numbers.get("values", {}).items()}
        self._multipliers = {fold(k): int(v) for k, v in numbers.get("multipliers", {}).items()}
        self._several = {fold(k): Count(v[0], v[1] or None) for k, v in numbers.get("several", {}).items()}
        self.words = frozenset([*self._values, *self._multipliers, *self._several])
        self._people = tuple(folded("people"))
        self._article = frozenset(folded("article"))
        self._glue = folded("and")
        self._about, self._at_least, self._at_most = folded("about"), folded("at_least"), folded("at_most")
        self._at_least_after = folded("at_least_after")
        self._between = folded("between")
        words = _either([*self._values, *self._multipliers])
        classifier = _either(folded("classifiers"))
        glue = _either(self._glue)
        digits = r"\d{1,3}(?:,\d{2,3})+|\d+(?:\.\d+)?"
        term = f"(?:{digits}|{words})"
        joined = bool(numbers.get("hyphen_joins", True))  # "twenty-one" is a number, "সাত-আট" is seven or eight
        link = "[ -]?" if joined else " ?"
        joint = rf"{link}(?:{glue} ?)?" if self._glue else link
        upto = "(?P<upto>(?!))?" if joined else rf"(?:-(?P<upto>{words}))?"
        large = _either([word for word, value in self._multipliers.items() if value >= 1000])
        body = rf"{term}(?:{joint}(?:{large} \d{{1,3}}(?![\d.,])|{words}))*"
        ahead = rf"(?:{_AHEAD}|(?<=\d)(?=[\u0621-\u064a]))"
        number = rf"(?P<number>{body}){upto}(?: ?(?P<classifier>{classifier}))?{ahead}"
        several = rf"(?P<several>{_either([*self._several])}){_AHEAD}"
        article = rf"(?P<article>{_either([*self._article])}){_AHEAD}" if self._article else r"(?P<article>(?!))"
        nth = _either(folded("ordinal_after"))
        ordinal = rf"(?P<ordinal>{digits})(?:{nth}){_AHEAD}"
        proclitics = "".join(rf"|(?<=[\s\"(،]{re.escape(word)})" for word in folded("proclitics"))
        openings = [(self.words | self._article, [r"\d"])]
        self._beginnings = Beginnings(openings, folded("proclitics"), lambda _: self._number)
        self._number = re.compile(rf"(?:{_BEHIND}{proclitics})(?:{several}|{ordinal}|{number}|{article})")
        self._term = re.compile(rf"{digits}|{words}{_AHEAD}|{words}")
        self._measure_after = re.compile(rf"[ -]?(?:{_either(folded('measure_after'))}){_AHEAD}|[ -]?[%$€£]")
        self._measure_before = re.compile(rf"{_BEHIND}(?:{_either(folded('measure_before'))})[ .]?$")
        self._range = re.compile(rf" ?(?:{_either(folded('range'))}) ?$")
        self._before = re.compile(
            rf"(?:(?P<about>{_either(self._about)})|(?P<least>{_either(self._at_least)})"
            rf"|(?P<most>{_either(self._at_most)})) (?:{_either([*self._article])} )?$"
        )
        after = _either(self._at_least_after)
        self._after = re.compile(rf"(?P<noun>(?: \w+){{0,4}}?) ?(?:{after}){_AHEAD}") if self._at_least_after else None

    def find(self, text: str, words: Words) -> list[CountMark]:
        """The counts in folded `text`, which is cut into `words`, in order, none overlapping."""
        out: list[CountMark] = []
        for _, match in self._beginnings.matches(text, words):
            mark = self._mark(text, match)
            if mark is None:
                continue
            if out and out[-1].rule.endswith(":measure") and text[out[-1].end : mark.start] == "-":
                out[-1] = CountMark(out[-1].start, mark.end, out[-1].count, out[-1].rule)  # "position 1-31"
                continue
            if out and self._joins(text, out[-1], mark) and self._is_range(out[-1], mark):
                first = out.pop()
                rule = "numbers:range:measure" if mark.rule.endswith(":measure") else "numbers:range"
                mark = CountMark(first.start, mark.end, Count(first.count.min, mark.count.max, True), rule)
            out.append(mark)
        return out

    def _joins(self, text: str, first: CountMark, second: CountMark) -> bool:
        """True for what joins two numbers to a range: "10 to 15", "between 10 and 15"."""
        gap = text[first.end : second.start]
        written = text[first.start : first.end].isdigit() == text[second.start : second.end].isdigit()
        if self._range.fullmatch(gap) and (written or gap != " - "):  # "May 4 - Ten rockets" fell
            return True
        before = text[: first.start].rstrip()[-_BETWEEN:]
        return gap.strip() in self._glue and any(before.endswith(word) for word in self._between)

    def _is_range(self, first: CountMark, second: CountMark) -> bool:
        a, b = first.count, second.count
        kinds = [m.rule.rpartition(":")[2] for m in (first, second)]
        return (
            not {"article", "ordinal"} & {*kinds}
            and kinds[0] != "measure"  # of a second one the first is told in the same unit
            and None not in (a.min, b.max)
            and 0 < (b.max or 0) - (a.min or 0) < 1000
        )

    def _mark(self, text: str, match: re.Match[str]) -> CountMark | None:
        start, end = match.span()
        if match["several"] is not None:
            several = self._several[match["several"]]
            if self._measure_after.match(text, end):
                return CountMark(start, end, several, "numbers:measure")
            before = self._before.search(text, max(0, start - 24), start)
            if before is not None and before["least"] is not None:
                return CountMark(before.start(), end, Count(several.min, None), "numbers:several")
            if before is not None and before["about"] is not None:
                return CountMark(before.start(), end, Count(several.min, several.max, True), "numbers:several")
            return CountMark(start, end, several, "numbers:several")
        if match["ordinal"] is not None:
            value = self._value(match["ordinal"])
            return CountMark(start, end, Count(value, value), "numbers:ordinal") if value is not None else None
        if match["article"] is not None:
            return CountMark(start, end, Count(1, 1), "numbers:article")
        number = match["number"]
        if match["classifier"] is None and " " in number and _COMPOUND.match(text, end):
            rest, _, unit = number.rpartition(" ")
            if (self._value(rest) or 0) % 10 > 0 and (self._value(unit) or 10) < 10:  # "three one-way drones"
                number = rest
                end = start + match[0].index(number) + len(number)
        value = self._value(number)
        if value is None:
            return None
        if match["number"] in self._article and match["classifier"] is None:
            return CountMark(start, end, Count(1, 1), "numbers:article")
        measured = self._measure_after.match(text, end) if match["classifier"] is None else None
        if measured or self._measure_before.search(text, max(0, start - 12), start) or self._is_other(text, match):
            return CountMark(start, end, Count(value, value), "numbers:measure")
        before = self._before.search(text, max(0, start - 24), start)
        low: int | None = value
        high: int | None = value
        approximate = False
        if before is not None:
            start = before.start()
            approximate = before["about"] is not None
            low, high = (None, value) if before["most"] else (value, None) if before["least"] else (value, value)
        if match["upto"] is not None:
            return CountMark(start, end, Count(low, self._value(match["upto"]), True), "numbers:range")
        after = self._after.match(text, end) if self._after is not None else None
        if after is not None and not (after["noun"] and self._number.search(after["noun"])):
            end, high = (end if after["noun"] else after.end()), None
        form = match["classifier"] or (match["number"] if match["number"] in self._values else "")
        rule = "numbers:number:people" if any(word in form for word in self._people) else "numbers:number"
        return CountMark(start, end, Count(low, high, approximate), rule)

    def _value(self, words: str) -> int | None:
        """The value of number words: hundreds multiply what stands before them, larger units close a group."""
        total, group = 0, 0.0
        for term in self._term.findall(words):
            if term[0].isdigit():
                if len(term) > _DIGITS:
                    return None
                group += float(term.replace(",", ""))
            elif term in self._multipliers:
                factor = self._multipliers[term]
                if factor >= 1000:
                    total, group = total + int((group or 1) * factor), 0.0
                else:
                    group = (group or 1) * factor if group < factor else group + factor
            else:
                group += self._values[term]
        value = total + group
        return int(value) if value == int(value) and value < 10**10 else None

    def _is_other(self, text: str, match: re.Match[str]) -> bool:
        """A number in brackets is an age or a date, one before a colon the hour; four digits may be a year."""
        if _MINUTES.match(text, match.end()):
            return True
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        digits = match["number"]
        year = len(digits) == 4 and digits.isdigit() and 1800 <= int(digits) <= 2100 and match["classifier"] is None
        counts = text[match.end() : match.end() + 20].strip().startswith(self._people) if year else False
        return (before == "(" and after == ")") or (year and not counts)


def _either(words: Iterable[str]) -> str:
    return f"(?:{alternation(words)})"
