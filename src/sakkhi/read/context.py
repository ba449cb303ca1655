"""Where and when an attack was that its own sentences leave out: from what is told around it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from itertools import pairwise

from sakkhi.model.calendar import ResolvedTime
from sakkhi.model.incident import Method, Role
from sakkhi.model.place import PlacePrecision
from sakkhi.model.when import Basis, TimePrecision, When
from sakkhi.read.compose import time_of
from sakkhi.read.items import Item, Sentence
from sakkhi.read.making import Draft
from sakkhi.read.mentions import STRONG, Mention
from sakkhi.read.news import OLD
from sakkhi.read.occasions import is_of_occasion
from sakkhi.read.telling import ASKS, Telling, telling
from sakkhi.read.when import is_bare, times_differ
from sakkhi.read.where import dateline, entry_of, narrowest

_TELLING = STRONG | {"incident_n", "attack_w", "weapon", "dead", "hurt", "casualties", "damage", "launch", "impact"}
_TELLINGS = 3  # tellings of an attack before which the day may stand on which it came about
_LEADS_UP = 2  # sentences before an attack recalled that may tell how it came about
_AROUND = 40  # sentences of a paragraph before an attack in which its day and place may stand
_ASKED = 100  # sentences at the head of a report in which a question of when it was is looked for
_HEAD = 3  # sentences of a report's head, in which a dateline may stand
_WEEKS = dt.timedelta(days=20)
_SOME_DAYS = dt.timedelta(days=4)  # a stretch from which on news is rather of one day in it
_IN = frozenset({"in", "at", "near", "on"})
_SAID_IN = 2  # items before a country among which the word is that says so: "in neighbouring Niger"
_DAY = dt.timedelta(days=1)
_ON = 3  # sentences within which attacks told of one after the other are of the same days


def date_by_anniversary(drafts: Sequence[Draft], told: Sequence[Sentence]) -> None:
    """Give undated deaths the anniversary that the report tells of elsewhere: it is reckoned from their day."""
    events = [i for s in told for i in s.items if i.time is not None and i.time.event is not None]
    for known in drafts if events else ():
        killed = [m for m in known.mentions if m.killed]
        if known.when is None and killed:
            killed[0].times += [i for i in events if _is_of(i, known.victims)][:1]


def _is_of(item: Item, victims: Collection[str]) -> bool:
    """True for an anniversary of the death of one of these people."""
    event = item.time.event if item.time is not None else None
    return event is not None and any(name in event.name for name in victims)


def _points_at(known: Draft, news: Item | None) -> Item | None:
    """The place of the news where what is recalled points to it: "fired at it", "the deadliest since", "with this"."""
    items = known.mentions[0].sentence.items
    if "compared" in known.first.cues or any("so_far" in i.classes for i in items):
        return news
    if not any(i.classes & {"pronoun", "facility", "here"} for i in items) or known.recalled or news in items:
        return None
    return news


def _only_speaks(sentence: Sentence) -> bool:
    """True for "the police said on Wednesday morning", which tells of nothing but that: the day is the statement's."""
    told = frozenset().union(*(i.classes for i in sentence.items))
    return "say" in told and told.isdisjoint(_TELLING)


def _span(item: Item) -> dt.timedelta:
    when = item.time.when if item.time is not None else None
    return when.latest - when.earliest if when is not None else dt.timedelta(0)


def _is_this_week(item: Item) -> bool:
    """True for a stretch reckoned from publication: news is rather of one day in it, which may be told elsewhere."""
    time = item.time
    if time is None or time.when is None or time.kind != "point":
        return False
    return time.when.basis == Basis.RELATIVE and _SOME_DAYS <= _span(item) <= _WEEKS


def _is_past(item: Item, published: dt.date | None) -> bool:
    """True for a year, or days long before publication: no days of news that is told of without them."""
    when = item.time.when if item.time is not None else None
    if when is None:
        return False
    return when.precision == TimePrecision.YEAR or (published is not None and when.latest < published - OLD)


def _is_day_in(day: Item, long: Item) -> bool:
    """True for a day of the month or year that an attack's own sentences tell: a court hears which it was."""
    one, other = (i.time.when if i.time is not None else None for i in (day, long))
    if one is None or other is None or other.precision not in (TimePrecision.MONTH, TimePrecision.YEAR):
        return False
    return one.precision == TimePrecision.DAY and one.within(other) and one.basis == Basis.STATED


def _outright(mentions: list[Mention], *, verb_last: bool) -> list[Mention]:
    """The mentions that tell of the attack itself; all of them where each tells of what others did about it."""
    if len(mentions) < 2:
        return mentions
    sentences = {m.sentence.index: m.sentence for m in mentions}
    framing = {n for n, s in sentences.items() if telling(s, verb_last=verb_last) == Telling.FRAMES}
    return [m for m in mentions if m.sentence.index not in framing] or mentions


def context(
    known: Draft,
    role: Role,
    told: list[Sentence],
    news: Item | None,
    dated: tuple[list[int], Item] | None,
    published: dt.date | None,
    verb_last: bool,
) -> tuple[Item | None, Item | None]:
    """The time and place of a draft: its own, else for news those last told before it in its paragraph or the lead.

    `news` is the place of the first attack that is the news, `dated` the days of the one told before it.
    """
    outright = time_of(_outright(known.mentions, verb_last=verb_last))
    every = time_of(known.mentions) if not verb_last else None
    when = every if every is not None and (outright is None or _is_day_in(every, outright)) else outright
    where = _at_border(known, told) or known.place or side(known) or _border_beside(known)
    if role != Role.FOCUS:
        told_in = _written_in(told) if known.mentions[0].sentence.index <= _HEAD and not known.recalled else None
        found = time_of(known.mentions, about=True) if any(m.tells_find for m in known.mentions) else None
        when = when or _leading_up(known, told) or found
        during = when is not None and "during_event" in when.classes  # as wide as the uprising that it was during
        return when, where or (None if during else _points_at(known, news) or told_in)
    if when is not None and _span(when) > _WEEKS:  # such are no days of news: those told beside it, or publication's
        when = None
    week, when = (when, None) if when is not None and _is_this_week(when) else (None, when)
    acting = {id(i) for m in known.mentions for i, _ in m.perpetrators} if known.method != Method.ARMED_CLASH else ()
    first = next((m for m in known.mentions if not is_bare(m)), known.mentions[0]).sentence
    n = first.index
    before = [s for s in told[max(0, n - _AROUND) : n + 1] if s.paragraph == first.paragraph or n - s.index <= 2]
    behind = [s for s in told[n + 1 : n + (3 if n else 4)] if s.paragraph == first.paragraph or n <= 1]
    for sentence in [*reversed(before), *behind]:
        if when is not None and where is not None:
            break
        speaks = _only_speaks(sentence)
        if when is None and not speaks:
            when = next(
                (
                    i
                    for i in sentence.items
                    if _dates(i)
                    and _span(i) <= _WEEKS
                    and not _conflicts(i, known)
                    and not is_of_occasion(sentence.items, i)
                    and not _is_past(i, published)
                ),
                None,
            )
        if where is None:
            told_here = [n for n in range(len(sentence.items)) if not speaks and _may_be_where(sentence.items, n)]
            where = narrowest(sentence.items, [i for n in told_here if id(i := sentence.items[n]) not in acting])
    if when is None and dated is not None and not _conflicts(dated[1], known):
        when = dated[1] if any(0 <= n - told_at <= _ON for told_at in dated[0]) else None
    when = when or _leading_up(known, told)
    near = time_of(known.mentions, about=True)
    when = when or _asked_for(told) or week or (near if near is not None and _span(near) <= _WEEKS else None)
    when = _spelt_out(when, known, told)
    return when, where or _written_in(told) or _at_head(told, acting)


def _at_head(told: Sequence[Sentence], acting: Collection[int]) -> Item | None:
    """The place that title and lead tell something to have been in, for news of which no place is told nearer by."""
    for sentence in told[:_HEAD]:
        if _only_speaks(sentence):
            continue
        items = sentence.items
        there = [n for n, i in enumerate(items) if "loc" in i.features and _may_be_where(items, n)]
        where = narrowest(items, [i for n in there if id(i := items[n]) not in acting])
        found = any("body_found" in i.classes for i in items)
        if where is not None and (found or not is_of_occasion(items, where)):
            return where
    return None


def _spelt_out(when: Item | None, known: Draft, told: Sequence[Sentence]) -> Item | None:
    """The days that the report tells outright, where a draft is dated by the anniversary on one of them alone."""
    day = when.time.when if when is not None and when.time is not None and when.time.kind == "anniversary" else None
    if day is None:
        return when
    for item in (i for s in told for i in s.items if _dates(i)):
        days = item.time.when if item.time is not None else None
        if (
            days is not None
            and days.precision == TimePrecision.WEEK
            and day.within(days)
            and not _conflicts(item, known)
        ):
            return item
    return when


def _asked_for(told: Sequence[Sentence]) -> Item | None:
    """The days that answer a question of when it was: where questions and answers tell of it, they are the news's."""
    for question, answer in pairwise(told[:_ASKED]):
        asks = question.items[-1:] and question.items[-1].text in ASKS
        if asks and any("asks_when" in i.classes for i in question.items):
            return next((i for i in answer.items if _dates(i)), None)
    return None


def fresh(known: Draft, published: dt.date | None, told: Sequence[Sentence]) -> Item | None:
    """The day of publication and the one before, for news of which no word says when it was.

    Not for what stands further down a report that tells on which day its news was told.
    """
    if published is None or known.undated is not None or known.repeats:
        return None
    if known.mentions[0].sentence.index >= _HEAD and any(_tells_when_said(s) for s in told[: _HEAD + 1]):
        return None
    trigger = known.mentions[0].triggers[0]
    days = When(published - _DAY, published, TimePrecision.DAY, Basis.INFERRED)
    time = ResolvedTime(trigger.start, trigger.end, days, "point", "news", f"published {published.isoformat()}")
    return Item(trigger.start, trigger.end, trigger.text, frozenset({"time"}), time=time)


def _tells_when_said(sentence: Sentence) -> bool:
    """True for "in a statement on Monday the service said"."""
    items = sentence.items
    return any("say" in i.classes for i in items) and any(_dates(i) and is_of_occasion(items, i) for i in items)


def _written_in(told: Sequence[Sentence]) -> Item | None:
    """The town of a dateline, where a local correspondent writes of what happened there; no capital is one."""
    for sentence in told[:_HEAD]:
        head = dateline(sentence.items)
        places = [i for i in sentence.items if id(i) in head and entry_of(i) is not None]
        if places:
            return None if any("metonym" in i.classes for i in places) else places[0]
    return None


def _leading_up(known: Draft, told: list[Sentence]) -> Item | None:
    """The day in the sentences right before an attack recalled, which tell how it came about.

    A full date; with "then" at the head of what goes on, any day.
    """
    if known.repeats or known.undated is not None:
        return None
    for mention in known.mentions[:_TELLINGS]:
        n = mention.sentence.index
        goes_on = any("goes_on" in i.classes for i in mention.sentence.items[:_HEAD])
        for sentence in reversed(told[max(1, n - _LEADS_UP) : n] if n > _LEADS_UP else ()):
            days = [i for i in sentence.items if _is_day(i, stated=not goes_on)]
            if days:
                return None if is_of_occasion(sentence.items, days[0]) else days[0]
            if any(i.classes & STRONG for i in sentence.items):
                break
    return None


def _is_day(item: Item, *, stated: bool) -> bool:
    when = item.time.when if item.time is not None else None
    single = when is not None and when.precision == TimePrecision.DAY and _dates(item)
    return single and when is not None and (when.basis == Basis.STATED or not stated)


def side(known: Draft) -> Item | None:
    """A state that fought another where no place is told: it was at the border of the two."""
    if known.method != Method.ARMED_CLASH:
        return None
    sides = (actor for m in known.mentions for actor, _ in m.perpetrators if entry_of(actor) is not None)
    return next(sides, None)


def _at_border(known: Draft, told: Sequence[Sentence]) -> Item | None:
    """The border at which the report tells that states fight, for fighting of which it tells no place but these."""
    entry = entry_of(known.place)
    if known.method != Method.ARMED_CLASH or (entry is not None and entry.precision != PlacePrecision.COUNTRY):
        return None
    borders = (i for s in told for i in s.items if (e := entry_of(i)) is not None and e.kind == "border")
    return next(borders, None)


def _border_beside(known: Draft) -> Item | None:
    """The border of two states that fight, which a sentence of the draft names: "were hurt by a mine at the border"."""
    beside = (i for m in known.mentions for i in m.sentence.items if "border_word" in i.classes)
    return next((i for i in beside if entry_of(i) is not None), None)


def _may_be_where(items: list[Item], n: int) -> bool:
    """True for a place where something may have been, a country only where words say that something was in it."""
    item = items[n]
    entry = entry_of(item)
    if entry is None or "place" not in item.classes or "elsewhere" in item.classes:
        return False
    if entry.precision != PlacePrecision.COUNTRY or "loc" in item.features:
        return True
    behind = items[n + 1 : n + 2] if "gen" in item.features else []
    return any(x.classes & _IN for x in (*items[max(0, n - _SAID_IN) : n], *behind))


def _dates(item: Item) -> bool:
    return item.time is not None and item.time.kind == "point" and item.time.when is not None


def _conflicts(item: Item, known: Draft) -> bool:
    return item.time is None or times_differ(item.time.when, known.when) or _is_of_another_day(item, known)


def _is_of_another_day(item: Item, known: Draft) -> bool:
    """True for a date that is not the one that the draft's own words mean ("on Tuesday", "in May") without a year."""
    when = item.time.when if item.time is not None else None
    if known.undated is None or when is None or when.basis != Basis.STATED:
        return False
    weekday = dict(known.undated.said).get("weekday")
    return when.earliest.weekday() != weekday or when.precision != TimePrecision.DAY
