"""Names of people → what each of them is to the report: told once, at any of the places where it is named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from sakkhi.read.items import Item, Sentence
from sakkhi.read.mentions import Mention
from sakkhi.read.patterns import BOUNDARY

_BESIDE = 3  # items within which a word for what somebody is stands beside the name
_APART = frozenset({"say", "by", "attack_v", "murder", "launch", "dead"})  # what stands beyond them is another
_FAR = 8  # the same where the seat that somebody stands for is told between them: "a candidate for Dhaka-8 (X)"
_OF_SEAT = frozenset({"place", "dash", "digits", "from"})
_LINKS = frozenset({"article", "definite", "demonym"})
_NAMED = frozenset({"name", "person"})
_PAIR = 2
_MANY = frozenset({"pl", "mass", "attacker"})
_ELSEWHERE = frozenset({"to", "place", "from", "tended", "care", "occasion"})  # "was taken to a hospital, said"
_NAMED_IN = 10  # items from "the victim" to "was" between which he is named
_SUSPECTED = frozenset({"accused", "arrest_v", "arrested_n", "aftermath"})
_SOON = 3  # sentences behind an attack in which it is told who was hurt in it
_PEOPLE = frozenset({"victim", "name", "person"})
_HURT = frozenset({"dead", "hurt"})
_TOLD = frozenset({"attack_n", "attack_v", "murder", "say", "arrest_v", "accused"})
_CASES = frozenset({"gen", "acc", "loc", "pl"})
_PLAIN = ("civilians",)
_UNTELLING = (None, *_PLAIN)  # what a word is called that does not tell who somebody is


def mark_roles(told: Sequence[Sentence]) -> None:
    """Give each person's name the class `as.TYPE` where one naming tells a type of target ("party leader X")."""
    roles: dict[str, str] = {}
    named: list[tuple[str, Item]] = []
    for sentence in told:
        for n, item in enumerate(sentence.items):
            if item.classes.isdisjoint(_NAMED):
                continue
            name = known_as(item)
            named.append((name, item))
            role = _role_beside(sentence.items, n)
            if role is not None:
                roles.setdefault(name, role)
    for name, item in named:
        if name in roles:
            item.classes = item.classes | {f"as.{roles[name]}"}
    for before, sentence in pairwise(told):
        one = _only_victim(before.items)
        identity = _identity(sentence.items) if one is not None else None
        if one is not None and identity is not None:
            one.classes = one.classes | {f"as.{identity}"}


def _only_victim(items: list[Item]) -> Item | None:
    """The one person of whom a sentence tells by no trade: "a man was shot"; None where it tells of an arrest."""
    if any(i.classes & _SUSPECTED for i in items):
        return None
    people = [n for n, i in enumerate(items) if i.value("victim") in _PLAIN and i.classes.isdisjoint(_MANY)]
    if len(people) != 1 or any("possessive" in x.classes for x in items[max(0, people[0] - 2) : people[0]]):
        return None  # "his driver"
    return items[people[0]]


def _identity(items: list[Item]) -> str | None:
    """What "he" or "the victim" is then told to have been: "The victim was a leader of" a party."""
    n = next((n for n, i in enumerate(items[:_PAIR]) if "definite" not in i.classes), 0)
    led = "victim_word" in items[n].classes and n > 0
    his = n == 0 and "pronoun" in items[n].classes and items[n].classes.isdisjoint({"thing_pronoun", "pl", "they"})
    be = next((m for m in range(n + 1, min(len(items), n + 1 + _NAMED_IN)) if "be" in items[m].classes), None)
    if not (led or his) or be is None or (his and be != n + 1):
        return None
    for item in items[be + 1 : be + 1 + _FAR]:
        if item.classes & (BOUNDARY | _APART | _ELSEWHERE):
            return None
        value = item.value("side") or item.value("calling") or item.value("victim")
        if value is not None and value not in _PLAIN and "attacker" not in item.classes:
            return value
    return None


def known_as(item: Item) -> str:
    """What a person's full name, and the id that the tables know him by, have in common."""
    return (item.value("name") or item.value("person") or item.text).casefold().replace(" ", "-")


def tell_who_was_hurt(told: Sequence[Sentence], mentions: Iterable[Mention]) -> None:
    """Make of somebody who was hurt what a sentence behind tells that he was: "the dead man was a convener"."""
    for mention in mentions:
        people = [(value, i) for value, i in mention.targets if i.classes & _PEOPLE]
        counts = [count for count, _ in (*mention.killed, *mention.injured)]
        if any(value != _PLAIN[0] for value, _ in people) or not counts or any(c.max != 1 for c in counts):
            continue
        n = mention.sentence.index
        found = next((i for s in told[n + 1 : n + 1 + _SOON] if (i := _is_called(s, soon=s.index == n + 1))), None)
        value = _called(found) if found is not None else None
        if found is not None and value is not None:
            mention.targets = [(value, found), *(t for t in mention.targets if t not in people)]
            mention.struck.add(id(found))


def _is_called(sentence: Sentence, *, soon: bool) -> Item | None:
    """The word for what somebody is at the end of "the dead man was the party's convener", or of "he is"."""
    items = sentence.items
    head = frozenset().union(*(i.classes for i in items[:_PAIR]))
    if not (head & _HURT or (soon and "pronoun" in head)) or any(i.classes & _TOLD for i in items):
        return None
    last = [i for i in items if "full_stop" not in i.classes and i.classes.isdisjoint({"common", "namely"})][-1:]
    return last[0] if last and not last[0].features & _CASES and _called(last[0]) not in _UNTELLING else None


def _called(item: Item) -> str | None:
    return (item.value("side") or item.value("calling") or item.value("victim")) if item.entries else None


def _role_beside(items: list[Item], n: int) -> str | None:
    apposed = [x for x in (*items[n - 1 : n], *items[n + 1 : n + 2]) if "comma" in x.classes]
    last = n - 1 if len(apposed) == _PAIR else n  # "a local reporter, Karim Ahmed,"
    before = reversed([x for x in items[max(0, last - _FAR) : last] if not x.classes & _OF_SEAT][-_BESIDE:])
    behind = items[n + 1 : n + 1 + _BESIDE]
    if any("comma" in x.classes for x in behind[:1]):  # "Karim, the Iranian general": his apposition
        behind = [x for x in items[n + 2 : n + 3 + 2 * _BESIDE] if not x.classes & _LINKS][:_BESIDE]
        behind = behind if behind and "to" not in behind[0].classes else []  # "hand over X, who shot Y, to the police"
    for side in (before, behind):
        for x in side:
            if x.classes & (BOUNDARY - {"comma"}) or x.classes & _APART:
                break
            value = (x.value("side") or x.value("calling") or x.value("victim")) if x.entries else None
            if value is not None and value not in _PLAIN and "attacker" not in x.classes:
                whose = (y.value("side") for y in items[items.index(x) + 1 : items.index(x) + 1 + _BESIDE])
                return next(filter(None, whose), value)  # "a commander of" a group is of the group
    return None
