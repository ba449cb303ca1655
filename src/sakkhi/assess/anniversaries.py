"""Dated events → their anniversaries that are near."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from sakkhi.model.alert import Ahead
from sakkhi.model.calendar import DatedEvent


def upcoming(events: Iterable[DatedEvent], country: str, today: dt.date, days: int) -> list[Ahead]:
    """The anniversaries of a country's events from `today` on within so many days, the nearest first.

    Those of 29 February are on 28 February in other years.
    """
    ahead = (
        Ahead(event.id, event.name, day.year - event.start.year, day, (day - today).days)
        for event in events
        if country and country in event.country.split("|")
        for day in _days(event.start, today)
        if 0 <= (day - today).days <= days and day.year > event.start.year
    )
    return sorted(ahead, key=lambda one: (one.day, one.event))


def _days(start: dt.date, today: dt.date) -> Iterator[dt.date]:
    for year in (today.year, today.year + 1):
        try:
            yield start.replace(year=year)
        except ValueError:
            yield dt.date(year, 2, 28)
