"""The queue of what needs a person."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def review(request: HttpRequest) -> HttpResponse:
    """The page."""
    return render(request, "desk/review.html")
