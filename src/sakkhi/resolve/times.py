"""Time expressions → days: from the words, from the publication date, or from a known dated event; never a guess."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec

from sakkhi.model.calendar import DatedEvent, ResolvedTime
from sakkhi.model.sounds import romanised, skeleton
from sakkhi.model.time import STAMPS, TimeExpression
from sakkhi.model.when import Basis, TimePrecision, When
from sakkhi.resolve.days import day_of, days_meant, one_day, years_on

Events = Sequence[tuple[str, DatedEvent]]
_AROUND = 240  # characters on either side in which the subject of an anniversary is looked for
_EVENT = 60  # characters within which the name of an event stands that something was during
_NEAR = 140  # the same for one that only sounds like a name of the calendar
_DATED_LATE = 4  # days, and more, by which a page is not dated late
_DATELINE = 240  # characters from the start in which a full date is the report's own
_BELOW_HEAD = 420  # the same for a date of the latest year told: pages put the day of publication below a picture
_ERA = 600  # characters within which a text that told a year long past goes on with days of it
_GOES_ON = 2  # days of such a year after which a text goes on with it on whatever day it is published
_NEXT = 160  # characters within which a month is of the year of the one told before it
_PAST = 2  # years before publication from which on a year is long past
_NAMED = 100  # characters behind a day within which "on this day in" some year is of that day
_TODAY = 30  # days around publication's day of the year: a day told without its year is of now
_LATE = dt.timedelta(days=183)  # a report is not written longer than this before an anniversary that it tells of


class _Era(NamedTuple):
    """The year long past that a text told last; `lasts` where it tells of this day in that year, and of little else."""

    year: int
    end: int
    lasts: bool
    told: int = 0  # days without a year that were of it so far


def resolve_times(
    expressions: Sequence[TimeExpression], text: str, published: dt.date | None, events: Events
) -> list[ResolvedTime]:
    """Each expression with its days. `text` is the folded text, `events` the calendar's names with their events."""
    anchor, known, inferred = _written(expressions, published), "", False
    found = {id(e): _event(e, text, events) for e in expressions if e.kind == "anniversary"}
    if published is None:
        for e in expressions:
            event = found.get(id(e))
            day = years_on(event.start, e.amount) if event is not None and e.amount else None
            if event is not None and day is not None and (anchor is None or anchor < day - _LATE):
                anchor = day  # a date at the head of the text may be that of the event itself
                known, inferred = f"{event.name}, {event.start.isoformat()}", True
                break
    out = []
    era: _Era | None = None
    spans = [(e, *beside) for e in expressions if e.kind == "during" and (beside := _beside(e, text, events))]
    for before, e in zip([None, *expressions], expressions, strict=False):
        event = found.get(id(e))
        if e.kind == "during":
            named = [s[1:] for s in spans if s[0] is e]
            out += [_during(e, *span, anchor) for span in named if anchor is None or span[0].start <= anchor]
        elif e.kind == "anniversary":
            out.append(_anniversary(e, event, anchor, inferred))
        elif e.kind == "duration":
            out.append(ResolvedTime(e.start, e.end, None, "duration", e.rule))
        else:
            begins = not out and (e.amount or 0) < 0  # "a day after gunmen killed": before the day of the news
            told = _told_before(out, 31 if e.unit == "month" else 1) if e.kind == "told" and not begins else anchor
            dated = _of_year_told(e, out) if e.kind == "told" and e.month else _of_era(e, era, anchor)
            dated = _of_year_before(dated, before, anchor) if dated is e else dated
            dated = _on_day_named(dated, expressions) if e.kind == "this_day" else dated
            lost = e.kind == "told" and e.month and not dated.year
            when = None if lost else _days_within(e, spans) or days_meant(dated, told, inferred=inferred)
            era = _era(dated, era, anchor)
            kind = e.kind if e.kind == "since" or e.kind in STAMPS else "point"
            if kind == "since" and when is not None and anchor is not None and when.earliest <= anchor:
                when = msgspec.structs.replace(when, latest=anchor)
            fact = known if when and when.basis == Basis.INFERRED else ""
            said = _said(e) if when is None else ()
            out.append(ResolvedTime(e.start, e.end, when, kind, e.rule, fact, said=said, by_date=e.day is not None))
    return out


def _era(e: TimeExpression, era: _Era | None, anchor: dt.date | None) -> _Era | None:
    """The year long past that the text is at behind an expression."""
    if e.year is None or e.calendar or (era is not None and era.lasts and e.year != era.year):
        return era
    if e.kind == "this_day" or (era is not None and era.lasts) or _is_remembered(e, anchor):
        return _Era(e.year, e.end, lasts=True)
    told = era.told + 1 if era is not None and era.year == e.year else 0
    return _Era(e.year, e.end, lasts=False, told=told) if anchor is not None and e.year <= anchor.year - _PAST else None


def _is_remembered(e: TimeExpression, anchor: dt.date | None) -> bool:
    """True for a day long past on whose day of the year the text is written: it tells of what happened then."""
    if anchor is None or not (e.year and e.month and e.day) or e.year > anchor.year - _PAST:
        return False
    day = day_of(anchor.year, e.month, e.day)
    return day is not None and abs((day - anchor).days) <= 1


def _of_era(e: TimeExpression, era: _Era | None, anchor: dt.date | None) -> TimeExpression:
    """An expression, with the year of the era where it is a day and a month alone that are none of now."""
    bare = e.month and e.day and not (e.year or e.unit or e.calendar or e.past or e.future)
    if era is None or not bare or e.weekday is not None or e.kind != "point":
        return e
    if not era.lasts:
        day = day_of(anchor.year, e.month or 1, e.day or 1) if anchor is not None else None
        apart = abs((day - anchor).days) if day is not None and anchor is not None else 0
        if e.start - era.end > _ERA or not (era.told >= _GOES_ON or _TODAY < apart < 365 - _TODAY):
            return e
    return msgspec.structs.replace(e, year=era.year)


def _of_year_before(e: TimeExpression, before: TimeExpression | None, anchor: dt.date | None) -> TimeExpression:
    """A bare month soon behind an earlier one of a year gone by, with its year: "in June 2015 …; in September"."""
    if before is None or anchor is None or not (e.month and before.month) or e.kind != "point":
        return e
    if e.day or e.year or e.unit or e.calendar or e.past or e.future or before.calendar:
        return e
    year = anchor.year + (before.amount or 0) if before.unit == "year" else before.year
    soon = 0 <= e.start - before.end <= _NEXT and before.month < e.month
    return msgspec.structs.replace(e, year=year) if soon and year is not None and year < anchor.year else e


def _on_day_named(e: TimeExpression, expressions: Sequence[TimeExpression]) -> TimeExpression:
    """ "On this day in 2009", with the day and month that are named right before it, where they are."""
    named = [x for x in expressions if 0 <= e.start - x.end <= _NAMED and x.month and x.day and not x.year]
    return msgspec.structs.replace(e, month=named[-1].month, day=named[-1].day) if named else e


def _of_year_told(e: TimeExpression, told: Sequence[ResolvedTime]) -> TimeExpression:
    """A day or month "of the same year", with the year of the day told last."""
    year = next((t.when.latest.year for t in reversed(told) if t.when is not None and t.kind == "point"), None)
    return msgspec.structs.replace(e, year=year)


def _beside(e: TimeExpression, text: str, events: Events) -> tuple[DatedEvent, int, int] | None:
    """The event named right behind an expression ("during the July uprising"), with the offsets of its name."""
    window = text[e.end : e.end + _EVENT].replace("-", " ")
    start = len(window) - len(window.lstrip())
    for name, event in events:
        if window.startswith(name, start) and not window[start + len(name) : start + len(name) + 1].isalpha():
            return event, e.end + start, e.end + start + len(name)
    return None


def _during(e: TimeExpression, event: DatedEvent, start: int, end: int, anchor: dt.date | None) -> ResolvedTime:
    """The days of an event, up to the report's own where that is known."""
    last = max(event.start, min(event.end, anchor or event.end))
    days = When(event.start, last, TimePrecision.MONTH, Basis.INFERRED)
    known = f"{event.name}, {event.start.isoformat()}"
    return ResolvedTime(start, end, days, "point", e.rule, known, during=event)


def _days_within(e: TimeExpression, spans: Sequence[tuple[TimeExpression, DatedEvent, int, int]]) -> When | None:
    """A day told without its year beside the event that it lies in: "on August 5 during the July uprising"."""
    if not (e.month and e.day) or e.year or e.calendar or e.to_day or e.unit:
        return None
    for _, event, start, end in spans:
        if max(start - e.end, e.start - end) <= _EVENT:
            day = day_of(event.start.year, e.month, e.day)
            if day is not None and event.start <= day <= event.end:
                return one_day(day, Basis.INFERRED)
    return None


def _told_before(told: Sequence[ResolvedTime], longest: int) -> dt.date | None:
    """The day told last, or the first of a stretch of `longest` days and less; None where none is known."""
    for t in reversed(told):
        if t.when is None and t.said and (longest == 1 or dict(t.said).keys() & {"month", "date"}):
            return None
        tells = t.kind in ("point", "anniversary") or (t.kind == "since" and longest > 1)
        if t.when is not None and tells and (t.when.latest - t.when.earliest).days <= longest:
            return t.when.earliest
    return None


def _said(e: TimeExpression) -> tuple[tuple[str, int], ...]:
    """What an expression says by which another can contradict it: its weekday, its day or month, its days ago.

    `over` is 1 for a month, a year or weeks: days over which attacks are counted, not on which one was.
    """
    said = (
        ("told", e.amount if e.kind == "told" and not e.span else None),
        ("weekday", e.weekday),
        ("date", e.month * 100 + e.day if e.month and e.day else None),
        ("month", e.month if e.month and not e.day else None),
        ("ago", e.amount if e.unit in ("day", "night") and not e.span and e.kind != "told" else None),
        ("over", 1 if e.unit in ("month", "year") or (e.span and e.unit == "week") else None),
    )
    return tuple((name, value) for name, value in said if value is not None)


def _written(expressions: Sequence[TimeExpression], published: dt.date | None) -> dt.date | None:
    """The day that the report was written: a post's own date, else that of publication, else the text's first."""
    stamps = {e.kind: day_of(e.year, e.month, e.day) for e in reversed(expressions) if e.year and e.month and e.day}
    late = range(0, -_DATED_LATE, -1)
    known = stamps.get("post") or _agreed(published, expressions, late) or published
    known = known or _agreed(_dateline(expressions), expressions, late)
    quoted = stamps.get("quoted")
    return known or _agreed(quoted, expressions, range(7)) or quoted or _dated_today(expressions)


def _agreed(day: dt.date | None, expressions: Sequence[TimeExpression], moves: range) -> dt.date | None:
    """The day, moved to the weekday that the text says it is ("today, Thursday") where that is one of `moves` away.

    A page is dated some days late, and what it quotes is older than it. None where no such day is that weekday.
    """
    said = next(
        (e for e in expressions if e.unit == "day" and e.weekday is not None and not e.day and not e.span), None
    )
    if day is None or said is None or said.weekday is None or said.amount is None:
        return day
    today = (said.weekday - said.amount) % 7
    days = (day + dt.timedelta(days=n) for n in moves)
    return next((d for d in days if d.weekday() == today), None)


def _dateline(expressions: Sequence[TimeExpression]) -> dt.date | None:
    """A full date at the head of the text: the day that the report was written.

    A little further down it is one where no later year is told.
    """
    latest = max((e.year for e in expressions if e.year), default=0)
    for e in expressions:
        if e.kind in STAMPS:
            continue
        if e.start > _BELOW_HEAD:
            return None
        if e.year and e.month and e.day and e.kind == "point" and not e.calendar:
            return day_of(e.year, e.month, e.day) if e.start <= _DATELINE or e.year == latest else None
    return None


def _dated_today(expressions: Sequence[TimeExpression]) -> dt.date | None:
    """The day of "today, Tuesday 24 October" in the latest year told in which that day of October is a Tuesday."""
    years = sorted({e.year for e in expressions if e.year and not e.calendar}, reverse=True)
    for e in expressions if years else ():
        if e.unit == "day" and e.amount is not None and e.month and e.day and e.weekday is not None and not e.year:
            days = (day_of(year, e.month, e.day) for year in years)
            told = next((d for d in days if d is not None and d.weekday() == e.weekday), None)
            if told is not None:
                return told - dt.timedelta(days=e.amount)
    return None


def _event(e: TimeExpression, text: str, events: Events) -> DatedEvent | None:
    """The event whose anniversary an expression tells of: the nearest of the calendar's names around it."""
    first = max(0, e.start - _AROUND)
    window = text[first : e.end + _AROUND].replace("-", " ")
    best: tuple[int, DatedEvent] | None = None
    for name, event in events:
        position = window.find(name)
        behind = window[position + len(name) : position + len(name) + 1]
        if position >= 0 and not (behind.isascii() and behind.isalpha()):  # "Islamic Revolution" is no "Revolutionary"
            middle = first + position
            gap = max(middle - e.end, e.start - middle - len(name), 0)
            if best is None or gap < best[0]:
                best = (gap, event)
    if best is not None:
        return best[1]
    return _heard(text[max(0, e.start - _NEAR) : e.end + _NEAR].replace("-", " "), events)


def _heard(window: str, events: Events) -> DatedEvent | None:
    """The first event with a name of two words or more that sounds like words of the window, however spelt."""
    sounds = " ".join(_bones(window))
    for name, event in events:
        words = _bones(name)
        if len(words) > 1 and sum(map(len, words)) >= 6 and f" {' '.join(words)}" in f" {sounds}":
            return event
    return None


@lru_cache(maxsize=2048)
def _bones(words: str) -> tuple[str, ...]:
    return tuple(skeleton(romanised(word)) for word in words.split())


def _anniversary(e: TimeExpression, event: DatedEvent | None, anchor: dt.date | None, inferred: bool) -> ResolvedTime:
    if event is None:
        return ResolvedTime(e.start, e.end, None, "anniversary" if e.amount else "point", e.rule)
    day = None
    if e.amount:
        day = years_on(event.start, e.amount)
    elif anchor is not None:
        day = min(
            (years_on(event.start, anchor.year - event.start.year + n) for n in (-1, 0, 1)),
            key=lambda d: abs(d - anchor),
        )
    when = When(day, day, TimePrecision.DAY, Basis.INFERRED) if day is not None else None
    return ResolvedTime(e.start, e.end, when, "anniversary", e.rule, f"{event.name}, {event.start.isoformat()}", event)
