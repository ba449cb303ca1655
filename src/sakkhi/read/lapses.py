"""The time that is told to lie between two attacks of one sentence: "two weeks after gunmen killed", jets struck."""

from __future__ import annotations

from sakkhi.read.items import Item
from sakkhi.read.mentions import Mention

_TOLD = frozenset({"attack_n", "attack_v", "launch"})  # what tells of the later attack; the dead of the earlier do not


def is_later(items: list[Item], between: list[Item]) -> bool:
    """True where one attack is told to have come so long after another: "two weeks after gunmen killed"."""
    return _after(items, between) is not None


def lapse_behind(items: list[Item], before: Item, item: Item) -> Item | None:
    """The "after" that a language puts behind the earlier of two attacks ("a raid's two hours after, jets struck").

    None where there is none, or where what stands behind it is only named ("after the raid, of the raid it was said").
    """
    if "gen" not in before.features or item.classes.isdisjoint(_TOLD) or "gen" in item.features:
        return None
    return _after(items, items[items.index(before) + 1 : items.index(item)])


def long_after(items: list[Item], mention: Mention) -> Item | None:
    """The "days after" of the clause that an attack stands in: "they met weeks after rebels shelled"; else None."""
    before = items[: items.index(mention.triggers[0])]
    at = next((n for n, x in enumerate(before) if "long_after" in x.classes), None)
    return None if at is None or any("comma" in x.classes for x in before[at:]) else before[at]


def _after(items: list[Item], between: list[Item]) -> Item | None:
    for n, item in enumerate(between):
        answered = any("reply" in x.classes for x in between[n + 1 : n + 2])  # "a raid's after, in return fired"
        if "after" in item.classes and (answered or any(_is_lapse(items, x) for x in between[max(0, n - 2) : n + 1])):
            return item
    return None


def _is_lapse(items: list[Item], item: Item) -> bool:
    """True for what tells how long: a number, a unit of time, a day reckoned from another."""
    return bool(item.classes & {"measure", "lapse"}) or _is_gap(items, item)


def _is_gap(items: list[Item], item: Item) -> bool:
    """True for a time that counts back from another day told: "on Monday, a week after"."""
    time = item.time
    if time is None or time.kind != "point":
        return False
    days = [x.time.when for x in items if x.time is not None and x.time.when is not None and x is not item]
    return "told" in dict(time.said) or (time.when is not None and any(time.when.latest < d.earliest for d in days))
