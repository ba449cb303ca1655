"""What linking works out → rows. All of it can be worked out again; ids, forwards and rulings alone are for good."""

from __future__ import annotations

import datetime as dt
import fcntl
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
from django.db import connection, transaction

from sakkhi.model.incident import Role
from sakkhi.model.record import ClaimKind, Record
from sakkhi.model.ruling import Ruling
from sakkhi.model.telling import Telling
from sakkhi.store import models
from sakkhi.store.columns import new_edition
from sakkhi.store.search import index_incident

PART = 500  # rows that one statement names at most
_LOCK = 5073148  # PostgreSQL's number for "somebody links"

Key = tuple[int, int]


@contextmanager
def one_linker(folder: Path) -> Iterator[None]:
    """Wait until nobody else links in this collection, and keep others waiting meanwhile."""
    with (folder / ".link.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if connection.vendor != "postgresql":
            yield
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def write_tellings(reading: int, report: int, tellings: Sequence[tuple[Telling, Sequence[Key]]]) -> None:
    """Put the tellings of a report's newest reading in the place of older ones; all that met the older ones waits anew.

    Each telling comes with the (hash, day) pairs by which it is found.
    """
    with transaction.atomic():
        old = models.Telling.objects.filter(report_id=report)
        touched = {c for c in old.values_list("component", flat=True) if c is not None}
        if touched:
            models.Telling.objects.filter(component__in=touched).update(component=None)
        old.delete()
        for telling, keys in tellings:
            row = models.Telling.objects.create(
                key=telling.key,
                reading_id=reading,
                report_id=report,
                content=msgspec.json.encode(telling).decode(),
                language=telling.language,
                summary=telling.incident.repeats > 1,
            )
            models.TellingKey.objects.bulk_create(
                models.TellingKey(hash=value, day=day, telling=row) for value, day in keys
            )
        models.ToldReading.objects.get_or_create(reading_id=reading)


def write_records(
    records: Iterable[tuple[Record, Sequence[str], int]],
    forwards: Mapping[str, str],
    doubts: Iterable[tuple[str, str, float, bool, int]],
    now: dt.datetime,
    *,
    everything: bool,
) -> None:
    """Write (record, keys of its tellings, component) for what was linked anew, all or nothing.

    `doubts` are (one, other, bits, together, moved); with `everything` no older record or doubt is left.
    """
    with transaction.atomic():
        if everything:
            models.Doubt.objects.all().delete()
        kept: set[int] = set()
        for record, keys, component in records:
            row, _ = models.Incident.objects.update_or_create(name=record.id, defaults=row_of(record))
            kept.add(row.id)
            index_incident(row.id, record)
            for part in _parts(keys):
                found = models.Telling.objects.filter(key__in=part)
                models.Doubt.objects.filter(one__in=found).delete()
                found.update(incident=row, component=component)
            row.claim_set.all().delete()
            models.Claim.objects.bulk_create(
                models.Claim(incident=row, actor=actor, stance=stance) for actor, stance in _claims(record)
            )
        models.Incident.objects.filter(telling__isnull=True).delete()
        new_edition()
        _forward(forwards, now)
        ids = {t.key: t.id for t in models.Telling.objects.only("id", "key")} if everything else None
        models.Doubt.objects.bulk_create(
            models.Doubt(one_id=a, other_id=b, bits=bits, together=together, moved=moved)
            for a, b, bits, together, moved in _rows(doubts, ids)
        )


def append_ruling(
    kind: str, one: Sequence[str], other: Sequence[str], by: str, why: str, now: dt.datetime, slot: str = "",
    value: str = "",
) -> int:  # fmt: skip
    """Add a ruling and return its number; the tellings that it names wait to be linked anew."""
    with transaction.atomic():
        row = models.Ruling.objects.create(
            kind=kind,
            one=msgspec.json.encode(list(one)).decode(),
            other=msgspec.json.encode(list(other)).decode(),
            slot=slot,
            value=value,
            by=by,
            why=why,
            at=now,
        )
        _wait_again([*one, *other])
    return int(row.id)


def append_undoing(ruling: Ruling, by: str, why: str, now: dt.datetime) -> int:
    """Add the ruling that undoes another one and return its number."""
    with transaction.atomic():
        row = models.Ruling.objects.create(kind="undo", one="[]", by=by, why=why, at=now, undoes_id=ruling.number)
        _wait_again([*ruling.one, *ruling.other])
    return int(row.id)


def _wait_again(keys: Sequence[str]) -> None:
    found = models.Telling.objects.filter(key__in=keys)
    touched = {c for c in found.values_list("component", flat=True) if c is not None}
    models.Telling.objects.filter(component__in=touched).update(component=None)


def row_of(record: Record) -> dict[str, Any]:
    """The columns of a record's row."""
    when = record.when[0].value if record.when else None
    where = record.where[0].value if record.where else None
    days = [t.published.toordinal() for t in record.tellings if t.published is not None]
    return {
        "content": msgspec.json.encode(record).decode(),
        "earliest": when.earliest.toordinal() if when else None,
        "latest": when.latest.toordinal() if when else None,
        "published": min(days, default=None),
        "lat": where.lat if where else None,
        "lon": where.lon if where else None,
        "country": (where.country if where else None) or "",
        "method": record.method[0].value.value if record.method else "",
        "outcome": record.outcome[0].value.value if record.outcome else "",
        "killed": record.killed[0].value.min if record.killed else None,
        "injured": record.injured[0].value.min if record.injured else None,
        "disputed": bool(record.disputed),
        "summary": record.repeats > 1,
        "focus": any(t.role == Role.FOCUS for t in record.tellings),
        **listed(record),
    }


def listed(record: Record) -> dict[str, str]:
    """What is counted of a record by its places and reports."""
    where = record.where[0].value if record.where else None
    return {
        "precision": where.precision.value if where and where.precision else "",
        "languages": "\n".join(sorted({t.language for t in record.tellings})),
        "outlets": "\n".join(sorted({t.outlet for t in record.tellings if t.outlet})),
    }


def _claims(record: Record) -> set[tuple[str, str]]:
    return {(c.about, c.stance.value) for c in record.ledger if c.kind == ClaimKind.ATTRIBUTION and c.stance}


def _forward(forwards: Mapping[str, str], now: dt.datetime) -> None:
    for name, leads_to in forwards.items():
        models.Forward.objects.filter(leads_to=name).update(leads_to=leads_to)
        models.Forward.objects.filter(name=leads_to).delete()
        models.Forward.objects.update_or_create(name=name, defaults={"leads_to": leads_to, "at": now})


def _rows(
    doubts: Iterable[tuple[str, str, float, bool, int]], ids: Mapping[str, int] | None
) -> Iterator[tuple[int, int, float, bool, int]]:
    told = list(doubts)
    if ids is None:
        ids = {}
        for part in _parts([key for a, b, *_ in told for key in (a, b)]):
            ids |= dict(models.Telling.objects.filter(key__in=part).values_list("key", "id"))
    for a, b, bits, together, moved in told:
        yield ids[a], ids[b], bits, together, moved


def _parts(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(values), PART):
        yield values[start : start + PART]
