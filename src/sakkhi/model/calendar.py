"""Dated events that anniversaries are told by, and time expressions as they were found in a text."""

from __future__ import annotations

import datetime as dt

import msgspec

from sakkhi.model.when import When


class DatedEvent(msgspec.Struct, frozen=True):
    """A row of `reference/calendar`; `kind` is death, attack, battle, war, …; `end` equals `start` for one day."""

    id: str
    name: str
    kind: str
    start: dt.date
    end: dt.date
    actor: str = ""
    method: str = ""
    place: str = ""
    country: str = ""


_DAYS = frozenset({"ago", "date"})


class ResolvedTime(msgspec.Struct, frozen=True, gc=False):
    """A time expression: folded offsets, the days it means (None where there is no anchor), and how it was reckoned.

    `kind` is `point` (when something was), `since` (from then on), `until`, `duration` (how long, no date),
    `age`, `post` or `quoted` (the day that a post, the report or one in it, was written),
    or `anniversary` (then `event` is the dated event whose anniversary it is, and `when` the
    anniversary itself). `during` is the event by whose days something is dated ("during the July uprising").
    `known` names the fact that an inferred value rests on. `said` is what the words give where no days can be told
    (("weekday", 4),): two that say otherwise of one thing are not one day.
    `by_date` is True for a day told by its number, `endless` for days from one on of which nobody knows the last.
    """

    start: int
    end: int
    when: When | None
    kind: str
    rule: str
    known: str = ""
    event: DatedEvent | None = None
    during: DatedEvent | None = None
    said: tuple[tuple[str, int], ...] = ()
    by_date: bool = False
    endless: bool = False

    def denies(self, other: ResolvedTime) -> bool:
        """True where two expressions without days cannot mean one day."""
        mine, its = dict(self.said), dict(other.said)
        if bool(mine.get("told")) != bool(its.get("told")):  # "two days earlier", beside which "on Saturday" may be
            return bool(its.get("told")) or "weekday" not in its
        if mine.keys() & _DAYS and its.keys() & _DAYS and not mine.keys() & its.keys() & _DAYS:
            return True  # "today" is no 2 October: the day that it is would be told beside it
        return any(mine.get(name, value) != value for name, value in other.said)
