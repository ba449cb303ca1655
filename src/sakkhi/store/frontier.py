"""What waits to be fetched, for all collectors of a database: each source, page and host is one collector's at a time.

A claim is taken by an update that only one can make, and runs out, so that a killed collector blocks nothing. A claim
from the future counts as run out too: then a clock has jumped back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

import msgspec
from django.db import transaction
from django.db.models import Q

from sakkhi.store import models

CLAIM = dt.timedelta(minutes=20)  # longer than any request and reading takes
SKEW = dt.timedelta(minutes=1)  # as far as clocks of two machines may differ; what is later than that was written
# before a clock jumped back
LONGEST = dt.timedelta(days=1)  # no host or source is left alone for longer


class Due(msgspec.Struct, frozen=True):
    """A page to be fetched, with what its host said of it last."""

    row: int
    address: str
    source: int
    source_name: str
    etag: str
    modified: str
    attempts: int
    looks: int
    published: str


class Poll(msgspec.Struct, frozen=True):
    """A source to be asked, with what it said last."""

    row: int
    name: str
    etag: str
    modified: str
    failures: int


class Found(msgspec.Struct, frozen=True):
    """A page that a source names."""

    address: str
    host: str
    stamp: str
    title: str
    published: str


def know_source(name: str, address: str, outlet: str, country: str, trust: str) -> int:
    """Write down what sources.toml says of a source and return its row. One whose address changed is asked anew."""
    row, _ = models.Source.objects.get_or_create(name=name)
    fresh: dict[str, str | int] = {"outlet": outlet, "country": country, "trust": trust}
    if row.address != address:
        fresh |= {"address": address, "etag": "", "modified": "", "failures": 0}
        models.Source.objects.filter(id=row.id).update(due_at=None)
    models.Source.objects.filter(id=row.id).update(**fresh)
    return int(row.id)


def claim_source(name: str, now: dt.datetime, every: float, whatever: bool = False) -> Poll | None:
    """The source, where it is due (or `whatever`) and no other collector took it; it is due again after `every` s.

    One that a person paused is never due.
    """
    due = Q(due_at__isnull=True) | Q(due_at__lte=now) | Q(polled_at__gt=now + SKEW)
    due |= Q(failures=0, polled_at__lte=now - dt.timedelta(seconds=every))  # where it is to be asked more often now
    if whatever:
        due |= Q(polled_at__lt=now - dt.timedelta(seconds=1)) | Q(polled_at__isnull=True)
    rows = models.Source.objects.filter(due, name=name, paused=False)
    if not rows.update(due_at=now + dt.timedelta(seconds=every), polled_at=now):
        return None
    row = models.Source.objects.get(name=name)
    return Poll(row.id, row.name, row.etag, row.modified, row.failures)


def ask_now(name: str, now: dt.datetime) -> bool:
    """Let a source be due, whatever it said last; false where there is none of this name."""
    return bool(models.Source.objects.filter(name=name).update(due_at=now))


def pause(name: str, *, paused: bool) -> bool:
    """Leave a source alone, or take it up again; false where there is none of this name."""
    return bool(models.Source.objects.filter(name=name).update(paused=paused))


def keep_found(source: int, found: Iterable[Found], now: dt.datetime, etag: str, modified: str) -> int:
    """Let the pages that are new, or changed by their stamp, wait; all of it or nothing. Returns how many."""
    pages = {page.address: page for page in found}
    with transaction.atomic():
        known = {row.address: row for row in models.Page.objects.filter(address__in=pages).only("address", "stamp")}
        new = [
            models.Page(source_id=source, found_at=now, due_at=now, **msgspec.structs.asdict(page))
            for address, page in pages.items()
            if address not in known
        ]
        models.Page.objects.bulk_create(new, ignore_conflicts=True)
        changed = [row for address, row in known.items() if row.stamp != pages[address].stamp]
        for row in changed:
            fresh = {"stamp": pages[row.address].stamp, "due_at": now, "attempts": 0}
            models.Page.objects.filter(id=row.id).update(**fresh)
        models.Source.objects.filter(id=source).update(etag=etag, modified=modified, failures=0, problem="")
    return len(new) + len(changed)


def source_failed(source: int, problem: str, due: dt.datetime) -> None:
    """Write down that a source could not be had, and when it is asked again."""
    row = models.Source.objects.get(id=source)
    models.Source.objects.filter(id=source).update(problem=problem, due_at=due, failures=row.failures + 1)


def claim_page(now: dt.datetime, busy: Collection[str], sources: Collection[str]) -> Due | None:
    """The page of `sources` that waits longest, on a host that is not `busy`; None where none is due."""
    free = Q(claimed_at__isnull=True) | Q(claimed_at__lt=now - CLAIM) | Q(claimed_at__gt=now + CLAIM)
    resting = models.Host.objects.filter(free_at__gt=now, free_at__lte=now + LONGEST).values("name")
    waiting = (
        models.Page.objects.filter(free, _due(now), source__name__in=sources)
        .exclude(host__in=busy)
        .exclude(host__in=resting)
        .order_by("due_at", "id")
    )
    while row := waiting.select_related("source").first():
        if models.Page.objects.filter(free, id=row.id).update(claimed_at=now):
            return Due(
                row.id,
                row.address,
                row.source_id,
                row.source.name,
                row.etag,
                row.modified,
                row.attempts,
                row.looks,
                row.published,
            )
    return None


def page_done(page: Due, etag: str, modified: str, again: dt.datetime | None) -> None:
    """The page was fetched; it is looked at again then, where a time is given."""
    fresh = {"etag": etag, "modified": modified, "attempts": 0, "looks": page.looks + 1}
    models.Page.objects.filter(id=page.row).update(due_at=again, claimed_at=None, **fresh)


def page_failed(page: Due, again: dt.datetime | None) -> None:
    """The page could not be had; it is tried again then, or never."""
    models.Page.objects.filter(id=page.row).update(due_at=again, claimed_at=None, attempts=page.attempts + 1)


def page_unclaimed(page: Due) -> None:
    """Give a page back that was not fetched after all."""
    models.Page.objects.filter(id=page.row).update(claimed_at=None)


def claim_host(name: str, now: dt.datetime, at_most: float) -> float:
    """0 where the host is this collector's now, for `at_most` seconds; else the seconds until it may be asked again."""
    until = now + dt.timedelta(seconds=at_most)
    row, new = models.Host.objects.get_or_create(name=name, defaults={"free_at": until})
    if new:
        return 0.0
    free = Q(free_at__lte=now) | Q(free_at__gt=now + LONGEST)
    if models.Host.objects.filter(free, id=row.id).update(free_at=until):
        return 0.0
    return max(float((row.free_at - now).total_seconds()), 0.05)


def free_host(name: str, at: dt.datetime) -> None:
    """Let the host be asked again from then on."""
    models.Host.objects.filter(name=name).update(free_at=at)


def rest(now: dt.datetime, sources: Collection[str]) -> float | None:
    """The seconds until a page that is due can be fetched, its host having rested; None where no page is due."""
    free = Q(claimed_at__isnull=True) | Q(claimed_at__lt=now - CLAIM) | Q(claimed_at__gt=now + CLAIM)
    due = models.Page.objects.filter(free, _due(now), source__name__in=sources)
    if not due.exists():
        return None
    hosts = models.Host.objects.filter(name__in=due.values("host"), free_at__gt=now, free_at__lte=now + LONGEST)
    first = hosts.order_by("free_at").values_list("free_at", flat=True).first()
    return max(float((first - now).total_seconds()), 0.01) if first else 0.01


def _due(now: dt.datetime) -> Q:
    return Q(due_at__lte=now) | Q(due_at__isnull=False, found_at__gt=now + SKEW)
