"""A person looks for words in any of the languages and sees them marked; whoever asks, nothing harms the page."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sakkhi.model.access import Role
from sakkhi.model.marking import Marking
from sakkhi.store import models

Clients = Callable[..., Client]
Pages = Callable[..., Any]


def marked(html: str) -> set[str]:
    return {unescape(word) for word in re.findall(r"<mark>(.*?)</mark>", html)}


@pytest.mark.parametrize(
    ("words", "found", "incidents"),
    [
        ("Erbil drones", {"Erbil", "Drones", "drones"}, 1),
        ("এরবিলে ড্রোন", {"এরবিলে", "ড্রোন"}, 1),
        ("ক্ষেপণাস্ত্র", {"ক্ষেপণাস্ত্র"}, 1),
        ("عين الأسد", {"الأسد"}, 1),
        ("عين الاسد", {"الأسد"}, 1),
        ("nowhere at all", set(), 0),
    ],
)
def test_words_are_found_and_marked(client_of: Clients, words: str, found: set[str], incidents: int) -> None:
    html = client_of().get("/search/", {"q": words}).content.decode()
    assert marked(html) >= found
    assert bool(marked(html)) == bool(found)
    assert len(re.findall(r'<h3><a href="/incident/', html)) == incidents


def test_a_word_of_one_language_finds_what_another_one_tells(client_of: Clients) -> None:
    ids = {}
    for words in ("missile Iraq", "ইরাক ক্ষেপণাস্ত্র", "صواريخ باليستية العراق"):
        html = client_of().get("/search/", {"q": words, "kind": "incidents"}).content.decode()
        ids[words] = set(re.findall(r'<h3><a href="/incident/(\w+)/', html))
    assert len({frozenset(found) for found in ids.values()}) == 1
    assert ids["missile Iraq"]


@pytest.mark.parametrize(
    "address",
    [
        {"q": "<script>alert(1)</script>"},
        {"q": '"><img src=x onerror=alert(1)>'},
        {"q": "\u202egnihton\u202c %00 ' OR 1=1 --"},
        {"q": "x" * 100_000},
        {"q": "a\0b"},
        {"q": "drone", "since": "yesterday", "until": "9999-99-99", "language": "xx", "source": "none", "kind": "z"},
        {"q": "drone", "after": "1.2.3"},
        {"q": "drone", "after": "99999999999999999999.1"},
        {"q": "((((" * 70},
    ],
)
def test_hostile_addresses(client_of: Clients, address: dict[str, str]) -> None:
    answer = client_of().get("/search/", address)
    assert answer.status_code == 200
    body = answer.content.decode()
    assert "<script>alert" not in body
    assert "<img src=x" not in body


def test_what_is_wrong_in_the_address_is_said(client_of: Clients) -> None:
    html = client_of().get("/search/", {"q": "drone", "since": "yesterday"}).content.decode()
    assert 'role="alert"' in html


def test_hostile_reports_harm_nothing(client_of: Clients) -> None:
    version = models.Version.objects.filter(title__contains="Erbil").first()
    assert version is not None
    kept = version.title, version.text
    hostile = "\u202e<script>alert('drones')</script> drones \u2066javascript:alert(1)"
    models.Version.objects.filter(id=version.id).update(title=hostile, text=hostile)
    try:
        html = client_of().get("/search/", {"q": "drones"}).content.decode()
        assert "<script>alert" not in html
        assert "\u202e" not in html
        assert "&lt;script&gt;alert(<mark>&#x27;drones&#x27;</mark>" in html
    finally:
        models.Version.objects.filter(id=version.id).update(title=kept[0], text=kept[1])


def test_marked_reports_are_found_by_those_alone_who_may_see_them(client_of: Clients) -> None:
    models.Report.objects.filter(name="en-2").update(marking=Marking.AMBER.rank)
    try:
        for clearance, count in ((Marking.GREEN, 0), (Marking.AMBER, 1)):
            html = (
                client_of(Role.READER, clearance).get("/search/", {"q": "counter terrorism kurdistan"}).content.decode()
            )
            assert len(re.findall(r'<h3><a href="/report/', html)) == count
            assert ("TLP:AMBER" in html) == bool(count)
            assert ("Drones shot down" in html) == bool(count)
    finally:
        models.Report.objects.update(marking=0)


def test_the_number_of_queries_does_not_grow_with_what_is_found(client_of: Clients) -> None:
    client, counts = client_of(), []
    for words in ("Erbil", "the"):
        client.get("/search/", {"q": words})
        with CaptureQueriesContext(connection) as queries:
            client.get("/search/", {"q": words})
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 14


@pytest.mark.parametrize(
    ("language", "typed", "way"),
    [("bn", "এরবিল ড্রোন", "ltr"), ("ar", "عين الاسد", "rtl"), ("en", "erbil drone", "ltr")],
)
def test_a_reporter_searches_in_their_language(page_of: Pages, language: str, typed: str, way: str) -> None:
    page = page_of(Role.READER, language)
    page.goto("/")
    page.locator("nav a[href='/search/']").click()
    page.wait_for_url("**/search/")
    page.wait_for_function("document.activeElement.name === 'q'")  # the box has the focus without a click
    page.keyboard.type(typed)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/search/?q={quote(typed.split()[0])}*")
    assert page.locator("html").get_attribute("dir") == way
    assert page.locator("mark").count() > 0
    assert page.locator("input[name=q]").input_value() == typed
    page.locator(".found h3 a").first.click()
    page.wait_for_url("**/incident/**")


@pytest.mark.parametrize("width", [360, 1440])
def test_the_page_fits_its_window(page_of: Pages, width: int) -> None:
    page = page_of(Role.READER, "bn", width)
    page.goto("/search/?q=" + quote("ড্রোন"))
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
