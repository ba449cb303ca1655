"""Situation reports that were made."""

from __future__ import annotations

from django.db import models


class Brief(models.Model):
    """What a report up to a day said: `content` is its records as JSON, `place` the site with its radius."""

    place = models.CharField(max_length=200)
    last = models.IntegerField()
    content = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "last"], name="brief_once")]
