"""Time expressions → days: what a date, a weekday, a range or "three days ago" means beside an anchor."""

from __future__ import annotations

import calendar as months
import datetime as dt

import msgspec

from sakkhi.model.time import TimeExpression
from sakkhi.model.when import Basis, TimePrecision, When

_PRECISION = {
    "hour": TimePrecision.DAY,
    "night": TimePrecision.DAY,
    "day": TimePrecision.DAY,
    "week": TimePrecision.WEEK,
    "weekend": TimePrecision.DAY,
    "month": TimePrecision.MONTH,
    "year": TimePrecision.YEAR,
}
_SOON = 7  # days after publication that a day told without its year may lie
_PARTS = {"early": (1, 10), "first_week": (1, 7), "mid": (11, 20), "late": (21, 31), "last_week": (25, 31),
          "second_week": (8, 14), "third_week": (15, 21)}  # fmt: skip


def days_meant(e: TimeExpression, anchor: dt.date | None, *, inferred: bool) -> When | None:
    """The days that an expression means beside `anchor`, else None; `inferred`: that is no date of publication."""
    reckoned = Basis.INFERRED if inferred else Basis.RELATIVE
    if e.calendar:
        return _other_calendar(e, anchor, reckoned)
    if e.to_day or e.to_month or e.to_weekday is not None:
        return _range(e, anchor, inferred=inferred)
    year = e.year
    if anchor is not None and not year and e.unit == "year" and e.month:
        year = anchor.year + (e.amount or 0)
    basis = Basis.STATED if e.year else reckoned
    if e.month:
        year = year or _year_of(e, anchor)
        if year and e.day:
            return one_day(day_of(year, e.month, e.day), basis)
        return _month(year, e.month, e.part, basis) if year else None
    if e.kind == "this_day" and e.year and anchor is not None:
        return one_day(day_of(e.year, anchor.month, anchor.day), Basis.RELATIVE)
    if e.year:
        return _year(e.year, e.part)
    if anchor is None:
        return None
    if e.part.endswith("_week") and not e.unit:  # "the first week of the year"
        return _year(anchor.year - (e.part == "last_week" and anchor.month == 1), e.part, reckoned)
    if e.unit == "month" and e.day:
        month = _shifted_months(anchor, e.amount or 0)
        return one_day(day_of(month.year, month.month, e.day), basis)
    if e.weekday is not None and e.unit != "day":
        return one_day(_weekday(e, e.weekday, anchor), reckoned)
    if e.day and not (e.unit or e.part):  # "on the 12th"
        month = _shifted_months(anchor, (1 if e.future else 0) - (1 if e.day > anchor.day else 0))
        return one_day(day_of(month.year, month.month, e.day), reckoned)
    return _offset(e, anchor, reckoned) if e.unit and e.amount is not None else None


def _range(e: TimeExpression, anchor: dt.date | None, *, inferred: bool) -> When | None:
    """From the near end of a range to its far end; each end takes from the other what it leaves out."""
    replace = msgspec.structs.replace
    near = replace(e, to_day=None, to_month=None, to_weekday=None)
    far = replace(
        near, year=e.to_year or e.year, month=e.to_month or e.month, day=e.to_day or e.day, weekday=e.to_weekday
    )
    last = days_meant(far, anchor, inferred=inferred)
    if last is None:
        return None
    if far.year and not near.year and near.month and far.month:
        near = replace(near, year=far.year - (near.month > far.month))
    elif near.month and far.month and near.unit == "year":  # "July and August last year"
        near = replace(near, year=last.latest.year - (near.month > far.month))
    first = days_meant(near, last.latest, inferred=inferred)
    if first is None or first.earliest > last.latest:
        return None
    whole = e.month and not e.day  # months: "July and August last year"
    return When(first.earliest, last.latest, TimePrecision.MONTH if whole else TimePrecision.DAY, last.basis)


def _weekday(e: TimeExpression, weekday: int, anchor: dt.date) -> dt.date:
    """The last such day up to publication; "last Friday" is before it, "next Friday" after; or that of a named week."""
    if e.unit == "week":
        return anchor + dt.timedelta(days=weekday - anchor.weekday(), weeks=e.amount or 0)
    back = (anchor.weekday() - weekday) % 7
    if e.future or (e.amount is not None and e.amount > 0):
        return anchor + dt.timedelta(days=7 - back)
    return anchor - dt.timedelta(days=7 if e.past and not back else back)


def _offset(e: TimeExpression, anchor: dt.date, basis: Basis) -> When | None:
    amount = e.amount or 0
    if e.span:
        return When(_start_of_span(e.unit, amount, anchor), anchor, _PRECISION[e.unit], basis)
    if e.unit == "hour":
        day = (dt.datetime.combine(anchor, dt.time(12)) + dt.timedelta(hours=amount)).date()
        return When(min(day, anchor), anchor, TimePrecision.DAY, basis)
    if e.unit == "night":  # from one day into the next
        day = anchor + dt.timedelta(days=amount)
        return When(day, day + dt.timedelta(days=1), TimePrecision.DAY, basis)
    if e.unit == "day":
        return one_day(anchor + dt.timedelta(days=amount), basis)
    if e.unit == "weekend":  # the one that is, or was last
        saturday = anchor - dt.timedelta(days=(anchor.weekday() - 5) % 7) + dt.timedelta(weeks=amount)
        return When(saturday, min(saturday + dt.timedelta(days=1), anchor), TimePrecision.DAY, basis)
    if e.unit == "week":
        monday = anchor - dt.timedelta(days=anchor.weekday()) + dt.timedelta(weeks=amount)
        when = When(monday, monday + dt.timedelta(days=6), TimePrecision.WEEK, basis)
    elif e.unit == "month":
        day = _shifted_months(anchor, amount)
        when = _month(day.year, day.month, e.part, basis)
    else:
        when = _year(anchor.year + amount, e.part, basis)
    return (
        msgspec.structs.replace(when, latest=min(when.latest, anchor))
        if not amount and when.earliest <= anchor
        else when
    )


def _start_of_span(unit: str, amount: int, anchor: dt.date) -> dt.date:
    if unit in ("month", "year"):
        return _shifted_months(anchor, amount * (12 if unit == "year" else 1))
    return anchor - dt.timedelta(hours=-amount * {"hour": 1, "day": 24, "week": 168}[unit])


def _year_of(e: TimeExpression, anchor: dt.date | None) -> int | None:
    """The year of a month told without one: that of publication, or the one before for what would lie after it.

    A few days after publication are no year before it: reports are dated late, and tell of what is planned.
    """
    if anchor is None or not e.month:
        return None
    told = day_of(anchor.year, e.month, e.day or 1)
    if told is None:  # 29 February
        return next((y for y in range(anchor.year, anchor.year - 8, -1) if months.isleap(y)), None)
    if e.future:
        return anchor.year + 1 if told < anchor else anchor.year
    if anchor.month == 12 and e.month == 1 and e.day and (31 - anchor.day) + e.day <= _SOON:
        return anchor.year + 1
    late = told - anchor > dt.timedelta(days=_SOON if e.day else 0)
    return anchor.year - 1 if late or (e.past and told > anchor) else anchor.year


def one_day(day: dt.date | None, basis: Basis) -> When | None:
    """A day as days; None of none."""
    return When(day, day, TimePrecision.DAY, basis) if day is not None else None


def _month(year: int, month: int, part: str, basis: Basis) -> When:
    last = months.monthrange(year, month)[1]
    first_day, last_day = _PARTS.get(part, (1, last))
    precision = TimePrecision.WEEK if part else TimePrecision.MONTH
    return When(dt.date(year, month, first_day), dt.date(year, month, min(last_day, last)), precision, basis)


def _year(year: int, part: str, basis: Basis = Basis.STATED) -> When:
    if part.endswith("_week"):
        return _month(year, 12 if part == "last_week" else 1, part, basis)
    first, last = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}.get(part, (1, 12))
    return When(
        dt.date(year, first, 1), dt.date(year, last, months.monthrange(year, last)[1]), TimePrecision.YEAR, basis
    )


def day_of(year: int, month: int, day: int) -> dt.date | None:
    """The date; None where there is none such ("31 June")."""
    return dt.date(year, month, day) if 1 <= month <= 12 and 1 <= day <= months.monthrange(year, month)[1] else None


def years_on(day: dt.date, years: int) -> dt.date:
    """The same day so many years on, 28 February for the 29th."""
    return day_of(day.year + years, day.month, day.day) or dt.date(day.year + years, 2, 28)


def _shifted_months(day: dt.date, amount: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + amount, 12)
    return dt.date(year, month + 1, min(day.day, months.monthrange(year, month + 1)[1]))


def _other_calendar(e: TimeExpression, anchor: dt.date | None, reckoned: Basis) -> When | None:
    """A Hijri (tabular) date that gives its year, or a Bangla one (Bangladesh, as revised in 2019); else None.

    A Bangla day and month without their year are the last before the report's day.
    """
    if not (e.month and e.day):
        return None
    if e.calendar == "bangla":
        if e.year:
            return one_day(_bangla_day(e.year, e.month, e.day), Basis.STATED)
        days = [_bangla_day(anchor.year - 593 + n, e.month, e.day) for n in (-2, -1, 0)] if anchor is not None else []
        return one_day(max((d for d in days if anchor is not None and d <= anchor), default=None), reckoned)
    if not e.year:
        return None
    passed = e.day + -(-59 * (e.month - 1) // 2) + (e.year - 1) * 354 + (3 + 11 * e.year) // 30
    return one_day(dt.date(622, 7, 18) + dt.timedelta(days=passed - 1), Basis.STATED)


def _bangla_day(year: int, month: int, day: int) -> dt.date:
    lengths = [31] * 6 + [30] * 4 + [30 if months.isleap(year + 594) else 29, 30]
    return dt.date(year + 593, 4, 14) + dt.timedelta(days=sum(lengths[: month - 1]) + day - 1)
