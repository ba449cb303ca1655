"""Why a person should look at a record, and why two tellings may be one incident, in the words of the page."""

from __future__ import annotations

import re

import msgspec

from sakkhi.collect.compared import Compared
from sakkhi.desk.words import translated as _
from sakkhi.desk.words import words
from sakkhi.model.record import Reason, ReasonKind, Record
from sakkhi.share.wording import Wording

_SHARE = re.compile(r"(\d+)% shared")


class Weighed(msgspec.Struct, frozen=True):
    """A feature's comparison: its name, level and reason in words, and its bits; `much` is 0 to 100 for a bar."""

    name: str
    level: str
    reason: str
    bits: float
    much: int


def reasons(record: Record, now: Wording) -> list[str]:
    """Each reason, in words."""
    return [said(reason, now) for reason in record.reasons]


def said(reason: Reason, now: Wording) -> str:
    """A reason in words."""
    if reason.kind is ReasonKind.DISPUTED:
        return _("Reports exclude each other: %(slot)s") % {"slot": now.label("slot", reason.about)}
    if reason.kind is ReasonKind.DENIAL:
        return _("It is denied that %(actor)s did it") % {"actor": now.name(reason.about)}
    if reason.kind is ReasonKind.FIRST_CLAIM:
        return _("%(actor)s claims it") % {"actor": now.name(reason.about)}
    return {
        ReasonKind.THIN: _("Many dead or hurt, and one voice alone tells of it"),
        ReasonKind.JOINED: _("Reports joined what was ruled to be no attack"),
    }[reason.kind]


def weighed(rows: list[Compared]) -> list[Weighed]:
    """The comparison in words; the docstrings of `link.features` are what the languages translate."""
    most = max((abs(row.bits) for row in rows), default=1.0) or 1.0
    return [
        Weighed(
            _(row.name.replace("_", " ")), _level(row.level), _(row.reason), row.bits,
            round(100 * abs(row.bits) / most),
        )
        for row in rows
    ]  # fmt: skip


def _level(level: str) -> str:
    """A level in words; how large a share is stands in the level's own name."""
    if share := _SHARE.fullmatch(level):
        return _("%(n)s%% shared") % {"n": words().digits(share[1])}
    return _(level) if level else ""
