"""The incidents of the gold and those that were read → which of them are one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

from sakkhi.model.incident import Method
from sakkhi.score.slots import same
from sakkhi.score.told import Slot, Told, is_filled

# What a slot weighs when incidents are paired: what was done and where tell attacks apart best.
_WEIGHTS = (
    (Slot.METHOD, 2.0),
    (Slot.WHERE, 2.0),
    (Slot.WHEN, 1.0),
    (Slot.TARGETS, 1.0),
    (Slot.KILLED, 1.0),
    (Slot.OUTCOME, 0.5),
)
_FLOOR = 0.25  # incidents that agree less are not one: a shared country and outcome stay below it
_EXACT = 6  # incidents a side up to which all pairings are tried (720); beyond, the best pair left is taken
_METHODS_ALIKE = (  # methods that a careful reader may take for each other
    {Method.ROCKET, Method.MISSILE, Method.MORTAR, Method.ARTILLERY, Method.INDIRECT_FIRE},
    {Method.BOMBING, Method.IED, Method.VEHICLE_BOMB, Method.SUICIDE_BOMBING, Method.GRENADE},
    {Method.AIRSTRIKE, Method.DRONE, Method.MISSILE},
    {Method.SHOOTING, Method.ARMED_CLASH},
)


def paired(gold: Sequence[Told], read: Sequence[Told]) -> list[tuple[int, int]]:
    """(index into `gold`, index into `read`) of the one-to-one pairs that agree most in sum."""
    if not gold or not read:
        return []
    table = [[_counted(agreement(g, r)) for r in read] for g in gold]
    return _best(table) if max(len(gold), len(read)) <= _EXACT else _greedy(table)


def agreement(gold: Told, read: Told) -> float:
    """How well two incidents agree, 0 to 1, over the slots that the gold fills; 0 where it fills none."""
    weights = [(slot, weight) for slot, weight in _WEIGHTS if is_filled(gold, slot)]
    whole = sum(weight for _, weight in weights)
    return sum(weight * _alike(slot, gold, read) for slot, weight in weights) / whole if whole else 0.0


def _alike(slot: Slot, gold: Told, read: Told) -> float:
    """How alike one slot is, 0 to 1; less strict than when it is scored."""
    if not is_filled(read, slot):
        return 0.0
    if slot is Slot.TARGETS:
        return len(gold.targets & read.targets) / len(gold.targets | read.targets)
    if same(slot, gold, read):
        return 1.0
    if slot is Slot.METHOD:
        return 0.5 if any({gold.method, read.method} <= alike for alike in _METHODS_ALIKE) else 0.0
    if slot is Slot.WHERE and gold.where and read.where:
        return 0.3 if gold.where.country == read.where.country else 0.0
    return 0.0


def _counted(agreement: float) -> float:
    return agreement if agreement >= _FLOOR else 0.0


def _best(table: list[list[float]]) -> list[tuple[int, int]]:
    """The pairs with the highest sum; the first of several such, by index."""
    turned = len(table) > len(table[0])
    rows = [list(row) for row in zip(*table, strict=True)] if turned else table
    choices = permutations(range(len(rows[0])), len(rows))
    chosen = max(choices, key=lambda choice: sum(row[i] for row, i in zip(rows, choice, strict=True)))
    pairs = [(n, i) for n, i in enumerate(chosen) if rows[n][i] > 0]
    return [(i, n) for n, i in pairs] if turned else pairs


def _greedy(table: list[list[float]]) -> list[tuple[int, int]]:
    """The best pair, then the best of what is left, and so on."""
    pairs: dict[int, int] = {}
    for agreed, g, r in sorted(((a, g, r) for g, row in enumerate(table) for r, a in enumerate(row)), reverse=True):
        if agreed > 0 and g not in pairs and r not in pairs.values():
            pairs[g] = r
    return list(pairs.items())
