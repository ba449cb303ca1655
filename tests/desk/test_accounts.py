"""Signing in, two steps, lock-out, one-time links, people and the log."""

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from sakkhi.collect.home import Home
from sakkhi.model.access import Role
from sakkhi.model.deed import DeedKind
from sakkhi.model.marking import Marking
from sakkhi.store.deeds import deeds
from sakkhi.store.people import Person, person
from tests.desk.conftest import PASSWORD, add_user

CHOSEN = "rivers turn slowly in march"


@pytest.fixture
def nobody(desk: Home) -> Client:
    from axes.utils import reset

    reset()
    return Client()


def sign_in(client: Client, name: str, password: str = PASSWORD, **more: str) -> Any:
    return client.post("/sign-in/", {"username": name, "password": password, **more})


def code_of(name: str) -> str:
    from django_otp.oath import TOTP
    from django_otp.plugins.otp_static.models import StaticDevice
    from django_otp.plugins.otp_totp.models import TOTPDevice

    for written in StaticDevice.objects.filter(user__username=name):
        written.throttle_reset()
    device = TOTPDevice.objects.get(user__username=name)
    device.throttle_reset()
    totp = TOTP(device.bin_key)
    totp.time = time.time()
    device.last_t = -1
    device.save()
    return f"{totp.token():06d}"


def newest(kind: DeedKind) -> Any:
    return deeds(1, kind=kind)[0].deed


def test_signing_in_gives_a_new_session_and_is_noted(nobody: Client) -> None:
    nobody.post("/language/", {"language": "bn"})
    nobody.cookies["session"] = "chosen-by-somebody-else"
    assert sign_in(nobody, "reader")["Location"] == "/"
    assert nobody.cookies["session"].value != "chosen-by-somebody-else"
    assert newest(DeedKind.SIGNED_IN).by == "reader"
    assert nobody.post("/sign-out/")["Location"] == "/sign-in/"
    assert newest(DeedKind.SIGNED_OUT).by == "reader"
    assert nobody.get("/").status_code == 302


def test_the_session_of_before_signing_in_is_worth_nothing_after(nobody: Client) -> None:
    from django.contrib.sessions.backends.db import SessionStore

    planted = SessionStore()
    planted.create()
    nobody.cookies["session"] = planted.session_key
    sign_in(nobody, "reader")
    other = Client()
    other.cookies["session"] = planted.session_key
    assert other.get("/").status_code == 302


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(nobody: Client) -> None:
    wrong, unknown = sign_in(nobody, "reader", "no"), sign_in(nobody, "not there", "no")
    said = [re.search(r'role="alert".*?</div>', answer.content.decode(), re.DOTALL) for answer in (wrong, unknown)]
    assert said[0]
    assert said[1]
    assert said[0][0] == said[1][0]
    assert newest(DeedKind.REFUSED).by == "not there"


def test_five_failures_lock_the_name_out_for_that_address(nobody: Client) -> None:
    answers = [sign_in(nobody, "analyst", "no").status_code for _ in range(5)]
    assert answers[-1] == 429
    assert sign_in(nobody, "analyst").status_code == 429
    assert newest(DeedKind.LOCKED_OUT).by == "analyst"
    assert sign_in(nobody, "reader").status_code == 302


@pytest.mark.parametrize(
    "wanted", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_nobody_is_sent_to_another_host(nobody: Client, wanted: str) -> None:
    assert sign_in(nobody, "reader", next=wanted)["Location"] == "/"
    assert nobody.post("/language/", {"language": "bn", "next": wanted})["Location"] == "/"


def test_two_steps(client_of: Callable[..., Client]) -> None:
    add_user("two", Role.ANALYST)
    client, nobody = Client(), Client()
    sign_in(client, "two")
    other = Client()
    sign_in(other, "two")
    page = client.get("/account/second-step/").content.decode()
    assert "<svg" in page
    assert "data:" not in page
    assert "style=" not in page
    assert client.post("/account/second-step/", {"code": "000000"}).status_code == 200
    codes = re.findall(
        r"<li><code[^>]*>(\w+)<", client.post("/account/second-step/", {"code": code_of("two")}).content.decode()
    )
    assert len(codes) == 10
    assert client.get("/").status_code == 200
    assert other.get("/").status_code == 302, "a session of before the second step is ended"
    assert sign_in(nobody, "two")["Location"].startswith("/sign-in/code/")
    assert nobody.get("/").status_code == 302, "the password alone opens nothing"
    assert nobody.post("/sign-in/code/", {"code": "123"}).status_code == 200
    assert newest(DeedKind.REFUSED).detail == "code"
    code = code_of("two")
    assert nobody.post("/sign-in/code/", {"code": code})["Location"] == "/"
    assert nobody.get("/").status_code == 200
    nobody.post("/sign-out/")
    sign_in(nobody, "two")
    code_of("two")
    assert nobody.post("/sign-in/code/", {"code": codes[0]})["Location"] == "/"
    nobody.post("/sign-out/")
    sign_in(nobody, "two")
    code_of("two")
    assert nobody.post("/sign-in/code/", {"code": codes[0]}).status_code == 200, "a recovery code works once"
    client.post("/account/second-step/off/", {"password": "wrong"})
    assert person("two").coded  # type: ignore[union-attr]
    client.post("/account/second-step/off/", {"password": PASSWORD})
    assert sign_in(Client(), "two")["Location"] == "/"


def test_the_code_cannot_be_asked_for_without_the_password(nobody: Client) -> None:
    assert nobody.post("/sign-in/code/", {"code": "123456"})["Location"] == "/sign-in/"


def test_a_one_time_link_gives_a_password_once(client_of: Callable[..., Client]) -> None:
    admin, new = client_of(Role.ADMIN), Client()
    page = admin.post("/people/", {"name": "নতুন", "role": "analyst", "clearance": "AMBER"}).content.decode()
    link = re.search(r'value="http://testserver(/choose-password/[^"]+)"', page)
    assert link
    first = new.get(link[1])
    assert first.status_code == 302
    assert link[1].split("/")[-2] not in first["Location"], "the secret leaves the address"
    weak = new.post(first["Location"], {"new_password1": "short", "new_password2": "short"})
    assert weak.status_code == 200
    assert new.post(first["Location"], {"new_password1": CHOSEN, "new_password2": CHOSEN})["Location"] == "/sign-in/"
    assert sign_in(new, "নতুন", CHOSEN).status_code == 302
    assert person("নতুন") == Person("নতুন", Role.ANALYST, Marking.AMBER)
    assert "new_password1" not in Client().get(link[1], follow=True).content.decode()


def test_names_that_look_the_same_are_the_same(client_of: Callable[..., Client]) -> None:
    admin = client_of(Role.ADMIN)
    again = admin.post("/people/", {"name": "\uff52eader", "role": "reader", "clearance": "CLEAR"})
    assert "<form" in again.content.decode()
    assert "one-time" not in str(again.headers)
    assert admin.post("/people/", {"name": "READER", "role": "reader", "clearance": "CLEAR"}).status_code == 200
    assert {one.deed.subject for one in deeds(50, kind=DeedKind.ACCOUNT)}.isdisjoint({"READER", "\uff52eader"})


def test_nobody_but_an_admin_keeps_people(client_of: Callable[..., Client]) -> None:
    for role in (Role.READER, Role.ANALYST, Role.EDITOR):
        client = client_of(role)
        for path in ("/people/", "/people/admin/", "/log/"):
            assert client.get(path).status_code == 403
        raised = client.post(f"/people/{role.value}/", {"role": "admin", "clearance": "RED", "active": "on"})
        assert raised.status_code == 403
        assert person(role.value).role == role  # type: ignore[union-attr]


def test_no_form_changes_more_than_it_asks_for(client_of: Callable[..., Client]) -> None:
    reader = client_of(Role.READER)
    reader.post("/language/", {"language": "bn", "role": "admin", "clearance": "4", "is_superuser": "1"})
    reader.post("/account/", {"role": "admin", "clearance": "RED", "is_staff": "1"})
    assert person("reader").role == Role.READER  # type: ignore[union-attr]
    reader.post("/language/", {"language": "en"})


def test_the_last_admin_stays(client_of: Callable[..., Client]) -> None:
    admin = client_of(Role.ADMIN)
    for told in ({"role": "reader", "clearance": "RED", "active": "on"}, {"role": "admin", "clearance": "RED"}):
        assert admin.post("/people/admin/", told).status_code == 200
        assert person("admin").role == Role.ADMIN  # type: ignore[union-attr]
    assert admin.get("/people/").status_code == 200


def test_whoever_may_not_sign_in_any_more_is_out_at_once(client_of: Callable[..., Client]) -> None:
    add_user("leaver", Role.EDITOR)
    leaver, admin = Client(), client_of(Role.ADMIN)
    sign_in(leaver, "leaver")
    admin.post("/people/leaver/", {"role": "editor", "clearance": "RED"})
    assert leaver.get("/").status_code == 302
    assert sign_in(leaver, "leaver").status_code == 200
    assert newest(DeedKind.ACCOUNT).detail == "editor, TLP:RED, may not sign in"


def test_a_changed_password_ends_other_sessions(client_of: Callable[..., Client]) -> None:
    add_user("careful", Role.READER)
    here, there = Client(), Client()
    sign_in(here, "careful")
    sign_in(there, "careful")
    told = {"old_password": PASSWORD, "new_password1": CHOSEN, "new_password2": CHOSEN}
    assert here.post("/account/", told)["Location"] == "/account/"
    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 302


def test_the_log_is_only_added_to(client_of: Callable[..., Client]) -> None:
    client_of(Role.ADMIN).get("/log/")
    for sql in ("UPDATE store_deed SET by = 'somebody'", "DELETE FROM store_deed"):
        with pytest.raises(DatabaseError, match="only ever added"), connection.cursor() as cursor:
            cursor.execute(sql)
    page = client_of(Role.ADMIN).get("/log/?kind=refused&by=reader&before=99999").content.decode()
    assert "<table" in page


def test_the_first_admin_comes_by_a_link(tmp_path: Any, filled: Home) -> None:
    from sakkhi.collect.home import home, make_home, open_home
    from sakkhi.desk.links import FIRST, first_link
    from sakkhi.store.database import forget_connections

    make_home(home(tmp_path / "new", None))
    link = first_link()
    assert link
    assert first_link(), "a new one at each start, until a password is chosen"
    client = Client()
    place = client.get(link)["Location"]
    client.post(place, {"new_password1": CHOSEN, "new_password2": CHOSEN})
    assert first_link() is None
    assert person(FIRST) == Person(FIRST, Role.ADMIN, Marking.RED)
    assert sign_in(client, FIRST, CHOSEN).status_code == 302
    forget_connections()
    open_home(filled)
