"""A telling and its report's text → the sentences that tell the most, with what each is quoted for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import msgspec

from sakkhi.model.dossier import Dossier
from sakkhi.model.span import Span
from sakkhi.model.telling import Telling
from sakkhi.share.wording import cut

_SLOTS = ("method", "outcome", "killed", "injured", "damage", "where", "attributions", "munitions", "targets")
_END = re.compile(r"[.!?।؟\n]+[\s\"”»’)]*")
_LONGEST = 320  # characters of a sentence
_EACH = 1  # sentences of one report
_MOST = 4  # reports quoted of one incident


class Quote(msgspec.Struct, frozen=True):
    """Words of a report in their own script, and the slots that they were read for."""

    report: str
    language: str
    text: str
    slots: tuple[str, ...]


def quotes(dossier: Dossier, texts: Mapping[str, str]) -> list[Quote]:
    """A sentence of each of the first reports, one of each language before a second one; of copies only one."""
    found: list[Quote] = []
    copies: set[str] = set()
    for telling in sorted(dossier.tellings, key=lambda t: (str(t.published or "9"), t.key)):
        group = telling.copies or telling.report
        quote = None if group in copies else next(_sentences(telling, texts.get(telling.report, "")), None)
        if quote is not None:
            copies.add(group)
            found.append(quote)
    by_language = {q.language: q for q in reversed(found)}
    firsts = [q for q in found if by_language[q.language] is q]
    return [*firsts, *(q for q in found if q not in firsts)][:_MOST]


def _sentences(telling: Telling, text: str) -> Iterator[Quote]:
    """The report's sentences, that with the words of the most slots first."""
    spans = [(slot, span) for slot in _SLOTS for span in getattr(telling.incident.evidence, slot)]
    if not text:
        yield from _bare(telling, spans)
        return
    told: dict[tuple[int, int], list[str]] = {}
    for slot, span in spans:
        if text[span.start : span.end] == span.text:
            told.setdefault(_around(text, span), []).append(slot)
    for (start, end), slots in sorted(told.items(), key=lambda item: (-len(set(item[1])), item[0]))[:_EACH]:
        distinct = tuple(dict.fromkeys(slots))
        yield Quote(telling.report, telling.language, cut(text[start:end], _LONGEST), distinct)


def _bare(telling: Telling, spans: list[tuple[str, Span]]) -> Iterator[Quote]:
    for slot, span in spans[:1]:
        yield Quote(telling.report, telling.language, cut(span.text), (slot,))


def _around(text: str, span: Span) -> tuple[int, int]:
    """The sentence around a span; of a very long one the part around it."""
    low, high = max(0, span.start - _LONGEST), min(len(text), span.end + _LONGEST)
    start = max((m.end() for m in _END.finditer(text, low, span.start)), default=low)
    after = _END.search(text, span.end, high)
    end = after.end() if after else high
    return min(start, span.start), end
