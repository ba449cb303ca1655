"""Two tellings that are almost as likely one incident as two."""

from __future__ import annotations

import msgspec


class Doubt(msgspec.Struct, frozen=True):
    """`one` and `other` are keys of tellings, `bits` what speaks for one incident.

    `together` says that they are in one incident now. A ruling would move `moved` tellings; `priority` says how much it
    matters that somebody rules.
    """

    one: str
    other: str
    bits: float
    together: bool
    moved: int
    priority: float = 0.0
