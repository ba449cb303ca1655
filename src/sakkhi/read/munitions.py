"""Weapons with their numbers → how many were sent and how many stopped."""

from __future__ import annotations

from dataclasses import replace

from sakkhi.model.count import Count, exactly
from sakkhi.model.incident import Method, Outcome
from sakkhi.read.items import Item
from sakkhi.read.mentions import Mention, distance
from sakkhi.read.patterns import BOUNDARY

_ACTS = frozenset({"launch", "impact", "stop", "foil", "miss", "attack_v", "damage", "and", "full_stop"})
_MUNITIONS = frozenset(
    {
        "drone",
        "missile",
        "rocket",
        "mortar",
        "artillery",
        "indirect_fire",
        "ied",
        "vehicle_bomb",
        "bombing",
        "grenade",
        "arson",
    }
)
_FLYING = frozenset({"drone", "missile", "rocket"})
_SHELLING = frozenset({Method.ARTILLERY, Method.MORTAR})
_STOPPED = frozenset(
    {"be", "have", "of", "pronoun", "all", "function", "also", "possessive"}
)  # between it and its number
_IN_NUMBER = (frozenset({"comma"}), frozenset({"num"}), frozenset({"in"}), frozenset({"strength"}))
_BEFORE = 4  # items before a weapon among which its number stands
_BREATH = 5  # items from one weapon with its number to the next
_APART = frozenset(
    {"in", "at", "on", "near", "by", "by_", "after", "from", "cause"}
)  # what stands behind them is not counted
_COUNTED_ITSELF = frozenset(
    {"victim", "dead", "hurt", "facility", "place_word"}
)  # "two wounded as rockets", "a house with a bomb", "rockets in three villages"


def counts_weapon(items: list[Item], number: Item) -> bool:
    """True where a number counts weapons, buildings or attacks, not people."""
    if "people" in number.classes:
        return False
    i = items.index(number)
    if i and "weapon" in items[i - 1].classes and _number_behind(items, i - 1) is number:
        return True
    if i + 2 < len(items) and "out_of" in items[i + 1].classes and items[i + 2].count is not None:
        return counts_weapon(items, items[i + 2])  # "40 of 52 drones"
    if i and items[i - 1].classes & {"dead", "hurt"} and any("and" in x.classes for x in items[i + 1 : i + 2]):
        return False  # "killing nine and abducting others"
    for item in items[i + 1 : i + 4]:
        if item.classes & (BOUNDARY | _APART | {"victim", "dead", "hurt"}) or item.classes >= {"demonym", "pl"}:
            return False
        if item.classes >= {"actor", "weapon.shooting"}:  # Assam Rifles
            return False
        if item.classes & {"weapon", "facility", "attack_n", "attack_v", "attack_w"}:
            return True
    return False


def _number_behind(items: list[Item], weapon: int) -> Item | None:
    """The number that stands behind a weapon and counts nothing else: ড্রোন দুটি নামায়."""
    after = items[weapon + 1 : weapon + 5]
    if [bool(x.classes & c) for x, c in zip(after, _IN_NUMBER, strict=False)] == [True] * len(_IN_NUMBER):
        return after[1]  # "drones, two in number"
    after = after[:2]
    if len(after) == 2 and "num" in after[0].classes and after[1].classes & _ACTS:
        return after[0]
    return None


def _alone_behind(items: list[Item], stop: Item) -> list[Item]:
    """A number right behind a word of stopping that counts nothing told beside it: "it had downed more than 60"."""
    n = items.index(stop) + 1
    if n + 1 < len(items) and "num" in items[n].classes and items[n + 1].classes & (BOUNDARY | {"of", "from"}):
        return [items[n]]
    return []


def _parts_of(items: list[Item]) -> list[Item]:
    """The number of a part of the weapons sent: "six of the eight drones that were launched at it were shot down"."""
    for n, item in enumerate(items[:-2]):
        if "num" not in item.classes or item.count is None or not items[n + 1].classes & {"of", "out_of"}:
            continue
        whole = next((m for m in range(n + 2, min(n + 5, len(items))) if items[m].count is not None), None)
        if whole is not None and counts_weapon(items, items[whole]):
            return [item]
    return []


def _alone_before(items: list[Item], stop: Item) -> list[Item]:
    """A number right before a word of stopping: "35 of them were shot down"."""
    n = items.index(stop) - 1
    while n > 0 and items[n].classes & _STOPPED and "num" not in items[n].classes:
        n -= 1
    told = items[n].count is not None and "num" in items[n].classes if n >= 0 else False
    return [items[n]] if told else []


def _single(mention: Mention) -> tuple[Count, list[Item]] | None:
    """One munition, where a noun in the singular tells of it and the language has no article for one."""
    items = mention.sentence.items
    for item in [*mention.weapons, *mention.triggers]:
        before = items[max(0, items.index(item) - 1) : items.index(item)]
        one = "one" in item.classes or any("another" in x.classes and " " not in x.text for x in before)
        if one and (item.value("weapon") or item.value("attack_n") or item.value("attack_v")) in _MUNITIONS:
            return None if item.classes & {"pl", "dual"} else (exactly(1), [item])
    return None


def _names_attacks(items: list[Item], weapon: int) -> bool:
    """True for a weapon that only says of what kind attacks were: "drone attacks", "rocket and drone attacks"."""
    n = weapon + 1
    while n + 1 < len(items) and "and" in items[n].classes and "weapon" in items[n + 1].classes:
        n += 2
    return n < len(items) and items[n].classes >= {"attack_n", "pl"} and "weapon" not in items[n].classes


def _summed(mention: Mention, items: list[Item]) -> tuple[Count, list[Item]] | None:
    """Weapons of one kind told in two numbers in one breath, together: "two cruise missiles and one ballistic"."""
    same = [w for w in mention.weapons if w.value("weapon") == mention.method in _MUNITIONS]
    told = [(n, w, items[n]) for w in same if (n := _own_number(items, items.index(w))) is not None]
    if len(told) != 2 or told[0][0] == told[1][0]:
        return None
    (_, first, one), (second, weapon, other) = told
    between = items[items.index(first) + 1 : second]
    if not between or len(between) > 2 or not any("and" in x.classes or "and_" in x.features for x in between):
        return None
    counts = [x.count for x in (one, other) if x.count is not None]
    if len(counts) != 2 or None in (counts[0].min, counts[1].min):
        return None
    low = sum(c.min or 0 for c in counts)
    high = None if None in (counts[0].max, counts[1].max) else sum(c.max or 0 for c in counts)
    return Count(low, high), [one, first, other, weapon]


def _own_number(items: list[Item], weapon: int) -> int | None:
    """Where the number or article right before a weapon stands, adjectives between; None where it has none."""
    for n in range(weapon - 1, max(-1, weapon - 4), -1):
        if items[n].count is not None and items[n].classes & {"num", "article"}:
            return n
        if items[n].classes & (BOUNDARY | {"and", "weapon", "of"}):
            return None
    return None


def read_munitions(mentions: list[Mention], items: list[Item], skipped: set[int]) -> None:
    """How many munitions each mention tells of, and how many of them were stopped."""
    for mention in mentions:
        sent = [w for w in mention.weapons if w.value("weapon") in _MUNITIONS]
        shells = [Method.INDIRECT_FIRE] if mention.method in _SHELLING else []  # "by artillery, with 56 shells"
        meant = (mention.method, *shells)
        for weapon in [w for w in sent if w.value("weapon") in meant] or sent:
            i = items.index(weapon)
            if "dual" in weapon.classes and (mention.munitions is None or (mention.munitions[0].min or 0) < 2):
                mention.munitions = (exactly(2), [weapon])
            behind = _number_behind(items, i)
            if "gen" in weapon.features and _own_number(items, i) is not None:  # "of 12 drones nine were shot down"
                behind = None
            if behind is not None and behind.count is not None and id(behind) not in skipped:
                mention.munitions = (behind.count, [weapon, behind])
                continue
            before, attacks = _before(items, i), _names_attacks(items, i)
            for item, follows in zip(reversed(before), [None, *reversed(before)], strict=False):
                if "num" in item.classes and follows is not None and "attack_n" in follows.classes:
                    break  # "170 attacks with drones"
                if attacks and item.count is not None and (item.count.min or 0) > 1:  # "some 70 drone attacks"
                    break
                if "pl" in weapon.classes and "article" in item.classes:  # "a truck launched rockets"
                    break
                if item.count is not None and item.classes & {"num", "article"} and id(item) not in skipped:
                    if mention.munitions is None or (
                        "num" in item.classes and (item.count.min or 0) > (mention.munitions[0].min or 0)
                    ):
                        mention.munitions = (item.count, [item, weapon])
                    break
                if item.classes & (BOUNDARY | _APART | _COUNTED_ITSELF):
                    break
        mention.munitions = _summed(mention, items) or mention.munitions or _single(mention)
        if mention.munitions is None and not mention.weapons and (one := _one_of_those(mention, items)):
            mention.munitions = (exactly(1), [one])
            mention.cues.add("one_of")
        stops = [item for outcome, item in mention.outcomes if _is_stop(outcome, item)]
        some = any(outcome == Outcome.MIXED for outcome, _ in mention.outcomes)
        numbers = [i for i in items if i.count is not None and "num" in i.classes and counts_weapon(items, i)]
        numbers = [i for i in numbers if "also" not in i.features]  # "not even one"
        alone = [i for s in stops for i in (*_alone_behind(items, s), *_alone_before(items, s))]
        numbers = (stops and _parts_of(items)) or alone or numbers
        if stops and numbers:
            nearest = min(numbers, key=lambda n: distance(n, stops[0]))
            part = numbers == _parts_of(items)
            sent_in_all = mention.munitions is not None and nearest in mention.munitions[1]
            if some and sent_in_all:  # "most of the 20 drones were shot down"
                continue
            if nearest.count is not None and (part or distance(nearest, stops[0]) <= 8):
                mention.stopped = (nearest.count, [nearest, stops[0]])
        mention.all_stopped = bool(stops) and mention.stopped is None and any("all" in i.classes for i in items)


def _is_stop(outcome: Outcome, item: Item) -> bool:
    """True for a word of stopping, be it of all that was sent or of some."""
    return outcome == Outcome.INTERCEPTED or (outcome == Outcome.MIXED and "stop" in item.classes)


def _one_of_those(mention: Mention, items: list[Item]) -> Item | None:
    """The word for one of the bombs told of before: "One went off at noon", "The other exploded"."""
    head = [i for i in items[:3] if "definite" not in i.classes][:2]
    one = head[0] if head else None
    if one is None or not ("another" in one.classes or (one.count == exactly(1) and "num" in one.classes)):
        return None
    behind = head[1] if len(head) > 1 else None
    acts = behind is not None and bool(behind.classes & {"impact", "attack_w", "launch"})
    return one if acts and any(t is behind for t in mention.triggers) else None


def _before(items: list[Item], weapon: int) -> list[Item]:
    """The items before a weapon among which its number may stand; a hyphen parts none: "two sea-skimming missiles"."""
    hyphens = {n for n in range(1, weapon) if "dash" in items[n].classes and items[n - 1].end == items[n].start}
    first = max(0, weapon - _BEFORE)
    if any(n in hyphens for n in range(first, weapon)):
        first = max(0, first - 2)
    return [x for n, x in enumerate(items[first:weapon], first) if n not in hyphens]


def _is_numbered(items: list[Item], weapon: int) -> bool:
    """True for a weapon with a number or an article of its own."""
    for item in reversed(_before(items, weapon)):
        if item.count is not None and item.classes & {"num", "article"}:
            return True
        if item.classes & (BOUNDARY | {"and", "weapon"}):
            return False
    return False


def _tells_of_stopped(mention: Mention) -> bool:
    """True where all that a mention tells of its weapons is that they were stopped."""
    stops = [item for outcome, item in mention.outcomes if outcome == Outcome.INTERCEPTED]
    return all("stop" in t.classes or any(t is item for item in stops) for t in mention.triggers)


def _stop_all(mention: Mention) -> None:
    """Count as stopped all that were sent: "downed 30 missiles and 100 drones"."""
    if mention.munitions is not None:
        mention.stopped = mention.munitions


def by_weapon(mention: Mention) -> list[Mention]:
    """One mention for each kind of weapon told with its number in one breath: "18 drones and three missiles"."""
    items = mention.sentence.items
    counted: dict[str, tuple[int, Item]] = {}
    for weapon in mention.weapons:
        n, value = items.index(weapon), weapon.value("weapon") or ""
        if value in _FLYING and _is_numbered(items, n):
            counted.setdefault(value, (n, weapon))
    found = sorted(counted.values(), key=lambda c: c[0])
    between = items[found[0][0] : found[-1][0]] if found else []
    joined = any(x.classes & {"and", "comma"} or "and_" in x.features for x in between)
    if len(found) < 2 or not joined or found[-1][0] - found[0][0] > _BREATH * (len(found) - 1):
        return [mention]
    out: list[Mention] = []
    stopped = {"stopped"} if _tells_of_stopped(mention) else set()  # perhaps of those sent before
    for _, weapon in found:
        part = replace(mention)
        part.weapons, part.munitions, part.stopped = [weapon], None, None
        part.method, part.method_items = Method(weapon.value("weapon") or "unknown"), [weapon]
        part.cues = mention.cues | stopped | {"volley"} | ({"another"} if out else set())
        read_munitions([part], items, set())
        if stopped:
            _stop_all(part)
        out.append(part)
    for part in out[1:]:  # that nobody was hurt is so of each
        part.killed, part.injured = ([c for c in told if c[0].is_zero] for told in (part.killed, part.injured))
    return out
