"""Places of a sentence → where an attack was: which of them may be it, and which of several it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec

from sakkhi.model.place import PlaceEntry, PlacePrecision, great_circle
from sakkhi.read.items import Item, Sentence
from sakkhi.read.mentions import Mention, distance
from sakkhi.read.patterns import Finding, captured
from sakkhi.read.struck_lands import in_land_struck

NARROWNESS = {p: n for n, p in enumerate(PlacePrecision)}
NEAR_KM = {PlacePrecision.SITE: 15, PlacePrecision.TOWN: 20, PlacePrecision.DISTRICT: 45, PlacePrecision.PROVINCE: 160}
_LARGE = 300_000  # people of a town from which on its name is as wide as a district's: a village near it is narrower
_LINKS = frozenset(
    {"comma", "inner", "of", "in", "place_word", "open", "dash", "slash", "near", "side", "word", "hash"}
)
_WIDE = ("region", "sea_lane", "strait", "border")  # whatever is told to lie in them is narrower
_LINKED = 3  # items that may stand between a place and the area that it is said to lie in
_TOLD_BY = 5  # items between a place and the one by which it is told where that is
_MOST = 32  # places: a sentence that names more is a list, and each pair of them is looked at
_AREAS = ("province", "district")
_AROUND = 200.0  # km from a place within which the point of an area that it lies in must be
_SAID_IN = frozenset({"in", "at", "near", "from", "to", "on", "of", "comma", "definite", "place", "and", "bearing"})
_SAID_OF = 3  # items before a state among which is what says that something was there
_SAID_AT = frozenset({
    "in", "at", "near", "on", "of", "around", "bearing", "across", "place_word", "place", "attack_v", "attack_w",
    "impact", "murder", "colon",
})  # fmt: skip
_ACTS = frozenset({"have", "modal", "launch", "dead", "carry_out", "attack_v", "comma", "comment"})  # what a state does
_OWN = frozenset({"attack_n", "attack_w", "weapon"})
_SUFFERS = frozenset({"say", "defence", "stop"})
_SENT = frozenset({"weapon", "launch", "attack_n", "attack_w"})
_FLOWN = 6  # items before a state in which is told what was sent to it
_OWNED = frozenset({"facility", "victim", "weapon", "force_noun", "official", "vehicle", "site_word"})
_HEADED = 4  # items of a dateline that need not be a day: "DHAKA, January:"
_WRITTEN = 2  # sentences of a report behind which no dateline stands: headline, standfirst, the first words
_TOPIC = 4  # items at the head of a sentence among which the place stands that it tells of
_HEAD = 14  # items in which a dateline ends
_DATELINE = frozenset({
    "place", "comma", "slash", "time", "measure", "num", "name", "cap", "open", "close", "outlet", "dash", "byline",
})  # fmt: skip


def widen_places(items: list[Item]) -> None:
    """Make of a town that bears its province's name that province, where the words speak of the land around it.

    "شمالي إدلب", "ريف دير الزور": behind a bearing or a word for a province.
    """
    for before, item in pairwise([x for x in items if "hash" not in x.classes]):
        if item.place is None or not _leads_around(before) or item.place.entry.precision != PlacePrecision.TOWN:
            continue
        town = item.place.entry
        area = next((p for p, _ in item.place.losers if p.kind == "province" and p.id == town.admin1), None)
        if area is not None:
            item.place = msgspec.structs.replace(item.place, entry=area)


def mend_namesakes(items: list[Item]) -> None:
    """Make of a place far from the district or town that it is said to lie in the one of its name that lies there.

    Where the gazetteer knows none, it is none: "in Raipur of Lakshmipur", নাটোরের দুর্গাপুরে.
    """
    for n, item in enumerate(items):
        inner, outer = entry_of(item), _told_around(items, n)
        if item.place is None or inner is None or outer is None or _may_lie_in(inner, outer):
            continue
        near = next((p for p, _ in item.place.losers if _may_lie_in(p, outer)), None)
        if near is not None:
            item.place = msgspec.structs.replace(item.place, entry=near)
        else:
            item.classes = item.classes | {"elsewhere"}


def _may_lie_in(inner: PlaceEntry, outer: PlaceEntry) -> bool:
    """True where a place is near another; a province is wide, and holds what is in its country."""
    wide = outer.precision == PlacePrecision.PROVINCE or outer.kind in _WIDE
    return inner.country == outer.country if wide else kilometres(inner, outer) <= _AROUND


def _told_around(items: list[Item], n: int) -> PlaceEntry | None:
    """The place in the genitive right before one, words for towns and districts between them."""
    m = n - 1
    while m > 0 and "place_word" in items[m].classes and "gen" in items[m].features:
        m -= 1
    outer = entry_of(items[m]) if 0 <= m < n else None
    led = m < n - 1 or ("gen" in items[m].features and "loc" not in items[m].features)
    return outer if outer is not None and led and outer.precision != PlacePrecision.COUNTRY else None


def mark_seats(items: list[Item]) -> None:
    """Give `seat` to a province that may be the town it is called after: no word for a province is beside it."""
    for n, item in enumerate(items):
        if item.place is None or item.place.entry.kind != "province":
            continue
        beside = [*items[max(0, n - 2) : n], *items[n + 1 : n + 2]]
        called = any(x.value("place_word") == "town" for x in items[max(0, n - 1) : n])  # "the city of Taiz"
        if called or not any(x.value("place_word") in _AREAS or "bearing" in x.classes for x in beside):
            item.classes = item.classes | {"seat"}


def seat_of(item: Item) -> PlaceEntry | None:
    """The place of an item, the town of that name for a province where the words may mean that."""
    entry = entry_of(item)
    if entry is None or item.place is None or "seat" not in item.classes:
        return entry
    return next((p for p, _ in item.place.losers if p.kind == "town" and p.admin1 == entry.id), entry)


def _leads_around(before: Item) -> bool:
    """True for a word behind which a place only says near what, or in what land, something lies."""
    if "around" in before.classes or before.value("place_word") == "province":
        return True
    return "bearing" in before.classes and "def" not in before.classes


def mark_elsewhere(sentence: Sentence, findings: list[Finding]) -> None:
    """Give `elsewhere` to the places of a sentence that are not where an attack was: where it was written, told, tried.

    A place that patterns of the kind `not_place` capture, or a dateline's, is one; so is a part of the world with
    several states ("the Middle East"), which only tells where others are.
    """
    items = sentence.items
    mend_namesakes(items)
    apart = captured(items, findings, "not_place", "place") | _accused(items, findings)
    apart -= captured(items, findings, "reached", "place")
    if not _heads_part(sentence):
        apart |= dateline(items)
    for item in items:
        apart_from = id(item) in apart and "of_land" not in item.classes  # the war's country is where it was
        if "place" in item.classes and (apart_from or is_aftercare(item) or _is_of_states(item)):
            item.classes = item.classes | {"elsewhere"}
    for n, item in enumerate(items[:-1]):
        if item.classes >= {"place", "demonym", "upper"} and (
            (n and items[n - 1].classes.isdisjoint(_SAID_IN)) or items[n + 1].classes & _OWNED
        ):  # "a US base", "attacks on US bases"
            item.classes = item.classes | {"elsewhere"}


def _heads_part(sentence: Sentence) -> bool:
    """True for "Haifa:" far down a report with no other place behind it: the part of a round-up that tells of Haifa."""
    places = sum(1 for i in sentence.items if "place" in i.classes)
    return sentence.index > _WRITTEN and places == 1


def _is_of_states(item: Item) -> bool:
    entry = entry_of(item)
    return entry is not None and entry.kind == "region" and not entry.country


def _accused(items: list[Item], findings: Sequence[Finding]) -> set[int]:
    """Ids of the items that findings about claims, denials and accusations take as actors: a state, and no place."""
    return set().union(*(captured(items, findings, kind, "actor") for kind in ("claim", "denial", "attribution")))


def dateline(items: list[Item]) -> set[int]:
    """Ids of the items before the dash of a dateline ("DHAKA, May 3 -"): where it was written, not where it was."""
    for n, item in enumerate(items[:_HEAD]):
        if n > 3 and "close" in items[n - 1].classes and (_is_dated(items) or _is_signed(items[:n])):
            return {id(x) for x in items[:n]}  # "DHAKA, May 3 (wire) Two people", "Lagos, Nigeria (CNN)Gunmen"
        if item.classes & {"dash", "colon"}:
            if n and n <= _HEADED and _names_another(items, n):
                continue
            head = items[:n]
            dated = any(x.classes & {"comma", "time", "outlet", "byline"} for x in head)
            numbered = "dash" in item.classes and any(x.classes & {"num", "digits"} for x in items[n + 1 : n + 2])
            if numbered and (not dated or _is_glued(items, n)):  # "DHAKA-8"
                break
            placed = n > 2 and "place" in head[0].classes and "comma" in head[1].classes
            placed = placed and (n <= _HEADED or any("byline" in x.classes for x in head))
            named = [*_outside_brackets(head)]
            if placed or (any("place" in x.classes for x in named) and all(x.classes & _DATELINE for x in named)):
                return {id(x) for x in head}
    return set()


def _is_glued(items: Sequence[Item], n: int) -> bool:
    """True for a hyphen: no blank before it and none behind."""
    return items[n - 1].end == items[n].start and items[n].end == items[n + 1].start


def _is_dated(items: Sequence[Item]) -> bool:
    """True for a place, a comma and a day at a sentence's head."""
    return all(cls in x.classes for cls, x in zip(("place", "comma", "time", "open"), items, strict=False))


def _is_signed(head: Sequence[Item]) -> bool:
    """True for a place at a sentence's head, and an outlet in brackets behind it."""
    placed = "place" in head[0].classes and all(x.classes & _DATELINE for x in head)
    return placed and "open" in head[-3].classes and "outlet" in head[-2].classes


def _outside_brackets(items: Iterable[Item]) -> Iterator[Item]:
    """The items that stand in no brackets: "OMAHA (Local 7/Wire)" names one place."""
    inside = False
    for item in items:
        inside = (inside or "open" in item.classes) and "close" not in item.classes
        if not inside and "close" not in item.classes:
            yield item


def _stands_for_state(items: list[Item], place: Item) -> bool:
    """True for a capital at the head of a sentence: it may be the state that acts or speaks."""
    return "metonym" in place.classes and not place.features & {"loc", "gen"} and items[0] is place


def _names_another(items: list[Item], n: int) -> bool:
    """True for the dash between the two towns of a dateline: "TEL AVIV - BEIRUT:"."""
    behind = items[n + 1 : n + 3]
    return (
        len(behind) == 2
        and "place" in items[n - 1].classes
        and "place" in behind[0].classes
        and bool(behind[1].classes & {"dash", "colon"})
    )


def mention_place(mention: Mention) -> Item | None:
    """The item that says where the mention was."""
    attacked = [i for _, i in mention.targets]
    places = [p for p in mention.places if "elsewhere" not in p.classes or p in attacked]
    places = in_land_struck(mention, places)
    told = [
        p for p in places if not _stands_for_state(mention.sentence.items, p)
    ]  # "Washington answered with raids in"
    places = told or places
    places = [p for p in places if not _only_tells_where(mention.sentence.items, p, places)]
    places = [p for p in places if p in attacked or not is_only_named(mention.sentence.items, p)]
    return narrowest(mention.sentence.items, places, mention.triggers[0])


def is_only_named(items: list[Item], place: Item) -> bool:
    """True for a state that no word says was where something happened: "after Egypt freed", "a gain for Chad"."""
    entry = entry_of(place)
    if entry is None or entry.precision != PlacePrecision.COUNTRY or "actor" not in place.classes:
        return False
    n = items.index(place)
    behind = items[n + 1 : n + 1 + _SAID_OF]
    joined = items[n + 2 : n + 3] if any("and" in x.classes for x in items[n + 1 : n + 2]) else []
    if any("loc" in x.features for x in (place, *joined)) or any("undergo" in x.classes for x in behind):
        return False
    if "gen" in place.features:  # "Chad's largest attack" is its own, "Chad's towns" are in it
        own = items[n + 1 : n + _FLOWN]
        return any(x.classes & _OWN for x in own) and not any("loc" in x.features for x in own)
    if any(x.classes & _SUFFERS for x in behind):  # who speaks of an attack, or stops it, mostly was attacked
        return False
    if n == 0:
        return any(x.classes & _ACTS for x in items[1:2])
    before = items[max(0, n - _SAID_OF) : n]
    if any(x.classes & {"to", "from"} for x in before[-2:]):  # "arms to Chad"; "a rocket flew to Chad"
        return not any(x.classes & _SENT for x in items[max(0, n - _FLOWN) : n])
    commas = [k for k, x in enumerate(before) if "comma" in x.classes and k and "place" not in before[k - 1].classes]
    return not any(x.classes & _SAID_AT for x in before[commas[-1] if commas else 0 :])


def head_place(items: list[Item]) -> Item | None:
    """The place that a sentence names at its head, before what was there: "In the capital, ..."."""
    for n, item in enumerate(items[:_TOPIC]):
        if "place" in item.classes:
            led = n > 0 and any("in" in x.classes for x in items[:n])
            return item if led or "loc" in item.features else None
    return None


def _only_tells_where(items: list[Item], place: Item, places: Sequence[Item]) -> bool:
    """True for the capital in "the province of A, east of the capital B": the attack was in A."""
    if not tells_where_another_is(items, place):
        return False
    n = items.index(place)
    before = [p for p in places if p is not place and 0 < n - items.index(p) <= _TOLD_BY]
    return any((e := entry_of(p)) is not None and e.precision != PlacePrecision.COUNTRY for p in before)


def narrowest(items: list[Item], places: Sequence[Item], anchor: Item | None = None) -> Item | None:
    """The narrowest of the places, then one that no other lies in, then the nearest to `anchor`; None of none."""
    places = places[:_MOST]
    inner = [p for p in places if not any(_lies_in(items, q, p) for q in places if q is not p)]
    return min(
        inner or places,
        key=lambda p: (
            breadth(entry) if (entry := entry_of(p)) is not None else 9,
            is_beside(items, p),
            "gen" in p.features and "loc" not in p.features,
            distance(p, anchor) if anchor is not None else items.index(p),
        ),
        default=None,
    )


def is_beside(items: list[Item], place: Item) -> bool:
    """True for a place that is only told to lie near: "the camp east of Afrin"."""
    n = items.index(place)
    if n > 1 and "place_word" in items[n - 1].classes:  # "west of the town of"
        n -= 1
    return n > 0 and "bearing" in items[n - 1].classes and "def" not in items[n - 1].classes


def tells_where_another_is(items: list[Item], place: Item) -> bool:
    """True for the second of "A, west of the town of B"."""
    n = items.index(place)
    return is_beside(items, place) and any("place" in x.classes for x in items[max(0, n - _TOLD_BY) : n])


def _lies_in(items: list[Item], inner: Item, outer: Item) -> bool:
    """True where the words say that one place lies in another: "Kamalpur of Pabna", পাবনার কমলপুর."""
    a, b = entry_of(inner), entry_of(outer)
    if a is None or b is None or (a.country and b.country and a.country != b.country):
        return False
    if b.precision == PlacePrecision.COUNTRY:
        return a.precision != PlacePrecision.COUNTRY
    if breadth(a) > breadth(b) or kilometres(a, b) > _AROUND:
        return False
    i, j = items.index(inner), items.index(outer)
    if j < i:
        return "gen" in outer.features and "loc" not in outer.features and _is_chain(items[j + 1 : i])
    return "gen" not in inner.features and _is_chain(items[i + 1 : j])


def _is_chain(between: list[Item]) -> bool:
    return len(between) <= _LINKED and all(x.classes & _LINKS for x in between)


def breadth(entry: PlaceEntry) -> int:
    """How wide a place is: 0 a site, 1 a town or subdistrict, 2 a valley or forest, 3 a city, 4 a province, 5 a sea."""
    if entry.kind in _WIDE:
        return 5
    if entry.precision == PlacePrecision.TOWN:
        return 3 if entry.population >= _LARGE else 1
    if entry.kind in ("subdistrict", "area"):
        return 1 if entry.kind == "subdistrict" else 2
    return {PlacePrecision.SITE: 0, PlacePrecision.DISTRICT: 3, PlacePrecision.PROVINCE: 4}.get(entry.precision, 6)


def is_only_near(item: Item, mentions: Iterable[Mention]) -> bool:
    """True for a place beside a word for nearness: what was attacked was not that itself."""
    for mention in mentions:
        if item in mention.sentence.items:
            i = mention.sentence.items.index(item)
            if any("near" in x.classes for x in mention.sentence.items[max(0, i - 2) : i + 3]):
                return True
    return False


def is_by(items: list[Item], place: Item) -> bool:
    """True for a place by which something is told to lie: "near the airport", বিমানবন্দরের কাছে."""
    n = items.index(place)
    behind = items[n + 1 : n + 2] if "gen" in place.features else []
    return any("near" in x.classes for x in (*items[max(0, n - 2) : n], *behind))


def is_aftercare(place: Item) -> bool:
    """True for a hospital: where the hurt are taken, not where they were hurt, unless it is what was attacked."""
    return place.place is not None and place.place.entry.kind == "hospital"


def entry_of(item: Item | None) -> PlaceEntry | None:
    """The gazetteer entry of a place item."""
    return item.place.entry if item is not None and item.place is not None else None


def narrower(a: Item, b: Item) -> bool:
    """True where `a` names a narrower place than `b`."""
    x, y = entry_of(a), entry_of(b)
    return x is not None and y is not None and breadth(x) < breadth(y)


def places_differ(a: Item | None, b: Item | None) -> bool:
    """True where two place items cannot mean one place: other countries, or too far apart for how exact they are."""
    x, y = entry_of(a), entry_of(b)
    if x is None or y is None or x.id == y.id:
        return False
    if x.country and y.country and x.country != y.country:
        return True
    coarser = max(x.precision, y.precision, key=NARROWNESS.__getitem__)
    if coarser == PlacePrecision.COUNTRY or None in (x.lat, x.lon, y.lat, y.lon):
        return False
    return kilometres(x, y) > NEAR_KM[coarser]


def kilometres(a: PlaceEntry, b: PlaceEntry) -> float:
    """Great-circle distance; infinite where a coordinate is unknown."""
    return great_circle((a.lat, a.lon), (b.lat, b.lon))
