"""Whether what a sentence counts is counted over weeks or more, not in one attack."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from sakkhi.model.calendar import ResolvedTime
from sakkhi.model.place import PlacePrecision
from sakkhi.model.when import Basis, TimePrecision, When
from sakkhi.read.items import Item
from sakkhi.read.mentions import STRONG, Mention
from sakkhi.read.munitions import counts_weapon
from sakkhi.read.where import entry_of

_WEEKS = 20  # days from which on a stretch is one over which attacks are counted, not one in which one was
_NEAR = 4  # items before an attack in which "a" or "when" says that it was one
_HEAD = 3  # items at the head of a sentence in which "with this" sums up
_MANY = 100  # dead from which on a count "since" is one of years
_OF_WAR = 1000  # dead from which on a count so far is one of a war


def _is_at_site(mention: Mention) -> bool:
    return any((e := entry_of(p)) is not None and e.precision == PlacePrecision.SITE for p in mention.places)


def is_total(items: list[Item], mentions: Sequence[Mention] = (), skipped: Collection[int] = ()) -> bool:
    """True where what is counted is counted over weeks or more ("since the start of the year, 29 killed").

    Not by numbers that are `skipped`, nor where one attack of those weeks is told ("in a bomb attack in 1999").
    """
    one = bool(mentions) and all(any(_is_one(items, t) for t in m.triggers) for m in mentions)
    days = any(i.time is not None and i.time.when is not None and _is_day(i.time.when) for i in items)
    lately = any(
        t.time is not None and t.time.kind == "point" and _is_lately(t.time) for m in mentions for t in m.times
    )
    if any("since_word" in i.classes for i in items) and not days:  # "500 were killed since the president fell"
        numbers = (i for i in items if i.count is not None and "num" in i.classes and (i.count.min or 0) >= _MANY)
        if any(not counts_weapon(items, i) for i in numbers):
            return True
    if any(i.classes & {"so_far", "until_now"} for i in items) and is_of_war(items):
        return True
    if any("so_far" in i.classes for i in items[:_HEAD]) and any(_is_span(i) for i in items):
        return any((i.count.min or 0) > 1 for i in items if i.count is not None and "people" in i.classes)
    if any("during_event" in i.classes for i in items) and any(_is_at_site(m) for m in mentions):
        return False  # "the killing of six at the square during the uprising"
    for item in items:
        if item.time is None or (days and "during_event" in item.classes):  # "on August 5 during the uprising"
            continue
        if lately and "since" not in item.classes:  # "hurt on Friday in a clash over the polls in May"
            continue
        when, said = item.time.when, dict(item.time.said)
        undated = when is None and not {"weekday", "ago"}.intersection(said) and "since" in item.classes
        undated = undated or (when is None and ("month" in said or "over" in said))
        weeks = when is not None and (when.latest - when.earliest).days > _WEEKS
        long = when is not None and when.precision in (TimePrecision.MONTH, TimePrecision.YEAR)
        since = "since" in item.classes
        if when is not None and long and not since and one:
            continue
        if since and _has_gone_on(items) and any(counts_weapon(items, i) for i in _numbers(items)):
            return True  # "15 buses have been torched since Monday"
        if undated or (long and (since or weeks)) or (since and weeks):
            return any(
                not counts_weapon(items, i) and (id(i) not in skipped or _counts_attacks(items, i))
                for i in _numbers(items)
            )
    return False


def is_of_war(items: list[Item]) -> bool:
    """True for a count of people that no single attack kills: "40,000 have been killed"."""
    return any((i.count.min or 0) >= _OF_WAR and not counts_weapon(items, i) for i in _numbers(items) if i.count)


def _numbers(items: list[Item]) -> Iterator[Item]:
    """The numbers above two."""
    return (i for i in items if i.count is not None and "num" in i.classes and (i.count.min or 0) > 2)


def _has_gone_on(items: list[Item]) -> bool:
    """True for "have been torched since": what was done again and again."""
    return any("have" in a.classes and "be" in b.classes and "pl" not in b.classes for a, b in pairwise(items))


def _counts_attacks(items: list[Item], number: Item) -> bool:
    """True for "four murder cases", whose number counts no dead, but attacks."""
    return any(i.classes & STRONG for i in items[items.index(number) + 1 :][:1])


def _is_one(items: list[Item], trigger: Item) -> bool:
    """True for one attack: "a similar clash", "when bombs were hurled"."""
    n = items.index(trigger)
    before = items[max(0, n - _NEAR) : n]
    if any(x.classes >= {"asks_when", "function"} for x in before):
        return True
    noun = trigger.classes & {"attack_n", "attack_w"} and trigger.classes.isdisjoint({"pl", "past"})
    led = [x for x in before if x.classes.isdisjoint({"word", "similar", "adj", "weapon"})][-1:]
    return bool(noun and led) and "article" in led[0].classes


def _is_span(item: Item) -> bool:
    """True for days over which is counted: "in ten days", "this month"."""
    time = item.time
    if time is None:  # "in one week"
        return item.classes >= {"lapse", "loc"}
    return time.kind == "duration" or (time.when is not None and not _is_day(time.when))


def _is_lately(time: ResolvedTime) -> bool:
    """True for a day told as one looks back on it: "on Friday", "yesterday"."""
    said = dict(time.said)
    told = time.when is not None and time.when.basis == Basis.RELATIVE and _is_day(time.when)
    return told or "weekday" in said or "ago" in said


def _is_day(when: When) -> bool:
    return when.precision == TimePrecision.DAY and when.earliest == when.latest
