"""`sakkhi brief`: from example reports to a page, the same twice, and what changed since the last."""

import datetime as dt
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from sakkhi.cli.main import app
from sakkhi.model.marking import Marking
from sakkhi.model.own_site import OwnSite
from sakkhi.store.own_sites import add_sites

EXAMPLES = Path(__file__).parents[2] / "src/sakkhi/examples/reports.jsonl"


def ran(*arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments])


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("brief") / "home"
    assert ran("init", "--data", str(folder)).exit_code == 0
    assert ran("add", str(EXAMPLES), "--data", str(folder)).exit_code == 0
    return folder


def brief(home: Path, out: Path, *more: str) -> Result:
    return ran("brief", "--site", "Erbil,36.19,44.01", "--radius", "450", "-o", str(out), "--data", str(home), *more)


def test_a_report_and_the_next_one(home: Path, tmp_path: Path) -> None:
    first, again, second = (tmp_path / f"{n}.html" for n in range(3))
    assert brief(home, first, "--until", "2024-01-20").exit_code == 0
    assert brief(home, again, "--until", "2024-01-20").exit_code == 0
    assert first.read_bytes() == again.read_bytes()
    assert "first report on this place" in first.read_text(encoding="utf-8")
    assert brief(home, second, "--until", "2024-02-06", "--days", "28").exit_code == 0
    told = second.read_text(encoding="utf-8")
    assert "went to 20 January 2024" in told
    assert "New: drone attack" in told


@pytest.mark.parametrize("language", ["ar", "bn", "en"])
def test_a_pdf(home: Path, tmp_path: Path, language: str) -> None:
    out = tmp_path / "out.pdf"
    assert brief(home, out, "--until", "2024-01-20", "--language", language).exit_code == 0
    assert out.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--language", "fr"], "--language"),
        (["--format", "doc"], "--format"),
        (["--until", "soon"], "--until"),
        (["--radius", "0"], "--radius"),
        (["--tlp", "pink"], "--tlp"),
        (["--site", "nowhere at all"], "--site"),
    ],
)
def test_what_is_wrong_is_told(home: Path, tmp_path: Path, options: list[str], told: str) -> None:
    result = brief(home, tmp_path / "x.html", *options)
    assert result.exit_code == 2
    assert told in result.stderr
    assert not (tmp_path / "x.html").exists()


def test_what_is_told_of_a_marked_site_is_marked_like_it(home: Path, tmp_path: Path) -> None:
    now = dt.datetime(2024, 1, 21, tzinfo=dt.UTC)
    add_sites([(1, OwnSite("Our clinic", 36.19, 44.01, marking=Marking.AMBER))], "editor", now)
    out = tmp_path / "out.html"
    asked = ("brief", "--site", "Our clinic", "-o", str(out), "--data", str(home), "--until", "2024-01-20")
    refused = ran(*asked)
    assert refused.exit_code == 2
    assert "the site is marked TLP:AMBER" in refused.stderr
    assert not out.exists()
    assert ran(*asked, "--tlp", "AMBER").exit_code == 0
    assert "TLP:AMBER" in out.read_text(encoding="utf-8")
