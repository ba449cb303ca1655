"""Time expressions of a mention → its days, and whether it tells of a dated event itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from sakkhi.model.calendar import ResolvedTime
from sakkhi.model.count import exactly
from sakkhi.model.incident import Method
from sakkhi.model.when import Basis, TimePrecision, When
from sakkhi.read.items import Item, Sentence
from sakkhi.read.mentions import TRIGGERS, Mention, distance, merge_methods
from sakkhi.read.patterns import BOUNDARY
from sakkhi.read.targets import add_target

_POINTING = frozenset({"this", "pronoun", "possessive", "person_pronoun"})

_CLOSE = frozenset({"near", "near_time", "impact"})  # "fell close to the anniversary"
_OF_DEATH = frozenset({"anniversary", "earlier"})
_HARM = frozenset({"dead", "hurt"})
_PARTING = BOUNDARY - {"dash"}  # "since the full-scale invasion in May"
_REACH = 8  # items behind "since" within which a day is that since when
_BACK = 3  # sentences before one that tells of a death in which who died may be named
_SUMMED = frozenset({"plural", "total", "repeat"})
_TO_COME = frozenset({"threat", "plan"})
_LONG = dt.timedelta(days=100)  # stretches that are told to the day; shorter ones may be told more or less closely
_ZONES = dt.timedelta(days=1)  # a report may be dated a day before the one it calls today


def mention_when(mention: Mention) -> When | None:
    """The days of the nearest time expression that has days."""
    item = mention_time(mention)
    return days_of(item, mention) if item is not None else None


def mention_time(mention: Mention, *, about: bool = False) -> Item | None:
    """The time item nearest to the trigger, anniversaries standing for the event's own days.

    Where only "since Monday" dates it, the days from then on. With `about`, also one that stands only near the attack
    ("close to the anniversary").
    """
    dated = [
        i
        for i in mention.times
        if i.time is not None
        and i.time.kind in ("point", "anniversary")
        and (i.time.when is not None or i.time.event is not None)
        and (about or not (is_about(i, mention) or mention.tells_find))
    ]
    dated = [i for i in dated if not _is_later_death(i, dated, mention)]
    summed = bool(mention.repeats or mention.cues & _SUMMED)  # "since 2015" dates what was done again and again
    since = [(i, i.time.when) for i in mention.times if i.time is not None and i.time.kind == "since"]
    dated = dated or [i for i, w in since if w and (summed or w.precision != TimePrecision.YEAR)]
    dated = [i for i in dated if not _is_of_death(i, mention)] or dated
    nearest = min(dated, key=lambda i: distance(i, mention.triggers[0]), default=None)
    lapsed = next((i for i in dated if _counts_back(i, mention)), None)
    return lapsed or (nearest and next((i for i in dated if _is_part(i, nearest)), nearest))


def _is_of_death(item: Item, mention: Mention) -> bool:
    """True for the day on which somebody died of what was done on another: "stabbed on Friday, he died on Sunday"."""
    items = mention.sentence.items
    at = [items.index(t) for t in mention.triggers if "dead" not in t.classes]
    died = next((n for n, x in enumerate(items) if "dead" in x.classes and x.classes.isdisjoint(TRIGGERS)), None)
    if item not in items or died is None or not at:
        return False
    n = items.index(item)
    if max(at) < died < n:
        return True
    return died < n < min(at) and any("after" in x.classes for x in items[n + 1 : min(at)])


def _counts_back(item: Item, mention: Mention) -> bool:
    """True for the lapse in "he died on Monday, nine days after the attack", by which the attack is dated."""
    items = mention.sentence.items
    n = items.index(item) if item in items else len(items)
    at = [items.index(t) for t in mention.triggers]
    return bool(at) and min(at) < n < max(at) and any("after" in x.classes for x in items[n + 1 : n + 2])


def _is_later_death(item: Item, dated: Sequence[Item], mention: Mention) -> bool:
    """True for the day behind words of harm on which somebody died who was hurt on one told before them."""
    items, first = mention.sentence.items, mention.triggers[0]
    if item not in items or "hurt" not in first.classes or first not in items:
        return False
    at, n = items.index(first), items.index(item)
    died = any("dead" in i.classes for i in items[n + 1 : n + 2 + _BACK])
    return n > at and died and any(i in items and items.index(i) < at for i in dated)


def mark_since(told: Iterable[Sentence], published: dt.date | None) -> None:
    """Make of a day that tells since when something goes on ("since the war resumed on 18 March") all from then.

    Where nobody knows when the report was written, nobody knows until when either: such a time is endless. That of an
    earlier attack than which this was worse ("the deadliest since January") is no time of this one.
    """
    for sentence in told:
        items = sentence.items
        for n in (n for n, x in enumerate(items) if x.classes & {"since_word", "since"}):
            day = _day_since(items, n)
            if any("superlative" in x.classes for x in items[max(0, n - _REACH) : n]):
                for item in (items[n], *([day] if day is not None else [])):
                    item.time, item.classes = None, item.classes - {"since_word", "since", "time"}
            elif day is not None and day.time is not None and day.time.when is not None and day.time.kind == "point":
                when = day.time.when
                if published is not None and when.earliest <= published:
                    when = msgspec.structs.replace(when, latest=published)
                day.time = msgspec.structs.replace(day.time, kind="since", when=when)
                day.classes = day.classes | {"since"}
        for item in items if published is None else ():
            if item.time is not None and item.time.kind == "since":
                item.time = msgspec.structs.replace(item.time, endless=True)


def _day_since(items: Sequence[Item], n: int) -> Item | None:
    """The day soon behind the word for "since" at `n`; None where it stands right behind it, and is one with it."""
    for m, item in enumerate(items[n + 1 : n + 2 + _REACH]):
        if "since_word" not in items[n].classes or _ends_since(item):
            break
        if item.time is not None and (m == 0 or item.time.when is not None):
            return item if m else None
    return None


def leave_out_ahead(told: Iterable[Sentence], published: dt.date | None) -> None:
    """Make no days of those that were to come when the report was written, but where its sentence tells of a threat.

    An election or a visit on them is no attack's day.
    """
    for sentence in told if published is not None else ():
        for item in sentence.items:
            when = item.time.when if item.time is not None and item.time.kind == "point" else None
            if when is None or published is None or when.earliest <= published + _ZONES:
                continue
            if not any(x.classes & _TO_COME for x in sentence.items):
                item.time, item.classes = None, (item.classes - {"time"}) | {"ahead"}


def _ends_since(item: Item) -> bool:
    """True for what no day behind "since" may stand behind; fighting may ("since fighting began in May")."""
    ends = item.classes & (_PARTING | TRIGGERS | _HARM)
    goes_on = "ing" in item.classes and item.value("attack_w") == Method.ARMED_CLASH
    return bool(ends) and not (ends <= {"attack_w"} and goes_on)


def _is_part(inner: Item, outer: Item) -> bool:
    """True where one expression names some days of another's: "early in January, in the first week of the year"."""
    a = inner.time.when if inner.time is not None else None
    b = outer.time.when if outer.time is not None else None
    if a is None or b is None or a == b or b.precision == TimePrecision.DAY or inner.time is None:
        return False
    if inner.time.kind != "point":
        return False
    return b.earliest <= a.earliest and a.latest <= b.latest


def recall_deaths(told: Sequence[Sentence], mentions: Iterable[Mention]) -> None:
    """Date mentions of a known death by the anniversary by which the report tells of it elsewhere.

    Who died may be named in a sentence before: "Consider General Karim. This commander died in an air strike." And the
    attack of which he died may be named beside the anniversary alone: "of his death in a drone attack".
    """
    told_by = {i.time.event.id: i for s in told for i in s.items if i.time is not None and i.time.event is not None}
    for mention in mentions if told_by else ():
        items = mention.sentence.items
        named = _deceased(items)
        if not any(i.classes & {"dead", "murder"} for i in items):
            event = next((e for i in mention.times if i.time is not None and (e := i.time.event) is not None), None)
            bare = not (mention.munitions or mention.places or "this" in mention.cues)
            if event is not None and named and bare and _is_by_method(mention, told_by, named[-1]):
                _recall(mention, named[-1])
            continue
        before = (
            i
            for s in reversed(told[max(0, mention.sentence.index - _BACK) : mention.sentence.index])
            for i in _deceased(s.items)[-1:]
        )
        one = all(count.max == 1 for count, _ in mention.killed)
        if not named and one and any(i.classes & _POINTING for i in items):
            named = [item for item in before if item.value("deceased") in told_by][:1]
            for item in named:
                _recall(mention, item)
        for item in named:
            if (
                not mention.killed
                and any(i.classes & _POINTING for i in items)
                and _is_by_method(mention, told_by, item)
            ):
                _recall(mention, item)
            anniversary = told_by.get(item.value("deceased") or "")
            if anniversary is not None and _may_be_of(mention, anniversary):
                mention.times = [anniversary]


def _is_by_method(mention: Mention, told_by: Mapping[str, Item], item: Item) -> bool:
    """True where the mention tells of the means by which somebody is known to have been killed."""
    anniversary = told_by.get(item.value("deceased") or "")
    event = anniversary.time.event if anniversary is not None and anniversary.time is not None else None
    method = Method(event.method) if event is not None and event.method else Method.UNKNOWN
    return Method.UNKNOWN not in (method, mention.method) and merge_methods(method, mention.method) is not None


def _recall(mention: Mention, item: Item) -> None:
    """Make a mention one of the known death of whom an item names."""
    mention.killed = mention.killed or [(exactly(1), [item])]
    mention.cues = (mention.cues - {"this"}) | {"earlier"}
    add_target(mention, item)


def _may_be_of(mention: Mention, anniversary: Item) -> bool:
    """True where the days that a mention tells are none or hold the day of the event."""
    event = anniversary.time.event if anniversary.time is not None else None
    days = [
        i.time.when for i in mention.times if i.time is not None and i.time.when is not None and i.time.event is None
    ]
    return event is not None and all(d.earliest <= event.start <= d.latest for d in days)


def _deceased(items: Iterable[Item]) -> list[Item]:
    return [i for i in items if "deceased" in i.classes]


def undated_time(mention: Mention) -> ResolvedTime | None:
    """The nearest time expression of which no days can be told."""
    told = [i for i in mention.times if i.time is not None and i.time.said]
    return min(told, key=lambda i: distance(i, mention.triggers[0])).time if told else None


def days_of(item: Item, mention: Mention) -> When | None:
    """The days that a time item gives a mention: an anniversary dates "this attack", its event the attack recalled."""
    if item.time is None:
        return None
    event = item.time.event
    if event is not None and "this" not in mention.cues and mention.sentence.index >= 0 and _is_the_event(mention):
        return When(event.start, event.end, TimePrecision.DAY, Basis.INFERRED)
    return item.time.when


def is_about(item: Item, mention: Mention) -> bool:
    """True where a time is told of only as being near the attack."""
    if item.time is None or item.time.event is None or not ("this" in mention.cues or not _is_the_event(mention)):
        return False
    items = mention.sentence.items
    if item not in items:  # told in another sentence
        return False
    i = items.index(item)
    return any(x.classes & _CLOSE for x in items[max(0, i - 2) : i + 3])


def recalls_event(mention: Mention) -> bool:
    """True where the mention tells of the event itself whose anniversary is told of."""
    events = any(i.time is not None and i.time.event is not None for i in mention.times)
    return events and "this" not in mention.cues and _is_the_event(mention)


def _is_the_event(mention: Mention) -> bool:
    """True where the mention tells of the death or attack itself whose anniversary is told of."""
    told = any("dead" in i.classes for i in mention.sentence.items) or (mention.killed and "earlier" in mention.cues)
    told = told or (mention.cues >= _OF_DEATH and any("deceased" in i.classes for _, i in mention.targets))
    return bool(told or mention.killed) or any("murder" in t.classes for t in mention.triggers) or is_bare(mention)


def is_bare(mention: Mention) -> bool:
    """True where the mention tells nothing that could set it apart: no means, place, time or toll."""
    if (
        "claim" in mention.cues
        and "another" not in mention.cues
        and not (
            mention.munitions
            or mention.perpetrators
            or (mention.times and (mention.weapons or mention.damage or mention.places))
            or (mention.times and mention.killed and mention.role is not None)
        )
    ):
        return True
    return (
        mention.method in (Method.UNKNOWN, Method.OTHER)
        and not (mention.places or mention.weapons or mention.killed or mention.injured or mention.repeats)
        and not any(i.time is not None and i.time.when is not None for i in mention.times)
        and "another" not in mention.cues
    )


def times_differ(a: When | None, b: When | None) -> bool:
    """True where two intervals have no day in common, or are long ones that both begin and end on other days.

    Courts try what was done "between May 4, 2015 and June 9, 2017" apart from what was done from 2014 to 2018.
    """
    return a is not None and b is not None and (not a.overlaps(b) or _are_other_spans(a, b))


def _are_other_spans(a: When, b: When) -> bool:
    to_the_day = a.precision == b.precision == TimePrecision.DAY
    long = all(w.latest - w.earliest > _LONG for w in (a, b))
    return to_the_day and long and a.earliest != b.earliest and a.latest != b.latest
