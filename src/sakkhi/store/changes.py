"""Which incidents were written since they were last looked at for warnings; marked as they are written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from uuid import uuid4

import msgspec

from sakkhi.store import models

_PART = 300


class Change(msgspec.Struct, frozen=True):
    """An incident to look at; `turn` names the writing, `at` is when it was first written and not looked at since."""

    name: str
    turn: str
    at: dt.datetime


def mark_changed(names: Iterable[str]) -> None:
    """Have these incidents looked at, whether they are there or no longer."""
    turn = uuid4().hex
    distinct = sorted(set(names))
    for start in range(0, len(distinct), _PART):
        models.Changed.objects.bulk_create(
            [models.Changed(name=name, turn=turn) for name in distinct[start : start + _PART]],
            update_conflicts=True,
            update_fields=["turn"],
            unique_fields=["name"],
        )


def changes(limit: int) -> list[Change]:
    """What waits to be looked at, the longest waiting first."""
    rows = models.Changed.objects.order_by("id").values_list("name", "turn", "at")[:limit]
    return [Change(*row) for row in rows]


def forget_changes(looked_at: Sequence[Change]) -> None:
    """Take away what was looked at, unless it was written again meanwhile."""
    turns: dict[str, list[str]] = {}
    for one in looked_at:
        turns.setdefault(one.turn, []).append(one.name)
    for turn, names in turns.items():
        models.Changed.objects.filter(turn=turn, name__in=names).delete()
