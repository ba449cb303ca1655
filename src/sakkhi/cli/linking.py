"""Names and options of the commands that link reports and show incidents. What a command needs is imported late."""

from __future__ import annotations

from typing import Annotated

import typer

from sakkhi.cli import filters as only
from sakkhi.cli.store import Data, Json
from sakkhi.model.marking import Marking

app = typer.Typer()
rule = typer.Typer(help="Decide what linking must keep to; a ruling is added, never edited.", no_args_is_help=True)
app.add_typer(rule, name="rule")

One = Annotated[str, typer.Argument(metavar="A", help="An incident's id, or a telling as REPORT#INCIDENT.")]
Other = Annotated[str, typer.Argument(metavar="B", help="The other one.")]
By = Annotated[str | None, typer.Option(metavar="NAME", help="Who rules; your user name otherwise.")]
Why = Annotated[str, typer.Option(metavar="TEXT", help="Why; it is kept with the ruling.")]
NoColor = Annotated[bool, typer.Option("--no-color", help="Plain text, also on a terminal.")]


@app.command()
def link(
    everything: Annotated[bool, typer.Option("--all", help="All anew, not only what has come or changed.")] = False,
    data: Data = None,
) -> None:
    """Link the reports that tell of one incident; `add` does it by itself."""
    from sakkhi.cli.linked import print_link

    raise typer.Exit(print_link(everything=everything, data=data))


@app.command()
def incidents(
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
    rejected: Annotated[
        bool, typer.Option("--rejected", help="Also those that a person ruled to be no attack.")
    ] = False,
    news: only.News = False,
    coder: Annotated[
        str | None, typer.Option(metavar="NAME", help="Another coder's records, as imported, in their place.")
    ] = None,
    limit: only.Limit = None,
    json: Json = False,
    data: Data = None,
) -> None:
    """List the incidents that reports tell of, the newest first."""
    from sakkhi.cli.coded import print_coded
    from sakkhi.cli.linked import print_incidents

    words = {"country": country, "method": method, "outcome": outcome, "actor": actor, "stance": stance}
    days = {"since": since, "until": until, "near": near, "area": area, "language": language}
    flags = {"disputed": disputed, "background": not news, "rejected": rejected}
    if coder is not None:
        raise typer.Exit(print_coded(coder, (words, days, killed, flags), limit=limit, as_json=json, data=data))
    raise typer.Exit(print_incidents(words, days, killed, flags, limit=limit, as_json=json, data=data))


@app.command()
def incident(
    id: Annotated[str, typer.Argument(metavar="ID", help="An incident's id, also one that has ended.")],
    json: Json = False,
    no_color: NoColor = False,
    data: Data = None,
) -> None:
    """Show an incident in full: every value with who gives it in which words, and the ledger of claims."""
    from sakkhi.cli.linked import print_incident

    raise typer.Exit(print_incident(id, as_json=json, plain=no_color, data=data))


@app.command()
def why(
    one: One,
    other: Other,
    plot: Annotated[str | None, typer.Option(metavar="FILE", help="Also as a chart, in a .svg or .png.")] = None,
    data: Data = None,
) -> None:
    """Say feature by feature what speaks for two being one incident, and what against."""
    from sakkhi.cli.linked import print_why

    raise typer.Exit(print_why(one, other, plot=plot, data=data))


@app.command()
def queue(
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="At most so many.")] = 20,
    json: Json = False,
    data: Data = None,
) -> None:
    """List the pairs that a person should rule on, those that would change the most first."""
    from sakkhi.cli.linked import print_queue

    raise typer.Exit(print_queue(limit, as_json=json, data=data))


@rule.command()
def same(one: One, other: Other, why: Why, by: By = None, data: Data = None) -> None:
    """These are one incident."""
    from sakkhi.cli.ruling import print_ruling

    raise typer.Exit(print_ruling("same", (one,), (other,), by=by, why=why, data=data))


@rule.command()
def apart(one: One, other: Other, why: Why, by: By = None, data: Data = None) -> None:
    """These are not one incident."""
    from sakkhi.cli.ruling import print_ruling

    raise typer.Exit(print_ruling("apart", (one,), (other,), by=by, why=why, data=data))


@rule.command()
def accept(
    id: Annotated[str, typer.Argument(metavar="ID", help="The incident.")],
    why: Why,
    slot: Annotated[str, typer.Option(metavar="SLOT", help="Only what is known of this slot.")] = "",
    by: By = None,
    data: Data = None,
) -> None:
    """What is known of an incident was looked at and is right, until something new is told."""
    from sakkhi.cli.ruling import print_ruling

    raise typer.Exit(print_ruling("accept", (id,), slot=slot, by=by, why=why, data=data))


@rule.command()
def reject(
    id: Annotated[str, typer.Argument(metavar="ID", help="An incident's id, or a telling as REPORT#INCIDENT.")],
    why: Why,
    by: By = None,
    data: Data = None,
) -> None:
    """This is no attack."""
    from sakkhi.cli.ruling import print_ruling

    raise typer.Exit(print_ruling("reject", (id,), by=by, why=why, data=data))


@rule.command("not-of")
def not_of(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="A report's id, or a telling as REPORT#INCIDENT.")],
    id: Annotated[str, typer.Argument(metavar="ID", help="The incident that it does not belong to.")],
    why: Why,
    by: By = None,
    data: Data = None,
) -> None:
    """This report does not tell of this incident."""
    from sakkhi.cli.ruling import print_exclusion

    raise typer.Exit(print_exclusion(report, id, by=by, why=why, data=data))


@rule.command()
def mark(
    name: Annotated[str, typer.Argument(metavar="ID", help="An incident's id, or a report's.")],
    marking: Annotated[Marking, typer.Argument(help="Its TLP 2.0 mark.")],
    why: Why,
    by: By = None,
    data: Data = None,
) -> None:
    """Who may see an incident, or a report and what rests on it; another mark takes its place."""
    from sakkhi.cli.ruling import print_mark

    raise typer.Exit(print_mark(name, marking, by=by, why=why, data=data))


@rule.command()
def value(
    id: Annotated[str, typer.Argument(metavar="ID", help="The incident.")],
    slot: Annotated[str, typer.Argument(metavar="SLOT", help="method, outcome, when, where, killed, …")],
    given: Annotated[str, typer.Argument(metavar="VALUE", help="drone, 3, 3-5, 2022-01-04, NAME,LAT,LON, …")],
    why: Why,
    words: Annotated[str | None, typer.Option(metavar="REPORT:START-END", help="The words that say so.")] = None,
    by: By = None,
    data: Data = None,
) -> None:
    """This is the value of a slot; what the reports say stays beside it."""
    from sakkhi.cli.ruling import print_value

    raise typer.Exit(print_value(id, slot, given, words=words, by=by, why=why, data=data))


@rule.command()
def undo(
    number: Annotated[int, typer.Argument(metavar="N", help="The ruling's number.")],
    why: Why,
    by: By = None,
    data: Data = None,
) -> None:
    """Take a ruling back; both stay on record."""
    from sakkhi.cli.ruling import print_undoing

    raise typer.Exit(print_undoing(number, by=by, why=why, data=data))


@rule.command("list")
def list_rulings(json: Json = False, data: Data = None) -> None:
    """List every ruling: what, by whom, when, why, and what undid it."""
    from sakkhi.cli.ruling import print_rulings

    raise typer.Exit(print_rulings(as_json=json, data=data))
