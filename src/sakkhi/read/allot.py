"""The items of a sentence → the mentions that they belong to: places, times, weapons, results, cues."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import msgspec

from sakkhi.model.incident import Method, Outcome
from sakkhi.model.when import Basis
from sakkhi.read.beside import find_beside
from sakkhi.read.bind import bind
from sakkhi.read.casualties import read_casualties
from sakkhi.read.coordinated import share_subject
from sakkhi.read.items import Item, Sentence
from sakkhi.read.lapses import lapse_behind
from sakkhi.read.mentions import Mention, behind_lapse, is_negated, merge_methods, nearest
from sakkhi.read.munitions import read_munitions
from sakkhi.read.occasions import (
    is_before_over,
    is_in_speech,
    is_long_after,
    is_of_occasion,
    is_of_speech,
    is_of_uprising,
    is_of_what_followed,
    is_where_followed,
    leads_speech,
)
from sakkhi.read.patterns import BOUNDARY, Finding, captured
from sakkhi.read.rosters import accused
from sakkhi.read.where import dateline, is_aftercare

_YET = 3  # items before a verb among which is what sets it ahead
_ARGUMENTS = frozenset({"weapon", "place", "time", "since", "stop", "foil", "miss", "impact", "damage"})
_FLIGHT = frozenset({Method.DRONE, Method.MISSILE, Method.ROCKET, Method.MORTAR, Method.ARTILLERY, Method.AIRSTRIKE})
_FIRE = frozenset({"rocket", "mortar", "artillery"})
_FIRED = frozenset({Method.ROCKET, Method.MORTAR, Method.ARTILLERY})
SIDES = frozenset({"retaliation", "worst_since"})  # "in revenge for", "the deadliest since"
_LATER = frozenset({"answer", "earlier"})  # "a day after"
_DAY = dt.timedelta(days=1)


def allot(mentions: list[Mention], sentence: Sentence, findings: list[Finding]) -> None:
    """Give every argument in the sentence to the mention that it belongs to."""
    items = sentence.items
    written = dateline(items)
    origins = captured(items, findings, "origin", "place") - captured(items, findings, "reached", "place")
    skipped = captured(items, findings, "not_count", "num") | accused(items, findings) | written
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
            is_before_over(items, item, owner)
            or is_where_followed(items, item, owner)
            or is_in_speech(items, item, owner)
        ):
            item.classes = item.classes | {"elsewhere"}
            owner.places = [p for p in owner.places if p is not item]
        if (
            dated
            and ("since" in item.classes or not is_of_occasion(items, item))
            and not is_before_over(items, item, owner)
            and not is_long_after(items, item, owner)
            and not is_of_speech(items, items.index(item))
            and not is_of_what_followed(items, item, owner)
            and not is_of_uprising(items, item)
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
                if item.classes >= {"impact", "undergo"} and owner.method == Method.INDIRECT_FIRE:
                    continue  # "the base was hit by indirect fire": that it was fired at
                owner.outcomes.append((outcome, item))
        if "damage" in item.classes and id(item) not in stopped:
            told = "none" if is_negated(items, item) else item.value("damage") or "some"
            owner.damage.append((told, item))
    for finding in findings:
        if finding.pattern.kind in ("unclaimed", "claim", "denial"):
            nearest(items[finding.first], mentions).cues.add("claim")
    other = any(not leads_speech(items, items.index(t), aside=True) for m in mentions for t in m.times)
    for mention in mentions:
        _join_fire(mention)
        spoken = [t for t in mention.times if leads_speech(items, items.index(t), aside=other)]
        if other:  # "the army said on Monday that … on Sunday"
            mention.times = [t for t in mention.times if t not in spoken]
        else:
            for time in spoken:
                _reach_back(time)
    bind(mentions, items, findings)
    share_subject(mentions, items)
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
    return next((n for n, x in enumerate(items) if x.classes & SIDES or x.classes >= _LATER), None)


def _join_fire(mention: Mention) -> None:
    """Make rockets and shells told of in one breath, which nothing tells apart, indirect fire."""
    items = mention.sentence.items
    fired = [w for w in mention.weapons if w.value("weapon") in _FIRE]
    for a, b in pairwise(fired):
        between = items[items.index(a) + 1 : items.index(b)]
        beside = "and_" in b.features or (len(between) <= 1 and any("and" in x.classes for x in between))
        if beside and a.value("weapon") != b.value("weapon") and mention.method in _FIRED:
            mention.method, mention.method_items = Method.INDIRECT_FIRE, [a, b]


def _is_purpose(items: list[Item], item: Item) -> bool:
    """True for what is yet to be done: "to thwart the election", "it will be thwarted"."""
    i = items.index(item)
    if "purpose" in item.classes or any("modal" in x.classes for x in items[max(0, i - _YET) : i]):
        return True
    return i > 1 and "to" in items[i - 1].classes and "achieve" not in items[i - 2].classes


def _reach_back(item: Item) -> None:
    """Make of the day on which an attack was told of, where no other is told, that day and the one before."""
    time = item.time
    when = time.when if time is not None else None
    one = when is not None and when.earliest == when.latest and when.basis == Basis.RELATIVE
    if time is not None and when is not None and one:
        when = msgspec.structs.replace(when, earliest=when.earliest - _DAY)
        item.time = msgspec.structs.replace(time, when=when)
