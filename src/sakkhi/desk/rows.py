"""Records → what a list or a map shows of each: a line in words, and its symbol."""

from __future__ import annotations

import msgspec

from sakkhi.desk.symbols import shape, size
from sakkhi.model.incident import Method, Outcome, Stance
from sakkhi.model.record import ClaimKind, Record
from sakkhi.share.wording import Wording

_SHOWN = 2  # claims on a line
_SUREST = (Stance.CLAIMS, Stance.STATES, Stance.ASSESSES, Stance.SUSPECTS, Stance.DENIES)


class Row(msgspec.Struct, frozen=True):
    """An incident on a line; names are foreign text. `claims` are (actor, stance in words)."""

    id: str
    days: str
    what: str
    place: str
    roughly: str
    killed: str
    injured: str
    claims: tuple[tuple[str, str], ...]
    more_claims: int
    disputed: tuple[str, ...]
    languages: str
    reports: str
    shape: str
    outcome: str
    size: int

    @property
    def title(self) -> str:
        """The line in short, for a symbol's name."""
        return " · ".join(part for part in (self.what, self.place, self.days, self.killed) if part)


def row(record: Record, words: Wording) -> Row:
    """The line of a record."""
    method = record.method[0].value if record.method else Method.UNKNOWN
    outcome = record.outcome[0].value if record.outcome else Outcome.UNKNOWN
    killed = record.killed[0].value if record.killed else None
    injured = record.injured[0].value if record.injured else None
    place = record.where[0].value if record.where else None
    claims = _claims(record)
    return Row(
        record.id,
        words.days(record.when[0].value if record.when else None),
        words.what(record),
        words.where(record) if place else "",
        (words.roughly(place) or "") if place else "",
        f"{words.label('slot', 'killed')}: {words.count(killed)}" if killed else "",
        f"{words.label('slot', 'injured')}: {words.count(injured)}" if injured else "",
        tuple((words.name(actor), words.label("stance", stance)) for actor, stance in claims[:_SHOWN]),
        max(0, len(claims) - _SHOWN),
        tuple(words.label("slot", slot) for slot in record.disputed),
        " ".join(sorted({t.language for t in record.tellings})),
        words.number(len({t.report for t in record.tellings})),
        shape(method),
        outcome.value,
        size((killed.min or 0) if killed else 0),
    )


def _claims(record: Record) -> list[tuple[str, Stance]]:
    """Each actor that is named with each stance towards it, the surest first."""
    found = {(c.about, c.stance) for c in record.ledger if c.kind is ClaimKind.ATTRIBUTION and c.stance is not None}
    return sorted(found, key=lambda claim: (_SUREST.index(claim[1]), claim[0]))
