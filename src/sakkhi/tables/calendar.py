"""`reference/calendar.tsv` → dated events with the names by which they are told of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files

from sakkhi.errors import TableError
from sakkhi.model.calendar import DatedEvent
from sakkhi.tables.packs import rows

CALENDAR_COLUMNS = [
    "id", "name", "subject_en", "subject_bn", "subject_ar", "kind", "start", "end", "actor", "method", "place",
    "country", "source",
]  # fmt: skip
_SUBJECT = {"en": 2, "bn": 3, "ar": 4}


def load_calendar(language: str, fold: Callable[[str], str]) -> tuple[tuple[str, DatedEvent], ...]:
    """(folded name, event) for every name of every event in the language, longest name first."""
    path = files("sakkhi") / "reference" / "calendar.tsv"
    column = _SUBJECT.get(language)
    out: list[tuple[str, DatedEvent]] = []
    if column is None or not path.is_file():
        return ()
    for number, c in rows(path, CALENDAR_COLUMNS):
        event = _event(path.name, number, c)
        out.extend(
            (" ".join(fold(name).replace("-", " ").split()), event) for name in c[column].split("|") if name.strip()
        )
    return tuple(sorted(out, key=lambda pair: (-len(pair[0]), pair[1].id)))


@cache
def dated_events() -> tuple[tuple[DatedEvent, Mapping[str, str]], ...]:
    """Every event, with what it is about in each language that has a name for it."""
    path = files("sakkhi") / "reference" / "calendar.tsv"
    return tuple(
        (
            _event(path.name, number, c),
            {code: c[column].split("|")[0].strip() for code, column in _SUBJECT.items() if c[column]},
        )
        for number, c in rows(path, CALENDAR_COLUMNS)
    )


def _event(file: str, number: int, c: list[str]) -> DatedEvent:
    try:
        start = dt.date.fromisoformat(c[6])
        end = dt.date.fromisoformat(c[7]) if c[7] else start
    except ValueError as error:
        raise TableError(file, number, str(error)) from error
    return DatedEvent(c[0], c[1], c[5], start, end, c[8], c[9], c[10], c[11])
