"""Whether an attack is one of those that a sum counts, or a sum counts those told."""

from __future__ import annotations

from sakkhi.model.incident import Method
from sakkhi.model.place import PlacePrecision
from sakkhi.read.agreement import ON_FOOT, SENT, others_did
from sakkhi.read.lists import NARROW
from sakkhi.read.making import Draft
from sakkhi.read.mentions import merge_methods
from sakkhi.read.told import Told
from sakkhi.read.when import times_differ
from sakkhi.read.where import entry_of, places_differ

_AT_LARGE = (Method.SHOOTING, Method.BOMBING)  # "fire" and "bombings", as summings-up call whatever was used


def is_some_of(said: Told, known: Draft) -> bool:
    """True for one attack, with dead of its own, of those that a draft sums up."""
    one = not said.cues & {"plural", "repeat", "this", "earlier"} and said.entry is not None
    narrow = (
        one and said.entry is not None and said.entry.precision not in (PlacePrecision.PROVINCE, PlacePrecision.COUNTRY)
    )
    return narrow and bool(said.killed) and max(said.killed) < known.total and said.entry not in known.places


def is_beside_parts(said: Told, whole: Draft, drafts: list[Draft]) -> bool:
    """True for one more place among those of attacks that a draft sums up, of which some have been told."""
    narrow = said.entry is not None and said.entry.precision in NARROW and said.entry not in whole.places
    if not narrow or said.cues & {"plural", "repeat", "this", "earlier"}:
        return False
    return any(d is not whole and is_counted_in(d, whole) for d in drafts)


def is_counted_in(known: Draft, whole: Draft) -> bool:
    """True for an attack told behind the summing-up, with fewer dead and no other means or days."""
    most = whole.total or max(whole.killed)
    return is_told_behind(known, whole) and bool(known.killed) and max(known.killed) < most


def is_told_behind(known: Draft, whole: Draft) -> bool:
    """True for an attack that may be one of those summed up before it."""
    later = known.mentions[0].sentence.index > whole.mentions[0].sentence.index and not known.recalled
    alike = _may_be_summed(known.method, whole.method) and not times_differ(known.when, whole.when)
    others = bool(known.doers and whole.doers) and known.doers.isdisjoint(whole.doers)
    place = entry_of(known.place)
    countries = {e.country for e in whole.places}
    there = place is None or not countries or place.country in countries
    return later and alike and there and not others and known.role is None


def _may_be_summed(one: Method, other: Method) -> bool:
    """True for means that are summed up together: what is sent from afar, what is done on the spot, and any "fire"."""
    together = any({one, other} <= means for means in (SENT, ON_FOOT | {Method.ARMED_CLASH, Method.IED}))
    return together or other in _AT_LARGE or merge_methods(one, other) is not None


def is_sum_of(told: Told, last: Draft) -> bool:
    """True for "these have killed 20,000 so far", right behind strikes that have gone on since some day."""
    near = told.cues >= {"total", "this"} and told.sentence - last.mentions[-1].sentence.index <= 1 and not last.killed
    alike = near and merge_methods(told.method, last.method) is not None
    return alike and not (places_differ(told.place, last.place) or others_did(told, last))
