"""docs/formats.md says of every format and field what the code says."""

import re
from pathlib import Path

from sakkhi.cli.sharing import app
from sakkhi.share import FORMATS
from sakkhi.share.losses import FIELDS, How
from sakkhi.share.reading import READERS

TEXT = (Path(__file__).parents[2] / "docs/formats.md").read_text(encoding="utf-8")
MARKS = {None: "●", How.PART: "◐", How.LOST: "–"}


def test_the_table_says_what_the_code_does() -> None:
    head = f"| field | {' | '.join(FORMATS)} |"
    rows = TEXT[TEXT.index(head) :].partition("\n\n")[0].splitlines()
    wanted = [
        f"| {field.what} (`{field.name}`) | "
        + " | ".join(MARKS[loss.how if (loss := f.loses.get(field.name)) else None] for f in FORMATS.values())
        + " |"
        for field in FIELDS
    ]
    assert rows[0] == head
    assert rows[2:] == wanted


def test_every_loss_is_told_in_its_words() -> None:
    for name, format in FORMATS.items():
        section = re.search(rf"^### {name}\n(.*?)(?=^### |\Z)", TEXT, re.MULTILINE | re.DOTALL)
        told = section[1].strip().splitlines() if section else []
        wanted = [
            f"- {field.what}: {loss.how.value}: {loss.why}."
            for field in FIELDS
            if (loss := format.loses.get(field.name))
        ]
        assert told == wanted, name


def test_the_help_names_every_format() -> None:
    options = {p.name: p for c in app.registered_commands if c.name == "export" for p in _parameters(c.callback)}
    assert all(re.search(rf"\b{name}\b", options["format"].help) for name in FORMATS)
    assert set(READERS) <= set(FORMATS)


def _parameters(callback: object) -> list:
    import click
    import typer.main

    command = typer.main.get_command(app)
    assert isinstance(command, click.Group)
    return list(command.commands["export"].params)
