"""Marks of reports and incidents: who may see them.

An incident is marked as the strictest of its reports is, or stricter. What is ruled on an incident stays with its
tellings, wherever linking puts them; of several rulings on one telling the last counts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

import msgspec
from django.db import transaction

from sakkhi.model.marking import Marking, marking_of
from sakkhi.model.ruling import RulingKind
from sakkhi.store import models
from sakkhi.store.columns import new_edition

_PART = 500


def mark_report(number: int, marking: Marking, by: str, why: str, now: dt.datetime, clearance: int) -> int | None:
    """The number of the ruling, after marking a report and what rests on it; None where there is none to mark."""
    with transaction.atomic():
        found = models.Report.objects.filter(id=number, marking__lte=clearance).first()
        if found is None:
            return None
        ruling = _ruled(f"report:{number}", [], marking, by, why, now)
        models.Report.objects.filter(id=number).update(marking=marking.rank)
        settle(_incidents(models.Telling.objects.filter(report_id=number)))
    return ruling


def mark_incident(name: str, marking: Marking, by: str, why: str, now: dt.datetime, clearance: int) -> int | None:
    """The number of the ruling, after marking an incident; None where there is none to mark.

    It stays as strict as its strictest report.
    """
    with transaction.atomic():
        found = models.Incident.objects.filter(name=name, marking__lte=clearance).first()
        if found is None:
            return None
        keys = list(models.Telling.objects.filter(incident=found).order_by("id").values_list("key", flat=True))
        ruling = _ruled("", keys, marking, by, why, now)
        settle([found.id])
    return ruling


def markings(names: Iterable[str], clearance: int) -> dict[str, Marking]:
    """The marks of these incidents."""
    rows = models.Incident.objects.filter(name__in=list(names), marking__lte=clearance)
    return {name: marking_of(rank) for name, rank in rows.values_list("name", "marking")}


def settle(incidents: Sequence[int]) -> None:
    """Give incidents, by their rows, the marks that their reports and rulings call for, and say that they changed."""
    for start in range(0, len(incidents), _PART):
        part = incidents[start : start + _PART]
        marks = dict.fromkeys(part, Marking.CLEAR.rank)
        told = list(models.Telling.objects.filter(incident__in=part).values_list("incident", "key", "report__marking"))
        ruled = _ruled_ranks([key for _, key, _ in told])
        for incident, key, rank in told:
            marks[incident] = max(marks[incident], rank, ruled.get(key, 0))
        for rank in set(marks.values()):
            rows = models.Incident.objects.filter(id__in=[row for row, mark in marks.items() if mark == rank])
            rows.exclude(marking=rank).update(marking=rank)
    new_edition()


def _ruled_ranks(keys: Sequence[str]) -> dict[str, int]:
    """For each key the rank that the last standing ruling gives it."""
    standing = models.Ruling.objects.filter(kind=RulingKind.MARK.value, ruling__isnull=True)
    if not standing.exists():
        return {}
    out: dict[str, tuple[int, int]] = {}
    for start in range(0, len(keys), _PART):
        rows = models.RuledKey.objects.filter(key__in=keys[start : start + _PART], ruling__in=standing)
        for key, number, value in rows.values_list("key", "ruling_id", "ruling__value"):
            rank = msgspec.json.decode(value, type=Marking).rank
            out[key] = max(out.get(key, (0, 0)), (number, rank))
    return {key: rank for key, (_, rank) in out.items()}


def _ruled(slot: str, keys: Sequence[str], marking: Marking, by: str, why: str, now: dt.datetime) -> int:
    row = models.Ruling.objects.create(
        kind=RulingKind.MARK.value,
        one=msgspec.json.encode(keys).decode(),
        slot=slot,
        value=msgspec.json.encode(marking).decode(),
        by=by,
        why=why,
        at=now,
    )
    models.RuledKey.objects.bulk_create(models.RuledKey(key=key, ruling=row) for key in keys)
    return int(row.id)


def _incidents(tellings: models.Telling) -> list[int]:
    return list(tellings.exclude(incident=None).values_list("incident", flat=True).distinct())
