"""The desk on SQLite and on PostgreSQL: every address, asked by everybody, and every deed answers the same on both."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.test.utils import override_settings

from sakkhi.collect.home import Home, home, open_home
from sakkhi.model.access import Role
from sakkhi.store import models
from sakkhi.store.database import forget_connections
from tests.desk.addresses import addresses
from tests.desk.conftest import fill
from tests.desk.made import add_reports
from tests.desk.rulings import incident, records, rule
from tests.stores import Cluster

Answer = tuple[int, str, str, str]
Pair = tuple[Home, Home]
ASKED = (
    "/?since=2024-01-01&until=2024-03-01&method=drone", "/?near=36,44,200",
    "/?area=20,40,40,50&killed=1", "/?disputed=1",
    "/?language=bn", "/?outlet=Example+Wire", "/?stance=suspects&actor=kata",
    "/picture/map.json?zoom=4&view=20,30,50,60",
    "/picture/names.json?q=ex", "/search/?q=drone", "/search/?q=%22air+base%22&kind=reports",
    "/search/?kind=incidents&since=2024-01-01",
    f"/search/?{urlencode({'q': 'ড্রোন', 'language': 'bn'})}",
    f"/search/?{urlencode({'q': 'عين الأسد'})}", "/search/?q=a+in",
    "/export/file/?format=csv", "/export/file/?format=geojson", "/api/incidents?limit=2", "/api/search?q=drone",
)  # fmt: skip
# What is drawn by lot or is the moment's: tokens, keys and what shows them, ids of alerts, times.
CHANGING = re.compile(
    r"name=\"(?:csrfmiddlewaretoken|seen)\" value=\"[^\"]+\"|<svg.*?</svg>|\b(?:[a-z2-7]{26}|[A-Z2-7 ]{16,}|\d{10,})\b|"
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d[^<\"]*|\d\d:\d\d(?::\d\d)?",
    re.S,
)


@pytest.fixture(scope="module")
def both(
    desk_settings: None, cluster: Cluster, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Home, Home]]:
    """The disputed collection, made afresh in SQLite and in PostgreSQL: nobody has signed in to either."""
    folder = tmp_path_factory.mktemp("both")
    sqlite, postgresql = home(folder / "sqlite", None), home(folder / "postgresql", cluster.database())
    for made in (sqlite, postgresql):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("SAKKHI_DATABASE_URL", made.database)
            fill(made)
            add_reports(made, Path(__file__).with_name("disputed.jsonl"))
        forget_connections()
    yield sqlite, postgresql
    forget_connections()
    cluster.drop(postgresql.database)


def test_every_address_answers_the_same(both: Pair) -> None:
    sqlite, postgresql = (walked(place) for place in both)
    assert sqlite.keys() == postgresql.keys()
    differing = {key: (sqlite[key], postgresql[key]) for key in sqlite if sqlite[key] != postgresql[key]}
    assert not differing
    assert {answer[0] for answer in sqlite.values()} >= {200, 302, 400, 401, 403, 404, 405}
    assert {sqlite[f"analyst {deed}"][0] for deed in ("adds a site", "accepts", "rules on a value", "joins")} == {302}
    assert not [key for key, answer in sqlite.items() if answer[0] >= 500]


def walked(place: Home) -> dict[str, Answer]:
    """What everybody is answered at every address, after some deeds."""
    open_home(place)
    with override_settings(SAKKHI_FOLDER=place.folder):
        clients = {role.value: signed_in(role) for role in Role} | {"nobody": Client()}
        out = done(clients)
        number = models.Report.objects.get(name="d-en-3").id
        paths = addresses(incident("en-2"), number) | {path: path for path in ASKED}
        out |= {f"{who}: {name}": told(clients[who].get(paths[name])) for who in clients for name in paths}
    forget_connections()
    return out


def signed_in(role: Role) -> Client:
    from django.contrib.auth.models import User

    import sakkhi.desk.urls  # noqa: F401  who signs in is logged from then on

    client = Client()
    client.force_login(User.objects.get(username=role.value))
    return client


def done(clients: dict[str, Client]) -> dict[str, Answer]:
    """What answers to deeds of people, some of whom may not do them."""
    out = {}
    for role in Role:
        client, name = clients[role.value], role.value
        site = {"name": f"Post {name}", "lat": "36.2", "lon": "44.0", "radii": "5 25", "country": "IRQ"}
        out[f"{name} adds a site"] = told(client.post("/sites/", site))
        out[f"{name} accepts"] = told(rule(client, "accept", incident("en-1")))
        out[f"{name} rules on a value"] = told(rule(client, "value", incident("d-en-1"), slot="killed", held="1"))
        out[f"{name} joins"] = told(rule(client, "same", incident("en-1"), incident("en-2")))
        mark = {"marking": "AMBER", "why": "a source asked"}
        out[f"{name} marks"] = told(client.post(f"/incident/{incident('ar-1')}/mark/", mark))
        out[f"{name} undoes"] = told(client.post("/rule/1/undo/", {"why": "seen again"}))
    return out


def told(answer: Any) -> Answer:
    """What is the same on every database: the status, the kind, where it leads to, the words of a page."""
    kind = answer.headers.get("Content-Type", "")
    streamed = b"".join(answer.streaming_content) if answer.streaming else answer.content
    words = streamed.decode() if kind.startswith(("text/", "application/json")) else ""
    return answer.status_code, kind, named(answer.headers.get("Location", "")), named(CHANGING.sub("", words))


def named(words: str) -> str:
    """The words with what incidents tell of for their ids, which are drawn by lot."""
    for record in records().values():
        words = words.replace(record.id, min(telling.key for telling in record.tellings))
    return words
