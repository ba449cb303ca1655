"""The picture as a security officer uses it: with a mouse, by keyboard, without a script, in three languages."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from sakkhi.collect.home import home, make_home
from sakkhi.desk.conf import settings_of
from sakkhi.errors import StoreError
from sakkhi.model.access import Role
from sakkhi.model.incident import Method, Outcome, Stance
from sakkhi.model.marking import Marking
from sakkhi.store.database import forget_connections
from tests.desk.conftest import _user, add_user
from tests.store.pictured import PROVINCE, put

HOSTILE = '<script>alert(1)</script>"\u202egnp'
Of = Callable[..., Client]


@pytest.fixture
def of(desk_settings: None, tmp_path: Path) -> Iterator[Of]:
    """A client cleared for a mark, on a collection of a few incidents."""
    make_home(home(tmp_path / "home", None))
    put("hit", 33.3, 44.4, killed=4, claims=(("Band of the North", Stance.CLAIMS),), country="IRQ")
    put("stopped", 36.2, 44.0, on="2024-02-01", outcome=Outcome.INTERCEPTED, language="bn", outlet="Our Paper")
    put("wide", 31.0, 64.0, precision=PROVINCE, method=Method.SHOOTING, outcome=Outcome.UNKNOWN, country="AFG")
    put(
        "secret",
        33.3,
        44.4,
        killed=77,
        marking=Marking.RED.rank,
        outlet="Secret Letter",
        claims=(("Spy", Stance.STATES),),
    )
    add_user("reader", Role.READER)

    def cleared(marking: Marking = Marking.GREEN) -> Client:
        add_user("reader", Role.READER, marking)
        client = Client()
        client.force_login(_user("reader"))
        return client

    yield cleared
    forget_connections()


def shown(client: Client, query: str = "") -> str:
    answer = client.get(f"/?{query}")
    assert answer.status_code == 200
    return str(answer.content.decode())


def mapped(client: Client, query: str = "", zoom: int = 4, view: str = "-80,-180,80,180") -> Any:
    answer = client.get(f"/picture/map.json?{query}&zoom={zoom}&view={view}")
    assert answer.status_code == 200
    return answer.json()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "hit stopped wide"),
        ("outcome=intercepted", "stopped"),
        ("method=drone", "hit stopped"),
        ("actor=band&stance=claims", "hit"),
        ("language=bn", "stopped"),
        ("outlet=Our+Paper", "stopped"),
        ("near=33.3,44.4,10", "hit"),
        ("area=35,43,37,45", "stopped"),
        ("killed=1", "hit"),
        ("since=2024-01-20", "stopped"),
        ("disputed=1", ""),
    ],
)
def test_one_state_for_the_list_and_the_map(of: Of, query: str, found: str) -> None:
    client = of()
    names = set(re.findall(r'href="/incident/([^/]+)/"', shown(client, query)))
    assert names == set(found.split())
    spots = mapped(client, query, zoom=12)["spots"]
    assert {spot["i"] for spot in spots} == names


def test_what_is_marked_does_not_exist_for_whoever_is_not_cleared(of: Of) -> None:
    client = of()
    page = re.sub(r'"csrfmiddlewaretoken" value="[^"]*"', "", shown(client))  # drawn by lot
    everything = page + json.dumps(mapped(client)) + json.dumps(mapped(client, zoom=14))
    for word in ("secret", "Secret Letter", "Spy", "77", "81"):
        assert word not in everything
    assert "3 incidents" in everything
    assert mapped(client, "actor=Spy")["spots"] == []
    cleared = of(Marking.RED)
    assert "4 incidents" in shown(cleared)
    assert "Secret Letter" in shown(cleared)
    assert sum(spot.get("n", 1) for spot in mapped(cleared)["spots"]) == 4


def test_symbols_tell_method_outcome_and_toll_and_rough_places_are_areas(of: Of) -> None:
    spots = {spot["i"]: spot for spot in mapped(of(), zoom=12)["spots"]}
    assert (spots["hit"]["s"], spots["hit"]["f"], spots["hit"]["z"]) == ("drone", "hit", 26)
    assert (spots["stopped"]["s"], spots["stopped"]["f"], spots["stopped"]["z"]) == ("drone", "intercepted", 20)
    assert (spots["wide"]["s"], spots["wide"]["f"], spots["wide"]["r"]) == ("gun", "unknown", 150.0)
    assert "r" not in spots["hit"]


def test_texts_of_others_do_nothing(of: Of) -> None:
    put(HOSTILE[:8], 20.0, 20.0, outlet=HOSTILE, claims=((HOSTILE, Stance.CLAIMS),))
    client = of()
    answer = client.get("/", {"actor": HOSTILE[:60]})
    page = answer.content.decode()
    found = mapped(client)
    for text in (page, found["list"]):
        assert "<script>alert" not in text
    assert "\u202e" not in found["list"]
    assert not re.search(r"<script(?![^>]*(?: src=| type=\"application/json\"))", page)
    assert not re.search(r"<[^>]+ (?:style|on\w+)=", page)
    assert "'unsafe" not in answer["Content-Security-Policy"]


@pytest.mark.parametrize("query", ["view=a,b,c,d&zoom=3", "view=1,1,2,2&zoom=99", "view=1,1,2,2&zoom=-1", "zoom=3", ""])
def test_a_view_that_makes_no_sense_is_refused(of: Of, query: str) -> None:
    assert of().get(f"/picture/map.json?{query}").status_code == 400


def test_a_filter_that_makes_no_sense_is_named_and_left_out(of: Of) -> None:
    page = shown(of(), "since=soon&killed=many&site=999")
    assert "since, killed, site" in page
    assert "3 incidents" in page


def test_pages_and_queries_do_not_grow_with_what_is_there(of: Of) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = of()

    def queries() -> tuple[int, int, int]:
        counts = []
        for path in ("/", "/picture/map.json?zoom=6&view=-80,-180,80,180"):
            client.get(path)
            with CaptureQueriesContext(connection) as seen:
                answer = client.get(path)
            counts.append(len(seen))
        return counts[0], counts[1], len(answer.content)

    before = queries()
    for number in range(300):
        put(f"more-{number}", -60.0 + number % 40 * 3, -170.0 + number // 40 * 30)
    after = queries()
    assert after[:2] == before[:2]
    assert len(shown(client)) < 160_000
    assert after[2] < 120_000


def test_the_list_goes_on_without_a_script(of: Of) -> None:
    for number in range(60):
        put(f"more-{number}", on=f"2023-{number % 12 + 1:02}-03")
    client = of()
    first, second = shown(client), shown(client, "page=2")
    assert first.count('href="/incident/') == 50
    assert second.count('href="/incident/') == 13
    assert "?page=2" in first.replace("&amp;", "&")


def test_an_own_server_of_tiles_is_all_that_is_let_in() -> None:
    made = settings_of("x", Path("/tmp"), hosts=(), https=False, tiles="https://tiles.example:8443/{z}/{x}/{y}.png")
    assert made["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]["img-src"][-1] == "https://tiles.example:8443"
    for wrong in (
        "tiles.example/{z}/{x}/{y}",
        "https://a b/{z}/{x}/{y}",
        "https://a;script-src */{z}/{x}/{y}",
        "https://a/{z}",
    ):
        with pytest.raises(StoreError, match="no address of tiles"):
            settings_of("x", Path("/tmp"), hosts=(), https=False, tiles=wrong)


# In a browser


def filled(page: Any, query: str = "") -> Any:
    """The picture with its symbols there."""
    from playwright.sync_api import expect

    hosts = []
    page.on("request", lambda request: hosts.append(request.url))
    page.goto(f"/?{query}")
    page.wait_for_selector(".spot")
    expect(page.locator("#map-said")).not_to_be_empty()
    assert {url.split("/")[2] for url in hosts if not url.startswith("data:")} == {page.url.split("/")[2]}
    return page


def test_an_officer_draws_an_area_and_sends_the_view(page_of: Callable[..., Any]) -> None:
    page = filled(page_of(), "map=33.8,42.4,6")
    page.click("summary:has-text('Where')")
    page.click("#draw")
    box = page.locator("#map").bounding_box()
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(middle[0] - 60, middle[1] - 60)
    page.mouse.down()
    page.mouse.move(middle[0] + 60, middle[1] + 60, steps=5)
    page.mouse.up()
    page.wait_for_url("**area=*")
    assert "map=33.8" in page.url
    page.wait_for_selector(".spot")
    assert page.locator(".incidents li").count() == 1
    assert "Asad" in page.inner_text(".incidents")
    other = page.context.new_page()
    other.goto(page.url)
    other.wait_for_selector("path.ring")
    assert other.inner_text(".counts strong") == page.inner_text(".counts strong") == "1 incident"


def test_an_officer_reaches_a_symbol_by_keyboard(page_of: Callable[..., Any]) -> None:
    page = filled(page_of(), "outcome=intercepted")
    page.locator(".leaflet-marker-pane .spot:not(:has(.own))").first.focus()
    label = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert "intercepted" in label
    page.keyboard.press("Enter")
    page.wait_for_selector(".leaflet-popup a:focus")
    page.keyboard.press("Enter")
    page.wait_for_url("**/incident/**")


def test_moving_the_map_changes_the_address_and_the_list_beside_it(page_of: Callable[..., Any]) -> None:
    from playwright.sync_api import expect

    page = filled(page_of(), "map=33.8,42.4,8")
    page.locator("#map").focus()
    page.keyboard.press("+")
    page.wait_for_url(re.compile(r"map=33\.8.*,9$"))
    expect(page.locator("#listed li")).to_have_count(1)
    box = page.locator("#map").bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 150)
    page.mouse.down()
    page.mouse.move(box["x"] + 20 + box["width"], box["y"] + 150, steps=4)
    page.mouse.up()
    expect(page.locator("#listed li")).to_have_count(0)
    page.reload()
    page.wait_for_selector("#map canvas")
    assert page.evaluate("new URLSearchParams(location.search).get('map').split(',')[2]") == "9"


@pytest.mark.parametrize(
    ("language", "outcome", "button", "way", "more"),
    [("bn", "ফল", "দেখান", "ltr", {}), ("ar", "النتيجة", "اعرض", "rtl", {"color_scheme": "dark"})],
)
def test_an_officer_filters_in_their_language(
    page_of: Callable[..., Any],
    language: str,
    outcome: str,
    button: str,
    way: str,
    more: dict[str, str],
    tmp_path: Path,
) -> None:
    page = filled(page_of(language=language, **more))
    page.click(f"summary:text-is('{outcome}')")
    page.check("[name=outcome][value=intercepted]")
    page.click(f"main button:text-is('{button}')")
    page.wait_for_url("**outcome=intercepted**")
    page.wait_for_selector(".spot")
    assert page.locator("html").get_attribute("dir") == way
    assert page.locator(".incidents .f-intercepted").count() == page.locator(".incidents li").count() == 1
    page.screenshot(path=tmp_path / f"picture.{language}.png")


@pytest.mark.parametrize("width", [360, 768, 1920])
def test_nothing_is_wider_than_the_screen(page_of: Callable[..., Any], width: int) -> None:
    page = filled(page_of(width=width, language="bn"))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_a_script_the_list_and_its_filters_are_there(page_of: Callable[..., Any]) -> None:
    page = page_of(java_script_enabled=False)
    page.goto("/")
    assert not page.locator("#map").is_visible()
    page.click("summary:has-text('Outcome')")
    page.check("[name=outcome][value=intercepted]")
    page.click("main button.primary")
    assert page.locator(".incidents li").count() == 1
