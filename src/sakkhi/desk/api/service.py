"""The API itself: who may ask, how answers are written, and the document that describes it.

`ninja` reads Django's settings when it is imported: this module and those beside it come after `conf.set_up`.
"""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.renderers import BaseRenderer
from ninja.security import HttpBearer
from ninja.throttling import AuthRateThrottle

from sakkhi.desk.api.problems import MEDIA, Problem, Wrong, problem
from sakkhi.model.access import Scope
from sakkhi.settings import VERSION
from sakkhi.store.people import person
from sakkhi.store.tokens import token_of

T = TypeVar("T")
RATE = "1200/m"  # requests of one key, for each of the server's processes
_REF = "#/components/schemas/{name}"
_WRONG = {401: "no key, or one that does not serve", 403: "not for this key or role", 429: "too many requests"}
_shapes: dict[str, Any] = {"Problem": Problem}

DESCRIPTION = """\
Everything the desk's pages show, and the rulings that people make there. A key is made on the page "Keys"; it
is sent as `Authorization: Bearer …` and never in an address. Marks of TLP 2.0 decide here as on the pages: what is
above the holder's clearance does not exist. Lists come in parts: `next` is what to send as `after`. Answers have an
`ETag`; `If-None-Match` saves their way. Errors are `application/problem+json` (RFC 9457).
"""


class _Renderer(BaseRenderer):
    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        return msgspec.json.encode(data)


class _Service(NinjaAPI):
    """The document gets the shapes of answers from the values themselves."""

    def get_openapi_schema(self, **given: Any) -> OpenAPISchema:
        """The document."""
        document = super().get_openapi_schema(**given)
        _, shapes = msgspec.json.schema_components(list(_shapes.values()), ref_template=_REF)
        document["components"].setdefault("schemas", {}).update(shapes)
        for operations in document["paths"].values():
            for operation in operations.values():
                operation["responses"] = {code: told for code, told in operation["responses"].items() if told}
        return document


class Key(HttpBearer):
    """Lets in whoever sends a key with this scope, whose holder's role serves it."""

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self._scope = scope

    def authenticate(self, request: Any, token: str) -> str | None:
        """The key's own name for the counting of requests; None where it opens nothing."""
        found = token_of(token, timezone.now())
        holder = person(found.holder) if found is not None else None
        if found is None or holder is None:
            return None
        request.person = holder
        if self._scope not in found.scopes or not holder.role.at_least(self._scope.needs):
            raise HttpError(403, f"the key needs the scope `{self._scope}`, its holder the role `{self._scope.needs}`")
        return f"key {found.number}"


api = _Service(
    title="Sakkhi",
    version=VERSION,
    description=DESCRIPTION,
    docs_url=None,
    openapi_url="/openapi.json",
    renderer=_Renderer(),
    throttle=[AuthRateThrottle(RATE)],
    urls_namespace="api",
)


def answers(shape: Any, status: int = 200, *others: int) -> dict[str, Any]:
    """What the document says of an operation that answers with this shape, and with these errors besides the usual."""
    return _answers({"application/json": {"schema": _shape(shape)}}, status, *others)


def taken(shape: Any) -> dict[str, Any]:
    """What the document says of an operation whose body has this shape."""
    content = {"application/json": {"schema": _shape(shape)}}
    return {"requestBody": {"required": True, "content": content}}


def body_of(request: HttpRequest, shape: type[T]) -> T:
    """What was sent, in its shape. Refuses with 422 what has another one."""
    try:
        return msgspec.json.decode(request.body, type=shape)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise HttpError(422, f"the body is not as the document says: {error}") from None


def _shape(shape: Any) -> dict[str, str]:
    _shapes[shape.__name__] = shape
    return {"$ref": _REF.format(name=shape.__name__)}


def _answers(content: dict[str, Any], status: int = 200, *others: int) -> dict[str, Any]:
    told: dict[int, Any] = {status: {"description": "OK", "content": content}}
    if status == 200:
        told[304] = {"description": "what the `ETag` in `If-None-Match` names still stands"}
    else:
        told[200] = None
    for code in (400, 401, 403, 404, 422, 429, *others):
        wrong = {MEDIA: {"schema": {"$ref": _REF.format(name="Problem")}}}
        told[code] = {"description": _WRONG.get(code, "see `detail`"), "content": wrong}
    return {"responses": told}


def opened(scope: Scope, shape: Any, status: int = 200, *others: int, **more: Any) -> dict[str, Any]:
    """The arguments of an operation's decorator: which key opens it, and what it answers with."""
    return {"auth": Key(scope), "openapi_extra": {**answers(shape, status, *others), **more}}


def fed(media: str) -> dict[str, Any]:
    """The arguments of a feed's decorator: a key opens it, or the session of the pages; it answers with a file."""
    content = {media: {"schema": {"type": "string"}}}
    return {"auth": [Key(Scope.READ), _session], "openapi_extra": _answers(content)}


def _session(request: Any) -> str | None:
    return f"session of {request.person.name}" if request.person is not None else None


def written(told: Any, status: int = 200, **headers: str) -> HttpResponse:
    """An answer of another status, or with headers of its own."""
    return HttpResponse(msgspec.json.encode(told), content_type="application/json", status=status, headers=headers)


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    wrong = tuple(Wrong(".".join(map(str, one.get("loc", ()))), str(one.get("msg", ""))) for one in error.errors)
    return problem(422, "the request is not as the document says", "invalid", wrong)


@api.exception_handler(Throttled)
def _throttled(request: HttpRequest, error: Throttled) -> HttpResponse:
    return problem(429, "too many requests with this key: wait as long as Retry-After says")


@api.exception_handler(AuthenticationError)
def _unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return problem(401, "send a key that serves as `Authorization: Bearer …`")


@api.exception_handler(HttpError)
def _refused(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(error.status_code, error.message)
