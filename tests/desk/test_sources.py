"""What the Sources page tells, to whom, and what an admin may do there."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sakkhi.model.access import Role
from sakkhi.model.marking import Marking
from sakkhi.store import models
from sakkhi.store.frontier import know_source

Clients = Callable[..., Client]


@pytest.fixture
def daily(client_of: Clients) -> Iterator[models.Source]:
    """A source that two reports came in from, and that failed."""
    row = know_source("daily", "https://daily.example/rss", "Example Daily", "BGD", "B")
    models.Source.objects.filter(id=row).update(failures=2, problem="<b>it answered 503</b>")
    models.Report.objects.filter(name__in=["en-1", "en-2"]).update(source=row)
    yield models.Source.objects.get(id=row)
    models.Report.objects.update(source=None)
    models.Source.objects.all().delete()


def test_each_source_is_told_of(client_of: Clients, daily: models.Source) -> None:
    html = client_of().get("/sources/").content.decode()
    for text in (
        "Example Daily",
        "usually reliable",
        "failed 2 times in a row",
        "&lt;b&gt;it answered 503",
        "Added by people",
    ):
        assert text in html
    assert "Ask now" not in html  # a reader may not


def test_what_is_marked_is_not_counted_for_whoever_may_not_see_it(client_of: Clients, daily: models.Source) -> None:
    models.Report.objects.filter(name="en-1").update(marking=Marking.RED.rank)
    try:
        for clearance, count in ((Marking.GREEN, 1), (Marking.RED, 2)):
            html = client_of(Role.READER, clearance).get("/sources/").content.decode()
            assert f'data-label="Came in"><b>{count}</b>' in html
    finally:
        models.Report.objects.update(marking=0)


@pytest.mark.parametrize("role", [Role.READER, Role.ANALYST, Role.EDITOR])
def test_none_but_an_admin_may_change_the_asking(client_of: Clients, daily: models.Source, role: Role) -> None:
    assert client_of(role).post("/sources/daily/asking/", {"do": "pause"}).status_code == 403
    assert not models.Source.objects.get(name="daily").paused


def test_an_admin_pauses_a_source_and_has_it_asked(client_of: Clients, daily: models.Source) -> None:
    client = client_of(Role.ADMIN)
    for wanted, paused in (("pause", True), ("resume", False)):
        assert client.post("/sources/daily/asking/", {"do": wanted}).status_code == 302
        assert models.Source.objects.get(name="daily").paused == paused
    client.post("/sources/daily/asking/", {"do": "now"})
    assert models.Source.objects.get(name="daily").due_at is not None
    assert client.post("/sources/nobody/asking/", {"do": "now"}).status_code == 404
    assert client.post("/sources/daily/asking/", {"do": "burn"}).status_code == 400
    assert client.get("/sources/daily/asking/").status_code == 405


@pytest.mark.parametrize(
    "address", ["?days=x&until=never", "?until=0001-01-01", "?until=9999-12-31", "?days=90", "?days=-1"]
)
def test_any_period_is_a_page(client_of: Clients, address: str) -> None:
    assert client_of().get(f"/sources/{address}").status_code == 200


def test_the_number_of_queries_does_not_grow_with_the_sources(client_of: Clients, daily: models.Source) -> None:
    client, counts = client_of(), []
    client.get("/sources/")
    for more in (0, 5):
        for n in range(more):
            know_source(f"more-{n}", f"https://more{n}.example/", "More", "", "C")
        with CaptureQueriesContext(connection) as queries:
            client.get("/sources/")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 16


@pytest.mark.parametrize(("language", "width"), [("bn", 360), ("ar", 768), ("en", 1440)])
def test_the_page_fits_its_window(page_of: Callable[..., Any], language: str, width: int) -> None:
    page = page_of(Role.ADMIN, language, width)
    page.goto("/sources/")
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
