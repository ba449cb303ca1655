"""A new user sees a living desk with one command."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sakkhi.collect.home import home, make_home, open_home
from sakkhi.store import view
from tests.desk.made import add_reports

PASSWORD = "many small witnesses"


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[tuple[str, str]]:
    """(the address at which the first user chooses a password, the desk's address), as the command prints them."""
    environment = {**os.environ, "TMPDIR": str(tmp_path), "SAKKHI_DATA": "/nowhere", "PYTHONUNBUFFERED": "1"}
    environment["SAKKHI_DATABASE_URL"] = "postgresql://nobody@127.0.0.1:9/nothing"  # a demo touches none but its own
    command = [sys.executable, "-m", "sakkhi", "desk", "--demo", "--port", "0"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            told = []
            for line in server.stdout:
                told.append(line)
                if line.startswith("The desk is open"):
                    break
            addresses = re.findall(r"http://\S+", "".join(told))
            assert len(addresses) == 2, told
            assert list(tmp_path.glob("sakkhi-demo-*"))
            yield addresses[0], addresses[1].rstrip("/")
        finally:
            server.send_signal(signal.SIGTERM)
            server.communicate()
    assert list(tmp_path.glob("sakkhi-*")) == []  # nothing is left behind


def test_one_command_opens_a_living_desk(demo: tuple[str, str], browser: Any) -> None:
    first, place = demo
    context = browser.new_context(base_url=place, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(first)
    for field in page.locator("input[type=password]").all():
        field.fill(PASSWORD)
    page.click("main button")
    if "sign-in" in page.url:
        page.fill("[name=username]", "admin")
        page.fill("[name=password]", PASSWORD)
        page.click("main button")
    page.goto("/search/?q=Kerman")
    assert page.locator(".found h3").count() >= 4
    page.goto("/sources/?days=90")
    assert page.locator("tbody tr").count() >= 7
    assert "Example Daily" in page.locator("main").inner_text()
    context.close()


def test_a_collection_of_somebody_s_is_left_alone(tmp_path: Path) -> None:
    place = home(tmp_path, None)
    make_home(place)
    add_reports(place)
    command = [sys.executable, "-m", "sakkhi", "desk", "--demo", "--port", "0", "--data", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode != 0
    assert "a collection of yours is there" in done.stderr
    open_home(place)
    assert len(list(view.reports(view.Filters()))) == 5
