"""The document of the API, and that whatever is sent is answered as it says."""

from typing import Any

import pytest
from django.test import Client

from sakkhi.collect.home import Home
from sakkhi.model.access import Role, Scope
from tests.desk.asking import key_of


def test_the_document_needs_no_key_and_names_no_other_host(desk: Home) -> None:
    answer = Client().get("/api/openapi.json")
    assert answer.status_code == 200
    assert "http" not in answer.content.decode().replace('"type": "http"', "")
    assert Client().get("/api/docs").status_code == 404


@pytest.fixture
def document(ruled: Home, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The document, with a key that opens everything, and no limit to asking."""
    import schemathesis
    from django.core.wsgi import get_wsgi_application
    from ninja.throttling import AuthRateThrottle

    monkeypatch.setattr(AuthRateThrottle, "allow_request", lambda *_: True)
    made = schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application())
    words = key_of(Role.ADMIN, *Scope).words
    made.config.headers = {"Authorization": f"Bearer {words}"}
    return made


@pytest.mark.filterwarnings("ignore::hypothesis.errors.NonInteractiveExampleWarning")
def test_whatever_is_sent_is_answered_as_the_document_says(document: Any) -> None:
    from hypothesis import HealthCheck, Phase, given, settings
    from schemathesis.specs.openapi.checks import positive_data_acceptance

    bounds = settings(
        max_examples=12, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    count = 0
    for result in document.get_all_operations():
        operation = result.ok()

        @bounds
        @given(case=operation.as_strategy())
        def sent(case: Any) -> None:
            nonlocal count
            count += 1
            case.call_and_validate(excluded_checks=[positive_data_acceptance])  # some values mean nothing

        sent()
    assert count > 200
