"""Names and options of the commands that warn. What a command needs is imported when it runs."""

from __future__ import annotations

from typing import Annotated

import typer

from sakkhi.cli.store import Data, Json

app = typer.Typer(help="Warn of what watch.toml and the desk's watches look for.", no_args_is_help=True)


@app.callback()
def _warn() -> None:
    """Warn of what watch.toml and the desk's watches look for."""


@app.command("run")
def run_warnings(
    once: Annotated[bool, typer.Option("--once", help="Look and send what is due now, and end.")] = False,
    data: Data = None,
) -> None:
    """Look at what linking changed and send alerts, until it is stopped; it can run beside `collect`."""
    from sakkhi.cli.warned import print_run

    raise typer.Exit(print_run(once=once, data=data))


@app.command("list")
def list_alerts(
    every: Annotated[bool, typer.Option("--all", help="Those that are acknowledged too.")] = False,
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="At most so many.")] = 50,
    json: Json = False,
    data: Data = None,
) -> None:
    """List alerts, the newest first: what, how grave and sure, and how each way out stands."""
    from sakkhi.cli.warned import print_alerts

    raise typer.Exit(print_alerts(every=every, limit=limit, as_json=json, data=data))


@app.command()
def ack(
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help="Alerts, or how their ids begin.")],
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Who has seen them; your user name otherwise.")] = None,
    note: Annotated[str, typer.Option(metavar="TEXT", help="What was done.")] = "",
    data: Data = None,
) -> None:
    """Write down that somebody has seen alerts."""
    from sakkhi.cli.warned import print_acknowledged

    raise typer.Exit(print_acknowledged(ids, by=by, note=note, data=data))


@app.command()
def dead(
    again: Annotated[
        str | None, typer.Option(metavar="ID", help="Send the message with this id, or that begins so, again.")
    ] = None,
    json: Json = False,
    data: Data = None,
) -> None:
    """List the messages that were given up, and why."""
    from sakkhi.cli.warned import print_dead

    raise typer.Exit(print_dead(again, as_json=json, data=data))


@app.command("try")
def try_channel(
    channel: Annotated[str, typer.Argument(metavar="CHANNEL", help="A channel of watch.toml.")],
    data: Data = None,
) -> None:
    """Send a message by a channel that says that it is a test; nothing is kept of it."""
    from sakkhi.cli.warned import print_trial

    raise typer.Exit(print_trial(channel, data=data))
