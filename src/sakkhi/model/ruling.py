"""What a person decided: appended, never edited, undone by a later one."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import msgspec


class RulingKind(StrEnum):
    """`same`: the tellings of `one` and `other` are one incident · `apart`: they are not · `value`: a slot is this."""

    SAME = "same"
    APART = "apart"
    VALUE = "value"


class Ruling(msgspec.Struct, frozen=True):
    """`one` and `other` are keys of tellings as they stood then; `value` is JSON; `undone` names what undid it."""

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
