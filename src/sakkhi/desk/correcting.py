"""What a form asks for to correct a slot, and what was filled in → the value as `collect.given` reads it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from sakkhi.assess.ruled import SLOTS
from sakkhi.desk.known import in_language
from sakkhi.desk.templatetags.said import spoken
from sakkhi.model.count import Count
from sakkhi.model.place import Place, PlacePrecision
from sakkhi.model.record import Record
from sakkhi.model.when import When

_NOT_GIVEN = ("unknown",)


class Fields(msgspec.Struct, frozen=True):
    """`kind` is `choice`, `count`, `days` or `place`; the rest is what the form shows at first."""

    slot: str
    kind: str
    label: str
    choices: tuple[tuple[str, str, bool], ...] = ()
    first: str = ""
    last: str = ""
    place: str = ""
    lat: str = ""
    lon: str = ""
    precision: str = ""
    country: str = ""
    precisions: tuple[tuple[str, str, bool], ...] = ()
    id: str = ""


def fields(slot: str, record: Record, id: str = "") -> Fields:
    """The form of a slot, filled with the preferred value; `id` tells it apart from others on the page."""
    kind, now = SLOTS[slot], spoken()
    label, id = now.label("slot", slot), id or slot
    held: Any = getattr(record, slot)[0].value if getattr(record, slot) else None
    if kind is Count:
        first, last = (_or_empty(held.min), _or_empty(held.max)) if held else ("", "")
        return Fields(slot, "count", label, first=first, last=last, id=id)
    if kind is When:
        days = (str(held.earliest), str(held.latest)) if held else ("", "")
        return Fields(slot, "days", label, first=days[0], last=days[1], id=id)
    if kind is Place:
        return _place(slot, label, held, id)
    chosen = held.value if held is not None else ""
    values = [value for value in kind if value.value not in _NOT_GIVEN]
    choices = tuple((v.value, in_language(slot, v, now), v.value == chosen) for v in values)
    return Fields(slot, "choice", label, choices, id=id)


def written(slot: str, filled: Mapping[str, Any]) -> str:
    """What a person filled in, as it is written for a ruling; "" where nothing was."""
    kind = SLOTS.get(slot)
    get = lambda name: str(filled.get(name, "")).strip()  # noqa: E731
    if kind is Count:
        first, last = get("first"), get("last")
        if not last:
            return f"{first}+" if first else ""
        return f"{first or 0}-{last}"
    if kind is When:
        first, last = get("first"), get("last")
        return f"{first}..{last}" if last else first
    if kind is Place:
        parts = [get("place"), get("lat"), get("lon"), get("precision"), get("country")]
        return ",".join(parts if parts[4] else parts[:4]) if parts[0] else ""
    return get("value")


def _place(slot: str, label: str, held: Place | None, id: str) -> Fields:
    chosen = held.precision if held is not None and held.precision else PlacePrecision.TOWN
    precisions = tuple((p.value, spoken().label("precision", p.value), p is chosen) for p in PlacePrecision)
    if held is None:
        return Fields(slot, "place", label, precisions=precisions, id=id)
    point = (f"{held.lat:.4f}", f"{held.lon:.4f}") if held.lat is not None and held.lon is not None else ("", "")
    return Fields(
        slot, "place", label, place=held.name, lat=point[0], lon=point[1], country=held.country or "",
        precisions=precisions, id=id,
    )  # fmt: skip


def _or_empty(number: int | None) -> str:
    return "" if number is None else str(number)
