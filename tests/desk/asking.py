"""Whoever asks the API in the tests."""

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

from django.test import Client

from sakkhi.model.access import Role, Scope
from sakkhi.store import tokens
from tests.desk.conftest import add_user

NOW = dt.datetime.now(dt.UTC)
PROBLEM = "application/problem+json"


class Asker:
    """Asks the API with a key."""

    def __init__(self, words: str) -> None:
        self.client, self.words = Client(raise_request_exception=False), words

    def get(self, path: str, **headers: str) -> Any:
        return self.client.get(f"/api{path}", headers={"Authorization": f"Bearer {self.words}", **headers})

    def send(self, verb: str, path: str, body: object, **headers: str) -> Any:
        headers = {"Authorization": f"Bearer {self.words}", **headers}
        return getattr(self.client, verb)(
            f"/api{path}", json.dumps(body), content_type="application/json", headers=headers
        )


Askers = Callable[..., Asker]


def key_of(role: Role, *scopes: Scope) -> Asker:
    add_user(role.value, role)
    return Asker(tokens.make_token(role.value, "test", scopes or (Scope.READ, Scope.RULE), 7, NOW)[1])
