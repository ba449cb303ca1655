"""Sentence and findings → mentions: which words tell of an attack, and which of them tell of one together."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from sakkhi.model.calendar import ResolvedTime
from sakkhi.model.incident import Method
from sakkhi.model.place import PlacePrecision
from sakkhi.model.when import Basis, TimePrecision, When
from sakkhi.read.allot import allot
from sakkhi.read.bearings import shift_places
from sakkhi.read.casualties import EFFECTS
from sakkhi.read.cues import add_cues, is_definite, is_there_again
from sakkhi.read.items import Item, Sentence
from sakkhi.read.lists import AIMS, NARROW, by_place, part_lists, sum_up
from sakkhi.read.mentions import STRONG, TRIGGERS, WEAPON_WORDS, Mention, measure, merge_methods
from sakkhi.read.munitions import by_weapon, counts_weapon
from sakkhi.read.occupants import mark_members, mark_occupants
from sakkhi.read.patterns import BOUNDARY, Finding, captured
from sakkhi.read.together import BY, FLYING, told_together
from sakkhi.read.triggers import RESULTS, TRACES, find_triggers, made_sure
from sakkhi.read.where import entry_of, head_place, mark_elsewhere, mark_seats, widen_places

_ECHOES = frozenset({"weapon", "attack_w"})  # what tells of another of the attacks told before, with no verb
_MENTIONING = TRIGGERS | RESULTS | WEAPON_WORDS | TRACES | {"weapon"}  # a mention has one of them, or a finding
_IDLE = TRIGGERS | {"impact"}
_TOLD_BY = frozenset({"perpetrator", "attack", "outcome", "target"})  # of these kinds
_WEEKS = 20  # days from which on a stretch is one over which attacks are counted, not one in which one was
_NEAR = 4  # items before an attack in which "a" or "when" says that it was one
_HEAD = 3  # items at the head of a sentence in which "with this" sums up
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
    triggers = find_triggers(items, findings, blocked)
    if not triggers:
        idle = any(id(i) in blocked and i.classes & STRONG for i in items)  # then what it came to is no attack's
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
    if _is_total(items, mentions, captured(items, findings, "not_count", "num")):
        counted = [m for m in mentions if any((c.min or 0) > 2 for c, _ in (*m.killed, *m.injured))]
        for mention in counted or mentions:  # "shot the prosecutor in the bombings of 2010 that killed 76"
            mention.cues.add("total")
    for mention in mentions:
        sum_up(mention)
    return [part for mention in mentions for place in by_place(mention) for part in by_weapon(place)]


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


def _is_at_site(mention: Mention) -> bool:
    return any((e := entry_of(p)) is not None and e.precision == PlacePrecision.SITE for p in mention.places)


def _is_total(items: list[Item], mentions: Sequence[Mention] = (), skipped: Collection[int] = ()) -> bool:
    """True where what is counted is counted over weeks or more ("since the start of the year, 29 killed").

    Not by numbers that are `skipped`, nor where one attack of those weeks is told ("in a bomb attack in 1999").
    """
    one = bool(mentions) and all(any(_is_one(items, t) for t in m.triggers) for m in mentions)
    days = any(i.time is not None and i.time.when is not None and _is_day(i.time.when) for i in items)
    lately = any(
        t.time is not None and t.time.kind == "point" and _is_lately(t.time) for m in mentions for t in m.times
    )
    if any("since_word" in i.classes for i in items) and not days:  # "500 were killed since the president fell"
        numbers = (i for i in items if i.count is not None and "num" in i.classes and (i.count.min or 0) >= _MANY)
        if any(not counts_weapon(items, i) for i in numbers):
            return True
    if any("so_far" in i.classes for i in items[:_HEAD]) and any(_is_span(i) for i in items):
        return any((i.count.min or 0) > 1 for i in items if i.count is not None and "people" in i.classes)
    if any("during_event" in i.classes for i in items) and any(_is_at_site(m) for m in mentions):
        return False  # "the killing of six at the square during the uprising"
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
        if when is not None and long and not since and one:
            continue
        if since and _has_gone_on(items) and any(counts_weapon(items, i) for i in _numbers(items)):
            return True  # "15 buses have been torched since Monday"
        if undated or (long and (since or weeks)) or (since and weeks):
            return any(
                not counts_weapon(items, i) and (id(i) not in skipped or _counts_attacks(items, i))
                for i in _numbers(items)
            )
    return False


def _numbers(items: list[Item]) -> Iterator[Item]:
    """The numbers above two."""
    return (i for i in items if i.count is not None and "num" in i.classes and (i.count.min or 0) > 2)


def _has_gone_on(items: list[Item]) -> bool:
    """True for "have been torched since": what was done again and again."""
    return any("have" in a.classes and "be" in b.classes and "pl" not in b.classes for a, b in pairwise(items))


def _counts_attacks(items: list[Item], number: Item) -> bool:
    """True for "four murder cases", whose number counts no dead, but attacks."""
    return any(i.classes & STRONG for i in items[items.index(number) + 1 :][:1])


def _is_one(items: list[Item], trigger: Item) -> bool:
    """True for one attack: "a similar clash", "when bombs were hurled"."""
    n = items.index(trigger)
    before = items[max(0, n - _NEAR) : n]
    if any(x.classes >= {"asks_when", "function"} for x in before):
        return True
    noun = trigger.classes & {"attack_n", "attack_w"} and trigger.classes.isdisjoint({"pl", "past"})
    led = [x for x in before if x.classes.isdisjoint({"word", "similar", "adj", "weapon"})][-1:]
    return bool(noun and led) and "article" in led[0].classes


def _is_span(item: Item) -> bool:
    """True for days over which is counted: "in ten days", "this month"."""
    time = item.time
    if time is None:  # "in one week"
        return item.classes >= {"lapse", "loc"}
    return time.kind == "duration" or (time.when is not None and not _is_day(time.when))


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
    signs = [i for i in items if i.classes & RESULTS or id(i) in told]
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
    if any("another" in i.classes for i in items[:2]) and any("impact" in i.classes for i in items[:BY]):
        mention.cues.add("another")  # "another struck the tanks at the port"
    if any(is_there_again(items, n) for n in range(len(items))):
        mention.cues.add("another")
    if any("incident_n" in y.classes and x.classes >= {"this", "pl"} for x, y in pairwise(items)):
        mention.cues |= {"this", "plural"}  # "in these incidents nobody was hurt"
    if _is_total(items) and not any((e := entry_of(i)) is not None and e.precision in NARROW for i in items):
        return []  # "in April 29 were killed"
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
