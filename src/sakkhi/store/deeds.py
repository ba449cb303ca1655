"""The log of what was done at the desk: written, and read again by whoever may."""

from __future__ import annotations

import msgspec

from sakkhi.model.deed import Deed, DeedKind
from sakkhi.store import models


class Logged(msgspec.Struct, frozen=True):
    """A deed with its number in the log."""

    number: int
    deed: Deed


def note(deed: Deed) -> None:
    """Write a deed down for good."""
    models.Deed.objects.create(**msgspec.structs.asdict(deed))


def deeds(limit: int, before: int | None = None, by: str = "", kind: DeedKind | None = None) -> list[Logged]:
    """The last deeds, the newest first, those with numbers below `before`; `by` and `kind` narrow them."""
    rows = models.Deed.objects.order_by("-id")
    rows = rows.filter(id__lt=before) if before is not None else rows
    rows = rows.filter(by=by) if by else rows
    rows = rows.filter(kind=kind.value) if kind is not None else rows
    return [
        Logged(row.id, Deed(row.at, DeedKind(row.kind), row.by, row.subject, row.detail, row.address))
        for row in rows[:limit]
    ]
