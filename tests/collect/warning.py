"""A collection whose incidents a test puts there, with watches, a courier and a clock that the test moves."""

import datetime as dt
from pathlib import Path
from typing import Any

import msgspec

from sakkhi.collect.courier import Courier
from sakkhi.collect.warner import Warner
from sakkhi.model.calendar import DatedEvent
from sakkhi.model.marking import Marking
from sakkhi.model.record import Record
from sakkhi.model.watch import Calm, Channel, Mail, Watch, Watching, Way
from sakkhi.store import models, outbox
from sakkhi.store.changes import mark_changed
from tests.receivers import Hook, Post
from tests.share.warn.making import SITE

START = dt.datetime(2022, 1, 5, 12, tzinfo=dt.UTC)
EVENTS = (
    DatedEvent("death-x", "Death of X", "death", dt.date(2020, 1, 8), dt.date(2020, 1, 8), "iran", "", "", "IRQ"),
    DatedEvent("leap", "Leap", "attack", dt.date(2020, 2, 29), dt.date(2020, 2, 29), "", "", "", "IRQ"),
)


def put(record: Record, marking: Marking = Marking.CLEAR) -> None:
    """The incident as linking would write it, marked as changed."""
    when = record.when[0].value if record.when else None
    where = record.where[0].value if record.where else None
    told = {
        "content": msgspec.json.encode(record).decode(), "marking": marking.rank, "focus": True,
        "earliest": when.earliest.toordinal() if when else None, "latest": when.latest.toordinal() if when else None,
        "lat": where.lat if where else None, "lon": where.lon if where else None,
        "day": when.latest.toordinal() if when else 0, "country": where.country or "" if where else "",
        "summary": record.repeats > 1,
    }  # fmt: skip
    models.Incident.objects.update_or_create(name=record.id, defaults=told)
    mark_changed([record.id])


def end(name: str, leads_to: str = "") -> None:
    """Take an incident away, as linking does with one that is one with another."""
    models.Incident.objects.filter(name=name).delete()
    if leads_to:
        models.Forward.objects.create(name=name, leads_to=leads_to, at=START)
    mark_changed([name])


class Box:
    """A collection's warnings."""

    def __init__(self, folder: Path, watches: tuple[Watch, ...], channels: tuple[Channel, ...], **options: Any) -> None:
        self.now = START
        self.watching = Watching("warn@example.org", "", channels=channels, watches=watches, **options)
        self.folder = folder
        self.again()

    def again(self) -> None:
        """As after a restart."""
        self.warner = Warner(self.folder, self.watching, EVENTS, lambda: self.now)
        self.courier = Courier(self.folder, self.watching, lambda language: {}, lambda: self.now)

    def turn(self, **later: float) -> int:
        """Look and send, so much later; how many parcels arrived."""
        self.now += dt.timedelta(**later)
        self.warner.match()
        return self.courier.carry()

    def made(self) -> list[tuple[str, str, str]]:
        """(watch, occasion, what it is to those before) of every alert."""
        contents = models.Alert.objects.order_by("id").values_list("content", flat=True)
        told = [msgspec.json.decode(content) for content in contents]
        return [(one["watch"], one["occasion"], one["message"]) for one in told]

    def waiting(self) -> int:
        """How many deliveries and parcels wait."""
        return int(
            models.Delivery.objects.filter(state="waiting").count()
            + models.Parcel.objects.filter(state="waiting").count()
        )

    def problems(self) -> list[str]:
        """Why parcels were given up."""
        return [one.problem for one in outbox.dead()]


def by_mail(post: Post, *to: str, **options: Any) -> tuple[Channel, Mail]:
    channel = Channel("mail", Way.MAIL, to or ("duty@example.org",), **({"marking": Marking.AMBER} | options))
    return channel, Mail("127.0.0.1", post.port, "none")


def by_hook(hook: Hook, **options: Any) -> Channel:
    return Channel("hook", Way.WEBHOOK, (hook.address,), secret="env:HOOK_SECRET", **options)


def near(*to: str, **options: Any) -> Watch:
    return Watch("near Asad", to, **({"site": SITE} | options))


CALM = Calm(over=100)
