"""Mentions → drafts: which mentions of a report tell of one attack.

Mentions are taken in the order of the text. Each joins the draft that it agrees with most, or begins a new one; a bare
mention ("the attack") joins what was told last and never begins one beside others.
"""

from __future__ import annotations

from sakkhi.model.incident import Method, Role
from sakkhi.model.place import PlaceEntry, PlacePrecision
from sakkhi.model.when import When
from sakkhi.read.agreement import SEVERAL, Whereabouts, agreement, exact, lie
from sakkhi.read.items import Item
from sakkhi.read.mentions import Mention, merge_methods
from sakkhi.read.when import is_bare, mention_when, recalls_event, times_differ, undated_time
from sakkhi.read.where import entry_of, mention_place, narrower, places_differ


class Draft:
    """An incident in the making: its mentions, in the order of the text."""

    def __init__(self, mention: Mention) -> None:
        self.mentions: list[Mention] = []
        self.method = mention.method
        self.place: Item | None = None
        self.places: list[PlaceEntry] = []
        self.when: When | None = None
        self.killed: set[int] = set()
        self.injured: set[int] = set()
        self.role: Role | None = mention.role[0] if mention.role else None
        self.repeats = mention.repeats
        self.recalled = "earlier" in mention.cues or recalls_event(mention)
        self.add(mention)

    def add(self, mention: Mention) -> None:
        """Take one more telling in."""
        self.mentions.append(mention)
        self.method = merge_methods(self.method, mention.method) or self.method
        place = mention_place(mention)
        entry = entry_of(place)
        if entry is not None and not any(lie(entry, known) == Whereabouts.APART for known in self.places):
            if self.place is None or (place is not None and narrower(place, self.place)):
                self.place = place
            if entry not in self.places:
                self.places.append(entry)
        when = mention_when(mention)
        if self.when is None or (when is not None and when.within(self.when) and when != self.when):
            self.when = when
        self.killed |= exact(mention.killed)
        self.injured |= exact(mention.injured)

    def is_on_other_days(self, mention: Mention) -> bool:
        """True where the mention's days, or the words for them where there are none, are not this draft's."""
        if times_differ(mention_when(mention), self.when):
            return True
        undated = undated_time(mention)
        known = next((t for m in self.mentions if (t := undated_time(m)) is not None), None)
        return undated is not None and known is not None and known.denies(undated)

    @property
    def sums_up(self) -> bool:
        """True for "bases in two countries came under attack": several attacks in one breath, none of them told."""
        first = self.mentions[0]
        several = "plural" in first.cues or len({e.country for p in first.places if (e := entry_of(p))}) > 1
        return (
            several
            and self.method in (Method.UNKNOWN, Method.OTHER)
            and not self.repeats
            and self.role is None
            and not any(m.killed or m.injured or m.weapons or m.munitions for m in self.mentions)
            and all(
                e.precision == PlacePrecision.COUNTRY for m in self.mentions for p in m.places if (e := entry_of(p))
            )
        )


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
    for known in [d for d in drafts if d.sums_up]:
        parts = [d for d in drafts if d is not known and _is_part(d, known)]
        if parts:
            drafts.remove(known)
            for part in parts:
                part.mentions.extend(known.mentions)
            for key, found in told.items():
                if known in found:
                    told[key] = [*(d for d in found if d is not known), *(d for d in parts if d not in found)]
    return drafts, told


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
    scores = [(agreement(mention, d, several=len(drafts) > SEVERAL), n, d) for n, d in enumerate(drafts)]
    fits = [(s, n, d) for s, n, d in scores if s is not None and s > 0]
    return [max(fits, key=lambda f: (f[0], f[1]))[2]] if fits else []


def _is_consequence(mention: Mention) -> bool:
    """True for a fire or blast with nobody and nothing to make it: what an attack told just before came to."""
    return not (mention.strong or mention.weapons or mention.perpetrators or mention.munitions)
