"""The user's own places."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def sites(request: HttpRequest) -> HttpResponse:
    """The page."""
    return render(request, "desk/sites.html")


def site_page(request: HttpRequest, number: int) -> HttpResponse:
    """The page of one."""
    return render(request, "desk/sites.html")
