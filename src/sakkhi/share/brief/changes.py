"""What a report says and what the last one said → what changed, a line each."""

from __future__ import annotations

from collections.abc import Iterator

from sakkhi.model.brief import Known
from sakkhi.model.record import Claim, ClaimKind, Record
from sakkhi.share.warn.matching import revised
from sakkhi.share.warn.words import slot_in_words
from sakkhi.share.wording import Wording


def changes(known: Known, words: Wording) -> Iterator[str]:
    """New incidents, values that are others, claims that came, and what is no longer counted; none for a first report.

    An incident that the last report told of, and that lies before this one's days, is compared as far as it is known.
    """
    if known.earlier is None:
        return
    then = {record.id: record for record in known.earlier.records}
    for old, new in known.earlier.leads.items():
        if old in then:
            then.setdefault(new, then[old])
    now = {dossier.record.id: dossier.record for dossier in known.dossiers}
    for id, record in now.items():
        before = then.get(id)
        if before is None:
            yield words.phrase("brief", "new", what=title(record, words))
        else:
            yield from _between(record, before, words)
    for record in known.earlier.records:
        ended = known.earlier.leads.get(record.id, record.id) not in now
        if ended and _is_in_period(known, record):
            yield words.phrase("brief", "gone", what=title(record, words))


def title(record: Record, words: Wording) -> str:
    """An incident on one line."""
    days = words.days(record.when[0].value) if record.when else words.label("brief", "undated")
    return f"{words.what(record)} · {words.where(record)} · {days}"


def _between(now: Record, then: Record, words: Wording) -> Iterator[str]:
    what = title(now, words)
    for slot in revised(now, then):
        yield words.phrase(
            "brief", "was", what=what, slot=words.label("slot", slot), now=slot_in_words(slot, now, words),
            before=slot_in_words(slot, then, words),
        )  # fmt: skip
    known = {_key(claim) for claim in then.ledger}
    fresh = {_key(claim): claim for claim in now.ledger if claim.kind == ClaimKind.ATTRIBUTION}
    for key, claim in fresh.items():
        if key not in known:
            yield words.phrase("brief", "claim_new", what=what, claim=words.claim(claim))


def _key(claim: Claim) -> tuple[str, str, object]:
    return claim.about, claim.by, claim.stance


def _is_in_period(known: Known, record: Record) -> bool:
    when = record.when[0].value if record.when else None
    return when is not None and when.latest >= known.period.first and when.earliest <= known.period.last
