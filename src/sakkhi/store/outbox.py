"""What goes out: deliveries that wait become parcels, and parcels wait until they arrive or are given up.

A parcel is written down before it is sent, and marked as sent after: whoever is killed in between sends it again under
the same id.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

import msgspec
from django.db import transaction
from django.db.models import Min, Q

from sakkhi.model.alert import Alert, Message
from sakkhi.model.marking import Marking
from sakkhi.store import models
from sakkhi.store.alerts import raised

_PART = 500


class Waiting(msgspec.Struct, frozen=True):
    """An alert on its way to one receiver, in no parcel yet."""

    number: int
    alert: Alert


class Queue(msgspec.Struct, frozen=True):
    """What waits for one receiver on one site; `singles` and `digest` say when it was told something of late."""

    channel: str
    to: str
    site: str
    grave: bool
    waiting: tuple[Waiting, ...]
    singles: tuple[dt.datetime, ...]
    digest: dt.datetime | None


class Packed(msgspec.Struct, frozen=True):
    """A parcel that waits to be sent; it is given up some days after it was made."""

    number: int
    id: str
    channel: str
    to: str
    site: str
    root: str
    after: str
    alerts: tuple[Alert, ...]
    made_at: dt.datetime
    attempts: int


class Dead(msgspec.Struct, frozen=True):
    """A parcel that was given up."""

    id: str
    channel: str
    to: str
    alerts: tuple[str, ...]
    made_at: dt.datetime
    attempts: int
    problem: str


def queues(now: dt.datetime, window: dt.timedelta, barred: Sequence[str] = ()) -> list[Queue]:
    """What is due and in no parcel, by receiver and site; nothing of the channels `barred`."""
    due = models.Delivery.objects.filter(state="waiting", due_at__lte=now).exclude(channel__in=list(barred))
    lanes = due.values("channel", "to", "site", "grave").annotate(first=Min("id")).order_by("first")
    out: list[Queue] = []
    for lane in lanes:
        lane.pop("first")
        rows = list(due.filter(**lane).select_related("alert").order_by("alert_id"))
        found = raised([msgspec.json.decode(row.alert.content, type=Alert) for row in rows])
        waiting = tuple(Waiting(row.id, alert) for row, alert in zip(rows, found, strict=True))
        told = models.Parcel.objects.filter(**lane)
        singles = told.filter(digest=False, made_at__gt=now - window).values_list("made_at", flat=True)
        last = told.filter(digest=True).order_by("-made_at").values_list("made_at", flat=True).first()
        out.append(Queue(**lane, waiting=waiting, singles=tuple(singles), digest=last))
    return out


def tell_later(numbers: Sequence[int], at: dt.datetime) -> None:
    """Let these deliveries wait until then."""
    _set(numbers, due_at=at)


def drop(numbers: Sequence[int], state: str = "dropped") -> None:
    """These deliveries are not told: something newer is told in their place, or they may not leave."""
    _set(numbers, state=state)


def last_told(channel: str, to: str, roots: Sequence[str]) -> dict[str, tuple[str, bool]]:
    """(id of the newest parcel that told a receiver of a matter, whether it took the matter back), by root."""
    rows = models.Delivery.objects.filter(channel=channel, to=to, state="parcelled", alert__root__in=roots)
    out: dict[str, tuple[str, bool]] = {}
    for row in rows.select_related("alert", "parcel").order_by("id"):
        alert = msgspec.json.decode(row.alert.content, type=Alert)
        out[row.alert.root] = (row.parcel.name, alert.message == Message.CANCEL)
    return out


def pack(
    queue: Queue, numbers: Sequence[int], id: str, now: dt.datetime, *, root: str, after: str, digest: bool
) -> None:
    """Put deliveries of a queue into one parcel."""
    with transaction.atomic():
        parcel, _ = models.Parcel.objects.get_or_create(
            name=id, channel=queue.channel, to=queue.to,
            defaults={
                "site": queue.site, "grave": queue.grave, "digest": digest, "root": root, "after": after,
                "made_at": now, "due_at": now,
            },
        )  # fmt: skip
        _set(numbers, state="parcelled", parcel=parcel)


def due_parcels(now: dt.datetime, barred: Sequence[str] = ()) -> list[Packed]:
    """The parcels to send now, in the order in which they were made: of each matter only the first that waits."""
    rows = models.Parcel.objects.filter(state="waiting").exclude(channel__in=list(barred)).order_by("id")
    held: set[tuple[str, str, str]] = set()
    out: list[Packed] = []
    for row in rows[:_PART]:
        matter = (row.channel, row.to, row.root)
        if row.root and matter in held:
            continue
        held.add(matter)
        if row.due_at <= now:
            out.append(_packed(row))
    return out


def sent(number: int, now: dt.datetime) -> None:
    """A parcel arrived."""
    models.Parcel.objects.filter(id=number).update(state="sent", sent_at=now, problem="")


def failed(number: int, problem: str, again: dt.datetime | None) -> None:
    """A parcel did not arrive; it is tried again then, or given up."""
    row = models.Parcel.objects.get(id=number)
    row.attempts += 1
    row.problem = problem[:500]
    if again is None:
        row.state = "dead"
    else:
        row.due_at = again
    row.save()


def dead(limit: int = 500) -> list[Dead]:
    """The parcels that were given up, the newest first."""
    rows = models.Parcel.objects.filter(state="dead").order_by("-id")[:limit]
    return [
        Dead(
            row.name, row.channel, row.to, tuple(row.delivery_set.order_by("id").values_list("alert__name", flat=True)),
            row.made_at, row.attempts, row.problem,
        )
        for row in rows
    ]  # fmt: skip


def revive(id: str, now: dt.datetime) -> int:
    """Have given up parcels with this id sent again; how many they are."""
    rows = models.Parcel.objects.filter(state="dead", name__startswith=id)
    return int(rows.update(state="waiting", attempts=0, due_at=now, made_at=now))


def line(channel: str) -> tuple[int, dt.datetime | None]:
    """(how often a channel failed in a row, when it is tried again)."""
    row = models.Line.objects.filter(channel=channel).first()
    return (row.failures, row.due_at) if row is not None else (0, None)


def barred_lines(now: dt.datetime) -> list[str]:
    """The channels that are not tried yet again."""
    return list(models.Line.objects.filter(due_at__gt=now).values_list("channel", flat=True))


def failing_lines() -> list[str]:
    """The channels that failed last, and have a parcel to be tried with."""
    waiting = models.Parcel.objects.filter(state="waiting").values("channel")
    return list(models.Line.objects.filter(failures__gt=0, channel__in=waiting).values_list("channel", flat=True))


def set_line(channel: str, failures: int, due_at: dt.datetime | None, problem: str) -> None:
    """Write down how a channel stands."""
    told = {"failures": failures, "due_at": due_at, "problem": problem[:500]}
    models.Line.objects.update_or_create(channel=channel, defaults=told)


def next_due(channels: Sequence[str]) -> dt.datetime | None:
    """When something is to be done next; None where nothing waits."""
    times: list[dt.datetime] = []
    for channel in channels:
        _, later = line(channel)
        first = models.Delivery.objects.filter(state="waiting", channel=channel).aggregate(at=Min("due_at"))["at"]
        other = models.Parcel.objects.filter(state="waiting", channel=channel).aggregate(at=Min("due_at"))["at"]
        found = [at for at in (first, other) if at is not None]
        if found:
            times.append(max(min(found), later) if later is not None else min(found))
    return min(times, default=None)


def told_by(channel: str, keep: int, limit: Marking) -> list[Alert]:
    """The newest alerts that a channel has in parcels and that may leave by it, the oldest first."""
    rows = models.Alert.objects.filter(
        Q(delivery__channel=channel, delivery__state="parcelled"), marking__lte=limit.rank
    ).distinct()
    contents = list(rows.order_by("-id").values_list("content", flat=True)[:keep])
    found = raised([msgspec.json.decode(content, type=Alert) for content in reversed(contents)])
    return [alert for alert in found if alert.marking.passes(limit)]


def _packed(row: models.Parcel) -> Packed:
    contents = row.delivery_set.order_by("alert_id").values_list("alert__content", flat=True)
    alerts = tuple(raised([msgspec.json.decode(content, type=Alert) for content in contents]))
    return Packed(
        row.id, row.name, row.channel, row.to, row.site, row.root, row.after, alerts, row.made_at, row.attempts
    )


def _set(numbers: Iterable[int], **values: object) -> None:
    found = list(numbers)
    for start in range(0, len(found), _PART):
        models.Delivery.objects.filter(id__in=found[start : start + _PART]).update(**values)
