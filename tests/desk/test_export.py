"""The download page: the incidents of the picture's filters, in a format of the field, with the loss report."""

import io
import json
import zipfile
from collections.abc import Callable

import pytest
from django.test import Client

from sakkhi.model.access import Role
from sakkhi.model.deed import DeedKind
from sakkhi.model.marking import Marking
from sakkhi.share import FORMATS
from sakkhi.store.deeds import deeds


def opened(client: Client, query: str = "", **told: str) -> zipfile.ZipFile:
    answer = client.post(f"/export/file/?{query}", told)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/zip"
    assert "attachment" in answer["Content-Disposition"]
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_comes_with_its_loss_report(client_of: Callable[..., Client], name: str) -> None:
    archive = opened(client_of(Role.READER), "everything=1", format=name)
    assert archive.testzip() is None
    assert archive.namelist() == [f"incidents.{FORMATS[name].suffix}", "loss.json", "loss.txt"]
    report = json.loads(archive.read("loss.json"))
    assert report["format"] == name
    assert report["records"]["seen"] > 0
    assert "Loss report" in archive.read("loss.txt").decode()


def test_the_filters_are_the_pictures(client_of: Callable[..., Client]) -> None:
    client = client_of(Role.READER)
    everything = json.loads(opened(client, "everything=1", format="geojson").read("incidents.geojson"))["features"]
    country = everything[0]["properties"]["country"]
    some = json.loads(opened(client, f"everything=1&country={country}", format="geojson").read("incidents.geojson"))
    assert {f["properties"]["country"] for f in some["features"]} == {country}
    assert len(some["features"]) <= len(everything)
    none = opened(client, "since=2090-01-01", format="csv").read("incidents.csv").decode()
    assert none.count("\r\n") == 1


def test_the_page_offers_what_may_be_taken(client_of: Callable[..., Client]) -> None:
    page = client_of(Role.READER).get("/export/?everything=1").content.decode()
    assert all(f'value="{name}"' in page for name in FORMATS)
    assert page.count("<option") == 1
    assert client_of(Role.EDITOR, Marking.AMBER).get("/export/?everything=1").content.decode().count("<option") == 3


@pytest.mark.parametrize(
    "told", [{"format": "xls"}, {}, {"format": "csv", "tlp": "RED"}, {"format": "csv", "tlp": "x"}]
)
def test_what_is_not_offered_is_refused(client_of: Callable[..., Client], told: dict[str, str]) -> None:
    assert client_of(Role.ANALYST).post("/export/file/", told).status_code == 400


def test_who_took_what_is_written_down(client_of: Callable[..., Client]) -> None:
    opened(client_of(Role.ANALYST), "everything=1&country=IRQ", format="ucdp")
    deed = deeds(1, kind=DeedKind.EXPORT)[0].deed
    assert (deed.by, deed.subject) == ("analyst", "ucdp")
    assert "country=IRQ" in deed.detail
    assert "TLP:CLEAR" in deed.detail


def test_it_takes_an_account_and_a_post(client_of: Callable[..., Client]) -> None:
    assert Client().get("/export/")["Location"].startswith("/sign-in/")
    assert Client().post("/export/file/", {"format": "csv"}).status_code == 302
    assert client_of(Role.READER).get("/export/file/").status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client_of(Role.READER).cookies
    assert strict.post("/export/file/", {"format": "csv"}).status_code == 403


def test_the_same_data_give_the_same_archive(client_of: Callable[..., Client]) -> None:
    client = client_of(Role.READER)
    answers = [b"".join(client.post("/export/file/?everything=1", {"format": "kml"}).streaming_content) for _ in "12"]
    assert answers[0] == answers[1]


@pytest.mark.parametrize(("language", "word"), [("bn", "ডাউনলোড"), ("ar", "تنزيل")])
def test_the_page_speaks_the_chosen_language(client_of: Callable[..., Client], language: str, word: str) -> None:
    client = client_of(Role.READER)
    client.post("/language/", {"language": language, "next": "/export/"})
    assert f"<h1>{word}</h1>" in client.get("/export/").content.decode()
    client.post("/language/", {"language": "en", "next": "/export/"})
