"""The server is killed, with no time to tidy up, while people rule: what it said it kept is kept, nothing is half."""

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from sakkhi.collect.home import Home, home, open_home
from sakkhi.model.marking import EVERYTHING, Marking
from sakkhi.store import incidents
from sakkhi.store.database import forget_connections
from sakkhi.store.incidents import Sought
from sakkhi.store.rulings import rulings
from tests.desk.conftest import PASSWORD

WRITERS = 3


@pytest.fixture
def own(desk: Home, tmp_path: Path) -> Home:
    """A copy of the collection that the test may change; it is served by a process of its own."""
    forget_connections()
    return home(shutil.copytree(desk.folder, tmp_path / "own"), None)


def serve(place: Home) -> tuple[subprocess.Popen[str], str]:
    environment = {**os.environ, "SAKKHI_DATA": str(place.folder), "PYTHONUNBUFFERED": "1"}
    environment.pop("SAKKHI_DATABASE_URL", None)
    command = [sys.executable, "-m", "sakkhi", "desk", "--port", "0"]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True)
    assert server.stdout is not None
    line = next(line for line in server.stdout if "open at" in line)
    return server, line.split()[-1].rstrip("/")


def sign_in(client: httpx.Client) -> None:
    told = {"username": "editor", "password": PASSWORD, "csrfmiddlewaretoken": token(client)}
    assert client.post("/sign-in/", data=told).status_code == 302


def token(client: httpx.Client) -> str:
    found = re.search(r'csrfmiddlewaretoken" value="(\w+)"', client.get("/sign-in/", follow_redirects=True).text)
    assert found
    return found[1]


def test_nothing_that_was_kept_is_lost(own: Home) -> None:
    forget_connections()
    open_home(own)
    name = next(iter(incidents.records(Sought()))).id
    before = len(rulings())
    forget_connections()
    server, address = serve(own)
    kept: list[str] = []
    begun: list[str] = []
    enough = threading.Event()

    def rule(writer: int) -> None:
        with httpx.Client(base_url=address, timeout=30) as client, suppress(httpx.TransportError):
            sign_in(client)
            secret = token(client)
            for number in range(500):
                why = f"{writer}-{number}"
                begun.append(why)
                told = {"marking": "AMBER" if number % 2 else "GREEN", "why": why, "csrfmiddlewaretoken": secret}
                if client.post(f"/incident/{name}/mark/", data=told).status_code == 302:
                    kept.append(why)
                if len(kept) >= 20:
                    enough.set()

    writers = [threading.Thread(target=rule, args=(n,)) for n in range(WRITERS)]
    for writer in writers:
        writer.start()
    assert enough.wait(60)
    os.killpg(server.pid, signal.SIGKILL)
    server.wait()
    for writer in writers:
        writer.join()
    server.stdout.close()  # type: ignore[union-attr]
    assert len(begun) > len(kept), "it was killed while somebody ruled"
    open_home(own)
    found = [ruling.why for ruling in rulings()[before:]]
    assert set(kept) <= set(found) <= set(begun)
    assert len(found) == len(set(found))
    last = Marking.AMBER if int(found[-1].partition("-")[2]) % 2 else Marking.GREEN
    from sakkhi.store.marks import markings

    assert markings([name], EVERYTHING) == {name: last}, "the mark and its ruling are one"
    forget_connections()
    again, address = serve(own)
    with httpx.Client(base_url=address, timeout=30) as client:
        sign_in(client)
        assert client.get("/").status_code == 200
    again.terminate()
    again.wait()
    again.stdout.close()  # type: ignore[union-attr]
