"""A user's keys to the API: made, told once, and taken back."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from sakkhi.desk.audit import note
from sakkhi.model.access import Scope
from sakkhi.model.deed import DeedKind
from sakkhi.store import tokens

DAYS = (7, 30, 90, 366)
SCOPES = {
    Scope.READ: _("read everything that you may see"),
    Scope.RULE: _("rule in your name"),
    Scope.EXPORT: _("export"),
    Scope.ADMIN: _("read the log, and pause sources"),
}


@never_cache
def keys(request: Any) -> HttpResponse:
    """The page; a new key's words are in the answer that makes it, and nowhere else."""
    role, words = request.person.role, ""
    if request.method == "POST":
        name, days = request.POST.get("name", "").strip(), request.POST.get("days", "")
        wanted = request.POST.getlist("scope")
        known = all(one in set(Scope) and role.at_least(Scope(one).needs) for one in wanted)
        if not (0 < len(name) <= 100 and name.isprintable() and wanted and known and days in map(str, DAYS)):
            return HttpResponseBadRequest()
        made, words = tokens.make_token(request.person.name, name, map(Scope, wanted), int(days), timezone.now())
        note(request, DeedKind.ACCOUNT, f"key {made.number}", f"made: {' '.join(made.scopes)}, {days} days")
    shown = {
        "words": words, "keys": tokens.tokens(request.person.name), "days": DAYS, "now": timezone.now(),
        "scopes": [(scope, label) for scope, label in SCOPES.items() if role.at_least(scope.needs)],
    }  # fmt: skip
    return render(request, "desk/keys.html", shown)


@require_POST
def end(request: Any, number: int) -> HttpResponse:
    """Take a key back."""
    if not tokens.end_token(number, request.person.name, timezone.now()):
        raise Http404
    note(request, DeedKind.ACCOUNT, f"key {number}", "taken back")
    return redirect("keys")
