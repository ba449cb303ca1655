"""A watch's conditions on a record: all that are given must hold."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence

from sakkhi.model.incident import Role, Stance
from sakkhi.model.place import Place, PlacePrecision, great_circle
from sakkhi.model.record import ClaimKind, Record
from sakkhi.model.watch import Watch

_ROUGH = (PlacePrecision.PROVINCE, PlacePrecision.COUNTRY)
_REACH = 150.0  # km: as far from a province's middle as the contract's tolerance for one
_NAMED = (Stance.CLAIMS, Stance.STATES, Stance.ASSESSES, Stance.SUSPECTS)


def passes(watch: Watch, record: Record) -> bool:
    """True where the record is what the watch looks for, however old it is."""
    return (
        not record.rejected
        and _is_there(watch, record)
        and _any(watch.method, [h.value.value for h in record.method[:1]])
        and _any(watch.outcome, [h.value.value for h in record.outcome[:1]])
        and _any(watch.target, [h.value.value for h in record.targets])
        and (watch.killed is None or _least(record, "killed") >= watch.killed)
        and (watch.casualties is None or _least(record, "killed") + _least(record, "injured") >= watch.casualties)
        and ((not watch.actor and not watch.stance) or bool(named_by(watch, record)))
    )


def is_news(watch: Watch, record: Record, today: dt.date) -> bool:
    """True where a report tells of it as news, and its day (else its publication) is no older than `fresh` days."""
    if not any(t.role == Role.FOCUS for t in record.tellings):
        return False
    oldest = today - dt.timedelta(days=watch.fresh)
    if record.when:
        return record.when[0].value.latest >= oldest
    return any(t.published is not None and t.published >= oldest for t in record.tellings)


def distance(watch: Watch, record: Record) -> float:
    """Kilometres from the watch's site to the record's preferred place; infinite where either is not known."""
    if watch.site is None or not record.where:
        return math.inf
    place, point = record.where[0].value, watch.site.point
    return great_circle((point.lat, point.lon), (place.lat, place.lon))


def is_rough(record: Record) -> bool:
    """True where the place is known to the province or country alone."""
    return bool(record.where) and record.where[0].value.precision in _ROUGH


def named_by(watch: Watch, record: Record) -> list[str]:
    """The actors that the watch looks for and the record's ledger names, with a stance that the watch asks for."""
    stances = watch.stance or _NAMED
    wanted = {name.casefold() for name in watch.actor}
    found = [
        c.about
        for c in record.ledger
        if c.kind == ClaimKind.ATTRIBUTION and c.stance in stances and (not wanted or c.about.casefold() in wanted)
    ]
    return list(dict.fromkeys(found))


def _is_there(watch: Watch, record: Record) -> bool:
    if watch.site is None and not watch.area and not watch.country:
        return True
    if not record.where:
        return False
    place = record.where[0].value
    if watch.country and place.country not in watch.country:
        return False
    if watch.site is None and not watch.area:
        return True
    if place.lat is None or place.lon is None or (is_rough(record) and not watch.imprecise):
        return False
    if watch.site is not None and distance(watch, record) > watch.within + (_REACH if is_rough(record) else 0.0):
        return False
    return not watch.area or inside(watch.area, place)


def inside(corners: Sequence[tuple[float, float]], place: Place) -> bool:
    """True where the place lies in the polygon: a ray to the east crosses its sides an odd number of times."""
    if place.lat is None or place.lon is None:
        return False
    odd = False
    for (y1, x1), (y2, x2) in zip(corners, [*corners[1:], corners[0]], strict=True):
        if (y1 > place.lat) != (y2 > place.lat) and place.lon < (x2 - x1) * (place.lat - y1) / (y2 - y1) + x1:
            odd = not odd
    return odd


def _any(wanted: Sequence[str], found: Sequence[str]) -> bool:
    return not wanted or any(one in wanted for one in found)


def _least(record: Record, slot: str) -> int:
    held = getattr(record, slot)
    return (held[0].value.min or 0) if held else 0
