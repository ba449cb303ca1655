"""Watches at the desk: made, changed, switched off, and each fault told at its field."""

import re
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from django.test import Client

from sakkhi.collect.home import Home
from sakkhi.collect.warnings import watching_of
from sakkhi.model.access import Role
from sakkhi.model.alert import Occasion
from sakkhi.model.deed import DeedKind
from sakkhi.model.marking import Marking
from sakkhi.model.watch import WatchRow
from sakkhi.store.deeds import deeds
from sakkhi.store.own_sites import add_sites
from sakkhi.store.watch_rules import watch_rules
from tests.stores import NOW

Ruler = Callable[..., Client]
NEW = "/warnings/watches/new/"
FULL = {
    "name": "near the depot", "on": ["new", "denial", "rate"], "site": "Depot", "within": "২৫",
    "country": ["IRQ", "SYR"],
    "area": "36, 44\n36, 45\n35, 44", "method": ["drone", "rocket"], "outcome": ["hit"], "target": ["military_base"],
    "actor": "দায়েশ، Kataib Hezbollah", "stance": ["claims"], "killed": "1", "casualties": "٣", "imprecise": "on",
    "fresh": "10", "days": "14", "usual": "180", "ahead": "5", "to": ["all"],
}  # fmt: skip


@pytest.fixture(autouse=True)
def depot(changing: Home) -> None:
    from sakkhi.model.own_site import OwnSite

    add_sites([(0, OwnSite("Depot", 36.19, 44.01))], "me", NOW)


def kept() -> dict[str, WatchRow]:
    return {rule.name: msgspec.json.decode(rule.content, type=WatchRow) for rule in watch_rules()}


def wrong(answer: Any) -> set[str]:
    """The fields that a page says something of."""
    assert answer.status_code == 422
    return set(re.findall(r'id="id_(\w+)_error"', answer.content.decode()))


def test_an_editor_makes_a_watch_of_every_condition_and_it_looks(ruler: Ruler, changing: Home) -> None:
    client = ruler(Role.EDITOR)
    assert client.post(NEW, FULL)["Location"] == "/warnings/watches/"
    row = kept()["near the depot"]
    assert row == WatchRow(
        "near the depot", ("all",), (Occasion.NEW, Occasion.DENIAL, Occasion.RATE), 25.0,
        ((36.0, 44.0), (36.0, 45.0), (35.0, 44.0)), ("IRQ", "SYR"), ("drone", "rocket"), ("hit",), ("military_base",),
        ("দায়েশ", "Kataib Hezbollah"), ("claims",), 1, 3, True, 10, 14, 180, 5, "Depot",
    )  # fmt: skip
    (looks,) = [one for one in watching_of(changing.folder).watches if one.name == "near the depot"]
    assert looks.actor == ("ISIS", "Kataib Hezbollah")
    assert looks.site is not None
    assert looks.site.point.lat == 36.19
    html = client.get("/warnings/watches/").content.decode()
    for text in ("near the depot", "Depot (within 25 km)", "drone attack, rocket attack", "from watch.toml"):
        assert text in html, text
    deed = deeds(1, kind=DeedKind.WATCH)[0].deed
    assert (deed.by, deed.subject, deed.detail[:5]) == ("editor", "near the depot", "made:")


def test_what_is_left_empty_is_no_condition(ruler: Ruler) -> None:
    assert ruler(Role.EDITOR).post(NEW, {"name": "everything", "on": ["claim"]}).status_code == 302
    assert kept()["everything"] == WatchRow("everything", on=(Occasion.CLAIM,))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "   "), ("name", "\u202e\u200b"), ("name", "Iraq"), ("name", "drones"), ("name", "x" * 121),
        ("on", []), ("on", ["laser"]),
        ("site", "nowhere at all"), ("site", "X,95,200"), ("within", "0"), ("within", "2001"),
        ("within", "far"), ("within", "nan"), ("area", "1, 2"), ("area", "1,2\n3,4\n95,6"), ("area", "a\nb\nc"),
        ("country", ["XXX"]), ("method", ["laser"]), ("outcome", ["x"]), ("target", ["x"]), ("stance", ["x"]),
        ("killed", "-1"), ("killed", "1.5"), ("casualties", "1_0"), ("fresh", "0"), ("days", "0"), ("usual", "59"),
        ("ahead", "61"), ("to", ["nobody"]),
    ],
)  # fmt: skip
def test_a_fault_is_told_at_its_field(ruler: Ruler, field: str, value: Any) -> None:
    before = kept()
    assert wrong(ruler(Role.EDITOR).post(NEW, FULL | {field: value})) == {field}
    assert kept() == before


def test_a_watch_is_changed_under_its_name(ruler: Ruler) -> None:
    client, number = ruler(Role.EDITOR), watch_rules()[0].number
    page = client.get(f"/warnings/watches/{number}/").content.decode()
    assert re.search(r'value="drone"[^>]*checked', page)
    answer = client.post(f"/warnings/watches/{number}/", {"name": "another", "on": ["new"], "method": ["rocket"]})
    assert answer.status_code == 302
    assert kept() == {"drones": WatchRow("drones", method=("rocket",))}
    assert client.get("/warnings/watches/99999/").status_code == 404


def test_a_watch_is_switched_off_and_on_and_taken_away(ruler: Ruler, changing: Home) -> None:
    client, number = ruler(Role.EDITOR), watch_rules()[0].number
    path = f"/warnings/watches/{number}/switch/"

    def looking() -> set[str]:
        return {one.name for one in watching_of(changing.folder).watches}

    client.post(path, {"do": "off"})
    assert looking() == {"Iraq"}
    assert "switched off" in client.get("/warnings/watches/").content.decode()
    client.post(path, {"do": "on"})
    assert looking() == {"Iraq", "drones"}
    assert client.post(path, {"do": "burn"}).status_code == 400
    client.post(path, {"do": "remove"})
    assert kept() == {}
    assert [one.deed.detail for one in deeds(3, kind=DeedKind.WATCH)] == ["taken away", "switched on", "switched off"]


@pytest.mark.parametrize("role", [Role.READER, Role.ANALYST])
def test_others_see_the_watches_and_change_none(ruler: Ruler, role: Role) -> None:
    client, number = ruler(role), watch_rules()[0].number
    assert "drones" in client.get("/warnings/watches/").content.decode()
    assert client.get(NEW).status_code == client.post(NEW, FULL).status_code == 403
    for path in (f"/warnings/watches/{number}/", f"/warnings/watches/{number}/switch/"):
        assert client.post(path, {"do": "off"}).status_code == 403
    assert [rule.active for rule in watch_rules()] == [True]


def test_a_watch_whose_way_out_is_gone_says_so(ruler: Ruler, changing: Home) -> None:
    client = ruler(Role.EDITOR)
    client.post(NEW, FULL)
    changing.watches.write_text("", encoding="utf-8")
    html = client.get("/warnings/watches/").content.decode()
    assert html.count("cannot look") == 1
    assert "There is no way out yet" in client.get(NEW).content.decode()


def test_hostile_names_are_shown_as_text(ruler: Ruler) -> None:
    client = ruler(Role.EDITOR)
    name = '"><script>alert(1)</script>'
    client.post(NEW, {"name": name, "on": ["new"], "actor": name, "site": "<b>x</b>, 1, 2"})
    for path in ("/warnings/watches/", "/warnings/", f"/warnings/watches/{watch_rules()[0].number}/"):
        html = client.get(path).content.decode()
        assert "<script>alert" not in html
        assert "<b>x" not in html


def test_a_watch_on_a_site_that_may_not_be_seen_is_not_there(ruler: Ruler, changing: Home) -> None:
    from sakkhi.store import models

    editor = ruler(Role.EDITOR)
    editor.post(NEW, FULL)
    number = {rule.name: rule.number for rule in watch_rules()}["near the depot"]
    models.OwnSite.objects.update(marking=Marking.RED.rank)
    low = ruler(Role.EDITOR, Marking.AMBER, "low")
    for path in ("/warnings/watches/", "/warnings/", NEW):
        assert "epot" not in low.get(path).content.decode(), path
    assert low.get(f"/warnings/watches/{number}/").status_code == 404
    assert low.post(f"/warnings/watches/{number}/switch/", {"do": "off"}).status_code == 404
    assert wrong(low.post(NEW, FULL | {"name": "mine"})) == {"site"}
    assert wrong(low.post(NEW, FULL)) == {"name", "site"}
    (looks,) = [one for one in watching_of(changing.folder).watches if one.name == "near the depot"]
    assert looks.site is not None
    assert looks.site.marking is Marking.RED
