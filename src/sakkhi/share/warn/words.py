"""An alert → its words in a language: a headline, and lines that tell what is known, by whom, and how surely.

Who did it is told only as somebody's word, in the stance that it has (`Wording.claim`); a headline names no actor.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote

import msgspec

from sakkhi.model.alert import Alert, Message, Occasion, Reason
from sakkhi.model.count import Count
from sakkhi.model.place import great_circle
from sakkhi.model.record import Claim, ClaimKind, Record
from sakkhi.model.when import When
from sakkhi.share.wording import Wording, compass, cut

_CLAIMS, _REPORTS = 6, 8  # entries of the ledger and reports that a message lists
_COUNTS = ("munitions", "intercepted", "killed", "injured")


class Told(msgspec.Struct, frozen=True):
    """A message's words. `lines` are whole lines, the most important first; `link` leads to the desk, where it is."""

    headline: str
    lines: tuple[str, ...]
    link: str = ""

    @property
    def text(self) -> str:
        """Headline and lines."""
        return "\n".join((self.headline, "", *self.lines, *([self.link] if self.link else ()), ""))


def told(alert: Alert, words: Wording, desk: str = "") -> Told:
    """What a message says; `desk` is the desk's address."""
    return Told(headline(alert, words), tuple(_lines(alert, words)), page(alert, desk))


def page(alert: Alert, desk: str) -> str:
    """The address of the incident that it is about; "" where there is no desk, or no such incident any more."""
    name = alert.other if alert.reason == Reason.MERGED and alert.message == Message.CANCEL else alert.incident
    return f"{desk}/incident/{quote(name, safe='')}/" if desk and name and alert.reason != Reason.RULED_OUT else ""


def headline(alert: Alert, words: Wording) -> str:
    """The message on one line."""
    return words.phrase(
        "warn", "headline", message=words.label("message", alert.message),
        occasion=words.label("occasion", alert.occasion), what=_what(alert, words), where=_where(alert, words),
    )  # fmt: skip


def place_in_words(alert: Alert, words: Wording) -> str:
    """Where it is about: the incident's place, else the watch's site."""
    return _where(alert, words)


def _what(alert: Alert, words: Wording) -> str:
    if alert.rate is not None:
        return words.phrase(
            "warn", "what_rate", count=words.number(alert.rate.count), days=words.number(alert.rate.days)
        )
    if alert.ahead is not None:
        return words.marked(cut(alert.ahead.name))
    return words.what(alert.record) if alert.record is not None else words.label("method", "unknown")


def _where(alert: Alert, words: Wording) -> str:
    if alert.record is not None:
        return words.where(alert.record)
    return words.name(alert.site.name) if alert.site is not None else words.label("warn", "everywhere")


def _lines(alert: Alert, words: Wording) -> Iterator[str]:
    yield from _reason(alert, words)
    if alert.rate is not None:
        yield _rate(alert, words)
    if alert.ahead is not None:
        yield words.phrase(
            "warn", "anniversary", event=words.marked(cut(alert.ahead.name)), years=words.number(alert.ahead.years),
            day=words.date(alert.ahead.day), days=words.number(alert.ahead.days),
        )  # fmt: skip
    if alert.record is not None:
        yield from _known(alert, alert.record, words)
        yield from _ledger(alert, alert.record, words)
        yield from _sources(alert.record, words)
    for slot in ("severity", "certainty"):
        yield f"{words.label('warn', slot)}: {words.label(slot, getattr(alert, slot))}"
    yield f"{words.label('warn', 'marking')}: TLP:{alert.marking}"
    yield f"{words.label('warn', 'watch')}: {words.marked(cut(alert.watch))}"
    if alert.incident:
        yield f"{words.label('warn', 'incident')}: {words.marked(cut(alert.incident))}"


def _reason(alert: Alert, words: Wording) -> Iterator[str]:
    if alert.reason == Reason.MERGED:
        yield words.phrase("warn", "merged", other=words.marked(cut(alert.other)))
    elif alert.reason == Reason.RULED_OUT:
        yield words.label("warn", "ruled_out")
    if alert.changed and alert.record is not None and alert.before is not None:
        slots = [_change(slot, alert.record, alert.before, words) for slot in alert.changed]
        yield words.phrase("warn", "revised", slots=words.listed(slots))


def _change(slot: str, now: Record, then: Record, words: Wording) -> str:
    before = words.phrase("warn", "before", before=slot_in_words(slot, then, words))
    return f"{words.label('slot', slot)}: {slot_in_words(slot, now, words)} ({before})"


def slot_in_words(slot: str, record: Record, words: Wording) -> str:
    """The preferred value of a slot."""
    held = getattr(record, slot)
    return value_in_words(slot, held[0].value, words) if held else words.plain["not_said"]


def value_in_words(slot: str, value: Any, words: Wording) -> str:
    """A value of a slot."""
    if isinstance(value, When):
        return words.days(value)
    if isinstance(value, Count):
        return words.count(value)
    if slot == "where":
        return words.place(value)
    return words.label("target" if slot == "targets" else slot, value)


def _known(alert: Alert, record: Record, words: Wording) -> Iterator[str]:
    if record.targets:
        kinds = words.listed(words.label("target", h.value) for h in record.targets)
        yield f"{words.label('slot', 'targets')}: {kinds}"
    yield f"{words.label('slot', 'where')}: {words.listed(_whereabouts(alert, record, words))}"
    yield f"{words.label('slot', 'when')}: {slot_in_words('when', record, words)}"
    yield f"{words.label('slot', 'outcome')}: {slot_in_words('outcome', record, words)}"
    for slot in _COUNTS:
        if getattr(record, slot):
            yield f"{words.label('slot', slot)}: {slot_in_words(slot, record, words)}"
    if record.damage:
        yield f"{words.label('slot', 'damage')}: {slot_in_words('damage', record, words)}"


def _whereabouts(alert: Alert, record: Record, words: Wording) -> Iterator[str]:
    yield words.where(record)
    place = record.where[0].value if record.where else None
    if place is None or place.lat is None or place.lon is None:
        return
    rough = words.roughly(place)
    if rough is not None:
        yield words.phrase("warn", "imprecise", precision=rough)
    elif alert.site is not None:
        at, there = (alert.site.lat, alert.site.lon), (place.lat, place.lon)
        km = great_circle(at, there)
        if km >= 1:
            yield words.phrase(
                "warn", "distance", km=words.number(round(km)), bearing=words.bearing(compass(at, there)),
                site=words.name(alert.site.name),
            )  # fmt: skip


def _ledger(alert: Alert, record: Record, words: Wording) -> Iterator[str]:
    said = [c for c in record.ledger if c.kind in (ClaimKind.ATTRIBUTION, ClaimKind.UNCLAIMED)]
    first = [alert.claim] if alert.claim is not None and alert.claim.kind == ClaimKind.ATTRIBUTION else []
    if alert.occasion in (Occasion.CLAIM, Occasion.DENIAL):
        said = [*first, *(c for c in said if c not in first)]
    distinct = list({(c.about, c.by, c.stance): c for c in reversed(said)}.values())[::-1]
    yield f"{words.label('warn', 'ledger')}:"
    if not distinct:
        yield f"- {words.label('warn', 'nobody')}"
    for claim in distinct[:_CLAIMS]:
        yield f"- {words.claim(claim)}{_quoted(claim, words)}"
    if len(distinct) > _CLAIMS:
        yield f"- {words.phrase('warn', 'more', count=words.number(len(distinct) - _CLAIMS))}"


def _quoted(claim: Claim, words: Wording) -> str:
    quotes = [words.quote(q.text) for q in claim.quotes[:1] if q.text]
    return f"; {words.phrase('warn', 'quote', words=quotes[0])}" if quotes else ""


def _sources(record: Record, words: Wording) -> Iterator[str]:
    yield words.phrase("warn", "voices", voices=words.number(record.voices), reports=words.number(len(record.tellings)))
    if record.disputed:
        slots = words.listed(words.label("slot", slot) for slot in record.disputed)
        yield words.phrase("warn", "disputed", slots=slots)
    yield f"{words.label('warn', 'reports')}:"
    for t in record.tellings[:_REPORTS]:
        day = words.date(t.published) if t.published else words.label("brief", "undated")
        yield f"- {words.marked(cut(t.outlet or t.report))} · {day} · {words.marked(cut(t.report))}"


def _rate(alert: Alert, words: Wording) -> str:
    rate = alert.rate
    if rate is None:
        return ""
    return words.phrase(
        "warn", "rate", count=words.number(rate.count), days=words.number(rate.days), usual=words.number(rate.usual),
        low=words.number(rate.low), high=words.number(rate.high),
    )  # fmt: skip


def digest(alerts: Sequence[Alert], site: str, words: Wording, shown: int, desk: str = "") -> Told:
    """Many alerts in one message, the gravest first; more than `shown` are only counted."""
    count = words.number(len(alerts))
    where = words.name(site) if site else words.label("warn", "everywhere")
    ordered = sorted(alerts, key=lambda a: (a.severity.rank, a.made_at, a.id))
    lines = [words.phrase("warn", "digest_of", count=count), ""]
    lines += [f"- {headline(alert, words)} [{words.label('severity', alert.severity)}]" for alert in ordered[:shown]]
    if len(ordered) > shown:
        lines.append(f"- {words.phrase('warn', 'more', count=words.number(len(ordered) - shown))}")
    link = f"{desk}/warnings/" if desk else ""
    return Told(words.phrase("warn", "digest", count=count, site=where), tuple(lines), link)
