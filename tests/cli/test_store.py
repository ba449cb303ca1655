"""The commands that keep and show reports, as a person runs them."""

import json
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from typer.testing import CliRunner

from sakkhi.cli.main import app
from sakkhi.errors import SakkhiError
from sakkhi.store.database import forget_connections

TEXT = "Two drones were shot down near the base on Monday, the army said. No one was hurt, a spokesman told reporters."
PAGE = f"<html><head><title>Drones downed</title></head><body><article><p>{TEXT}</p></article></body></html>"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


class Done(NamedTuple):
    """What a command printed, and its exit status."""

    returncode: int
    stdout: str
    stderr: str


def sakkhi(data: Path, *arguments: str | Path, stdin: str = "") -> Done:
    """A command, run in this process: a new one each would load everything anew."""
    environment = {"SAKKHI_DATA": str(data), "SAKKHI_DATABASE_URL": None}
    if stdin:
        (path := data.parent / "given.txt").write_text(stdin, encoding="utf-8")
        arguments = (*(path if argument == "-" else argument for argument in arguments),)
    done = CliRunner().invoke(app, [*map(str, arguments)], env=environment)
    forget_connections()
    if isinstance(done.exception, SakkhiError):
        return Done(2, done.stdout, f"sakkhi: {done.exception}\n")
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Done(done.exit_code, done.stdout, done.stderr)


def test_from_nothing_to_a_report_shown(data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    (folder / "inner").mkdir(parents=True)
    rows = [{"id": "r-1", "text": TEXT, "published": "2024-02-05", "outlet": "The Test", "title": "Drones downed"}]
    rows.append({"id": "r-2", "text": TEXT + " More soon.", "published": "2024-02-06"})
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    (folder / "inner/page.html").write_text(PAGE, encoding="utf-8")
    (folder / "empty.txt").touch()
    (folder / "picture.png").write_bytes(b"\x89PNG")
    assert sakkhi(data, "init").returncode == 0
    added = sakkhi(data, "add", folder)
    assert added.stdout.startswith("3 added, 0 already there, 1 copies of others, 1 failed\n")
    assert (added.returncode, added.stderr.count("\n")) == (2, 1)
    assert sakkhi(data, "add", folder / "rows.jsonl").stdout.startswith("0 added, 2 already there")
    assert sakkhi(data, "add", "-", stdin=TEXT + "!").stdout.startswith("1 added")
    listed = sakkhi(data, "reports", "drones ARMY", "--until", "2024-02-05").stdout
    assert listed.startswith("r-1  2024-02-05 · en · The Test · Drones downed")
    shown = sakkhi(data, "show", "r-1").stdout
    assert "version 1" in shown
    assert "copy  r-2" in shown
    assert sakkhi(data, "show", "r-1", "--text").stdout == TEXT
    assert json.loads(sakkhi(data, "show", "r-1", "--original").stdout) == rows[0]
    assert json.loads(sakkhi(data, "show", "r-1", "--json").stdout)["report"]["id"] == "r-1"
    status = json.loads(sakkhi(data, "status", "--json").stdout)
    assert (status["reports"], status["failed"][0]["what"]) == (4, "it is empty")
    assert "4 reports" in sakkhi(data, "status").stdout
    assert [json.loads(line)["report"] for line in sakkhi(data, "reports", "--json").stdout.splitlines()][-1] == "r-1"


def test_who_may_see_what_is_added_and_marked(data: Path, tmp_path: Path) -> None:
    sakkhi(data, "init")
    (file := tmp_path / "r.jsonl").write_text(json.dumps({"id": "r-1", "text": TEXT, "published": "2024-02-05"}) + "\n")
    sakkhi(data, "add", "--marking", "RED", file)
    incident = json.loads(sakkhi(data, "incidents", "--json").stdout)["id"]
    assert incident in sakkhi(data, "export", "--format", "csv", "--tlp", "RED").stdout
    assert incident not in sakkhi(data, "export", "--format", "csv").stdout
    assert sakkhi(data, "rule", "mark", "r-1", "CLEAR", "--why", "public").stdout == "ruling 1: r-1 is TLP:CLEAR\n"
    assert incident in sakkhi(data, "export", "--format", "csv").stdout
    assert "TLP:AMBER" in sakkhi(data, "rule", "mark", incident, "AMBER", "--why", "people").stdout
    assert incident not in sakkhi(data, "export", "--format", "csv").stdout
    assert "no such incident" in sakkhi(data, "rule", "mark", "nowhere", "RED", "--why", "people").stderr
    assert sakkhi(data, "rule", "mark", "r-1", "RED", "--why", " ").returncode == 2


def test_what_is_damaged_is_told(data: Path) -> None:
    sakkhi(data, "init")
    sakkhi(data, "add", "-", stdin=TEXT)
    assert sakkhi(data, "verify").stdout == "3 originals, texts and files whole, 0 damaged or missing\n"
    (archive,) = (data / "archive").iterdir()
    archive.write_bytes(archive.read_bytes()[:-20])
    damaged = sakkhi(data, "verify")
    assert damaged.returncode == 1
    assert "is damaged or cut off" in damaged.stderr
    archive.unlink()
    assert "it cannot be read (No such file or directory)" in sakkhi(data, "verify").stderr


def test_nothing_to_read_again(data: Path) -> None:
    sakkhi(data, "init")
    sakkhi(data, "add", "-", stdin=TEXT)
    assert sakkhi(data, "reread").stdout == "0 read again, 0 changed\n"
    assert sakkhi(data, "migrate").stdout == "the tables are up to date\n"
    assert sakkhi(data, "init").stdout.startswith(f"{data}: already there")


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (["reports"], "there is no data folder; make one with `sakkhi init`"),
        (["add", "x.txt", "--published", "soon"], "'soon' is no date"),
    ],
)
def test_without_a_collection(data: Path, arguments: list[str], fault: str) -> None:
    done = sakkhi(data, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert fault in done.stderr
    assert done.stderr.count("\n") == 1


def test_bad_options_and_a_bad_database(data: Path) -> None:
    sakkhi(data, "init")
    for arguments, fault in (
        (["reports", "--since", "soon"], "'soon' is no date"),
        (["show", "nowhere"], "there is no such report"),
        (["collect", "--every", "often"], "'often' is no time"),
        (["collect", "--once"], "it names no source"),
        (["reread", "--since", "soon"], "'soon' is no date"),
    ):
        done = sakkhi(data, *arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert fault in done.stderr
    (data / "sakkhi.db").write_bytes(b"not a database at all, only words" * 99)
    done = sakkhi(data, "reports")
    assert done.returncode == 2
    assert "the file is damaged or no database" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("command", ["read", "--version"])
def test_reading_loads_no_database(tmp_path: Path, command: str) -> None:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    arguments = [command, "--json", str(path)] if command == "read" else [command]
    code = (
        f"import sys, atexit; sys.argv = ['sakkhi', *{arguments!r}]\n"
        "from sakkhi.cli.main import main\n"
        "atexit.register(lambda: sys.stderr.write(str([m for m in sys.modules"
        " if m in ('django', 'sqlite3', 'numpy', 'datasketch', 'httpx', 'feedparser', 'psycopg')])))\n"
        "main()"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stderr == "[]"
