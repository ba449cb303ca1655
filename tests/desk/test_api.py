"""The API: who gets in, what each answer is, what is ruled over it, and that nothing sent to it breaks it."""

import datetime as dt
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.test.utils import override_settings

from sakkhi.collect.home import Home, home, make_home, open_home
from sakkhi.model.access import Role, Scope
from sakkhi.model.marking import Marking
from sakkhi.store import models, tokens
from sakkhi.store.columns import new_edition
from tests.desk.conftest import add_user
from tests.desk.made import add_reports

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


@pytest.fixture
def asker(desk: Home) -> Iterator[Askers]:
    """Asks as the user of a role, with a key of these scopes."""

    def made(role: Role = Role.READER, *scopes: Scope, clearance: Marking | None = None, days: int = 7) -> Asker:
        add_user(role.value, role, clearance)
        return Asker(tokens.make_token(role.value, "test", scopes or (Scope.READ,), days, NOW)[1])

    yield made
    models.Token.objects.all().delete()
    for role in Role:
        add_user(role.value, role)


def incident(asked: Asker, words: str = "erbil") -> str:
    return str(asked.get(f"/incidents?q={words}").json()["items"][0]["incident"]["id"])


# Who gets in


def test_nobody_gets_in_without_a_key(desk: Home, client_of: Callable[..., Client]) -> None:
    for client in (Client(), client_of(Role.ADMIN)):  # a session opens pages, and nothing here
        answer = client.get("/api/me")
        assert (answer.status_code, answer["Content-Type"]) == (401, PROBLEM)
        assert answer["WWW-Authenticate"].startswith("Bearer")


def test_a_key_is_kept_as_a_hash_and_opens_what_its_scopes_say(asker: Askers) -> None:
    asked = asker(Role.ADMIN)
    assert asked.get("/me").json() == {"name": "admin", "role": "admin", "clearance": "RED"}
    row = models.Token.objects.get()
    assert asked.words not in {str(value) for value in vars(row).values()}
    assert row.used_at is not None
    assert asked.get("/log").status_code == 403
    assert asker(Role.ADMIN, Scope.ADMIN).get("/log").status_code == 200


def test_a_key_opens_no_more_than_its_holder_s_role(asker: Askers) -> None:
    asked = asker(Role.READER, *Scope)
    assert asked.get("/me").status_code == 200
    assert asked.get("/log").status_code == 403
    assert asked.send("post", "/rulings", {"kind": "same", "one": ["a"], "other": ["b"], "why": "x"}).status_code == 403


@pytest.mark.parametrize("how", ["taken back", "ran out", "holder left", "mangled"])
def test_a_key_that_does_not_serve(asker: Askers, how: str) -> None:
    from django.contrib.auth.models import User

    asked = asker(Role.READER, days=-1 if how == "ran out" else 7)
    if how == "taken back":
        assert tokens.end_token(models.Token.objects.get().id, "reader", NOW)
    elif how == "holder left":
        User.objects.filter(username="reader").update(is_active=False)
    elif how == "mangled":
        asked.words = asked.words[:-1] + ("a" if asked.words[-1] != "a" else "b")
    try:
        assert asked.get("/me").status_code == 401
    finally:
        User.objects.update(is_active=True)


@pytest.mark.parametrize("name", ["token", "access_token", "API_KEY", "anything"])
def test_a_key_in_an_address_is_refused(asker: Askers, name: str) -> None:
    asked = asker()
    for path in (f"/me?{name}={asked.words}", f"/incidents/{asked.words}"):
        answer = asked.get(path)
        assert (answer.status_code, answer.json()["type"]) == (400, "urn:sakkhi:problem:key-in-address")


# What answers are


def test_errors_have_one_shape(asker: Askers) -> None:
    asked = asker()
    for path, status in (
        ("/nothing", 404), ("/incidents/none", 404), ("/reports/999999", 404), ("/incidents?since=yesterday", 422),
        ("/incidents?after=x", 422), ("/incidents?near=1,2", 400), ("/reports?limit=0", 422), ("/sites/7", 404),
    ):  # fmt: skip
        answer = asked.get(path)
        assert (answer.status_code, answer["Content-Type"]) == (status, PROBLEM), path
        told = answer.json()
        assert (told["status"], bool(told["title"]), bool(told["type"])) == (status, True, True)
    answer = asked.client.delete("/api/incidents")
    assert (answer.status_code, answer["Content-Type"], answer["Allow"]) == (405, PROBLEM, "GET")


def test_a_fault_inside_is_told_without_its_inside(asker: Askers, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret path")

    monkeypatch.setattr("sakkhi.desk.api.rest.own_sites.sites", broken)
    answer = asker().get("/sites")
    assert (answer.status_code, answer["Content-Type"]) == (500, PROBLEM)
    assert b"secret" not in answer.content


def test_lists_come_in_parts(asker: Askers) -> None:
    asked = asker()
    for path, key in (("/incidents", "incident"), ("/reports", "number")):
        found, after = [], ""
        while True:
            part = asked.get(f"{path}?limit=1&after={after}").json()
            found += [str(one[key]) for one in part["items"]]
            after = part["next"]
            if after is None:
                break
        assert len(found) == len(set(found)) == part["count"] > 1


def test_what_is_known_already_is_not_sent_again(asker: Askers) -> None:
    asked = asker()
    first = asked.get("/incidents")
    for tag in (first["ETag"], f'W/{first["ETag"]}, "other"', "*"):
        again = asked.get("/incidents", **{"If-None-Match": tag})
        assert (again.status_code, again.content) == (304, b"")
    assert asked.get("/incidents", **{"If-None-Match": '"other"'}).status_code == 200


def test_an_incident_with_its_words_and_its_reports(asker: Askers) -> None:
    asked = asker()
    id = incident(asked, "আইন আল-আসাদ")
    found = asked.get(f"/incidents/{id}").json()["incident"]
    assert {told["language"] for told in found["tellings"]} == {"en", "bn", "ar"}
    assert asked.get(f"/incidents/{id}/ledger").json()["items"]
    assert asked.get(f"/incidents/{id}/rulings").json() == {"items": []}
    words = asked.get(f"/incidents/{id}/words").json()["items"]
    assert {one["language"] for one in words} == {"en", "bn", "ar"}
    number = asked.get("/reports?language=bn").json()["items"][-1]["number"]
    report = asked.get(f"/reports/{number}").json()
    (told,) = [one for one in words if one["sha256"] == report["newest"]["sha256"]]
    for span in told["words"]["where"]:
        assert report["newest"]["text"][span["start"] : span["end"]] == span["text"]
    assert asked.get(f"/reports/{number}/versions/1").json() == report["newest"]
    assert asked.get(f"/reports/{number}/versions").json()["items"] == report["versions"]


def test_search_sources_counts_and_queue(asker: Askers) -> None:
    asked = asker()
    found = asked.get("/search?q=ড্রোন").json()
    assert found["report_count"] == 1
    assert found["incident_count"] >= 1
    assert asked.get("/sources").json()["items"][0]["source"] is None
    assert asked.get("/counts?method=drone").json()["count"] >= 1
    assert set(asked.get("/queue").json()) == {"incidents", "doubts"}


@pytest.mark.parametrize("clearance", [Marking.GREEN, Marking.AMBER_STRICT])
def test_what_is_marked_is_not_there_for_whoever_may_not_see_it(asker: Askers, clearance: Marking) -> None:
    row = models.Report.objects.get(name="en-2")
    whole = asker(Role.ADMIN)
    id = incident(whole)
    models.Report.objects.filter(id=row.id).update(marking=Marking.AMBER.rank)
    models.Incident.objects.filter(name=id).update(marking=Marking.AMBER.rank)
    new_edition()
    try:
        asked = asker(Role.READER, clearance=clearance)
        sees = clearance.rank >= Marking.AMBER.rank
        for path in (f"/incidents/{id}", f"/incidents/{id}/ledger", f"/incidents/{id}/words", f"/reports/{row.id}"):
            assert asked.get(path).status_code == (200 if sees else 404), path
        for path in ("/incidents", "/reports", "/search?q=erbil", "/queue", "/counts", "/sources"):
            told, everything = (one.get(path).content.decode() for one in (asked, whole))
            if not sees:
                assert id not in told
                assert "en-2" not in told
            assert (told == everything) == sees or path == "/queue", path
    finally:
        models.Report.objects.update(marking=0)
        models.Incident.objects.update(marking=0)
        new_edition()


def test_an_admin_has_a_source_asked_and_paused(asker: Askers) -> None:
    models.Source.objects.create(name="daily")
    try:
        asked = asker(Role.ADMIN, Scope.ADMIN)
        assert asked.send("post", "/sources/daily/pause", {}).status_code == 201
        assert models.Source.objects.get(name="daily").paused
        assert asked.send("post", "/sources/nobody/pause", {}).status_code == 404
        assert asker(Role.ADMIN).send("post", "/sources/daily/resume", {}).status_code == 403
    finally:
        models.Source.objects.all().delete()


# What is ruled


@pytest.fixture
def ruled(desk_settings: None, tmp_path: Path, filled: Home) -> Iterator[Home]:
    """A collection of its own, on which tests may rule."""
    made = home(tmp_path / "ruled", None)
    make_home(made)
    add_reports(made)
    with override_settings(SAKKHI_FOLDER=made.folder):
        yield made
    open_home(filled)


def key_of(role: Role, *scopes: Scope) -> Asker:
    add_user(role.value, role)
    return Asker(tokens.make_token(role.value, "test", scopes or (Scope.READ, Scope.RULE), 7, NOW)[1])


def ids(asked: Asker) -> dict[str, str]:
    """The incident of each report."""
    items = asked.get("/incidents?limit=100").json()["items"]
    return {told["report"]: one["incident"]["id"] for one in items for told in one["incident"]["tellings"]}


def test_a_ruling_names_what_was_seen_and_can_be_undone(ruled: Home) -> None:
    asked = key_of(Role.ANALYST)
    before = ids(asked)
    one, other = before["en-1"], before["en-2"]
    body = {"kind": "same", "one": [one], "other": [other], "why": "for a test"}
    assert asked.send("post", "/rulings", body).status_code == 428
    tag = asked.get(f"/incidents/{one}")["ETag"]
    assert asked.send("post", "/rulings", body, **{"If-Match": tag}).status_code == 412  # the other was not looked at
    both = f"{tag}, {asked.get(f'/incidents/{other}')['ETag']}"
    made = asked.send("post", "/rulings", body, **{"If-Match": both})
    assert made.status_code == 201
    assert len(made.json()["incidents"]) == 1
    assert ids(asked)["en-1"] == ids(asked)["en-2"]
    assert asked.send("post", "/rulings", body, **{"If-Match": both}).status_code in (409, 412)
    number = made.json()["number"]
    ruling = asked.get(f"/rulings/{number}").json()
    assert (ruling["by"], ruling["why"], ruling["undone"]) == ("analyst", "for a test", None)
    assert made["Location"] == f"/api/rulings/{number}"
    assert asked.send("post", f"/rulings/{number}/undo", {"why": "enough"}).status_code == 201
    assert asked.send("post", f"/rulings/{number}/undo", {"why": "again"}).status_code == 409
    assert ids(asked) == before
    assert [one["number"] for one in asked.get("/rulings").json()["items"]] == [number]
    log = key_of(Role.ADMIN, Scope.ADMIN).get("/log?kind=ruling").json()["items"]
    assert [one["deed"]["by"] for one in log] == ["analyst", "analyst"]


def test_a_value_is_ruled_with_its_words(ruled: Home) -> None:
    asked = key_of(Role.ANALYST)
    id = ids(asked)["en-1"]
    report = asked.get("/reports?q=ballistic&language=en").json()["items"][0]
    newest = asked.get(f"/reports/{report['number']}").json()["newest"]
    start = newest["text"].index("two soldiers")
    words = {
        "report": "en-1",
        "sha256": newest["sha256"],
        "spans": [{"start": start, "end": start + 12, "text": "two soldiers"}],
    }
    body = {"kind": "value", "one": [id], "slot": "injured", "value": "2", "why": "read it", "words": words}

    def sent(**other: object) -> int:
        return int(
            asked.send(
                "post", "/rulings", {**body, **other}, **{"If-Match": asked.get(f"/incidents/{id}")["ETag"]}
            ).status_code
        )

    assert sent(value="many") == 422
    assert sent(slot="colour") == 422
    assert sent(words={**words, "spans": [{"start": 0, "end": 12, "text": "two soldiers"}]}) == 422
    assert sent(why="  ") == 422
    assert sent(by="somebody else") == 422  # no field but those that are told
    assert sent() == 201
    record = asked.get(f"/incidents/{id}").json()["incident"]
    assert record["ruled"] == ["injured"]
    assert record["injured"][0]["value"]["min"] == 2
    assert asked.get(f"/incidents/{id}/rulings").json()["items"][0]["words"] == words


def test_nobody_rules_on_what_they_may_not_see(ruled: Home) -> None:
    asked = key_of(Role.ANALYST)
    id = ids(asked)["en-2"]
    tag = asked.get(f"/incidents/{id}")["ETag"]
    editor = key_of(Role.EDITOR)
    assert asked.send("put", f"/incidents/{id}/marking", {"marking": "RED", "why": "no"}).status_code == 403
    assert (
        editor.send("put", f"/incidents/{id}/marking", {"marking": "RED", "why": "a source asked"}).status_code == 201
    )
    for body in ({"kind": "reject", "one": [id]}, {"kind": "reject", "one": ["en-2#i1"]}):
        answer = asked.send("post", "/rulings", {**body, "why": "x"}, **{"If-Match": tag})
        assert (answer.status_code, answer.json()["detail"].startswith("there is no such")) == (404, True)
    seen = {"If-Match": editor.get(f"/incidents/{id}")["ETag"]}
    made = editor.send("post", "/rulings", {"kind": "reject", "one": [id], "why": "a drill"}, **seen)
    assert made.status_code == 201
    number = made.json()["number"]
    assert asked.get(f"/rulings/{number}").status_code == 404
    assert asked.get("/rulings").json()["items"] == []
    assert asked.send("post", f"/rulings/{number}/undo", {"why": "x"}).status_code == 404


def test_marks_go_with_reports(ruled: Home) -> None:
    editor = key_of(Role.EDITOR)
    number = editor.get("/reports?q=erbil&language=en").json()["items"][0]["number"]
    answer = editor.send("put", f"/reports/{number}/marking", {"marking": "AMBER+STRICT", "why": "a source asked"})
    assert answer.status_code == 201
    assert editor.get(f"/reports/{number}").json()["marking"] == "AMBER+STRICT"
    assert editor.get("/incidents/" + ids(editor)["en-2"]).json()["marking"] == "AMBER+STRICT"
    assert editor.send("put", "/reports/99999/marking", {"marking": "RED", "why": "x"}).status_code == 404


# A user's keys


def test_a_key_is_shown_once(client_of: Callable[..., Client]) -> None:
    client = client_of(Role.READER)
    made = client.post("/account/keys/", {"name": "my program", "scope": ["read"], "days": "30"})
    (words,) = tokens.PATTERN.findall(made.content.decode())
    assert "no-store" in made["Cache-Control"]
    try:
        assert Asker(words).get("/me").status_code == 200
        assert words not in client.get("/account/keys/").content.decode()
        assert client.post("/account/keys/", {"name": "x", "scope": ["admin"], "days": "30"}).status_code == 400
        assert client.post("/account/keys/", {"name": "x", "scope": ["read"], "days": "9999"}).status_code == 400
        number = models.Token.objects.get().id
        assert client_of(Role.EDITOR).post(f"/account/keys/{number}/end/").status_code == 404  # not theirs
        assert client.post(f"/account/keys/{number}/end/").status_code == 302
        assert Asker(words).get("/me").status_code == 401
    finally:
        models.Token.objects.all().delete()


# The document


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
