"""The command `sakkhi`: names and options of its commands. What a command needs is imported when it runs."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from copy import copy
from typing import Annotated

import typer

from sakkhi.cli.desk import app as desk
from sakkhi.cli.gazetteer import app as gazetteer
from sakkhi.cli.linking import app as linking
from sakkhi.cli.sharing import app as sharing
from sakkhi.cli.store import app as store
from sakkhi.cli.warning import app as warning
from sakkhi.errors import SakkhiError
from sakkhi.settings import VERSION

app = typer.Typer(
    name="sakkhi",
    help="Reads news about armed attacks and keeps every claim with its words.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
)
app.add_typer(gazetteer, name="gazetteer")
app.add_typer(store)
app.add_typer(linking)
app.add_typer(sharing)
app.add_typer(warning, name="warn")
app.add_typer(desk)

Files = Annotated[
    list[str], typer.Argument(metavar="FILE...", help="Text, HTML, .jsonl, WARC, or - for standard input.")
]
Published = Annotated[
    str | None, typer.Option(metavar="DATE", help="Publication date (YYYY-MM-DD) of reports that do not say.")
]
Language = Annotated[str | None, typer.Option(metavar="CODE", help="Language (bn, en, …) of reports that do not say.")]
NoColor = Annotated[bool, typer.Option("--no-color", help="Plain text, also on a terminal.")]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"sakkhi {VERSION}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Reads news about armed attacks and keeps every claim with its words."""


@app.command()
def read(
    files: Files,
    json: Annotated[bool, typer.Option("--json", help="One reading a line, as JSON.")] = False,
    published: Published = None,
    language: Language = None,
    no_color: NoColor = False,
) -> None:
    """Print each incident that the reports tell of, with the words that every value rests on."""
    from sakkhi.cli.read import print_readings

    raise typer.Exit(print_readings(files, as_json=json, published=published, language=language, plain=no_color))


@app.command()
def explain(files: Files, published: Published = None, language: Language = None, no_color: NoColor = False) -> None:
    """Print for each value the rules that fired, from which pack, and on which words."""
    from sakkhi.cli.explain import print_explanations

    raise typer.Exit(print_explanations(files, published=published, language=language, plain=no_color))


@app.command("check-tables")
def check_tables() -> None:
    """Check the language packs and reference tables; print file, row and reason of what breaks a rule."""
    from sakkhi.cli.tables import print_table_faults

    raise typer.Exit(print_table_faults())


@app.command()
def evaluate(
    gold: Annotated[str, typer.Option(metavar="FILE", help="What careful readers wrote down, one report a line.")],
    texts: Annotated[str, typer.Option(metavar="FILE", help="The reports' texts, a .jsonl with the ids of the gold.")],
    worst: Annotated[int, typer.Option(metavar="N", min=0, help="How many of the worst reports to show.")] = 5,
    json: Annotated[bool, typer.Option("--json", help="The figures as one JSON object.")] = False,
) -> None:
    """Read texts and print how far the readings agree with what careful readers wrote down."""
    from sakkhi.cli.evaluate import print_evaluation

    raise typer.Exit(print_evaluation(gold, texts, worst=worst, as_json=json))


def _with_only(names: Sequence[str]) -> typer.Typer:
    """The command line with the command of this name alone where there is one: typer makes all ready that it has."""
    named = [c for c in app.registered_commands if (c.name or getattr(c.callback, "__name__", "")) in names]
    if not named:
        return app
    lean = copy(app)
    lean.registered_commands, lean.registered_groups = named, []
    return lean


def main() -> None:
    """Run the command line; a fault in configuration is one line and exit status 2."""
    try:
        _with_only(sys.argv[1:2])()
    except SakkhiError as error:
        sys.stderr.write(f"sakkhi: {error}\n")
        sys.exit(2)
