"""Rulings and what else happened to a record → lines of its history, in the words of the page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

import msgspec

from sakkhi.assess.ruled import SLOTS
from sakkhi.desk.foreign import shown
from sakkhi.desk.known import in_language
from sakkhi.desk.words import translated as _
from sakkhi.model.marking import Marking
from sakkhi.model.record import Record
from sakkhi.model.ruling import Ruling, RulingKind
from sakkhi.share.wording import Wording, cut
from sakkhi.store.history import History
from sakkhi.store.told import ToldIn

_LONGEST = 2_000


class Line(msgspec.Struct, frozen=True):
    """Something that happened: `number` is that of a standing ruling that may be taken back, else 0."""

    at: dt.datetime
    kind: str
    what: str
    by: str = ""
    why: str = ""
    number: int = 0
    undone: bool = False
    report: int = 0
    quotes: tuple[str, ...] = ()


def lines(record: Record, past: History, told: Mapping[str, ToldIn], now: Wording) -> list[Line]:
    """Everything, the newest first."""
    found = [*_rulings(past, now), *_undoings(past, now), *_joined(past, told, now), *_led(past)]
    return sorted(found, key=lambda line: (line.at, line.number), reverse=True)


def ruled(ruling: Ruling, now: Wording) -> str:
    """What a ruling says, on one line."""
    if ruling.kind is RulingKind.VALUE and ruling.slot in SLOTS:
        value = in_language(ruling.slot, msgspec.json.decode(ruling.value, type=SLOTS[ruling.slot]), now)
        return _("%(slot)s is %(value)s") % {"slot": now.label("slot", ruling.slot), "value": value}
    if ruling.kind is RulingKind.ACCEPT:
        slot = now.label("slot", ruling.slot) if ruling.slot in now.labels["slot"] else ""
        return _("looked at and found right: %(slot)s") % {"slot": slot} if slot else _("looked at and found right")
    if ruling.kind is RulingKind.MARK:
        return _("marked %(marking)s") % {"marking": msgspec.json.decode(ruling.value, type=Marking).label}
    return {
        RulingKind.SAME: _("are one incident"),
        RulingKind.APART: _("are not one incident"),
        RulingKind.REJECT: _("is no attack"),
    }.get(ruling.kind, ruling.kind.value)


def _rulings(past: History, now: Wording) -> Iterator[Line]:
    for ruling in past.rulings:
        quoted = tuple(cut(shown(span.text)) for span in ruling.words.spans) if ruling.words else ()
        may_undo = ruling.undone is None and ruling.kind is not RulingKind.MARK
        yield Line(
            ruling.at, ruling.kind.value, ruled(ruling, now), ruling.by, shown(ruling.why)[:_LONGEST],
            ruling.number if may_undo else 0, ruling.undone is not None, quotes=quoted,
        )  # fmt: skip


def _undoings(past: History, now: Wording) -> Iterator[Line]:
    said = {ruling.number: ruled(ruling, now) for ruling in past.rulings}
    for one in past.undoings:
        what = _("took back: %(what)s") % {"what": said.get(one.undoes, "")}
        yield Line(one.at, "undo", what, one.by, shown(one.why)[:_LONGEST])


def _joined(past: History, told: Mapping[str, ToldIn], now: Wording) -> Iterator[Line]:
    for key, at in past.joined:
        if (one := told.get(key)) is not None:
            name = now.marked(cut(shown(one.outlet or one.telling.report)))
            yield Line(at, "joined", _("a report came: %(name)s") % {"name": name}, report=one.report)


def _led(past: History) -> Iterator[Line]:
    for name, at in past.led_here:
        yield Line(at, "merged", _("incident %(name)s became part of this one") % {"name": name})
