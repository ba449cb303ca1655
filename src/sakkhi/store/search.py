"""Words that are sought → the rows that hold them, on either database: an index of trigrams each."""

from __future__ import annotations

from typing import Any

from django.db import connection

from sakkhi.model.record import Record
from sakkhi.store.words import Wanted, searchable

_REPORTS = ("store_search", "version_id", "store_version.id")
_INCIDENTS = ("store_incident_search", "incident_id", "store_incident.id")


def index_version(version: int, title: str, text: str) -> None:
    """Let a version be found by its words."""
    _index(_REPORTS, version, searchable(f"{title}\n{text}"))


def index_incident(incident: int, record: Record) -> None:
    """Let an incident be found by what its record holds, in place of what it held before."""
    with connection.cursor() as cursor:
        key = "rowid" if connection.vendor == "sqlite" else "incident_id"
        cursor.execute(f"DELETE FROM store_incident_search WHERE {key} = %s", [incident])  # noqa: S608  a name above
    _index(_INCIDENTS, incident, incident_words(record))


def incident_words(record: Record) -> str:
    """What an incident is found by: places, actors, the words of claims, and its closed values as `slot value`."""
    told: list[str] = []
    for where in record.where:
        place = where.value
        told += [place.name, place.site or "", f"country {place.country}" if place.country else ""]
    for slot in ("method", "outcome", "targets", "damage"):
        told += [f"{slot} {held.value.value}" for held in getattr(record, slot)]
    for claim in record.ledger:
        told += [claim.about if claim.stance else "", claim.by, *(quote.text for quote in claim.quotes)]
    return "".join(dict.fromkeys(searchable(one) for one in told if one))


def with_words(versions: Any, sought: Wanted) -> Any:
    """The query `versions`, of those alone that hold all that is sought."""
    return _holding(versions, _REPORTS, sought)


def incidents_with_words(incidents: Any, sought: Wanted) -> Any:
    """The query `incidents`, of those alone that hold all that is sought."""
    return _holding(incidents, _INCIDENTS, sought)


def _index(table: tuple[str, str, str], row: int, words: str) -> None:
    name, key, _ = table
    key = "rowid" if connection.vendor == "sqlite" else key
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {name} ({key}, words) VALUES (%s, %s)", [row, words])  # noqa: S608  names above


def _holding(rows: Any, table: tuple[str, str, str], sought: Wanted) -> Any:
    if not sought:
        return rows
    name, key, column = table
    if connection.vendor == "sqlite":
        query = " AND ".join(f"({' OR '.join(map(_phrase, ways))})" for ways in sought.needles)
        found = f"{column} IN (SELECT rowid FROM {name} WHERE {name} MATCH %s)"  # noqa: S608  names above
        return rows.extra(where=[found], params=[query])  # noqa: S610  a fixed condition
    held = " AND ".join(f"({' OR '.join(['words LIKE %s'] * len(ways))})" for ways in sought.needles)
    found = f"{column} IN (SELECT {key} FROM {name} WHERE {held})"  # noqa: S608  names above
    return rows.extra(where=[found], params=[f"%{way}%" for ways in sought.needles for way in ways])  # noqa: S610


def _phrase(needle: str) -> str:
    return f'"{needle}"'  # what `searchable` made holds letters, digits and blanks alone
