"""`sakkhi evaluate` as a person runs it: a table, one JSON object, one line a fault."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

TEXT = {"id": "a", "text": "Two drones were shot down near the base on Monday, the army said.", "language": "en"}
GOLD = {"id": "a", "incidents": [{"role": "focus", "method": "drone", "munitions": [2, 2], "outcome": "intercepted"}]}


def sakkhi(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sakkhi", "evaluate", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, check=False)


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    gold, texts = tmp_path / "gold.jsonl", tmp_path / "texts.jsonl"
    gold.write_text(json.dumps(GOLD) + "\n\n", encoding="utf-8")
    texts.write_text(json.dumps(TEXT) + "\n" + json.dumps(TEXT | {"id": "not in the gold"}), encoding="utf-8")
    return gold, texts


def test_the_table_names_every_figure(files: tuple[Path, Path]) -> None:
    done = sakkhi("--gold", files[0], "--texts", files[1], "--worst", "1")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert " ".join(lines[1].split()) == "attack is the news 1.000 1.000 1.000 1 0 0"
    assert next(line for line in lines if line.startswith("  munitions")).split()[1:4] == ["1.000"] * 3
    assert any(line.startswith("all slots (slot F1)") for line in lines)
    assert any(line.startswith("promoted to fact        0") for line in lines)


def test_the_figures_as_json(files: tuple[Path, Path]) -> None:
    other = GOLD | {"incidents": [{"role": "focus", "method": "arson", "where": {"name": "Dhaka", "country": "BGD"}}]}
    files[0].write_text(json.dumps(other), encoding="utf-8")
    done = sakkhi("--gold", files[0], "--texts", files[1], "--json")
    figures = json.loads(done.stdout)
    assert (figures["reports"], figures["incidents"]["tp"], figures["promoted"]) == (1, 0, 0)
    assert figures["worst"][0]["id"] == "a"
    assert figures["worst"][0]["missed"][0] == "not found: arson, Dhaka BGD, focus"


@pytest.mark.parametrize(
    ("gold", "fault"),
    [
        (None, "gold.jsonl: there is no such file; check the name"),
        ("", "gold.jsonl: it is empty; give one report a line"),
        (json.dumps(GOLD) + '\n{"id"', "gold.jsonl, line 2: it is not JSON ("),
        (
            '{"id": "a", "incidents": [{"role": "news"}]}',
            "gold.jsonl, line 1: it is not gold (Invalid enum value 'news'",
        ),
        (f"{json.dumps(GOLD)}\n{json.dumps(GOLD)}", "gold.jsonl, line 2: the id 'a' is there twice; keep one"),
        ('\n{"id": "b", "incidents": []}', "gold.jsonl, line 2: no text has the id 'b'; add its text to "),
    ],
)
def test_bad_gold_is_one_line(files: tuple[Path, Path], gold: str | None, fault: str) -> None:
    files[0].unlink()
    if gold is not None:
        files[0].write_text(gold, encoding="utf-8")
    done = sakkhi("--gold", files[0], "--texts", files[1])
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith(f"sakkhi: {files[0].parent}/{fault}")


@pytest.mark.parametrize(
    ("texts", "fault"),
    [
        (None, "texts.jsonl: there is no such file; check the name"),
        (json.dumps(TEXT) + "\nno", "texts.jsonl, line 2: it is not JSON ("),
        (
            f"{json.dumps(TEXT)}\n{json.dumps(TEXT)}",
            "texts.jsonl: the id 'a' is there 2 times; give each report its own",
        ),
    ],
)
def test_bad_texts_are_one_line(files: tuple[Path, Path], texts: str | None, fault: str) -> None:
    files[1].unlink()
    if texts is not None:
        files[1].write_text(texts, encoding="utf-8")
    done = sakkhi("--gold", files[0], "--texts", files[1])
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith(f"sakkhi: {files[1].parent}/{fault}")
