"""The words beside a mention that set it apart from others, or tie it to one told before."""

from __future__ import annotations

from itertools import pairwise

from sakkhi.model.incident import Method, Role
from sakkhi.read.allot import SIDES
from sakkhi.read.items import Item
from sakkhi.read.lapses import is_later, lapse_behind, long_after
from sakkhi.read.mentions import STRONG, WEAPON_WORDS, Mention, behind_lapse, is_pair, nearest
from sakkhi.read.patterns import BOUNDARY

_CUES = frozenset({"earlier", "had", "anniversary", "repeat", "aftermath", "threat", "plural"})
_TIES = _CUES | {"another", "apart", "same"}
_NOUNS = frozenset({"attack_n", "attack_w", "incident_n", "weapon"})
_COUNTED = frozenset({"attack_n", "weapon", "incident_n"})
_DOERS = frozenset({"victim", "attacker", "accused"})
_DEEDS = frozenset({"attack_v", "murder", "launch", "impact"})
_BESIDE = 3  # items from "another" on in which the attack that it counts is named
_ANSWERS = frozenset({"reply", "retaliation", "respond"})
_STRUCK = frozenset({"facility", "site", "place"})
_HEAD = 3  # items at the head of a sentence among which it says that it answers what was told before
_AHEAD = 9  # items from "ahead of" to the verdict
_CLOSE = 6  # items from an anniversary to the attack that it is of
_NEWS = 2  # sentences from the head in which a well-known death may itself be the news


def is_definite(items: list[Item], item: Item) -> bool:
    """True for an attack that points to one told before: "the attacks", "both attacks", "this raid"."""
    i = items.index(item)
    if (i and "be" in items[i - 1].classes) or "past" in item.classes:  # "that were fired", "the army shelled"
        return False
    if (
        "def" in item.classes and item.classes & {"pl", "dual"} and item.classes & STRONG
    ):  # "the attacks": those told of
        return True
    if i and "all" in items[i - 1].classes and (item.classes >= {"attack_n", "pl"} or "incident_n" in item.classes):
        return True  # "both attacks", "both occurred"
    if not item.classes & _NOUNS and any(
        "relative" in x.classes or "that" in x.classes for x in items[max(0, i - 1) : i]
    ):
        return False  # "that killed"
    if i and "possessive" in items[i - 1].classes and item.classes >= {"attack_n", "pl"}:  # "their attacks"
        return True
    if _is_told_of_whom(items, i):
        return False
    if _is_condemned(items, i):
        return True
    return any("this" in x.classes for x in items[max(0, i - 2) : i]) or "this" in item.classes


def _is_told_of_whom(items: list[Item], i: int) -> bool:
    """True for "the stabbing of a boy", "the killing of six farmers": who it was is told, and is news."""
    behind = items[i + 1 : i + 1 + _BESIDE]
    if "attack_n" not in items[i].classes or not behind or "of" not in behind[0].classes:
        return False
    return any(x.classes & {"article", "num"} for x in behind[1:2])


def _is_condemned(items: list[Item], i: int) -> bool:
    """True for an attack in the genitive that is condemned right behind: হামলার নিন্দা."""
    named = items[i].classes >= {"attack_n", "gen"} or items[i].classes >= {"incident_n", "gen"}
    named = named and not any(x.classes & STRONG for x in (*items[:i], *items[i + 1 :]))
    return named and any(x.value("say") == "condemn" for x in items[i + 1 : i + 1 + _BESIDE])


def is_there_again(items: list[Item], n: int) -> bool:
    """True for "last month, in the same area", which tells of another attack."""
    again = "same" in items[n].classes and any("area_again" in x.classes for x in items[n + 1 : n + 2])
    return again and any(x.time is not None for x in items)


def is_fire_besides(items: list[Item], i: int, j: int) -> bool:
    """True for the second of "an attack on people, the burning of shops", listed before one noun for both."""
    on = any("on" in x.classes for x in items[max(0, i - 1) : i]) and "attack_n" in items[i].classes
    listed = on and j - i > 1 and "comma" in items[i + 1].classes
    arson = any(items[j].value(cls) == "arson" for cls in ("attack_n", "attack_v", "attack_w"))
    return listed and arson and any(x.classes >= {"facility", "loc"} for x in items[i + 2 : j])


def add_cues(mentions: list[Mention], items: list[Item]) -> None:
    """What sets a mention apart from others or ties it to one told before."""
    told = [t for m in mentions for t in m.triggers if not t.classes & {"dead", "hurt"}]
    for n, item in enumerate(items):
        if item.classes.isdisjoint(_TIES) and "also" not in item.features:
            continue
        for cue in _CUES & item.classes if not _is_before_it(items, n, told) else ():
            owner = behind_lapse(item, mentions, items) or nearest(item, mentions)
            owner.cues.add(cue)
        if "another" in item.classes and not _is_more_people(items, n):
            owner = nearest(item, mentions)
            if (
                _is_of_several_sent(items, n)
                or (n < 2 and _is_matter(items, owner))
                or ("meanwhile" in item.classes and _only_dates(items, owner))
            ):
                continue
            if any(x.classes & _COUNTED or x in told for x in items[n : n + _BESIDE]):
                owner.cues.add("another")
            elif n < 2:
                owner.cues.add("besides")
        if "another" in item.classes and (_is_another_thing(items, n, told) or _is_killed_by(items, n)):
            nearest(item, mentions).cues.add("another")
        if is_there_again(items, n):
            nearest(item, mentions).cues.add("another")
        if "apart" in item.classes and n <= 1:
            for mention in [m for m in mentions if not _is_matter(items, m)]:
                mention.cues.add("another")
        if "also" in item.features and _is_also_at(items, n):
            nearest(item, mentions).cues.add("another")
    if items and "meanwhile" in items[0].classes and any("attack_v" in x.classes for x in items[1:_BESIDE]):
        mentions[0].cues.add("besides")  # "they also shelled"
    classes = frozenset().union(*[i.classes for i in items])
    known_death = "deceased" in classes and bool(classes & {"dead", "murder"})
    part = next((n for n, x in enumerate(items) if x.classes & SIDES), len(items))
    behind = [m for m in mentions if items.index(m.triggers[0]) > part]
    if behind and len(behind) < len(mentions):  # an attack and what it answers, or is held against
        behind[0].cues |= {"another"} if "retaliation" in items[part].classes else {"another", "earlier", "compared"}
    long_ago = long_after(items, mentions[0])
    if long_ago is not None:  # "the deal was signed weeks after rebels shelled"
        mentions[0].cues |= {"earlier", "another"}
        mentions[0].role = mentions[0].role or (Role.BACKGROUND, long_ago)
    alike = "hedge.assesses" in classes  # "similar to attacks in the past"
    for before, mention in pairwise(mentions):
        between = items[items.index(before.triggers[-1]) : items.index(mention.triggers[0])]
        parted = next((n for n, x in enumerate(between) if "meanwhile" in x.classes), len(between))
        if any("place" in x.classes for x in between[parted:]):  # "…, while in Habiganj a labourer"
            mention.cues.add("besides")
        if is_fire_besides(items, items.index(before.triggers[-1]), items.index(mention.triggers[0])):
            mention.cues.add("besides")
        if _is_joined(between, mention):
            mention.cues.add("joined")
        if any("respond" in x.classes for x in between[1:]):  # "…, and the factions answered with shells on"
            mention.cues.add("another")
        if any("likened" in x.classes for x in between[1:]):  # "as the invaders killed writers, just so they shot him"
            before.cues |= {"earlier", "another"}
            mention.cues.add("another")
        if lapse_behind(items, before.triggers[-1], mention.triggers[0]):
            before.cues.add("earlier")
            if not is_definite(items, mention.triggers[0]):
                mention.cues.add("besides")
            before.role = before.role or (Role.BACKGROUND, before.triggers[-1])
        elif is_later(items, between) or any(_is_days_after(x) for x in _past_threats(between)):
            mention.cues |= {"earlier", "another"}
            since = next(x for x in between if x.classes & {"after", "answer"})
            mention.role = mention.role or (Role.BACKGROUND, since)
    for mention in mentions:
        if alike and mention.method == Method.UNKNOWN and any("pl" in t.classes for t in mention.triggers):
            mention.cues.discard("earlier")
        if known_death and mention.sentence.index > _NEWS:
            mention.cues.add("earlier")
        if any(is_definite(items, t) for t in mention.triggers):
            mention.cues.add("this")
        if any(i.classes & _ANSWERS for i in items[: min(_HEAD, items.index(mention.triggers[0]))]):
            mention.cues.add("answers")
        if any("weapon" in i.classes and is_definite(items, i) and nearest(i, mentions) is mention for i in items):
            mention.cues.add("this_weapon")
        if any("pl" in t.classes or _is_plural_this(items, t) or is_pair(items, t) for t in mention.triggers) or any(
            _is_counted(items, t) for t in mention.triggers
        ):
            mention.cues.add("plural")
        if mention.sentence.index <= _NEWS and any("at_several" in i.classes for i in items):
            mention.cues |= {"plural", "at_several"}
        if any("attack_n" in t.classes and is_pair(items, t) for t in mention.triggers):
            mention.cues.add("this")
        mention.counted = max((_counted(items, t) for t in mention.triggers), default=0)
        recalled = next((t for t in mention.triggers if _is_of_anniversary(items, t)), None)
        if recalled is not None:
            mention.cues = (mention.cues - {"this"}) | {"earlier", "another"}
            mention.role = mention.role or (Role.BACKGROUND, recalled)


def _is_before_it(items: list[Item], n: int, told: list[Item]) -> bool:
    """True for what was done before the attack named, where that stands behind it: হামলার আগে.

    So too for a verdict that only dates the attack: "torched ahead of the announcement of the verdict".
    """
    about = items[max(0, n - _AHEAD) : n + _HEAD]
    if "aftermath" in items[n].classes and any("near_time" in x.classes for x in about):
        at = next(k for k, x in enumerate(about) if "near_time" in x.classes)
        first, last = sorted((at, n - max(0, n - _AHEAD)))
        return not any(x in told for x in about[first:last])
    return bool(n) and "before" in items[n].classes and items[n - 1] in told and "gen" in items[n - 1].features


def _is_joined(between: list[Item], mention: Mention) -> bool:
    """True for the second of "they burned the stores and shot those who fled": told of the same in one breath."""
    verb = mention.triggers[0]
    if not verb.classes & _DEEDS or ("attack_n" in verb.classes and "past" not in verb.classes):
        return False
    behind = [x for x in between[1:] if x.classes.isdisjoint({"word", "time"}) or "cap" in x.classes]
    return bool(behind) and "and" in behind[-1].classes and "meanwhile" not in behind[-1].classes


def _is_another_thing(items: list[Item], n: int, told: list[Item]) -> bool:
    """True for "another bus was torched", where what is another is what was struck."""
    struck = any("facility" in x.classes for x in items[n + 1 : n + _BESIDE])
    return struck and any(x in told for x in items[n + _BESIDE : n + _BESIDE + 2])


def _past_threats(between: list[Item]) -> list[Item]:
    """What stands behind the last threat: "the raid came weeks after he threatened to act over the killings"."""
    return between[max((n for n, x in enumerate(between) if "threat" in (x.value("say") or "")), default=-1) + 1 :]


def _is_days_after(item: Item) -> bool:
    """True for "days after", behind which what came before is told."""
    late = "answer" in item.classes and bool(item.classes & {"earlier", "near_time"})
    return late or "long_after" in item.classes


def _is_also_at(items: list[Item], n: int) -> bool:
    """True for "at the base, too" where no list ends in it: another attack than the one told before."""
    item = items[n]
    if not item.features >= {"also", "loc"} or item.classes.isdisjoint(_STRUCK):
        return False
    if any("watch" in x.classes for x in items[n + 1 :]):  # "in Savar, too, they rallied against the killing"
        return False
    return not any(x.classes & {"and", "care"} for x in items[max(0, n - _BESIDE) : n])


def _is_more_people(items: list[Item], n: int) -> bool:
    """True for "others" who were harmed: no other attack, unless it is they who attack."""
    return "victim" in items[n].classes and not any("attack_v" in x.classes for x in items[n + 1 : n + 2])


def _is_killed_by(items: list[Item], n: int) -> bool:
    """True for "the rebels killed another six people": who is told to have killed them did so in another attack."""
    verb, counted = items[max(0, n - 1) : n], items[n + 1 : n + 2]
    if not verb or not verb[0].classes >= {"dead", "past"} or not any("num" in x.classes for x in counted):
        return False
    first = max((m for m, x in enumerate(items[: n - 1]) if x.classes & BOUNDARY), default=0)
    return any("actor" in x.classes and "place" not in x.classes for x in items[first : n - 1])


def _only_dates(items: list[Item], mention: Mention) -> bool:
    """True for "meanwhile, after the attack, the president", "those involved in the murder": named in passing only."""
    trigger = mention.triggers[0]
    if "passive" in trigger.classes and any(x.classes & _DOERS for x in items[items.index(trigger) + 1 :][:1]):
        return True  # "the man who shot him"
    if len(mention.triggers) > 1 or "gen" not in trigger.classes or not trigger.classes & {"attack_n", "murder"}:
        return False
    behind = items[items.index(trigger) + 1 :]
    involved = (
        "with" in behind[0].classes and any(x.classes & {"involved", "responsible", "accused"} for x in behind[1:3])
        if behind
        else False
    )
    return involved or any("after" in x.classes for x in behind[:1])


def _is_matter(items: list[Item], mention: Mention) -> bool:
    """True for "the case over the killing": what stands at the sentence's head is about the case."""
    at = items.index(mention.triggers[0])
    over = next((n for n in range(at - 1, max(0, at - _BESIDE), -1) if "over" in items[n].classes), 0)
    led = "about_it" in items[at].classes and at > 0  # "the case over the killing", in which the words are one
    return (over > 0 and "matter" in items[over - 1].classes) or (led and "matter" in items[at - 1].classes)


def _is_of_several_sent(items: list[Item], n: int) -> bool:
    """True for "one drone was brought down and another went off": one of those that were sent."""
    beside = [x for x in items[n + 1 : n + _BESIDE] if not x.classes & {"be", "have"}]
    rest = n > 0 and "definite" in items[n - 1].classes  # "six fell short and the others hit a hangar"
    one = any(x.count is not None and (rest or x.count.max == 1) and "num" in x.classes for x in items[:n])
    return one and bool(beside) and bool(beside[0].classes & WEAPON_WORDS) and not beside[0].classes & {"weapon"}


def _is_counted(items: list[Item], item: Item) -> bool:
    """True for a noun of attack with a number of more than one right before it: "several attacks"."""
    return _counted(items, item) > 1


def _counted(items: list[Item], item: Item) -> int:
    """The number right before a noun of attack; 0 where there is none."""
    i = items.index(item)
    before = items[i - 1].count if i and "num" in items[i - 1].classes else None
    return before.min or 0 if before is not None and item.classes & {"attack_n", "incident_n"} else 0


def _is_of_anniversary(items: list[Item], item: Item) -> bool:
    """True for the attack that an anniversary is of: "the second anniversary of the strikes on the port"."""
    at = items.index(item)
    if "gen" in item.features and any("anniversary" in x.classes for x in items[at + 1 : at + 3]):
        return True
    if "for_" in item.features and any("anniversary" in x.classes for x in items[max(0, at - 2) : at]):
        return True
    before = items[max(0, at - _CLOSE) : at]
    of = [n for n, x in enumerate(before) if "of" in x.classes]
    return bool(of) and any("anniversary" in x.classes for x in before[: of[-1]])


def _is_plural_this(items: list[Item], item: Item) -> bool:
    i = items.index(item)
    return any({"this", "pl"} <= x.classes for x in items[max(0, i - 2) : i])
