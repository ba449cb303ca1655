"""A data folder or a database's address → Django set up on it; its tables made and brought up to date."""

from __future__ import annotations

import fcntl
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, Error, connection, connections, transaction
from django.db.migrations.executor import MigrationExecutor

from sakkhi.errors import StoreError

_SQLITE = "PRAGMA journal_mode=WAL; PRAGMA synchronous={}; PRAGMA cache_size=-32768"
_WAIT = 60  # seconds that a writer waits for another one; a transaction holds the database for milliseconds


def open_database(address: str, each: bool = True) -> None:
    """Read and write this database from now on. Raises `StoreError` where the address names none.

    `each` makes every transaction outlive a loss of power before it returns; else they do after `settle`.
    """
    connections.close_all()
    connections.settings[DEFAULT_DB_ALIAS] = connections.configure_settings({DEFAULT_DB_ALIAS: options(address, each)})[
        DEFAULT_DB_ALIAS
    ]
    if hasattr(connections._connections, DEFAULT_DB_ALIAS):
        del connections[DEFAULT_DB_ALIAS]


def settle() -> None:
    """Let everything that was written outlive a loss of power."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")
            return
        with transaction.atomic():
            cursor.execute("SET LOCAL synchronous_commit TO on")
            cursor.execute("SELECT txid_current()")  # a commit that is waited for, with all that came before it


def options(address: str, each: bool = True) -> dict[str, Any]:
    """Django's settings of a database from its address: `sqlite:///FILE` or `postgresql://USER@HOST:PORT/NAME`."""
    parts = urlsplit(address)
    if parts.scheme == "sqlite":
        file = unquote(parts.path).removeprefix("/") if parts.path.startswith("//") else unquote(parts.path)
        wanted = {
            "transaction_mode": "IMMEDIATE",
            "timeout": _WAIT,
            "init_command": _SQLITE.format("FULL" if each else "NORMAL"),
        }
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": file, "OPTIONS": wanted}
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise StoreError(
            "SAKKHI_DATABASE_URL",
            f"{parts.scheme or address!r} names no database that is known",
            "write sqlite:///FILE or postgresql://USER:PASSWORD@HOST:PORT/NAME",
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": {"connect_timeout": 10}
        | ({} if each else {"options": "-c synchronous_commit=off"})
        | dict(parse_qsl(parts.query)),
    }


def migrate(folder: Path) -> list[str]:
    """Bring the tables up to date and return the names of the steps taken; each step is whole or not at all.

    `folder` holds the lock that makes a second one wait.
    """
    with (folder / ".migrate.lock").open("w") as lock, plain_errors():
        fcntl.flock(lock, fcntl.LOCK_EX)
        waiting = pending()
        if waiting:
            call_command("migrate", verbosity=0, interactive=False)
        return waiting


def pending() -> list[str]:
    """The names of the steps that the database has not taken yet, in their order."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def require_tables() -> None:
    """Raise `StoreError` where the database is not there or its tables are not up to date."""
    file = _file()
    if file is not None and not Path(file).exists():
        raise StoreError(file, "there is no database", "make one with `sakkhi init`")
    with plain_errors():
        if pending():
            raise StoreError(where(), "its tables are not up to date", "run `sakkhi migrate`")


def where() -> str:
    """The database as a person knows it, without its password."""
    found = connection.settings_dict
    return str(found["NAME"]) if _file() else f"postgresql://{found['HOST']}:{found['PORT']}/{found['NAME']}"


def _file() -> str | None:
    return str(connection.settings_dict["NAME"]) if connection.vendor == "sqlite" else None


class plain_errors:  # noqa: N801  a context, used like a function
    """Turn the database's own errors into `StoreError`, with what a person can do."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        if isinstance(error, Error):
            raise StoreError(where(), *_reason(error)) from error


def _reason(error: Error) -> tuple[str, str]:
    told = str(error).strip().partition("\n")[0]
    cause = error.__cause__
    name = getattr(cause, "sqlite_errorname", "") if isinstance(cause, sqlite3.Error) else ""
    state = getattr(cause, "sqlstate", None) or ""
    if name in ("SQLITE_FULL",) or name.startswith("SQLITE_IOERR") or state == "53100":
        return f"the disk is full or failing ({told})", "make room and run the command again: what was kept is whole"
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN")) or state == "25006":
        return f"it cannot be written to ({told})", "check the folder's rights and that its disk is not read-only"
    if name.startswith("SQLITE_BUSY"):
        return f"another process keeps it busy ({told})", "wait for the other one, then run the command again"
    if name in ("SQLITE_CORRUPT", "SQLITE_NOTADB"):
        return f"the file is damaged or no database ({told})", "restore it from a copy"
    return told, "check that the database runs and that SAKKHI_DATABASE_URL names it"


def gone(error: Error) -> bool:
    """True where the database went away, or was busy, so that the same work may succeed later."""
    cause = error.__cause__
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorname", "").startswith("SQLITE_BUSY")
    state = getattr(cause, "sqlstate", None) or ""
    return state == "" or state[:2] in ("08", "57", "40") or state == "55P03"


def forget_connections() -> None:
    """Close this thread's connection, so that the next use opens a new one."""
    connections.close_all()
