"""Mentions that only point to what was attacked ("fired at it", أصابته) → the facility or site told of last before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sakkhi.model.place import PlacePrecision
from sakkhi.read.items import Item, Sentence
from sakkhi.read.mentions import Mention, distance
from sakkhi.read.patterns import BOUNDARY
from sakkhi.read.targets import SITE_TARGETS, add_target
from sakkhi.read.where import entry_of

_AHEAD = 4  # sentences before a name in which what bears it is told of
_APPOSED = 4  # items between a noun and the name behind it
_BACK = 4  # sentences before the one that points within which it is told to what
_OBJECT = 5  # items from a word of attack to the pronoun that is its object
_HIM = "person_pronoun"
_SPOKEN = 2  # sentences before "him", and items behind a speaker in which he speaks
_DONE = frozenset({"attack_v", "murder"})
_PERSONS = frozenset({"victim", "name", "person"})
_NOT_HIM = frozenset({"attendant", "attacker", "generic", "mass", "corps", "wronged", "relation", "accused", "say"})
_STRIKES = frozenset({"attack_v", "impact", "launch", "weapon"})
_THERE = frozenset({"there", "here"})
_AT = frozenset({"at", "on", "to", "toward"})
_THINGS = frozenset({"military_base", "ship", "energy", "airport", "diplomatic", "convoy"})  # what a pronoun stands for


def point_back(told: Sequence[Sentence], mentions: Iterable[Mention]) -> None:
    """Give each mention whose object is a pronoun what that stands for: a target, and its place where it has one."""
    for mention in mentions:
        if any("facility" in i.classes or id(i) in mention.struck for _, i in mention.targets):
            continue
        pronoun = _pronoun(mention)
        found = _told_last(told, mention.sentence, pronoun) if pronoun is not None else None
        if pronoun is None or found is None:
            continue
        value = found.value("facility")
        if value is not None:
            mention.targets.insert(0, (value, found))
            mention.struck.add(id(found))
        if found.place is not None and not any(_is_site(p) for p in mention.places):
            pronoun.place, pronoun.classes = found.place, pronoun.classes | {"place"}
            mention.places.insert(0, pronoun)


def whom_back(told: Sequence[Sentence], mentions: Iterable[Mention]) -> None:
    """Give each mention of what was done to "him" whom that stands for: who was named last before it."""
    for mention in mentions:
        if any(item.classes & _PERSONS for _, item in mention.targets):
            continue
        items = mention.sentence.items
        at = (n for t in mention.triggers if t.classes & _DONE and t in items for n in [items.index(t)])
        him = next((m for n in at for m in range(max(0, n - _OBJECT), n) if _HIM in items[m].classes), None)
        if him is None:
            continue
        before = [
            items[:him],
            *(s.items for s in reversed(told[max(0, mention.sentence.index - _SPOKEN) : mention.sentence.index])),
        ]
        found = next((run[n] for run in before for n in range(len(run) - 1, -1, -1) if _is_one(run, n)), None)
        if found is not None:
            add_target(mention, found)


def _is_one(items: list[Item], n: int) -> bool:
    """True for one person who may be "him": no speaker, nobody who tends the hurt, nobody who did it."""
    item = items[n]
    led = any("article" in x.classes for x in items[max(0, n - 1) : n])  # "a doctor", who tends nobody
    if "victim" not in item.classes or (item.classes & _NOT_HIM and not led) or item.features & {"pl", "loc"}:
        return False
    if any(x.classes & {"say", "accused"} for x in items[n + 1 : n + 1 + _SPOKEN]):
        return False
    return not any(x.count is not None and (x.count.min or 0) > 1 for x in items[max(0, n - 1) : n])


def name_back(told: Sequence[Sentence]) -> None:
    """Give a base or plant of the sentences before the name that is told behind: "the outpost, known as Tower 22"."""
    for sentence in told:
        for m, site in enumerate(sentence.items):
            if site.place is None:
                continue
            kind = SITE_TARGETS.get(site.place.entry.kind) if _is_site(site) else None
            if kind is None or not _is_apposed(sentence.items, m, kind):
                continue
            ahead = [i for s in told[max(0, sentence.index - _AHEAD) : sentence.index] for i in s.items]
            if not any(_is_site(i) for i in ahead):
                for item in ahead:
                    if item.value("facility") == kind and item.place is None and "pl" not in item.classes:
                        item.place, item.classes = site.place, item.classes | {"place"}


def _is_apposed(items: list[Item], m: int, kind: str) -> bool:
    """True for the name behind "the outpost, known as", or before "by name the base"."""
    for n in (*range(m - 1, max(-1, m - 2 - _APPOSED), -1), *range(m + 1, min(len(items), m + 2 + _APPOSED))):
        between = items[n + 1 : m] if n < m else items[m + 1 : n]
        told = "def" in items[n].features or bool(n and "definite" in items[n - 1].classes)
        if items[n].value("facility") == kind and told and any("called" in x.classes for x in between):
            return True
    return False


def _pronoun(mention: Mention) -> Item | None:
    """The word for what was attacked: an object behind its verb, or the verb itself where that bears it."""
    items = mention.sentence.items
    for trigger in mention.triggers:
        for verb in items[max(0, items.index(trigger) - 2) : items.index(trigger) + 1]:
            if "it_object" in verb.classes or (verb is trigger and verb.classes >= {"attack_v", "poss"}):
                return verb
        n = items.index(trigger)
        if not trigger.classes & _STRIKES:
            continue
        for m in range(n + 1, min(n + 1 + _OBJECT, len(items))):
            if items[m].classes & BOUNDARY:
                break
            if "thing_pronoun" in items[m].classes and (m == n + 1 or items[m - 1].classes & _AT):
                return items[m]
    return next((x for n, x in enumerate(items) if x.classes & _THERE and _is_scene(items, n, mention)), None)


def _is_scene(items: list[Item], n: int, mention: Mention) -> bool:
    """True for "wounded seven there", not for "there were"."""
    if any("be" in x.classes for x in items[n + 1 : n + 2]):
        return False
    return any(items.index(t) < n and distance(t, items[n]) <= _OBJECT for t in mention.triggers)


def _told_last(told: Sequence[Sentence], sentence: Sentence, pronoun: Item) -> Item | None:
    """The last facility or site before a pronoun."""
    before = sentence.items[: sentence.items.index(pronoun)]
    for items in (before, *(s.items for s in reversed(told[max(0, sentence.index - _BACK) : sentence.index]))):
        for item in reversed(items):
            if _is_site(item) or item.value("facility") in _THINGS:
                return item
    return None


def _is_site(item: Item) -> bool:
    entry = entry_of(item)
    return entry is not None and entry.precision == PlacePrecision.SITE and "elsewhere" not in item.classes
