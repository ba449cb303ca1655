"""A site and some days of a collection → everything that a situation report tells."""

from __future__ import annotations

import datetime as dt

from sakkhi.assess.rates import recent, share
from sakkhi.collect.shown import shown
from sakkhi.collect.warnings import own_sites
from sakkhi.collect.watching import named_site
from sakkhi.model.brief import Known, Period, Stopped, Usual
from sakkhi.model.dossier import Dossier
from sakkhi.model.incident import Outcome
from sakkhi.model.marking import Marking
from sakkhi.model.watch import Site
from sakkhi.share.warn.matching import slim
from sakkhi.store import incidents
from sakkhi.store.briefs import earlier_brief, keep_brief, texts
from sakkhi.store.dossiers import dossiers
from sakkhi.store.incidents import Sought

_BEFORE = 365  # days that say what is usual
_STOPPED = (Outcome.INTERCEPTED, Outcome.FOILED)


def site_of(written: str) -> Site | None:
    """The site that a person writes: one of their own, of the tables, or NAME,LAT,LON; None where there is none."""
    return own_sites().get(written) or named_site(written)


def known_of(period: Period, limit: Marking, least: Marking = Marking.CLEAR) -> Known:
    """What is known of a period, and what the last report on it said; nothing marked more strictly than `limit`.

    It is marked as strictly as what is in it, and as its site is (`least`).
    """
    found = [d for d in dossiers(shown(_sought(period, period.first, period.last))) if d.marking.passes(limit)]
    ordered = sorted(found, key=lambda d: (_day(d), d.record.id))
    marking = max((least, *(d.marking for d in ordered)), key=lambda m: m.rank)
    found_texts = texts(t.report for d in ordered for t in d.tellings)
    usual = _usual(period, len(ordered), limit)
    earlier = earlier_brief(_place(period, limit), period.last)
    return Known(period, tuple(ordered), found_texts, usual, _stopped(ordered), earlier, marking)


def keep(known: Known, limit: Marking) -> None:
    """Write down what a report said, for the next one."""
    records = [slim(d.record) for d in known.dossiers]
    keep_brief(_place(known.period, limit), known.period.last, records)


def _place(period: Period, limit: Marking) -> str:
    return f"{period.site.name[:120]}|{period.site.lat:.3f}|{period.site.lon:.3f}|{period.km:g}|{limit.rank}"


def _sought(period: Period, first: dt.date, last: dt.date) -> Sought:
    return Sought(since=first, until=last, near=(period.site.lat, period.site.lon, period.km))


def _day(dossier: Dossier) -> tuple[dt.date, dt.date]:
    when = dossier.record.when[0].value if dossier.record.when else None
    return (when.latest, when.earliest) if when is not None else (dt.date.max, dt.date.max)


def _usual(period: Period, count: int, limit: Marking) -> Usual:
    last = period.first - dt.timedelta(days=1)
    first = last - dt.timedelta(days=_BEFORE - 1)
    before = incidents.count(_sought(period, first, last), limit.rank)
    known = incidents.first_day(limit.rank)
    days = min(_BEFORE, (period.first - known).days) if known is not None else 0
    told = recent(count, period.days, before, days)
    return Usual(days, told.usual, told.low, told.high, told.standing.value)


def _stopped(found: list[Dossier]) -> Stopped | None:
    outcomes = [d.record.outcome[0].value for d in found if d.record.outcome]
    if not outcomes:
        return None
    told = share(sum(outcome in _STOPPED for outcome in outcomes), len(outcomes))
    return Stopped(told.part, told.whole, told.low or 0.0, told.high or 0.0)
