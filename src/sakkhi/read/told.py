"""What a mention tells that attacks are compared by, worked out once."""

from __future__ import annotations

from itertools import pairwise

from sakkhi.model.count import Count
from sakkhi.model.incident import Method
from sakkhi.model.place import PlaceEntry
from sakkhi.read.items import Item
from sakkhi.read.mentions import Mention
from sakkhi.read.unmapped import unmapped
from sakkhi.read.when import mention_when, recalls_event, undated_time
from sakkhi.read.where import breadth, entry_of, head_place, mention_place
from sakkhi.read.whereabouts import lie

_BULLETS = frozenset({"dash", "mark"})
_VAGUE = (2, 24)  # "several", "dozens"
_HEAD = 3  # items of a sentence's head, in which a word may say that it goes on with what was told
_LEAN = 4  # items before a noun of attack in which "after" says that what was done behind it is told
_OBJECT = 6  # items before a verb in which it may be told to whom
_DEEDS = frozenset({"attack_v", "murder"})
_STRUCK = frozenset({"facility", "loc"})
_PERSONS = frozenset({"victim", "name", "person"})
_OTHERS = frozenset({"another", "besides", "plural", "repeat", "earlier"})
_KNOWN = frozenset({"definite", "possessive", "comma", "victim", "name"})
_ASIDE = 6  # items between a trigger and its place from which on the place may be another's


class Told:
    """What a mention tells that drafts are compared by, worked out once."""

    def __init__(self, mention: Mention) -> None:
        self.mention = mention
        self.method = mention.method
        self.cues = mention.cues
        self.sentence = mention.sentence.index
        self.role = mention.role[0] if mention.role is not None else None
        self.place = mention_place(mention)
        self.entry = entry_of(self.place)
        one = mention.points_back and not self.cues & {"plural", "repeat"}
        self.is_bare_event = one and all(_is_event(t) for t in mention.triggers)
        self.is_bullet = bool(mention.sentence.items[0].classes & _BULLETS)
        self.is_aside = self.place is not None and _is_aside(mention, self.place)
        self.is_led = self.place is not None and head_place(mention.sentence.items) is self.place
        self.when = mention_when(mention)
        self.is_framed = _is_framed(mention)
        self.undated = undated_time(mention)
        self.tells_day = self.when is not None or self.undated is not None
        self.recalls = recalls_event(mention)
        self.doers = doers([mention])
        self.own = mention.speaker
        self.only_fires = self.method == Method.SHOOTING and _only_fires(mention)
        head = _head(mention)
        self.unmapped = unmapped(mention)
        untold = self.entry is None and self.when is None
        self.goes_on = untold and any("goes_on" in i.classes for i in head)
        self.answering = _answering(mention) if "answers" in self.cues else set()
        told_anew = self.place is not None or bool(mention.times)
        self.owns_up = "claim" in self.cues and not told_anew  # what a claim calls the attack told before
        self.on_foot = self.method == Method.UNKNOWN and any("attacker" in i.classes for i, _ in mention.perpetrators)
        self.by_unnamed = not self.doers and any("attacker" in i.classes for i, _ in mention.perpetrators)
        self.struck = _known_actors([*mention.target_actors, *(item for _, item in mention.targets)])
        self.killed, self.injured = exact(mention.killed), exact(mention.injured)
        self.types = {value for value, _ in mention.targets}
        self.victims = {n for _, i in mention.targets if (n := i.value("name") or i.value("person")) is not None}
        self.of_him = is_of_him(mention)
        self.newcomer = _newcomer(mention)
        self.of_that = any("def" in w.features and "pl" not in w.features for w in mention.weapons)  # "the shell"
        self.things = _things(mention)
        self.same_things = _things(mention, definite=True)
        self.only_fights = untold and self.method == Method.ARMED_CLASH and not (mention.killed or mention.injured)
        self._lying: dict[int, tuple[bool, float]] = {}

    def lies(self, entry: PlaceEntry) -> tuple[bool, float]:
        """(whether `entry` is no wider than the mention's place, how the two lie to one another), worked out once."""
        known = self._lying.get(id(entry))
        if known is None:
            place = self.entry or entry
            known = self._lying[id(entry)] = breadth(entry) <= breadth(place), float(lie(place, entry).value)
        return known


def is_of_him(mention: Mention) -> bool:
    """True for what was done to "him" or "his house", of whom the report told before, on a place or day of its own."""
    items = mention.sentence.items
    named = any(item.classes & _PERSONS for _, item in mention.targets if item in items)
    if named or not (mention.times or mention.places):
        return False
    counted = any((count.max or 2) > 1 for count, _ in (*mention.killed, *mention.injured))
    at = [items.index(t) for t in mention.triggers if t.classes & _DEEDS]
    before = [items[max(0, n - _OBJECT) : n] for n in at]
    him = any("person_pronoun" in x.classes for run in before for x in run)
    his = any("possessive" in x.classes and y.classes >= _STRUCK for run in before for x, y in pairwise(run))
    return (him or his) and not counted and mention.cues.isdisjoint(_OTHERS)


def _newcomer(mention: Mention) -> str:
    """What somebody attacked is called who is told of for the first time: "a trader was stabbed"; "" of none."""
    items = mention.sentence.items
    for _, item in mention.targets:
        if "victim" not in item.classes or item not in items or item.classes & {"pl", "mass", "anyone"}:
            continue
        n = items.index(item)
        at = next((k for k in range(n - 1, max(-1, n - 1 - _HEAD), -1) if "article" in items[k].classes), None)
        if at is None or any(x.classes & _KNOWN for x in items[at + 1 : n]):
            continue
        aside = at > 1 and "comma" in items[at - 1].classes and items[at - 2].classes.isdisjoint({"time", "place"})
        if not aside:  # "the victim, a trader"
            return item.text
    return ""


def _head(mention: Mention) -> list[Item]:
    """The first items of the clause that tells of an attack: of its sentence, or behind the last comma before it."""
    items = mention.sentence.items
    first = items.index(mention.triggers[0])
    start = next((n + 1 for n in range(first - 1, -1, -1) if "comma" in items[n].classes), 0)
    return items[:_HEAD] if start == 0 else items[start : min(first, start + 1)] or items[:_HEAD]


def _is_event(trigger: Item) -> bool:
    """True for "the incident took place", where it is not only "over the incident" that something else was done."""
    return "incident_n" in trigger.classes and "pl" not in trigger.classes and "loc" not in trigger.features


def _is_framed(mention: Mention) -> bool:
    """True where the attack is only named beside an arrest or a trial, or behind "after" and "following" what was done.

    A day told there may be that of these.
    """
    named = all(
        "attack_n" in t.classes or ("murder" in t.classes and "past" not in t.classes) for t in mention.triggers
    )
    items = mention.sentence.items
    first = items.index(mention.triggers[0])
    at = items[first - 1] if first else None  # "in an attack at a funeral", where the place stands right before it
    if named and any("aftermath" in i.classes and not (i is at and "loc" in i.features) for i in items):
        return True
    before = items[max(0, first - _LEAN) : first]
    after = next((n for n, i in enumerate(before) if "after" in i.classes), len(before))
    own = mention.killed or mention.injured or any("place" in i.classes for i in before[after:])
    return named and not own and after < len(before)


def _is_aside(mention: Mention, place: Item) -> bool:
    """True for a place that stands far from every word of attack."""
    if head_place(mention.sentence.items) is place:
        return False
    position = mention.sentence.items.index
    at = position(place)
    return all(abs(position(t) - at) > _ASIDE for t in mention.triggers)


def _only_fires(mention: Mention) -> bool:
    """True for "they fired at the ship", where no weapon is told of and nobody hit: it may have been missiles."""
    things = bool(mention.targets) and all("facility" in i.classes for _, i in mention.targets)
    return things and not (mention.weapons or mention.killed or mention.injured)


def _things(mention: Mention, *, definite: bool = False) -> frozenset[str]:
    """What was struck: van, post; with `definite` only what is called "the van", as one told before is."""
    things = [i for _, i in mention.targets if "facility" in i.classes and "place" not in i.classes]
    if definite:
        items = mention.sentence.items
        things = [
            i
            for i in things
            if i in items and any("definite" in x.classes for x in items[items.index(i) - 1 : items.index(i)])
        ]
    return frozenset(i.text.rpartition(" ")[2] for i in things)


def exact(counts: list[tuple[Count, list[Item]]]) -> set[int]:
    """The numbers of a toll that are told exactly: "several" is the same of many attacks."""
    return {c.min for c, _ in counts if c.min and (c.max is not None or c.min not in _VAGUE)}


def doers(mentions: list[Mention]) -> set[str]:
    """The ids of the known actors who are told to have attacked."""
    return _known_actors([item for m in mentions for item, _ in m.perpetrators])


def _answering(mention: Mention) -> set[str]:
    """Who answers an attack with this one: "in response, Iran fired at the base"."""
    items = mention.sentence.items
    return doers([mention]) or _known_actors(items[: items.index(mention.triggers[0])])


def _known_actors(items: list[Item]) -> set[str]:
    return {value for i in items if (value := i.value("actor") or i.value("demonym")) is not None}
