"""Items → the targets of a mention, and the targets of its mentions → those of an incident."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sakkhi.model.incident import Method, Target, TargetType
from sakkhi.read.items import Item
from sakkhi.read.mentions import STRONG, Mention
from sakkhi.read.where import entry_of

_SITES = {
    "military_base": TargetType.MILITARY_BASE, "air_base": TargetType.MILITARY_BASE,
    "naval_base": TargetType.MILITARY_BASE,
    "checkpoint": TargetType.MILITARY_BASE, "airport": TargetType.AIRPORT, "refugee_camp": TargetType.HUMANITARIAN,
    "refinery": TargetType.ENERGY, "oil_field": TargetType.ENERGY, "pipeline": TargetType.ENERGY,
    "power_station": TargetType.ENERGY, "nuclear_site": TargetType.ENERGY, "embassy": TargetType.DIPLOMATIC,
    "consulate": TargetType.DIPLOMATIC, "bridge": TargetType.INFRASTRUCTURE, "dam": TargetType.INFRASTRUCTURE,
    "government_building": TargetType.GOVERNMENT, "hospital": TargetType.MEDICAL,
    "religious_site": TargetType.RELIGIOUS,
    "market": TargetType.MARKET,
}  # fmt: skip
_PEOPLE = frozenset({
    TargetType.POLITICAL, TargetType.POLICE, TargetType.MILITARY_PERSONNEL, TargetType.MEDIA, TargetType.ARMED_GROUP,
})  # fmt: skip
_FIRM = frozenset({
    TargetType.MILITARY_BASE, TargetType.SHIP, TargetType.AIRPORT, TargetType.ENERGY, TargetType.DIPLOMATIC,
})  # fmt: skip
_VAGUE = frozenset({TargetType.CIVILIANS, TargetType.OTHER})
_AT_A_PERSON = frozenset({Method.STABBING, Method.ABDUCTION, Method.OTHER})  # where it was is not what was attacked


def add_target(mention: Mention, item: Item, *, struck: bool = False) -> None:
    """Take what an item names as a target of the mention; nothing where it names none.

    `struck` where the words say that it was attacked, not only that it was harmed.
    """
    value = item.value("facility") or item.value("victim")
    if value is None and item.classes & {"actor", "demonym"}:
        mention.target_actors.append(item)
    value = value or item.value("side") or (item.value("troops") if struck else None) or _role(item)
    if value is not None:
        mention.targets.append((value, item))
        if struck:
            mention.struck.add(id(item))


def _role(item: Item) -> str | None:
    """What a person who was attacked is to the report, from a name or rank."""
    known = next((c.removeprefix("as.") for c in sorted(item.classes) if c.startswith("as.")), None)
    if known is not None:
        return known
    if item.classes & {"rank", "official.military"} and not item.classes & {"actor", "demonym"}:
        return "military_personnel"
    named = "person" in item.classes or ("name" in item.classes and " " in item.text)
    return "civilians" if named and not item.classes & {"actor", "demonym"} else None


def incident_targets(
    method: Method, mentions: Sequence[Mention], harmed: Sequence[Item], where: Item | None
) -> tuple[tuple[Target, ...], list[Item]]:
    """What was attacked, each kind once, with its words. `harmed` are the words of a toll that is not nought."""
    found: dict[TargetType, tuple[Target, Item]] = {}
    for mention in mentions:
        told = bool(found)
        for value, item in mention.targets:
            kind = TargetType(value)
            if kind == TargetType.CIVILIANS and "vehicle" in item.classes:  # who was in it the words for them say
                kind = TargetType.OTHER
            if told and id(item) not in mention.struck:  # who else was harmed is told later
                continue
            nameless = "victim" in item.classes or item.classes & STRONG  # "hijacked"
            found.setdefault(kind, (Target(kind, None if nameless else item.text), item))
    if _are_a_groups(found, mentions):
        del found[TargetType.MILITARY_BASE]
    people = [k for k, (_, i) in found.items() if "facility" not in i.classes]
    specific = [k for k in found if k not in _VAGUE]
    gathered = any("gathering" in i.classes for _, i in found.values())  # a festival is the people at it
    if gathered and harmed:
        found.setdefault(TargetType.CIVILIANS, (Target(TargetType.CIVILIANS), harmed[0]))
    elif specific and TargetType.CIVILIANS in found and "generic" in found[TargetType.CIVILIANS][1].classes:
        del found[TargetType.CIVILIANS]
    if any(k in _PEOPLE for k in found):  # bystanders and relatives beside the people who were attacked
        found.pop(TargetType.CIVILIANS, None)
    site = _SITES.get(entry.kind) if (entry := entry_of(where)) is not None else None
    if not _FIRM.isdisjoint({*found, site}):  # who was hurt where a base or ship was struck
        found = {
            k: v for k, v in found.items() if "facility" in v[1].classes or any(id(v[1]) in m.struck for m in mentions)
        }
    if site is not None and entry is not None and where is not None:
        found.setdefault(site, (Target(site, entry.name), where))
    if people and method in _AT_A_PERSON:
        found = {k: v for k, v in found.items() if "facility" not in v[1].classes}
    if people and method == Method.SHOOTING:
        found.pop(TargetType.RESIDENTIAL, None)  # shot at home
    sides = [i for m in mentions for i, _ in m.perpetrators if i.value("side")]
    if found.keys() <= _VAGUE and method == Method.ARMED_CLASH and sides:
        kind = TargetType(sides[0].value("side") or "other")
        return (Target(kind),), sides[:1]
    if found.keys() <= {TargetType.OTHER} and harmed:
        return (Target(TargetType.CIVILIANS), *(t for t, _ in found.values())), list(harmed)
    return tuple(t for t, _ in found.values()), [i for _, i in found.values()]


def _are_a_groups(found: Mapping[TargetType, tuple[Target, Item]], mentions: Sequence[Mention]) -> bool:
    """True where "positions" that were attacked are those of armed groups, and of no state: no military base."""
    base = found.get(TargetType.MILITARY_BASE)
    if base is None or TargetType.ARMED_GROUP not in found or "positions" not in base[1].classes:
        return False
    group = found[TargetType.ARMED_GROUP][1]
    for items in (m.sentence.items for m in mentions):
        if base[1] in items and group in items:
            owners = items[items.index(base[1]) : items.index(group)]
            return all(x.value("side") for x in owners if "actor" in x.classes)
    return False
