"""Alerts that are made: kept once each, with what they were made from; `inbox` has them as people read them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

import msgspec
from django.db import transaction
from django.db.models import Max

from sakkhi.model.alert import Alert, Occasion
from sakkhi.model.marking import Marking, marking_of
from sakkhi.model.record import Record
from sakkhi.model.watch import Channel
from sakkhi.store import models
from sakkhi.store.changes import Change, forget_changes

_PART = 300


class Route(msgspec.Struct, frozen=True):
    """The receivers that a watch's alerts go to; `grave` is how grave an alert must be to pass through quiet hours."""

    channels: tuple[Channel, ...]
    site: str
    grave: bool


def seen(names: Sequence[str]) -> dict[str, Record]:
    """The incidents as they were when they were last looked at; those of which nothing is kept are left out."""
    rows = models.Seen.objects.filter(name__in=names).values_list("name", "content")
    return {name: msgspec.json.decode(content, type=Record) for name, content in rows}


def standing(names: Sequence[str]) -> dict[str, tuple[Record, Marking]]:
    """The incidents with just these ids as they are now, with their markings."""
    rows = models.Incident.objects.filter(name__in=names).values_list("name", "content", "marking")
    return {name: (msgspec.json.decode(content, type=Record), marking_of(rank)) for name, content, rank in rows}


def leads(names: Sequence[str]) -> dict[str, str]:
    """Where ids that ended lead."""
    return dict(models.Forward.objects.filter(name__in=names).values_list("name", "leads_to"))


def chains(names: Sequence[str]) -> dict[tuple[str, str], Alert]:
    """The newest alert of each (watch, incident) of these incidents."""
    newest = models.Alert.objects.filter(incident__in=names).values("watch", "incident").annotate(last=Max("id"))
    contents = models.Alert.objects.filter(id__in=[row["last"] for row in newest]).values_list("content", flat=True)
    alerts = (msgspec.json.decode(content, type=Alert) for content in contents)
    return {(alert.watch, alert.incident): alert for alert in alerts}


def last_of(watch: str, occasion: Occasion) -> Alert | None:
    """The newest alert of a watch on an occasion."""
    rows = models.Alert.objects.filter(watch=watch, occasion=occasion.value).order_by("-id")
    content = rows.values_list("content", flat=True).first()
    return msgspec.json.decode(content, type=Alert) if content else None


def are_kept(ids: Iterable[str]) -> set[str]:
    """Which of these alerts were made before."""
    return set(models.Alert.objects.filter(name__in=list(ids)).values_list("name", flat=True))


def keep_alerts(
    made: Sequence[tuple[Alert, Route]], looked_at: Sequence[Change], records: Mapping[str, tuple[Record | None, int]]
) -> int:
    """Keep alerts with their ways out, and that these changes were looked at; how many alerts are new.

    `records` are the incidents as they were looked at, each with the day up to which it is news (None: it is gone). All
    of it or nothing: what is lost here is looked at again, and gives the same ids.
    """
    noticed = {change.name: change.at for change in looked_at}
    with transaction.atomic():
        known = are_kept(alert.id for alert, _ in made)
        fresh = [(alert, route) for alert, route in made if alert.id not in known]
        rows = {alert.id: _row(alert, noticed.get(alert.incident)) for alert, _ in fresh}
        models.Alert.objects.bulk_create(rows.values())
        models.Delivery.objects.bulk_create(
            [delivery for alert, route in fresh for delivery in _deliveries(rows[alert.id], alert, route)]
        )
        _see(records)
        forget_changes(looked_at)
    return len(fresh)


def forget_seen(before: dt.date) -> None:
    """Forget how incidents were that ceased to be news before this day."""
    models.Seen.objects.filter(day__lt=before.toordinal()).delete()


def raised(found: Sequence[Alert]) -> list[Alert]:
    """The alerts with the markings that their incidents and sites have now, where those are the stricter ones."""
    names, sites = ({alert.incident for alert in found}, {alert.site.name for alert in found if alert.site})
    ranks = dict(models.Incident.objects.filter(name__in=names - {""}).values_list("name", "marking"))
    own = dict(models.OwnSite.objects.filter(name__in=sites).values_list("name", "marking")) if sites else {}
    return [
        msgspec.structs.replace(
            alert,
            marking=marking_of(
                max(alert.marking.rank, ranks.get(alert.incident, 0), own.get(alert.site.name, 0) if alert.site else 0)
            ),
        )
        for alert in found
    ]


def _row(alert: Alert, noticed: dt.datetime | None) -> models.Alert:
    return models.Alert(
        name=alert.id, root=alert.root, watch=alert.watch[:120], occasion=alert.occasion.value, incident=alert.incident,
        severity=alert.severity.value, site=alert.site.name[:120] if alert.site else "", marking=alert.marking.rank,
        content=_encoded(alert), made_at=alert.made_at, noticed_at=noticed,
    )  # fmt: skip


def _encoded(value: Alert | Record) -> str:
    """JSON that both databases can hold: no zero character."""
    return msgspec.json.encode(value).decode().replace("\\u0000", "")


def _deliveries(row: models.Alert, alert: Alert, route: Route) -> list[models.Delivery]:
    return [
        models.Delivery(
            alert=row, channel=channel.name, to=to, site=route.site[:120], grave=route.grave, due_at=alert.made_at,
            state="waiting" if alert.marking.passes(channel.marking) else "withheld",
        )
        for channel in route.channels
        for to in dict.fromkeys(channel.to or ("",))
    ]  # fmt: skip


def _see(records: Mapping[str, tuple[Record | None, int]]) -> None:
    models.Seen.objects.filter(name__in=[name for name, (record, _) in records.items() if record is None]).delete()
    rows = [
        models.Seen(name=name, content=_encoded(record), day=day)
        for name, (record, day) in records.items()
        if record is not None
    ]
    for start in range(0, len(rows), _PART):
        models.Seen.objects.bulk_create(
            rows[start : start + _PART], update_conflicts=True, update_fields=["content", "day"], unique_fields=["name"]
        )
