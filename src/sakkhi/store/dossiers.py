"""Records → dossiers: each with its tellings and what is known of their reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

import msgspec

from sakkhi.model.dossier import Dossier
from sakkhi.model.reading import ReportHeader
from sakkhi.model.record import Record
from sakkhi.model.telling import Telling
from sakkhi.store import models

_PART = 200  # records whose tellings are fetched together
_KEYS = 500


def dossiers(records: Iterable[Record]) -> Iterator[Dossier]:
    """The dossier of each record, in their order; tellings of summaries stay with the summaries."""
    rest = iter(records)
    while part := list(islice(rest, _PART)):
        told = _told(key.key for record in part for key in record.tellings if not key.summary)
        for record in part:
            keys = sorted(t.key for t in record.tellings if not t.summary and t.key in told)
            reports = {told[key][1].id: told[key][1] for key in keys}
            yield Dossier(record, tuple(told[key][0] for key in keys), tuple(reports.values()))


def _told(keys: Iterable[str]) -> dict[str, tuple[Telling, ReportHeader]]:
    """(telling, its report) by key."""
    out: dict[str, tuple[Telling, ReportHeader]] = {}
    wanted = sorted(set(keys))
    for start in range(0, len(wanted), _KEYS):
        rows = list(models.Telling.objects.filter(key__in=wanted[start : start + _KEYS]))
        versions = models.Version.objects.filter(report_id__in={r.report_id for r in rows}, current=True).defer(
            "text", "sketch"
        )
        by_report = {version.report_id: version for version in versions}
        for row in rows:
            telling = msgspec.json.decode(row.content, type=Telling)
            out[row.key] = (telling, _header(telling.report, by_report[row.report_id]))
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
