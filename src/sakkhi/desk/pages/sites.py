"""The user's own places."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def sites(request: HttpRequest) -> HttpResponse:
    """The page."""
    return render(request, "desk/sites.html")
