"""Who may sign in to the desk and what each may see. Names are Django's user names."""

from __future__ import annotations

from django.db import models


class Account(models.Model):
    """What the desk knows of a user beyond the password: its `model.access.Role`, the rank of
    its clearance, and taste."""

    name = models.CharField(max_length=150, unique=True)
    role = models.CharField(max_length=16, default="reader")
    clearance = models.SmallIntegerField(default=1)
    language = models.CharField(max_length=8, default="")
    theme = models.CharField(max_length=8, default="")
