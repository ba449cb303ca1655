"""Sites as their keeper uses them: from a file, by hand, in three languages; and what hostile files cannot do."""

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sakkhi.collect.home import home, make_home
from sakkhi.ingest.site_files import MAX_BYTES
from sakkhi.model.access import Role
from sakkhi.model.deed import DeedKind
from sakkhi.model.incident import Method, Outcome
from sakkhi.model.marking import Marking
from sakkhi.model.own_site import OwnSite
from sakkhi.store.database import forget_connections
from sakkhi.store.deeds import deeds
from sakkhi.store.own_sites import add_sites, site, site_count, sites
from tests.desk.conftest import _user, add_user
from tests.store.pictured import PROVINCE, put

NOW = dt.datetime(2024, 2, 1, tzinfo=dt.UTC)
TYPED = {"name": "Depot", "lat": "36.19", "lon": "44.01", "country": "IRQ", "radii": "5, 25", "note": ""}
As = Callable[..., Client]


@pytest.fixture
def signed_in(desk_settings: None, tmp_path: Path) -> Iterator[As]:
    """A client of a role, on a collection of a few incidents round one place."""
    make_home(home(tmp_path / "home", None))
    for number in range(24):
        put(f"old-{number}", 36.2, 44.0, on=f"2023-{number // 2 + 1:02}-05", killed=1)
    for number in range(9):
        put(f"new-{number}", 36.2, 44.0, on="2024-01-25", method=Method.ROCKET, outcome=Outcome.INTERCEPTED)
    put("wide", 36.2, 44.0, on="2024-01-25", precision=PROVINCE)
    put("secret", 36.2, 44.0, on="2024-01-25", killed=99, marking=Marking.RED.rank)

    def client(role: Role = Role.ANALYST, marking: Marking = Marking.GREEN, language: str = "en") -> Client:
        add_user(role.value, role, marking)
        made = Client(headers={"accept-language": language})
        made.force_login(_user(role.value))
        return made

    yield client
    forget_connections()


def given(client: Client, content: bytes, name: str = "places.csv", language: str = "en") -> Any:
    return client.post("/sites/import/", {"file": SimpleUploadedFile(name, content)})


def test_a_site_is_typed_changed_and_taken_away(signed_in: As) -> None:
    client = signed_in()
    answer = client.post("/sites/", TYPED | {"lat": "৩৬.১৯", "radii": "٢٥، 5"})
    (kept,) = sites()
    assert answer["Location"] == f"/sites/{kept.number}/"
    assert kept == OwnSite("Depot", 36.19, 44.01, "IRQ", (5.0, 25.0), "", kept.number)
    client.post(f"/sites/{kept.number}/", TYPED | {"name": "Old depot"})
    assert site(kept.number) is not None
    assert [s.name for s in sites()] == ["Old depot"]
    assert client.post(f"/sites/{kept.number}/remove/")["Location"] == "/sites/"
    assert sites() == []
    assert client.get(f"/sites/{kept.number}/").status_code == 404
    assert client.post(f"/sites/{kept.number}/remove/").status_code == 404


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"name": "\u202e\u200b"}, "Write a name"),
        ({"name": "D" * 500}, "at most 120"),
        ({"lat": "north"}, "Write degrees with decimals"),
        ({"lat": "91"}, "between -90 and 90"),
        ({"lon": "nan"}, "Write degrees with decimals"),
        ({"radii": "0"}, "Write one to 5 distances"),
        ({"radii": "1 2 3 4 5 6"}, "Write one to 5 distances"),
        ({"radii": "5, 5000"}, "up to 1000 km"),
        ({"country": "XXX"}, "not one of the available"),
    ],
)
def test_what_makes_no_sense_is_said_beside_its_field(signed_in: As, told: dict[str, str], said: str) -> None:
    answer = signed_in().post("/sites/", TYPED | told)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert sites() == []


def test_a_reader_sees_sites_and_changes_none(signed_in: As) -> None:
    (kept,), _ = add_sites([(0, OwnSite("Depot", 36.2, 44.0))], "ann", NOW)
    client = signed_in(Role.READER)
    page = client.get(f"/sites/{kept.number}/").content.decode()
    assert "Depot" in page
    assert "csrfmiddlewaretoken" in page.split("<main")[0]
    assert "csrfmiddlewaretoken" not in page.split("<main")[1]
    for path in ("/sites/", "/sites/import/", f"/sites/{kept.number}/", f"/sites/{kept.number}/remove/"):
        assert client.post(path, TYPED).status_code == 403, path
    assert [s.name for s in sites()] == ["Depot"]


def test_nothing_but_the_form_is_written(signed_in: As) -> None:
    (kept,), _ = add_sites([(0, OwnSite("Depot", 36.2, 44.0))], "ann", NOW)
    signed_in().post(f"/sites/{kept.number}/", TYPED | {"number": "999", "id": "999", "added_by": "eve", "look": "x"})
    from sakkhi.store import models

    row = models.OwnSite.objects.get()
    assert (row.id, row.added_by, row.look) == (kept.number, "ann", "depot")


def test_a_file_keeps_its_good_rows_and_names_the_others(signed_in: As) -> None:
    client = signed_in()
    table = "name,lat,lon\nDepot,36.19,44.01\nClinic,136,44\nDероt,36,44\n,1,1\n"
    page = given(client, table.encode()).content.decode()
    assert "1 site was kept." in page
    assert "Latitude 136 is not between -90 and 90." in page
    assert "looks the same as Depot" in page
    assert [s.name for s in sites()] == ["Depot"]
    again = given(client, table.encode())
    assert again.status_code == 422
    assert "A site named Depot is already there." in again.content.decode()


@pytest.mark.parametrize(
    ("language", "table", "said"),
    [
        ("bn", "নাম,অক্ষাংশ,দ্রাঘিমাংশ,টীকা\nগুদাম,২৩.৮,৯০.৪,গেট\nক্লিনিক,উত্তর,৯০,\n", "এটি সংখ্যা নয়: উত্তর"),
        ("ar", "الاسم;خط العرض;خط الطول\nمخزن;٣٣٫٣;٤٤٫٤\nعيادة;شمال;44\n", "هذا ليس رقما: شمال"),
    ],
)
def test_a_file_in_the_keepers_language(signed_in: As, language: str, table: str, said: str) -> None:
    page = given(signed_in(language=language), table.encode()).content.decode()
    assert said in page
    assert len(sites()) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty."),
        (b"PK\x03\x04" + b"x" * 50, "The file is packed"),
        (b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><kml>&b;</kml>', "not read"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "no text that can be read"),
        (b"x" * (MAX_BYTES + 1), "larger than 2 MB"),
        (b"one,two\n1,2\n", "does not name the columns"),
    ],
)
def test_a_file_is_known_by_its_content_and_not_by_its_name(signed_in: As, content: bytes, said: str) -> None:
    answer = given(signed_in(), content, "places.kml")
    assert answer.status_code in (200, 422)
    assert said in answer.content.decode()
    assert "passwd" not in answer.content.decode()


def test_a_far_too_large_file_is_not_even_read(signed_in: As) -> None:
    assert given(signed_in(), b"x" * (MAX_BYTES + 500_000)).status_code == 400


def test_names_do_nothing_on_pages_and_in_tables(signed_in: As) -> None:
    client = signed_in()
    names = ["=HYPERLINK('http://evil.example')", "<script>alert(1)</script>", "@SUM(1)", "{{ 7 }}%(x)s"]
    table = "name,lat,lon\n" + "".join(f'"{name}",36,{n}\n' for n, name in enumerate(names))
    given(client, table.encode())
    assert sorted(s.name for s in sites()) == sorted(names)
    for one in sites():
        page = client.get(f"/sites/{one.number}/").content.decode()
        assert "<script>alert" not in page
    assert "<script>alert" not in client.get("/sites/").content.decode()
    assert "<script>alert" not in client.get("/").content.decode()
    answer = client.get("/sites/sites.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert all(not row["name"].startswith(("=", "@", "+", "-")) for row in rows)
    for one in sites():
        client.post(f"/sites/{one.number}/remove/")
    given(client, answer.content)
    assert sorted(s.name for s in sites()) == sorted(names)


def test_rings_tell_how_often_and_how_unusual_with_intervals(signed_in: As) -> None:
    (kept,), _ = add_sites([(0, OwnSite("Depot", 36.2, 44.0, "IRQ", (5.0, 25.0)))], "ann", NOW)
    page = signed_in().get(f"/sites/{kept.number}/?on=2024-02-01&km=25").content.decode()
    assert "more than usual" in page
    assert "9 of 33: 27 % (15 to 44 %)" in page
    assert "9 of 9: 100 % (70 to 100 %)" in page
    assert ">33<" in page
    assert ">1<" in page  # rough
    assert "123" not in page  # 24 and 99 killed
    assert "Ain al-Asad" not in page
    seen = signed_in(marking=Marking.RED).get(f"/sites/{kept.number}/?on=2024-02-01").content.decode()
    assert "123" in seen
    assert ">34<" in seen


def test_anniversaries_of_the_country_are_told(signed_in: As) -> None:
    (kept, other), _ = add_sites([(0, OwnSite("Depot", 36.2, 44.0, "IRQ")), (0, OwnSite("Camp", 1.0, 1.0))], "ann", NOW)
    assert "Soleimani" in signed_in().get(f"/sites/{kept.number}/?on=2023-12-20").content.decode()
    assert "Name the country" in signed_in().get(f"/sites/{other.number}/").content.decode()
    arabic = signed_in(language="ar").get(f"/sites/{kept.number}/?on=2023-12-20").content.decode()
    assert "قاسم سليماني" in arabic


def test_the_queries_of_the_list_do_not_grow(signed_in: As) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = signed_in()

    def queries() -> int:
        client.get("/sites/")
        with CaptureQueriesContext(connection) as seen:
            client.get("/sites/")
        return len(seen)

    add_sites([(0, OwnSite("Depot", 36.2, 44.0))], "ann", NOW)
    before = queries()
    add_sites([(0, OwnSite(f"Depot {n}", 36.2, 44.0)) for n in range(30)], "ann", NOW)
    assert queries() == before


# In a browser


@pytest.mark.parametrize(
    ("language", "add", "away"),
    [("bn", "যোগ করুন", "সরান"), ("ar", "أضف", "إزالة"), ("en", "Add", "Take away")],
)
def test_a_keeper_adds_a_site_sees_its_ring_and_takes_it_away(
    page_of: Callable[..., Any], language: str, add: str, away: str, tmp_path: Path
) -> None:
    page = page_of(language=language)
    page.goto("/sites/")
    page.fill("[name=name]", "ঘাঁটি القاعدة 1")
    page.fill("[name=lat]", "33.8")
    page.fill("[name=lon]", "42.4")
    page.select_option("[name=country]", "IRQ")
    page.click(f"main button:text-is('{add}')")
    page.wait_for_url("**/sites/*/")
    page.wait_for_selector("path.ring")
    assert page.locator("h1 bdi").inner_text() == "ঘাঁটি القاعدة 1"
    assert page.locator(".incidents li").count() == 1
    page.fill("[name=note]", "gate")
    page.click("form:has([name=note]) button.primary")
    page.screenshot(path=tmp_path / f"site.{language}.png", full_page=True)
    page.click("details:has(button) summary")
    page.click(f"main button:text-is('{away}')")
    page.wait_for_url("**/sites/")
    assert page.locator("main tbody tr").count() == 0


def test_a_keeper_imports_a_file_and_mends_what_was_wrong(page_of: Callable[..., Any]) -> None:
    page = page_of()
    page.goto("/sites/")
    table = b"name,lat,lon\nNorth depot,36.2,44.0\nSouth depot,300,44\n"
    page.set_input_files("[name=file]", {"name": "a.csv", "mimeType": "text/csv", "buffer": table})
    page.click("main button:text-is('Import')")
    assert "1 site was kept." in page.inner_text("#imported")
    assert "Latitude 300" in page.inner_text("#imported tbody")
    page.click("a:has-text('North depot')")
    page.click("a:has-text('Show it in the picture')")
    page.wait_for_selector("path.ring")
    assert "site=" in page.url
    page.go_back()
    page.click("details:has(button) summary")
    page.click("main button:text-is('Take away')")


def test_a_marked_site_is_nowhere_for_whoever_may_not_see_it(signed_in: As) -> None:
    editor = signed_in(Role.EDITOR, Marking.AMBER)
    assert editor.post("/sites/", TYPED | {"marking": "AMBER"}).status_code == 302
    (kept,) = sites()
    assert kept.marking is Marking.AMBER
    page = f"/sites/{kept.number}/"
    assert "TLP:AMBER" in editor.get(page).content.decode()
    low = signed_in(Role.ANALYST, Marking.GREEN)
    for path in ("/sites/", "/sites/sites.csv", "/", f"/?site={kept.number}&km=25", "/warnings/watches/"):
        answer = low.get(path)
        assert answer.status_code == 200, path
        assert "Depot" not in answer.content.decode(), path
        assert f"/sites/{kept.number}/" not in answer.content.decode(), path
    assert (
        low.get(page).status_code == low.post(page, TYPED).status_code == low.post(f"{page}remove/").status_code == 404
    )
    taken = low.post("/sites/", TYPED)
    assert "This name cannot be given" in taken.content.decode()
    assert site_count(Marking.GREEN.rank) == 0


def test_only_an_editor_marks_a_site_and_no_higher_than_they_see(signed_in: As) -> None:
    analyst = signed_in(Role.ANALYST, Marking.AMBER)
    analyst.post("/sites/", TYPED | {"marking": "AMBER"})
    (kept,) = sites()
    assert kept.marking is Marking.CLEAR
    editor = signed_in(Role.EDITOR, Marking.AMBER)
    assert editor.post(f"/sites/{kept.number}/", TYPED | {"marking": "RED"}).status_code == 422
    assert editor.post(f"/sites/{kept.number}/", TYPED | {"marking": "AMBER"}).status_code == 302
    assert deeds(1, kind=DeedKind.MARK)[0].deed.subject == f"site {kept.number}"
    analyst.post(f"/sites/{kept.number}/", TYPED | {"note": "gate"})
    assert sites()[0].marking is Marking.AMBER


def test_marks_of_a_file_are_kept_and_none_above_what_one_sees(signed_in: As) -> None:
    table = b"name,lat,lon,tlp\na,1,1,TLP:AMBER\nb,2,2,\nc,3,3,red\nd,4,4,pink\n"
    html = given(signed_in(Role.EDITOR, Marking.AMBER), table).content.decode()
    assert {one.name: one.marking for one in sites()} == {"a": Marking.AMBER, "b": Marking.CLEAR}
    assert "TLP:RED is above" in html
    assert "no mark of TLP 2.0: pink" in html
    file = SimpleUploadedFile("x.csv", b"name,lat,lon\ne,5,5\n")
    signed_in(Role.EDITOR, Marking.AMBER).post("/sites/import/", {"file": file, "marking": "GREEN"})
    assert {one.name: one.marking for one in sites()}["e"] is Marking.GREEN
