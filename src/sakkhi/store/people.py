"""The door to the desk's accounts: frozen values out, never rows."""

from __future__ import annotations

import msgspec

from sakkhi.model.access import Role
from sakkhi.model.marking import Marking, marking_of
from sakkhi.store import models


class Person(msgspec.Struct, frozen=True):
    """A user of the desk; `language` and `theme` are "" where nothing was chosen."""

    name: str
    role: Role
    clearance: Marking
    language: str = ""
    theme: str = ""


def person(name: str) -> Person | None:
    """The user with this name; None where the desk knows none."""
    row = models.Account.objects.filter(name=name).first()
    if row is None:
        return None
    return Person(row.name, Role(row.role), marking_of(row.clearance), row.language, row.theme)


def keep_person(person: Person) -> None:
    """Write a user down, anew or changed."""
    values = {
        "role": person.role.value,
        "clearance": person.clearance.rank,
        "language": person.language,
        "theme": person.theme,
    }
    models.Account.objects.update_or_create(name=person.name, defaults=values)
