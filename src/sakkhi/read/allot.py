"""The items of a sentence → the mentions that they belong to: places, times, weapons, results, cues."""

from __future__ import annotations

from sakkhi.model.incident import Method, Outcome
from sakkhi.read.bind import bind
from sakkhi.read.casualties import read_casualties
from sakkhi.read.items import Item, Sentence
from sakkhi.read.mentions import TRIGGERS, Mention, is_negated, merge_methods, nearest
from sakkhi.read.munitions import read_munitions
from sakkhi.read.patterns import BOUNDARY, Finding, captured
from sakkhi.read.where import dateline, is_aftercare

_TOLD = TRIGGERS | {"incident_n", "launch", "impact", "dead", "hurt"}
_ARGUMENTS = frozenset({"weapon", "place", "time", "since", "stop", "foil", "miss", "impact", "damage"})
_SPOKEN = 10  # items between a time and the verb of speech that it belongs to


def allot(mentions: list[Mention], sentence: Sentence, findings: list[Finding]) -> None:
    """Give every argument in the sentence to the mention that it belongs to."""
    items = sentence.items
    written = dateline(items)
    origins = captured(items, findings, "origin", "place")
    skipped = captured(items, findings, "not_count", "num")
    stopped = captured(items, findings, "outcome", "outcome")
    for item in items:
        if item.classes.isdisjoint(_ARGUMENTS):
            continue
        owner = nearest(item, mentions)
        if "weapon" in item.classes and item.value("weapon"):
            owner.weapons.append(item)
            method = Method(item.value("weapon") or "unknown")
            if owner.method == Method.SHOOTING != method and all("launch" in i.classes for i in owner.method_items):
                owner.method, owner.method_items = method, [item]  # "rockets were fired at" is no gunfire
            if owner.method in (Method.UNKNOWN, Method.OTHER) or merge_methods(owner.method, method) == method:
                owner.add_method(method, item)
        if (
            "place" in item.classes
            and item.place is not None
            and ("elsewhere" not in item.classes or is_aftercare(item))
        ):
            (owner.origins if id(item) in origins else owner.places).append(item)
        dated = item.time is not None and item.classes & {"time", "since"} and id(item) not in written
        if dated and not is_of_occasion(items, item) and not _is_of_speech(items, items.index(item)):
            for mention in mentions if item.time is not None and item.time.event is not None else [owner]:
                mention.times.append(item)
        for cls, outcome in (
            ("stop", Outcome.INTERCEPTED),
            ("foil", Outcome.FOILED),
            ("miss", Outcome.MISSED),
            ("impact", Outcome.HIT),
        ):
            if cls in item.classes and not is_negated(items, item):
                owner.outcomes.append((outcome, item))
        if "damage" in item.classes and id(item) not in stopped:
            told = "none" if is_negated(items, item) else item.value("damage") or "some"
            owner.damage.append((told, item))
    if any(f.pattern.kind in ("unclaimed", "claim", "denial") for f in findings):
        for mention in mentions:
            mention.cues.add("claim")
    bind(mentions, items, findings)
    read_casualties(mentions, items, findings, skipped)
    suffered = {id(i) for m in mentions for i in [*(t for _, t in m.targets), *m.target_actors]}
    for mention in mentions:  # who was attacked did not attack
        mention.perpetrators = [
            (actor, finding) for actor, finding in mention.perpetrators if id(actor) not in suffered
        ]
    read_munitions(mentions, items, skipped)


def is_of_occasion(items: list[Item], item: Item) -> bool:
    """True for a time or place that stands with a statement, a case or an arrest rather than with the attack."""
    position = items.index(item)
    near = [abs(n - position) for n, x in enumerate(items) if "occasion" in x.classes]
    told = [abs(n - position) for n, x in enumerate(items) if x.classes & _TOLD]
    return bool(near) and min(near) <= 4 and min(near) < min(told, default=99)


def _is_of_speech(items: list[Item], position: int) -> bool:
    """True for a time that stands with the verb of speech: no word of attack between them nor beside it."""
    if items[position].time is None:
        return False
    for n, item in enumerate(items):
        if "say" in item.classes and abs(n - position) <= _SPOKEN:
            between = items[min(n, position) + 1 : max(n, position)]
            beside = items[position + 1 : position + 2] if n < position else []
            if not any(x.classes & _TOLD or "quote" in x.classes for x in [*between, *beside]):
                return n > position or not any("that" in x.classes or x.classes & BOUNDARY for x in between)
    return False
