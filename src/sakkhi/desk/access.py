"""Who is asking, in which language, and what they may see and do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from sakkhi.desk.words import words
from sakkhi.model.access import Role
from sakkhi.model.marking import Marking
from sakkhi.store.inbox import waiting_count
from sakkhi.store.people import Person, person

_OPEN = ("sign-in", "second-step", "set-password", "language", "health")  # names of the pages that need no account

_MOST = 99  # alerts that the menu counts


class Access:
    """Let nobody but a signed-in user past, and give the request its `person`: name, role, clearance, taste."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        """The page, in the language that the user chose."""
        request.person = None
        if request.user.is_authenticated:
            found = person(request.user.get_username())
            if found is None or (found.coded and not request.user.is_verified()):
                logout(request)
            else:
                request.person = found
        if request.person is not None and request.person.language:
            translation.activate(request.person.language)
            request.LANGUAGE_CODE = request.person.language
        return self.get_response(request)

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """A redirect to the sign-in page where the page needs an account and nobody is signed in."""
        name = request.resolver_match.url_name
        if request.person is not None or name in _OPEN or request.path.startswith("/api/"):
            return None
        return redirect_to_login(request.get_full_path())


def clearance(request: Any) -> int:
    """The rank of the highest mark that whoever asks may see: what is above does not exist for them, nor in counts.

    Each door of `store` that shows reports or incidents takes it.
    """
    person: Person | None = request.person
    return person.clearance.rank if person is not None else Marking.CLEAR.rank


def needs(role: Role) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """A view's decorator: 403 for whoever has not at least this role."""

    def wrap(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def checked(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.person is None or not request.person.role.at_least(role):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return checked

    return wrap


def shown(request: Any) -> dict[str, Any]:
    """What every template may use: the signed-in `person`, what they may do, the theme, how many alerts wait."""
    found: Person | None = getattr(request, "person", None)
    theme = found.theme if found else request.COOKIES.get("theme", "")
    return {
        "person": found,
        "theme": theme if theme in ("light", "dark") else "",
        "may_rule": found is not None and found.role.at_least(Role.ANALYST),
        "may_mark": found is not None and found.role.at_least(Role.EDITOR),
        "markings": tuple(Marking),
        "tongues": settings.LANGUAGES,  # each by its own name, whatever the page is in
        "unseen": partial(_unseen, found),
    }


def _unseen(person: Person | None) -> str:
    """How many alerts wait for somebody to acknowledge them, as the menu says it; "" for none."""
    count = waiting_count(person.clearance.rank, _MOST + 1) if person is not None else 0
    return "" if not count else f"{words().number(min(count, _MOST))}{'+' if count > _MOST else ''}"
