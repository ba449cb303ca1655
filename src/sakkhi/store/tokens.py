"""The door to the keys of the API. A key is told once, when it is made; only its SHA-256 is kept.

A key is 256 bits of chance, so that a plain hash of it cannot be turned back; a password's slow one would gain nothing.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import secrets
from collections.abc import Iterable

import msgspec

from sakkhi.model.access import Scope
from sakkhi.store import models

BEGIN = "sakkhi_"  # by which a key is known wherever it turns up
LONGEST = 366  # days that a key may serve
PATTERN = re.compile(rf"{BEGIN}[A-Za-z0-9_-]{{20,}}")
_SEEN = dt.timedelta(minutes=1)  # how exactly it is kept when a key was last used


class Token(msgspec.Struct, frozen=True):
    """A key as its holder sees it. `ended_at` is when somebody took it back."""

    number: int
    name: str
    holder: str
    scopes: tuple[Scope, ...]
    made_at: dt.datetime
    ends_at: dt.datetime
    used_at: dt.datetime | None
    ended_at: dt.datetime | None

    def serves(self, now: dt.datetime) -> bool:
        """True where it opens something still."""
        return self.ended_at is None and now < self.ends_at


def make_token(holder: str, name: str, scopes: Iterable[Scope], days: int, now: dt.datetime) -> tuple[Token, str]:
    """A new key, with the words to be told to its holder, now and never again."""
    words = BEGIN + secrets.token_urlsafe(32)
    row = models.Token.objects.create(
        holder=holder,
        name=name,
        digest=_digest(words),
        scopes=" ".join(sorted(set(scopes))),
        made_at=now,
        ends_at=now + dt.timedelta(days=days),
    )
    return _token(row), words


def token_of(words: str, now: dt.datetime) -> Token | None:
    """The key of these words; None where there is none, it serves no more, or its holder may not sign in."""
    from django.contrib.auth.models import User

    row = models.Token.objects.filter(digest=_digest(words)).first()
    if row is None or not _token(row).serves(now) or not User.objects.filter(username=row.holder, is_active=True):
        return None
    if row.used_at is None or now - row.used_at > _SEEN:
        models.Token.objects.filter(id=row.id).update(used_at=now)
    return _token(row)


def tokens(holder: str) -> list[Token]:
    """The keys of a user, the newest first."""
    return [_token(row) for row in models.Token.objects.filter(holder=holder).order_by("-id")]


def end_token(number: int, holder: str, now: dt.datetime) -> bool:
    """Take a key of this user back; False where there is none that serves."""
    return bool(models.Token.objects.filter(id=number, holder=holder, ended_at=None).update(ended_at=now))


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()


def _token(row: models.Token) -> Token:
    scopes = tuple(Scope(word) for word in row.scopes.split())
    return Token(row.id, row.name, row.holder, scopes, row.made_at, row.ends_at, row.used_at, row.ended_at)
