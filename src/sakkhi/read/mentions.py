"""Sentence → mentions: places in the text where an attack is told of, with what the same words tell about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from sakkhi.model.count import Count
from sakkhi.model.incident import Method, Outcome, Role
from sakkhi.read.items import Item, Sentence
from sakkhi.read.patterns import BOUNDARY, Finding

NEAR = (
    frozenset({Method.ROCKET, Method.MISSILE, Method.MORTAR, Method.ARTILLERY, Method.INDIRECT_FIRE}),
    frozenset({Method.BOMBING, Method.IED, Method.VEHICLE_BOMB, Method.SUICIDE_BOMBING, Method.GRENADE}),
    frozenset({Method.AIRSTRIKE, Method.DRONE, Method.MISSILE}),
    frozenset({Method.SHOOTING, Method.ARMED_CLASH}),
    frozenset({Method.BOMBING, Method.AIRSTRIKE}),
    frozenset({Method.BOMBING, Method.DRONE}),
)
_GENERAL = (Method.UNKNOWN, Method.OTHER)
_VAGUE = {Method.INDIRECT_FIRE, Method.BOMBING, Method.ARMED_CLASH, Method.AIRSTRIKE}
STRONG = frozenset({"attack_n", "attack_v", "murder"})
TRIGGERS = STRONG | {"attack_w"}
_COUNTED = 4  # items from a number behind an attack on in which those whom it counts are named
_HARMED = frozenset({"victim", "dead", "hurt", "casualties", "human", "demonym"})
WEAPON_WORDS = frozenset({"launch", "impact", "stop", "foil", "miss"})  # what becomes of a weapon


@dataclass(eq=False)
class Mention:
    """One telling of an attack in one sentence. Items are kept beside values, so that every value has its words."""

    sentence: Sentence
    triggers: list[Item] = field(default_factory=list)
    method: Method = Method.UNKNOWN
    method_items: list[Item] = field(default_factory=list)
    weapons: list[Item] = field(default_factory=list)
    munitions: tuple[Count, list[Item]] | None = None
    places: list[Item] = field(default_factory=list)
    times: list[Item] = field(default_factory=list)
    targets: list[tuple[str, Item]] = field(default_factory=list)
    struck: set[int] = field(default_factory=set)  # ids of the targets that are told to be attacked, not only harmed
    target_actors: list[Item] = field(default_factory=list)
    # facilities in reach, for where no words say what was attacked
    beside: list[tuple[str, Item]] = field(default_factory=list)
    origins: list[Item] = field(default_factory=list)
    perpetrators: list[tuple[Item, Finding | None]] = field(default_factory=list)
    # the words that tell of a deed without who did it: whom the text told of before
    elided: Finding | None = None
    speaker: frozenset[str] = frozenset()  # the actor who tells of it as his own deed, and what he is part of
    like: Mention | None = None  # the mention of an attack that this one is told to have been like
    outcomes: list[tuple[Outcome, Item]] = field(default_factory=list)
    stopped: tuple[Count, list[Item]] | None = None
    all_stopped: bool = False
    killed: list[tuple[Count, list[Item]]] = field(default_factory=list)
    injured: list[tuple[Count, list[Item]]] = field(default_factory=list)
    damage: list[tuple[str, Item]] = field(default_factory=list)
    counted: int = 0  # how many attacks a number right before their noun tells of
    repeats: tuple[int, list[Item]] | None = None
    role: tuple[Role, Item] | None = None
    cues: set[str] = field(default_factory=set)
    strong: bool = False
    points_back: bool = False

    @property
    def tells_death(self) -> bool:
        """True for what only tells that somebody died of an attack told before: perhaps days later."""
        return self.points_back and all("dead" in t.classes for t in self.triggers)

    @property
    def tells_find(self) -> bool:
        """True for a body found: the day is that of the find."""
        found = any(i.classes & {"tended", "body_found"} for i in self.sentence.items)
        return found and any("corpse" in t.classes for t in self.triggers)

    def add_method(self, method: Method, item: Item) -> None:
        """Take a method in: a specific one replaces a vague or unknown one.

        Of a clash that people were shot in it says how they were hurt.
        """
        if {self.method, method} == {Method.ARMED_CLASH, Method.SHOOTING}:
            shot = [item] if method == Method.SHOOTING else self.method_items
            if all("hurt" in i.classes for i in shot):
                self.method, self.method_items = (
                    Method.ARMED_CLASH,
                    [item] if method == Method.ARMED_CLASH else self.method_items,
                )
                return
        merged = merge_methods(self.method, method)
        if merged is None:
            return
        if merged != self.method or not self.method_items:
            if method == merged:
                self.method_items = [item]
            self.method = merged
        elif method == merged:
            self.method_items.append(item)


def merge_methods(a: Method, b: Method) -> Method | None:
    """The more telling of two methods that may be one; None where they cannot be."""
    if a == b or b in _GENERAL:
        return a if not (a == Method.UNKNOWN and b == Method.OTHER) else b
    if a in _GENERAL:
        return b
    if {a, b} == {Method.BOMBING, Method.AIRSTRIKE}:  # "jets bombed"
        return Method.AIRSTRIKE
    if {a, b} == {Method.SHOOTING, Method.SUICIDE_BOMBING}:  # "opened fire and blew themselves up"
        return Method.SUICIDE_BOMBING
    if {a, b} == {Method.BOARDING, Method.ABDUCTION}:  # "seized the ship and took its crew hostage"
        return Method.BOARDING
    for near in NEAR:
        if a in near and b in near:
            if a in _VAGUE and b not in _VAGUE:
                return b
            if b in _VAGUE and a not in _VAGUE:
                return a
            if {a, b} == {Method.AIRSTRIKE, Method.DRONE}:
                return Method.DRONE
            if {a, b} <= NEAR[1]:
                return b if a == Method.BOMBING else a
            return Method.MISSILE if {a, b} == {Method.ROCKET, Method.MISSILE} else None
    return None


_CLAUSE = 6  # how much farther apart than "and" alone sets them things on both sides of a new verb's are
_BRACKETED = 3  # items of a number with its brackets


def measure(items: list[Item]) -> None:
    """Note in each item of a sentence how far it stands from the head, for `distance`."""
    far = 0
    aged = 0  # items of a number in brackets: how old somebody is, which sets nothing apart
    for n, item in enumerate(items):
        item.ahead = far
        aged = _BRACKETED if "open" in item.classes and _is_aged(items, n) else aged - 1
        if aged > 0:
            item.behind = far
            continue
        hyphen = "dash" in item.classes and 0 < n < len(items) - 1 and _is_glued(items[n - 1 : n + 2])
        far += 1 if hyphen else 5 if item.classes & BOUNDARY else 4 if "and" in item.classes else 1
        if "and" in item.classes and any(_is_done(x) for x in items[n + 1 : n + 2]):  # "and shot": a clause
            far += _CLAUSE
        item.behind = far


def _is_done(item: Item) -> bool:
    """True for a verb of attack in the past."""
    return "past" in item.classes and bool(item.classes & {"attack_v", "murder"})


def _is_aged(items: list[Item], n: int) -> bool:
    """True at the first bracket of "(40)", which stands behind somebody's name."""
    run = items[n : n + _BRACKETED]
    kinds = ("open", "measure", "close")
    return len(run) == _BRACKETED and all(
        k in x.classes or (k == "measure" and x.classes & {"num", "digits"}) for k, x in zip(kinds, run, strict=True)
    )


def _is_glued(items: list[Item]) -> bool:
    """True for items with nothing between them: "anti-ship"."""
    return all(a.end == b.start for a, b in pairwise(items))


def distance(a: Item, b: Item) -> int:
    """How far apart two items of a sentence stand: items between, clause boundaries and conjunctions weighing more."""
    return 1 + max(0, b.ahead - a.behind, a.ahead - b.behind)


def nearest(item: Item, mentions: list[Mention]) -> Mention:
    """The mention whose trigger or means stands nearest to an item."""
    if len(mentions) == 1:
        return mentions[0]
    return min(mentions, key=lambda m: min(distance(item, t) for t in m.triggers + m.method_items))


def behind_lapse(item: Item, mentions: list[Mention], items: list[Item]) -> Mention | None:
    """The mention behind "three days after", which tells when that was; None for any other item."""
    if not item.classes >= {"answer", "earlier"}:
        return None
    at = items.index(item)
    return next((m for m in mentions if items.index(m.triggers[0]) > at), None)


def is_pair(items: list[Item], item: Item) -> bool:
    """True for several attacks told of before: "both incidents", and a noun of attack with its number behind it."""
    i = items.index(item)
    before = "incident_n" in item.classes or "emph" in item.features  # "the two, both of them"
    beside = items[max(0, i - 1) : i] if before else items[i + 1 : i + 2]
    if not item.classes & {"attack_n", "incident_n"} or (
        not before and _counts_people(items[i + 1 : i + 1 + _COUNTED])
    ):
        return False
    if any("lapse" in x.classes for x in items[i + 2 : i + 3]):  # "a raid's two hours after"
        return False
    return any("num" in x.classes and x.count is not None and (x.count.min or 0) > 1 for x in beside)


def _counts_people(behind: list[Item]) -> bool:
    """True for a number behind an attack that counts those whom it harmed: "in the attack two soldiers died"."""
    counts = bool(behind) and "people" in behind[0].classes
    return counts or any(i.classes & _HARMED for i in behind[1:])


def is_negated(items: list[Item], item: Item) -> bool:
    """True where an item is denied by its form or by a word beside it."""
    if "neg" in item.classes:
        return True
    i = items.index(item)
    before = items[max(0, i - 3) : i]
    while any(x.classes & BOUNDARY for x in before):
        before = before[1:]
    after = items[i + 1 : i + 3]
    if any("comment" in x.classes for x in after[:1]):  # "that he was shot is no isolated event"
        after = []
    denied = (x for x, y in pairwise([*before, item]) if "if" not in y.classes)  # "if not, he would be killed"
    return any("no" in x.classes for x in denied) or any("no_after" in x.classes for x in after)
