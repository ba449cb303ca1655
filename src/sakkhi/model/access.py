"""Who may see and do what: the marks of TLP 2.0 (FIRST, August 2022) and the roles of the desk."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class Marking(IntEnum):
    """How far something may be passed on; who is cleared for a mark may see it and everything below it."""

    CLEAR = 0
    GREEN = 1
    AMBER = 2
    AMBER_STRICT = 3
    RED = 4

    @property
    def label(self) -> str:
        """The mark as TLP 2.0 writes it."""
        return "TLP:" + self.name.replace("_", "+")


class Role(StrEnum):
    """Each may do what those before it may: see · rule and add sites · mark, export marked items · keep users."""

    READER = "reader"
    ANALYST = "analyst"
    EDITOR = "editor"
    ADMIN = "admin"

    def at_least(self, other: Role) -> bool:
        """True where this role may do all that the other may."""
        ranks = list(Role)
        return ranks.index(self) >= ranks.index(other)
