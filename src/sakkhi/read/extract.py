"""Sentence and findings → mentions: which words tell of an attack, and which of them tell of one together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sakkhi.model.calendar import ResolvedTime
from sakkhi.model.incident import Method
from sakkhi.model.place import PlaceEntry
from sakkhi.model.when import Basis, TimePrecision, When
from sakkhi.read.allot import allot
from sakkhi.read.bearings import shift_places
from sakkhi.read.casualties import EFFECTS
from sakkhi.read.cues import add_cues, is_definite
from sakkhi.read.items import Item, Sentence
from sakkhi.read.lapses import is_later
from sakkhi.read.lists import AIMS, NARROW, by_place, part_lists
from sakkhi.read.mentions import STRONG, TRIGGERS, WEAPON_WORDS, Mention, distance, measure, merge_methods
from sakkhi.read.munitions import by_weapon, counts_weapon
from sakkhi.read.occupants import mark_members, mark_occupants
from sakkhi.read.patterns import BOUNDARY, Finding, captured
from sakkhi.read.rivals import is_of_others, own_doers
from sakkhi.read.where import entry_of, head_place, mark_elsewhere, mark_seats, widen_places
from sakkhi.read.whereabouts import lie

_FLYING = frozenset({"drone", "missile", "rocket", "mortar", "artillery"})
_HELD = frozenset({"shooting", "stabbing"})
_RESULTS = frozenset({"impact", "stop", "foil", "miss", "dead", "hurt", "casualties", "unhurt", "damage"})
_EFFECTS = frozenset({"dead", "hurt", "damage", "incident_n"})
_ECHOES = frozenset({"weapon", "attack_w"})  # what tells of another of the attacks told before, with no verb
_MENTIONING = TRIGGERS | _RESULTS | WEAPON_WORDS | _EFFECTS | {"weapon"}  # a mention has one of them, or a finding
_IDLE = TRIGGERS | {"impact"}
_SINGLE = STRONG | WEAPON_WORDS | {"attack_w"}  # what may be a trigger with no finding
_TOLD_BY = frozenset({"perpetrator", "attack", "outcome", "target"})  # of these kinds
_DEEDS = _RESULTS | TRIGGERS | {"launch", "attacker", "undergo"}  # what makes of a weapon one that was used
_BY = 3  # items within which a weapon is what a word beside it tells of
_FAR = 8  # items within which a weapon is what is fired or strikes
_CLAUSE = 16  # items within which a pattern's result is that of a weapon
_LOAD = 3  # items between a weapon and what it is loaded with
_OBJECT = 6  # items from a verb to the attack that it carries out: "launched at dawn, officials said, a raid"
_PARTS = frozenset(
    {"semicolon", "answer", "retaliation", "anniversary", "worst_since", "respond"}
)  # between two attacks: "in answer to"
_SUBJECTS = frozenset({"attacker", "weapon"})
_WEEKS = 20  # days from which on a stretch is one over which attacks are counted, not one in which one was
_ANSWER = 6  # items between "answered" and the attack that was answered
_FRONT = 3  # items at a sentence's head in which "hours after" an attack stands
_MANY = 100  # dead from which on a count "since" is one of years
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
    triggers = _triggers(items, findings, blocked)
    if not triggers:
        idle = any(id(i) in blocked and i.classes & STRONG for i in items)  # then what it came to is no attack's
        ended = any(f.pattern.kind == "outcome" for f in findings)  # "shot both of them down"
        _drop_idle(items, blocked)
        return [] if idle and not ended else _continued(sentence, findings)
    _drop_idle(items, blocked)
    groups = _groups(items, triggers, findings)
    sure = _made_sure(items, findings)
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
    if _is_total(items, mentions):
        counted = [m for m in mentions if any((c.min or 0) > 2 for c, _ in (*m.killed, *m.injured))]
        for mention in counted or mentions:  # "shot the prosecutor in the bombings of 2010 that killed 76"
            mention.cues.add("total")
    return [part for mention in mentions for place in by_place(mention) for part in by_weapon(place)]


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


def _is_total(items: list[Item], mentions: Sequence[Mention] = ()) -> bool:
    """True where what is counted is counted over weeks or more ("since the start of the year, 29 killed")."""
    days = any(i.time is not None and i.time.when is not None and _is_day(i.time.when) for i in items)
    lately = any(
        t.time is not None and t.time.kind == "point" and _is_lately(t.time) for m in mentions for t in m.times
    )
    if any("since_word" in i.classes for i in items) and not days:  # "500 were killed since the president fell"
        numbers = (i for i in items if i.count is not None and "num" in i.classes and (i.count.min or 0) >= _MANY)
        if any(not counts_weapon(items, i) for i in numbers):
            return True
    for item in items:
        if item.time is None or (days and "during_event" in item.classes):  # "on August 5 during the uprising"
            continue
        if lately and "since" not in item.classes:  # "hurt on Friday in a clash over the polls in May"
            continue
        when, said = item.time.when, dict(item.time.said)
        undated = when is None and not {"weekday", "ago"} & said.keys() and "since" in item.classes
        undated = undated or (when is None and ("month" in said or "over" in said))
        weeks = when is not None and (when.latest - when.earliest).days > _WEEKS
        long = when is not None and when.precision in (TimePrecision.MONTH, TimePrecision.YEAR)
        since = "since" in item.classes
        if undated or (long and (since or weeks)) or (since and weeks):
            numbers = (i for i in items if i.count is not None and "num" in i.classes and (i.count.min or 0) > 2)
            return any(not counts_weapon(items, i) for i in numbers)
    return False


def _is_lately(time: ResolvedTime) -> bool:
    """True for a day told as one looks back on it: "on Friday", "yesterday"."""
    said = dict(time.said)
    told = time.when is not None and time.when.basis == Basis.RELATIVE and _is_day(time.when)
    return told or "weekday" in said or "ago" in said


def _is_day(when: When) -> bool:
    return when.precision == TimePrecision.DAY and when.earliest == when.latest


def _drop_effects(items: list[Item], dropped: set[int]) -> None:
    """Words of death that tell of no casualty here ("the anniversary of the death of", "the late") cease to."""
    for item in items if dropped else ():
        if id(item) in dropped:
            item.classes = item.classes - EFFECTS.keys()


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
    signs = [i for i in items if i.classes & _RESULTS or id(i) in told]
    echoes = _echoes(items) if not signs else []
    signs = signs or echoes
    judged = any(f.pattern.values.get("kind") == "attribution" for f in findings)
    fact = any(f.pattern.kind == "fact" for f in findings) or any("terror_label" in i.classes for i in items)
    apart = judged or (not struck and fact)
    unhurt = any("unhurt" in i.classes for i in items)
    before = items[: items.index(signs[0])] if signs and any("num" in i.classes for i in items) else items
    if not signs or apart or any("accident" in i.classes for i in items):
        return []
    if not unhurt and any("aftermath" in i.classes for i in before):
        return []
    mention = Mention(sentence)
    mention.triggers = signs[:1]
    mention.points_back = True
    if echoes:
        mention.cues.add("echo")
    if any("another" in i.classes for i in items[:2]) and any("impact" in i.classes for i in items[:_BY]):
        mention.cues.add("another")  # "another struck the tanks at the port"
    if _is_total(items) and not any((e := entry_of(i)) is not None and e.precision in NARROW for i in items):
        return []  # "in April 29 were killed"
    allot([mention], sentence, findings)
    if not any(i.classes & (_RESULTS | _ECHOES) for i in signs):  # only from where it came, or who was there
        mention.weapons, mention.method, mention.method_items = [], Method.UNKNOWN, []
    return [mention]


def _echoes(items: list[Item]) -> list[Item]:
    """Means or weak words beside something that was struck and no verb: "Monday: several drones at the depot"."""
    if not any(i.classes & AIMS for i in items):
        return []
    return [i for i in items if i.value("weapon") in _FLYING or "attack_w" in i.classes][:1]


def _triggers(items: list[Item], findings: list[Finding], blocked: set[int]) -> list[Item]:
    free = [i for i in items if id(i) not in blocked] if blocked else items
    bound = captured(
        items,
        [f for f in findings if "attack" in f.captures and f.pattern.kind != "not_attack"],
        "perpetrator",
        "attack",
    )
    bound |= captured(items, findings, "attack", "attack")
    sure = _made_sure(items, findings)
    results = captured(items, findings, "outcome", "outcome")
    weapons = [i for i in free if "weapon" in i.classes]
    effects = [i for i in free if not i.classes.isdisjoint(_EFFECTS)]
    deeds = not all(map(_DEEDS.isdisjoint, [i.classes for i in free]))
    others = [i for i in free if "another" in i.classes] if weapons else []  # "another struck the port"
    out = []
    marked = sure | bound | results
    for item in free:
        if item.classes.isdisjoint(_SINGLE) and id(item) not in marked:
            continue
        strong = bool(item.classes & STRONG) or id(item) in sure
        strong = strong or (id(item) in bound and _may_attack(item, weapons, deeds))
        if (
            strong
            or ("attack_w" in item.classes and (weapons or effects))
            or (item.classes & WEAPON_WORDS and any(_is_of(item, w) for w in weapons + others))
            or (id(item) in results and any(distance(item, w) <= _CLAUSE for w in weapons))
        ):
            out.append(item)
    out += [i for n, i in enumerate(free) if "incident_n" in i.classes and n and "all" in free[n - 1].classes and out]
    harmed = [e for e in effects if e.classes & {"dead", "hurt"} and any(distance(w, e) <= 8 for w in weapons)]
    if not out and not harmed and any(i.classes & {"place", "time", "dead", "hurt"} for i in items):
        out = [i for i in free if "incident_n" in i.classes][:1]
    if not out and deeds:  # "was hit by a roadside bomb"
        used = captured(items, findings, "target", "attack")
        out = [w for w in weapons if id(w) in used]
    if not out and weapons and any(distance(w, e) <= 8 for w in weapons for e in effects):
        out = [min(weapons, key=lambda w: min(distance(w, e) for e in harmed or effects))]
    return out or _laden(items, weapons)


def _laden(items: list[Item], weapons: list[Item]) -> list[Item]:
    """A weapon that flies with explosives at somebody or a place, whatever the verb: "tried to reach the troops"."""
    loads = [n for n, i in enumerate(items) if "laden" in i.classes]
    if not loads or not any(i.classes & AIMS or i.value("victim") == "military_personnel" for i in items):
        return []
    flying = (w for w in weapons if w.value("weapon") in _FLYING)
    return [w for w in flying if any(abs(items.index(w) - n) <= _LOAD for n in loads)][:1]


def _is_of(item: Item, weapon: Item) -> bool:
    """True for what becomes of a weapon, told near it; no gun or knife falls short of what it was sent at."""
    held = "miss" in item.classes and weapon.value("weapon") in _HELD
    return not held and distance(item, weapon) <= _reach(item)


def _reach(item: Item) -> int:
    """How far from a word for what a weapon did it may stand: "the drones, twelve of them, were all shot down"."""
    return _CLAUSE if "stop" in item.classes else _FAR


def _may_attack(item: Item, weapons: list[Item], deeds: bool) -> bool:
    """False for a word that tells of an attack only beside others: "launched" with none, "a drone" alone."""
    if item.classes & (TRIGGERS | _RESULTS):
        return True
    if "weapon" in item.classes:
        return deeds
    return bool(weapons) or "launch" not in item.classes


def _made_sure(items: list[Item], findings: list[Finding]) -> set[int]:
    """Ids of the items that patterns make a word of attack that needs nothing beside it: "opened … fire"."""
    return captured(items, [f for f in findings if "sure" in f.pattern.values], "attack", "attack")


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
    return bool(mention.killed) and (dead < taken or first)


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


def _groups(items: list[Item], triggers: list[Item], findings: list[Finding]) -> list[list[Item]]:
    """Triggers that may tell of one attack, together.

    A definite one ("this attack") keeps apart from another's telling.
    """
    flies = any(
        "weapon" in i.classes and i.value("weapon") in _FLYING for i in items
    )  # then what was fired is that, and no gunfire
    own, when = _own_places(items, triggers), _own_days(items, triggers)
    doing = own_doers(items, findings) if len(triggers) > 1 else {}
    groups: list[tuple[Method, bool, list[Item]]] = []
    for item in triggers:
        value = next((v for c in ("attack_n", "attack_v", "murder", "attack_w") if (v := item.value(c))), "unknown")
        method = Method(value) if not (flies and "launch" in item.classes) else Method.UNKNOWN
        if method == Method.UNKNOWN and item.classes & {"launch", "impact", "stop"}:
            method = _by_what(items, item)
        definite = is_definite(items, item)
        for n, (known, known_definite, group) in reversed([*enumerate(groups)]):
            merged = merge_methods(known, method)
            if merged is None and _is_joined(items, group[-1], item):
                merged = method if known == Method.SHOOTING else known
            if merged is not None and (
                _is_apart(items, group, item, own, when) or is_of_others(items, group, item, doing)
            ):
                continue
            if merged is not None and not (
                definite != known_definite
                and len(items) > 1
                and (method == Method.UNKNOWN or known == Method.UNKNOWN)
                and _clauses_apart(items, group[-1], item)
            ):
                groups[n] = (merged, known_definite or definite, [*group, item])
                break
        else:
            groups.append((method, definite, [item]))
    return [group for _, _, group in groups]


def _is_joined(items: list[Item], before: Item, item: Item) -> bool:
    """True for what "and" alone joins, and is told to have killed or hurt: "killed by a bomb and gunfire"."""
    i, j = items.index(before), items.index(item)
    beside = j - i <= 2 and ("and_" in item.features or any("and" in x.classes for x in items[i + 1 : j]))
    verbs = all("attack_v" in x.classes and "attack_n" not in x.classes for x in (before, item))  # "shelled and bombed"
    return beside and (verbs or any(x.classes & {"dead", "hurt", "murder"} for x in items[j : j + 3]))


def _by_what(items: list[Item], item: Item) -> Method:
    """What a word of firing or striking tells of, by the weapon right beside it: "after rockets landed on them"."""
    near = [w for w in items if w.value("weapon") and distance(w, item) <= _BY]
    found = min(near, key=lambda w: distance(w, item), default=None)
    return Method(found.value("weapon") or "unknown") if found is not None else Method.UNKNOWN


def _own_places(items: list[Item], triggers: list[Item]) -> dict[int, list[PlaceEntry]]:
    """The narrow places of a sentence by the `id` of the trigger that each stands nearest to."""
    out: dict[int, list[PlaceEntry]] = {}
    for item in items if len(triggers) > 1 else ():
        entry = entry_of(item)
        if entry is not None and entry.precision in NARROW and "elsewhere" not in item.classes:
            told = [t for t in triggers if not (t.start > item.start and _is_outcome(items, t))]
            nearest_trigger = min(told or triggers, key=lambda t: distance(item, t))
            out.setdefault(id(nearest_trigger), []).append(entry)
    return out


def _is_outcome(items: list[Item], trigger: Item) -> bool:
    """True for ", killing ten soldiers": what came of what was told before it, where that was."""
    n = items.index(trigger)
    return bool(n) and "comma" in items[n - 1].classes and "ing" in trigger.classes and "dead" in trigger.classes


def _own_days(items: list[Item], triggers: list[Item]) -> dict[int, list[When]]:
    """The days told in a sentence by the `id` of the trigger that each stands nearest to."""
    out: dict[int, list[When]] = {}
    for item in items if len(triggers) > 1 else ():
        if item.time is not None and item.time.kind == "point" and item.time.when is not None:
            nearest_trigger = min(triggers, key=lambda t: distance(item, t))
            out.setdefault(id(nearest_trigger), []).append(item.time.when)
    return out


def _is_apart(
    items: list[Item],
    group: list[Item],
    item: Item,
    own: dict[int, list[PlaceEntry]],
    when: dict[int, list[When]],
) -> bool:
    """True where a clause of its own tells of harm at a place or on days of its own: "A was shelled, B was bombed"."""
    i, j = sorted((items.index(group[-1]), items.index(item)))
    between = items[i:j]
    aftermath = any("aftermath" in x.classes for x in items)  # "held for the murder a day after they were found dead"
    if any(x.classes & _PARTS for x in between) or (is_later(items, between) and not aftermath):
        return True
    if "pl" in items[j].classes and any(
        "repeat" in y.classes and x.classes & {"undergo", "article"} for x, y in pairwise(between)
    ):
        return True  # "stormed a post in a region that has seen a surge in attacks"
    if (
        "attack_v" in items[j].classes and "another" in items[j - 1].classes and "attack_n" not in items[j - 2].classes
    ):  # "gunmen stormed A, and others attacked B"
        return True
    if any("another" in x.classes and "facility" in y.classes for x, y in pairwise(between)):  # "and another bus was"
        return True
    if "attack_v" in items[i].classes and "attack_n" in items[j].classes and j - i <= _OBJECT:
        return False
    parted = next((n for n, x in enumerate(items[i:j], i) if "meanwhile" in x.classes), None)
    if parted is not None and any("num" in x.classes or "place" in x.classes for x in items[parted:]):
        return True
    if any(apart(items, i, j) for apart in (_answers, _is_fronted, _is_answered, _is_by_others)):
        return True
    if not any(x.classes & BOUNDARY or "and" in x.classes or "and_" in x.features for x in items[i + 1 : j + 1]):
        return False
    days, day = [w for t in group for w in when.get(id(t), ())], when.get(id(item), [])
    if days and day and not any(x.overlaps(y) for x in days for y in day):
        return True
    there, here = [e for t in group for e in own.get(id(t), ())], own.get(id(item), [])
    return bool(here and there) and not any(lie(x, y).value > 0 for x in here for y in there)


def _is_by_others(items: list[Item], i: int, j: int) -> bool:
    """True for "a bomb killed two soldiers and gunmen shot a judge": others did it to somebody else."""
    at = next((n for n in range(j - 1, max(i, j - _BY) - 1, -1) if items[n].classes & _SUBJECTS), None)
    joined = at is not None and any("and" in x.classes for x in items[max(i, at - _BY) : at])
    if at is None or not joined or not any("victim" in x.classes for x in items[j + 1 : j + 1 + _BY]):
        return False
    harmed = any(x.classes & {"dead", "hurt", "murder"} for x in items[: at - 1])
    return harmed and any(x.classes & _SUBJECTS and "past" not in x.classes for x in items[: i + 1])


def _is_fronted(items: list[Item], i: int, j: int) -> bool:
    """True for an attack named at a sentence's head behind "hours after", and another told behind a comma."""
    lapse = next((n for n, x in enumerate(items[: min(i, _FRONT)]) if x.classes >= {"answer", "earlier"}), None)
    if lapse is None or i - lapse > _FRONT or "attack_n" not in items[i].classes:
        return False
    return items[j].classes & {"attack_n", "attack_v"} != set() and any(x.classes & BOUNDARY for x in items[i + 1 : j])


def _is_answered(items: list[Item], i: int, j: int) -> bool:
    """True for "X answered the killing of Y with rockets", where the answer's verb stands before both."""
    ahead = next((n for n in range(i - 1, max(-1, i - _ANSWER), -1) if "respond" in items[n].classes), None)
    told = ahead is not None and any("on" in x.classes for x in items[ahead + 1 : i])
    return told and "by_" in items[j].classes


def _answers(items: list[Item], i: int, j: int) -> bool:
    """True for "X launched its assault after Y killed": two who attack, one before the other."""
    after = next((n for n in range(i, j) if "after" in items[n].classes), None)
    if after is None:
        return False
    one, other = (
        {v for x in run if (v := x.value("actor") or x.value("demonym"))} for run in (items[:i], items[after:j])
    )
    return bool(one and other) and one.isdisjoint(other) and all("by" not in x.classes for x in items[i:after])


def _clauses_apart(items: list[Item], a: Item, b: Item) -> bool:
    i, j = sorted((items.index(a), items.index(b)))
    return j - i > 3
