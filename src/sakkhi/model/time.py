"""Time expressions as the words give them, before anything is reckoned."""

from __future__ import annotations

import msgspec

STAMPS = ("post", "quoted")  # the day on which a post says that it was written; the same of one quoted in the report


class TimeExpression(msgspec.Struct, frozen=True, gc=False):
    """Folded offsets and what the words say; every field that they leave out is None or "".

    `weekday` counts from Monday as 0. `amount` and `unit` are an offset from publication (-1 day is yesterday, 0 week
    this week); `span` says that the offset is a stretch up to publication ("in the past 24 hours"). `part` narrows a
    month or year: `first_week`, `early`, `mid`, `late`, `last_week`. `kind` is `point`, `told` (reckoned from the day
    told before it: "two days earlier"), `since`, `until`, `duration`, `during` (an event named beside it) or
    `anniversary`, and then `amount` is the number of years, or one of `STAMPS`. `future` where the words say that it
    is to come, `past` that it is over ("last Friday"). The fields in `to_` are where they differ at the far end of a
    range ("3 to 5 May").
    """

    start: int
    end: int
    kind: str
    rule: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    amount: int | None = None
    unit: str = ""
    span: bool = False
    part: str = ""
    calendar: str = ""
    future: bool = False
    past: bool = False
    to_year: int | None = None
    to_month: int | None = None
    to_day: int | None = None
    to_weekday: int | None = None
