"""The head of a report: its title and first sentences, and whether a sentence is of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from sakkhi.read.items import Sentence
from sakkhi.read.telling import ASKS

_HEADING = 30  # items up to which what has no full stop at its end may be a heading
_URGED, _URGED_OF = 3, 7  # sentences of an editorial that say what must be done: at least three, and one in seven
_TITLES = 3  # sentences of headings that are looked at


class Lead:
    """The title and lead of a report: `title` sentences stand before the first paragraph, `lead` is its first one."""

    def __init__(self, told: Sequence[Sentence]) -> None:
        self.title: list[Sentence] = []
        body = list(told)
        while (
            len(body) > 1
            and body[0].paragraph < body[-1].paragraph
            and _is_headline(body)
            and len(self.title) < _TITLES
        ):
            self.title.append(body.pop(0))
        while len(body) > 1 and len(body[0].items) < 6:  # datelines and by-lines
            body.pop(0)
        self.lead = body[0] if body else None
        self.second = body[1] if len(body) > 1 else None
        self.urges = _urges(told)

    def __contains__(self, sentence: Sentence) -> bool:
        return sentence is self.lead or sentence in self.title

    def sentences(self) -> list[Sentence]:
        """Title, lead and the sentence behind it."""
        return [*self.title, *(s for s in (self.lead, self.second) if s is not None)]


def _is_headline(body: Sequence[Sentence]) -> bool:
    """True where the first sentence is a heading, or one of several that break one: "Aleppo.. three shot"."""
    first = list(takewhile(lambda s: s.paragraph == body[0].paragraph, body))
    broken = len(first) > 1 and sum(len(s.items) for s in first) <= _HEADING and _is_heading(first[-1])
    return broken or _is_heading(body[0])


def _is_heading(sentence: Sentence) -> bool:
    ends = [i.text for i in sentence.items if "full_stop" in i.classes]
    return len(sentence.items) <= _HEADING and all(end in ASKS for end in ends)  # "Who did it?" heads what answers it


def _urges(told: Sequence[Sentence]) -> bool:
    """True for a report that itself says again and again what must be done, and quotes few: an editorial."""
    said = [s for s in told if any("say" in i.classes for i in s.items)]
    urged = sum(any("duty" in i.classes and not i.quoted for i in s.items) for s in told if s not in said)
    return urged >= _URGED and _URGED_OF * urged >= len(told) and len(said) <= urged + _URGED
