"""The queue and rulings at the desk: ranked, one key an action, undone, seen by others, refused where it is stale."""

import signal
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from sakkhi.cli.main import app
from sakkhi.model.access import Role
from sakkhi.model.marking import Marking
from sakkhi.store import rulings
from tests.desk.rulings import incident, records, rule, seen

Ruler = Callable[..., Client]


def test_the_most_urgent_comes_first_and_can_be_narrowed(ruler: Ruler) -> None:
    told = ruler().get("/review/").content.decode()
    kirkuk, idlib = (told.index(f"/incident/{incident(report)}/") for report in ("d-en-1", "d-en-4"))
    assert kirkuk < idlib
    only = ruler().get("/review/?kind=thin").content.decode()
    assert incident("d-en-4") in only
    assert incident("d-en-1") not in only
    assert ruler().get("/review/?kind=nonsense&from=9999999999").status_code == 200


def test_accept_takes_it_off_and_undo_puts_it_back(ruler: Ruler) -> None:
    client, name = ruler(), incident("d-en-1")
    answer = rule(client, "accept", name, next="/review/")
    assert (answer.status_code, answer["Location"]) == (302, "/review/?ruled=1")
    assert records()["d-en-1"].reasons == ()
    assert "On record:" in client.get("/review/?ruled=1").content.decode()
    assert client.post("/rule/1/undo/", {"next": "/review/"}).status_code == 302
    assert records()["d-en-1"].reasons
    assert client.post("/rule/1/undo/").status_code == 409
    assert client.post("/rule/99/undo/").status_code == 404


def test_a_value_is_taken_as_it_is_and_the_machines_stays_beside_it(ruler: Ruler) -> None:
    client, name = ruler(), incident("d-en-1")
    before = records()["d-en-1"].killed
    assert rule(client, "value", name, slot="killed", held="1").status_code == 302
    now = records()["d-en-1"]
    assert now.killed[0] == before[1]
    assert now.killed[1] == before[0]
    assert now.ruled == ("killed",)
    told = client.get(f"/incident/{name}/").content.decode()
    assert "ruled by a person" in told
    assert ">analyst</bdi>" in told


@pytest.mark.parametrize(
    ("slot", "fields", "status"),
    [
        ("killed", {"first": "4", "last": ""}, 302),
        ("when", {"first": "2024-03-03", "last": "2024-03-04"}, 302),
        ("where", {"place": "Hawija", "lat": "35.32", "lon": "43.77", "precision": "town", "country": "IRQ"}, 302),
        ("method", {"value": "ied"}, 302),
        ("method", {"value": "magic"}, 400),
        ("killed", {"first": "many"}, 400),
        ("secret", {"value": "x"}, 409),
    ],
)
def test_a_slot_is_corrected_by_form(ruler: Ruler, slot: str, fields: dict[str, str], status: int) -> None:
    assert rule(ruler(), "value", incident("d-en-1"), slot=slot, **fields).status_code == status


def test_split_merge_and_what_contradicts(ruler: Ruler) -> None:
    client, name = ruler(), incident("d-en-1")
    apart = client.post(
        "/rule/",
        {"kind": "apart", "one": "d-bn-1#i1", "within": name, "seen": seen(client, name), "why": "another road"},
    )
    assert apart.status_code == 302
    assert records()["d-bn-1"].id != records()["d-en-1"].id
    clash = rule(client, "same", records()["d-en-1"].id, records()["d-bn-1"].id)
    assert clash.status_code == 409
    assert "another road" in clash.content.decode()
    assert client.post("/rule/1/undo/").status_code == 302
    assert records()["d-bn-1"].id == name


def test_merging_shows_the_reasons_and_the_undoing_gives_the_old_id_back(ruler: Ruler) -> None:
    client, one, other = ruler(), incident("d-en-1"), incident("d-en-3")
    told = client.get(f"/compare/?one={one}&other={other}").content.decode()
    assert "The places: the same spot, near by" in told
    assert rule(client, "same", one, other).status_code == 302
    assert records()["d-en-3"].id == records()["d-en-1"].id
    client.post("/rule/1/undo/")
    assert (records()["d-en-1"].id, records()["d-en-3"].id) == (one, other)


def test_what_is_rejected_leaves_the_lists_and_stays_on_record(ruler: Ruler) -> None:
    client, name = ruler(), incident("d-en-3")
    assert rule(client, "reject", name).status_code == 302
    assert "this is no attack" in client.get(f"/incident/{name}/").content.decode()
    assert name not in client.get("/?everything=1").content.decode()


def test_a_stale_form_is_refused_with_what_changed(ruler: Ruler) -> None:
    first, second, name = ruler(), ruler(Role.EDITOR), incident("d-en-1")
    old = seen(second, name)
    assert rule(first, "value", name, slot="killed", held="1", why="hospital list").status_code == 302
    refused = rule(second, "accept", name, tokens=old, why="looks fine to me")
    told = refused.content.decode()
    assert refused.status_code == 409
    assert "hospital list" in told
    assert "analyst" in told
    assert "looks fine to me" in told
    assert [r.kind for r in rulings.rulings()] == ["value"]
    assert rule(second, "accept", name).status_code == 302


def test_others_see_a_ruling_without_asking(ruler: Ruler) -> None:
    first, second, name = ruler(), ruler(Role.EDITOR), incident("d-en-1")
    (token,) = seen(second, name)
    assert second.get(f"/incident/{name}/news/", {"seen": token}).status_code == 204
    assert second.get("/review/news/?since=0").status_code == 204
    rule(first, "accept", name)
    news = second.get(f"/incident/{name}/news/", {"seen": token})
    assert (news.status_code, "analyst" in news.content.decode()) == (286, True)
    assert second.get("/review/news/?since=0").status_code == 286
    assert second.get("/review/news/?since=1").status_code == 204


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"kind": "undo", "one": "x"}, 400),
        ({"kind": "mark", "one": "x", "value": "CLEAR"}, 400),
        ({"kind": "accept"}, 400),
        ({"kind": "accept", "one": "nothing"}, 404),
    ],
)
def test_what_is_no_ruling(ruler: Ruler, fields: dict[str, str], status: int) -> None:
    assert ruler().post("/rule/", fields).status_code == status
    assert rulings.rulings() == []


def test_who_may_rule(ruler: Ruler) -> None:
    name = incident("d-en-1")
    reader = ruler(Role.READER)
    assert reader.post("/rule/", {"kind": "accept", "one": name}).status_code == 403
    assert reader.get("/rule/").status_code == 405
    assert Client().post("/rule/", {"kind": "accept", "one": name}).status_code in (302, 403)
    guarded = Client(enforce_csrf_checks=True)
    guarded.force_login(ruler().get("/review/").wsgi_request.user)
    assert guarded.post("/rule/", {"kind": "accept", "one": name}).status_code == 403
    assert rulings.rulings() == []


def test_nothing_above_the_clearance_can_be_ruled_on_or_named(ruler: Ruler) -> None:
    import datetime as dt

    from sakkhi.store.marks import mark_report
    from sakkhi.store.view import find

    name, hidden = incident("d-en-1"), incident("d-en-3")
    editor = ruler(Role.EDITOR)
    rule(editor, "apart", name, hidden, why="a source at risk says so")
    mark_report(find("d-en-3")[0], Marking.RED, "editor", "risk", dt.datetime.now(dt.UTC), Marking.RED.rank)
    client = ruler(Role.ANALYST, Marking.GREEN)
    assert rule(client, "same", name, hidden, tokens=seen(client, name)).status_code == 404
    assert rule(client, "reject", hidden, tokens=["x"]).status_code == 404
    assert client.post("/rule/1/undo/").status_code == 404
    assert "a source at risk" not in client.get(f"/incident/{name}/").content.decode()
    assert client.get("/review/news/?since=0").status_code == 204


@pytest.mark.parametrize("wanted", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", ""])
def test_no_ruling_leads_to_another_host(ruler: Ruler, wanted: str) -> None:
    answer = rule(ruler(), "accept", incident("d-en-1"), next=wanted)
    assert answer["Location"] == "/review/?ruled=1"


def test_the_command_line_rules_the_same(ruler: Ruler, changing: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from typer.testing import CliRunner

    monkeypatch.setenv("SAKKHI_DATA", str(changing.folder))
    monkeypatch.delenv("SAKKHI_DATABASE_URL", raising=False)
    name = incident("d-en-1")
    done = CliRunner().invoke(app, ["rule", "accept", name, "--why", "seen", "--by", "cli"])
    assert (done.exit_code, "ruling 1;" in done.stdout) == (0, True)
    assert "cli" in ruler().get(f"/incident/{name}/").content.decode()


def test_the_queue_asks_the_database_no_more_for_more_items(ruler: Ruler) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = ruler()
    counts = []
    for query in ("?kind=thin", ""):
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/review/{query}")
        counts.append(len(asked))
    assert counts[1] <= counts[0] + 30  # a fixed few for each item of one page, which holds at most twelve


@pytest.mark.parametrize(("language", "words"), [("en", "On record:"), ("bn", "নথিভুক্ত:"), ("ar", "سُجّل:")])
def test_one_key_accepts_and_one_key_undoes(opened: Callable[..., Any], language: str, words: str) -> None:
    tab = opened(language=language)
    tab.goto("/review/")
    before = tab.locator("li[data-item]").count()
    first = tab.locator("li[data-item] h2").first.inner_text()
    tab.keyboard.press("j")
    tab.keyboard.press("k")
    tab.keyboard.press("a")
    tab.wait_for_selector(".done")
    assert words in tab.locator(".done").inner_text()
    assert tab.locator("li[data-item]").count() == before - 1
    tab.keyboard.press("u")
    tab.locator("li[data-item]").nth(before - 1).wait_for()
    assert tab.locator("li[data-item] h2").first.inner_text() == first


def test_no_key_acts_while_a_person_writes_or_has_turned_keys_off(opened: Callable[..., Any]) -> None:
    tab = opened()
    tab.goto("/review/")
    tab.locator("li[data-item] input[name=why]").first.click()
    tab.keyboard.type("are all agreed")
    assert rulings.rulings() == []
    tab.locator("details.keys summary").click()
    tab.locator("#keys-on").uncheck()
    tab.locator("h1").click()
    tab.keyboard.press("a")
    tab.wait_for_timeout(200)
    assert rulings.rulings() == []


def test_two_at_once_see_each_others_rulings(opened: Callable[..., Any]) -> None:
    one, other = opened(Role.ANALYST), opened(Role.EDITOR)
    name = incident("d-en-1")
    other.goto(f"/incident/{name}/")
    one.goto(f"/incident/{name}/")
    one.locator("#why").fill("read twice")
    one.locator("button[value=accept]").click()
    one.wait_for_selector(".done")
    other.wait_for_selector(".news", timeout=15_000)
    assert "analyst" in other.locator(".news").inner_text()
    other.locator("button[value=reject]").click()
    assert "Nothing was ruled" in other.locator("[role=alert]").inner_text()
    assert [r.kind for r in rulings.rulings()] == ["accept"]


def test_nothing_is_lost_when_the_server_is_killed_in_the_middle_of_a_ruling(
    ruler: Ruler, changing: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sakkhi.desk.pages import rule as page

    def killed() -> bool:
        raise SystemExit(-signal.SIGKILL)  # the last thing that this process does before it links anew

    monkeypatch.setattr(page, "relink", killed)
    client, name = ruler(), incident("d-en-1")
    with pytest.raises(SystemExit):
        rule(client, "value", name, slot="killed", held="1")
    assert [r.kind for r in rulings.rulings()] == ["value"]
    told = client.get(f"/incident/{name}/").content.decode()  # whoever comes next finds it done
    assert "ruled by a person" in told
    assert records()["d-en-1"].ruled == ("killed",)
