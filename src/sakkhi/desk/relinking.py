"""What waits after a ruling → linked at once where that is quick, else left to whoever links next."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from django.conf import settings

from sakkhi.collect.linker import Linker
from sakkhi.errors import SakkhiError
from sakkhi.model.reading import Reading
from sakkhi.model.report import Report
from sakkhi.model.telling import Telling

_MOST = 300  # tellings: about a second's work
_PATIENCE = 1.0  # seconds that a page waits for another linker


def relink() -> bool:
    """True where nothing waits any more."""
    try:
        return Linker(Path(settings.SAKKHI_FOLDER), _none, lambda: dt.datetime.now(dt.UTC)).link_soon(_MOST, _PATIENCE)
    except SakkhiError:
        return False  # the ruling is on record; the next linking keeps to it


def _none(report: Report, reading: Reading, copies: str) -> tuple[Telling, ...]:
    """Never asked: what is not written down as tellings yet is left alone here."""
    return ()
