"""The desk's users, for admins: who there is, what each may do and see, new ones, and one-time links."""

from __future__ import annotations

from typing import Any
from unicodedata import category

import msgspec
from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from sakkhi.desk.access import needs
from sakkhi.desk.audit import note
from sakkhi.desk.links import link_for
from sakkhi.desk.pages.account import ROLES, remove_second_step
from sakkhi.model.access import Role
from sakkhi.model.deed import DeedKind
from sakkhi.model.marking import Marking
from sakkhi.store.people import Listed, Person, add_person, change_person
from sakkhi.store.people import people as everybody


def _written_plainly(name: str) -> None:
    """Letters of any script with their signs, digits, and . @ + - _; Django's own rule refuses Bangla vowel signs."""
    if not all(category(letter)[0] in "LMN" or letter in ".@+-_" for letter in name):
        raise ValidationError(_("Write the name with letters, digits and . @ + - _ alone."))


class RightsForm(forms.Form):
    """What a person may do and see."""

    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=[(role.value, name) for role, name in ROLES.items()])
    clearance = forms.ChoiceField(
        label=gettext_lazy("May see up to"), choices=[(mark.value, mark.label) for mark in Marking]
    )


class ChangeForm(RightsForm):
    """The same, of somebody who is there."""

    active = forms.BooleanField(label=gettext_lazy("May sign in"), required=False)


class NewForm(RightsForm):
    """Somebody new."""

    name = forms.CharField(
        label=gettext_lazy("User name"), max_length=64, validators=[_written_plainly],
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    field_order = ("name", "role", "clearance")

    def clean_name(self) -> str:
        """The name in one spelling (NFKC), so that two that look the same are the same."""
        name: str = User.normalize_username(self.cleaned_data["name"])
        return name


@needs(Role.ADMIN)
@never_cache
def people(request: Any) -> HttpResponse:
    """Everybody, and a form for somebody new."""
    form = NewForm(request.POST or None, initial={"role": Role.READER.value, "clearance": Marking.GREEN.value})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        new = Person(told["name"], Role(told["role"]), Marking(told["clearance"]))
        if add_person(new):
            note(request, DeedKind.ACCOUNT, new.name, f"added, {_rights(new)}")
            return _with_link(request, new.name)
        form.add_error("name", _("Somebody has this name already."))
    return render(request, "desk/people.html", {"people": everybody(), "form": form, "roles": ROLES})


@needs(Role.ADMIN)
@never_cache
def one_person(request: Any, name: str) -> HttpResponse:
    """What one person may do and see."""
    found = _found(name)
    now = found.person
    initial = {"role": now.role.value, "clearance": now.clearance.value, "active": found.active}
    form = ChangeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        wanted = msgspec.structs.replace(now, role=Role(told["role"]), clearance=Marking(told["clearance"]))
        if change_person(wanted, told["active"]):
            state = "may sign in" if told["active"] else "may not sign in"
            note(request, DeedKind.ACCOUNT, name, f"{_rights(wanted)}, {state}")
            messages.success(request, _("Kept."))
            return redirect("people")
        form.add_error(None, _("Somebody else has to be an admin who can sign in, before this one is not."))
    return render(request, "desk/person.html", {"found": found, "form": form})


@needs(Role.ADMIN)
@require_POST
def new_link(request: Any, name: str) -> HttpResponse:
    """A new one-time link for somebody; the password that they had stays until it is used."""
    _found(name)
    note(request, DeedKind.ACCOUNT, name, "one-time link")
    return _with_link(request, name)


@needs(Role.ADMIN)
@require_POST
def forget_second_step(request: Any, name: str) -> HttpResponse:
    """Take somebody's second step away, who lost the device."""
    remove_second_step(_found(name).person)
    note(request, DeedKind.SECOND_STEP, name, "taken away")
    messages.success(request, _("Kept."))
    return redirect("person", name)


def _with_link(request: Any, name: str) -> HttpResponse:
    link = request.build_absolute_uri(link_for(name))
    return render(request, "desk/link.html", {"link": link, "name": name})


def _found(name: str) -> Listed:
    found = next((one for one in everybody() if one.person.name == name), None)
    if found is None:
        raise Http404
    return found


def _rights(person: Person) -> str:
    return f"{person.role.value}, {person.clearance.label}"
