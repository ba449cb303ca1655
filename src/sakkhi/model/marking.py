"""How far something may travel: the Traffic Light Protocol, version 2.0 (FIRST, August 2022)."""

from __future__ import annotations

from enum import StrEnum


class Marking(StrEnum):
    """From what everybody may see to what only its receivers may."""

    CLEAR = "CLEAR"
    GREEN = "GREEN"
    AMBER = "AMBER"
    AMBER_STRICT = "AMBER+STRICT"
    RED = "RED"

    @property
    def rank(self) -> int:
        """0 for what everybody may see; the higher, the fewer may."""
        return _MARKS.index(self)

    @property
    def label(self) -> str:
        """The mark as the protocol writes it."""
        return f"TLP:{self.value}"

    def passes(self, limit: Marking) -> bool:
        """True where it may go where `limit` may."""
        return self.rank <= limit.rank


_MARKS = tuple(Marking)
EVERYTHING = Marking.RED.rank  # the clearance of whoever holds the data folder


def marking_of(rank: int) -> Marking:
    """The marking of this rank."""
    return _MARKS[rank]
