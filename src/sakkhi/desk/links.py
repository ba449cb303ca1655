"""One-time links by which a person chooses a password: they end when one was chosen, and after a day."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from sakkhi.model.access import Role
from sakkhi.model.marking import Marking
from sakkhi.store.people import Person, add_person, has_admin

FIRST = "admin"


def link_for(name: str) -> str:
    """The address, within the desk, at which this user chooses a password."""
    user = User.objects.get(username=name)
    number = urlsafe_base64_encode(force_bytes(user.pk))
    return str(reverse("set-password", args=(number, default_token_generator.make_token(user))))


def first_link() -> str | None:
    """The address at which the first admin chooses a password; None where an admin can sign in already."""
    if has_admin():
        return None
    add_person(Person(FIRST, Role.ADMIN, Marking.RED))
    return link_for(FIRST)
