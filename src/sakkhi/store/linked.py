"""What linking works out → rows. All of it can be worked out again; ids, forwards and rulings alone are for good."""

from __future__ import annotations

import datetime as dt
import fcntl
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import IO, Any, TypeVar

import msgspec
from django.db import connection, transaction

from sakkhi.model.incident import Role
from sakkhi.model.record import ClaimKind, Record
from sakkhi.model.ruling import Ruling
from sakkhi.model.telling import Telling
from sakkhi.store import models
from sakkhi.store.changes import mark_changed
from sakkhi.store.columns import new_edition
from sakkhi.store.marks import settle
from sakkhi.store.search import index_incident

PART = 500  # rows that one statement names at most
_LOCK, _RULES = 5073148, 5073149  # PostgreSQL's numbers for "somebody links" and "somebody rules"

Key = tuple[int, int]
T = TypeVar("T")


@contextmanager
def one_linker(folder: Path, patience: float | None = None) -> Iterator[bool]:
    """Keep others from linking in this collection meanwhile; True after waiting until nobody else does.

    With `patience`, False where somebody still links after so many seconds.
    """
    until = None if patience is None else time.monotonic() + patience
    with (folder / ".link.lock").open("w") as lock:
        if not _tried(lambda: _file_locked(lock, wait=until is None), until):
            yield False
            return
        if connection.vendor != "postgresql":
            yield True
            return
        if not _tried(lambda: _server_locked(wait=until is None), until):
            yield False
            return
        try:
            yield True
        finally:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def _tried(work: Callable[[], bool], until: float | None) -> bool:
    while not work():
        if until is None or time.monotonic() >= until:
            return False
        time.sleep(0.05)
    return True


def _file_locked(lock: IO[str], wait: bool) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    return True


def _server_locked(wait: bool) -> bool:
    with connection.cursor() as cursor:
        if wait:
            cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
            return True
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
        return bool(cursor.fetchone()[0])


@contextmanager
def all_or_nothing() -> Iterator[None]:
    """A transaction round several writings."""
    with transaction.atomic():
        yield


class Written(msgspec.Struct, frozen=True):
    """A record to be written, the keys of its tellings, and the component that they were compared in."""

    record: Record
    keys: Sequence[str]
    component: int


def write_tellings(reading: int, report: int, tellings: Sequence[tuple[Telling, Sequence[Key]]]) -> None:
    """Put the tellings of a report's newest reading in the place of older ones; all that met the older ones waits anew.

    Each telling comes with the (hash, day) pairs by which it is found. One whose key is there already keeps its
    incident until it is linked; those that are not told any more go.
    """
    with transaction.atomic():
        old = {row.key: row for row in models.Telling.objects.filter(report_id=report)}
        _wait_again_all(row.component for row in old.values())
        _take_out(report, [row for key, row in old.items() if key not in {t.key for t, _ in tellings}])
        for telling, keys in tellings:
            row = old.get(telling.key) or models.Telling(key=telling.key, report_id=report)
            row.reading_id, row.component = reading, None
            row.content = msgspec.json.encode(telling).decode()
            row.language, row.summary = telling.language, telling.incident.sums_up
            row.save()
            models.TellingKey.objects.filter(telling=row).delete()
            models.TellingKey.objects.bulk_create(
                models.TellingKey(hash=value, day=day, telling=row) for value, day in keys
            )
        models.Retired.objects.filter(key__in=[t.key for t, _ in tellings]).delete()
        models.Reading.objects.filter(id=reading).update(told=True)


def _take_out(report: int, gone: Sequence[models.Telling]) -> None:
    """Delete tellings, and incidents that nobody tells of any more; what a person ruled on is put by."""
    ruled = set(models.RuledKey.objects.filter(key__in=[row.key for row in gone]).values_list("key", flat=True))
    models.Retired.objects.bulk_create(
        models.Retired(key=row.key, report_id=report, content=row.content) for row in gone if row.key in ruled
    )
    incidents = {row.incident_id for row in gone}
    models.Telling.objects.filter(id__in=[row.id for row in gone]).delete()
    _end(models.Incident.objects.filter(id__in=incidents, telling__isnull=True))


def _end(gone: Any) -> None:
    """Delete incidents that have ended."""
    mark_changed(gone.values_list("name", flat=True))
    if gone.delete()[0]:
        new_edition()


def write_records(
    written: Iterable[Written],
    ended: Iterable[str],
    forwards: Mapping[str, str],
    now: dt.datetime,
    *,
    everything: bool,
) -> None:
    """Write the records of what was linked anew, all or nothing; `ended` are ids that no record has any more.

    With `everything`, no older record is left.
    """
    with transaction.atomic():
        for part in batched(written, PART):
            _write_part(part)
        if everything:
            _end(models.Incident.objects.filter(telling__isnull=True))
        for names in batched(ended, PART):
            _end(models.Incident.objects.filter(name__in=names, telling__isnull=True))
        mark_changed(forwards)
        new_edition()
        _forward(forwards, now)


def _write_part(written: Sequence[Written]) -> None:
    rows = models.Incident.objects.bulk_create(
        [models.Incident(name=one.record.id, **row_of(one.record)) for one in written],
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=list(row_of(written[0].record)),
    )
    mark_changed(one.record.id for one in written)
    models.Forward.objects.filter(name__in=[one.record.id for one in written]).delete()
    models.Claim.objects.filter(incident__in=[row.id for row in rows]).delete()
    claims = []
    for one, row in zip(written, rows, strict=True):
        index_incident(row.id, one.record)
        for part in batched(one.keys, PART):
            models.Telling.objects.filter(key__in=part).update(incident=row, component=one.component)
        claims += [models.Claim(incident=row, actor=actor, stance=stance) for actor, stance in _claims(one.record)]
    models.Claim.objects.bulk_create(claims)
    settle([row.id for row in rows])


def append_ruling(ruling: Ruling) -> int:
    """Add a ruling and return the number that it gets; the tellings that it names wait to be linked anew."""
    with transaction.atomic():
        row = models.Ruling.objects.create(
            kind=ruling.kind.value,
            one=msgspec.json.encode(ruling.one).decode(),
            other=msgspec.json.encode(ruling.other).decode(),
            slot=ruling.slot,
            value=ruling.value,
            words=msgspec.json.encode(ruling.words).decode() if ruling.words else "",
            by=ruling.by,
            why=ruling.why,
            at=ruling.at,
        )
        keys = dict.fromkeys([*ruling.one, *ruling.other])
        models.RuledKey.objects.bulk_create(models.RuledKey(key=key, ruling=row) for key in keys)
        _wait_again(list(keys))
    return int(row.id)


def append_undoing(ruling: Ruling, by: str, why: str, now: dt.datetime) -> int:
    """Add the ruling that undoes another one and return its number."""
    with transaction.atomic():
        row = models.Ruling.objects.create(kind="undo", one="[]", by=by, why=why, at=now, undoes_id=ruling.number)
        _wait_again([*ruling.one, *ruling.other])
    return int(row.id)


@contextmanager
def one_ruler() -> Iterator[None]:
    """A transaction in which nobody else rules, so that what was looked at before a ruling still holds with it."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_RULES])
        yield


def _wait_again(keys: Sequence[str]) -> None:
    for part in batched(keys, PART):
        _wait_again_all(models.Telling.objects.filter(key__in=part).values_list("component", flat=True))


def _wait_again_all(components: Iterable[int | None]) -> None:
    touched = {component for component in components if component is not None}
    if touched:
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
        "day": when.latest.toordinal() if when else min(days, default=0),
        "lat": where.lat if where else None,
        "lon": where.lon if where else None,
        "country": (where.country if where else None) or "",
        "method": record.method[0].value.value if record.method else "",
        "outcome": record.outcome[0].value.value if record.outcome else "",
        "killed": record.killed[0].value.min if record.killed else None,
        "injured": record.injured[0].value.min if record.injured else None,
        "disputed": bool(record.disputed),
        "summary": record.sums_up,
        "rejected": record.rejected,
        "priority": record.priority,
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


def batched(values: Iterable[T], size: int) -> Iterator[list[T]]:
    """The values some at a time, in lists of at most `size`."""
    it = iter(values)
    while part := list(islice(it, size)):
        yield part
