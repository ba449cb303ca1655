"""The door for reading rulings. Frozen values out, never rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from django.db.models import Q

from sakkhi.model.ruling import Quoted, Ruling, RulingKind
from sakkhi.store import models
from sakkhi.store.linked import PART, batched


def rulings() -> list[Ruling]:
    """Every ruling but those that only undo one, in the order in which they were made."""
    return _rulings(models.Ruling.objects.all())


def rulings_on(keys: Iterable[str]) -> list[Ruling]:
    """The rulings that name any of these tellings, in the order in which they were made."""
    numbers: set[int] = set()
    for part in batched(keys, PART):
        numbers |= set(models.RuledKey.objects.filter(key__in=part).values_list("ruling_id", flat=True))
    found = [r for part in batched(sorted(numbers), PART) for r in _rulings(models.Ruling.objects.filter(id__in=part))]
    return sorted(found, key=lambda ruling: ruling.number)


def page(limit: int, before: int | None, clearance: int) -> list[Ruling]:
    """The newest rulings, those with numbers below `before`, without marks and what names something marked higher."""
    hidden = models.Telling.objects.filter(Q(report__marking__gt=clearance) | Q(incident__marking__gt=clearance))
    gone = models.Retired.objects.filter(report__marking__gt=clearance)
    rows = models.Ruling.objects.exclude(kind__in=["undo", RulingKind.MARK.value])
    for unseen in (hidden, gone):
        rows = rows.exclude(id__in=models.RuledKey.objects.filter(key__in=unseen.values("key")).values("ruling_id"))
    rows = rows.filter(id__lt=before) if before is not None else rows
    return [_ruling(row) for row in rows.select_related("ruling").order_by("-id")[:limit]]


def rulings_since(number: int, most: int = 100) -> list[Ruling]:
    """The rulings after this one but marks, the newest `most` of them, with those that were taken back after it."""
    later = models.Ruling.objects.filter(id__gt=number)
    taken_back = later.filter(kind="undo").values("undoes_id")
    rows = models.Ruling.objects.filter(Q(id__gt=number) | Q(id__in=taken_back)).exclude(kind=RulingKind.MARK.value)
    return _rulings(rows)[-most:]


def ruling(number: int) -> Ruling | None:
    """The ruling with this number; None where there is none, or where it only undoes one."""
    return next(iter(_rulings(models.Ruling.objects.filter(id=number))), None)


def _rulings(rows: Any) -> list[Ruling]:
    found = rows.exclude(kind="undo").select_related("ruling").order_by("id")
    return [_ruling(row) for row in found]


def _ruling(row: models.Ruling) -> Ruling:
    undone = getattr(row, "ruling", None)
    decode = msgspec.json.decode
    return Ruling(
        row.id, RulingKind(row.kind), tuple(decode(row.one)), tuple(decode(row.other)), row.by, row.at, row.why,
        row.slot, row.value, undone.id if undone is not None else None,
        decode(row.words, type=Quoted) if row.words else None,
    )  # fmt: skip
