"""The one tree of errors. A fault in code, configuration or input files raises one of these, with its fields.

SakkhiError
├── InputError       a file or report that cannot be read: what, where, what to do
├── TableError       a row of a pack or reference table that breaks the table's rules
├── IndexMissingError     there is no gazetteer index of the tables as they are, and none can be built
├── ArchiveError     what was kept cannot be written or read again
└── StoreError       the database: missing, not migrated, full, read-only or gone
"""

from __future__ import annotations


class SakkhiError(Exception):
    """Base of every error that Sakkhi raises on purpose."""


class InputError(SakkhiError):
    """An input that cannot be read; the message is one line: where, what was wrong, what to do."""

    def __init__(self, where: str, what: str, remedy: str) -> None:
        self.where, self.what, self.remedy = where, what, remedy
        super().__init__(f"{where}: {what}; {remedy}")


class TableError(SakkhiError):
    """A row of a data table that breaks the table's rules."""

    def __init__(self, file: str, row: int | str, reason: str) -> None:
        self.file, self.row, self.reason = file, row, reason
        super().__init__(f"{file}, row {row}: {reason}")


class IndexMissingError(SakkhiError):
    """The gazetteer index is absent or was built from other tables, and `why` it could not be built."""

    def __init__(self, path: str, why: str = "") -> None:
        self.path, self.why = path, why
        reason = f" ({why})" if why else ""
        super().__init__(
            f"{path}: no gazetteer index of these tables there{reason}; build it with `sakkhi gazetteer build`"
        )


class ArchiveError(SakkhiError):
    """An archive file that cannot be written, or whose record is missing or damaged."""

    def __init__(self, where: str, what: str) -> None:
        self.where, self.what = where, what
        super().__init__(f"{where}: {what}")


class StoreError(SakkhiError):
    """A database that cannot be used; the message says which, why, and what to do."""

    def __init__(self, where: str, what: str, remedy: str) -> None:
        self.where, self.what, self.remedy = where, what, remedy
        super().__init__(f"{where}: {what}; {remedy}")
