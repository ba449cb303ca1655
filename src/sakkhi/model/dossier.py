"""A record with what it rests on: what leaves the house as one."""

from __future__ import annotations

import msgspec

from sakkhi.model.marking import Marking
from sakkhi.model.reading import ReportHeader
from sakkhi.model.record import Record
from sakkhi.model.telling import Telling


class Dossier(msgspec.Struct, frozen=True):
    """`tellings` are those of the record, in their keys' order; `reports` say what is known of each report behind them.

    `marking` is the strictest of the record's and its reports'.
    """

    record: Record
    tellings: tuple[Telling, ...] = ()
    reports: tuple[ReportHeader, ...] = ()
    marking: Marking = Marking.CLEAR
