"""Mentions → how many were killed and hurt, with how many weapons, and what came of it."""

from __future__ import annotations

from collections.abc import Collection

from sakkhi.model.count import Count, exactly
from sakkhi.model.incident import (
    Method,
    Outcome,
    Role,
)
from sakkhi.read.items import Item
from sakkhi.read.making import Draft
from sakkhi.read.mentions import Mention

# methods of which the telling says that they reached somebody; the flight of a weapon says so only with its result

_FOUGHT = (Method.ARMED_CLASH, Method.UNKNOWN)  # by such means a base is stormed
_REACHES = frozenset({
    Method.STABBING, Method.ARSON, Method.ABDUCTION, Method.RAMMING, Method.ARMED_CLASH, Method.OTHER, Method.SHOOTING,
    Method.AIRSTRIKE, Method.BOARDING, Method.SUICIDE_BOMBING, Method.VEHICLE_BOMB, Method.IED, Method.BOMBING,
    Method.GRENADE,
})  # fmt: skip
_FLIES = frozenset({
    Method.DRONE, Method.MISSILE, Method.ROCKET, Method.MORTAR, Method.ARTILLERY, Method.INDIRECT_FIRE,
    Method.AIRSTRIKE,
})  # fmt: skip
_UNCOUNTED = frozenset({
    Method.AIRSTRIKE, Method.ARMED_CLASH, Method.SHOOTING, Method.STABBING, Method.ABDUCTION, Method.OTHER,
    Method.UNKNOWN, Method.BOARDING, Method.RAMMING,
})  # fmt: skip
_OF_PEOPLE = frozenset({"residential", "market", "religious", "media", "political", "school"})  # no base at arms
_SEVERAL = Count(2, None)
_SOMEBODY = Count(1, None)  # "deadly"
_MORE_HURT = 3  # times a toll up to which a higher one is of the same attack, told otherwise
_MORE_DEAD = 2.5  # so, too
_MANY = 10  # dead from which on reports differ in their number
_DOZENS = Count(24, None)
_TEN = 10
_ROUGH = (24, 200, 2000)  # "dozens", "hundreds", "thousands": a number told later says it better


def toll_of(mentions: list[Mention], slot: str) -> tuple[Count, list[Item]] | None:
    """The toll from what each mention tells: the first total, widened by later and higher ones.

    One to which it is told to have risen takes the place of lower ones.
    """
    best: tuple[Count, list[Item]] | None = None
    acting = _acting(mentions)
    for mention in mentions:
        counts: list[tuple[Count, list[Item]]] = getattr(mention, slot)
        if not counts or (acting is not None and _is_of_actor(mention, acting)):
            continue
        first = next((c for c in counts if c[0] != _SOMEBODY), counts[0])
        nobody_here = best is not None and best[0].is_zero and _low(first[0]) > 0  # and somebody there
        if best is not None and "toll_apart" in mention.cues and slot == "killed" and not best[0].is_zero:
            best = _of_both(best, first)
        elif (
            best is None
            or nobody_here
            or (first[0].min == best[0].min and first[0].max is None and first[0] != _SEVERAL)
            or (best[0] in (_SEVERAL, _SOMEBODY) and _low(first[0]) > 0)
            or (best[0].max is None and best[0].min in _ROUGH and _low(first[0]) > _low(best[0]))
            or (_is_uncounted(best) and _low(first[0]) > 1)
            or _says_better(best[0], first[0])
            or ("toll_now" in mention.cues and slot == "killed" and _low(first[0]) > _low(best[0]))
        ):
            best = first
        elif first[0].max is not None and _low(best[0]) < _low(first[0]) <= _widest(best[0], slot):
            best = (Count(best[0].min, first[0].max, best[0].approximate), [*best[1], *first[1]])
    return best


def _acting(mentions: list[Mention]) -> str | None:
    """The one state or group that is told to have attacked; None where there are others, or nobody is told."""
    acting = {i.value("actor") or i.value("demonym") for m in mentions for i, _ in m.perpetrators}
    return acting.pop() if len(acting) == 1 else None


def _is_of_actor(mention: Mention, acting: str) -> bool:
    """True for a sentence that tells only what the attackers' own men suffered: "two of their soldiers were hurt"."""
    items = mention.sentence.items
    harmed = [i for _, i in mention.targets]
    return bool(harmed) and not mention.perpetrators and all(_whose(items, i) == acting for i in harmed)


def _whose(items: list[Item], man: Item) -> str | None:
    """Whose soldier somebody is: "an Israeli soldier"."""
    n = items.index(man) if man in items else 0
    before = items[n - 1].value("demonym") if n else None
    return (man.value("actor") or before) if "victim" in man.classes else None


def _of_both(one: tuple[Count, list[Item]], other: tuple[Count, list[Item]]) -> tuple[Count, list[Item]]:
    """The range of two tolls of which two tell, each his own."""
    low = min(_low(one[0]), _low(other[0]))
    high = None if None in (one[0].max, other[0].max) else max(one[0].max or 0, other[0].max or 0)
    return Count(low, high), [*one[1], *other[1]]


def _widest(told: Count, slot: str) -> float:
    """The highest toll that may be of the same attack as one told before: of a few dead the number is known."""
    if slot == "injured":
        return _MORE_HURT * _low(told)
    return _MORE_DEAD * _low(told) if _low(told) >= _MANY else 0


def munitions_of(known: Draft) -> tuple[Count, list[Item]] | None:
    """How many were sent: as told first, or by a later number where the first is only a least one ("a dozen or more").

    One of a weapon that is told beside an attack by other means is not counted.
    """
    parts = [m.munitions for m in known.mentions if m.munitions and "one_of" in m.cues]
    parts = parts if known.method == Method.BOMBING else []
    told = parts or [m.munitions for m in known.mentions if m.munitions]
    if not told:
        bomb = [i for m in known.mentions for i in m.method_items if "pl" not in i.classes]
        return (exactly(1), bomb[:1]) if known.method == Method.VEHICLE_BOMB and bomb else None
    best = next((t for t in told[1:] if _says_better(told[0][0], t[0])), told[0])
    return None if best[0] == exactly(1) and known.method in _UNCOUNTED else best


def _says_better(least: Count, number: Count) -> bool:
    """True for a number that says how many "more than twenty" are, "22", or "dozens"."""
    exact = number.max is not None and number.min == number.max
    if least == _DOZENS:
        return exact and _low(number) >= _TEN
    return least.max is None and exact and _low(least) < _low(number) <= 2 * _low(least)


def _is_uncounted(told: tuple[Count, list[Item]]) -> bool:
    """True for one person of whom no word says that it was one: "soldier wounded" in a headline may be of several."""
    return told[0] == exactly(1) and not any(i.classes & {"num", "article", "name", "human", "person"} for i in told[1])


def _low(count: Count) -> int:
    return count.min if count.min is not None else 0


def outcome_of(
    known: Draft,
    killed: tuple[Count, list[Item]] | None,
    injured: tuple[Count, list[Item]] | None,
    mentions: list[Mention],
    untold: Collection[Method],
) -> tuple[Outcome, list[Item]]:
    """What came of an attack, with the words that tell it, from its mentions and its toll.

    By the methods `untold` nobody is known to have been hit of whom it is not told.
    """
    told = [o for m in mentions for o in m.outcomes]
    kinds = {o for o, _ in told}
    flies = known.method in _FLIES or any(w.value("weapon") in _FLIES for m in mentions for w in m.weapons)
    stopped = [i for o, i in told if o == Outcome.INTERCEPTED and flies]
    harmed = [i for t in (killed, injured) if t and t[0].max != 0 for i in t[1]]
    damaged = [i for m in mentions for d, i in m.damage if d != "none"]
    explicit = [i for o, i in told if o == Outcome.HIT]
    if Outcome.MIXED in kinds:
        return Outcome.MIXED, [i for o, i in told if o == Outcome.MIXED]
    if stopped and Outcome.HIT in kinds and (harmed or damaged or explicit):
        return Outcome.MIXED, stopped + explicit
    if stopped and harmed:  # whom it hurt it reached, or what was left of it
        return Outcome.MIXED, stopped + harmed
    if stopped:
        munitions = next((m.munitions for m in mentions if m.munitions), None)
        caught = next((m.stopped for m in mentions if m.stopped), None)
        if munitions and caught and _low(caught[0]) < _low(munitions[0]):
            return Outcome.MIXED, stopped
        return Outcome.INTERCEPTED, stopped
    for outcome in (Outcome.FOILED, Outcome.MISSED):
        if outcome in kinds and not harmed and not (outcome == Outcome.FOILED and damaged):
            return outcome, [i for o, i in told if o == outcome]
    if harmed or damaged or explicit:
        return Outcome.HIT, harmed or damaged or explicit
    fought = () if flies or known.method not in _FOUGHT else (m for m in mentions if m.targets)
    repelled = [
        i for m in fought for o, i in m.outcomes if o == Outcome.INTERCEPTED
    ]  # "tried to storm it, were repelled"
    if repelled:
        return Outcome.FOILED, repelled
    if known.method in _REACHES and known.method not in untold:
        return Outcome.HIT, next((m.method_items for m in mentions if m.method_items), mentions[0].triggers)
    struck = [] if known.method in _FLIES else [m for m in mentions if _struck_somebody(m)]
    done = [t for m in struck for t in m.triggers if t.classes >= {"attack_v", "past"}]
    done += [t for m in mentions for t in m.triggers if "murder" in t.classes]  # who was murdered was hit
    done += [t for m in mentions if m.targets for t in m.triggers if t.classes >= {"dead", "past"}]
    return (Outcome.HIT, done[:1]) if done and known.role != Role.THREAT else (Outcome.UNKNOWN, [])


def _struck_somebody(mention: Mention) -> bool:
    """True where people are told to have been attacked, not only that somebody set out to."""
    return any(
        id(i) in mention.struck and ("facility" not in i.classes or value in _OF_PEOPLE) for value, i in mention.targets
    )
