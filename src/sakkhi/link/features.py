"""Two tellings → how they compare, feature by feature.

Each feature gives a level for every pair; level 0 is always "cannot be compared". Its docstring is the reason that a
person is shown. What a level weighs stands in `weights.toml`.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from sakkhi.link.columns import COMMON, METHODS, NO_DAY, NO_WEEKDAY, NO_YEARDAY, OUTCOMES, PRECISIONS, UNPLACED, UNTOLD
from sakkhi.model.incident import Method, Outcome
from sakkhi.model.place import PlacePrecision

Rows = NDArray[np.void]
Levels = NDArray[np.int8]
Truths = NDArray[np.bool_]
Numbers = NDArray[np.float64]
Feature = Callable[[Rows, Rows], Levels]

_EARTH = 6371.0
_RADIUS = {"district": 30.0, "province": 150.0}  # km within which such a place may lie; the contract's own tolerances
_FEW = 3  # people: a toll of so many or fewer is the same in many incidents
_LEAST = 400  # tenths of a bit
_ENOUGH = 80  # tenths of a bit that both must tell before it says something that they share none
_SHARES, _SHARES_ACROSS = (0.45, 0.33, 0.24, 0.17, 0.12, 0.07), (0.3, 0.2, 0.13, 0.09, 0.06, 0.03)
_FAR = 120.0  # km from which on two narrow places are told apart for good
_FAMILIES = (
    (Method.ROCKET, Method.MISSILE, Method.MORTAR, Method.ARTILLERY, Method.INDIRECT_FIRE),
    (Method.BOMBING, Method.IED, Method.VEHICLE_BOMB, Method.SUICIDE_BOMBING, Method.GRENADE),
    (Method.AIRSTRIKE, Method.DRONE, Method.MISSILE),
    (Method.SHOOTING, Method.ARMED_CLASH),
    (Method.STABBING, Method.OTHER, Method.ARMED_CLASH),
    (Method.ARSON, Method.BOMBING),
)


def day(a: Rows, b: Rows) -> Levels:
    """The days on which the attack is told to have been: the same day, days in common, near, or apart."""
    known = (a["earliest"] != NO_DAY) & (b["earliest"] != NO_DAY)
    gap = np.maximum(a["earliest"] - b["latest"], b["earliest"] - a["latest"])
    exact = (a["earliest"] == a["latest"]) & (b["earliest"] == b["latest"])
    return _levels(known, (exact & (gap == 0), gap <= 0, gap == 1, gap <= 3))


def day_said(a: Rows, b: Rows) -> Levels:
    """Where not both tell a date: the day of the year or else the weekday that they say: the same, near, or another."""
    dated = (a["yearday"] != NO_YEARDAY) & (b["yearday"] != NO_YEARDAY)
    weekdays = (a["weekday"] != NO_WEEKDAY) & (b["weekday"] != NO_WEEKDAY)
    known = (dated | weekdays) & ((a["earliest"] == NO_DAY) | (b["earliest"] == NO_DAY))
    gap = np.where(dated, _around(a["yearday"], b["yearday"], 366), _around(a["weekday"], b["weekday"], 7))
    return _levels(known, (dated & (gap == 0), gap == 0, gap == 1))


def _around(one: NDArray[np.integer], other: NDArray[np.integer], days: int) -> NDArray[np.int64]:
    """Days between two of a circle of so many."""
    gap: NDArray[np.int64] = np.abs(one.astype(np.int64) - other)
    return np.asarray(np.minimum(gap, days - gap))


def news_day(a: Rows, b: Rows) -> Levels:
    """The days on which two reports that tell of it as news were published: together, within days, or far apart."""
    known = (a["published"] != NO_DAY) & (b["published"] != NO_DAY) & a["focus"] & b["focus"]
    gap = np.abs(a["published"] - b["published"])
    return _levels(known, (gap <= 1, gap <= 3, gap <= 10))


def place(a: Rows, b: Rows) -> Levels:
    """The places: the same spot, near by, one within the other, too far apart for one spot, or elsewhere."""
    known = (a["precision"] != UNPLACED) & (b["precision"] != UNPLACED)
    apart = distance(a, b)
    reach = _reach(a) + _reach(b)
    country = (a["country"] != 0) & (a["country"] == b["country"])
    whole = np.maximum(a["precision"], b["precision"]) == PRECISIONS[PlacePrecision.COUNTRY]
    narrow = np.maximum(a["precision"], b["precision"]) <= PRECISIONS[PlacePrecision.DISTRICT]
    with np.errstate(invalid="ignore"):
        same = narrow & (apart <= 5)
        near = narrow & (apart <= 30)
        within = np.where(whole, country, apart <= reach)
        close = ~whole & (apart <= _FAR)
    known &= ((a["country"] != 0) & (b["country"] != 0)) | same | near | within  # a sea is of no country and has no end
    return _levels(known, (same, near, within, close, narrow))


def method(a: Rows, b: Rows) -> Levels:
    """How the attack was made: the same, one that could be told as the other, or another."""
    one, other = a["method"], b["method"]
    known = (one != METHODS[Method.UNKNOWN]) & (other != METHODS[Method.UNKNOWN])
    return _levels(known, (one == other, _NEAR[one, other]))


def targets(a: Rows, b: Rows) -> Levels:
    """What was attacked: the same, something in common, or nothing in common."""
    one, other = a["targets"], b["targets"]
    return _levels((one != 0) & (other != 0), (one == other, (one & other) != 0))


def outcome(a: Rows, b: Rows) -> Levels:
    """What came of it: the same, or something else."""
    one, other = a["outcome"], b["outcome"]
    unknown = OUTCOMES[Outcome.UNKNOWN]
    return _levels((one != unknown) & (other != unknown), (one == other,))


def killed(a: Rows, b: Rows) -> Levels:
    """How many were killed: the same number, none in both, a later and higher toll, or another number."""
    return _toll(a, b, "killed")


def injured(a: Rows, b: Rows) -> Levels:
    """How many were hurt: the same number, none in both, a later and higher toll, or another number."""
    return _toll(a, b, "injured")


def munitions(a: Rows, b: Rows) -> Levels:
    """How many drones, rockets or bombs: the same number or another."""
    one, other = a["munitions"][:, 0], b["munitions"][:, 0]
    return _levels((one > 0) & (other > 0), (one == other,))


def actors(a: Rows, b: Rows) -> Levels:
    """Whom anybody names as the attacker: somebody in common, or only others."""
    one, other = a["actors"], b["actors"]
    common = np.zeros(len(a), dtype=bool)
    for n in range(one.shape[1]):
        common |= (one[:, n, None] == other).any(axis=1) & (one[:, n] != 0)
    return _levels((one[:, 0] != 0) & (other[:, 0] != 0), (common,))


def names(a: Rows, b: Rows) -> Levels:
    """Rare names and words, compared by their consonants, that two reports in one language share of all they tell."""
    known = (a["language"] == b["language"]) & (a["report"] != b["report"])
    return _names(known, a, b, ("words", "word_rarity", "words_told"), _SHARES)


def names_across(a: Rows, b: Rows) -> Levels:
    """Rare names, compared by their consonants, that two reports in different languages share of all they tell."""
    return _names(a["language"] != b["language"], a, b, ("sounds", "rarity", "sounds_told"), _SHARES_ACROSS)


def copies(a: Rows, b: Rows) -> Levels:
    """Near copies of one text tell of the same incidents."""
    return _levels((a["copies"] == b["copies"]) & (a["report"] != b["report"]), (np.ones(len(a), dtype=bool),))


def one_report(a: Rows, b: Rows) -> Levels:
    """One report tells the two apart."""
    return _levels(a["report"] == b["report"], (np.ones(len(a), dtype=bool),))


def _shares(steps: tuple[float, ...]) -> tuple[str, ...]:
    return "", *(f"{step:.0%} shared" for step in steps), "less"


FEATURES: dict[str, tuple[Feature, tuple[str, ...]]] = {
    "day": (day, ("", "same day", "days in common", "a day apart", "up to 3 days apart", "apart")),
    "day_said": (day_said, ("", "same date", "same weekday", "a day apart", "another day")),
    "news_day": (news_day, ("", "same or next day", "within 3 days", "within 10 days", "later")),
    "place": (place, ("", "within 5 km", "within 30 km", "one within the other", "near", "far apart", "elsewhere")),
    "method": (method, ("", "same", "alike", "another")),
    "targets": (targets, ("", "same", "some in common", "none in common")),
    "outcome": (outcome, ("", "same", "another")),
    "killed": (killed, ("", "same high number", "same number", "none in both", "later toll", "another number")),
    "injured": (injured, ("", "same high number", "same number", "none in both", "later toll", "another number")),
    "munitions": (munitions, ("", "same number", "another number")),
    "actors": (actors, ("", "one in common", "none in common")),
    "names": (names, _shares(_SHARES)),
    "names_across": (names_across, _shares(_SHARES_ACROSS)),
    "copies": (copies, ("", "copies of one text")),
    "one_report": (one_report, ("", "told apart in one report")),
}


def compare(a: Rows, b: Rows) -> NDArray[np.int8]:
    """Levels, one row a pair and one column a feature in the order of `FEATURES`."""
    return np.stack([feature(a, b) for feature, _ in FEATURES.values()], axis=1)


def distance(a: Rows, b: Rows) -> Numbers:
    """Great-circle kilometres; NaN where a side has no coordinates."""
    lat1, lon1, lat2, lon2 = (np.radians(x.astype("f8")) for x in (a["lat"], a["lon"], b["lat"], b["lon"]))
    with np.errstate(invalid="ignore"):
        h = np.sin((lat2 - lat1) / 2) ** 2 + np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
        found: Numbers = 2 * _EARTH * np.arcsin(np.sqrt(np.clip(h, 0, 1)))
    return found


def shared(a: Rows, b: Rows, fields: tuple[str, str, str]) -> Numbers:
    """The cosine, 0 to 1, of the rare sounds of both; `fields` are the columns of sounds, rarity and all rarity told.

    Who tells little is taken to tell `_LEAST`, since two words in common are no proof.
    """
    sounds, rarity_of, told = fields
    mine, theirs = np.ascontiguousarray(a[sounds].T), np.ascontiguousarray(b[sounds].T)
    rarity = np.maximum(np.ascontiguousarray(a[rarity_of].T) - COMMON, 0)
    total = np.zeros(len(a), dtype="f8")
    theirs = theirs[theirs.any(axis=1)]  # sounds fill their columns from the first on
    for sound, bits in zip(mine, rarity, strict=True):
        if not sound.any():
            break
        common = np.zeros(len(a), dtype=bool)
        for other in theirs:
            common |= sound == other
        total += (common & (sound != 0)) * bits
    all_told: Numbers = np.sqrt(np.maximum(a[told], _LEAST).astype("f8") * np.maximum(b[told], _LEAST))
    return total / all_told


def _names(known: Truths, a: Rows, b: Rows, fields: tuple[str, str, str], steps: tuple[float, ...]) -> Levels:
    share = np.zeros(len(a))
    share[known] = shared(a[known], b[known], fields)
    known = known & ((share >= steps[-1]) | (np.minimum(a[fields[2]], b[fields[2]]) >= _ENOUGH))
    return _levels(known, tuple(share >= step for step in steps))


def _reach(rows: Rows) -> Numbers:
    """How far from its coordinates, in km, a place of that precision may still lie."""
    reach = np.full(len(rows), 10.0)
    reach[rows["precision"] == PRECISIONS[PlacePrecision.DISTRICT]] = _RADIUS["district"]
    reach[rows["precision"] == PRECISIONS[PlacePrecision.PROVINCE]] = _RADIUS["province"]
    return reach


def _toll(a: Rows, b: Rows, slot: str) -> Levels:
    one, other = a[slot], b[slot]
    known = (one[:, 0] != UNTOLD) & (other[:, 0] != UNTOLD)
    low = np.maximum(one, 0)[:, 0], np.maximum(other, 0)[:, 0]
    zero = (one[:, 1] == 0) & (other[:, 1] == 0)
    same = (low[0] == low[1]) & (low[0] > 0)
    dated = (a["published"] != NO_DAY) & (b["published"] != NO_DAY) & (a["published"] != b["published"])
    rising = np.where(a["published"] < b["published"], low[0] <= low[1], low[1] <= low[0])
    grown = np.maximum(*low) <= 2 * np.minimum(*low) + 2
    later = np.where(dated, rising, True) & grown & (np.minimum(*low) > 0)
    return _levels(known, (same & (low[0] > _FEW), same, zero, later))


def _levels(known: Truths, steps: tuple[Truths, ...]) -> Levels:
    """Level n + 1 where the n-th condition is the first that holds, one more where none does, 0 where not known."""
    out = np.full(len(known), len(steps) + 1, dtype=np.int8)
    for n in range(len(steps) - 1, -1, -1):
        out[steps[n]] = n + 1
    out[~known] = 0
    return out


def _near_methods() -> NDArray[np.bool_]:
    near = np.zeros((len(METHODS), len(METHODS)), dtype=bool)
    for family in _FAMILIES:
        for one in family:
            for other in family:
                near[METHODS[one], METHODS[other]] = True
    return near


_NEAR = _near_methods()
