"""Names and options of the commands that share incidents. What a command needs is imported when it runs."""

from __future__ import annotations

from typing import Annotated

import typer

from sakkhi.cli import filters as only
from sakkhi.cli.store import Data

app = typer.Typer()

_Coder = Annotated[
    str | None, typer.Option(metavar="NAME", help="Whose records these are; the format's name where it is not given.")
]
_FORMATS = "csv, jsonl, parquet, geojson, kml, acled, ucdp, gtd, muc4, stix or ftm"


@app.command("export")
def export_incidents(
    format: Annotated[str, typer.Option("--format", metavar="NAME", help=f"{_FORMATS}.")],
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="Into this file; else to standard output.")
    ] = None,
    loss: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Where the loss report goes, as JSON; beside the file otherwise."),
    ] = None,
    tlp: Annotated[str, typer.Option(metavar="MARK", help="The strictest marking that may leave.")] = "CLEAR",
    since: only.Since = None,
    until: only.Until = None,
    near: only.Near = None,
    area: only.Area = None,
    country: only.Country = None,
    method: only.Method = None,
    outcome: only.Outcome = None,
    actor: only.Actor = None,
    stance: only.Stance = None,
    killed: only.Killed = None,
    language: only.ToldIn = None,
    disputed: only.Disputed = False,
    news: only.News = False,
    limit: only.Limit = None,
    data: Data = None,
) -> None:
    """Write incidents in a format of the field, with a report of what that format cannot hold."""
    from sakkhi.cli.exported import print_export

    words = {"country": country, "method": method, "outcome": outcome, "actor": actor, "stance": stance}
    days = {"since": since, "until": until, "near": near, "area": area, "language": language}
    flags = {"disputed": disputed, "background": not news}
    raise typer.Exit(
        print_export(format, output, loss, tlp, (words, days, killed, flags), limit=limit, data=data),
    )


@app.command("import")
def import_records(
    file: Annotated[str, typer.Argument(metavar="FILE", help="What another coder publishes, or - for standard input.")],
    format: Annotated[str, typer.Option("--format", metavar="NAME", help="acled, ucdp or jsonl.")],
    coder: _Coder = None,
    data: Data = None,
) -> None:
    """Keep another coder's records beside ours, apart: see them with `sakkhi incidents --coder NAME`."""
    from sakkhi.cli.coded import print_import

    raise typer.Exit(print_import(file, format, coder, data=data))


@app.command()
def brief(
    site: Annotated[
        str, typer.Option(metavar="NAME", help="A site of yours or of the tables (id or name), or NAME,LAT,LON.")
    ],
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="Into this file.")],
    radius: Annotated[float, typer.Option(metavar="KM", help="What lies within so many kilometres.")] = 50.0,
    days: Annotated[int, typer.Option(metavar="N", min=1, max=366, help="The last N days.")] = 7,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Up to this day; today otherwise.")] = None,
    language: Annotated[str, typer.Option(metavar="CODE", help="bn, en or ar.")] = "en",
    format: Annotated[
        str | None, typer.Option("--format", metavar="NAME", help="html or pdf; by the file's name otherwise.")
    ] = None,
    tlp: Annotated[str, typer.Option(metavar="MARK", help="The strictest marking that may be in it.")] = "CLEAR",
    data: Data = None,
) -> None:
    """Write a situation report: map, what happened, who claims what, what changed, what is not known."""
    from sakkhi.cli.brief import print_brief

    raise typer.Exit(print_brief(site, radius, days, until, language, format, output, tlp, data))
