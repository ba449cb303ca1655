"""Marking an incident or a report: who may see it from now on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sakkhi.desk.access import clearance, needs
from sakkhi.desk.audit import note
from sakkhi.model.access import Role
from sakkhi.model.deed import DeedKind
from sakkhi.model.marking import Marking
from sakkhi.store.marks import mark_incident, mark_report


class MarkForm(forms.Form):
    """A mark, and why."""

    marking = forms.ChoiceField(choices=[(mark.value, mark.label) for mark in Marking])
    why = forms.CharField(max_length=500)


@needs(Role.EDITOR)
@require_POST
def incident_mark(request: Any, name: str) -> HttpResponse:
    """Mark an incident, and go back to it, where one may still see it."""
    return _marked(request, name, f"incident {name}", mark_incident, "incident")


@needs(Role.EDITOR)
@require_POST
def report_mark(request: Any, number: int) -> HttpResponse:
    """Mark a report and what rests on it, and go back to it, where one may still see it."""
    return _marked(request, number, f"report {number}", mark_report, "report")


def _marked(request: Any, name: Any, subject: str, put: Any, page: str) -> HttpResponse:
    form = MarkForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say why; nothing is changed."))
        return redirect(page, name)
    marking, rank = Marking(form.cleaned_data["marking"]), clearance(request)
    if put(name, marking, request.person.name, form.cleaned_data["why"], timezone.now(), rank) is None:
        raise Http404
    note(request, DeedKind.MARK, subject, f"{marking.label}: {form.cleaned_data['why']}")
    messages.success(request, _("Marked %(mark)s.") % {"mark": marking.label})
    return redirect(page, name) if marking.rank <= rank else redirect("picture")
