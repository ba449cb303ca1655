"""Names and options of the command that serves the desk. What it needs is imported when it runs."""

from __future__ import annotations

from typing import Annotated

import typer

from sakkhi.cli.store import Data

app = typer.Typer()


@app.command()
def desk(
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Listen on this address.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Listen on this port; 0 for any that is free.")] = 8000,
    name: Annotated[
        list[str] | None, typer.Option("--name", metavar="HOST", help="A host name that people reach it by.")
    ] = None,
    https: Annotated[
        bool, typer.Option("--https", help="People reach it by https, through a proxy that says so.")
    ] = False,
    demo: Annotated[
        bool, typer.Option("--demo", help="Show the example reports, in a folder that is gone afterwards or in --data.")
    ] = False,
    data: Data = None,
) -> None:
    """Serve the desk: map, incidents, reports, review."""
    from sakkhi.cli.serving import serve_demo, serve_desk

    serve = serve_demo if demo else serve_desk
    raise typer.Exit(serve(host, port, tuple(name or ()), https=https, data=data))
