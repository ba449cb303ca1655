"""The door to the desk's accounts: frozen values out, never rows. It needs Django's `auth`, which the desk sets up."""

from __future__ import annotations

import datetime as dt

import msgspec
from django.db import transaction

from sakkhi.model.access import Role
from sakkhi.model.marking import Marking, marking_of
from sakkhi.store import models
from sakkhi.store.write import one_writer


class Person(msgspec.Struct, frozen=True):
    """A user of the desk; `language` and `theme` are "" where nothing was chosen.

    `coded` is true where a code of a second device is asked for at each sign-in.
    """

    name: str
    role: Role
    clearance: Marking
    language: str = ""
    theme: str = ""
    coded: bool = False


class Listed(msgspec.Struct, frozen=True):
    """A user as the list of people shows it. `ready` is false until a password was chosen."""

    person: Person
    active: bool
    ready: bool
    last_seen: dt.datetime | None


def person(name: str) -> Person | None:
    """The user with this name; None where the desk knows none."""
    row = models.Account.objects.filter(name=name).first()
    return _person(row) if row is not None else None


def people() -> list[Listed]:
    """Every user, by name."""
    from django.contrib.auth.models import User

    rows = {row.name: row for row in models.Account.objects.all()}
    users = User.objects.filter(username__in=rows).order_by("username")
    return [
        Listed(_person(rows[user.username]), user.is_active, user.has_usable_password(), user.last_login)
        for user in users
    ]


def add_person(person: Person) -> bool:
    """Make a user who has no password yet; False where the name is taken, whatever its case."""
    from django.contrib.auth.models import User

    with transaction.atomic():
        one_writer()
        if User.objects.filter(username__iexact=person.name).exists():
            return False
        user = User(username=person.name)
        user.set_unusable_password()
        user.save()
        keep_person(person)
    return True


def keep_person(person: Person) -> None:
    """Write a user down, anew or changed."""
    values = {
        "role": person.role.value,
        "clearance": person.clearance.rank,
        "language": person.language,
        "theme": person.theme,
        "coded": person.coded,
    }
    models.Account.objects.update_or_create(name=person.name, defaults=values)


def change_person(person: Person, active: bool) -> bool:
    """Change what a user may do; False, and nothing is changed, where no admin who can sign in would be left."""
    from django.contrib.auth.models import User

    with transaction.atomic():
        one_writer()
        stays = person.role == Role.ADMIN and active
        if not stays and not _admins(but=person.name):
            return False
        keep_person(person)
        User.objects.filter(username=person.name).update(is_active=active)
    return True


def has_admin() -> bool:
    """True where somebody can sign in who keeps the users."""
    return bool(_admins())


def _admins(but: str = "") -> list[str]:
    from django.contrib.auth.models import User

    names = models.Account.objects.filter(role=Role.ADMIN.value).exclude(name=but).values_list("name", flat=True)
    users = User.objects.filter(username__in=list(names), is_active=True)
    return [user.username for user in users if user.has_usable_password()]


def _person(row: models.Account) -> Person:
    return Person(row.name, Role(row.role), marking_of(row.clearance), row.language, row.theme, row.coded)
