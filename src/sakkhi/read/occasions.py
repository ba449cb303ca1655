"""Whether a place or time is of what was said, followed or came before, and not of the attack told beside it."""

from __future__ import annotations

from itertools import pairwise

from sakkhi.model.calendar import ResolvedTime
from sakkhi.model.place import PlacePrecision
from sakkhi.model.when import Basis, TimePrecision
from sakkhi.read.items import Item
from sakkhi.read.lapses import long_after
from sakkhi.read.mentions import TRIGGERS, Mention
from sakkhi.read.patterns import BOUNDARY
from sakkhi.read.where import entry_of

_TOLD = TRIGGERS | {"incident_n", "launch", "impact", "dead", "hurt"}
_LONG = (TimePrecision.MONTH, TimePrecision.YEAR)
_HEAD = 3  # items at the head of a sentence among which a time is that of what its verb tells
_OCCASIONS = frozenset({"occasion", "aftermath", "arrest_v"})
_ABOUT = frozenset({"after", "responsible", "aftermath", "accused", "arrest_v"})  # what was done about an attack
_RALLIES = frozenset({"facility.political", "watch"})
_FOLLOWS = frozenset({"occasion", "aftermath", "comment", "say"})
_SAYING = frozenset({"say", "claim_word"})
_WHOSE = 3  # items behind a day in the genitive within which the attack of that day is named
_VERB = 4  # items from a verb of speech to the day on which that was said
_WHERE = 2  # items from a verb of speech to the month in which that was said
_TITLED = 5  # items behind an uprising in which somebody's part in it is told
_SPOKEN = 10  # items between a time and the verb of speech that it belongs to


def is_of_occasion(items: list[Item], item: Item) -> bool:
    """True for a time or place that stands with a statement, a case or an arrest rather than with the attack."""
    position = items.index(item)
    near = [
        abs(n - position)
        for n, x in enumerate(items)
        if _is_occasion(items, n) and "acc" not in x.features and not _goes_on(items, position, n)
    ]  # what is in the accusative is what the quarrel was over
    told = [n for n, x in enumerate(items) if x.classes & _TOLD]
    if near and told and all(_names_occasion(items, n) for n in told):  # "filed a murder case on Sunday"
        return True
    if (
        near
        and not told
        and any("occasion" in items[n].classes and _is_occasion(items, n) for n in range(position, len(items)))
    ):  # "on Sunday he lodged, as plaintiff,"
        return not any(
            _goes_on(items, position, n) for n in range(position, len(items)) if "occasion" in items[n].classes
        )
    return bool(near) and min(near) <= 4 and min(near) < min((abs(n - position) for n in told), default=99)


def _is_occasion(items: list[Item], n: int) -> bool:
    """True for a statement, a case, an arrest or a meeting that was not itself what was attacked.

    "At the rally a bomb went off" tells where it was: a day beside that is the attack's.
    """
    item, behind = items[n], items[n + 1 : n + 3]
    if "gathering" in item.classes and "loc" in item.features and any(x.classes & TRIGGERS for x in behind):
        return False
    if "gathering" in item.classes and any("amid" in x.classes for x in behind):  # "while the rally was on, a bomb"
        return not any(x.classes & TRIGGERS and "gen" not in x.features for x in items[n + 1 :])
    return bool(item.classes & _OCCASIONS)


def _names_occasion(items: list[Item], n: int) -> bool:
    """True for a word of attack that only says what a case is about or whose kin filed it: "murder case"."""
    behind = items[n + 1 : n + 4]
    if "incident_n" in items[n].classes and "loc" in items[n].features:  # "over the incident a case was filed"
        return any("occasion" in x.classes for x in items[n + 1 :])
    his = any("possessive" in x.classes for x in behind[:1])  # "killed his brother"
    if "dead" in items[n].classes and not his and any("kin" in x.classes for x in behind):  # "the slain man's father"
        return True
    return any("occasion" in x.classes for x in behind[:1]) and not items[n].features & {"gen", "loc"}


def _goes_on(items: list[Item], position: int, n: int) -> bool:
    """True where another clause begins between: "was shot on Thursday and police have", "…, by a statement"."""
    between = items[n + 1 : position]
    if between and "comma" in between[-1].classes and any("say" in x.classes for x in between):
        return True  # "police and court sources say, on Thursday"
    if any("that" in x.classes and "relative" not in x.classes for x in between):
        return True  # "the tribunal found that on Thursday"
    return n > position and any(x.classes & {"and", "comma", "semicolon"} for x in items[position + 1 : n])


def is_where_followed(items: list[Item], item: Item, owner: Mention) -> bool:
    """True for a place behind an attack that is only named in an oblique case, where something else was done about it.

    "Over the shooting, the guard was doubled at the border": nothing of the attack is told behind it.
    """
    at, last = items.index(item), max(items.index(t) for t in owner.triggers)
    entry = entry_of(item)
    if at < last or not items[last].features & {"gen", "loc"} or any(x.classes & _TOLD for x in items[at:]):
        return False
    station = any(x.value("facility") == "police" or "place_word" in x.classes for x in items[at + 1 : at + 2])
    if station or entry is None or entry.precision == PlacePrecision.COUNTRY:  # a case is lodged where it happened
        return False
    named = items[last : last + 1] if "incident_n" in items[last].classes else []
    between = [*named, *items[last + 1 : at]]
    over = (x.classes & _ABOUT or ("incident_n" in x.classes and x.features & {"gen", "loc"}) for x in between)
    return any(over) and not any("suffer" in x.classes for x in between)


def is_in_speech(items: list[Item], item: Item, owner: Mention) -> bool:
    """True for a place in what was said at a rally over an attack that is only named: "against the killing he said"."""
    at, last = items.index(item), max(items.index(t) for t in owner.triggers)
    if at < last or not items[last].features & {"gen", "acc"} or any(x.classes & _TOLD for x in items[last + 1 :]):
        return False
    said = next((n for n in range(last + 1, at) if items[n].value("say") == "say"), None)
    return said is not None and bool(items[said + 1].classes & {"comma", "quote", "colon"})


def is_of_what_followed(items: list[Item], item: Item, owner: Mention) -> bool:
    """True for a time before an attack that is only named in an oblique case, as that over which something was done:

    where the verb stands last, a time at the head is the verb's ("on Sunday over-the-attack three were held").
    """
    at = items.index(item)
    if item.time is None or item.time.kind != "point" or "gen" in item.features:
        return False
    last = max(items.index(t) for t in owner.triggers)
    rally = any(x.classes & _RALLIES for x in items[last + 1 : last + 1 + _SPOKEN])
    stated = item.time.when is not None and item.time.when.basis == Basis.STATED
    if stated and not rally and last - at <= _SPOKEN:
        return False  # "in 2019": no court's day
    oblique = bool(items[last].features & {"gen", "loc"})
    if at > last and oblique and _is_over(items, last):  # "over the incident a case was filed on Monday"
        return any(x.classes & _OCCASIONS for x in items[at + 1 :])
    if at > last and "acc" in items[last].features and _is_in_relative(items, last, at):
        return any("gathering" in x.classes for x in items[at + 1 :])
    if at > min(items.index(t) for t in owner.triggers) or not oblique:
        return False
    placed = [x for x in items[at:last] if "elsewhere" not in x.classes]
    if any("loc" in x.features and x.classes & {"place", "place_word"} for x in placed):  # told in full
        return False
    return any(x.classes & _FOLLOWS for x in items[last + 1 :])


def _is_in_relative(items: list[Item], last: int, at: int) -> bool:
    """True behind a comma and a relative: "took the attack seriously, as part of which on the 14th it met"."""
    return any("comma" in a.classes and "that" in b.classes for a, b in pairwise(items[last + 1 : at]))


def is_of_uprising(items: list[Item], item: Item) -> bool:
    """True for the days of an uprising of which somebody is told to be: "Karim, a leader of the uprising of July"."""
    n = items.index(item)
    behind = items[n + 1 : n + 2 + _TITLED]
    if not behind or not behind[0].classes >= {"upheaval", "gen"}:
        return False
    end = next((m for m, x in enumerate(behind) if x.classes & (BOUNDARY | _TOLD)), len(behind))
    return any(x.classes & {"member", "calling"} for x in behind[1:end])


def _is_over(items: list[Item], last: int) -> bool:
    """True for "over the incident", "over the killing" and "on a charge of killing": what something is done about."""
    beside = items[last : last + 2]
    return "incident_n" in items[last].classes or any(
        "loc" in x.features and x.classes & {"murder", "charge", "incident_n"} for x in beside
    )


def is_before_over(items: list[Item], item: Item, owner: Mention) -> bool:
    """True for "filed a case last night over the shooting": the day and the place are those of what it led to."""
    n = items.index(item)
    first = min(items.index(t) for t in owner.triggers)
    over = any("over" in x.classes and "during_event" not in x.classes for x in items[n + 1 : first])
    return n < first and (over or "about_it" in items[first].classes)


def is_long_after(items: list[Item], item: Item, owner: Mention) -> bool:
    """True for the day of what came days after the attack: "they met on Sunday, weeks after rebels shelled"."""
    after = long_after(items, owner)
    if after is None:
        return False
    n, parting, last = (items.index(x) for x in (item, after, owner.triggers[-1]))
    return n < parting or any("comma" in x.classes for x in items[last:n])


def _is_calendar_day(time: ResolvedTime) -> bool:
    """True for a day told by its date."""
    return time.by_date or (
        time.when is not None and time.when.precision == TimePrecision.DAY and time.when.basis == Basis.STATED
    )


def leads_speech(items: list[Item], position: int, *, aside: bool = False) -> bool:
    """True for a time right behind a verb of speech: the day on which something was said, where another is told.

    With `aside`, also one between two commas.
    """
    before = items[max(0, position - _VERB) : position] if "gen" not in items[position].features else []
    if aside and before and all("comma" in x.classes for x in (before[-1], *items[position + 1 : position + 2])):
        before = before[:-1]  # "announced the forces, Sunday, that"
    said = max((n for n, x in enumerate(before) if x.classes & _SAYING), default=None)
    return said is not None and not any(x.classes & (BOUNDARY | _TOLD | {"that"}) for x in before[said + 1 :])


def _recalls(items: list[Item], position: int) -> bool:
    """True for a date at a sentence's head that tells no other time: "On the 5th the ministry said that drones"."""
    time = items[position].time
    alone = sum(x.time is not None for x in items) == 1
    return alone and position <= 1 and time is not None and time.by_date


def is_of_speech(items: list[Item], position: int) -> bool:
    """True for a time that stands with the verb of speech: no word of attack between them nor beside it."""
    time = items[position].time
    if time is None:
        return False
    if time.when is not None and time.when.precision in _LONG:  # nobody speaks for a month, but in one
        before = items[max(0, position - _WHERE) : position]
        says = any(i.classes & _SAYING and "accused" not in i.classes for i in before)  # "a suspect in the 2019 attack"
        return says and not any(i.classes & BOUNDARY for i in before)
    if position == 0 and time.by_date and any("comma" in x.classes for x in items[1:2]):
        return False  # "Sunday 8 August, our reporter said": a heading of the day
    if _recalls(items, position):
        return False
    for n, item in enumerate(items):
        if item.classes & _SAYING and abs(n - position) <= _SPOKEN:
            between = items[min(n, position) + 1 : max(n, position)]
            aside = position > _HEAD or any("comma" in x.classes for x in items[n + 1 : n + 2])
            if n > position and aside and any("comma" in x.classes for x in between):  # "on Sunday, the army said,"
                continue
            beside = items[position + 1 : position + 2] if n < position and "say" in item.classes else []
            if beside and "gen" in items[position].features:  # "condemned Saturday's two deadly bombings"
                beside = items[position + 1 : position + 1 + _WHOSE]
            if beside and "to" in beside[0].classes and _is_calendar_day(time):  # "pointed on 12 May to a killing"
                beside = items[position + 2 : position + 3]
            if not any(x.classes & _TOLD or "quote" in x.classes for x in [*between, *beside]):
                return n > position or not any("that" in x.classes or x.classes & BOUNDARY for x in between)
    return False
