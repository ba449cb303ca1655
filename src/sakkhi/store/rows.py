"""Rows written and found by plain SQL, where the way over Django's models would cost more than reading does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import cache

from django.db import connection

Value = str | int | bytes | bool | dt.datetime | dt.date | None


def insert(table: str, row: Mapping[str, Value]) -> int:
    """Insert a row and return its id."""
    with connection.cursor() as cursor:
        cursor.execute(_insertion(table, tuple(row)), [_adapted(value) for value in row.values()])
        return int(cursor.fetchone()[0])


def insert_many(table: str, columns: tuple[str, ...], rows: Iterable[tuple[int, ...]]) -> None:
    """Insert several rows of numbers at once."""
    values = [value for row in rows for value in row]
    places = ",".join([f"({','.join(['%s'] * len(columns))})"] * (len(values) // len(columns)))
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({','.join(columns)}) VALUES {places}", values)  # noqa: S608  our own names


def found(sql: str, *values: Value) -> list[tuple[Value, ...]]:
    """The rows of a query."""
    with connection.cursor() as cursor:
        cursor.execute(sql, [_adapted(value) for value in values])
        return list(cursor.fetchall())


def change(sql: str, *values: Value) -> None:
    """Carry out a statement that gives no rows."""
    with connection.cursor() as cursor:
        cursor.execute(sql, [_adapted(value) for value in values])


@cache
def _insertion(table: str, columns: tuple[str, ...]) -> str:
    names = ",".join(f'"{name}"' for name in columns)
    return f"INSERT INTO {table} ({names}) VALUES ({','.join(['%s'] * len(columns))}) RETURNING id"  # noqa: S608


def _adapted(value: Value) -> object:
    if isinstance(value, dt.datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, dt.date):
        return connection.ops.adapt_datefield_value(value)
    return value
