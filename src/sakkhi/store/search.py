"""Words that are sought → the rows that hold them, on either database: an index of trigrams each.

Versions are indexed under a place that grows with their day, so that the newest of those that hold a word are found
first, however many hold it.
"""

from __future__ import annotations

from typing import Any

from django.db import connection

from sakkhi.model.record import Record
from sakkhi.store.words import Wanted, searchable

_BITS = 32  # of a place in the index of versions that are the version's row; those above are its day


def index_version(version: int, day: int, title: str, text: str) -> None:
    """Let a version be found by its words."""
    _index("store_search", "place", (day << _BITS) + version, searchable(f"{title}\n{text}"))


def index_incident(incident: int, record: Record) -> None:
    """Let an incident be found by what its record holds, in place of what it held before."""
    with connection.cursor() as cursor:
        key = "rowid" if connection.vendor == "sqlite" else "incident_id"
        cursor.execute(f"DELETE FROM store_incident_search WHERE {key} = %s", [incident])  # noqa: S608  a name above
    _index("store_incident_search", "incident_id", incident, incident_words(record))


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


def with_words(versions: Any, sought: Wanted, since: int = 0, until: int | None = None) -> Any:
    """Of the query `versions` those that hold all that is sought and are of these days, the newest first."""
    place = "store_search.rowid" if connection.vendor == "sqlite" else "store_search.place"
    condition, values = _held("store_search", sought)
    where = [f"store_version.id = ({place} & {(1 << _BITS) - 1})", condition, f"{place} >= %s"]
    values.append(since << _BITS)
    if until is not None:
        where.append(f"{place} < %s")
        values.append((until + 1) << _BITS)
    return versions.extra(tables=["store_search"], where=where, params=values, order_by=[f"-{place}"])  # noqa: S610


def incidents_with_words(incidents: Any, sought: Wanted, *, often: bool = False) -> Any:
    """Of the query `incidents` those that hold all that is sought.

    Where they hold it `often`, the newest are found sooner by looking through incidents in their order.
    """
    if not sought:
        return incidents
    name = "store_incident_search"
    condition, values = _held(name, sought)
    sqlite = connection.vendor == "sqlite"
    key, hint = "rowid" if sqlite else "incident_id", "+" if sqlite and often else ""  # SQLite looks up no +value
    found = f"{hint}store_incident.id IN (SELECT {key} FROM {name} WHERE {condition})"  # noqa: S608  names above
    return incidents.extra(where=[found], params=values)  # noqa: S610  a fixed condition


def _index(table: str, key: str, row: int, words: str) -> None:
    key = "rowid" if connection.vendor == "sqlite" else key
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({key}, words) VALUES (%s, %s)", [row, words])  # noqa: S608  names above


def _held(table: str, sought: Wanted) -> tuple[str, list[Any]]:
    """The condition that a row of an index holds all that is sought, and its values."""
    if connection.vendor == "sqlite":
        query = " AND ".join(f"({' OR '.join(map(_phrase, ways))})" for ways in sought.needles)
        return f"{table} MATCH %s", [query]
    held = " AND ".join(f"({' OR '.join([f'{table}.words LIKE %s'] * len(ways))})" for ways in sought.needles)
    return held, [f"%{way}%" for ways in sought.needles for way in ways]


def _phrase(needle: str) -> str:
    return f'"{needle}"'  # what `searchable` made holds letters, digits and blanks alone
