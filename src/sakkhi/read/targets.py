"""Items → the targets of a mention, and the targets of its mentions → those of an incident."""

from __future__ import annotations

from collections.abc import Sequence

from sakkhi.model.incident import Method, Target, TargetType
from sakkhi.read.items import Item
from sakkhi.read.mentions import STRONG, TRIGGERS, Mention
from sakkhi.read.where import entry_of, is_by, is_only_near

SITE_TARGETS = {
    "military_base": TargetType.MILITARY_BASE, "air_base": TargetType.MILITARY_BASE,
    "naval_base": TargetType.MILITARY_BASE,
    "checkpoint": TargetType.MILITARY_BASE, "airport": TargetType.AIRPORT, "refugee_camp": TargetType.CIVILIANS,
    "refinery": TargetType.ENERGY, "oil_field": TargetType.ENERGY, "pipeline": TargetType.ENERGY,
    "power_station": TargetType.ENERGY, "nuclear_site": TargetType.ENERGY, "embassy": TargetType.DIPLOMATIC,
    "consulate": TargetType.DIPLOMATIC, "bridge": TargetType.INFRASTRUCTURE, "dam": TargetType.INFRASTRUCTURE,
    "government_building": TargetType.GOVERNMENT, "hospital": TargetType.MEDICAL,
    "religious_site": TargetType.RELIGIOUS,
    "market": TargetType.MARKET, "port": TargetType.INFRASTRUCTURE, "university": TargetType.SCHOOL,
    "prison": TargetType.GOVERNMENT, "sea_lane": TargetType.SHIP, "strait": TargetType.SHIP,
}  # fmt: skip
_PEOPLE = frozenset({
    TargetType.POLITICAL, TargetType.POLICE, TargetType.MILITARY_PERSONNEL, TargetType.MEDIA, TargetType.ARMED_GROUP,
})  # fmt: skip
_FIRM = frozenset({
    TargetType.MILITARY_BASE, TargetType.SHIP, TargetType.AIRPORT, TargetType.ENERGY, TargetType.DIPLOMATIC,
})  # fmt: skip
_VAGUE = frozenset({TargetType.CIVILIANS, TargetType.OTHER})
_GROUNDS = frozenset({TargetType.SCHOOL})  # where two sides meet
_SHARED = frozenset({TargetType.MARKET, TargetType.RELIGIOUS})  # where whoever was hurt is whom it was on
_AT_A_PERSON = frozenset({Method.STABBING, Method.ABDUCTION, Method.OTHER})  # where it was is not what was attacked
_AT_ONE = _AT_A_PERSON | {Method.SHOOTING}
_TAKEN = frozenset({Method.STABBING, Method.ABDUCTION})  # on the way from school: no attack on it
_ABOARD = (TargetType.MILITARY_PERSONNEL, TargetType.POLICE)
_POSITIONS = frozenset({TargetType.MILITARY_BASE, TargetType.INFRASTRUCTURE, TargetType.OTHER})
_OFFICES = {"official": "government", "police": "police", "media": "media"}  # what who is named by office is
_PARTS = ("military_base", "energy")
_ON_LAND = frozenset({Method.ARMED_CLASH, Method.IED, Method.VEHICLE_BOMB, Method.ARSON, Method.RAMMING}) | _AT_A_PERSON
_FROM_AFAR = frozenset({
    Method.DRONE, Method.MISSILE, Method.ROCKET, Method.MORTAR, Method.ARTILLERY, Method.INDIRECT_FIRE,
    Method.AIRSTRIKE,
})  # fmt: skip
_ARMED_OWNERS = frozenset({"actor", "demonym", "force_noun", "group_noun", "official.military", "backed", "victim"})
_OWNER = 3  # items between a base and whose it is
_BETWEEN = frozenset({"num", "measure", "article", "adj", "quote", "word"})
_ENDS = frozenset({"comma", "semicolon", "full_stop", "say", "in", "and", "near", "after"}) | TRIGGERS
_DEEDS = TRIGGERS | {"launch", "weapon", "say"}

Found = dict[TargetType, tuple[Target, Item]]  # each kind of target with its words


def add_target(mention: Mention, item: Item, *, struck: bool = False, counted: bool = False) -> None:
    """Take what an item names as a target of the mention; nothing where it names none.

    `struck` where the words say that it was attacked, not only that it was harmed; `counted` where a toll counts it.
    """
    if "occupant" in item.classes:
        return
    value = item.value("facility") or _told_to_be(item) or item.value("victim")
    if value is None and item.classes & {"actor", "demonym"}:
        mention.target_actors.append(item)
    value = (
        value
        or item.value("side")
        or (item.value("troops") if struck or counted else None)
        or _role(item, struck=struck)
    )
    if value is not None:
        mention.targets.append((value, item))
        if struck:
            mention.struck.add(id(item))


def _told_to_be(item: Item) -> str | None:
    """What somebody is told elsewhere to be, who is here called a man, or by his name."""
    return next((c.removeprefix("as.") for c in sorted(item.classes) if c.startswith("as.")), None)


def _role(item: Item, *, struck: bool) -> str | None:
    """What a person who was attacked is to the report, from a name or rank."""
    office = _OFFICES.get(item.value("official") or "")
    if office is not None and not item.classes & {"actor", "demonym"}:
        return office
    if item.classes & {"rank", "official.military"} and not item.classes & {"actor", "demonym"}:
        return "military_personnel"
    whom = struck and "human" in item.classes  # "stabbed Karim"
    named = "person" in item.classes or ("name" in item.classes and (whom or " " in item.text))
    named = named or item.classes >= {"given", "cap"}
    return "civilians" if named and not item.classes & {"actor", "demonym"} else None


def incident_targets(
    method: Method, mentions: Sequence[Mention], harmed: Sequence[Item], where: Item | None, *, mourned: bool = False
) -> tuple[tuple[Target, ...], list[Item]]:
    """What was attacked, each kind once, with its words.

    `harmed` are the words of a toll that is not nought; `mourned` where what came of the attack is the news.
    """
    found = _told(mentions, beside=method not in _TAKEN)
    entry = entry_of(where)
    site = SITE_TARGETS.get(entry.kind) if entry is not None else None
    if site != TargetType.MILITARY_BASE:
        _give_to_group(found, mentions)
    _count_with_group(found, mentions)
    if method != Method.ARMED_CLASH:
        _leave_commander(found)
    vehicle = next((i for m in mentions for _, i in m.targets if "vehicle" in i.classes), None)
    if method == Method.IED and vehicle is not None and TargetType.MILITARY_PERSONNEL in found:
        found.setdefault(TargetType.CONVOY, (Target(TargetType.CONVOY, vehicle.text), vehicle))
    if TargetType.CONVOY in found and harmed:  # soldiers and police are those in it
        for kind, item in ((TargetType(v), i) for m in mentions for v, i in m.targets if v in _ABOARD):
            found.setdefault(kind, (Target(kind), item))
    people = [k for k, (_, i) in found.items() if "facility" not in i.classes]
    _leave_bystanders(found, harmed)
    site = _site_struck(site, method, where, found, mentions)
    if not _FIRM.isdisjoint({site, *(k for k, (_, i) in found.items() if "victim" not in i.classes)}):
        # who was hurt where a base or ship was struck
        found = {
            k: v for k, v in found.items() if "facility" in v[1].classes or _is_for_itself(v[1], mentions, mourned)
        }
    if site is not None and entry is not None and where is not None:
        found.setdefault(site, (Target(site, None if site == TargetType.SHIP else entry.name), where))
    if not found and method == Method.ABDUCTION:
        return (Target(TargetType.CIVILIANS),), mentions[0].triggers[:1]
    if not found and method == Method.BOARDING:
        return (Target(TargetType.SHIP),), mentions[0].triggers[:1]
    if people and method in _AT_A_PERSON:
        stormed = {id(i) for m in mentions for _, i in m.targets if id(i) in m.struck and method == Method.ABDUCTION}
        found = {k: v for k, v in found.items() if "facility" not in v[1].classes or id(v[1]) in stormed}
    if people and method in (Method.SHOOTING, Method.ABDUCTION):  # shot at home or by the bridge, taken from it
        found.pop(TargetType.RESIDENTIAL, None)
        found = {k: v for k, v in found.items() if "facility" not in v[1].classes or not _is_by(v[1], mentions)}
    sides = [i for m in mentions for i, _ in m.perpetrators if i.value("side")]
    if found.keys() <= _VAGUE | _GROUNDS and method == Method.ARMED_CLASH and sides:
        kind = TargetType(sides[0].value("side") or "other")
        return (Target(kind),), sides[:1]
    told = any("lethal" not in i.classes for i in harmed) and (
        method not in _FROM_AFAR or any("num" not in i.classes and "victim" in i.classes for i in harmed)
    )
    if found.keys() <= {TargetType.OTHER} and told:  # of a missile's dead no more than their number says nothing
        return (Target(TargetType.CIVILIANS), *(t for t, _ in found.values())), list(harmed)
    return tuple(t for t, _ in found.values()), [i for _, i in found.values()]


def _told(mentions: Sequence[Mention], *, beside: bool) -> Found:
    """What the words of the mentions say was attacked; where they say nothing, and `beside`, what stood by them."""
    found: Found = {}
    acting = {i.value("actor") for m in mentions for i, _ in m.perpetrators} - {None}
    for mention in mentions:
        told = bool(found.keys() - {TargetType.OTHER})
        for value, item in mention.targets:
            kind = TargetType(value)
            if kind == TargetType.CIVILIANS and "vehicle" in item.classes:  # who was in it the words for them say
                kind = TargetType.OTHER
            own = item.value("actor") in acting and mention.method != Method.ARMED_CLASH and value == item.value("side")
            if own or (told and id(item) not in mention.struck):  # who else was harmed is told later
                continue
            nameless = "victim" in item.classes or item.classes & STRONG  # "hijacked"
            if kind == TargetType.MILITARY_BASE and "spot" in item.classes and _is_nobodys(item, mention):
                kind = TargetType.OTHER
            found.setdefault(kind, (Target(kind, None if nameless else item.text), item))
    if beside and not any("facility" in i.classes or _is_struck(m, v, i) for m in mentions for v, i in m.targets):
        for value, item in next((m.beside for m in mentions if m.beside), ()):
            found.setdefault(TargetType(value), (Target(TargetType(value), item.text), item))
    return found


def _is_nobodys(spot: Item, mention: Mention) -> bool:
    """True for "several sites", of which it is not told whose they are: they may be anybody's."""
    items = mention.sentence.items
    n = next((n for n, x in enumerate(items) if x is spot), 0)
    return not any(x.classes & _ARMED_OWNERS for x in items[n + 1 : n + 1 + _OWNER])


def _give_to_group(found: Found, mentions: Sequence[Mention]) -> None:
    """Make of an armed group's positions and vehicles, told to be its, that group."""
    vehicles = [k for k, (_, i) in found.items() if k == TargetType.MILITARY_PERSONNEL and "facility" in i.classes]
    for kind in [*(_POSITIONS.intersection(found)), *vehicles]:
        owner = owner_of(found[kind][1], mentions)
        if owner is not None:
            del found[kind]
            found.setdefault(TargetType.ARMED_GROUP, (Target(TargetType.ARMED_GROUP, owner.text), owner))


def _count_with_group(found: Found, mentions: Sequence[Mention]) -> None:
    """Make of commanders and members told to be an armed group's that group: they are no soldiers of a state."""
    _, item = found.get(TargetType.MILITARY_PERSONNEL, (None, None))
    owner = owner_of(item, mentions) if item is not None and "victim" in item.classes else None
    if item is None or owner is None or "actor" in item.classes:  # "the group struck American soldiers"
        return
    items = next(m.sentence.items for m in mentions if any(x is item for x in m.sentence.items))
    n, at = items.index(item), items.index(owner)
    if (
        ("gen" in owner.features and at < n)
        or (at == n - 1 and "pl" not in owner.classes)
        or (at > n and "of" in items[n + 1].classes)
    ):
        del found[TargetType.MILITARY_PERSONNEL]
        found.setdefault(TargetType.ARMED_GROUP, (Target(TargetType.ARMED_GROUP, owner.text), owner))


def _leave_commander(found: Found) -> None:
    """Leave out the commander of an armed group that is told to have been struck: he is no soldier of a state."""
    _, item = found.get(TargetType.MILITARY_PERSONNEL, (None, None))
    if TargetType.ARMED_GROUP in found and item is not None and "member" in item.classes and "pl" not in item.classes:
        del found[TargetType.MILITARY_PERSONNEL]


def _leave_bystanders(found: Found, harmed: Sequence[Item]) -> None:
    """Leave out "people" where it is told what was attacked, and bystanders beside the people who were."""
    specific = [k for k in found if k not in _VAGUE]
    gathered = any("gathering" in i.classes for _, i in found.values())  # a festival is the people at it
    if gathered and harmed:
        found.setdefault(TargetType.CIVILIANS, (Target(TargetType.CIVILIANS), harmed[0]))
    elif _are_many(harmed) and _SHARED.intersection(found) and all(_is_of_nobody(found[k][1]) for k in specific):
        found.setdefault(TargetType.CIVILIANS, (Target(TargetType.CIVILIANS), harmed[0]))  # a market is its people
    elif specific and TargetType.CIVILIANS in found and "generic" in found[TargetType.CIVILIANS][1].classes:
        del found[TargetType.CIVILIANS]
    if any(k in _PEOPLE for k in found):
        found.pop(TargetType.CIVILIANS, None)
    if any("facility" in i.classes for k, (_, i) in found.items() if k != TargetType.INFRASTRUCTURE):
        found.pop(TargetType.INFRASTRUCTURE, None)  # "the facilities": what they are is told


def _are_many(harmed: Sequence[Item]) -> bool:
    """True for more than one, where the toll is told in a number."""
    return bool(harmed) and not any(i.count is not None and i.count.max == 1 for i in harmed)


def _is_of_nobody(item: Item) -> bool:
    """True for a thing: nobody is named as attacked but those who were there."""
    return "facility" in item.classes


def _site_struck(
    site: TargetType | None, method: Method, where: Item | None, found: Found, mentions: Sequence[Mention]
) -> TargetType | None:
    """What the place of an attack is as a target; None where it was attacked neither itself nor in it."""
    if site is None or where is None or (site == TargetType.SHIP and method in _ON_LAND):
        return None
    others = found.keys() - _VAGUE - {TargetType.MILITARY_BASE}  # a base near an airport is often in it
    if others and site != TargetType.MILITARY_BASE and is_only_near(where, mentions):
        return None
    if site == TargetType.CIVILIANS and method in _AT_ONE and found:  # somebody in the camp, who is told
        return None
    if site in _GROUNDS and (method == Method.ARMED_CLASH or not _is_in(where, mentions)):
        return None  # as often as not somebody's employer, or where two sides met
    return site if site == TargetType.AIRPORT else _part(where, mentions) or site


def _is_in(where: Item, mentions: Sequence[Mention]) -> bool:
    """True where the words say that it was in or at a place."""
    items = next((m.sentence.items for m in mentions if any(x is where for x in m.sentence.items)), [])
    n = next((n for n, x in enumerate(items) if x is where), 0)
    return "loc" in where.features or any(x.classes & {"in", "at", "on"} for x in items[max(0, n - 2) : n])


def _is_by(thing: Item, mentions: Sequence[Mention]) -> bool:
    """True for what something is only told to have been by."""
    items = next((m.sentence.items for m in mentions if any(x is thing for x in m.sentence.items)), None)
    return items is not None and is_by(items, thing)


def _is_struck(mention: Mention, value: str, item: Item) -> bool:
    """True for people told to have been attacked, whoever they are: not "people", who may only have been there."""
    return id(item) in mention.struck and not (value == "civilians" and "generic" in item.classes)


def _is_for_itself(people: Item, mentions: Sequence[Mention], mourned: bool) -> bool:
    """True for people of whom it is told that they were attacked, or who died, told before where that was.

    "Three soldiers were killed when a drone struck their base"; those of peacekeepers, where they are mourned.
    """
    if any(id(people) in m.struck for m in mentions):
        return True
    first = mentions[0]
    if not any((count.min or 0) > 0 for count, _ in first.killed) or not any(i is people for _, i in first.targets):
        return False
    items = first.sentence.items
    if "attacker" in people.classes or people.value("victim") == "armed_group":
        return False
    return (mourned and "peacekeeper" in people.classes) or any(
        x.value("facility") == "military_base" for x in items[items.index(people) + 1 :]
    )


def _part(where: Item, mentions: Sequence[Mention]) -> TargetType | None:
    """A base or plant right beside the name of a site of another kind: "the base of the Conoco field"."""
    items = next((m.sentence.items for m in mentions if any(x is where for x in m.sentence.items)), [])
    n = next((n for n, x in enumerate(items) if x is where), 0)
    ahead = [x for x in items[max(0, n - _OWNER) : n] if not x.classes & {"of", "definite", "at"}]
    near = [x for x in (*ahead[-1:], *items[n + 1 : n + 2]) if "and_" not in x.features]
    beside = (x.value("facility") for x in near)
    return next((TargetType(v) for v in beside if v in _PARTS), None)


def owner_of(base: Item, mentions: Sequence[Mention]) -> Item | None:
    """The armed group whose base or positions they are, told right beside: what was attacked is that group."""
    acting = {id(i) for m in mentions for i, _ in m.perpetrators}
    items = next((m.sentence.items for m in mentions if any(x is base for x in m.sentence.items)), [])
    n = next((n for n, x in enumerate(items) if x is base), 0)
    behind = _behind(items, n) if not base.features & {"loc", "def"} or "positions" in base.classes else None
    owner = behind or _ahead(items, n)
    return owner if owner is not None and _side(owner) == "armed_group" and id(owner) not in acting else None


def _side(item: Item) -> str | None:
    """The side that an item names: an actor's own, an armed group for "the militias"."""
    unnamed = "group_noun" in item.classes and "actor" not in item.classes
    return item.value("side") or ("armed_group" if unnamed else None)


def _ahead(items: list[Item], n: int) -> Item | None:
    """Who stands right before item `n`, or only numbers between: "Houthi positions", মিলিশিয়াদের তিনটি স্থাপনা."""
    for m in range(n - 1, max(-1, n - 1 - _OWNER), -1):
        if _side(items[m]) is not None:
            doer = any(x.classes & (_DEEDS | {"actor"}) for x in items[max(0, m - 1) : m])  # a verb's subject
            return None if doer and "gen" not in items[m].features else items[m]
        if not items[m].classes & _BETWEEN:
            break
    return None


def _behind(items: list[Item], n: int) -> Item | None:
    """Whose item `n` is by what stands soon behind it, in one breath: a state's, where both are told to be there."""
    for m, x in enumerate(items[n + 1 : n + 2 + _OWNER], n + 1):
        if "actor" in x.classes or _side(x) is not None:
            behind = items[m + 1 : m + 3]
            joined = next((y for y in behind if "actor" in y.classes and _side(y) is None), x)
            return None if any(y.classes & _DEEDS for y in behind[:1]) else joined
        if x.classes & _ENDS:
            break
    return None
