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


class Scope(StrEnum):
    """What a key to the API opens; none opens more than its holder's role does."""

    READ = "read"
    RULE = "rule"
    EXPORT = "export"
    ADMIN = "admin"

    @property
    def needs(self) -> Role:
        """The least role of a holder whom it serves."""
        return {Scope.RULE: Role.ANALYST, Scope.ADMIN: Role.ADMIN}.get(self, Role.READER)
