"""What is wrong with one input, told so that a person can mend it."""

from __future__ import annotations

import msgspec


class Fault(msgspec.Struct, frozen=True):
    """An input that could not be read: where it is (file, and line where there is one), what is wrong, what to do."""

    where: str
    what: str
    remedy: str

    @property
    def line(self) -> str:
        """The fault on one line, without control characters."""
        return "".join(c if c.isprintable() else "?" for c in f"{self.where}: {self.what}; {self.remedy}")
