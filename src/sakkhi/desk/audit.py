"""What is done at the desk → the log of deeds."""

from __future__ import annotations

from typing import Any

from axes.signals import user_locked_out
from django.conf import settings
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from sakkhi.model.deed import Deed, DeedKind
from sakkhi.model.marking import Marking
from sakkhi.store import deeds

_LONGEST = 150  # characters of a name that somebody tried


def note(request: HttpRequest | None, kind: DeedKind, subject: str = "", detail: str = "", by: str = "") -> None:
    """Write down that whoever asks, or `by`, did this."""
    person = getattr(request, "person", None)
    name = by or (person.name if person is not None else "")
    deeds.note(Deed(timezone.now(), kind, name[:_LONGEST], subject, detail, address(request) if request else ""))


def viewed(request: HttpRequest, subject: str, marking: Marking) -> None:
    """Write down that somebody opened something, where it is marked."""
    if marking.rank > Marking.CLEAR.rank:
        note(request, DeedKind.VIEW, subject, marking.label)


def address(request: HttpRequest) -> str:
    """Where the request came from; behind a proxy, what the proxy added to its header last."""
    if settings.SAKKHI_PROXY:
        told = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
        if told[-1]:
            return str(told[-1])
    return str(request.META.get("REMOTE_ADDR", ""))


@receiver(user_logged_in)
def _signed_in(request: HttpRequest, user: Any, **_: Any) -> None:
    note(request, DeedKind.SIGNED_IN, by=user.get_username())


@receiver(user_logged_out)
def _signed_out(request: HttpRequest, user: Any, **_: Any) -> None:
    if user is not None:
        note(request, DeedKind.SIGNED_OUT, by=user.get_username())


@receiver(user_login_failed)
def _refused(credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    note(request, DeedKind.REFUSED, by=str(credentials.get("username") or ""))


@receiver(user_locked_out)
def _locked_out(request: HttpRequest, username: str | None, **_: Any) -> None:
    note(request, DeedKind.LOCKED_OUT, by=username or "")
