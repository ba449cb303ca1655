"""Time expressions → days: from the words, from the publication date, or from a known dated event; never a guess."""

from __future__ import annotations

import calendar as months
import datetime as dt
from collections.abc import Sequence

from sakkhi.model.calendar import DatedEvent, ResolvedTime
from sakkhi.model.sounds import romanised, skeleton
from sakkhi.model.time import STAMPS, TimeExpression
from sakkhi.model.when import Basis, TimePrecision, When

Events = Sequence[tuple[str, DatedEvent]]
_AROUND = 140  # characters on either side in which the subject of an anniversary is looked for
_DATELINE = 240  # characters from the start in which a full date is the report's own
_PRECISION = {
    "hour": TimePrecision.DAY,
    "day": TimePrecision.DAY,
    "week": TimePrecision.WEEK,
    "month": TimePrecision.MONTH,
    "year": TimePrecision.YEAR,
}
_PARTS = {"early": (1, 10), "first_week": (1, 7), "mid": (11, 20), "late": (21, 31), "last_week": (25, 31),
          "second_week": (8, 14), "third_week": (15, 21)}  # fmt: skip


def resolve_times(
    expressions: Sequence[TimeExpression], text: str, published: dt.date | None, events: Events
) -> list[ResolvedTime]:
    """Each expression with its days. `text` is the folded text, `events` the calendar's names with their events."""
    anchor, known, inferred = _written(expressions, published), "", False
    found = {id(e): _event(e, text, events) for e in expressions if e.kind == "anniversary"}
    if anchor is None:
        for e in expressions:
            event = found.get(id(e))
            if event is not None and e.amount:
                anchor = _shifted(event.start, e.amount)
                known, inferred = f"{event.name}, {event.start.isoformat()}", True
                break
    out = []
    for e in expressions:
        event = found.get(id(e))
        if e.kind == "anniversary":
            out.append(_anniversary(e, event, anchor, inferred))
        elif e.kind == "duration":
            out.append(ResolvedTime(e.start, e.end, None, "duration", e.rule))
        else:
            when = _days(e, anchor, inferred=inferred)
            kind = e.kind if e.kind in ("since", *STAMPS) else "point"
            out.append(
                ResolvedTime(e.start, e.end, when, kind, e.rule, known if when and when.basis == Basis.INFERRED else "")
            )
    return out


def _written(expressions: Sequence[TimeExpression], published: dt.date | None) -> dt.date | None:
    """The day that the report was written: a post's own date, else that of publication, else the text's first."""
    stamps = {e.kind: _date(e.year, e.month, e.day) for e in reversed(expressions) if e.year and e.month and e.day}
    return stamps.get("post") or published or _dateline(expressions) or stamps.get("quoted")


def _dateline(expressions: Sequence[TimeExpression]) -> dt.date | None:
    """A full date at the head of the text: the day that the report was written."""
    for e in expressions:
        if e.kind in STAMPS:
            continue
        if e.start > _DATELINE:
            return None
        if e.year and e.month and e.day and e.kind == "point" and not e.calendar:
            return _date(e.year, e.month, e.day)
    return None


def _event(e: TimeExpression, text: str, events: Events) -> DatedEvent | None:
    """The event whose anniversary an expression tells of: the nearest of the calendar's names around it."""
    first = max(0, e.start - _AROUND)
    window = text[first : e.end + _AROUND].replace("-", " ")
    best: tuple[int, DatedEvent] | None = None
    for name, event in events:
        position = window.find(name)
        if position >= 0:
            middle = first + position
            gap = max(middle - e.end, e.start - middle - len(name), 0)
            if best is None or gap < best[0]:
                best = (gap, event)
    return best[1] if best is not None else _heard(window, events)


def _heard(window: str, events: Events) -> DatedEvent | None:
    """The first event with a name of two words or more that sounds like words of the window, however spelt."""
    sounds = " ".join(skeleton(romanised(word)) for word in window.split())
    for name, event in events:
        words = [skeleton(romanised(word)) for word in name.split()]
        if len(words) > 1 and sum(map(len, words)) >= 6 and f" {' '.join(words)}" in f" {sounds}":
            return event
    return None


def _anniversary(e: TimeExpression, event: DatedEvent | None, anchor: dt.date | None, inferred: bool) -> ResolvedTime:
    if event is None:
        return ResolvedTime(e.start, e.end, None, "anniversary" if e.amount else "point", e.rule)
    day = None
    if e.amount:
        day = _shifted(event.start, e.amount)
    elif anchor is not None:
        day = min(
            (_shifted(event.start, anchor.year - event.start.year + n) for n in (-1, 0, 1)),
            key=lambda d: abs(d - anchor),
        )
    when = When(day, day, TimePrecision.DAY, Basis.INFERRED) if day is not None else None
    return ResolvedTime(e.start, e.end, when, "anniversary", e.rule, f"{event.name}, {event.start.isoformat()}", event)


def _days(e: TimeExpression, anchor: dt.date | None, *, inferred: bool) -> When | None:
    reckoned = Basis.INFERRED if inferred else Basis.RELATIVE
    if e.calendar:
        return _other_calendar(e)
    if e.month and e.day:
        year = e.year or _year_of(e.month, e.day, anchor, future=e.future)
        day = _date(year, e.month, e.day) if year else None
        return _one(day, Basis.STATED if e.year else reckoned)
    if e.month:
        year = e.year or _year_of(e.month, 1, anchor, future=e.future)
        return _month(year, e.month, e.part, Basis.STATED if e.year else reckoned) if year else None
    if e.year:
        return _year(e.year, e.part)
    if anchor is None:
        return None
    if e.unit and e.amount is not None and not (e.weekday is not None and e.unit != "day"):
        return _offset(e, anchor, reckoned)
    if e.weekday is not None:
        back = (anchor.weekday() - e.weekday) % 7
        if e.future or (e.amount is not None and e.amount > 0):
            return _one(anchor + dt.timedelta(days=(7 - back) % 7 or 7), reckoned)
        return _one(anchor - dt.timedelta(days=back), reckoned)
    return None


def _offset(e: TimeExpression, anchor: dt.date, basis: Basis) -> When | None:
    amount = e.amount or 0
    if e.span:
        size = {
            "hour": dt.timedelta(hours=-amount),
            "day": dt.timedelta(days=-amount),
            "week": dt.timedelta(weeks=-amount),
        }
        start = (
            anchor - size[e.unit]
            if e.unit in size
            else _shifted_months(anchor, amount * (12 if e.unit == "year" else 1))
        )
        return When(start, anchor, _PRECISION[e.unit], basis)
    if e.unit == "hour":
        day = (dt.datetime.combine(anchor, dt.time(12)) + dt.timedelta(hours=amount)).date()
        return When(min(day, anchor), anchor, TimePrecision.DAY, basis)
    if e.unit == "day":
        return _one(anchor + dt.timedelta(days=amount), basis)
    if e.unit == "week":
        monday = anchor - dt.timedelta(days=anchor.weekday()) + dt.timedelta(weeks=amount)
        end = monday + dt.timedelta(days=6)
        return When(monday, min(end, anchor) if amount == 0 else end, TimePrecision.WEEK, basis)
    if e.unit == "month":
        day = _shifted_months(anchor, amount)
        when = _month(day.year, day.month, e.part, basis)
        return When(when.earliest, min(when.latest, anchor), when.precision, basis) if amount == 0 and when else when
    if e.unit == "year":
        year = anchor.year + amount
        when = _year(year, e.part)
        return When(when.earliest, min(when.latest, anchor) if amount == 0 else when.latest, TimePrecision.YEAR, basis)
    return None


def _year_of(month: int, day: int, anchor: dt.date | None, *, future: bool = False) -> int | None:
    """The year of a day and month told without one: that of publication, or the one before for a day after it."""
    if anchor is None:
        return None
    told = _date(anchor.year, month, day)
    if future:
        return anchor.year + 1 if told is not None and told < anchor else anchor.year
    return anchor.year - 1 if told is not None and told > anchor + dt.timedelta(days=45) else anchor.year


def _one(day: dt.date | None, basis: Basis) -> When | None:
    return When(day, day, TimePrecision.DAY, basis) if day is not None else None


def _month(year: int, month: int, part: str, basis: Basis) -> When:
    last = months.monthrange(year, month)[1]
    first_day, last_day = _PARTS.get(part, (1, last))
    precision = TimePrecision.WEEK if part.endswith("week") else TimePrecision.MONTH
    return When(dt.date(year, month, first_day), dt.date(year, month, min(last_day, last)), precision, basis)


def _year(year: int, part: str) -> When:
    first, last = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}.get(part, (1, 12))
    return When(
        dt.date(year, first, 1), dt.date(year, last, months.monthrange(year, last)[1]), TimePrecision.YEAR, Basis.STATED
    )


def _date(year: int, month: int, day: int) -> dt.date | None:
    return dt.date(year, month, day) if 1 <= month <= 12 and 1 <= day <= months.monthrange(year, month)[1] else None


def _shifted(day: dt.date, years: int) -> dt.date:
    return _date(day.year + years, day.month, day.day) or dt.date(day.year + years, 2, 28)


def _shifted_months(day: dt.date, amount: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + amount, 12)
    return dt.date(year, month + 1, min(day.day, months.monthrange(year, month + 1)[1]))


def _other_calendar(e: TimeExpression) -> When | None:
    """A Hijri (tabular) or Bangla (Bangladesh, as revised in 2019) date that gives its year; else None."""
    if not (e.year and e.month and e.day):
        return None
    if e.calendar == "bangla":
        lengths = [31] * 6 + [30] * 5 + [30]
        leap = months.isleap(e.year + 594)
        lengths[10] = 30 if leap else 29
        start = dt.date(e.year + 593, 4, 14)
        return _one(start + dt.timedelta(days=sum(lengths[: e.month - 1]) + e.day - 1), Basis.STATED)
    days = e.day + -(-59 * (e.month - 1) // 2) + (e.year - 1) * 354 + (3 + 11 * e.year) // 30
    return _one(dt.date(622, 7, 18) + dt.timedelta(days=days - 1), Basis.STATED)
