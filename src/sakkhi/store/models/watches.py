"""What is watched, what was noticed, and what goes out: rows of alerts are only ever added."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now


class WatchRule(models.Model):
    """A watch that people made at the desk: a `model.Watch` as they wrote it, as JSON."""

    name = models.CharField(max_length=120, unique=True)
    content = models.TextField()
    active = models.BooleanField(default=True)
    by = models.CharField(max_length=64, default="")
    at = models.DateTimeField()


class Changed(models.Model):
    """An incident that was written since it was last looked at for warnings; `turn` is another one at each writing."""

    name = models.CharField(max_length=32, unique=True)
    turn = models.CharField(max_length=32)
    at = models.DateTimeField(db_default=Now())


class Seen(models.Model):
    """An incident as it was when it was last looked at, as long as it is news; `day` is when it ceases to be."""

    name = models.CharField(max_length=32, unique=True)
    content = models.TextField()
    day = models.IntegerField(db_index=True)


class Alert(models.Model):
    """A `model.Alert` as JSON, under its id, and who has acknowledged it; `site` is the name of its watch's site."""

    name = models.CharField(max_length=32, unique=True)
    root = models.CharField(max_length=32, db_index=True)
    watch = models.CharField(max_length=120)
    occasion = models.CharField(max_length=16)
    incident = models.CharField(max_length=32, default="", db_index=True)
    severity = models.CharField(max_length=8, default="unknown")
    site = models.CharField(max_length=120, default="")
    marking = models.SmallIntegerField(default=0)
    content = models.TextField()
    made_at = models.DateTimeField(db_index=True)
    noticed_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.CharField(max_length=64, default="")
    note = models.TextField(default="")

    class Meta:
        indexes = [
            models.Index(fields=["watch", "occasion", "id"], name="alert_watch"),
            models.Index(fields=["-id"], condition=models.Q(acknowledged_at=None), name="alert_waiting"),
        ]


class Parcel(models.Model):
    """What is sent to one receiver as one, under one id, until it arrives or is given up.

    `state` is waiting, sent or dead; `root` is "" for a digest.
    """

    name = models.CharField(max_length=32)
    channel = models.CharField(max_length=120)
    to = models.TextField(default="")
    site = models.CharField(max_length=120, default="")
    grave = models.BooleanField(default=False)
    digest = models.BooleanField(default=False)
    root = models.CharField(max_length=32, default="")
    after = models.CharField(max_length=32, default="")
    made_at = models.DateTimeField(db_index=True)
    due_at = models.DateTimeField()
    attempts = models.IntegerField(default=0)
    state = models.CharField(max_length=8, default="waiting", db_index=True)
    problem = models.TextField(default="")
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "channel", "to"], name="parcel_once")]


class Delivery(models.Model):
    """An alert on its way to one receiver. `state` is waiting, parcelled, dropped (nothing to tell) or withheld."""

    alert = models.ForeignKey(Alert, on_delete=models.PROTECT)
    channel = models.CharField(max_length=120)
    to = models.TextField(default="")
    site = models.CharField(max_length=120, default="")
    grave = models.BooleanField(default=False)
    state = models.CharField(max_length=10, default="waiting")
    due_at = models.DateTimeField()
    parcel = models.ForeignKey(Parcel, null=True, on_delete=models.PROTECT)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alert", "channel", "to"], name="delivery_once")]
        indexes = [models.Index(fields=["state", "due_at"], name="delivery_due")]


class Line(models.Model):
    """How a channel stands: since when it fails, and when it is tried again."""

    channel = models.CharField(max_length=120, unique=True)
    failures = models.IntegerField(default=0)
    due_at = models.DateTimeField(null=True)
    problem = models.TextField(default="")
