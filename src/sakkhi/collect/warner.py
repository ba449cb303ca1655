"""What was linked → alerts in the outbox: each change is looked at once, by every watch, and all of it or nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from sakkhi.assess.rates import Standing, recent
from sakkhi.assess.summaries import span, sums_up
from sakkhi.model.alert import Ahead, Alert, Message, Occasion, Rate, Reason
from sakkhi.model.calendar import DatedEvent
from sakkhi.model.marking import Marking
from sakkhi.model.record import Record
from sakkhi.model.watch import Calm, Watch, Watching
from sakkhi.share.warn.calm import is_grave
from sakkhi.share.warn.conditions import passes
from sakkhi.share.warn.matching import Now, ahead_alert, cancelled, merged, message, rate_alert
from sakkhi.store import alerts as kept
from sakkhi.store import incidents
from sakkhi.store.alerts import Route
from sakkhi.store.alone import alone
from sakkhi.store.changes import Change, changes, forget_changes
from sakkhi.store.incidents import Sought

_PART = 200  # changes looked at in one transaction
_KEPT = 60  # days that it is remembered how an incident was
_YEARS = range(1, 101)

Made = tuple[Alert, Route]


class Warner:
    """Looks at what changed. `events` are the calendar's, `now` is the clock."""

    def __init__(
        self, folder: Path, watching: Watching, events: Sequence[DatedEvent], now: Callable[[], dt.datetime]
    ) -> None:
        self._folder, self._watching, self._events, self._now = folder, watching, events, now
        self._channels = {channel.name: channel for channel in watching.channels}
        self._checked: dt.date | None = None

    def match(self) -> int:
        """How many alerts were made of what has changed since the last time."""
        made = 0
        with alone(self._folder, "match"):
            stirred: set[str] = set()
            while part := changes(_PART):
                if not self._watching.watches:
                    forget_changes(part)
                    continue
                made += self._look(part, stirred)
            made += self._rates(stirred)
            made += self._days()
        return made

    def calm(self, watch: Watch) -> Calm:
        """What keeps a watch's messages from crowding: its site's, else what holds everywhere."""
        return watch.site.calm if watch.site is not None and watch.site.calm is not None else self._watching.calm

    def _look(self, part: Sequence[Change], stirred: set[str]) -> int:
        names = [change.name for change in part]
        moment = self._moment()
        now, before, chains = kept.standing(names), kept.seen(names), kept.chains(names)
        leads = kept.leads([name for name in names if name not in now])
        goals = kept.standing(sorted(set(leads.values())))
        made: list[Made] = []
        carried: dict[tuple[str, str], Alert] = {}
        for change in sorted(part, key=lambda c: c.name in now):  # those that ended first: their chains go on elsewhere
            for watch in self._watching.watches:
                if change.name in now:
                    key = (watch.name, change.name)
                    last = carried.get(key) or chains.get(key)
                    record, marking = now[change.name]
                    if _is_summed_up(record):
                        continue
                    if passes(watch, record):
                        stirred.add(watch.name)
                    one = message(watch, record, before.get(change.name), last, moment, marking)
                else:
                    one = self._ended(watch, change.name, goals.get(leads.get(change.name, "")), chains, moment)
                if one is not None:
                    carried[watch.name, one.incident] = one
                    made.append(self._made(watch, one))
        records = {name: (now[name][0] if name in now else None, self._until(now.get(name))) for name in names}
        return kept.keep_alerts(made, part, records)

    def _ended(
        self,
        watch: Watch,
        name: str,
        goal: tuple[Record, Marking] | None,
        chains: dict[tuple[str, str], Alert],
        moment: Now,
    ) -> Alert | None:
        """What is said of an incident that is no more: it goes on as another one, or it is taken back."""
        last = chains.get((watch.name, name))
        if last is None or last.message == Message.CANCEL:
            return None
        if goal is None:
            return cancelled(last, moment, Reason.RULED_OUT)
        record, marking = goal
        other = kept.chains([record.id]).get((watch.name, record.id))
        if other is None and passes(watch, record):
            return merged(watch, record, last, moment, marking)
        return cancelled(last, moment, Reason.MERGED, record.id)

    def _rates(self, stirred: Iterable[str]) -> int:
        made: list[Made] = []
        moment = self._moment()
        for watch in self._watching.watches:
            if Occasion.RATE not in watch.on or watch.name not in stirred:
                continue
            last = kept.last_of(watch.name, Occasion.RATE)
            if last is not None and (moment.at - last.made_at).days < watch.days:
                continue
            rate = self._rate(watch, moment.today)
            alert = rate_alert(watch, rate, last, moment) if rate is not None else None
            if alert is not None:
                made.append(self._made(watch, alert))
        return kept.keep_alerts(made, (), {})

    def _rate(self, watch: Watch, today: dt.date) -> Rate | None:
        """The rate of what the watch looks for, where it is above the usual."""
        first, edge = today - dt.timedelta(days=watch.days + watch.usual - 1), today - dt.timedelta(days=watch.days - 1)
        point = watch.site.point if watch.site is not None else None
        near = (point.lat, point.lon, watch.within + 200) if point is not None else None
        country = watch.country[0] if len(watch.country) == 1 else None
        sought = Sought(since=first, until=today, near=near, country=country, background=False)
        now = before = 0
        for record in incidents.records(sought):
            day = record.when[0].value.latest if record.when else None
            if day is None or not first <= day <= today or not passes(watch, record):
                continue
            now, before = (now + 1, before) if day >= edge else (now, before + 1)
        known = incidents.first_day()
        told = recent(now, watch.days, before, min(watch.usual, (edge - known).days) if known is not None else 0)
        if told.standing != Standing.MORE or told.usual is None or told.low is None or told.high is None:
            return None
        return Rate(now, watch.days, told.usual, told.low, told.high)

    def _days(self) -> int:
        """Anniversaries that have come near, looked for once a day."""
        moment = self._moment()
        if self._checked == moment.today:
            return 0
        made = [
            self._made(watch, ahead_alert(watch, ahead, moment))
            for watch in self._watching.watches
            if Occasion.ANNIVERSARY in watch.on
            for ahead in coming(watch, self._events, moment.today)
        ]
        kept.forget_seen(moment.today)
        done = kept.keep_alerts(made, (), {})
        self._checked = moment.today
        return done

    def _made(self, watch: Watch, alert: Alert) -> Made:
        """The alert, marked no less strictly than its site, with where it goes."""
        if watch.site is not None and not watch.site.marking.passes(alert.marking):
            alert = msgspec.structs.replace(alert, marking=watch.site.marking)
        return alert, self._route(watch, alert)

    def _route(self, watch: Watch, alert: Alert) -> Route:
        channels = tuple(self._channels[name] for name in watch.to)
        site = watch.site.point.name if watch.site is not None else ""
        return Route(channels, site, is_grave(alert, self.calm(watch)))

    def _until(self, found: tuple[Record, Marking] | None) -> int:
        """The day up to which it is kept how an incident was."""
        record = found[0] if found is not None else None
        days = [t.published for t in record.tellings if t.published] if record is not None else []
        return (max(days, default=self._now().date()) + dt.timedelta(days=_KEPT)).toordinal()

    def _moment(self) -> Now:
        at = self._now()
        return Now(at, at.date())


def coming(watch: Watch, events: Sequence[DatedEvent], today: dt.date) -> Iterator[Ahead]:
    """The anniversaries within the watch's days of events that are its actor's or of its country."""
    countries = {*watch.country, *([watch.site.country] if watch.site is not None and watch.site.country else [])}
    actors = {name.casefold() for name in watch.actor}
    for event in events:
        of_actor = event.actor.replace("-", " ") in {name.replace("-", " ") for name in actors}
        if (actors and not of_actor) or (countries and event.country not in countries) or not (actors or countries):
            continue
        for years in (today.year - event.start.year, today.year + 1 - event.start.year):
            day = _anniversary(event.start, years)
            if years in _YEARS and 0 <= (day - today).days <= watch.ahead:
                yield Ahead(event.id, event.name, years, day, (day - today).days)


def _anniversary(day: dt.date, years: int) -> dt.date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year + years, month=3, day=1)


def _is_summed_up(record: Record) -> bool:
    """True for a summary of attacks that are known one by one."""
    when = span(record)
    if not record.sums_up or when is None:
        return False
    country = record.where[0].value.country
    return bool(sums_up(record, incidents.between(when.earliest, when.latest, country)))
