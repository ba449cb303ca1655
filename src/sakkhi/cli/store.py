"""Names and options of the commands that keep and show reports. What a command needs is imported when it runs."""

from __future__ import annotations

from typing import Annotated

import typer

from sakkhi.model.marking import Marking

app = typer.Typer()

Data = Annotated[
    str | None,
    typer.Option("--data", metavar="FOLDER", help="The data folder; SAKKHI_DATA, else ~/.local/share/sakkhi."),
]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
Published = Annotated[
    str | None, typer.Option(metavar="DATE", help="Publication date (YYYY-MM-DD) of reports that do not say.")
]
Language = Annotated[str | None, typer.Option(metavar="CODE", help="Language (bn, en, …) of reports that do not say.")]


@app.command()
def init(data: Data = None) -> None:
    """Make a data folder with a database, an archive and a sources.toml to fill in."""
    from sakkhi.cli.keep import print_init

    raise typer.Exit(print_init(data))


@app.command()
def migrate(data: Data = None) -> None:
    """Bring the database's tables up to date."""
    from sakkhi.cli.keep import print_migration

    raise typer.Exit(print_migration(data))


@app.command()
def add(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE...", help="Text, HTML, .jsonl, WARC, a folder, or - for standard input."),
    ],
    published: Published = None,
    language: Language = None,
    marking: Annotated[
        Marking, typer.Option(help="The TLP 2.0 mark of what is added: who may see it.")
    ] = Marking.CLEAR,
    data: Data = None,
) -> None:
    """Read reports and keep them; what is there already is not added again."""
    from sakkhi.cli.keep import print_added

    raise typer.Exit(print_added(files, published=published, language=language, marking=marking, data=data))


@app.command()
def collect(
    once: Annotated[bool, typer.Option("--once", help="Ask each source now, fetch what is new, and end.")] = False,
    every: Annotated[
        str | None,
        typer.Option(metavar="TIME", help="Ask each source this often (like 15m), not as sources.toml says."),
    ] = None,
    data: Data = None,
) -> None:
    """Fetch what the sources of sources.toml name, read it and keep it, until it is stopped."""
    from sakkhi.cli.collect import print_collected

    raise typer.Exit(print_collected(once=once, every=every, data=data))


sources = typer.Typer(help="The sources of sources.toml.", no_args_is_help=True)
app.add_typer(sources, name="sources")


@sources.callback()
def _sources() -> None:
    """The sources of sources.toml."""


@sources.command()
def check(data: Data = None) -> None:
    """Try each source once and say what it gives; nothing is kept."""
    from sakkhi.cli.collect import print_checks

    raise typer.Exit(print_checks(data))


@app.command()
def reread(
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Only reports added from this day on.")] = None,
    data: Data = None,
) -> None:
    """Read again what an older reader or pack read, and list what changed; old readings are kept."""
    from sakkhi.cli.reread import print_reread

    raise typer.Exit(print_reread(since, data))


@app.command()
def verify(data: Data = None) -> None:
    """Hash everything that is kept again, and say what is damaged or missing."""
    from sakkhi.cli.reread import print_verified

    raise typer.Exit(print_verified(data))


@app.command()
def status(
    days: Annotated[int, typer.Option(metavar="N", min=1, help="The last N days.")] = 7,
    json: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False,
    data: Data = None,
) -> None:
    """Show what came in by day and source, what failed and why, and what waits."""
    from sakkhi.cli.status import print_status

    raise typer.Exit(print_status(days, as_json=json, data=data))


@app.command()
def reports(
    words: Annotated[str | None, typer.Argument(metavar="[WORDS]", help="Only reports with all these words.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Only from this day on.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Only up to this day.")] = None,
    language: Annotated[str | None, typer.Option(metavar="CODE", help="Only in this language.")] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Only of this outlet.")] = None,
    source: Annotated[str | None, typer.Option(metavar="NAME", help="Only collected from this source.")] = None,
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="At most so many.")] = 50,
    json: Json = False,
    data: Data = None,
) -> None:
    """List the reports that are kept, the newest first."""
    from sakkhi.cli.kept import print_reports

    options = {"words": words, "since": since, "until": until, "language": language, "outlet": outlet, "source": source}
    raise typer.Exit(print_reports(options, limit=limit, as_json=json, data=data))


@app.command()
def show(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="A report's id, or how it begins.")],
    text: Annotated[bool, typer.Option("--text", help="Its text alone, exactly.")] = False,
    original: Annotated[bool, typer.Option("--original", help="The bytes that it was made of.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Its newest reading, as JSON.")] = False,
    no_color: Annotated[bool, typer.Option("--no-color", help="Plain text, also on a terminal.")] = False,
    data: Data = None,
) -> None:
    """Show a report: where it comes from, its versions and copies, and what was read in it."""
    from sakkhi.cli.kept import print_report

    shown = "text" if text else "original" if original else "json" if json else "cards"
    raise typer.Exit(print_report(report, shown=shown, plain=no_color, data=data))
