"""What a person may do at the desk; how far something may travel is in `marking`."""

from __future__ import annotations

from enum import StrEnum


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
