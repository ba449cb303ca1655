"""Records → dossiers: each with its tellings and what is known of their reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

import msgspec

from sakkhi.model.dossier import Dossier
from sakkhi.model.marking import marking_of
from sakkhi.model.reading import ReportHeader
from sakkhi.model.record import Record
from sakkhi.model.telling import Telling
from sakkhi.store import models

_PART = 200  # records whose tellings are fetched together
_KEYS = 500


def dossiers_of(rows: Sequence[int], clearance: int) -> Iterator[Dossier]:
    """The dossiers of these rows of incidents, in their order; none that is, or rests on, what is marked higher."""
    for start in range(0, len(rows), _PART):
        part = rows[start : start + _PART]
        found = models.Incident.objects.filter(id__in=part, marking__lte=clearance).values_list("id", "content")
        records = {row: msgspec.json.decode(content, type=Record) for row, content in found}
        for dossier in dossiers(records[row] for row in part if row in records):
            if dossier.marking.rank <= clearance:
                yield dossier


def dossiers(records: Iterable[Record]) -> Iterator[Dossier]:
    """The dossier of each record, in their order.

    Tellings of summaries stay with the summaries; of one that is marked higher than the record, nothing is told at all.
    """
    rest = iter(records)
    while part := list(islice(rest, _PART)):
        told = _told(telling.key for record in part for telling in record.tellings)
        names = [record.id for record in part]
        marks = dict(models.Incident.objects.filter(name__in=names).values_list("name", "marking"))
        for record in part:
            yield _dossier(record, told, marks.get(record.id, 0))


def _dossier(record: Record, told: Mapping[str, _Told], rank: int) -> Dossier:
    own = [told[key] for key in sorted(t.key for t in record.tellings if not t.summary and t.key in told)]
    mark = max([rank, *(one.marking for one in own)])
    seen = tuple(t for t in record.tellings if not t.summary or (t.key in told and told[t.key].marking <= mark))
    headers = {one.header.id: one.header for one in own}
    return Dossier(
        msgspec.structs.replace(record, tellings=seen),
        tuple(one.telling for one in own),
        tuple(headers.values()),
        marking_of(mark),
    )


class _Told(NamedTuple):
    telling: Telling
    header: ReportHeader
    marking: int


def _told(keys: Iterable[str]) -> dict[str, _Told]:
    """Tellings with their reports by key."""
    out: dict[str, _Told] = {}
    wanted = sorted(set(keys))
    for start in range(0, len(wanted), _KEYS):
        rows = list(models.Telling.objects.filter(key__in=wanted[start : start + _KEYS]).select_related("report"))
        versions = models.Version.objects.filter(report_id__in={r.report_id for r in rows}, current=True).defer(
            "text", "sketch"
        )
        by_report = {version.report_id: version for version in versions}
        for row in rows:
            telling = msgspec.json.decode(row.content, type=Telling)
            header = _header(telling.report, by_report[row.report_id])
            out[row.key] = _Told(telling, header, row.report.marking)
    return out


def _header(id: str, version: models.Version) -> ReportHeader:
    return ReportHeader(
        id,
        version.sha256,
        _address(version),
        version.language,
        version.title or None,
        version.published,
        version.outlet or None,
    )


def _address(version: models.Version) -> str | None:
    """Where on the web it is; a path on somebody's machine is nobody else's business."""
    found = version.address or version.origin
    return found if found.startswith(("https://", "http://")) else None
