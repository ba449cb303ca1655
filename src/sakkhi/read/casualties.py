"""Words of death and injury with their numbers → the tolls of a sentence's mentions."""

from __future__ import annotations

from sakkhi.model.count import Count, exactly
from sakkhi.read.items import Item
from sakkhi.read.mentions import Mention, distance, is_negated, nearest
from sakkhi.read.munitions import counts_weapon
from sakkhi.read.patterns import BOUNDARY, Finding, captured
from sakkhi.read.targets import add_target

EFFECTS = {"dead": ("killed",), "hurt": ("injured",), "casualties": ("killed", "injured"), "murder": ("killed",)}
_ASIDE = 8  # items that an aside may have: "17 people, five of them soldiers, were killed"
_GAP = 2  # items between victims that are told of together
_STOPS = BOUNDARY - {"comma"} | {"that", "among", "attack_n", "attack_v", "say", "time", "place"}
_PASSIVE = 4  # what a number behind a passive verb costs: "nine were killed when two men opened fire"
_REACH = 16  # items beyond which a number or a place no longer belongs to a word; set on the packs' own cases


def read_casualties(mentions: list[Mention], items: list[Item], findings: list[Finding], skipped: set[int]) -> None:
    """Pair each word of death or injury with its number.

    All pairs by distance, nearest first, each number used once.
    """
    own = captured(items, findings, "own_dead", "effect")
    effects = [i for i in items if i.classes & EFFECTS.keys() and id(i) not in own]
    numbers = [
        i
        for i in items
        if i.count is not None
        and "num" in i.classes
        and id(i) not in skipped
        and not counts_weapon(items, i)
        and not _is_age(items, i)
    ]
    pairs = sorted(
        (
            (_apart(items, e, n) + _side(items, e, n), a, b)
            for a, e in enumerate(effects)
            for b, n in enumerate(numbers)
        ),
        key=lambda p: p[0],
    )
    used_effects: set[int] = set()
    used_numbers: set[int] = set()
    for cost, a, b in pairs:
        if cost > _REACH or a in used_effects or b in used_numbers:
            continue
        effect, number = effects[a], numbers[b]
        used_effects.add(a)
        used_numbers.add(b)
        count = number.count
        if _is_attackers(items, number, effect):
            continue
        if count is not None and not is_negated(items, effect):
            more, words = _joined(items, number, effects)
            total = Count(count.min + more, count.max + more) if more and count.min and count.max else count
            _add_casualties(mentions, items, effect, total, [number, *words, effect])
    for a, effect in enumerate(effects):
        if a in used_effects:
            continue
        if is_negated(items, effect) or "unhurt" in effect.classes:
            _add_casualties(mentions, items, effect, exactly(0), [effect])
        else:
            who = _victim(items, effect) if "mass" not in effect.classes else None
            if who is not None and _is_told_one_by_one(items, who):
                more, words = _joined(items, who, effects)
                _add_casualties(mentions, items, effect, exactly(_ones(who) + more), [who, *words, effect])
            elif "casualty_n" in effect.classes and who is None:
                _add_casualties(mentions, items, effect, exactly(_ones(effect)), [effect])
            elif "mass" in effect.classes or (who is not None and "mass" in who.classes):
                _add_casualties(mentions, items, effect, Count(2, None), [effect])
    for item in items:
        if "unhurt" in item.classes:
            for mention in mentions[:1]:
                mention.killed.append((exactly(0), [item]))
                mention.injured.append((exactly(0), [item]))


def _ones(who: Item) -> int:
    """How many a noun without a number stands for."""
    return 2 if "dual" in who.classes else 1


def _joined(items: list[Item], first: Item, effects: list[Item]) -> tuple[int, list[Item]]:
    """How many more the victims joined to the first by "and" are ("a woman and two children"), with their words."""
    more, words = 0, list[Item]()
    joined, number, gap = False, None, 0
    for item in items[items.index(first) + 1 :]:
        joined = joined or "and" in item.classes or "and_" in item.features
        if item in effects or item.classes & _STOPS or gap > _GAP:
            break
        if item.count is not None and "num" in item.classes and joined:
            number = item
        elif "victim" in item.classes and joined:
            count = number.count if number is not None else None
            if count is None and not _is_told_one_by_one(items, item):
                break
            low = count.min or 1 if count is not None else _ones(item)
            more, words = more + low, [*words, *([number] if number is not None else []), item]
            joined, number, gap = False, None, -1
        elif joined and "and" not in item.classes:
            break
        gap += 1
    return more, words


def _is_told_one_by_one(items: list[Item], who: Item) -> bool:
    """True where a noun or name without a number stands for one victim (or two, in the dual)."""
    if who.classes & {"dual", "one", "name", "person"}:
        return True
    i = items.index(who)
    single = any("article" in x.classes for x in items[max(0, i - 2) : i])
    return single or ("pl" not in who.features and "mass" not in who.classes)


def _is_attackers(items: list[Item], number: Item, effect: Item) -> bool:
    """True where the noun that a number counts is the attackers' own."""
    i, j = items.index(number), items.index(effect)
    counted = items[i + 1 : j] if i < j else items[i + 1 : i + 3]
    noun = next((x for x in counted if x.classes & {"victim", "attacker"}), None)
    return noun is not None and "attacker" in noun.classes and ("victim" not in noun.classes or "own" in noun.classes)


def _apart(items: list[Item], effect: Item, number: Item) -> int:
    """The distance of a number and what it counts, an aside between two commas counting little."""
    i, j = sorted((items.index(effect), items.index(number)))
    commas = [n for n in range(i + 1, j) if "comma" in items[n].classes]
    gap = distance(items, effect, number)
    if len(commas) == 2 and commas[1] - commas[0] <= _ASIDE:
        gap -= distance(items, items[commas[0]], items[commas[1]]) + 8
    return gap


def _side(items: list[Item], effect: Item, number: Item) -> int:
    """A small cost for the side on which the language does not put its numbers (the pack marks the effect word)."""
    at = items.index(effect)
    after = items.index(number) > at
    if after and any("be" in x.classes for x in items[max(0, at - 2) : at]):
        return _PASSIVE
    return 1 if ("num_before" in effect.classes and after) or ("num_after" in effect.classes and not after) else 0


def _victim(items: list[Item], effect: Item) -> Item | None:
    near = [i for i in items if i.classes & {"victim", "name", "person"} and distance(items, i, effect) <= 7]
    return min(near, key=lambda i: distance(items, i, effect), default=None)


def _add_casualties(mentions: list[Mention], items: list[Item], effect: Item, count: Count, words: list[Item]) -> None:
    owner = nearest(items, effect, mentions)
    for cls, slots in EFFECTS.items():
        if cls in effect.classes:
            for slot in slots:
                (owner.killed if slot == "killed" else owner.injured).append((count, words))
    who = _victim(items, effect)
    if who is not None and count.max != 0:
        add_target(owner, who)


def _is_age(items: list[Item], number: Item) -> bool:
    """True for a number set apart by commas behind a name: how old somebody is."""
    i = items.index(number)
    before = items[i - 1].classes if i else frozenset[str]()
    after = items[i + 1].classes if i + 1 < len(items) else frozenset({"full_stop"})
    named = i > 1 and bool(items[i - 2].classes & {"name", "cap", "word", "person", "victim"})
    return "comma" in before and named and bool(after & {"comma", "dash", "full_stop"})
