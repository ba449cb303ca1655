"""Other coders' records. No table refers to them, so that they cannot get into linking."""

from __future__ import annotations

from django.db import models


class CodedRecord(models.Model):
    """An incident as another coder has it: a `model.CodedRecord` as JSON, and what lists are filtered by."""

    coder = models.CharField(max_length=64)
    name = models.TextField()
    content = models.TextField()
    earliest = models.IntegerField(null=True)
    latest = models.IntegerField(null=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    country = models.CharField(max_length=3, default="")
    method = models.CharField(max_length=16, default="")
    actors = models.TextField(default="")
    killed = models.IntegerField(null=True)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["coder", "name"], name="coded_record")]
        indexes = [models.Index(fields=["coder", "latest"], name="coded_record_day")]
