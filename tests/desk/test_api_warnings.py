"""Alerts, watches and feeds over the API."""

from typing import Any
from xml.etree import ElementTree as Xml

import pytest
from django.test import Client

from sakkhi.collect.home import Home
from sakkhi.collect.warnings import watching_of
from sakkhi.model.access import Role, Scope
from sakkhi.model.deed import DeedKind
from sakkhi.model.marking import EVERYTHING, Marking
from sakkhi.store import models
from sakkhi.store.deeds import deeds
from sakkhi.store.inbox import Asked, alerts
from tests.desk.asking import PROBLEM, Asker, key_of
from tests.desk.conftest import _user, add_user
from tests.desk.test_warnings import give_up

FEEDS = ("/feeds/atom.xml", "/feeds/georss.xml")


def first() -> str:
    return alerts(Asked(watch="Iraq"), EVERYTHING, 1)[0].alert.id


def reader(clearance: Marking = Marking.GREEN) -> Asker:
    asked = key_of(Role.READER, Scope.READ)
    add_user("reader", Role.READER, clearance)
    return asked


def test_alerts_are_listed_in_parts_and_narrowed(changing: Home) -> None:
    asked, found, after = reader(), [], ""
    while True:
        part = asked.get(f"/alerts?limit=1{after}").json()
        found += [one["alert"]["id"] for one in part["items"]]
        if part["next"] is None:
            break
        after = f"&after={part['next']}"
    assert found == [one.alert.id for one in alerts(Asked(), EVERYTHING, 100)]
    assert {one["alert"]["watch"] for one in asked.get("/alerts?watch=drones").json()["items"]} == {"drones"}
    assert asked.get("/alerts?shown=done").json() == {"items": [], "next": None}
    assert asked.get("/alerts?severity=worst").status_code == 422
    assert [one["alert"]["id"] for one in asked.get(f"/alerts/{first()}/chain").json()["items"]] == [first()]
    assert asked.get("/alerts/none").status_code == 404


def test_an_alert_is_acknowledged_once(changing: Home) -> None:
    path = f"/alerts/{first()}/acknowledge"
    assert key_of(Role.ANALYST, Scope.READ).send("post", path, {"note": "x"}).status_code == 403
    asked = key_of(Role.ANALYST)
    assert asked.send("post", path, {"note": "x", "by": "somebody"}).status_code == 422
    made = asked.send("post", path, {"note": "called the base"})
    assert (made.status_code, made.json()["acknowledged_by"], made.json()["note"]) == (
        201,
        "analyst",
        "called the base",
    )
    assert asked.send("post", path, {}).status_code == 409
    assert deeds(1, kind=DeedKind.ALERT)[0].deed.by == "analyst"


def test_receivers_are_told_to_editors_who_have_it_sent_again(changing: Home) -> None:
    id = first()
    number = give_up(id)
    told = {role: key_of(role).get(f"/alerts/{id}").content.decode() for role in (Role.ANALYST, Role.EDITOR)}
    for text in ("duty@example.org", "550 no such user"):
        assert text not in told[Role.ANALYST]
        assert text in told[Role.EDITOR]
    path = f"/alerts/{id}/send/{number}"
    assert key_of(Role.ANALYST).send("post", path, {}).status_code == 403
    editor = key_of(Role.EDITOR)
    assert editor.send("post", path, {}).status_code == 201
    assert editor.send("post", path, {}).status_code == 404
    assert editor.send("post", f"/alerts/{id}/send/0", {}).status_code == 404


def test_an_editor_makes_changes_and_switches_a_watch(changing: Home) -> None:
    body: dict[str, Any] = {"name": "grenades", "method": ["grenade"], "country": ["IRQ"], "to": ["all"]}
    analyst, editor = key_of(Role.ANALYST), key_of(Role.EDITOR)
    assert analyst.send("post", "/watches", body).status_code == 403
    made = editor.send("post", "/watches", body)
    assert made.status_code == 201
    path = made["Location"].removeprefix("/api")
    for wrong in (
        body, body | {"name": "x", "method": ["laser"]}, body | {"name": "x", "to": ["nobody"]}, body | {"colour": 1},
        body | {"name": "x\u202e"}, body | {"name": "x", "on": []}, body | {"name": "x", "area": [[0, 0]] * 201},
        [], "",
    ):  # fmt: skip
        answer = editor.send("post", "/watches", wrong)
        assert (answer.status_code, answer["Content-Type"]) == (422, PROBLEM), wrong
    assert editor.send("put", path, body | {"method": ["mortar"]}).status_code == 201
    assert editor.send("put", path, body | {"name": "another"}).status_code == 422
    (looks,) = [one for one in watching_of(changing.folder).watches if one.name == "grenades"]
    assert looks.method == ("mortar",)
    assert editor.send("post", f"{path}/off", {}).status_code == 201
    items = {one["watch"]["name"]: one for one in reader().get("/watches").json()["items"]}
    assert (items["grenades"]["active"], items["grenades"]["looks"], items["Iraq"]["number"]) == (False, False, None)
    assert editor.send("post", f"{path}/burn", {}).status_code == 404
    assert editor.send("post", f"{path}/remove", {}).status_code == 201
    assert editor.send("post", f"{path}/on", {}).status_code == 404


def test_feeds_hold_what_may_be_seen_and_are_sent_once(changing: Home) -> None:
    asked, id = reader(), first()
    for path, item in zip(FEEDS, ("{http://www.w3.org/2005/Atom}entry", "item"), strict=True):
        whole = asked.get(path)
        assert whole.status_code == 200
        assert len(Xml.fromstring(whole.content).findall(f".//{item}")) == len(alerts(Asked(), EVERYTHING, 100))
        assert asked.get(path, **{"If-None-Match": whole["ETag"]}).status_code == 304
        assert "নতুন ঘটনা" in asked.get(f"{path}?language=bn&watch=Iraq").content.decode()
        assert asked.get(f"{path}?language=xx").status_code == 422
    message = asked.get(f"/feeds/cap/{id}.xml")
    assert message["Content-Type"].startswith("application/cap+xml")
    assert Xml.fromstring(message.content).findtext("{*}identifier") == id
    models.Alert.objects.filter(name=id).update(marking=Marking.AMBER.rank)
    assert asked.get(f"/feeds/cap/{id}.xml").status_code == 404
    assert all(id not in asked.get(path).content.decode() for path in FEEDS)
    assert id in reader(Marking.AMBER).get(FEEDS[0]).content.decode()


def test_a_message_names_those_before_it(changing: Home) -> None:
    row = models.Alert.objects.get(name=first())
    content = row.content.replace(f'"id":"{row.name}"', '"id":"anupdate"').replace(
        '"message":"alert"', '"message":"update"'
    )
    models.Alert.objects.create(
        name="anupdate", root=row.root, watch=row.watch, occasion="toll", incident=row.incident, content=content,
        made_at=row.made_at,
    )  # fmt: skip
    root = Xml.fromstring(reader().get("/feeds/cap/anupdate.xml").content)
    assert root.findtext("{*}msgType") == "Update"
    assert row.name in (root.findtext("{*}references") or "")


@pytest.mark.parametrize("path", [*FEEDS, "/feeds/cap/none.xml"])
def test_a_feed_wants_a_key_in_a_header_or_a_session(changing: Home, path: str) -> None:
    assert Client().get(f"/api{path}").status_code == 401
    asked = reader()
    refused = asked.client.get(f"/api{path}?token={asked.words}")
    assert (refused.status_code, refused.json()["type"]) == (400, "urn:sakkhi:problem:key-in-address")
    browser = Client()
    browser.force_login(_user("reader"))
    assert browser.get(f"/api{path}").status_code == (404 if "none" in path else 200)
    assert browser.get("/api/alerts").status_code == 401  # a session opens feeds and nothing else
    assert key_of(Role.ANALYST, Scope.RULE).get(path).status_code == 403


def test_a_message_is_valid_against_the_schema(changing: Home) -> None:
    from capvalidator import check_schema  # type: ignore[import-untyped]

    result = check_schema(reader().get(f"/feeds/cap/{first()}.xml?language=ar").content)
    assert result.passed, result.message
