"""Quoted words: a half-open range of code points of a report's text, as it was given."""

from __future__ import annotations

import msgspec


class Span(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """`text == report.text[start:end]`; `rule` is the id of the rule that took it, `known` the fact it was inferred

    from.
    """

    start: int
    end: int
    text: str
    rule: str = ""
    known: str = ""
