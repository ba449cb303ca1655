"""`sakkhi gazetteer`: the index of places."""

from __future__ import annotations

import typer

app = typer.Typer(help="The index of places.", no_args_is_help=True)


@app.callback()
def gazetteer() -> None:
    """The index of places."""


@app.command()
def build() -> None:
    """Build the index of places from GeoNames and the reference tables; reports are read with it from then on."""
    from sakkhi.run import build_index

    typer.echo(f"{build_index():,} places")
