"""The user's own sites: kept, changed, taken away and found again. What is marked above a clearance is not there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import msgspec
from django.db import transaction

from sakkhi.model.marking import EVERYTHING, marking_of
from sakkhi.model.own_site import OwnSite, look
from sakkhi.store import models


class Taken(msgspec.Struct, frozen=True):
    """A site that was not kept, since `by` is there already, whose name is the same to the eye; "" may not be told."""

    row: int
    name: str
    by: str


def sites(start: int = 0, most: int | None = None, clearance: int = EVERYTHING) -> list[OwnSite]:
    """The sites by name, at most `most` from the place `start` on."""
    rows = models.OwnSite.objects.filter(marking__lte=clearance).order_by("look")
    return [_site(row) for row in (rows[start:] if most is None else rows[start : start + most])]


def site(number: int, clearance: int = EVERYTHING) -> OwnSite | None:
    """The site with this number; None where there is none that may be seen."""
    row = models.OwnSite.objects.filter(id=number, marking__lte=clearance).first()
    return _site(row) if row else None


def site_count(clearance: int = EVERYTHING) -> int:
    """How many sites there are that may be seen."""
    return int(models.OwnSite.objects.filter(marking__lte=clearance).count())


def add_sites(
    found: Iterable[tuple[int, OwnSite]], by: str, now: dt.datetime, clearance: int = EVERYTHING
) -> tuple[list[OwnSite], list[Taken]]:  # fmt: skip
    """Keep new sites, each with its row in the file it is from; (those kept, those whose name is taken)."""
    kept: list[OwnSite] = []
    refused: list[Taken] = []
    with transaction.atomic():
        names = {row.look: _told(row, clearance) for row in models.OwnSite.objects.only("look", "name", "marking")}
        for row, new in found:
            if (seen := look(new.name)) in names:
                refused.append(Taken(row, new.name, names[seen]))
                continue
            names[seen] = new.name
            made = models.OwnSite.objects.create(**_fields(new), added_by=by, added_at=now)
            kept.append(_site(made))
    return kept, refused


def change_site(changed: OwnSite, clearance: int = EVERYTHING) -> Taken | None:
    """Write a site's new values; where another one is named alike, nothing is written and that one is told."""
    with transaction.atomic():
        other = models.OwnSite.objects.filter(look=look(changed.name)).exclude(id=changed.number).first()
        if other is not None:
            return Taken(0, changed.name, _told(other, clearance))
        models.OwnSite.objects.filter(id=changed.number).update(**_fields(changed))
    return None


def remove_site(number: int) -> bool:
    """Take a site away; False where it was not there."""
    return bool(models.OwnSite.objects.filter(id=number).delete()[0])


def _told(row: models.OwnSite, clearance: int) -> str:
    return row.name if row.marking <= clearance else ""


def _fields(site: OwnSite) -> dict[str, Any]:
    return {
        "name": site.name,
        "look": look(site.name),
        "lat": site.lat,
        "lon": site.lon,
        "country": site.country,
        "radii": " ".join(f"{km:g}" for km in site.radii),
        "note": site.note,
        "marking": site.marking.rank,
    }


def _site(row: models.OwnSite) -> OwnSite:
    radii = tuple(float(km) for km in row.radii.split())
    return OwnSite(row.name, row.lat, row.lon, row.country, radii, row.note, row.id, marking_of(row.marking))
