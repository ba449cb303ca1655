"""Signing in and out; language and theme."""

from __future__ import annotations

from typing import Any

import msgspec
from django.conf import settings
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from sakkhi.store.people import keep_person

THEMES = ("", "light", "dark")

sign_in = LoginView.as_view(template_name="desk/sign_in.html", redirect_authenticated_user=True)
sign_out = LogoutView.as_view(next_page="sign-in")


@require_POST
def taste(request: Any) -> HttpResponse:
    """Keep a chosen language or theme, and go back to the page."""
    language, theme = request.POST.get("language"), request.POST.get("theme")
    if (language and language not in dict(settings.LANGUAGES)) or (theme is not None and theme not in THEMES):
        return HttpResponseBadRequest()
    response = redirect(_back(request))
    if request.person is not None:
        person = request.person
        keep_person(
            msgspec.structs.replace(
                person, language=language or person.language, theme=person.theme if theme is None else theme
            )
        )
    if language:
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, samesite="Lax", httponly=True, max_age=31_536_000)
    if theme is not None:
        response.set_cookie("theme", theme, samesite="Lax", httponly=True, max_age=31_536_000)
    return response


def _back(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else "/"
