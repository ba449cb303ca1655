"""A dossier → one row: what tables and maps show of it, typed, the stances of actors kept apart in columns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import msgspec

from sakkhi.model.count import Count
from sakkhi.model.dossier import Dossier
from sakkhi.model.record import Claim, Held, Record
from sakkhi.share.standing import Standing, is_unclaimed, named, of_standing

COUNTS = ("munitions", "intercepted", "killed", "injured")


class Flat(msgspec.Struct, frozen=True):
    """The preferred values of a record. An open side of a count is None; `killed_lowest` is the lowest toll told."""

    id: str
    earliest: dt.date | None
    latest: dt.date | None
    day_precision: str | None
    day_basis: str | None
    place: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    place_precision: str | None
    relation: str | None
    site: str | None
    launched_from: str | None
    method: str | None
    targets: tuple[str, ...]
    target_names: tuple[str, ...]
    outcome: str | None
    munitions_min: int | None
    munitions_max: int | None
    munitions_approximate: bool
    intercepted_min: int | None
    intercepted_max: int | None
    intercepted_approximate: bool
    killed_min: int | None
    killed_max: int | None
    killed_approximate: bool
    injured_min: int | None
    injured_max: int | None
    injured_approximate: bool
    killed_lowest: int | None
    killed_highest: int | None
    injured_lowest: int | None
    injured_highest: int | None
    damage: str | None
    claimed: tuple[str, ...]
    stated: tuple[str, ...]
    contested: tuple[str, ...]
    assessed: tuple[str, ...]
    suspected: tuple[str, ...]
    denied: tuple[str, ...]
    unclaimed: bool
    repeats: int
    includes: tuple[str, ...]
    disputed: tuple[str, ...]
    ruled: tuple[str, ...]
    voices: int
    reports: tuple[str, ...]
    addresses: tuple[str, ...]
    outlets: tuple[str, ...]
    languages: tuple[str, ...]
    first_published: dt.date | None
    last_published: dt.date | None
    marking: str


def flat(dossier: Dossier) -> Flat:
    """The row of a dossier."""
    record = dossier.record
    when, where = _first(record.when), _first(record.where)
    return Flat(
        id=record.id,
        earliest=when.earliest if when else None,
        latest=when.latest if when else None,
        day_precision=when.precision.value if when else None,
        day_basis=when.basis.value if when else None,
        place=where.name if where else None,
        country=where.country if where else None,
        latitude=where.lat if where else None,
        longitude=where.lon if where else None,
        place_precision=where.precision.value if where and where.precision else None,
        relation=where.relation.value if where else None,
        site=where.site if where else None,
        launched_from=next((t.incident.launched_from.name for t in dossier.tellings if t.incident.launched_from), None),
        method=_first(record.method),
        targets=tuple(held.value.value for held in record.targets),
        target_names=_once(target.name for t in dossier.tellings for target in t.incident.targets),
        outcome=_first(record.outcome),
        damage=_first(record.damage),
        **_counts(record),
        **_actors(record),
        unclaimed=is_unclaimed(record),
        repeats=record.repeats,
        includes=record.includes,
        disputed=record.disputed,
        ruled=record.ruled,
        voices=record.voices,
        **_reports(dossier),
        marking=dossier.marking.value,
    )


def others(record: Record) -> Iterator[tuple[str, Held[Any]]]:
    """(slot, value) of every value but the preferred ones."""
    for slot in ("method", "when", "where", "targets", "outcome", *COUNTS, "damage"):
        for held in getattr(record, slot)[1:] if slot != "targets" else ():
            yield slot, held


def said(claim: Claim) -> dict[str, Any]:
    """A claim of the ledger without its words."""
    return {
        "kind": claim.kind.value, "about": claim.about, "by": claim.by, "by_type": claim.by_type.value,
        "stance": claim.stance.value if claim.stance else None, "voices": claim.voices, "report": claim.report,
        "published": claim.published, "change": claim.change.value if claim.change else None,
    }  # fmt: skip


def _counts(record: Record) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for slot in COUNTS:
        count: Count | None = _first(getattr(record, slot))
        out[f"{slot}_min"] = count.min if count else None
        out[f"{slot}_max"] = count.max if count else None
        out[f"{slot}_approximate"] = bool(count and count.approximate)
    for slot, hull in (("killed", record.killed_range), ("injured", record.injured_range)):
        out[f"{slot}_lowest"] = hull.min if hull else None
        out[f"{slot}_highest"] = hull.max if hull else None
    return out


def _actors(record: Record) -> dict[str, Any]:
    actors = named(record)
    return {s.value: of_standing(actors, s) for s in Standing}


def _reports(dossier: Dossier) -> dict[str, Any]:
    told = dossier.record.tellings
    days = [t.published for t in told if t.published is not None]
    return {
        "reports": _once(t.report for t in told),
        "addresses": _once(r.source for r in dossier.reports),
        "outlets": _once(t.outlet for t in told),
        "languages": tuple(sorted({t.language for t in told})),
        "first_published": min(days, default=None),
        "last_published": max(days, default=None),
    }


def _first(held: tuple[Held[Any], ...]) -> Any:
    return held[0].value if held else None


def _once(values: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))
