"""Sentence and findings → mentions: which words tell of an attack, and which of them tell of one together."""

from __future__ import annotations

from itertools import pairwise

from sakkhi.model.incident import Method
from sakkhi.read.allot import allot
from sakkhi.read.bearings import shift_places
from sakkhi.read.casualties import EFFECTS
from sakkhi.read.clauses import leave_other_clauses
from sakkhi.read.cues import add_cues, is_definite, is_there_again
from sakkhi.read.items import Item, Sentence
from sakkhi.read.lists import AIMS, NARROW, by_place, part_lists, sum_up
from sakkhi.read.mentions import STRONG, TRIGGERS, WEAPON_WORDS, Mention, measure, merge_methods
from sakkhi.read.munitions import by_weapon
from sakkhi.read.occupants import mark_members, mark_occupants
from sakkhi.read.only_named import leave_to_occasion
from sakkhi.read.patterns import BOUNDARY, Finding, captured
from sakkhi.read.shares import by_share
from sakkhi.read.together import BY, FLYING, told_together
from sakkhi.read.totals import is_of_war, is_total
from sakkhi.read.triggers import RESULTS, TRACES, find_triggers, made_sure
from sakkhi.read.where import entry_of, head_place, mark_elsewhere, mark_seats, widen_places

_ECHOES = frozenset({"weapon", "attack_w"})  # what tells of another of the attacks told before, with no verb
_MENTIONING = TRIGGERS | RESULTS | WEAPON_WORDS | TRACES | {"weapon"}  # a mention has one of them, or a finding
_IDLE = TRIGGERS | {"impact"}
_TOLD_IDLY = STRONG | {"damage"}  # "set tyres on fire"
_TOLD_BY = frozenset({"perpetrator", "attack", "outcome", "target"})  # of these kinds
_RECORD = 1000  # dead from which on they are those of years, where somebody is held responsible


def find_mentions(sentence: Sentence, findings: list[Finding]) -> list[Mention]:
    """The mentions of attacks in a sentence, in order of their first trigger; empty where it tells of none."""
    items = sentence.items
    if any("place" in i.classes for i in items):
        mark_elsewhere(sentence, findings)
        shift_places(sentence, findings)
        widen_places(items)
        mark_seats(items)
    if not _may_tell(items, findings):
        return []
    measure(items)
    mark_occupants(items)
    mark_members(items)
    _drop_effects(items, captured(items, findings, "not_casualty", "effect"))
    blocked = captured(items, findings, "not_attack", "attack") | _drop_records(items, findings)
    triggers = find_triggers(items, findings, blocked)
    if not triggers:
        idle = any(id(i) in blocked and i.classes & _TOLD_IDLY for i in items)  # then what it came to is no attack's
        ended = any(f.pattern.kind == "outcome" for f in findings)  # "shot both of them down"
        _drop_idle(items, blocked)
        return [] if idle and not ended else _continued(sentence, findings)
    _drop_idle(items, blocked)
    groups = _with_lapses(items, told_together(items, triggers, findings))
    sure = made_sure(items, findings)
    mentions = []
    for group in groups:
        mention = Mention(sentence)
        mention.triggers = group
        for item in group:
            _read_trigger(mention, item)
            mention.strong = mention.strong or id(item) in sure
        mention.points_back = all("incident_n" in item.classes and not item.classes & TRIGGERS for item in group)
        mentions.append(mention)
    # "these attacks" beside an attack told in full only points back: what the sentence tells belongs to the other
    answers = any("retaliation" in i.classes for i in items)  # "in revenge for the killing"
    pointing = [m for m in mentions if m.method == Method.UNKNOWN and any(is_definite(items, t) for t in m.triggers)]
    telling = [m for m in mentions if answers or m not in pointing]
    add_cues(mentions, items)
    allot(telling or mentions, sentence, findings)
    _spread_topic(telling or mentions, items)
    for mention in mentions:
        leave_other_clauses(mention)
        if any(_is_mixed(items, t) for t in mention.triggers):
            mention.method, mention.method_items, mention.weapons = Method.UNKNOWN, [], []
        if mention.method == Method.ABDUCTION and _is_beside_killing(mention):
            mention.method, mention.method_items = Method.UNKNOWN, []
        if _tells_only_whence(mention):
            mention.points_back = True
            if "this" not in mention.cues:
                mention.method, mention.method_items = Method.UNKNOWN, []
            mention.cues -= {"earlier", "had"}
    part_lists(mentions, items)
    if is_total(items, mentions, captured(items, findings, "not_count", "num")):
        counted = [m for m in mentions if any((c.min or 0) > 2 for c, _ in (*m.killed, *m.injured))]
        for mention in counted or mentions:  # "shot the prosecutor in the bombings of 2010 that killed 76"
            mention.cues.add("total")
    for mention in mentions:
        leave_to_occasion(mention, findings)
        sum_up(mention)
    told = [part for mention in mentions for part in by_share(mention)]
    return [part for mention in told for place in by_place(mention) for part in by_weapon(place)]


def _with_lapses(items: list[Item], groups: list[list[Item]]) -> list[list[Item]]:
    """The groups of triggers, "the attack" in "he died nine days after the attack" with those that tell of it."""
    out: list[list[Item]] = []
    for group in groups:
        if out and len(group) == 1 and _is_lapse_to(items, items.index(group[0])):
            out[-1] = [*out[-1], *group]
        else:
            out.append(group)
    return out


def _is_lapse_to(items: list[Item], n: int) -> bool:
    """True for an attack that is only named, behind "days after the"."""
    before, behind = items[max(0, n - 3) : n], items[n + 1 : n + 2]
    led = len(before) == 3 and before[0].time is not None and "after" in before[1].classes
    named = items[n].classes & {"attack_n", "incident_n"} and "past" not in items[n].classes
    return bool(named) and led and "definite" in before[2].classes and all(x.classes & BOUNDARY for x in behind)


def _spread_topic(mentions: list[Mention], items: list[Item]) -> None:
    """Give the place named at a sentence's head to the attacks told behind it that have none of their own."""
    topic = head_place(items) if len(mentions) > 1 else None
    if topic is None or "elsewhere" in topic.classes:
        return
    for mention in mentions:
        if not mention.places:
            mention.places.append(topic)


def _may_tell(items: list[Item], findings: list[Finding]) -> bool:
    """False where no word and no finding of a sentence can make a mention of it."""
    told = not all(map(_MENTIONING.isdisjoint, [i.classes for i in items]))
    return told or any(f.pattern.kind in _TOLD_BY for f in findings)


def _drop_effects(items: list[Item], dropped: set[int]) -> None:
    """Words of death that tell of no casualty here ("the anniversary of the death of", "the late") cease to."""
    for item in items if dropped else ():
        if id(item) in dropped:
            item.classes = item.classes.difference(EFFECTS)


def _drop_idle(items: list[Item], idle: set[int]) -> None:
    """Take the classes of attack from words that tell of none, so that nothing else reads one in them."""
    for item in items:
        if id(item) in idle:
            item.classes = frozenset(c for c in item.classes if c.partition(".")[0] not in _IDLE)


def _drop_records(items: list[Item], findings: list[Finding]) -> set[int]:
    """Ids of the items by which somebody is held responsible for the deaths of thousands: a record, and no attack."""
    out = {id(i) for f in findings if is_record(items, f) for i in items[f.first : f.last]}
    _drop_effects(items, out)
    return out


def is_record(items: list[Item], finding: Finding) -> bool:
    """True where a finding holds somebody responsible for the deaths of thousands."""
    if finding.pattern.kind != "statement" or finding.pattern.values.get("kind") != "attribution":
        return False
    run = items[finding.first : finding.last]
    return any("count_large" in i.classes or (i.count is not None and (i.count.min or 0) >= _RECORD) for i in run)


def _continued(sentence: Sentence, findings: list[Finding]) -> list[Mention]:
    """What came of an attack told before, in a sentence of its own: a mention that can only point back."""
    items = sentence.items
    told = captured(items, findings, "outcome", "outcome")
    struck = [f for f in findings if f.pattern.kind == "target" and "attack" not in f.captures]
    told |= captured(items, struck, "target", "target")  # who was there: "a few troops are stationed at it"
    origins = captured(items, findings, "origin", "place")
    told |= {id(i) for i in items if id(i) in origins and "place" not in i.classes}  # "it came from inside houses"
    signs = [i for i in items if i.classes & RESULTS or id(i) in told]
    echoes = _echoes(items) if not signs else []
    signs = signs or echoes
    judged = any(f.pattern.values.get("kind") == "attribution" for f in findings)
    fact = any(f.pattern.kind == "fact" for f in findings) or any("terror_label" in i.classes for i in items)
    apart = judged or (not struck and fact)
    unhurt = any("unhurt" in i.classes for i in items)
    before = items[: items.index(signs[0])] if signs and any("num" in i.classes for i in items) else items
    crashed = any("accident" in i.classes for i in items) and not any("stop" in i.classes for i in signs)
    if not signs or apart or crashed:  # drones that crash beside others shot down are no accident
        return []
    if not unhurt and any("aftermath" in i.classes for i in before):
        return []
    mention = Mention(sentence)
    mention.triggers = signs[:1]
    mention.points_back = True
    if echoes:
        mention.cues.add("echo")
    led = any("another" in i.classes for i in items[:2]) and any("impact" in i.classes for i in items[:BY])
    if led or any("apart" in i.classes for i in items[:2]):  # "in a separate incident, a youth was killed"
        mention.cues.add("another")  # "another struck the tanks at the port"
    if any(is_there_again(items, n) for n in range(len(items))):
        mention.cues.add("another")
    if any("incident_n" in y.classes and x.classes >= {"this", "pl"} for x, y in pairwise(items)):
        mention.cues |= {"this", "plural"}  # "in these incidents nobody was hurt"
    if is_total(items) and not any((e := entry_of(i)) is not None and e.precision in NARROW for i in items):
        if not is_of_war(items):
            return []  # "in April 29 were killed"
        mention.cues.add("total")
    allot([mention], sentence, findings)
    if not any(i.classes & (RESULTS | _ECHOES) for i in signs):  # only from where it came, or who was there
        mention.weapons, mention.method, mention.method_items = [], Method.UNKNOWN, []
    sum_up(mention)
    return [mention]


def _echoes(items: list[Item]) -> list[Item]:
    """Means or weak words beside something that was struck and no verb: "Monday: several drones at the depot"."""
    if not any(i.classes & AIMS for i in items):
        return []
    return [i for i in items if i.value("weapon") in FLYING or "attack_w" in i.classes][:1]


def _read_trigger(mention: Mention, item: Item) -> None:
    for cls in ("attack_n", "attack_v", "murder", "attack_w", "weapon"):
        value = item.value(cls)
        if value:
            mention.add_method(Method(value), item)
    mention.strong = mention.strong or bool(item.classes & STRONG)


def _is_beside_killing(mention: Mention) -> bool:
    """True for "killed 40 people and took ten hostage": the taking is not the means."""
    dead = next((n for n, t in enumerate(mention.triggers) if "dead" in t.classes), len(mention.triggers))
    taken = next((n for n, t in enumerate(mention.triggers) if t in mention.method_items), 0)
    first = any("attack_n.unknown" in t.classes for t in mention.triggers[:taken])
    many = all("pl" in t.classes for t in mention.triggers)  # "mass killings, abductions"
    return (bool(mention.killed) and (dead < taken or first)) or (first and many)


def _tells_only_whence(mention: Mention) -> bool:
    """True for "the shells had been fired from among houses": from where an attack told before came, and no more."""
    more = mention.targets or mention.places or mention.times or mention.killed or mention.injured
    known = mention.cues & {"earlier", "had", "this", "this_weapon"}
    return bool(mention.origins and known) and not (more or mention.munitions or mention.perpetrators)


def _is_mixed(items: list[Item], trigger: Item) -> bool:
    """True for a noun that sums up attacks of several kinds: "drone and rocket attacks"."""
    i = items.index(trigger)
    if i < 2 or not trigger.classes >= {"attack_n", "pl"} or "and" not in items[i - 1].classes:
        return False
    one, other = items[i - 2].value("weapon"), trigger.value("attack_n")
    return one is not None and other is not None and merge_methods(Method(one), Method(other)) is None
