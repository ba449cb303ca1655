"""What is known of one incident, with the words behind it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def incident(request: HttpRequest, name: str) -> HttpResponse:
    """The page."""
    return render(request, "desk/incident.html", {"name": name})
