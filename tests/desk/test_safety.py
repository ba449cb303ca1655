"""What an attacker tries: each page of the desk, whoever wrote it, is in these tests."""

import re
import shutil
import stat
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.test.utils import override_settings

from sakkhi.collect.home import Home, home, open_home
from sakkhi.model.access import Role
from sakkhi.model.marking import EVERYTHING, Marking
from sakkhi.store import incidents, view
from sakkhi.store.database import forget_connections
from sakkhi.store.incidents import Sought
from tests.desk.addresses import addresses
from tests.desk.conftest import PASSWORD
from tests.stores import NOW

OPEN = {"sign-in", "second-step", "set-password", "language"}  # for whoever is not signed in
SECRET = "en-2"  # the report that is marked in the tests of who may see what
SECRET_TITLE = "Drones shot down near Erbil"


def is_api(path: str) -> bool:
    return path.startswith("/api/")


def refusals(path: str) -> tuple[int, ...]:
    """What says nothing of whether a thing is there; the API, which takes no session, wants a key before all."""
    return (401, 405) if is_api(path) else (403, 404, 405)


def found() -> tuple[str, int]:
    """The incident that the secret report tells of, and the report's number."""
    (number,) = view.find(SECRET)
    name = next(r.id for r in incidents.records(Sought()) if any(t.report == SECRET for t in r.tellings))
    return name, number


def all_addresses() -> dict[str, str]:
    return addresses(*found())


@pytest.fixture
def own(desk: Home, tmp_path: Path) -> Iterator[Home]:
    """A copy of the collection that the test may change."""
    forget_connections()
    copied = home(shutil.copytree(desk.folder, tmp_path / "own"), None)
    open_home(copied)
    yield copied
    forget_connections()


def test_every_page_but_those_of_signing_in_wants_a_signed_in_user(desk: Home) -> None:
    for name, path in all_addresses().items():
        for answer in (Client().get(path), Client().post(path)):
            if name in OPEN or path == "/api/openapi.json":  # the document tells of no data
                assert answer.status_code < 500, path
            elif is_api(path):
                assert answer.status_code in (401, 403, 404, 405), path
            else:
                assert answer["Location"].startswith("/sign-in/"), path


def test_no_form_is_taken_from_elsewhere(client_of: Callable[..., Client]) -> None:
    signed_in = client_of(Role.ADMIN)
    client = Client(enforce_csrf_checks=True)
    client.cookies = signed_in.cookies
    for path in all_addresses().values():
        answer = client.post(path, {"language": "bn"}, headers={"origin": "https://evil.example"})
        assert answer.status_code in (401, 403, 404, 405), path


def test_every_page_keeps_to_its_own_host_and_frame(client_of: Callable[..., Client]) -> None:
    client, original = client_of(Role.ADMIN), all_addresses()["original"]
    for path in all_addresses().values():
        answer = client.get(path)
        assert "Content-Security-Policy" in answer, path
        told = {part.split()[0]: part.split()[1:] for part in answer["Content-Security-Policy"].split("; ")}
        assert told["default-src"] == ["'none'"], path
        if path == original:  # a file of somebody else's: nothing in it may do anything
            assert told == {"sandbox": [], "default-src": ["'none'"]}
            continue
        assert told["script-src"] == told["style-src"] == told["connect-src"] == ["'self'"], path
        assert told["frame-ancestors"] == told["base-uri"] == ["'none'"], path
        assert told["form-action"] == ["'self'"], path
        assert answer["X-Frame-Options"] == "DENY", path
        assert answer["X-Content-Type-Options"] == "nosniff", path
        assert answer["Referrer-Policy"] == "same-origin", path
        assert answer["Cross-Origin-Opener-Policy"] == "same-origin", path


def test_no_page_has_a_script_or_a_style_in_it(client_of: Callable[..., Client]) -> None:
    client = client_of(Role.ADMIN)
    for path in all_addresses().values():
        answer = client.get(path)
        if not answer.headers.get("Content-Type", "").startswith("text/html"):
            continue
        page = answer.content.decode()
        for script in re.findall(r"<script[^>]*>", page):
            assert "src=" in script or 'type="application/json"' in script, (path, script)
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", page), path
        for address in re.findall(r"""(?:src|href|action)=["']([^"']+)""", page):
            assert not address.startswith("//"), (path, address)
            if "://" in address:  # a link that somebody may follow, to a report's own page, and nothing that is loaded
                tag = page[: page.index(address)].rpartition("<")[2]
                assert tag.startswith("a "), (path, address)
                assert "noreferrer" in page[page.index(tag) :].partition(">")[0], (path, address)


def test_another_host_name_is_refused(desk: Home) -> None:
    for path in all_addresses().values():
        for name in ("evil.example", "localhost.evil.example", "localhost:80@evil.example"):
            answer = Client().get(path, headers={"host": name})
            assert answer.status_code == 400, path
            assert "evil" not in answer.content.decode()


def test_a_forwarded_host_is_not_believed(client_of: Callable[..., Client]) -> None:
    answer = client_of(Role.ADMIN).post(
        "/people/admin/link/", headers={"x-forwarded-host": "evil.example", "x-forwarded-proto": "https"}
    )
    assert "evil.example" not in answer.content.decode()
    assert 'value="http://testserver/' in answer.content.decode()


def test_no_secret_is_in_an_address(client_of: Callable[..., Client]) -> None:
    client = client_of(Role.ADMIN)
    session = client.cookies["session"].value
    for path in all_addresses().values():
        page = client.get(path)
        if "text/html" not in page.headers.get("Content-Type", ""):
            continue
        text = unescape(page.content.decode())
        assert session not in text, path
        token = client.cookies["csrf"].value if "csrf" in client.cookies else "no token"
        assert not re.search(rf"""(?:href|src|action)=["'][^"']*{re.escape(token)}""", text), path
        for form in re.findall(r"<form(?![^>]*method=.post).*?</form>", text, re.DOTALL):
            assert "csrfmiddlewaretoken" not in form, path
    for given in (f"?session={session}", f"?sessionid={session}", f"?token={session}", f"?api_key={session}"):
        assert Client().get(f"/{given}").status_code == 302


@pytest.mark.parametrize("role", [Role.READER, Role.ANALYST])
@pytest.mark.parametrize("marked", ["report", "incident"])
def test_what_is_marked_higher_is_nowhere(client_of: Callable[..., Client], own: Home, role: Role, marked: str) -> None:
    from sakkhi.store.marks import mark_incident, mark_report

    name, number = found()
    paths = addresses(name, number)
    if marked == "report":
        mark_report(number, Marking.AMBER, "editor", "to be kept safe", NOW, EVERYTHING)
    else:
        mark_incident(name, Marking.AMBER, "editor", "to be kept safe", NOW, EVERYTHING)
    client = client_of(role, Marking.GREEN)
    hidden = [name, *((SECRET_TITLE, f"/report/{number}/") if marked == "report" else ())]
    for page, path in paths.items():
        about = name in path or (
            marked == "report" and path.startswith((f"/report/{number}/", f"/api/reports/{number}"))
        )
        for query in ("", "?q=Erbil", "?q=drone", "?actor=a", "?everything=1", "?view=-90,-180,90,180&zoom=2"):
            answer: Any = client.get(path + query)
            if about:
                assert answer.status_code in refusals(path), (path, answer.status_code)
                assert answer.status_code != 403 or page.endswith("-mark"), path
            body = answer.content.decode() if isinstance(answer, HttpResponse) else ""
            left = [word for word in hidden if word in body.replace(f'value="{path}', "")]
            assert not left or (about and left == [name] and answer.status_code != 200), (path + query, left)
        if about:
            posted = client.post(
                path, {"why": "x", "marking": "CLEAR", "kind": "value", "slot": "method", "value": "drone"}
            )
            assert posted.status_code in refusals(path), (path, posted.status_code)
    editor = client_of(Role.EDITOR, Marking.RED)
    assert editor.get(paths["incident"]).status_code == 200
    assert editor.get(paths["report"]).status_code == 200


def test_an_editor_may_not_mark_what_is_hidden_from_them(client_of: Callable[..., Client], own: Home) -> None:
    from sakkhi.store.marks import mark_report, markings

    name, number = found()
    mark_report(number, Marking.RED, "admin", "to be kept safe", NOW, EVERYTHING)
    editor = client_of(Role.EDITOR, Marking.AMBER)
    for path in (f"/incident/{name}/mark/", f"/report/{number}/mark/"):
        assert editor.post(path, {"marking": "CLEAR", "why": "because"}).status_code == 404
    assert markings([name], EVERYTHING) == {name: Marking.RED}


def test_an_editor_marks_and_it_is_noted(client_of: Callable[..., Client], own: Home) -> None:
    from sakkhi.model.deed import DeedKind
    from sakkhi.store.deeds import deeds
    from sakkhi.store.marks import markings

    name, _ = found()
    editor = client_of(Role.EDITOR, Marking.RED)
    assert editor.post(f"/incident/{name}/mark/", {"marking": "AMBER", "why": ""})["Location"] == f"/incident/{name}/"
    assert markings([name], EVERYTHING) == {name: Marking.CLEAR}
    editor.post(f"/incident/{name}/mark/", {"marking": "AMBER+STRICT", "why": "talks"})
    assert markings([name], EVERYTHING) == {name: Marking.AMBER_STRICT}
    assert deeds(1, kind=DeedKind.MARK)[0].deed.detail == "TLP:AMBER+STRICT: talks"
    assert (
        client_of(Role.ANALYST, Marking.RED)
        .post(f"/incident/{name}/mark/", {"marking": "CLEAR", "why": "x"})
        .status_code
        == 403
    )


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Something went wrong"), ("bn", "কিছু একটা সমস্যা"), ("ar", "حدث خطأ")]
)
def test_an_error_says_nothing_of_the_inside(
    client_of: Callable[..., Client], monkeypatch: pytest.MonkeyPatch, language: str, words: str
) -> None:
    from sakkhi.desk.pages import log

    def broken(*_: object) -> None:
        raise RuntimeError("the inside at /var/lib/secret")

    monkeypatch.setattr(log, "deeds", broken)
    client = client_of(Role.ADMIN)
    client.raise_request_exception = False
    client.post("/language/", {"language": language})
    answer = client.get("/log/")
    client.post("/language/", {"language": "en"})
    page = answer.content.decode()
    assert answer.status_code == 500
    assert words in page
    assert "inside" not in page
    assert "RuntimeError" not in page
    assert answer["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("language", "words"), [("en", "There is no such page"), ("bn", "এমন কোনো পাতা নেই"), ("ar", "لا توجد صفحة كهذه")]
)
def test_what_is_not_there_is_said_in_the_readers_language(
    client_of: Callable[..., Client], language: str, words: str
) -> None:
    client = client_of(Role.READER)
    for path in ("/nowhere/", "/incident/i-none/", "/report/99999999/", "/report/99999999999999999999999/"):
        answer = client.get(path, headers={"accept-language": language})
        assert answer.status_code == 404, path
        assert words in answer.content.decode(), path


def test_a_form_of_many_megabytes_is_refused(desk: Home) -> None:
    assert Client().post("/sign-in/", {"username": "x" * 3_000_000}).status_code == 400
    many = {f"field{n}": "1" for n in range(600)}
    assert Client().post("/sign-in/", many).status_code == 400


def test_behind_https_everything_is_for_https_alone(client_of: Callable[..., Client], tmp_path: Path) -> None:
    from sakkhi.desk.conf import settings_of

    signed_in = client_of(Role.READER)
    wanted = settings_of("only for tests", tmp_path, hosts=("testserver",), https=True)
    changed = {name: wanted[name] for name in wanted if name.startswith(("SECURE_", "SESSION_", "CSRF_", "LANGUAGE_"))}
    with override_settings(**changed, SAKKHI_PROXY=True):
        plain = Client().get("/sign-in/")
        assert (plain.status_code, plain["Location"]) == (301, "https://testserver/sign-in/")
        proxied = {
            "x-forwarded-proto": "https",
            "host": "testserver",
            "x-forwarded-for": "192.0.2.66, 192.0.2.7",
            "origin": "https://testserver",
        }
        client = Client(headers=proxied, enforce_csrf_checks=True)
        page = client.get("/sign-in/")
        assert page["Strict-Transport-Security"].startswith("max-age=31536000")
        token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page.content.decode())
        assert token
        told = {"username": "reader", "password": PASSWORD, "csrfmiddlewaretoken": token[1]}
        assert client.post("/sign-in/", told).status_code == 302
        for name in ("__Host-session", "__Host-csrf"):
            assert client.cookies[name]["secure"]
            assert client.cookies[name]["httponly"]
            assert client.cookies[name]["path"] == "/"
            assert client.cookies[name]["samesite"] == "Lax"
    from sakkhi.store.deeds import deeds

    assert deeds(1, by="reader")[0].deed.address == "192.0.2.7", "what the client wrote itself is not believed"
    assert signed_in.get("/").status_code == 200


def test_the_key_is_for_its_owner_alone(tmp_path: Path) -> None:
    from sakkhi.desk.conf import secret_of

    key = secret_of(tmp_path)
    assert len(key) > 60
    assert secret_of(tmp_path) == key
    assert stat.S_IMODE((tmp_path / "desk.key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["desk.key"]


def test_a_served_file_is_kept_by_browsers_and_packed(served: str) -> None:
    import httpx

    with httpx.Client(base_url=served, timeout=30) as browser:
        page = browser.get("/sign-in/")
        sheet = re.search(r'href="(/static/[^"]+desk\.css)"', page.text)
        assert sheet
        file = browser.get(sheet[1])
        assert "immutable" in file.headers["cache-control"]
        assert file.headers["content-encoding"] in ("gzip", "br")
        assert browser.get("/static/../desk.key").status_code == 404
        assert browser.get(sheet[1].replace("desk.css", "..%2f..%2f..%2fdesk.key")).status_code == 404
