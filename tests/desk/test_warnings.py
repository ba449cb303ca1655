"""Alerts at the desk: who sees which, what is done with them, and how each way out stands."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sakkhi.collect.home import Home
from sakkhi.model.access import Role
from sakkhi.model.deed import DeedKind
from sakkhi.model.marking import EVERYTHING, Marking
from sakkhi.model.watch import WatchRow
from sakkhi.store import models
from sakkhi.store.deeds import deeds
from sakkhi.store.inbox import Asked, Kept, Shown, alert, alerts
from sakkhi.store.watch_rules import watch_rules

Ruler = Callable[..., Client]
NOW = dt.datetime(2024, 2, 1, 12, tzinfo=dt.UTC)


def first() -> Kept:
    return alerts(Asked(watch="Iraq"), EVERYTHING, 1)[0]


def page(client: Client, path: str = "/warnings/") -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return str(answer.content.decode())


def give_up(id: str, problem: str = "<i>550 no such user</i>") -> int:
    """The number of a parcel of this alert that was given up."""
    row = models.Alert.objects.get(name=id)
    parcel = models.Parcel.objects.create(
        name=id,
        channel="mail",
        to="duty@example.org",
        made_at=NOW,
        due_at=NOW,
        attempts=3,
        state="dead",
        problem=problem,
    )
    models.Delivery.objects.create(
        alert=row, channel="mail", to="duty@example.org", state="parcelled", due_at=NOW, parcel=parcel
    )
    return int(parcel.id)


def test_alerts_are_listed_and_narrowed(ruler: Ruler) -> None:
    client, everything = ruler(Role.READER), alerts(Asked(), EVERYTHING, 100)
    assert {one.alert.watch for one in everything} == {"Iraq", "drones"}
    html = page(client)
    assert all(f"/warnings/{one.alert.id}/" in html for one in everything[:30])
    for query, fits in (
        ("watch=drones", lambda one: one.alert.watch == "drones"),
        ("severity=severe", lambda one: one.alert.severity == "severe"),
        ("shown=done", lambda one: False),
        ("site=nowhere", lambda one: False),
        ("severity=worst&shown=x&before=y", lambda one: True),
    ):
        html = page(client, f"/warnings/?{query}")
        shown = {one.alert.id for one in everything if f"/warnings/{one.alert.id}/" in html}
        assert shown == {one.alert.id for one in everything if fits(one)}, query
    last = everything[-1]
    assert f"/warnings/{last.alert.id}/" in page(client, f"/warnings/?before={last.number + 1}")
    assert "No alert fits" in page(client, f"/warnings/?watch=Iraq&before={last.number}")


def test_an_alert_says_what_why_and_of_which_incident(ruler: Ruler) -> None:
    kept = first()
    html = page(ruler(Role.READER), f"/warnings/{kept.alert.id}/")
    for text in (
        "New incident",
        "What it says",
        "Iraq",
        f"/incident/{kept.alert.incident}/",
        "Nobody has acknowledged",
    ):
        assert text in html
    assert "Send again" not in html
    assert ruler(Role.READER).get("/warnings/nosuchalert/").status_code == 404


def test_an_analyst_acknowledges_with_a_note_once(ruler: Ruler) -> None:
    kept, client = first(), ruler(Role.ANALYST)
    path = f"/warnings/{kept.alert.id}/acknowledge/"
    assert ruler(Role.READER).post(path, {"note": "x"}).status_code == 403
    assert client.post(path, {"note": "x" * 1001}).status_code == 400
    assert client.post(path, {"note": " <b>called</b>\nthe base "}).status_code == 302
    told = alert(kept.alert.id, EVERYTHING)
    assert told is not None
    assert (told.acknowledged_by, told.note) == ("analyst", "<b>called</b> the base")
    html = page(client, f"/warnings/{kept.alert.id}/")
    assert "&lt;b&gt;called&lt;/b&gt;" in html
    assert deeds(1, kind=DeedKind.ALERT)[0].deed.detail == "acknowledged: <b>called</b> the base"
    again = ruler(Role.EDITOR).post(path, {"note": "mine"}, follow=True).content.decode()
    assert "analyst has acknowledged it already" in again
    assert (kept.alert.id in page(client, "/warnings/?shown=waiting")) is False


def test_acknowledging_an_update_acknowledges_what_came_before_it(ruler: Ruler) -> None:
    kept = first()
    row = models.Alert.objects.get(name=kept.alert.id)
    content = row.content.replace(f'"id":"{kept.alert.id}"', '"id":"anupdate"').replace(
        '"message":"alert"', '"message":"update"'
    )
    models.Alert.objects.create(
        name="anupdate", root=row.root, watch=row.watch, occasion=row.occasion, incident=row.incident, content=content,
        made_at=NOW,
    )  # fmt: skip
    client = ruler(Role.ANALYST)
    assert "/warnings/anupdate/" in page(client, f"/warnings/{kept.alert.id}/")
    client.post("/warnings/anupdate/acknowledge/")
    assert {one.acknowledged_by for one in alerts(Asked(watch="Iraq", shown=Shown.DONE), EVERYTHING, 9)} == {"analyst"}
    assert models.Alert.objects.get(name=kept.alert.id).acknowledged_by == "analyst"


def test_what_was_given_up_is_told_and_sent_again_by_an_editor(ruler: Ruler) -> None:
    id = first().alert.id
    number = give_up(id)
    assert f"/warnings/{id}/" in page(ruler(Role.READER), "/warnings/?shown=dead")
    for role, sees in ((Role.ANALYST, False), (Role.EDITOR, True)):
        html = page(ruler(role), f"/warnings/{id}/")
        assert "given up" in html
        for text in ("duty@example.org", "&lt;i&gt;550", "Send again"):
            assert (text in html) == sees, (role, text)
    path = f"/warnings/{id}/send/{number}/"
    assert ruler(Role.ANALYST).post(path).status_code == 403
    editor = ruler(Role.EDITOR)
    assert editor.post(path).status_code == 302
    assert models.Parcel.objects.get(id=number).state == "waiting"
    assert editor.post(path).status_code == 404
    assert "sent again by mail" in deeds(1, kind=DeedKind.ALERT)[0].deed.detail


def test_a_digest_that_holds_what_may_not_be_seen_is_not_sent_again(ruler: Ruler) -> None:
    one, other = alerts(Asked(), EVERYTHING, 2)
    number = give_up(one.alert.id)
    hidden = models.Alert.objects.get(name=other.alert.id)
    models.Alert.objects.filter(id=hidden.id).update(marking=Marking.RED.rank)
    models.Delivery.objects.create(alert=hidden, channel="mail", to="", due_at=NOW, parcel_id=number, state="parcelled")
    editor = ruler(Role.EDITOR, Marking.AMBER)
    assert editor.post(f"/warnings/{one.alert.id}/send/{number}/").status_code == 404
    assert editor.post(f"/warnings/{hidden.name}/send/{number}/").status_code == 404


@pytest.mark.parametrize("marked", ["alert", "incident"])
def test_what_is_marked_higher_is_nowhere_and_not_counted(ruler: Ruler, marked: str) -> None:
    id, incident = first().alert.id, first().alert.incident
    if marked == "alert":
        models.Alert.objects.filter(name=id).update(marking=Marking.AMBER.rank)
    else:
        models.Incident.objects.filter(name=incident).update(marking=Marking.AMBER.rank)
    low, high = ruler(Role.ANALYST, Marking.GREEN), ruler(Role.EDITOR, Marking.AMBER)
    for path in (f"/warnings/{id}/", f"/warnings/{id}/acknowledge/", f"/warnings/{id}/send/1/"):
        assert low.post(path).status_code in (403, 404, 405)
    assert low.get(f"/warnings/{id}/").status_code == 404
    assert id not in page(low)
    assert id in page(high)
    assert "TLP:AMBER" in page(high, f"/warnings/{id}/")
    assert deeds(1, kind=DeedKind.VIEW)[0].deed.subject == f"alert {id}"
    whole = models.Alert.objects.filter(acknowledged_at=None).count()
    assert f'class="badge">{whole}<' in page(high)
    assert f'class="badge">{whole}<' not in page(low)


def test_the_menu_counts_as_far_as_ninety_nine(ruler: Ruler) -> None:
    row = models.Alert.objects.order_by("id").first()
    models.Alert.objects.bulk_create(
        models.Alert(name=f"more{n}", root=row.root, watch="x", occasion="new", content=row.content, made_at=NOW)
        for n in range(100)
    )
    assert 'class="badge">99+<' in page(ruler(Role.READER))
    client = ruler(Role.ADMIN)
    client.post("/language/", {"language": "bn"})
    assert 'class="badge">৯৯+<' in page(client)


def test_the_number_of_queries_does_not_grow_with_the_alerts(ruler: Ruler) -> None:
    client, counts = ruler(Role.EDITOR), []
    id = first().alert.id
    row = models.Alert.objects.get(name=id)
    for more in (0, 20):
        for n in range(more):
            name = f"more{n}"
            models.Alert.objects.create(
                name=name, root=row.root, watch="Iraq", occasion="new", incident=row.incident, content=row.content,
                made_at=NOW,
            )  # fmt: skip
            give_up(name)
        give_up(id, str(more)) if not more else None
        for path in ("/warnings/", f"/warnings/{id}/", "/warnings/watches/"):
            with CaptureQueriesContext(connection) as queries:
                page(client, path)
            counts.append(len(queries))
    assert counts[:3] == counts[3:]
    assert max(counts) <= 24


def test_a_broken_file_is_said_and_nothing_breaks(ruler: Ruler, changing: Home) -> None:
    changing.watches.write_text("[[", encoding="utf-8")
    client = ruler(Role.EDITOR)
    for path in ("/warnings/", "/warnings/watches/", f"/warnings/{first().alert.id}/"):
        page(client, path)
    html = page(client, "/warnings/watches/")
    assert "cannot be read" in html
    assert str(changing.folder) not in html
    assert client.get("/warnings/watches/new/").status_code == 200


def test_an_analyst_acknowledges_in_bangla_with_the_keyboard(opened: Callable[..., Any], changing: Home) -> None:
    page = opened(Role.ANALYST, "bn")
    page.click("nav >> text=সতর্কতা")
    page.select_option("#watch", "Iraq")
    page.click("text=দেখান")
    page.locator(".alerts h2 a").first.click()
    page.focus("#note")
    page.keyboard.type("ঘাঁটিতে ফোন করা হয়েছে")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=দেখা হয়েছে বলে লেখা হলো")
    assert "ঘাঁটিতে ফোন করা হয়েছে" in page.inner_text("#acknowledgement")
    (done,) = alerts(Asked(shown=Shown.DONE), EVERYTHING, 9)
    assert (done.acknowledged_by, done.note) == ("analyst", "ঘাঁটিতে ফোন করা হয়েছে")


def test_an_editor_makes_a_watch_in_arabic_on_a_phone(opened: Callable[..., Any], changing: Home) -> None:
    page = opened(Role.EDITOR, "ar", width=360)
    page.goto("/warnings/watches/new/")
    page.fill("[name=name]", "طائرات قرب أربيل")
    page.fill("[name=site]", "أربيل، 36.19، 44.01")
    page.fill("[name=within]", "٤٠")
    page.check("[name=method][value=drone]")
    page.click("form.watch-form button.primary")
    page.wait_for_selector("text=طائرات قرب أربيل")
    rows = [msgspec.json.decode(rule.content, type=WatchRow) for rule in watch_rules()]
    (row,) = [row for row in rows if row.name == "طائرات قرب أربيل"]
    assert (row.site, row.within, row.method) == ("أربيل, 36.19, 44.01", 40, ("drone",))
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
