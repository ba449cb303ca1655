"""Watches: listed, made, changed, switched off and on, taken away."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
from django.http import HttpRequest
from ninja import Router
from ninja.errors import HttpError

from sakkhi.desk.access import clearance
from sakkhi.desk.api.service import body_of, opened, taken, written
from sakkhi.desk.watches import Told, faults, keep, known_watches, switch
from sakkhi.model.access import Role, Scope
from sakkhi.model.watch import WatchRow
from sakkhi.store.watch_rules import WatchRule, watch_rule

router = Router(tags=["watches"])


class WatchOut(msgspec.Struct, frozen=True):
    """A watch. `number` is null for one of `watch.toml`; `looks` is false where it rests or cannot look."""

    number: int | None
    watch: WatchRow
    active: bool
    looks: bool
    by: str
    at: dt.datetime | None


class WatchesOut(msgspec.Struct, frozen=True):
    """All watches, by name; `broken` where `watch.toml` cannot be read, and nothing looks."""

    items: tuple[WatchOut, ...]
    broken: bool


class DoneOut(msgspec.Struct, frozen=True):
    """What is now wanted of a watch."""

    watch: str
    wanted: str


@router.get("", **opened(Scope.READ, WatchesOut))
def list_watches(request: HttpRequest) -> Any:
    """Every watch, those of `watch.toml` and those of the desk."""
    known = known_watches(clearance(request))
    return WatchesOut(tuple(map(_told, known.watches)), known.broken)


@router.post("", **opened(Scope.RULE, WatchOut, 201, **taken(WatchRow)))
def make_watch(request: HttpRequest) -> Any:
    """Make a watch (`editor`); its keys are those of `watch.toml`."""
    return _kept(request, None)


@router.put("/{int:number}", **opened(Scope.RULE, WatchOut, 201, **taken(WatchRow)))
def change_watch(request: HttpRequest, number: int) -> Any:
    """Change a watch of the desk (`editor`); it keeps its name."""
    return _kept(request, _found(request, number))


@router.post("/{int:number}/{wanted}", **opened(Scope.RULE, DoneOut, 201))
def switch_watch(request: HttpRequest, number: int, wanted: str) -> Any:
    """Switch a watch of the desk `off` or `on`, or `remove` it (`editor`)."""
    rule = _found(request, number)
    if wanted not in ("off", "on", "remove"):
        raise HttpError(404, "the last word is off, on or remove")
    switch(request, rule, wanted)
    return written(DoneOut(rule.name, wanted), 201)


def _kept(request: HttpRequest, rule: WatchRule | None) -> Any:
    _editor(request)
    row, rank = body_of(request, WatchRow), clearance(request)
    if wrong := faults(row, known_watches(rank), rank, named=rule.name if rule is not None else ""):
        raise HttpError(422, wrong)
    keep(request, row, active=rule is None or rule.active, changed=rule is not None)
    made = next(one for one in known_watches(rank).watches if one.name == row.name)
    return written(_told(made), 201, Location=f"/api/watches/{made.number}")


def _told(one: Told) -> WatchOut:
    return WatchOut(one.number or None, one.row, one.active, one.looks, one.by, one.at)


def _found(request: HttpRequest, number: int) -> WatchRule:
    _editor(request)
    seen = any(one.number == number for one in known_watches(clearance(request)).watches)
    rule = watch_rule(number) if seen else None
    if rule is None or not number:
        raise HttpError(404, "there is no such watch of the desk")
    return rule


def _editor(request: Any) -> None:
    if not request.person.role.at_least(Role.EDITOR):
        raise HttpError(403, "only an editor changes watches")
