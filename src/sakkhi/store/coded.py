"""The table of other coders' records: written by imports, read by lists, unknown to linking."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import msgspec
from django.db import transaction
from django.db.models import Q

from sakkhi.model.coded import CodedRecord
from sakkhi.model.place import great_circle
from sakkhi.store import models
from sakkhi.store.incidents import Sought, within

_PART = 500
# of `Sought`: what other coders have too
FILTERS = ("since", "until", "near", "area", "country", "method", "actor", "killed")


def write_coded(records: Iterable[CodedRecord], now: dt.datetime) -> Counter[str]:
    """How many were `added`, `changed` or `known`, after writing them; one of the same coder and id is the same."""
    counts: Counter[str] = Counter()
    rest = iter(records)
    while part := list(islice(rest, _PART)):
        with transaction.atomic():
            for record in part:
                counts[_write(record, now)] += 1
    return counts


def _write(record: CodedRecord, now: dt.datetime) -> str:
    content = msgspec.json.encode(record).decode()
    row = models.CodedRecord.objects.filter(coder=record.coder, name=record.id).first()
    if row is not None and row.content == content:
        return "known"
    values = {
        "content": content,
        "earliest": record.when.earliest.toordinal() if record.when else None,
        "latest": record.when.latest.toordinal() if record.when else None,
        "lat": record.where.lat if record.where else None,
        "lon": record.where.lon if record.where else None,
        "country": (record.where.country if record.where else None) or "",
        "method": record.method.value if record.method else "",
        "actors": "\n".join(record.actors),
        "killed": record.killed.min if record.killed else None,
        "added_at": now,
    }
    models.CodedRecord.objects.update_or_create(coder=record.coder, name=record.id, defaults=values)
    return "changed" if row is not None else "added"


def coded(coder: str, sought: Sought, limit: int | None = None) -> Iterator[CodedRecord]:
    """A coder's records that pass, the newest first; of what is sought only `FILTERS` are looked at."""
    rows = _passing(models.CodedRecord.objects.filter(coder=coder), sought)
    numbers = list(rows.order_by("-latest", "name").values_list("id", "lat", "lon"))
    if sought.near is not None:
        lat, lon, km = sought.near
        numbers = [row for row in numbers if great_circle((lat, lon), (row[1], row[2])) <= km]
    for start in range(0, len(numbers[:limit]), _PART):
        part = [row[0] for row in numbers[:limit][start : start + _PART]]
        contents = dict(models.CodedRecord.objects.filter(id__in=part).values_list("id", "content"))
        for number in part:
            yield msgspec.json.decode(contents[number], type=CodedRecord)


def coders() -> dict[str, int]:
    """How many records of which coder there are."""
    names = models.CodedRecord.objects.order_by("coder").values_list("coder", flat=True)
    return dict(Counter(names.iterator(_PART)))


def _passing(rows: Any, sought: Sought) -> Any:
    if sought.since:
        rows = rows.filter(latest__gte=sought.since.toordinal())
    if sought.until:
        rows = rows.filter(earliest__lte=sought.until.toordinal())
    if sought.killed is not None:
        rows = rows.filter(killed__gte=sought.killed)
    if sought.actor:
        rows = rows.filter(actors__icontains=sought.actor)
    wanted = within(sought.area) if sought.area else Q()
    for field in ("country", "method"):
        if value := getattr(sought, field):
            wanted &= Q(**{field: value})
    return rows.filter(wanted)
