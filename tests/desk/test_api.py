"""The API: who gets in, what each answer is, and a user's keys."""

from collections.abc import Callable

import pytest
from django.test import Client

from sakkhi.collect.home import Home
from sakkhi.model.access import Role, Scope
from sakkhi.model.marking import Marking
from sakkhi.store import models, tokens
from sakkhi.store.columns import new_edition
from tests.desk.asking import NOW, PROBLEM, Asker

Askers = Callable[..., Asker]


def incident(asked: Asker, words: str = "erbil") -> str:
    return str(asked.get(f"/incidents?q={words}").json()["items"][0]["incident"]["id"])


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
