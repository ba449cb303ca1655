"""Two incidents, gold and read, that are taken for one → which slots are right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sakkhi.model.incident import Stance
from sakkhi.model.place import Place, PlacePrecision, great_circle
from sakkhi.score.actors import same_actor
from sakkhi.score.tally import Tally, tally_of
from sakkhi.score.told import Blamed, Slot, Told, is_filled

# How far off a place may be, in kilometres: coordinates in the gold are rounded to a tenth of a degree (some 11 km) and
# a town or base is up to that wide; a province is told by its middle or its capital, which lie further apart.
_NEAR, _NEAR_PROVINCE = 30, 150


def slot_tally(slot: Slot, gold: Told, read: Told) -> Tally:
    """What is right in one slot. A filled slot that differs is both a false positive and a false negative.

    Targets and attributions are sets, of which each member counts.
    """
    if slot is Slot.TARGETS:
        return tally_of(len(gold.targets & read.targets), len(read.targets), len(gold.targets))
    if slot is Slot.ATTRIBUTIONS:
        matched = matched_attributions(gold.attributions, read.attributions)
        return tally_of(matched, len(read.attributions), len(gold.attributions))
    return tally_of(same(slot, gold, read), is_filled(read, slot), is_filled(gold, slot))


def same(slot: Slot, gold: Told, read: Told) -> bool:
    """True where the slot is filled on both sides with what counts as the same value."""
    if slot is Slot.WHERE:
        return gold.where is not None and read.where is not None and same_place(gold.where, read.where)
    if slot is Slot.WHEN:
        return gold.when is not None and read.when is not None and same_days(gold.when, read.when)
    return is_filled(gold, slot) and bool(getattr(gold, slot) == getattr(read, slot))


def same_place(gold: Place, read: Place) -> bool:
    """True within 30 km, 150 km where the gold is a province, or in the country where the gold says no more."""
    if gold.precision is PlacePrecision.COUNTRY or gold.lat is None:
        return bool(gold.country) and gold.country == read.country
    return _kilometres(gold, read) <= (_NEAR_PROVINCE if gold.precision is PlacePrecision.PROVINCE else _NEAR)


def same_days(gold: tuple[dt.date, dt.date], read: tuple[dt.date, dt.date]) -> bool:
    """True where the days that both hold are at least half of those from the first of either to the last."""
    both = (min(gold[1], read[1]) - max(gold[0], read[0])).days + 1
    either = (max(gold[1], read[1]) - min(gold[0], read[0])).days + 1
    return both > 0 and 2 * both >= either


def matched_attributions(gold: Sequence[Blamed], read: Sequence[Blamed]) -> int:
    """How many of the gold are read with the same actor and stance; each that was read matches once."""
    left, matched = list(read), 0
    for wanted in gold:
        for i, blamed in enumerate(left):
            if blamed.stance is wanted.stance and same_actor(wanted.actor, blamed.actor):
                del left[i]
                matched += 1
                break
    return matched


def promoted_attributions(gold: Told, read: Told) -> int:
    """How many actors are read as stated for a fact whom the gold names with weaker stances alone."""
    promoted = 0
    for blamed in read.attributions:
        stances = {wanted.stance for wanted in gold.attributions if same_actor(wanted.actor, blamed.actor)}
        promoted += blamed.stance is Stance.STATES and bool(stances) and Stance.STATES not in stances
    return promoted


def _kilometres(one: Place, other: Place) -> float:
    """The great-circle distance, by the haversine formula; infinite where a coordinate is not known."""
    return great_circle((one.lat, one.lon), (other.lat, other.lon))
