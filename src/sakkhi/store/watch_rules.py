"""The watches that people made at the desk, as they wrote them."""

from __future__ import annotations

import datetime as dt

import msgspec

from sakkhi.store import models


class WatchRule(msgspec.Struct, frozen=True):
    """A watch as it was written, as JSON: `by` whom and when, whether it looks now; `number` is 0 before it is kept."""

    name: str
    content: str
    active: bool
    by: str
    at: dt.datetime
    number: int = 0


def watch_rules(*, active: bool = False) -> list[WatchRule]:
    """The watches by name; `active` leaves out those that rest."""
    rows = models.WatchRule.objects.order_by("name")
    rows = rows.filter(active=True) if active else rows
    return [_rule(row) for row in rows]


def watch_rule(number: int) -> WatchRule | None:
    """The watch with this number; None where there is none."""
    row = models.WatchRule.objects.filter(id=number).first()
    return _rule(row) if row is not None else None


def keep_watch_rule(rule: WatchRule) -> None:
    """Write a watch, in the place of one of its name where there is one."""
    told = {"content": rule.content, "active": rule.active, "by": rule.by[:64], "at": rule.at}
    models.WatchRule.objects.update_or_create(name=rule.name, defaults=told)


def remove_watch_rule(name: str) -> bool:
    """Take a watch away; false where there is none of that name."""
    return bool(models.WatchRule.objects.filter(name=name).delete()[0])


def _rule(row: models.WatchRule) -> WatchRule:
    return WatchRule(row.name, row.content, row.active, row.by, row.at, row.id)
