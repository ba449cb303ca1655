"""The options that say which incidents are wanted, as every command that lists or writes incidents has them."""

from __future__ import annotations

from typing import Annotated

import typer

Since = Annotated[str | None, typer.Option(metavar="DATE", help="Only from this day on.")]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="Only up to this day.")]
Near = Annotated[str | None, typer.Option(metavar="LAT,LON,KM", help="Only within so many km of a point.")]
Area = Annotated[str | None, typer.Option(metavar="SOUTH,WEST,NORTH,EAST", help="Only in this box of degrees.")]
Country = Annotated[str | None, typer.Option(metavar="CODE", help="Only in this country (ISO alpha-3).")]
Method = Annotated[str | None, typer.Option(metavar="NAME", help="Only attacks made this way.")]
Outcome = Annotated[str | None, typer.Option(metavar="NAME", help="Only with this outcome.")]
Actor = Annotated[str | None, typer.Option(metavar="NAME", help="Only where somebody names this actor.")]
Stance = Annotated[str | None, typer.Option(metavar="NAME", help="Only where an actor is named so surely.")]
Killed = Annotated[int | None, typer.Option(metavar="N", min=0, help="Only with at least so many killed.")]
ToldIn = Annotated[str | None, typer.Option(metavar="CODE", help="Only told in this language.")]
Disputed = Annotated[bool, typer.Option("--disputed", help="Only where reports exclude each other.")]
News = Annotated[bool, typer.Option("--news", help="Only those that were news in a report.")]
Limit = Annotated[int | None, typer.Option(metavar="N", min=1, help="At most so many.")]
