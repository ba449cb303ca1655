"""`sakkhi export`, `import` and `incidents --coder` as a person runs them."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def sakkhi(*arguments: str, home: Path, given: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "SAKKHI_DATA": str(home)}
    environment.pop("SAKKHI_DATABASE_URL", None)
    command = [sys.executable, "-m", "sakkhi", *arguments]
    return subprocess.run(command, env=environment, input=given, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("exports") / "home"
    assert sakkhi("init", home=made).returncode == 0
    assert sakkhi("add", str(ROOT / "examples/examples.jsonl"), home=made).returncode == 0
    return made


def test_a_file_comes_with_its_loss_report(home: Path, tmp_path: Path) -> None:
    done = sakkhi("export", "--format", "acled", "-o", str(tmp_path / "a.csv"), home=home)
    assert done.returncode == 0
    assert done.stdout == ""
    report = json.loads((tmp_path / "a.csv.loss.json").read_text())
    assert report["records"]["seen"] == report["records"]["written"] + report["records"]["not_eligible"]
    assert "Loss report: acled" in (tmp_path / "a.csv.loss.txt").read_text()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.csv", "a.csv.loss.json", "a.csv.loss.txt"]


def test_standard_output_gets_the_file_and_standard_error_the_report(home: Path, tmp_path: Path) -> None:
    done = sakkhi("export", "--format", "geojson", "--country", "IRQ", home=home)
    assert {f["properties"]["country"] for f in json.loads(done.stdout)["features"]} == {"IRQ"}
    assert "Loss report: geojson" in done.stderr
    done = sakkhi("export", "--format", "csv", "--loss", str(tmp_path / "loss.json"), home=home)
    assert done.stdout.startswith("id,")
    assert json.loads((tmp_path / "loss.json").read_text())["format"] == "csv"
    assert "Loss report" not in done.stderr


def test_the_same_data_give_the_same_bytes(home: Path, tmp_path: Path) -> None:
    for name in ("stix", "parquet"):
        for n in (1, 2):
            sakkhi("export", "--format", name, "-o", str(tmp_path / f"{name}{n}"), home=home)
        assert (tmp_path / f"{name}1").read_bytes() == (tmp_path / f"{name}2").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--format", "xls"), "'xls' is none"),
        (("--format", "csv", "--tlp", "pink"), "'pink' is none"),
        (("--format", "csv", "--since", "soon"), "'soon' is no date"),
        (("--format", "csv", "-o", "/nowhere/at/all"), "it cannot be written"),
    ],
)
def test_a_bad_option_is_one_line(arguments: tuple[str, ...], told: str, home: Path) -> None:
    done = sakkhi("export", *arguments, home=home)
    assert done.returncode == 2
    assert told in done.stderr
    assert done.stderr.count("\n") == 1


def test_imported_records_stand_apart(home: Path, tmp_path: Path) -> None:
    before = sakkhi("incidents", "--json", home=home).stdout
    sakkhi("export", "--format", "acled", "-o", str(tmp_path / "a.csv"), home=home)
    done = sakkhi("import", "--format", "acled", "--coder", "them", str(tmp_path / "a.csv"), home=home)
    assert done.returncode == 0
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 4
    assert f"them: {len(rows)} added, 0 changed, 0 already there, 0 left out" in done.stdout
    listed = sakkhi("incidents", "--coder", "them", "--json", home=home).stdout.splitlines()
    assert {json.loads(line)["coder"] for line in listed} == {"them"}
    assert len(sakkhi("incidents", "--coder", "them", "--country", "IRQ", home=home).stdout.splitlines()) == sum(
        row["country"] == "Iraq" for row in rows
    )
    again = sakkhi("import", "--format", "acled", "--coder", "them", str(tmp_path / "a.csv"), home=home)
    assert f"0 added, 0 changed, {len(rows)} already there" in again.stdout
    sakkhi("link", "--all", home=home)
    assert sakkhi("incidents", "--json", home=home).stdout == before


def test_bad_rows_are_named_and_the_others_kept(home: Path) -> None:
    columns = "event_id_cnty,event_date,event_type,sub_event_type,country,fatalities"
    text = f"{columns}\nX1,2024-01-01,Battles,Armed clash,Iraq,1\nX2,x,,,,\n"
    done = sakkhi("import", "--format", "acled", "--coder", "rows", "-", home=home, given=text)
    assert done.returncode == 2
    assert "1 added, 0 changed, 0 already there, 1 left out" in done.stdout
    assert "-, line 3" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("incidents", "--coder", "nobody"), "nothing of 'nobody' was imported"),
        (("incidents", "--coder", "them", "--disputed"), "know no disputed"),
        (("import", "--format", "gtd", "x"), "'gtd' is none"),
        (("import", "--format", "acled", "--coder", "a b", "x"), "is no name"),
        (("import", "--format", "acled", "/nowhere"), "it cannot be read"),
    ],
)
def test_what_cannot_be_imported_or_listed_is_one_line(arguments: tuple[str, ...], told: str, home: Path) -> None:
    done = sakkhi(*arguments, home=home)
    assert done.returncode == 2
    assert told in done.stderr
