"""The log of deeds, for admins."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from sakkhi.desk.access import needs
from sakkhi.model.access import Role
from sakkhi.model.deed import DeedKind
from sakkhi.store.deeds import deeds

_ROWS = 100
KINDS = {
    DeedKind.SIGNED_IN: _("Signed in"),
    DeedKind.REFUSED: _("Sign-in refused"),
    DeedKind.LOCKED_OUT: _("Locked out"),
    DeedKind.SIGNED_OUT: _("Signed out"),
    DeedKind.PASSWORD: _("Password chosen"),
    DeedKind.SECOND_STEP: _("Second step"),
    DeedKind.ACCOUNT: _("Account"),
    DeedKind.VIEW: _("Marked item opened"),
    DeedKind.MARK: _("Mark set"),
    DeedKind.RULING: _("Ruling"),
    DeedKind.EXPORT: _("Export"),
    DeedKind.ALERT: _("Alert"),
    DeedKind.WATCH: _("Watch"),
}


@needs(Role.ADMIN)
@never_cache
def log(request: Any) -> HttpResponse:
    """The newest deeds, by person and kind where wished, and a link to older ones."""
    by = request.GET.get("by", "")[:150]
    kind = next((kind for kind in KINDS if kind.value == request.GET.get("kind")), None)
    before = request.GET.get("before", "")
    number = int(before) if before.isascii() and before.isdigit() and len(before) < 19 else None
    found = deeds(_ROWS + 1, number, by, kind)
    shown = {
        "deeds": [(one, KINDS[one.deed.kind]) for one in found[:_ROWS]],
        "older": found[_ROWS - 1].number if len(found) > _ROWS else None,
        "by": by,
        "kind": kind.value if kind else "",
        "kinds": [(kind.value, name) for kind, name in KINDS.items()],
    }
    return render(request, "desk/log.html", shown)
