"""Counts of attacks → shares and rates with their intervals (95 %), and whether what is recent is unusual.

Intervals are Wilson's for a share (Wilson 1927; Brown, Cai and DasGupta 2001 on why not Wald's) and Garwood's exact one
for a Poisson count (Garwood 1936).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from enum import StrEnum

import msgspec

_Z = 1.959963984540054  # the normal quantile that leaves 2.5 % on either side
_TAIL = 0.025
_EXACT_TO = 1000  # above it Byar's approximation differs from the exact interval by less than a hundredth of an attack
LEAST_DAYS = 60  # a stretch shorter than this says nothing of what is usual


class Share(msgspec.Struct, frozen=True):
    """`part` of `whole`, with the interval of the share; None where there is no whole."""

    part: int
    whole: int
    low: float | None
    high: float | None

    @property
    def value(self) -> float | None:
        """The share itself, 0 to 1."""
        return self.part / self.whole if self.whole else None


class Standing(StrEnum):
    """How what is recent compares with what is usual."""

    MORE = "more"
    LESS = "less"
    USUAL = "usual"
    UNKNOWN = "unknown"


class Recent(msgspec.Struct, frozen=True):
    """`count` in the last `days`, and how many such a stretch usually has, with the interval of that rate.

    `usual`, `low` and `high` are None where what came before is too short to say (`before_days` under `LEAST_DAYS`).
    """

    count: int
    days: int
    before_count: int
    before_days: int
    usual: float | None
    low: float | None
    high: float | None
    standing: Standing


def share(part: int, whole: int) -> Share:
    """A share with Wilson's interval. Raises `ValueError` where `part` is not within `whole`."""
    if not 0 <= part <= whole:
        raise ValueError(f"{part} is no part of {whole}")
    if whole == 0:
        return Share(0, 0, None, None)
    p, square = part / whole, _Z * _Z
    middle = (p + square / (2 * whole)) / (1 + square / whole)
    half = _Z * math.sqrt(p * (1 - p) / whole + square / (4 * whole * whole)) / (1 + square / whole)
    low = 0.0 if part == 0 else max(0.0, middle - half)
    return Share(part, whole, low, 1.0 if part == whole else min(1.0, middle + half))


def count_interval(count: int) -> tuple[float, float]:
    """The exact interval of the mean of a Poisson distribution of which `count` was seen."""
    if count > _EXACT_TO:
        return _byar(count, -_Z), _byar(count + 1, _Z)
    low = 0.0 if count == 0 else _root(lambda mean: 1 - _at_most(count - 1, mean) - _TAIL, 0.0, float(count))
    return low, _root(lambda mean: _TAIL - _at_most(count, mean), float(count), count + 10 * math.sqrt(count + 1) + 5)


def recent(count: int, days: int, before_count: int, before_days: int) -> Recent:
    """What was seen in the last `days` against what was seen in the `before_days` before them.

    It is more (or less) than usual where, were nothing changed, as many (or few) of all would fall into the recent days
    with a probability under 2.5 % (Przyborowski and Wilenski 1940).
    """
    if before_days < LEAST_DAYS or days <= 0:
        return Recent(count, days, before_count, before_days, None, None, None, Standing.UNKNOWN)
    scale = days / before_days
    low, high = (bound * scale for bound in count_interval(before_count))
    total, chance = count + before_count, days / (days + before_days)
    standing = Standing.USUAL
    if count and _binomial_at_least(count, total, chance) < _TAIL:
        standing = Standing.MORE
    elif total and _binomial_at_least(total - count, total, 1 - chance) < _TAIL:
        standing = Standing.LESS
    return Recent(count, days, before_count, before_days, before_count * scale, low, high, standing)


def _at_most(count: int, mean: float) -> float:
    """The probability that a Poisson distribution of this mean gives at most `count`."""
    if mean <= 0:
        return 1.0
    log = math.log(mean)
    return min(1.0, math.fsum(math.exp(k * log - mean - math.lgamma(k + 1)) for k in range(count + 1)))


def _binomial_at_least(count: int, total: int, chance: float) -> float:
    log, other = math.log(chance), math.log1p(-chance)
    all_ways = math.lgamma(total + 1)
    ways = (all_ways - math.lgamma(k + 1) - math.lgamma(total - k + 1) + k * log + (total - k) * other
            for k in range(count, total + 1))  # fmt: skip
    return min(1.0, math.fsum(map(math.exp, ways)))


def _byar(count: int, z: float) -> float:
    return float(count * (1 - 1 / (9 * count) + z / (3 * math.sqrt(count))) ** 3)


def _root(rising: Callable[[float], float], low: float, high: float) -> float:
    """Where a function that rises from below nought to above it crosses nought, by halving."""
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if rising(middle) < 0 else (low, middle)
    return (low + high) / 2
