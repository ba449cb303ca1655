"""Incidents → what is not known of them, a line each."""

from __future__ import annotations

from collections.abc import Iterator

from sakkhi.model.brief import Known
from sakkhi.model.incident import Outcome
from sakkhi.model.record import Record
from sakkhi.share.brief.changes import title
from sakkhi.share.standing import Standing, named, of_standing
from sakkhi.share.wording import Wording

_ASKED = ("method", "when", "where", "outcome", "killed", "injured", "targets")


def gaps(known: Known, words: Wording) -> Iterator[str]:
    """What no report tells, where they exclude each other, who is only suspected, what only one voice tells."""
    for dossier in known.dossiers:
        record = dossier.record
        what = title(record, words)
        untold = [words.label("slot", slot) for slot in _ASKED if _is_untold(record, slot)]
        if not named(record):
            untold.append(words.label("slot", "attributions"))
        if untold:
            yield words.phrase("brief", "unknown_of", what=what, slots=words.listed(untold))
        if record.disputed:
            slots = words.listed(words.label("slot", slot) for slot in record.disputed)
            yield words.phrase("brief", "disputed_of", what=what, slots=slots)
        yield from _doubts(record, what, words)


def _doubts(record: Record, what: str, words: Wording) -> Iterator[str]:
    actors = named(record)
    if actors and not any(actor.plain for actor in actors):
        yield words.phrase("brief", "only_suspected", what=what)
    denied = of_standing(actors, Standing.CONTESTED, Standing.DENIED)
    if denied:
        yield words.phrase("brief", "denied_too", what=what, actors=words.listed(words.name(a) for a in denied))
    rough = words.roughly(record.where[0].value) if record.where else None
    if rough is not None:
        yield words.phrase("brief", "roughly", what=what, precision=rough)
    if record.voices == 1:
        yield words.phrase("brief", "one_voice", what=what)


def _is_untold(record: Record, slot: str) -> bool:
    held = getattr(record, slot)
    return not held or held[0].value == Outcome.UNKNOWN
