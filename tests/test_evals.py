"""What was once reached on real reports is kept: the floors of `evals/floors.toml`.

The reports are not ours to give away, so they lie beside the repository and the test is skipped where they do not.
"""

import hashlib
import tomllib
from pathlib import Path

import pytest

from sakkhi.cli.evaluate import Evaluation, evaluate
from sakkhi.score import total

ROOT = Path(__file__).parents[1]
SETS = ROOT.parent / "shared/dev"
FLOORS = tomllib.loads((ROOT / "evals/floors.toml").read_text(encoding="utf-8"))


def pinned(kind: str, name: str) -> str:
    """The path of a set's file; the test is skipped where it is not the one that the floors were measured on."""
    path = SETS / f"{kind}.{name}.jsonl"
    if not path.exists():
        pytest.skip(f"there is no {path}")
    if hashlib.sha256(path.read_bytes()).hexdigest() != FLOORS[name][kind]:
        pytest.skip(f"{path} is not the file whose sha256 is in evals/floors.toml")
    return str(path)


@pytest.mark.parametrize("name", FLOORS)
def test_no_figure_falls_below_its_floor(name: str) -> None:
    evaluation = evaluate(pinned("gold", name), pinned("texts", name))
    assert isinstance(evaluation, Evaluation), evaluation.line
    figures, floors = total(evaluation.scores), FLOORS[name]
    reached = {
        "news_f1": figures.news.rates.f1,
        "incidents_f1": figures.incidents.rates.f1,
        "slot_f1": figures.all_slots.rates.f1,
    }
    fallen = {figure: (value, floors[figure]) for figure, value in reached.items() if value < floors[figure]}
    assert not fallen, f"below the floor (reached, floor): {fallen}"
    assert figures.promoted <= floors["promoted_max"]
