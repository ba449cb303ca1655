"""Watches: listed, made, changed, switched off and on, taken away."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sakkhi.desk.access import clearance, needs
from sakkhi.desk.watch_forms import WatchForm, filled
from sakkhi.desk.watches import Known, keep, known_watches, row_of, switch
from sakkhi.model.access import Role
from sakkhi.store.own_sites import sites
from sakkhi.store.watch_rules import WatchRule, watch_rule


@require_safe
def watches(request: Any) -> HttpResponse:
    """All watches, those of the file and those of the desk."""
    known = known_watches(clearance(request))
    may = request.person.role.at_least(Role.EDITOR)
    return render(request, "desk/watches.html", {"known": known, "may": may})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.EDITOR)
def watch_new(request: Any) -> HttpResponse:
    """A form for a new watch."""
    known = known_watches(clearance(request))
    form = _form(request, known, None)
    if request.method == "POST" and form.is_valid():
        return _kept(request, form, active=True)
    return _shown(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.EDITOR)
def watch(request: Any, number: int) -> HttpResponse:
    """A watch of the desk, to be changed."""
    rule, known = _found(request, number), known_watches(clearance(request))
    form = _form(request, known, rule)
    if request.method == "POST" and form.is_valid():
        return _kept(request, form, active=rule.active)
    return _shown(request, form, rule)


@require_POST
@needs(Role.EDITOR)
def watch_switch(request: Any, number: int) -> HttpResponse:
    """Switch a watch off or on, or take it away; what it told of stays."""
    rule, wanted = _found(request, number), request.POST.get("do")
    if wanted not in ("off", "on", "remove"):
        return HttpResponseBadRequest()
    switch(request, rule, wanted)
    told = {"off": _("%(name)s is switched off."), "on": _("%(name)s is switched on.")}
    messages.success(request, told.get(wanted, _("%(name)s is no longer there.")) % {"name": rule.name})
    return redirect("watches")


def _form(request: Any, known: Known, rule: WatchRule | None) -> WatchForm:
    given: dict[str, Any] = {
        "channels": [channel.name for channel in known.file.channels],
        "taken": known.taken,
        "sites": [one.name for one in sites(clearance=clearance(request))],
        "named": rule.name if rule is not None else "",
    }
    initial = filled(row_of(rule)) if rule is not None else None
    return WatchForm(request.POST if request.method == "POST" else None, initial=initial, **given)


def _kept(request: Any, form: WatchForm, *, active: bool) -> HttpResponse:
    row = form.row()
    keep(request, row, active=active, changed=bool(form.named))
    messages.success(request, _("%(name)s is kept.") % {"name": row.name})
    return redirect("watches")


def _shown(request: HttpRequest, form: WatchForm, rule: WatchRule | None) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, "desk/watch.html", {"form": form, "rule": rule}, status=status)


def _found(request: HttpRequest, number: int) -> WatchRule:
    seen = any(one.number == number for one in known_watches(clearance(request)).watches)
    rule = watch_rule(number) if seen else None
    if rule is None or not number:
        raise Http404
    return rule
