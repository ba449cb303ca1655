"""Sakkhi reads news about armed attacks and writes down each incident with the words it rests on.

>>> from sakkhi import read
>>> reading = read("Two drones were shot down near Ain al-Asad Air Base on Monday.", published="2022-01-04")
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

from sakkhi import settings

if TYPE_CHECKING:
    import datetime as dt

    from sakkhi.model.reading import Reading

__all__ = ["__version__", "read"]

__version__ = settings.VERSION


def read(
    text: str, published: str | dt.date | None = None, language: str | None = None, title: str | None = None
) -> Reading:
    """The reading of one report's text: the frozen values that `sakkhi read --json` prints.

    `published` is a date, or an ISO date or datetime; `language` an ISO 639-1 code, told from the text where it is
    None. Raises `sakkhi.errors.InputError` where the text is empty, the date is none, or the language has no pack.
    """
    from sakkhi.errors import InputError
    from sakkhi.ingest import Given, report
    from sakkhi.model.fault import Fault
    from sakkhi.run import read_report
    from sakkhi.tables.packs import available

    made = report(text, "text", Given(available()), title=title, published=published, language=language)
    if isinstance(made, Fault):
        raise InputError(made.where, made.what, made.remedy)
    return read_report(made)


class _Package(ModuleType):
    """Keeps `sakkhi.read` the function: importing the stage `sakkhi.read` would put the module in its place."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name == "read" and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
