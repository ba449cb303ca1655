"""The user's own places."""

from __future__ import annotations

from django.db import models


class OwnSite(models.Model):
    """A place that the people of this collection answer for. `look` is what its name looks like, `radii` are km."""

    name = models.TextField()
    look = models.TextField(unique=True)
    lat = models.FloatField()
    lon = models.FloatField()
    country = models.CharField(max_length=3, default="")
    radii = models.TextField()
    note = models.TextField(default="")
    marking = models.SmallIntegerField(default=0)
    added_by = models.TextField(default="")
    added_at = models.DateTimeField()
