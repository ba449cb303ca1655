"""Documents tell of everything that is there, and of nothing that is not."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import typer.main

from sakkhi.cli.main import app

ROOT = Path(__file__).parents[1]
CLI = (ROOT / "docs/cli.md").read_text(encoding="utf-8")
DOCUMENTS = sorted(p for p in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("decisions/*.md")])
GIVEN_BY_TYPER = {"--help"}


def commands(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    if isinstance(command, click.Group):
        for part, sub in command.commands.items():
            yield from commands(sub, f"{name} {part}")
    else:
        yield name, command


COMMANDS = dict(commands(typer.main.get_command(app), "sakkhi"))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_documented(name: str) -> None:
    section = re.search(rf"^## `{re.escape(name)}\b.*?(?=^## |\Z)", CLI, re.MULTILINE | re.DOTALL)
    assert section, f"docs/cli.md has no section on `{name}`"
    for parameter in COMMANDS[name].params:
        for option in parameter.opts if isinstance(parameter, click.Option) else []:
            assert option in GIVEN_BY_TYPER or f"`{option}" in section[0], f"docs/cli.md: `{name}` without {option}"


def test_no_command_is_documented_that_is_not_there() -> None:
    told = {" ".join(words.split()) for words in re.findall(r"^## `(sakkhi(?: [a-z-]+)+)", CLI, re.MULTILINE)}
    assert told == set(COMMANDS)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), f"{path.name} links to {target}"
