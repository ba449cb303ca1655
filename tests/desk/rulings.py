"""What the tests of ruling at the desk share."""

import re
from typing import Any

from django.test import Client

from sakkhi.collect.shown import shown
from sakkhi.model.record import Record
from sakkhi.store.incidents import Sought


def records() -> dict[str, Record]:
    """Every incident by the reports that tell of it."""
    return {t.report: r for r in shown(Sought(rejected=True)) for t in r.tellings}


def incident(report: str) -> str:
    """The id of the incident that a report tells of first."""
    return next(r.id for r in shown(Sought(rejected=True)) for t in r.tellings if t.key == f"{report}#i1")


def seen(client: Client, *names: str) -> list[str]:
    """The tokens of these incidents, as a form on their pages holds them."""
    pages = [client.get(f"/incident/{name}/").content.decode() for name in names]
    return [found[1] for page in pages if (found := re.search(r'name="seen" value="([^"]+)"', page))]


def rule(client: Client, kind: str, *names: str, tokens: list[str] | None = None, **fields: Any) -> Any:
    """The answer to a ruling, as the page's form sends it."""
    told = {"kind": kind, "one": names[:1], "other": names[1:], "seen": tokens or seen(client, *names), "why": "seen"}
    return client.post("/rule/", {**told, **fields})
