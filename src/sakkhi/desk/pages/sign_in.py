"""Signing in, in one step or two, and out; choosing a password by a one-time link."""

from __future__ import annotations

import time
from typing import Any

from django import forms
from django.contrib.auth import get_user_model, login
from django.contrib.auth.views import LoginView, LogoutView, PasswordResetConfirmView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django_otp import login as verified
from django_otp import match_token

from sakkhi.desk.audit import note
from sakkhi.model.deed import DeedKind
from sakkhi.store.people import person

_PENDING = "second_step"
_SECONDS = 300  # within which the code has to follow the password
_BACKEND = "django.contrib.auth.backends.ModelBackend"


class CodeForm(forms.Form):
    """The code of the second device, or a recovery code."""

    code = forms.CharField(
        label=_("Code"),
        max_length=16,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True, "dir": "ltr"}),
    )


class SignIn(LoginView):
    """Asks for name and password; where a second step is set up, nobody is signed in before it."""

    template_name = "desk/sign_in.html"
    redirect_authenticated_user = True

    def form_valid(self, form: Any) -> HttpResponse:
        """The page asked for, or the second step."""
        user = form.get_user()
        found = person(user.get_username())
        if found is None:
            form.add_error(None, form.get_invalid_login_error())
            return self.form_invalid(form)
        if not found.coded:
            return super().form_valid(form)
        self.request.session.flush()
        self.request.session[_PENDING] = [user.pk, user.get_session_auth_hash(), int(time.time()) + _SECONDS]
        return redirect(f"{reverse('second-step')}?{urlencode({'next': self.get_redirect_url()})}")


@never_cache
@sensitive_post_parameters()
def second_step(request: HttpRequest) -> HttpResponse:
    """Ask for the code, and sign in."""
    user = _pending(request)
    if user is None:
        return redirect("sign-in")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        device = match_token(user, form.cleaned_data["code"].replace(" ", ""))
        if device is not None:
            del request.session[_PENDING]
            login(request, user, _BACKEND)
            verified(request, device)
            return redirect(own_address(request, request.GET.get("next", "")))
        note(request, DeedKind.REFUSED, detail="code", by=user.get_username())
        form.add_error("code", _("This code is not right, or it was used before. Wait for the next one."))
    return render(request, "desk/second_step.html", {"form": form})


class SetPassword(PasswordResetConfirmView):
    """Lets whoever has a one-time link choose a password. The link's secret leaves the address at once."""

    template_name = "desk/set_password.html"
    success_url = reverse_lazy("sign-in")

    def form_valid(self, form: Any) -> HttpResponse:
        """The sign-in page, once the password is kept."""
        response = super().form_valid(form)
        note(self.request, DeedKind.PASSWORD, detail="by link", by=self.user.get_username())
        return response


sign_in = SignIn.as_view()
sign_out = LogoutView.as_view(next_page="sign-in")
set_password = SetPassword.as_view()


def own_address(request: HttpRequest, wanted: str) -> str:
    """The address that was wanted where it is one of this desk's, else the first page's."""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else "/"


def _pending(request: HttpRequest) -> Any:
    number, proof, until = request.session.get(_PENDING) or (None, "", 0)
    user = get_user_model().objects.filter(pk=number, is_active=True).first()
    if user is None or until < time.time() or user.get_session_auth_hash() != proof:
        return None
    return user
