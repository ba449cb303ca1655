"""Tellings → the reports that they are told in, with the text that was read: what quotations are cut from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

import msgspec
from django.db.models.functions import Length, Substr

from sakkhi.model.marking import EVERYTHING
from sakkhi.model.span import Span
from sakkhi.model.telling import Telling
from sakkhi.store import models

_PART = 100
_SHORT = 60_000  # characters up to which a text is fetched whole; of a longer one only what lies round the spans is
_PIECE = 2_000  # characters that are fetched with a span of a long text


class Passage(msgspec.Struct, frozen=True):
    """A piece of a report's text that begins at its code point `start`; `whole` is the length of all of it."""

    start: int
    text: str
    whole: int


class ToldIn(msgspec.Struct, frozen=True):
    """A telling with its report: the store's number of it, what is known of it, and the pieces of its text."""

    telling: Telling
    report: int
    version: int
    title: str
    outlet: str
    address: str
    added_at: dt.datetime
    passages: tuple[Passage, ...]

    def passage(self, span: Span) -> Passage | None:
        """The piece that the span lies in; None where the text is not the one that was read."""
        for piece in self.passages:
            start = span.start - piece.start
            if start >= 0 and piece.text[start : start + len(span.text)] == span.text:
                return piece
        return None


def told_in(keys: Iterable[str], clearance: int = EVERYTHING) -> dict[str, ToldIn]:
    """The tellings that may be seen, by their keys."""
    out: dict[str, ToldIn] = {}
    wanted = sorted(set(keys))
    for start in range(0, len(wanted), _PART):
        rows = models.Telling.objects.filter(key__in=wanted[start : start + _PART], report__marking__lte=clearance)
        for row in rows.select_related("report", "reading__version").defer(
            "reading__content", "reading__version__text", "reading__version__sketch"
        ):
            telling = msgspec.json.decode(row.content, type=Telling)
            version = row.reading.version
            out[row.key] = ToldIn(
                telling, row.report_id, version.id, version.title, version.outlet, version.address or version.origin,
                row.report.added_at, (),
            )  # fmt: skip
    texts = _passages(list(out.values()))
    return {key: msgspec.structs.replace(one, passages=texts.get(key, ())) for key, one in out.items()}


def spans_of(telling: Telling) -> list[Span]:
    """Every span that the telling rests on."""
    evidence = telling.incident.evidence
    spans = [span for slot in evidence.__struct_fields__ for span in getattr(evidence, slot)]
    return spans + [span for claim in telling.incident.attributions for span in claim.evidence]


def _passages(told: Sequence[ToldIn]) -> dict[str, tuple[Passage, ...]]:
    rows = models.Version.objects.filter(id__in={one.version for one in told})
    sizes = dict(rows.annotate(size=Length("text")).values_list("id", "size"))
    short = [id for id, size in sizes.items() if size <= _SHORT]
    whole = {id: Passage(0, text, len(text)) for id, text in rows.filter(id__in=short).values_list("id", "text")}
    return {
        one.telling.key: (whole[one.version],) if one.version in whole else _pieces(one, sizes.get(one.version, 0))
        for one in told
    }


def _pieces(one: ToldIn, size: int) -> tuple[Passage, ...]:
    starts: list[int] = []
    for span in sorted(spans_of(one.telling), key=lambda span: span.start):
        if not starts or span.end > starts[-1] + _PIECE - _PIECE // 4:
            starts.append(max(0, span.start - _PIECE // 4))
    row = models.Version.objects.filter(id=one.version)
    wanted = {f"at{n}": Substr("text", start + 1, _PIECE) for n, start in enumerate(starts[:50])}
    found = row.annotate(**wanted).values_list(*wanted).first() if wanted else None
    return tuple(Passage(start, text, size) for start, text in zip(starts, found or (), strict=False))
