"""Incidents of a picture, written down without linking."""

import datetime as dt

from sakkhi.assess import assess
from sakkhi.model.count import Count
from sakkhi.model.incident import Method, Outcome, Role, Stance
from sakkhi.model.place import Place, PlacePrecision
from sakkhi.store import models
from sakkhi.store.columns import new_edition
from sakkhi.store.linked import row_of
from tests.link.making import day, said, telling

SITE, TOWN, PROVINCE, COUNTRY = (
    PlacePrecision.SITE,
    PlacePrecision.TOWN,
    PlacePrecision.PROVINCE,
    PlacePrecision.COUNTRY,
)


def put(
    name: str,
    lat: float | None = 36.0,
    lon: float | None = 44.0,
    *,
    on: str | None = "2024-01-10",
    method: Method = Method.DRONE,
    outcome: Outcome = Outcome.HIT,
    killed: int | None = None,
    precision: PlacePrecision = SITE,
    country: str = "IRQ",
    language: str = "en",
    outlet: str = "The Example",
    claims: tuple[tuple[str, Stance], ...] = (),
    role: Role = Role.FOCUS,
    marking: int = 0,
    repeats: int = 1,
) -> int:
    """Write an incident down; its row."""
    import msgspec

    told = telling(
        f"r-{name}",
        where=Place(f"Place of {name}", country, lat, lon, precision),
        when=day(on) if on else None,
        method=method,
        outcome=outcome,
        killed=Count(killed, killed) if killed is not None else None,
        language=language,
        published=on,
        role=role,
        repeats=repeats,
        attributions=tuple(said(actor, stance) for actor, stance in claims),
    )
    if not on:
        told = msgspec.structs.replace(told, incident=msgspec.structs.replace(told.incident, when=None))
    record = assess(name, [msgspec.structs.replace(told, outlet=outlet)])
    row = models.Incident.objects.create(name=name, marking=marking, **row_of(record))
    models.Claim.objects.bulk_create(models.Claim(incident=row, actor=a, stance=s.value) for a, s in claims)
    new_edition()
    return int(row.id)


def ordinal(iso: str) -> int:
    return dt.date.fromisoformat(iso).toordinal()
