"""One report, whole, with every reading marked."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def report(request: HttpRequest, number: int) -> HttpResponse:
    """The page."""
    return render(request, "desk/report.html", {"number": number})
