"""Values in words, for the fields of formats that hold text for people: always with who says it, never as a fact."""

from __future__ import annotations

from collections.abc import Iterator

from sakkhi.model.count import Count
from sakkhi.model.incident import Stance
from sakkhi.model.record import Claim, Record
from sakkhi.share.standing import is_unclaimed, named

_SAYS = {
    Stance.CLAIMS: "{actor} claims it",
    Stance.STATES: "{by} states that it was {actor}",
    Stance.ASSESSES: "{by} assesses that it was {actor}",
    Stance.SUSPECTS: "{by} suspects {actor}",
    Stance.DENIES: "{by} says that it was not {actor}",
}
_BY = {"report": "A report", "unknown": "Somebody not named"}


def title(record: Record) -> str:
    """What, where and when, on one line, with nobody named."""
    method = record.method[0].value.value.replace("_", " ") if record.method else "attack"
    where = record.where[0].value.name if record.where else "place not told"
    return f"{method}, {where}, {days(record)}"


def days(record: Record) -> str:
    """The day or days."""
    if not record.when:
        return "day not told"
    when = record.when[0].value
    return f"{when.earliest}" if when.earliest == when.latest else f"{when.earliest} to {when.latest}"


def claim_in_words(claim: Claim) -> str:
    """Who says who did it, how surely, and when that came out."""
    by = _BY.get(claim.by, claim.by)
    if claim.stance is Stance.DENIES and claim.by == claim.about:
        told = f"{claim.about} denies it"
    else:
        told = _SAYS[claim.stance].format(actor=claim.about, by=by) if claim.stance else claim.about
    return f"{told} ({claim.published or 'undated'})"


def count_in_words(count: Count) -> str:
    """3, 3 to 5, at least 3, up to 3; with "about" where it is approximate."""
    if count.min is None:
        told = f"up to {count.max}"
    elif count.max is None:
        told = f"at least {count.min}"
    else:
        told = f"{count.min}" if count.min == count.max else f"{count.min} to {count.max}"
    return f"about {told}" if count.approximate else told


def notes(record: Record) -> str:
    """An account in sentences: what happened, what came of it, tolls, and who says who did it."""
    return " ".join(f"{sentence}." for sentence in _sentences(record))


def _sentences(record: Record) -> Iterator[str]:
    yield f"{title(record)[:1].upper()}{title(record)[1:]}"
    if record.targets:
        yield f"Against: {', '.join(h.value.value.replace('_', ' ') for h in record.targets)}"
    if record.outcome:
        yield f"Outcome: {record.outcome[0].value.value}"
    for slot in ("munitions", "intercepted", "killed", "injured"):
        held = getattr(record, slot)
        if held:
            more = [count_in_words(h.value) for h in held[1:]]
            also = f" (other reports: {', '.join(more)})" if more else ""
            yield f"{slot.capitalize()}: {count_in_words(held[0].value)}{also}"
    for actor in named(record):
        said = dict.fromkeys(claim_in_words(claim) for claim in actor.claims)
        yield "; ".join(said)
    if is_unclaimed(record):
        yield "Nobody has claimed it"
