"""Values in the words of the reader's language: `{% load said %}`, then `{{ record|what }}`, `{{ day|day }}` …"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sakkhi.desk.words import words
from sakkhi.model.count import Count
from sakkhi.model.place import Place
from sakkhi.model.record import Record
from sakkhi.model.when import When
from sakkhi.share.wording import Wording, isolated
from sakkhi.store.words import Piece

register = template.Library()

_UNITS = ((1440, _("%(n)s d")), (60, _("%(n)s h")), (1, _("%(n)s min")))  # minutes


def spoken() -> Wording:
    """The words of the language that the page is in, with names set apart from the line around them."""
    return words(isolated)


@register.filter
def what(record: Record) -> str:
    """How it was made, and what came of it."""
    return spoken().what(record)


@register.filter
def where(record: Record) -> str:
    """The preferred place."""
    return spoken().where(record)


@register.filter
def when(record: Record) -> str:
    """The preferred day or days."""
    return spoken().days(record.when[0].value if record.when else None)


@register.filter
def toll(record: Record, slot: str) -> str:
    """How many were killed or injured, as it was told last."""
    held = getattr(record, slot)
    return spoken().count(held[0].value if held else None)


@register.filter
def days(value: When | None) -> str:
    """A stretch of days."""
    return spoken().days(value)


@register.filter
def day(value: dt.date | None) -> str:
    """A day."""
    return spoken().date(value) if value is not None else spoken().plain["not_said"]


@register.filter
def count(value: Count | None) -> str:
    """How many."""
    return spoken().count(value)


@register.filter
def place(value: Place | None) -> str:
    """A place."""
    return spoken().place(value)


@register.filter
def label(value: Any, group: str) -> str:
    """A value of a closed list, named by its group: method, outcome, target, damage, by_type, stance, slot …"""
    return spoken().label(group, str(value))


@register.filter
def span(value: dt.timedelta | None) -> str:
    """How long, in the largest unit that fits."""
    if value is None:
        return spoken().plain["not_said"]
    minutes = int(value.total_seconds() // 60)
    for size, text in _UNITS:
        if minutes >= size:
            return str(text) % {"n": spoken().number(minutes / size if minutes < 10 * size else minutes // size)}
    return str(gettext("under a minute"))


@register.filter
def moment(value: dt.datetime | None) -> str:
    """A day and time, in UTC."""
    if value is None:
        return spoken().plain["not_said"]
    at = value.astimezone(dt.UTC)
    return f"{spoken().date(at.date())} {spoken().digits(f'{at:%H:%M}')} UTC"


@register.filter
def of(values: Any, key: Any) -> Any:
    """What a mapping holds for a key; "" where it holds nothing."""
    return values.get(key, "")


@register.filter
def number(value: float) -> str:
    """A number in the language's digits."""
    return spoken().number(value)


@register.filter
def marked(pieces: tuple[Piece, ...]) -> SafeString:
    """A text in pieces, those that were found marked; everything in it is escaped."""
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", p.text) if p.found else p.text,) for p in pieces)
    )
