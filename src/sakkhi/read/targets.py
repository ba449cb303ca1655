"""Items → the targets of a mention, and the targets of its mentions → those of an incident."""

from __future__ import annotations

from collections.abc import Sequence

from sakkhi.model.incident import Method, Target, TargetType
from sakkhi.read.items import Item
from sakkhi.read.mentions import STRONG, TRIGGERS, Mention
from sakkhi.read.where import entry_of

SITE_TARGETS = {
    "military_base": TargetType.MILITARY_BASE, "air_base": TargetType.MILITARY_BASE,
    "naval_base": TargetType.MILITARY_BASE,
    "checkpoint": TargetType.MILITARY_BASE, "airport": TargetType.AIRPORT, "refugee_camp": TargetType.HUMANITARIAN,
    "refinery": TargetType.ENERGY, "oil_field": TargetType.ENERGY, "pipeline": TargetType.ENERGY,
    "power_station": TargetType.ENERGY, "nuclear_site": TargetType.ENERGY, "embassy": TargetType.DIPLOMATIC,
    "consulate": TargetType.DIPLOMATIC, "bridge": TargetType.INFRASTRUCTURE, "dam": TargetType.INFRASTRUCTURE,
    "government_building": TargetType.GOVERNMENT, "hospital": TargetType.MEDICAL,
    "religious_site": TargetType.RELIGIOUS,
    "market": TargetType.MARKET, "sea_lane": TargetType.SHIP, "strait": TargetType.SHIP,
}  # fmt: skip
_PEOPLE = frozenset({
    TargetType.POLITICAL, TargetType.POLICE, TargetType.MILITARY_PERSONNEL, TargetType.MEDIA, TargetType.ARMED_GROUP,
})  # fmt: skip
_FIRM = frozenset({
    TargetType.MILITARY_BASE, TargetType.SHIP, TargetType.AIRPORT, TargetType.ENERGY, TargetType.DIPLOMATIC,
})  # fmt: skip
_VAGUE = frozenset({TargetType.CIVILIANS, TargetType.OTHER})
_AT_A_PERSON = frozenset({Method.STABBING, Method.ABDUCTION, Method.OTHER})  # where it was is not what was attacked
_ON_LAND = frozenset({Method.ARMED_CLASH, Method.IED, Method.VEHICLE_BOMB, Method.ARSON, Method.RAMMING}) | _AT_A_PERSON
_OWNER = 3  # items between a base and whose it is
_BETWEEN = frozenset({"num", "measure", "article", "adj", "quote", "word"})
_ENDS = frozenset({"comma", "semicolon", "full_stop", "say", "in", "and", "near", "after"}) | TRIGGERS
_DEEDS = TRIGGERS | {"launch", "weapon", "say"}


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
    if not any("facility" in i.classes or id(i) in m.struck for m in mentions for _, i in m.targets):
        for value, item in next((m.beside for m in mentions if m.beside), ()):
            found.setdefault(TargetType(value), (Target(TargetType(value), item.text), item))
    site = SITE_TARGETS.get(entry.kind) if (entry := entry_of(where)) is not None else None
    base = found.get(TargetType.MILITARY_BASE)
    owner = _owners(base[1], mentions) if base is not None and site != TargetType.MILITARY_BASE else None
    if owner is not None:
        del found[TargetType.MILITARY_BASE]
        found.setdefault(TargetType.ARMED_GROUP, (Target(TargetType.ARMED_GROUP, owner.text), owner))
    people = [k for k, (_, i) in found.items() if "facility" not in i.classes]
    specific = [k for k in found if k not in _VAGUE]
    gathered = any("gathering" in i.classes for _, i in found.values())  # a festival is the people at it
    if gathered and harmed:
        found.setdefault(TargetType.CIVILIANS, (Target(TargetType.CIVILIANS), harmed[0]))
    elif specific and TargetType.CIVILIANS in found and "generic" in found[TargetType.CIVILIANS][1].classes:
        del found[TargetType.CIVILIANS]
    if any(k in _PEOPLE for k in found):  # bystanders and relatives beside the people who were attacked
        found.pop(TargetType.CIVILIANS, None)
    if site == TargetType.SHIP and method in _ON_LAND:
        site = None
    if not _FIRM.isdisjoint({*found, site}):  # who was hurt where a base or ship was struck
        found = {
            k: v for k, v in found.items() if "facility" in v[1].classes or any(id(v[1]) in m.struck for m in mentions)
        }
    if site is not None and entry is not None and where is not None:
        at_sea = site == TargetType.SHIP
        found.setdefault(site, (Target(site, None if at_sea else entry.name), where))
    if not found and method == Method.BOARDING:
        return (Target(TargetType.SHIP),), mentions[0].triggers[:1]
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


def _owners(base: Item, mentions: Sequence[Mention]) -> Item | None:
    """The armed group whose base or positions they are, told right beside: what was attacked is that group."""
    acting = {id(i) for m in mentions for i, _ in m.perpetrators}
    items = next((m.sentence.items for m in mentions if any(x is base for x in m.sentence.items)), [])
    n = next((n for n, x in enumerate(items) if x is base), 0)
    behind = _behind(items, n) if not base.features & {"loc", "def"} or "positions" in base.classes else None
    owner = behind or _ahead(items, n)
    return owner if owner is not None and owner.value("side") == "armed_group" and id(owner) not in acting else None


def _ahead(items: list[Item], n: int) -> Item | None:
    """Who stands right before item `n`, or only numbers between: "Houthi positions", মিলিশিয়াদের তিনটি স্থাপনা."""
    for m in range(n - 1, max(-1, n - 1 - _OWNER), -1):
        if items[m].value("side") is not None:
            doer = any(x.classes & (_DEEDS | {"actor"}) for x in items[max(0, m - 1) : m])  # a verb's subject
            return None if doer and "gen" not in items[m].features else items[m]
        if not items[m].classes & _BETWEEN:
            break
    return None


def _behind(items: list[Item], n: int) -> Item | None:
    """Whose item `n` is by what stands soon behind it, in one breath: a state's, where both are told to be there."""
    for m, x in enumerate(items[n + 1 : n + 2 + _OWNER], n + 1):
        if "actor" in x.classes or x.value("side") is not None:
            behind = items[m + 1 : m + 3]
            joined = next((y for y in behind if "actor" in y.classes and y.value("side") is None), x)
            return None if any(y.classes & _DEEDS for y in behind[:1]) else joined
        if x.classes & _ENDS:
            break
    return None
