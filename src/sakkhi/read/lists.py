"""Attacks told in one breath: a list of places, or of attacks with their tolls → one mention each."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from sakkhi.model.count import exactly
from sakkhi.model.incident import Method
from sakkhi.model.place import PlacePrecision
from sakkhi.read.items import Item
from sakkhi.read.mentions import Mention
from sakkhi.read.where import entry_of, tells_where_another_is
from sakkhi.read.whereabouts import Whereabouts, lie

NARROW = frozenset({PlacePrecision.SITE, PlacePrecision.TOWN, PlacePrecision.DISTRICT})
AIMS = frozenset({"site", "facility"})
_WIDER = frozenset({"place", "at", "bearing", "place_word"})  # words for the area that the places of a list lie in
_NEAR, _FAR = 4, 6  # items between two places of a list; where what was struck there is named, too
_LISTED = 5  # items behind a list of places in which the last of it, unnamed, may stand
_HEADED = 3  # items between a word for several places and the first of them: "the villages of (A, B, C)"
_HEAD = 2  # sentences from a report's head in which it sums up what it then tells
_AT_LARGE = (Method.UNKNOWN, Method.OTHER)
_AIMED = AIMS | {"during_event"}  # "at A, B and during the uprising"
_PAIR = 6  # items before the second of two places in which "between" may stand
_TIES = frozenset({"and", "definite", "place", "area_again", "place_word", "around", "bearing", "of", "site"})
_MARKS = frozenset({"comma", "open", "close", "quote", "hash"})


def part_lists(mentions: list[Mention], items: list[Item]) -> None:
    """Make each member of a list of attacks with their tolls another: "the killing of A; the killing of six in B"."""
    for before, mention in pairwise(mentions):
        between = items[items.index(before.triggers[-1]) : items.index(mention.triggers[0])]
        listed = any("semicolon" in x.classes for x in between) and before.strong and mention.strong
        if listed and all(m.killed or m.injured for m in (before, mention)):
            mention.cues.add("another")


def sum_up(mention: Mention) -> None:
    """Mark what a report's head sums up, and of which each is then told: "three were killed in A and B"."""
    items = mention.sentence.items
    if mention.sentence.index > _HEAD or mention.method not in _AT_LARGE or not (mention.killed or mention.injured):
        return
    if any("at_several" in i.classes for i in items) or _are_of_each(items, mention.places):
        mention.cues |= {"plural", "at_several"}


def _are_of_each(items: list[Item], places: list[Item]) -> bool:
    """True for "in A and B": two places and more that nothing else stands between, none of them in the other."""
    places = [p for p in places if (e := entry_of(p)) is not None and e.precision in NARROW]
    at = [items.index(p) for p in places]
    near = all(b - a == 2 and items[a + 1].classes & {"and", "comma"} for a, b in pairwise(at))
    apart = all(
        (x := entry_of(p)) and (y := entry_of(q)) and lie(x, y) == Whereabouts.APART for p, q in pairwise(places)
    )
    return len(at) > 1 and near and "in" in items[at[0] - 1].classes and (apart or "and" in items[at[-1] - 1].classes)


def by_place(mention: Mention) -> list[Mention]:
    """One mention a place where an attack is told of several in one breath ("A, B and C") and no toll joins them."""
    items = mention.sentence.items
    doers = {id(i) for i, _ in mention.perpetrators}  # "Washington's first raid on A and B"
    named = [p for p in mention.places if id(p) not in doers and not p.classes >= {"metonym", "gen"}]
    summed = mention.munitions or "repeat" in mention.cues  # "a series of strikes in A and B"
    wide = mention.method not in (Method.UNKNOWN, Method.OTHER) and not summed
    if mention.method == Method.ARMED_CLASH:  # that states fight each other is one
        named = [p for p in named if (e := entry_of(p)) is None or e.precision != PlacePrecision.COUNTRY]
    narrow = [
        p
        for p in named
        if _is_narrow(p, named, wide=wide) and not (tells_where_another_is(items, p) or _is_between(items, p))
    ]
    harmed = any(count.max != 0 for count, _ in [*mention.killed, *mention.injured])  # "with no casualties" is of each
    if len(narrow) < 2 or harmed:
        return [mention]
    chain = [narrow[0]]
    first = items.index(narrow[0])
    joined = any("places" in x.classes for x in items[max(0, first - _HEADED) : first])
    for place in narrow[1:]:
        between = items[items.index(chain[-1]) + 1 : items.index(place)]
        conjoined = "and_" in place.features or any("and" in x.classes or "and_" in x.features for x in between)
        if not conjoined and any("bearing" in x.classes for x in between) and _is_plain(between):
            continue  # "Camp Taji, north of Baghdad, and"
        far = _FAR if conjoined and any("facility" in x.classes for x in between) else _NEAR
        if sum(1 for x in between if x.classes.isdisjoint(_WIDER | _MARKS)) > far or not (
            conjoined or any("comma" in x.classes for x in between)
        ):
            continue
        chain.append(place)
        joined = joined or conjoined
    behind = items[items.index(chain[-1]) + 1 :][:_LISTED]
    joined = joined or (len(chain) > 1 and bool(behind) and _ends_in_aim(behind))
    marched = _is_protested(mention) and not _is_right_behind(items, mention, chain[0])
    if joined and (marched or _is_known(mention)):  # where people marched against it, not where it was
        mention.places = [p for p in mention.places if p not in chain]
        return [mention]
    if not joined or (mention.repeats and mention.repeats[0] != len(chain)):  # "two blasts in A and B" are one in each
        return [mention]
    out: list[Mention] = []
    for place in chain:
        one = replace(mention)
        one.places, one.repeats = [place], None
        one.cues = mention.cues | ({"another", "listed"} if out else {"listed"})
        if one.munitions is not None and one.munitions[0] == exactly(len(chain)):  # two drones at two towns
            one.munitions = (exactly(1), one.munitions[1])
        out.append(one)
    return out


def _is_between(items: list[Item], place: Item) -> bool:
    """True for the two of "between A and B": on the road from one to the other, or at their border."""
    at = items.index(place)
    before = items[max(0, at - _PAIR) : at]
    start = next((n for n, x in enumerate(before) if "between" in x.classes), len(before))
    return all(x.classes & _TIES for x in before[start + 1 :]) and start < len(before)


def _is_plain(between: list[Item]) -> bool:
    """True where only words for direction and marks stand between two places."""
    return all(x.classes & (_WIDER | _MARKS | {"of", "function"}) for x in between)


def _is_narrow(place: Item, others: list[Item], *, wide: bool) -> bool:
    """True for a town or site; with `wide`, also for a province or country in which none of the others lies."""
    entry = entry_of(place)
    if entry is None or entry.precision in NARROW:
        return entry is not None
    known = [e for p in others if p is not place and (e := entry_of(p)) is not None]
    return wide and bool(known) and all(lie(entry, e) == Whereabouts.APART for e in known)


def _ends_in_aim(behind: list[Item]) -> bool:
    """True where a list of places ends in something that has no name: "at A, B and an air base"."""
    behind = behind[1:] if "comma" in behind[0].classes else behind
    return any("and" in behind[0].classes and x.classes & _AIMED for x in behind[1:])


def _is_protested(mention: Mention) -> bool:
    """True where a sentence only names the attack, and tells of what others did or said about it."""
    nouns = all("attack_n" in t.classes for t in mention.triggers)
    about = any(i.classes & {"aftermath", "comment"} for i in mention.sentence.items)
    return nouns and about and not (mention.weapons or mention.munitions)


def _is_right_behind(items: list[Item], mention: Mention, place: Item) -> bool:
    """True for a place that only words for "in the" part from what happened there."""
    at = items.index(place)
    before = [x for x in items[max(0, at - _HEADED) : at] if not x.classes & {"in", "at", "definite"}]
    return any(x is before[-1] for x in mention.triggers) if before else False


def _is_known(mention: Mention) -> bool:
    """True for "the attack", told before: places in a list beside it are those of something else."""
    return "this" in mention.cues and mention.method == Method.UNKNOWN and not (mention.weapons or mention.repeats)
