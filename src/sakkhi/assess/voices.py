"""Tellings → how many independent voices they are."""

from __future__ import annotations

from collections.abc import Iterable

from sakkhi.model.incident import ByType
from sakkhi.model.telling import Telling

_OWN = (ByType.REPORT, ByType.UNKNOWN)


def voices(tellings: Iterable[Telling]) -> int:
    """The number of groups of copies: copies of one wire are one voice."""
    return len({t.copies or t.report for t in tellings})


def speakers(said: Iterable[tuple[str, ByType, Telling]]) -> int:
    """The number of speakers: outlets that quote one official are one voice; a report's own voice is its copies'."""
    return len({("copies", t.copies or t.report) if kind in _OWN else ("by", by) for by, kind, t in said})
