"""What came in, what failed, how late each source is."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def sources(request: HttpRequest) -> HttpResponse:
    """The page."""
    return render(request, "desk/sources.html")
