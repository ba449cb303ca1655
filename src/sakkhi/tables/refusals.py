"""`reference/refusals.tsv` → what pages say that are no reports."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from sakkhi.model.refusal import Refusal, Refusals
from sakkhi.tables.checks import COLUMNS
from sakkhi.tables.packs import rows


@cache
def load_refusals() -> Refusals:
    """The phrases of all languages: a host's error page is often in another one than its reports."""
    titles: dict[str, Refusal] = {}
    bodies: dict[str, Refusal] = {}
    fillers: list[str] = []
    path = files("sakkhi") / "reference" / "refusals.tsv"
    for _, (_id, kind, _language, place, phrases, _source) in rows(path, COLUMNS["refusals"].split()):
        if kind == "filler":
            fillers += phrases.split("|")
        else:
            (titles if place == "title" else bodies).update(dict.fromkeys(phrases.split("|"), Refusal(kind)))
    return Refusals(titles, bodies, tuple(fillers))
