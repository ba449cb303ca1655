"""Who may sign in to the desk and what each may see, and what was done there. Names are Django's user names."""

from __future__ import annotations

from django.db import models


class Account(models.Model):
    """What the desk knows of a user beyond the password: its `model.access.Role`, the rank of its clearance, taste.

    `coded` is true where a code of a second device is asked for at each sign-in.
    """

    name = models.CharField(max_length=150, unique=True)
    role = models.CharField(max_length=16, default="reader")
    clearance = models.SmallIntegerField(default=1)
    language = models.CharField(max_length=8, default="")
    theme = models.CharField(max_length=8, default="")
    coded = models.BooleanField(default=False, db_default=False)


class Deed(models.Model):
    """Something done at the desk: when, by whom ("" where nobody was signed in), from which address, to what.

    The database itself refuses to change or delete a row.
    """

    at = models.DateTimeField(db_index=True)
    kind = models.CharField(max_length=16, db_index=True)
    by = models.CharField(max_length=150, db_index=True)
    subject = models.TextField(default="")
    detail = models.TextField(default="")
    address = models.TextField(default="")


class Token(models.Model):
    """A key to the API for a user's programs; of the key itself only the SHA-256 is kept.

    `scopes` are words of `model.access.Scope` parted by blanks; `ended_at` is when somebody took it back.
    """

    holder = models.CharField(max_length=150, db_index=True)
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
