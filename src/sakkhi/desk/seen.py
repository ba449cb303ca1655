"""What a person saw of an incident, as a short text in its forms, and what has changed since."""

from __future__ import annotations

import datetime as dt
import hashlib

import msgspec

from sakkhi.model.record import Record
from sakkhi.model.ruling import Ruling
from sakkhi.store import incidents
from sakkhi.store.history import History, Undoing, history


class Changed(msgspec.Struct, frozen=True):
    """What came since: rulings, rulings taken back, keys of tellings that joined; all empty where linking moved it."""

    now: Record | None
    rulings: tuple[Ruling, ...] = ()
    undoings: tuple[Undoing, ...] = ()
    joined: tuple[str, ...] = ()


def seen(record: Record, past: History, now: dt.datetime) -> str:
    """`NAME STATE NUMBER SECONDS`: the incident, a digest of what is known and ruled, the last ruling, the time."""
    plain = msgspec.structs.replace(record, includes=(), tellings=tuple(t for t in record.tellings if not t.summary))
    told = msgspec.json.encode((plain, [(r.number, r.undone) for r in past.rulings]))
    return f"{record.id} {hashlib.sha256(told).hexdigest()[:16]} {_last(past)} {int(now.timestamp())}"


def changed(token: str, clearance: int) -> Changed | None:
    """What has changed since the token was made; None where nothing has. One that is none counts as changed."""
    name, state, number, seconds = (*token.split(" "), "", "", "", "")[:4]
    record = incidents.record(name, clearance)
    if record is None:
        return Changed(None)
    past = history(record, clearance)
    if seen(record, past, dt.datetime.now(dt.UTC)).split(" ")[:2] == [name, state]:
        return None
    last, since = _number(number), dt.datetime.fromtimestamp(min(_number(seconds), 2**33), dt.UTC)
    return Changed(
        record,
        tuple(r for r in past.rulings if r.number > last),
        tuple(u for u in past.undoings if u.number > last),
        tuple(key for key, at in past.joined if at > since),
    )


def name_of(token: str) -> str:
    """The incident that a token is about."""
    return token.partition(" ")[0]


def _last(past: History) -> int:
    return max([0, *(r.number for r in past.rulings), *(u.number for u in past.undoings)])


def _number(written: str) -> int:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 16 else 0
