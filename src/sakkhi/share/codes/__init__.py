"""The codings of the field, as data: what our values are called there. Only formats of share read them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple


class Country(NamedTuple):
    """A country in the field's codings; "" where a coding does not know it."""

    code: str
    alpha2: str
    name: str
    numeric: str
    acled_region: str
    gw: str
    ucdp_region: str
    gtd: str
    gtd_region: str


@cache
def countries() -> Mapping[str, Country]:
    """Countries by ISO 3166-1 alpha-3."""
    lines = (files(__package__) / "countries.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return {row[0]: Country(*row) for row in rows[1:]}


@cache
def coding(name: str) -> Mapping[str, Any]:
    """The tables of one coding."""
    return tomllib.loads((files(__package__) / f"{name}.toml").read_text(encoding="utf-8"))
