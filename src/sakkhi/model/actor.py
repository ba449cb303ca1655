"""Actors that the reference tables know, and what is known of them by date."""

from __future__ import annotations

import msgspec


class Dated(msgspec.Struct, frozen=True):
    """A relation to another actor that held from `start` to `end` (ISO dates or years, "" where open)."""

    actor: str
    start: str = ""
    end: str = ""


class Designation(msgspec.Struct, frozen=True):
    """What an actor was declared to be, by whom, from when to when."""

    by: str
    label: str
    start: str = ""
    end: str = ""


class Actor(msgspec.Struct, frozen=True):
    """A row of `reference/actors`; `kind` is an ACLED actor type; `country` ISO alpha-3 or "".

    `acts_as` is the id of the state that did what a body which speaks for its forces says it did; else "".
    """

    id: str
    name: str
    kind: str
    country: str = ""
    parents: tuple[Dated, ...] = ()
    backers: tuple[Dated, ...] = ()
    designations: tuple[Designation, ...] = ()
    acts_as: str = ""
