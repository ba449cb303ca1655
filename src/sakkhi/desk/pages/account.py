"""One's own account: language and theme, password, the second step of signing in."""

from __future__ import annotations

from base64 import b32encode
from io import BytesIO
from typing import Any

import msgspec
import segno
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST
from django_otp import login as verified
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from sakkhi.desk.audit import note
from sakkhi.desk.pages.sign_in import CodeForm, own_address
from sakkhi.model.access import Role
from sakkhi.model.deed import DeedKind
from sakkhi.store.people import keep_person

THEMES = ("", "light", "dark")
ROLES = {
    Role.READER: gettext_lazy("Reader"),
    Role.ANALYST: gettext_lazy("Analyst"),
    Role.EDITOR: gettext_lazy("Editor"),
    Role.ADMIN: gettext_lazy("Admin"),
}
_RECOVERY_CODES = 10


class PasswordForm(forms.Form):
    """The password that one has, asked for again before something is weakened."""

    password = forms.CharField(
        label=gettext_lazy("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


@require_POST
def taste(request: Any) -> HttpResponse:
    """Keep a chosen language or theme, and go back to the page."""
    language, theme = request.POST.get("language"), request.POST.get("theme")
    if (language and language not in dict(settings.LANGUAGES)) or (theme is not None and theme not in THEMES):
        return HttpResponseBadRequest()
    response = redirect(own_address(request, request.POST.get("next", "")))
    if request.person is not None:
        person = request.person
        keep_person(
            msgspec.structs.replace(
                person, language=language or person.language, theme=person.theme if theme is None else theme
            )
        )
    chosen = {settings.LANGUAGE_COOKIE_NAME: language, "theme": theme}
    for name, value in chosen.items():
        if value:
            response.set_cookie(
                name, value, samesite="Lax", httponly=True, max_age=31_536_000, secure=request.is_secure()
            )
    return response


@never_cache
@sensitive_post_parameters()
def account(request: Any) -> HttpResponse:
    """The page, and a new password."""
    form = PasswordChangeForm(request.user, request.POST or None)
    form.fields["old_password"].widget.attrs.pop("autofocus", None)
    if request.method == "POST" and form.is_valid():
        form.save()
        update_session_auth_hash(request, form.user)  # ends every other session
        note(request, DeedKind.PASSWORD)
        messages.success(request, _("Your password is changed. You are signed out everywhere else."))
        return redirect("account")
    shown = {"form": form, "off": PasswordForm(), "role_name": ROLES[request.person.role]}
    return render(request, "desk/account.html", shown)


@never_cache
@sensitive_post_parameters()
def second_step_on(request: Any) -> HttpResponse:
    """Show the secret as a picture, and set the second step up once a code of it is right."""
    device, _made = TOTPDevice.objects.get_or_create(user=_user(request), confirmed=False, defaults={"name": "app"})
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if device.verify_token(form.cleaned_data["code"].replace(" ", "")):
            codes = _set_up(request, device)
            return render(request, "desk/recovery.html", {"codes": codes})
        form.add_error("code", _("This code is not right. Is the clock of your device right?"))
    shown = {"form": form, "picture": _picture(device), "secret": b32encode(device.bin_key).decode()}
    return render(request, "desk/second_step_on.html", shown)


@require_POST
@sensitive_post_parameters()
def second_step_off(request: Any) -> HttpResponse:
    """Take the second step away, where the password is right."""
    form = PasswordForm(request.POST)
    if not form.is_valid() or not request.user.check_password(form.cleaned_data["password"]):
        messages.error(request, _("This is not your password; nothing is changed."))
        return redirect("account")
    remove_second_step(request.person)
    note(request, DeedKind.SECOND_STEP, detail="off")
    messages.success(request, _("Signing in now takes your password alone."))
    return redirect("account")


def remove_second_step(person: Any) -> None:
    """Forget a person's devices."""
    with transaction.atomic():
        for kind in (TOTPDevice, StaticDevice):
            kind.objects.filter(user__username=person.name).delete()
        keep_person(msgspec.structs.replace(person, coded=False))


def _user(request: Any) -> User:
    return User.objects.get(pk=request.user.pk)


def _set_up(request: Any, device: TOTPDevice) -> list[str]:
    """The recovery codes, after making the device the one that is asked for."""
    user = _user(request)
    with transaction.atomic():
        TOTPDevice.objects.filter(user=user).exclude(pk=device.pk).delete()
        StaticDevice.objects.filter(user=user).delete()
        device.confirmed = True
        device.save()
        recovery = StaticDevice.objects.create(user=user, name="recovery")
        codes = [StaticToken.random_token() for _ in range(_RECOVERY_CODES)]
        StaticToken.objects.bulk_create(StaticToken(device=recovery, token=code) for code in codes)
        keep_person(msgspec.structs.replace(request.person, coded=True))
    verified(request, device)
    request.session.cycle_key()
    note(request, DeedKind.SECOND_STEP, detail="on")
    return codes


def _picture(device: TOTPDevice) -> str:
    out = BytesIO()
    segno.make(device.config_url, error="m").save(
        out,
        kind="svg",
        xmldecl=False,
        svgns=False,
        omitsize=True,
        svgclass="qr",
        lineclass=None,
        light="#fff",
        nl=False,
    )
    picture: str = mark_safe(out.getvalue().decode())  # noqa: S308  drawn by segno from digits and our own name
    return picture
