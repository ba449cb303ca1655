"""The desk on a small collection of our own reports: in this process, and served to a browser."""

import datetime as dt
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.test.utils import override_settings

from sakkhi.collect.home import Home, home, make_home, open_home
from sakkhi.model.access import Role, Scope
from sakkhi.model.marking import Marking
from sakkhi.store import models, tokens
from sakkhi.store.database import forget_connections
from sakkhi.store.watch_rules import WatchRule, keep_watch_rule
from tests.desk.made import add_reports

# A watch of the file and one of the desk: both find something among our reports.
WATCHES = """
[[channel]]
name = "all"
way = "feed"
[[watch]]
name = "Iraq"
country = ["IRQ"]
fresh = 20000
to = ["all"]
"""
DRONES = '{"name": "drones", "method": ["drone"], "fresh": 20000}'
PASSWORD = "many small witnesses"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's loop runs in this thread, beside it and not round it
CHROMIUM = next((p for p in ("/usr/bin/chromium", "/usr/bin/chromium-browser") if Path(p).exists()), None)


@pytest.fixture(scope="package")
def desk_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Django set up for the desk, and for the store alone again behind the desk's tests."""
    from django.conf import settings

    from sakkhi.desk.conf import settings_of

    folder = tmp_path_factory.mktemp("desk")
    wanted = settings_of("only for tests", folder, hosts=("testserver", "localhost", "127.0.0.1"), https=False)
    for name in ("DATABASES", "DEFAULT_AUTO_FIELD", "USE_TZ", "TIME_ZONE"):
        del wanted[name]
    wanted["SECRET_KEY_FALLBACKS"] = []
    settings.SECRET_KEY = "the store has none of its own to go back to"
    with override_settings(**wanted):
        yield
    forget_connections()


def fill(made: Home) -> None:
    """Put into a collection that is to be made what most tests of the desk look at."""
    make_home(made)
    made.watches.write_text(WATCHES, encoding="utf-8")
    keep_watch_rule(WatchRule("drones", DRONES, True, "editor", dt.datetime(2024, 1, 1, tzinfo=dt.UTC)))
    add_reports(made)
    for role in Role:
        add_user(role.value, role)


@pytest.fixture(scope="package")
def filled(desk_settings: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """A collection with our own reports, linked, and a user of each role; tests must leave it as it is."""
    made = home(tmp_path_factory.mktemp("filled"), None)
    fill(made)
    yield made
    forget_connections()


@pytest.fixture
def desk(filled: Home) -> Iterator[Home]:
    """The filled collection, opened in this process; the languages that users chose are forgotten afterwards."""
    from sakkhi.store.models import Account

    open_home(filled)
    with override_settings(SAKKHI_FOLDER=filled.folder):
        yield filled
    open_home(filled)
    Account.objects.exclude(language="", theme="").update(language="", theme="")


@pytest.fixture
def client_of(desk: Home) -> Callable[..., Client]:
    """A client signed in as a role; `clearance` changes what the role's user may see."""

    def signed_in(role: Role = Role.READER, clearance: Marking | None = None) -> Client:
        if clearance is not None:
            add_user(role.value, role, clearance)
        client = Client()
        client.force_login(_user(role.value))
        return client

    return signed_in


@pytest.fixture(scope="package")
def served(filled: Home) -> Iterator[str]:
    """The address of the desk, served by the command itself."""
    environment = {**os.environ, "SAKKHI_DATA": str(filled.folder), "PYTHONUNBUFFERED": "1"}
    environment.pop("SAKKHI_DATABASE_URL", None)
    command = [sys.executable, "-m", "sakkhi", "desk", "--port", "0"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        line = next((line for line in server.stdout if "http://" in line), None)
        assert line is not None, "the desk did not open"
        yield line.split()[-1].rstrip("/")
        server.terminate()


@pytest.fixture(scope="package")
def disputed(filled: Home, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The filled collection with reports that contradict each other, change, or are hostile; never opened to change."""
    forget_connections()
    folder = tmp_path_factory.mktemp("disputed") / "home"
    shutil.copytree(filled.folder, folder)
    made = home(folder, None)
    open_home(made)
    add_reports(made, Path(__file__).with_name("disputed.jsonl"))
    forget_connections()
    return made


@pytest.fixture
def changing(disputed: Home, tmp_path: Path) -> Iterator[Home]:
    """A copy of that collection for one test to rule in, opened in this process."""
    shutil.copytree(disputed.folder, tmp_path / "home")
    made = home(tmp_path / "home", None)
    open_home(made)
    with override_settings(SAKKHI_FOLDER=made.folder):
        yield made
    forget_connections()


@pytest.fixture
def ruler(changing: Home) -> Callable[..., Client]:
    """A client signed in as a role on the collection that may be changed."""

    def signed_in(role: Role = Role.ANALYST, clearance: Marking | None = None, name: str = "") -> Client:
        name = name or role.value
        add_user(name, role, clearance)
        client = Client()
        client.force_login(_user(name))
        return client

    return signed_in


@pytest.fixture
def opened(browser: Any, changing: Home) -> Iterator[Callable[..., Any]]:
    """A page of the browser on the collection that may be changed, served by the command; several share the server."""
    environment = {**os.environ, "SAKKHI_DATA": str(changing.folder), "PYTHONUNBUFFERED": "1"}
    environment.pop("SAKKHI_DATABASE_URL", None)
    command = [sys.executable, "-m", "sakkhi", "desk", "--port", "0"]
    contexts: list[Any] = []
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        line = next((line for line in server.stdout if "http://" in line), None)
        assert line is not None, "the desk did not open"
        base = line.split()[-1].rstrip("/")

        def page(role: Role = Role.ANALYST, language: str = "en", width: int = 1280, **more: Any) -> Any:
            context = browser.new_context(base_url=base, viewport={"width": width, "height": 900}, **more)
            contexts.append(context)
            context.add_cookies([{"name": "django_language", "value": language, "url": base}])
            new = context.new_page()
            new.goto("/sign-in/")
            new.fill("[name=username]", role.value)
            new.fill("[name=password]", PASSWORD)
            new.click("main button")
            return new

        page.server = server  # type: ignore[attr-defined]
        yield page
        for context in contexts:
            context.close()
        server.terminate()


@pytest.fixture(scope="package")
def browser() -> Iterator[Any]:
    """Debian's Chromium, without a head."""
    if CHROMIUM is None:
        pytest.skip("there is no Chromium here; Debian's package is named chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def page_of(browser: Any, served: str) -> Iterator[Callable[..., Any]]:
    """A page of the browser, signed in as a role, in a language, of a width; it asks no other host."""
    contexts = []

    def opened(
        role: Role = Role.ANALYST, language: str = "en", width: int = 1280, height: int = 900, **more: Any
    ) -> Any:
        context = browser.new_context(base_url=served, viewport={"width": width, "height": height}, **more)
        contexts.append(context)
        context.add_cookies([{"name": "django_language", "value": language, "url": served}])
        page = context.new_page()
        page.goto("/sign-in/")
        page.fill("[name=username]", role.value)
        page.fill("[name=password]", PASSWORD)
        page.click("main button")
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def asker(desk: Home) -> Iterator[Callable[..., Any]]:
    """Asks as the user of a role, with a key of these scopes."""

    def made(role: Role = Role.READER, *scopes: Scope, clearance: Marking | None = None, days: int = 7) -> Any:
        from tests.desk.asking import NOW, Asker

        add_user(role.value, role, clearance)
        return Asker(tokens.make_token(role.value, "test", scopes or (Scope.READ,), days, NOW)[1])

    yield made
    models.Token.objects.all().delete()
    for role in Role:
        add_user(role.value, role)


@pytest.fixture
def ruled(desk_settings: None, tmp_path: Path, filled: Home) -> Iterator[Home]:
    """A collection of its own, on which tests may rule."""
    made = home(tmp_path / "ruled", None)
    make_home(made)
    add_reports(made)
    with override_settings(SAKKHI_FOLDER=made.folder):
        yield made
    open_home(filled)


def add_user(name: str, role: Role, clearance: Marking | None = None) -> None:
    """Make or change a user; who may mark may see everything, unless told otherwise."""
    from django.contrib.auth.models import User

    from sakkhi.store.people import Person, keep_person

    user, made = User.objects.get_or_create(username=name)
    if made:
        user.set_password(PASSWORD)
        user.save()
    full = Marking.RED if role.at_least(Role.EDITOR) else Marking.GREEN
    keep_person(Person(name, role, full if clearance is None else clearance))


def _user(name: str) -> Any:
    from django.contrib.auth.models import User

    return User.objects.get(username=name)
