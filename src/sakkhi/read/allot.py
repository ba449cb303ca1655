"""The items of a sentence → the mentions that they belong to: places, times, weapons, results, cues."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import msgspec

from sakkhi.model.calendar import ResolvedTime
from sakkhi.model.incident import Method, Outcome
from sakkhi.model.place import PlacePrecision
from sakkhi.model.when import Basis, TimePrecision
from sakkhi.read.beside import find_beside
from sakkhi.read.bind import bind
from sakkhi.read.casualties import read_casualties
from sakkhi.read.items import Item, Sentence
from sakkhi.read.lapses import lapse_behind
from sakkhi.read.mentions import TRIGGERS, Mention, behind_lapse, is_negated, merge_methods, nearest
from sakkhi.read.munitions import read_munitions
from sakkhi.read.patterns import BOUNDARY, Finding, captured
from sakkhi.read.where import dateline, entry_of, is_aftercare

_TOLD = TRIGGERS | {"incident_n", "launch", "impact", "dead", "hurt"}
_ARGUMENTS = frozenset({"weapon", "place", "time", "since", "stop", "foil", "miss", "impact", "damage"})
_FLIGHT = frozenset({Method.DRONE, Method.MISSILE, Method.ROCKET, Method.MORTAR, Method.ARTILLERY, Method.AIRSTRIKE})
_LONG = (TimePrecision.MONTH, TimePrecision.YEAR)
_HEAD = 3  # items at the head of a sentence among which a time is that of what its verb tells
_OCCASIONS = frozenset({"occasion", "aftermath", "arrest_v"})
_ABOUT = frozenset({"after", "responsible", "aftermath", "accused", "arrest_v"})  # what was done about an attack
_RALLIES = frozenset({"facility.political", "watch"})
_FOLLOWS = frozenset({"occasion", "aftermath", "comment", "say"})
_FIRE = frozenset({"rocket", "mortar", "artillery"})
_FIRED = frozenset({Method.ROCKET, Method.MORTAR, Method.ARTILLERY})
SIDES = frozenset({"retaliation", "worst_since"})  # "in revenge for", "the deadliest since"
_SAYING = frozenset({"say", "claim_word"})
_DAY = dt.timedelta(days=1)
_VERB = 4  # items from a verb of speech to the day on which that was said
_WHERE = 2  # items from a verb of speech to the month in which that was said
_SPOKEN = 10  # items between a time and the verb of speech that it belongs to


def allot(mentions: list[Mention], sentence: Sentence, findings: list[Finding]) -> None:
    """Give every argument in the sentence to the mention that it belongs to."""
    items = sentence.items
    written = dateline(items)
    origins = captured(items, findings, "origin", "place") - captured(items, findings, "reached", "place")
    skipped = captured(items, findings, "not_count", "num") | written
    stopped = captured(items, findings, "outcome", "outcome")
    idle = captured(items, findings, "not_attack", "attack")
    aside = captured(items, findings, "not_place", "place")
    for item in items:
        if item.classes.isdisjoint(_ARGUMENTS):
            continue
        owner = behind_lapse(item, mentions, items) or nearest(item, _on_side(mentions, items, item))
        if (
            "weapon" in item.classes
            and item.value("weapon")
            and id(item) not in idle
            and not _is_named_next(items, item)
        ):
            owner.weapons.append(item)
            method = Method(item.value("weapon") or "unknown")
            if owner.method == Method.SHOOTING != method and all("launch" in i.classes for i in owner.method_items):
                owner.method, owner.method_items = method, [item]  # "rockets were fired at" is no gunfire
            weak = owner.method == Method.BOMBING and not owner.strong  # "a shell exploded"
            sent = method in _FLIGHT or method == Method.GRENADE
            if sent and (weak or owner.method == Method.ARSON):  # what burns was struck
                owner.method, owner.method_items = method, [item]
            fought = owner.method == Method.ARMED_CLASH and method == Method.SHOOTING  # a clash with guns is one
            if owner.method in (Method.UNKNOWN, Method.OTHER) or (
                not fought and merge_methods(owner.method, method) == method and not _is_aside(items, item, owner)
            ):
                owner.add_method(method, item)
        if (
            "place" in item.classes
            and item.place is not None
            and ("elsewhere" not in item.classes or is_aftercare(item))
        ):
            (owner.origins if id(item) in origins else owner.places).append(item)
            if id(item) in origins:
                item.classes = item.classes | {"elsewhere"}
        dated = item.time is not None and item.classes & {"time", "since"} and id(item) not in written | aside
        if "place" in item.classes and (
            _is_before_over(items, item, owner)
            or _is_where_followed(items, item, owner)
            or _is_in_speech(items, item, owner)
        ):
            item.classes = item.classes | {"elsewhere"}
            owner.places = [p for p in owner.places if p is not item]
        if (
            dated
            and ("since" in item.classes or not is_of_occasion(items, item))
            and not _is_before_over(items, item, owner)
            and not _is_of_speech(items, items.index(item))
            and not _is_of_what_followed(items, item, owner)
        ):
            for mention in mentions if item.time is not None and item.time.event is not None else [owner]:
                mention.times.append(item)
        for cls, outcome in (
            ("stop", Outcome.INTERCEPTED),
            ("foil", Outcome.FOILED),
            ("miss", Outcome.MISSED),
            ("impact", Outcome.HIT),
        ):
            if cls in item.classes and id(item) not in stopped and not is_negated(items, item):
                if _is_purpose(items, item) and (cls in ("impact", "stop") or (cls == "foil" and not owner.weapons)):
                    continue
                owner.outcomes.append((outcome, item))
        if "damage" in item.classes and id(item) not in stopped:
            told = "none" if is_negated(items, item) else item.value("damage") or "some"
            owner.damage.append((told, item))
    for finding in findings:
        if finding.pattern.kind in ("unclaimed", "claim", "denial"):
            nearest(items[finding.first], mentions).cues.add("claim")
    for mention in mentions:
        _join_fire(mention)
        spoken = [t for t in mention.times if _leads_speech(items, items.index(t))]
        if len(spoken) < len(mention.times):  # "the army said on Monday that … on Sunday"
            mention.times = [t for t in mention.times if t not in spoken]
        else:
            for time in spoken:
                _reach_back(time)
    bind(mentions, items, findings)
    read_casualties(mentions, items, findings, skipped)
    _spare_doers(mentions, items)
    suffered = {id(i) for m in mentions for i in [*(t for _, t in m.targets), *m.target_actors]}
    for mention in mentions:  # who was attacked did not attack
        mention.perpetrators = [
            (actor, finding)
            for actor, finding in mention.perpetrators
            if id(actor) not in suffered or mention.method == Method.ARMED_CLASH
        ]
        _drop_makers(mention)
    find_beside(mentions, items, origins)
    read_munitions(mentions, items, skipped)


def _spare_doers(mentions: list[Mention], items: list[Item]) -> None:
    """Leave out of those who suffered an attack who stands right before the verb of his deed, and was not attacked."""
    struck = {i for m in mentions for i in m.struck}
    for mention in mentions:
        if mention.method != Method.ARMED_CLASH:  # "shells that fighters of X had fired"
            before = [items[n - 1] for actor, _ in mention.perpetrators if (n := items.index(actor))]
            men = {id(i) for i in before if "member" in i.classes}
            mention.targets = [(value, item) for value, item in mention.targets if id(item) not in men]
        for actor, finding in mention.perpetrators:
            verb = finding.captures.get("attack", (0, 0))[0] if finding is not None else 0
            if not verb or id(actor) in struck or items[verb - 1] is not actor:
                continue
            if items[verb].classes.isdisjoint({"attack_v", "launch"}):
                continue
            for other in mentions:
                other.targets = [(value, item) for value, item in other.targets if item is not actor]
                other.target_actors = [item for item in other.target_actors if item is not actor]


def _is_named_next(items: list[Item], weapon: Item) -> bool:
    """True for "missiles" before the name of their kind, which says more."""
    behind = items[items.index(weapon) + 1 :][:1]
    return any(x.rule("weapon").startswith("names:") for x in behind) and not weapon.rule("weapon").startswith("names:")


def _is_aside(items: list[Item], weapon: Item, mention: Mention) -> bool:
    """True for weapons told of before that a clause of its own goes on about: "and the drones came from there"."""
    start, end = sorted((items.index(weapon), items.index(mention.triggers[0])))
    apart = any(x.classes & BOUNDARY for x in items[start:end])
    return apart and {"def", "pl"} <= weapon.classes and "by_" not in weapon.features


def _drop_makers(mention: Mention) -> None:
    """Leave out those of whom only a weapon is said to be, where others are said to have used it: "Russian-made"."""
    sure = {id(a) for a, f in mention.perpetrators if f is not None and "weak" not in f.pattern.values}
    if sure:
        mention.perpetrators = [(a, f) for a, f in mention.perpetrators if id(a) in sure]


def _on_side(mentions: list[Mention], items: list[Item], item: Item) -> list[Mention]:
    """The mentions on an item's side of a word that parts an attack from one it answers, follows or is held against."""
    part = _parting(mentions, items) if len(mentions) > 1 else None
    if part is None:
        return mentions
    behind = items.index(item) > part
    return [m for m in mentions if (items.index(m.triggers[0]) > part) == behind] or mentions


def _parting(mentions: list[Mention], items: list[Item]) -> int | None:
    """Where the word stands that parts two attacks; None where none does."""
    for one, other in pairwise(mentions):
        after = lapse_behind(items, one.triggers[-1], other.triggers[0])
        if after is not None:
            return items.index(after)
    return next((n for n, x in enumerate(items) if x.classes & SIDES), None)


def _join_fire(mention: Mention) -> None:
    """Make rockets and shells told of in one breath, which nothing tells apart, indirect fire."""
    items = mention.sentence.items
    fired = [w for w in mention.weapons if w.value("weapon") in _FIRE]
    for a, b in pairwise(fired):
        between = items[items.index(a) + 1 : items.index(b)]
        beside = "and_" in b.features or (len(between) <= 1 and any("and" in x.classes for x in between))
        if beside and a.value("weapon") != b.value("weapon") and mention.method in _FIRED:
            mention.method, mention.method_items = Method.INDIRECT_FIRE, [a, b]


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
    return bool(item.classes & _OCCASIONS)


def _names_occasion(items: list[Item], n: int) -> bool:
    """True for a word of attack that only says what a case is about or whose kin filed it: "murder case"."""
    behind = items[n + 1 : n + 4]
    if "incident_n" in items[n].classes and "loc" in items[n].features:  # "over the incident a case was filed"
        return any("occasion" in x.classes for x in items[n + 1 :])
    if "dead" in items[n].classes and any("kin" in x.classes for x in behind):  # "the slain man's father"
        return True
    return any("occasion" in x.classes for x in behind[:1]) and not items[n].features & {"gen", "loc"}


def _goes_on(items: list[Item], position: int, n: int) -> bool:
    """True where another clause begins between: "was shot on Thursday and police have", "…, by a statement"."""
    between = items[n + 1 : position]
    if between and "comma" in between[-1].classes and any("say" in x.classes for x in between):
        return True  # "police and court sources say, on Thursday"
    return n > position and any(x.classes & {"and", "comma", "semicolon"} for x in items[position + 1 : n])


def _is_where_followed(items: list[Item], item: Item, owner: Mention) -> bool:
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


def _is_in_speech(items: list[Item], item: Item, owner: Mention) -> bool:
    """True for a place in what somebody said at a rally over an attack that is only named: "at a rally against the

    killing he said: our country ...".
    """
    at, last = items.index(item), max(items.index(t) for t in owner.triggers)
    if at < last or not items[last].features & {"gen", "acc"} or any(x.classes & _TOLD for x in items[last + 1 :]):
        return False
    said = next((n for n in range(last + 1, at) if items[n].value("say") == "say"), None)
    return said is not None and bool(items[said + 1].classes & {"comma", "quote", "colon"})


def _is_of_what_followed(items: list[Item], item: Item, owner: Mention) -> bool:
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
    if at > last and oblique and "incident_n" in items[last].classes:  # "over the incident a case was filed on Monday"
        return any(x.classes & _OCCASIONS for x in items[at + 1 :])
    if at > min(items.index(t) for t in owner.triggers) or not oblique:
        return False
    places = (x for x in items[at:last] if "place" in x.classes and "elsewhere" not in x.classes)
    if any("loc" in x.features for x in places):  # told in full
        return False
    return any(x.classes & _FOLLOWS for x in items[last + 1 :])


def _is_purpose(items: list[Item], item: Item) -> bool:
    """True for what is yet to be done: "to thwart the election"."""
    i = items.index(item)
    if "purpose" in item.classes:
        return True
    return i > 1 and "to" in items[i - 1].classes and "achieve" not in items[i - 2].classes


def _is_before_over(items: list[Item], item: Item, owner: Mention) -> bool:
    """True for "filed a case last night over the shooting": the day and the place are those of what it led to."""
    n = items.index(item)
    first = min(items.index(t) for t in owner.triggers)
    return n < first and any("over" in x.classes and "during_event" not in x.classes for x in items[n + 1 : first])


def _is_calendar_day(time: ResolvedTime) -> bool:
    """True for a day told by its date."""
    return time.by_date or (
        time.when is not None and time.when.precision == TimePrecision.DAY and time.when.basis == Basis.STATED
    )


def _leads_speech(items: list[Item], position: int) -> bool:
    """True for a time right behind a verb of speech: the day on which something was said, where another is told."""
    before = items[max(0, position - _VERB) : position] if "gen" not in items[position].features else []
    said = max((n for n, x in enumerate(before) if x.classes & _SAYING), default=None)
    return said is not None and not any(x.classes & (BOUNDARY | _TOLD | {"that"}) for x in before[said + 1 :])


def _recalls(items: list[Item], position: int) -> bool:
    """True for a date at a sentence's head that tells no other time: "On the 5th the ministry said that drones"."""
    time = items[position].time
    alone = sum(x.time is not None for x in items) == 1
    return alone and position <= 1 and time is not None and time.by_date


def _reach_back(item: Item) -> None:
    """Make of the day on which an attack was told of, where no other is told, that day and the one before."""
    time = item.time
    when = time.when if time is not None else None
    one = when is not None and when.earliest == when.latest and when.basis == Basis.RELATIVE
    if time is not None and when is not None and one:
        when = msgspec.structs.replace(when, earliest=when.earliest - _DAY)
        item.time = msgspec.structs.replace(time, when=when)


def _is_of_speech(items: list[Item], position: int) -> bool:
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
            if beside and "to" in beside[0].classes and _is_calendar_day(time):  # "pointed on 12 May to a killing"
                beside = items[position + 2 : position + 3]
            if not any(x.classes & _TOLD or "quote" in x.classes for x in [*between, *beside]):
                return n > position or not any("that" in x.classes or x.classes & BOUNDARY for x in between)
    return False
