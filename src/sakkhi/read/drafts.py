"""Mentions → drafts: which mentions of a report tell of one attack.

Mentions are taken in the order of the text. Each joins the draft that it contradicts in nothing and agrees
with most, or
begins a new one; a bare mention ("the attack") joins what was told last and never begins one beside others.
"""

from __future__ import annotations

from sakkhi.model.calendar import ResolvedTime
from sakkhi.model.incident import Method, Role
from sakkhi.model.place import PlacePrecision
from sakkhi.model.when import Basis, TimePrecision, When
from sakkhi.read.items import Item
from sakkhi.read.mentions import Mention, distance, merge_methods
from sakkhi.read.where import entry_of, mention_place, narrower, places_differ

BRAWL = frozenset({Method.ARMED_CLASH, Method.STABBING, Method.SHOOTING, Method.OTHER})


class Draft:
    """An incident in the making: its mentions, in the order of the text."""

    def __init__(self, mention: Mention) -> None:
        self.mentions = [mention]
        self.method = mention.method
        self.place = mention_place(mention)
        self.when = mention_when(mention)
        self.role: Role | None = mention.role[0] if mention.role else None
        self.repeats = mention.repeats
        self.recalled = "earlier" in mention.cues or recalls_event(mention)

    def add(self, mention: Mention) -> None:
        """Take one more telling in."""
        self.mentions.append(mention)
        self.method = merge_methods(self.method, mention.method) or self.method
        place = mention_place(mention)
        if place is not None and (self.place is None or narrower(place, self.place)):
            self.place = place
        when = mention_when(mention)
        if self.when is None or (when is not None and when.within(self.when) and when != self.when):
            self.when = when

    def is_on_other_days(self, mention: Mention) -> bool:
        """True where the mention's days, or the words for them where there are none, are not this draft's."""
        if times_differ(mention_when(mention), self.when):
            return True
        undated = undated_time(mention)
        known = next((t for m in self.mentions if (t := undated_time(m)) is not None), None)
        return undated is not None and known is not None and known.denies(undated)


def undated_time(mention: Mention) -> ResolvedTime | None:
    """The nearest time expression of which no days can be told."""
    items = mention.sentence.items
    told = [i for i in mention.times if i.time is not None and i.time.said]
    return min(told, key=lambda i: distance(items, i, mention.triggers[0])).time if told else None


def recalls_event(mention: Mention) -> bool:
    """True where the mention tells of the event itself whose anniversary is told of."""
    events = any(i.time is not None and i.time.event is not None for i in mention.times)
    return events and "this" not in mention.cues and _is_the_event(mention)


def mention_when(mention: Mention) -> When | None:
    """The days of the nearest time expression that has days."""
    item = mention_time(mention)
    return days_of(item, mention) if item is not None else None


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
    i = mention.sentence.items.index(item)
    return any("near" in x.classes for x in mention.sentence.items[max(0, i - 2) : i + 3])


def _is_the_event(mention: Mention) -> bool:
    """True where the mention tells of the death or attack itself whose anniversary is told of."""
    told = any("dead" in i.classes for i in mention.sentence.items)
    return told or bool(mention.killed) or any("murder" in t.classes for t in mention.triggers) or is_bare(mention)


def mention_time(mention: Mention, *, about: bool = False) -> Item | None:
    """The time item nearest to the trigger, anniversaries standing for the event's own days.

    With `about`, also one that stands only near the attack ("close to the anniversary").
    """
    items = mention.sentence.items
    dated = [
        i
        for i in mention.times
        if i.time is not None
        and i.time.kind in ("point", "anniversary")
        and (i.time.when is not None or i.time.event is not None)
        and (about or not is_about(i, mention))
    ]
    return min(dated, key=lambda i: distance(items, i, mention.triggers[0]), default=None)


def times_differ(a: When | None, b: When | None) -> bool:
    """True where two intervals have no day in common."""
    return a is not None and b is not None and not a.overlaps(b)


def draft(mentions: list[Mention]) -> tuple[list[Draft], dict[int, list[Draft]]]:
    """The drafts, and for each mention (by `id`) the drafts that it tells of."""
    drafts: list[Draft] = []
    told: dict[int, list[Draft]] = {}
    for mention in mentions:
        found = _drafts_of(mention, drafts)
        if not found and mention.points_back:
            told[id(mention)] = []
            continue
        if not found:
            new = Draft(mention)
            drafts.append(new)
            found = [new]
        else:
            for known in found:
                if len(found) == 1:
                    known.add(mention)
                else:
                    known.mentions.append(mention)
        told[id(mention)] = found
    for known in [d for d in drafts if _sums_up(d)]:
        parts = [d for d in drafts if d is not known and _is_part(d, known)]
        if parts:
            drafts.remove(known)
            for part in parts:
                part.mentions.extend(known.mentions)
            for key, found in told.items():
                if known in found:
                    told[key] = [*(d for d in found if d is not known), *(d for d in parts if d not in found)]
    return drafts, told


def _sums_up(known: Draft) -> bool:
    """True for "bases in two countries came under attack": several attacks in one breath, none of them told."""
    first = known.mentions[0]
    several = "plural" in first.cues or len({e.country for p in first.places if (e := entry_of(p))}) > 1
    return (
        several
        and known.method in (Method.UNKNOWN, Method.OTHER)
        and not known.repeats
        and known.role is None
        and not any(m.killed or m.injured or m.weapons or m.munitions for m in known.mentions)
        and all(e.precision == PlacePrecision.COUNTRY for m in known.mentions for p in m.places if (e := entry_of(p)))
    )


def _is_part(known: Draft, whole: Draft) -> bool:
    """True for an attack told later, in one of the countries that the summing-up names and on no other days."""
    countries = {e.country for m in whole.mentions for p in m.places if (e := entry_of(p))}
    place = entry_of(known.place)
    return (
        known.mentions[0].sentence.index > whole.mentions[0].sentence.index
        and not known.recalled
        and known.role is None
        and (not countries or place is None or place.country in countries)
        and not times_differ(known.when, whole.when)
    )


def is_bare(mention: Mention) -> bool:
    """True where the mention tells nothing that could set it apart: no means, place, time or toll."""
    if "claim" in mention.cues and "another" not in mention.cues:
        return True
    return (
        mention.method in (Method.UNKNOWN, Method.OTHER)
        and not (mention.places or mention.weapons or mention.killed or mention.injured or mention.repeats)
        and not any(i.time is not None and i.time.when is not None for i in mention.times)
        and "another" not in mention.cues
    )


def _drafts_of(mention: Mention, drafts: list[Draft]) -> list[Draft]:
    if not drafts:
        return []
    if mention.points_back or _is_consequence(mention):
        last = max(drafts, key=lambda d: d.mentions[-1].sentence.index)
        gap = mention.sentence.index - last.mentions[-1].sentence.index
        place = mention_place(mention)
        near = gap <= 3 and not last.is_on_other_days(mention) and not (place and places_differ(place, last.place))
        if near or mention.points_back:
            return [last] if near else []
    role = mention.role[0] if mention.role else None
    if is_bare(mention) or (
        "this" in mention.cues and mention.method == Method.UNKNOWN and "another" not in mention.cues
    ):
        if role == Role.THREAT:
            return [d for d in drafts if d.role == Role.THREAT][-1:]
        own = [d for d in drafts if d.role in (None, Role.FOCUS) and not d.recalled] or drafts
        if "plural" in mention.cues and "this" in mention.cues:
            return own
        if is_bare(mention) or all(e.precision == PlacePrecision.COUNTRY for p in mention.places if (e := entry_of(p))):
            return own[-1:]
    if mention.cues & {"another", "total"} or mention.repeats:
        return []
    fits = [(s, n, d) for n, d in enumerate(drafts) if (s := _agreement(mention, d)) is not None]
    return [max(fits, key=lambda f: (f[0], f[1]))[2]] if fits else []


def _is_consequence(mention: Mention) -> bool:
    """True for a fire or blast with nobody and nothing to make it: what an attack told just before came to."""
    return not (mention.strong or mention.weapons or mention.perpetrators or mention.munitions)


def _is_one_brawl(mention: Mention, known: Draft) -> bool:
    """True for blows told of by several means in sentences close together: a clash in which somebody was stabbed."""
    near = mention.sentence.index - known.mentions[-1].sentence.index <= 3
    return near and {known.method, mention.method} <= BRAWL and "another" not in mention.cues


def _others_did(mention: Mention, known: Draft) -> bool:
    """True where both are told to be the work of known actors, and of different ones; brawls have two sides."""
    if Method.ARMED_CLASH in (mention.method, known.method):
        return False
    mine, theirs = _doers([mention]), _doers(known.mentions)
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _doers(mentions: list[Mention]) -> set[str]:
    """The ids of the known actors who are told to have attacked."""
    items = [item for m in mentions for item, _ in m.perpetrators]
    return {value for i in items if (value := i.value("actor") or i.value("demonym")) is not None}


def _agreement(mention: Mention, known: Draft) -> float | None:
    """How much a mention agrees with a draft; None where they contradict each other."""
    if (mention.role is not None and mention.role[0] == Role.THREAT) != (known.role == Role.THREAT):
        return None
    if recalls_event(mention) != any(recalls_event(m) for m in known.mentions):
        return None
    if "total" in known.mentions[0].cues or (_sums_up(known) and not is_bare(mention)):
        return None
    if known.repeats or (merge_methods(known.method, mention.method) is None and not _is_one_brawl(mention, known)):
        return None
    if _others_did(mention, known):
        return None
    place, when = mention_place(mention), mention_when(mention)
    if places_differ(place, known.place) or known.is_on_other_days(mention):
        return None
    if mention.role is not None and known.role is not None and mention.role[0] != known.role:
        return None
    if (
        mention.cues & {"earlier"}
        and not any(m.cues & {"earlier"} for m in known.mentions)
        and not (place and known.place)
    ):
        return None
    score = 0.0
    score += 2 if place is not None and known.place is not None else 0
    score += 2 if when is not None and known.when is not None else 0
    score += 1 if mention.method == known.method != Method.UNKNOWN else 0
    score += 1 if mention.sentence.index - known.mentions[-1].sentence.index <= 1 else 0
    return score
