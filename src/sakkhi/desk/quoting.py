"""Words of a report that a person chose, by selecting or by writing them out → where they stand in its text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sakkhi.collect.rule import Refusal, Refused
from sakkhi.model.ruling import Quoted
from sakkhi.model.span import Span
from sakkhi.store import view

_LONGEST = 2_000  # characters that one may quote


def quoted(form: Mapping[str, Any], clearance: int) -> Quoted | Refusal | None:
    """The words; None where none were chosen, a refusal where they do not stand in the report's newest text.

    `report` is the store's number of it, `telling` the report's name in the telling's key. `start` and `end` are code
    points of the text as it was given; without them `quote` is sought, the `nth` time that it stands there.
    """
    number, name = str(form.get("report", "")), str(form.get("telling", "")).rpartition("#")[0]
    quote = str(form.get("quote", "")).strip()
    start, end = _whole(form.get("start")), _whole(form.get("end"))
    if not number.isdigit() or (start is None and not quote):
        return None
    versions = view.versions(int(number), clearance)
    if not versions or not name:
        return Refusal(Refused.WORDS, name)
    newest = versions[-1].report
    if start is None or end is None:
        start = _place(newest.text, quote[:_LONGEST], max(1, _whole(form.get("nth")) or 1))
        end = start + len(quote[:_LONGEST])
    if not 0 <= start < end <= min(len(newest.text), start + _LONGEST):
        return Refusal(Refused.WORDS, name)
    return Quoted(name, newest.sha256, (Span(start, end, newest.text[start:end]),))


def _place(text: str, quote: str, nth: int) -> int:
    place = -1
    for _ in range(min(nth, 1000)):
        place = text.find(quote, place + 1)
        if place < 0:
            return -1
    return place


def _whole(written: Any) -> int | None:
    text = str(written or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None
