"""The one shape of everything that goes wrong under `/api/` (RFC 9457), and what every answer there has in common."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from http import HTTPStatus

import msgspec
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from sakkhi.store.tokens import PATTERN

MEDIA = "application/problem+json"
UNDER = "/api/"
_KEYS = frozenset({"access_token", "api_key", "apikey", "authorization", "key", "token"})


class Wrong(msgspec.Struct, frozen=True):
    """One thing that is wrong in a request: where, and what."""

    where: str
    what: str


class Problem(msgspec.Struct, frozen=True, omit_defaults=True):
    """What went wrong: `type` names the kind, `detail` says what to do about it, `wrong` what in the request it is."""

    type: str
    title: str
    status: int
    detail: str = ""
    wrong: tuple[Wrong, ...] = ()


def problem(status: int, detail: str = "", kind: str = "", wrong: tuple[Wrong, ...] = ()) -> HttpResponse:
    """The answer to a request that cannot be met; `kind` names what only this API knows."""
    told = Problem(
        f"urn:sakkhi:problem:{kind}" if kind else "about:blank", HTTPStatus(status).phrase, status, detail, wrong
    )
    answer = HttpResponse(msgspec.json.encode(told), content_type=MEDIA, status=status)
    if status == HTTPStatus.UNAUTHORIZED:
        answer["WWW-Authenticate"] = 'Bearer realm="Sakkhi"'
    return answer


class Edge:
    """Stands before everything under `/api/`: no key in an address, one shape of errors, an `ETag` on answers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer."""
        if not request.path.startswith(UNDER):
            return self._get_response(request)
        told = request.META.get("QUERY_STRING", "")
        if PATTERN.search(told) or PATTERN.search(request.path) or _KEYS & {name.lower() for name in request.GET}:
            detail = "a key in an address ends up in logs: send it as `Authorization: Bearer …`, and take this one back"
            answer: HttpResponseBase = problem(400, detail, "key-in-address")
        else:
            answer = self._get_response(request)
        if answer.status_code >= 400 and not str(answer.get("Content-Type", "")).startswith(MEDIA):
            shaped = problem(answer.status_code)
            for name, value in answer.items():  # those that keep a browser safe, among others
                if name not in ("Content-Type", "Content-Length", "ETag"):
                    shaped[name] = value
            answer = shaped
        answer["Cache-Control"] = "private, no-cache" if answer.status_code < 400 else "no-store"
        answer["Vary"] = "Authorization, Cookie"
        return _unless_known(request, answer)


def tag_of(body: bytes) -> str:
    """The `ETag` of an answer with this body."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def tags(header: str) -> list[str]:
    """The tags of an `If-Match` or `If-None-Match` header; what is weak counts as if it were not."""
    return [one.strip().removeprefix("W/") for one in header.split(",") if one.strip()]


def _unless_known(request: HttpRequest, answer: HttpResponseBase) -> HttpResponseBase:
    """The answer with its tag, or 304 where whoever asks has it already."""
    if request.method != "GET" or answer.status_code != 200 or not isinstance(answer, HttpResponse):
        return answer
    tag = tag_of(answer.content)
    known = tags(request.headers.get("If-None-Match", ""))
    if tag in known or "*" in known:
        same = HttpResponse(status=304)
        for name in ("Cache-Control", "Vary"):
            same[name] = answer[name]
        same["ETag"] = tag
        return same
    answer["ETag"] = tag
    return answer
