"""The queue of what wants a person's eye, the most urgent first: records with open reasons, and pairs in doubt."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from django.db.models import Max, Q

from sakkhi.model.doubt import Doubt
from sakkhi.model.record import ReasonKind, Record
from sakkhi.store import models

MOST = 2_000  # items that the queue is looked at; nobody reads as far


class Item(msgspec.Struct, frozen=True):
    """Something to rule on: a record with reasons, or a doubt with the records of its two tellings.

    Where the two are in one incident, `other` is None.
    """

    priority: float
    record: Record
    doubt: Doubt | None = None
    other: Record | None = None


def queue(start: int, count: int, clearance: int, kind: str = "") -> tuple[list[Item], bool]:
    """(the items from `start` on, whether there are more); `kind` is a `ReasonKind`, "doubt", or "" for all."""
    wanted = min(start + count, MOST)
    ranked = sorted(_ranked(wanted + 1, clearance, kind), key=lambda one: (-one[0], one[1], one[2]))
    part = ranked[start:wanted]
    return list(_items(part, clearance)), len(ranked) > wanted and wanted < MOST


def count(clearance: int) -> int:
    """How many items there are."""
    records = models.Incident.objects.filter(priority__gt=0, marking__lte=clearance).count()
    return int(records + _doubts(clearance).count())


def doubts_of(name: str, clearance: int) -> list[tuple[Doubt, Record]]:
    """The pairs in doubt of which one telling is in this incident, each with the other one's record."""
    rows = _doubts(clearance).filter(Q(one__incident__name=name) | Q(other__incident__name=name))
    out = []
    for d in rows.select_related("one__incident", "other__incident").order_by("-priority", "id")[:20]:
        one, other = d.one.incident, d.other.incident
        far = other if one.name == name else one
        doubt = Doubt(d.one.key, d.other.key, d.bits, one.id == other.id, d.moved, d.priority)
        out.append((doubt, msgspec.json.decode(far.content, type=Record)))
    return out


def last_ruling() -> int:
    """The number of the newest ruling; 0 where there is none."""
    return int(models.Ruling.objects.aggregate(last=Max("id"))["last"] or 0)


def _ranked(most: int, clearance: int, kind: str) -> Iterator[tuple[float, str, int]]:
    """(priority, which table, row)."""
    if kind != "doubt":
        rows = models.Incident.objects.filter(priority__gt=0, marking__lte=clearance)
        if kind:
            rows = rows.filter(content__contains=f'"kind":"{ReasonKind(kind).value}"')
        for priority, row in rows.order_by("-priority", "id").values_list("priority", "id")[:most]:
            yield priority, "record", row
    if kind in ("", "doubt"):
        for priority, row in _doubts(clearance).order_by("-priority", "id").values_list("priority", "id")[:most]:
            yield priority, "doubt", row


def _doubts(clearance: int) -> Any:
    return models.Doubt.objects.filter(
        moved__gt=0,
        one__report__marking__lte=clearance,
        other__report__marking__lte=clearance,
        one__incident__marking__lte=clearance,
        other__incident__marking__lte=clearance,
        one__incident__rejected=False,
        other__incident__rejected=False,
    )


def _items(part: list[tuple[float, str, int]], clearance: int) -> Iterator[Item]:
    decode = msgspec.json.Decoder(Record).decode
    records = dict(
        models.Incident.objects.filter(id__in=[row for _, table, row in part if table == "record"]).values_list(
            "id", "content"
        )
    )
    doubts = models.Doubt.objects.select_related("one__incident", "other__incident").in_bulk(
        [row for _, table, row in part if table == "doubt"]
    )
    for priority, table, row in part:
        if table == "record":
            yield Item(priority, decode(records[row]))
            continue
        d = doubts[row]
        one, other = d.one.incident, d.other.incident
        doubt = Doubt(d.one.key, d.other.key, d.bits, one.id == other.id, d.moved, priority)
        yield Item(priority, decode(one.content), doubt, None if one.id == other.id else decode(other.content))
