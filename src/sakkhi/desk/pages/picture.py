"""The map and the time line over the same filters."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def picture(request: HttpRequest) -> HttpResponse:
    """The page."""
    return render(request, "desk/picture.html")
