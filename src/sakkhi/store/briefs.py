"""What situation reports said, so that the next one can tell what changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

import msgspec

from sakkhi.model.brief import Earlier
from sakkhi.model.record import Record
from sakkhi.store import models

_PART = 400


def earlier_brief(place: str, last: dt.date) -> Earlier | None:
    """The newest report on a place that went up to a day before `last`; one up to the same day is this one again."""
    row = models.Brief.objects.filter(place=place, last__lt=last.toordinal()).order_by("-last").first()
    if row is None:
        return None
    records = msgspec.json.decode(row.content, type=tuple[Record, ...])
    ended = models.Forward.objects.filter(name__in=[record.id for record in records])
    return Earlier(dt.date.fromordinal(row.last), records, dict(ended.values_list("name", "leads_to")))


def keep_brief(place: str, last: dt.date, records: Sequence[Record]) -> None:
    """Write down what a report said."""
    content = msgspec.json.encode(tuple(records)).decode().replace("\\u0000", "")
    models.Brief.objects.update_or_create(place=place, last=last.toordinal(), defaults={"content": content})


def texts(reports: Iterable[str]) -> dict[str, str]:
    """The newest texts of reports by their ids; one whose id two reports share is left out."""
    names = sorted(set(reports))
    out: dict[str, str] = {}
    twice: set[str] = set()
    for start in range(0, len(names), _PART):
        rows = models.Version.objects.filter(report__name__in=names[start : start + _PART], current=True)
        for name, text in rows.values_list("report__name", "text"):
            if name in out:
                twice.add(name)
            out[name] = text
    return {name: text for name, text in out.items() if name not in twice}
