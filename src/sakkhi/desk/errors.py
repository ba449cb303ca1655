"""Pages that say what went wrong, without saying how the desk works inside."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language, get_language_bidi


def bad(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request makes no sense."""
    return _page(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: whoever asks may not do this."""
    return _page(request, 403)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form does not come from a page of this desk, or has grown too old."""
    return _page(request, 403, "forged")


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: there is nothing here, at least not for whoever asks."""
    return _page(request, 404)


def broken(request: HttpRequest) -> HttpResponse:
    """500: the desk failed. Nothing here asks the database, which may be what failed."""
    return _page(request, 500)


def _page(request: Any, status: int, what: str = "") -> HttpResponse:
    known = {
        "language": get_language(),
        "direction": "rtl" if get_language_bidi() else "ltr",
        "theme": request.COOKIES.get("theme", ""),
        "what": what or str(status),
    }
    return HttpResponse(render_to_string("desk/error.html", known), status=status)
