"""What a person decided: appended, never edited, undone by a later one."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import msgspec

from sakkhi.model.span import Span


class RulingKind(StrEnum):
    """What is decided of the tellings of `one` (and `other`).

    `same`: they are one incident · `apart`: they are not · `value`: a slot is this · `accept`: what stood in `value`
    was looked at and is right · `reject`: they tell of no attack · `mark`: who may see them is the `Marking` in `value`
    (where `slot` is `report:NUMBER`, that report).
    """

    SAME = "same"
    APART = "apart"
    VALUE = "value"
    ACCEPT = "accept"
    REJECT = "reject"
    MARK = "mark"


class Quoted(msgspec.Struct, frozen=True):
    """Words of a report that a person chose as evidence; `sha256` is that of the text that the offsets point into."""

    report: str
    sha256: str
    spans: tuple[Span, ...]


class Ruling(msgspec.Struct, frozen=True):
    """`one` and `other` are keys of tellings as they stood then; `value` is JSON; `undone` names what undid it.

    Where the kind is `accept`, `value` holds the reasons for review (`Record.reasons`) that were settled by it.
    """

    number: int
    kind: RulingKind
    one: tuple[str, ...]
    other: tuple[str, ...]
    by: str
    at: dt.datetime
    why: str
    slot: str = ""
    value: str = ""
    undone: int | None = None
    words: Quoted | None = None

    @property
    def stands(self) -> bool:
        """True where nothing has undone it."""
        return self.undone is None
