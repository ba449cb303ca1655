"""Tellings, the incidents that linking makes of them, and what people ruled. Rulings are only ever added."""

from __future__ import annotations

from django.db import models

from sakkhi.store.models.reports import Reading, Report


class Incident(models.Model):
    """What is known of one attack from all its tellings: a `model.Record` as JSON, and what lists are filtered by.

    Days are counted from the year 1; `day` is the last of the incident, else that of the news of it, else 0.
    All of it is worked out anew from tellings and rulings; only `name` is kept.
    `languages` and `outlets` are those of its reports, sorted, each on its own line.
    """

    name = models.CharField(max_length=32, unique=True)
    content = models.TextField()
    earliest = models.IntegerField(null=True, db_index=True)
    latest = models.IntegerField(null=True)
    published = models.IntegerField(null=True, db_index=True)
    lat = models.FloatField(null=True, db_index=True)
    lon = models.FloatField(null=True)
    country = models.CharField(max_length=3, default="", db_index=True)
    method = models.CharField(max_length=16, default="", db_index=True)
    outcome = models.CharField(max_length=16, default="")
    killed = models.IntegerField(null=True)
    injured = models.IntegerField(null=True)
    disputed = models.BooleanField(default=False)
    focus = models.BooleanField(default=False)
    summary = models.BooleanField(default=False, db_index=True)
    marking = models.SmallIntegerField(default=0, db_default=0, db_index=True)
    precision = models.CharField(max_length=16, default="", db_default="")
    languages = models.TextField(default="", db_default="")
    outlets = models.TextField(default="", db_default="")
    rejected = models.BooleanField(default=False)
    priority = models.FloatField(default=0)

    day = models.IntegerField(default=0, db_default=0)

    class Meta:
        indexes = [
            models.Index(fields=["priority"], name="incident_priority"),
            models.Index(fields=["day", "id", "marking", "rejected", "earliest", "published"], name="incident_newest"),
        ]


class Edition(models.Model):
    """The one row whose `number`, drawn at random, is another one whenever incidents changed."""

    number = models.BigIntegerField(default=0)


class Telling(models.Model):
    """One report's incident as linking compares it: a `model.Telling` as JSON.

    `component` is the row of one of the tellings that it was compared with as a whole; None where it waits for linking.
    """

    key = models.TextField(unique=True)
    reading = models.ForeignKey(Reading, on_delete=models.PROTECT)
    report = models.ForeignKey(Report, on_delete=models.PROTECT)
    content = models.TextField()
    language = models.CharField(max_length=8)
    summary = models.BooleanField(default=False)
    component = models.BigIntegerField(null=True, db_index=True)
    incident = models.ForeignKey(Incident, null=True, on_delete=models.SET_NULL)


class TellingKey(models.Model):
    """What a telling is found by when another one is linked; `day` is 0 where it has none."""

    hash = models.BigIntegerField()
    day = models.IntegerField()
    telling = models.ForeignKey(Telling, on_delete=models.CASCADE)

    class Meta:
        indexes = [models.Index(fields=["hash", "day"], name="telling_key_hash")]


class Retired(models.Model):
    """A telling that a person ruled on and that no reading tells any more; one that tells it again takes its key."""

    key = models.TextField(unique=True)
    report = models.ForeignKey(Report, on_delete=models.PROTECT)
    content = models.TextField()


class Claim(models.Model):
    """Whom somebody names as the attacker, for filtering; the claim itself is in the incident's ledger."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE)
    actor = models.TextField(db_index=True)
    stance = models.CharField(max_length=16)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["incident", "actor", "stance"], name="claim_once")]


class Forward(models.Model):
    """Where an id that ended leads."""

    name = models.CharField(max_length=32, unique=True)
    leads_to = models.CharField(max_length=32, db_index=True)
    at = models.DateTimeField()


class Doubt(models.Model):
    """Two tellings near the threshold, for a person to rule on."""

    one = models.ForeignKey(Telling, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Telling, on_delete=models.CASCADE, related_name="+")
    bits = models.FloatField()
    together = models.BooleanField()
    moved = models.IntegerField(db_index=True)
    priority = models.FloatField(default=0)

    class Meta:
        indexes = [models.Index(fields=["priority"], name="doubt_priority")]


class Ruling(models.Model):
    """What a person decided; rows are only ever added. `one` and `other` are JSON lists of keys of tellings.

    `words` is a `model.Quoted` as JSON, "" for none.
    """

    kind = models.CharField(max_length=8)
    one = models.TextField()
    other = models.TextField(default="[]")
    slot = models.CharField(max_length=16, default="")
    value = models.TextField(default="")
    words = models.TextField(default="")
    by = models.TextField()
    why = models.TextField()
    at = models.DateTimeField()
    undoes = models.OneToOneField("self", null=True, on_delete=models.PROTECT)


class RuledKey(models.Model):
    """That a ruling names a telling: what rulings on a telling are found by."""

    key = models.TextField(db_index=True)
    ruling = models.ForeignKey(Ruling, on_delete=models.PROTECT)
