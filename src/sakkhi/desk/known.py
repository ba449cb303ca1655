"""A record → what its page shows of each slot, of the ledger, and of who agrees with whom, with the words behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from sakkhi.assess.ledger import in_words
from sakkhi.desk.foreign import direction, imitates, shown
from sakkhi.desk.marked import Quote, quotes
from sakkhi.desk.words import translated as _
from sakkhi.model.count import Count
from sakkhi.model.incident import Stance
from sakkhi.model.place import Place, PlacePrecision
from sakkhi.model.record import Change, Claim, ClaimKind, Held, Record
from sakkhi.model.span import Span
from sakkhi.share.wording import Wording
from sakkhi.store.told import ToldIn

SLOTS = ("method", "when", "where", "targets", "outcome", "killed", "injured", "munitions", "intercepted", "damage")
_ASKED = ("method", "when", "where", "targets", "outcome", "killed", "injured")  # told as not known where they are not
_GROUPS = {"targets": "target"}
_REPORTS = 4  # reports whose words a value or claim shows


class Source(msgspec.Struct, frozen=True):
    """A report as it is named beside words from it. `imitates` warns of a name that mixes alphabets."""

    report: int
    name: str
    title: str
    language: str
    direction: str
    day: str
    imitates: bool


class Words(msgspec.Struct, frozen=True):
    """Words of one report."""

    source: Source
    quotes: tuple[Quote, ...]


class Value(msgspec.Struct, frozen=True):
    """One value of a slot: in words, with how many independent voices give it. `ruled` where a person ruled it."""

    index: int
    shown: str
    voices: str
    reports: str
    words: tuple[Words, ...]
    more: int
    preferred: bool
    ruled: bool
    foreign: bool
    told: bool


class Slot(msgspec.Struct, frozen=True):
    """What is known of a slot; `range` is the hull of all tolls, "" where all are one."""

    name: str
    label: str
    values: tuple[Value, ...]
    disputed: bool
    ruled: bool
    range: str


class Entry(msgspec.Struct, frozen=True):
    """A line of the ledger."""

    day: str
    says: str
    kind: str
    stance: str
    stance_label: str
    by_type: str
    change: str
    voices: str
    words: tuple[Words, ...]
    imitates: bool


class Named(msgspec.Struct, frozen=True):
    """An actor with the number of voices for each stance, in the order of `Stance`."""

    actor: str
    voices: tuple[str, ...]
    imitates: bool


def slots(record: Record, told: Mapping[str, ToldIn], now: Wording) -> list[Slot]:
    """Each slot that any report tells of, or that a reader asks for first."""
    return [_slot(record, name, told, now) for name in SLOTS if getattr(record, name) or name in _ASKED]


def in_language(slot: str, value: Any, now: Wording) -> str:
    """A slot's value in the words of the page."""
    if isinstance(value, Count):
        return now.count(value)
    if slot == "when":
        return now.days(value)
    if isinstance(value, Place):
        roughly = now.roughly(value)
        return now.place(value) + (f" ({roughly})" if roughly else "")
    return now.label(_GROUPS.get(slot, slot), value.value)


def grouped(record: Record) -> list[list[Claim]]:
    """The ledger with what several reports of one day say alike put together, in order of time."""
    found: dict[tuple[Any, ...], list[Claim]] = {}
    for claim in record.ledger:
        said = (claim.published, claim.kind, claim.about, claim.by, claim.stance)
        found.setdefault(said, []).append(claim)
    return list(found.values())


def entries(claims: Iterable[Sequence[Claim]], told: Mapping[str, ToldIn], now: Wording) -> Iterator[Entry]:
    """The ledger's lines, in its order."""
    of_report: dict[str, list[ToldIn]] = {}
    for one in told.values():
        of_report.setdefault(one.telling.report, []).append(one)
    for alike in claims:
        claim = alike[0]
        says = _said(claim, of_report.get(claim.report, []), now)
        words = [w for c in alike[:_REPORTS] for w in _quoted(c, of_report.get(c.report, []), says, now)]
        change = next((c.change for c in alike if c.change), None)
        voices = claim.voices if claim.stance else len({c.report for c in alike})
        yield Entry(
            now.date(claim.published) if claim.published else _("no date"),
            says,
            claim.kind.value,
            claim.stance.value if claim.stance else "",
            now.label("stance", claim.stance) if claim.stance else "",
            now.label("by_type", claim.by_type) if claim.stance else "",
            changes()[change] if change else "",
            now.number(voices) if voices > 1 else "",
            tuple(words),
            imitates(claim.about) or imitates(claim.by),
        )


def named(record: Record, now: Wording) -> list[Named]:
    """Every actor that is named, the one with the most voices first."""
    found: dict[str, dict[Stance, int]] = {}
    for claim in record.ledger:
        if claim.kind is ClaimKind.ATTRIBUTION and claim.stance is not None:
            found.setdefault(claim.about, {})[claim.stance] = claim.voices
    ordered = sorted(found.items(), key=lambda one: (-sum(one[1].values()), one[0]))
    return [
        Named(now.name(actor), tuple(now.number(by[s]) if s in by else "" for s in Stance), imitates(actor))
        for actor, by in ordered
    ]


def not_known(record: Record, now: Wording) -> list[str]:
    """What nobody tells, or tells only roughly, said so."""
    out = [
        _("%(slot)s: no report says.") % {"slot": now.label("slot", name)}
        for name in _ASKED
        if not getattr(record, name)
    ]
    where = record.where[0].value if record.where else None
    if where is not None and where.precision not in (None, PlacePrecision.SITE, PlacePrecision.TOWN):
        out.append(_("Where exactly: only that it was %(roughly)s.") % {"roughly": now.roughly(where)})
    when = record.when[0].value if record.when else None
    if when is not None and when.earliest != when.latest:
        out.append(_("On which day: only that it was within %(days)s.") % {"days": now.days(when)})
    stances = {c.stance for c in record.ledger if c.stance is not None}
    if not stances:
        out.append(_("Who did it: nobody is named."))
    elif not stances & {Stance.CLAIMS, Stance.STATES}:
        out.append(_("Who did it: only suspected, assessed or denied; nobody states it as a fact."))
    if record.voices == 1:
        out.append(_("Whether it is so: one voice alone tells of it."))
    return out


def changes() -> dict[Change, str]:
    """What an entry changes, in words."""
    return {
        Change.FIRST_CLAIM: _("first claim of responsibility"),
        Change.DENIAL: _("denial"),
        Change.TOLL_REVISED: _("toll revised"),
        Change.OUTCOME_CHANGED: _("outcome changed"),
    }


def alone(record: Record, key: str) -> Record:
    """The record with what one of its tellings gives, and nothing else."""
    told = {slot: tuple(h for h in getattr(record, slot) if key in h.tellings) for slot in SLOTS}
    return msgspec.structs.replace(record, **told, killed_range=None, injured_range=None, ruled=(), disputed=())


def source(one: ToldIn, now: Wording) -> Source:
    """A report as it is named beside its words."""
    telling = one.telling
    name = shown(one.outlet or telling.outlet or telling.report)
    return Source(
        one.report, name[:120], shown(one.title)[:200], telling.language, direction(telling.language),
        now.date(telling.published) if telling.published else _("no date"), imitates(name),
    )  # fmt: skip


def _slot(record: Record, name: str, told: Mapping[str, ToldIn], now: Wording) -> Slot:
    held: tuple[Held[Any], ...] = getattr(record, name)
    ruled = name in record.ruled
    values = tuple(
        _value(n, name, one, told, now, preferred=n == 0, ruled=ruled and n == 0) for n, one in enumerate(held[:20])
    )
    hull: Count | None = getattr(record, f"{name}_range", None)
    whole = now.count(hull) if hull is not None and len(held) > 1 else ""
    return Slot(name, now.label("slot", name), values, name in record.disputed, ruled, whole)


def _value(
    index: int, slot: str, held: Held[Any], told: Mapping[str, ToldIn], now: Wording, *, preferred: bool, ruled: bool
) -> Value:
    text = in_language(slot, held.value, now)
    tellers = [told[key] for key in held.tellings if key in told]
    spans = lambda one: getattr(one.telling.incident.evidence, slot)  # noqa: E731
    words = tuple(_words(tellers, spans, f"{now.label('slot', slot)}: {text}", now))
    reports = len({one.report for one in tellers})
    return Value(
        index, text, now.number(held.voices), now.number(reports), words, max(0, reports - _REPORTS), preferred, ruled,
        slot == "where", held.voices > 0,
    )  # fmt: skip


def _words(
    tellers: Sequence[ToldIn], spans: Callable[[ToldIn], Iterable[Span]], gloss: str, now: Wording
) -> Iterator[Words]:
    for one in tellers[:_REPORTS]:
        cut = tuple(quotes(one.passages, spans(one), gloss, 2))
        if cut:
            yield Words(source(one, now), cut)


def _quoted(claim: Claim, tellers: Sequence[ToldIn], gloss: str, now: Wording) -> Iterator[Words]:
    for one in tellers[:1]:
        cut = tuple(quotes(one.passages, claim.quotes, gloss, 2))
        if cut:
            yield Words(source(one, now), cut)


def _said(claim: Claim, tellers: Sequence[ToldIn], now: Wording) -> str:
    if claim.kind in (ClaimKind.ATTRIBUTION, ClaimKind.UNCLAIMED):
        return now.claim(claim)
    if claim.kind is ClaimKind.OUTCOME:
        return f"{now.label('slot', 'outcome')}: {now.label('outcome', claim.about)}"
    slot = claim.about.partition(" ")[0]
    for one in tellers:
        count: Count | None = getattr(one.telling.incident, slot, None)
        if count is not None and claim.about == f"{slot} {in_words(count)}":
            return f"{now.label('slot', slot)}: {now.count(count)}"
    return f"{now.label('slot', slot)}: {now.digits(claim.about.partition(' ')[2])}"
