"""Place marks → resolved places: one of each name's namesakes chosen by what else the report says.

Namesakes are weighed by what is known of each (a country, a hand-kept row, its people), by the place that the text puts
them in ("Kamalpur, Ishwardi", পাবনার ঈশ্বরদী), by the countries that the report's other names lie in, and by how near
those are. This is done twice: the second time with what was chosen the first.
"""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from sakkhi.model.gazetteer import PlaceMark, ResolvedPlace
from sakkhi.model.place import PlaceEntry, PlacePrecision

_HEARD = "places:sound"
_SURE = 100_000  # people from which on a town's name is taken without a word of place beside it
_ALONE = 400_000  # people from which on it needs no other name of its country in the report
_NEIGHBOURHOOD = 130.0  # km within which a small town lies from some area that the report names
_AREAS = frozenset({"province", "district", "subdistrict"})
_WEIGHTS = {
    "country": 15.0,
    "region": 13.0,
    "province": 11.5,
    "district": 8.5,
    "subdistrict": 8.0,
    "town": 9.0,
    "demonym": 15.0,
}
_LISTED_DISTRICT = 6.5  # a second-order area that only GeoNames lists: known as little as a town of 2,000
_CITY = 50_000  # people of a city that a village of the same name stands behind
_OUTRANKED = 4.0  # off for such a village
_WIDER = 8.0  # off for a province that has a district of its own name, and for a capital beside its state
_OTHER_NAME = 2.5  # off where the text's name is not the place's usual one: "Victoria" is rarely Hong Kong
_HELD_BY = 8.0  # on for a province of a state's name in which another place lies: "Georgia" beside "Macon, Ga."
_MISNAMED = 4.0  # off, besides, where its country has another that is called so: GeoNames has many an odd name
_WITHIN = 12.0  # on where the text says that the place lies in another that it names
_BESIDE_WEIGHT = 3.0  # on where the two only stand beside each other
_AROUND = frozenset({"district", "subdistrict", "town"})  # what a village may be near
_VAST = frozenset({"country", "region"})  # whose name a small town elsewhere bears by chance: "Middle East"
_WIDE = frozenset({"country", "region", "province", "demonym", "abbreviation"})
_BESIDE = 40  # characters between two names that may say that one lies in the other
_OF = 15  # characters between an area in the genitive and what lies in it
_REACH = 500.0  # km within which another name of the report speaks for a namesake
_WEAK_REACH = 250.0  # km within which a small town that nothing marks as a place must have a sure name
_MOST = 300  # sure names of a report that speak for others: what names more is a list of places
_DEGREE = 111.0  # km that a degree of latitude has at least
_HELD = _AREAS | {"town"}  # what a place may be told to lie in that is not far from it
_HOLDS = frozenset({"province", "abbreviation"})
_CLEAR = 4  # namesakes from which on an area behind a comma does not tell the country
_CELL = 0.25  # degrees: two places in neighbouring cells of this size are neighbours
_FIRST = 8  # namesakes of a name that are looked at for neighbours
_CHAINED = 2  # characters between a place and the area behind a comma
_LISTED = 5  # characters between two places of a list: ", " and " and "
_SELF = 0.5  # km within which two rows are of one place
_NEAR = 60.0  # km between a village and the district's town that it is said to lie in


class _Container(NamedTuple):
    """An area named beside a mark, with what it weighs; `inside`: it is the area that lies in the mark's place.

    `owner`: it stands before the mark in the genitive ("Savar's Ashulia").
    """

    area: PlaceEntry
    weight: float
    inside: bool = False
    owner: bool = False


def choose_places(marks: Sequence[PlaceMark], hints: frozenset[str], *, demonyms: bool = False) -> list[ResolvedPlace]:
    """Each mark with the namesake chosen. `hints` are the countries (alpha-3) that the outlet's readers live in.

    A demonym ("Turkish") tells of its country and is no place: it is left out unless `demonyms` asks for it.
    """
    countries = _countries(marks, hints)
    containers = [_containers(marks, n) for n in range(len(marks))]
    heads = _heads(marks)
    first = [c for c in heads if _is_known(c, countries)]
    context = _Context(first, countries, hints)
    ranked = [context.ranked(m, c) for m, c in zip(marks, containers, strict=True)]
    chosen = [best for (_, best), *_ in ranked if _is_known(best, countries)]
    if chosen != first:
        context = _Context(chosen, countries, hints)
        ranked = [context.ranked(m, c) for m, c in zip(marks, containers, strict=True)]
    out = []
    tops = [(mark, scored[0][1]) for mark, scored in zip(marks, ranked, strict=True)]
    named = {
        b.id for m, b in tops if b.kind == "province" and m.name.startswith(f"{b.name.lower()} ")
    }  # "Katsina State"
    named |= {a.id for a in _held_areas(tops, ranked)}
    for mark, within, scored in zip(marks, containers, ranked, strict=True):
        score, best = next((x for x in scored[:_FIRST] if x[1].id in named and _is_seat(scored[0][1], x[1])), scored[0])
        if (best.kind == "demonym" and not demonyms) or not _fits(mark, best, within, context):
            continue
        out.append(ResolvedPlace(mark, best, round(score, 2), tuple((c, round(s, 2)) for s, c in scored[1:6])))
    return out


def _held_areas(
    tops: Sequence[tuple[PlaceMark, PlaceEntry]], ranked: Sequence[list[tuple[float, PlaceEntry]]]
) -> Iterable[PlaceEntry]:
    """The areas that share a town's name and in which the text puts a smaller place: "Milagros, Masbate"."""
    for n, ((mark, small), (behind, town)) in enumerate(pairwise(tops)):
        put = behind.start - mark.end == _CHAINED or mark.inside
        goes_on = n + 2 < len(tops) and tops[n + 2][0].start - behind.end <= _LISTED  # "in A, B and C"
        if not put or goes_on or small.kind in _WIDE or town.kind != "town" or town.population >= _ALONE:
            continue
        areas = (p for _, p in ranked[n + 1][:_FIRST] if p.kind in ("district", "province") and _is_seat(town, p))
        yield from (a for a in areas if a.country == small.country and kilometres(a, small) < _NEAR)


def _countries(marks: Sequence[PlaceMark], hints: frozenset[str]) -> Counter[str]:
    """The countries that the report is about, with how many of its names lie in each.

    Countries themselves, sites and great cities count; areas count where their country is named or the outlet's, or
    shared by another area.
    """
    sure = Counter(c.country for c in _heads(marks) if _is_sure(c) and c.country)
    written = [m for m in marks if m.rule != _HEARD]
    areas = {(mark.name, c.country) for mark in written for c in mark.candidates if c.kind in _AREAS}
    sure.update(_chained(marks))
    sure.update(_neighbours(marks, sure))
    shared = Counter(country for _, country in areas)
    for country, number in shared.items():
        if country in sure or country in hints or number > 1:
            sure[country] += number
    return sure


def _chained(marks: Sequence[PlaceMark]) -> Iterable[str]:
    """The countries of towns that the text puts in their area behind a comma: "Akron, Ohio"."""
    for mark, behind in pairwise(marks):
        if behind.start - mark.end == 2 and len(behind.candidates) < _CLEAR:
            held = (w for p in mark.candidates[:4] for w in behind.candidates if w.kind in _HOLDS and _lies_in(p, w))
            yield from {w.country for w in held if w.country}


def _heads(marks: Sequence[PlaceMark]) -> list[PlaceEntry]:
    """What each name that is written in some table means first; what is only heard speaks for nothing."""
    written = [m for m in marks if m.rule != _HEARD]
    return [m.candidates[0] for m in written if not _is_outranked(m.candidates[0], m.candidates, m.name)]


def _neighbours(marks: Sequence[PlaceMark], sure: Collection[str]) -> Iterable[str]:
    """The countries in which a large town has another place that the report names for neighbour: local news."""
    cells: dict[tuple[int, int, str], set[str]] = {}
    large: list[tuple[int, int, str, str]] = []
    for name, mark in {m.name: m for m in marks if m.rule != _HEARD}.items():
        for c in mark.candidates[:_FIRST]:
            if c.kind != "town" or c.lat is None or c.lon is None or c.country in sure:
                continue
            cell = (round(c.lat / _CELL), round(c.lon / _CELL), c.country)
            cells.setdefault(cell, set()).add(name)
            if c.population >= _SURE and c is mark.candidates[0]:
                large.append((*cell, name))
    for x, y, country, name in large:
        around = (cells.get((x + a, y + b, country), ()) for a in (-1, 0, 1) for b in (-1, 0, 1))
        if any(other != name for names in around for other in names):
            yield country


def _is_known(entry: PlaceEntry, countries: Counter[str]) -> bool:
    """True for what may speak for others: a sure place, a large town or an area in a country of the report."""
    return _is_sure(entry) or (
        entry.country in countries and (not entry.id.startswith("geonames:") or entry.population >= _SURE)
    )


def _is_sure(best: PlaceEntry) -> bool:
    return best.population >= _ALONE if best.id.startswith("geonames:") else best.kind not in _AREAS


def _is_outranked(entry: PlaceEntry, candidates: Sequence[PlaceEntry], name: str) -> bool:
    """True for a village kept by hand of whose `name` there is a city elsewhere."""
    if entry.kind != "town" or entry.population or entry.id.startswith("geonames:"):
        return False
    cities = (c for c in candidates if c.population >= _CITY and _is_usual(c, name))
    return any(kilometres(c, entry) > _NEAR for c in cities)


def _is_usual(entry: PlaceEntry, name: str) -> bool:
    """False where a name in Latin letters is not the place's own one: "Caesarea" for Kayseri."""
    usual = entry.name
    return not (name.isascii() and usual.isascii()) or usual.lower().replace("-", " ").replace(".", "") == name


class _Context:
    """What the report's sure names say about where it plays."""

    def __init__(self, sure: Sequence[PlaceEntry], countries: Counter[str], hints: frozenset[str]) -> None:
        self.hints = hints
        self.countries = countries
        self.tally = Counter(e.country for e in sure if e.country)
        self.total = self.tally.total()
        narrow = {e.id: e for e in sure if e.precision != PlacePrecision.COUNTRY and e.kind != "region"}
        self.areas = [(e.lat, e) for e in narrow.values() if e.lat is not None][:_MOST]
        self._own = {e.id for _, e in self.areas}
        self.provinces = Counter(e.admin1 for e in narrow.values() if e.admin1)
        self._memory: dict[str, float] = {}

    def ranked(self, mark: PlaceMark, within: Sequence[_Container]) -> list[tuple[float, PlaceEntry]]:
        """The candidates with their scores, best first."""
        candidates, name = mark.candidates, mark.name
        if len(candidates) == 1:
            return [(self._known(candidates[0], name) + _contained(candidates[0], within), candidates[0])]
        states = {c.country for c in candidates if c.kind == "country"}
        misnamed = {c.id for c in candidates if _is_misnamed(c, name)}
        usual = {c.country for c in candidates if c.kind in _AROUND and c.id not in misnamed}
        own = any((c.population >= _SURE or c.id.startswith("site:")) and c.name.lower() == name for c in candidates)
        wider = {c.admin1 for c in candidates if c.kind == "district" and not c.is_listed}
        vast = candidates[0].kind in _VAST
        listed = any(
            not c.id.startswith("geonames:") and c.kind in _AROUND and c.name.lower() == name for c in candidates
        )
        scored = []
        for c in candidates:
            score = self._known(c, name) + _contained(c, within)
            if c.country in states and _is_called_after(c, name):
                score -= _WIDER
            if states and c.kind == "province" and self.provinces[c.id]:
                score += _HELD_BY
            if c.id in misnamed and (own or c.country in usual):  # "Islamabad" is no old name of Chattogram
                score -= _MISNAMED if not own else _WIDER
            if c.country not in self.countries and _is_outranked(c, candidates, name):
                score -= _OUTRANKED
            if listed and c.id.startswith("geonames:") and c.population >= _SURE and not _is_usual(c, name):
                score -= _WIDER  # "Raipura" is an upazila before it is a spelling of Raipur
            if c.id in wider:
                score -= _WIDER
            if vast and (_is_small(c) or _is_in_region(c, candidates[0])):
                score -= _WIDER
            scored.append((score, c))
        scored.sort(key=lambda s: (-s[0], s[1].id))
        return scored

    def _known(self, entry: PlaceEntry, name: str) -> float:
        score = self._memory.get(entry.id)
        if score is None:
            score = self._memory[entry.id] = self._score(entry)
        other = entry.id.startswith("geonames:") and not _is_usual(entry, name)
        return score - _OTHER_NAME if other else score

    def _score(self, entry: PlaceEntry) -> float:
        score = _standing(entry)
        if self.total:
            score += 6 * self.tally[entry.country] / self.total
        if entry.country in self.hints:
            score += 2
        if entry.admin1 and entry.kind != "province":
            score += 2.5 if self.provinces[entry.admin1] - (entry.id in self._own) > 0 else 0
        near = self.nearest(entry)
        return score + (4 * math.exp(-near / 60) + 1.5 * math.exp(-near / 250) if near < _REACH else 0)

    def nearest(self, entry: PlaceEntry) -> float:
        """Kilometres, at most `_REACH`, to the nearest sure name but itself, also where another row tells of it."""
        best = _REACH
        lat = math.nan if entry.lat is None else entry.lat
        for north, area in self.areas:
            if abs(north - lat) * _DEGREE < best and best > (far := kilometres(entry, area)) > _SELF:
                best = far
        return best


def _is_seat(town: PlaceEntry, area: PlaceEntry) -> bool:
    """True for a town that bears the name of its area, of which the report speaks by name: "Katsina" and its state."""
    if town.kind != "town":
        return False
    return town.admin1 == area.id or (area.kind == "district" and kilometres(town, area) < _NEAR)


def _is_called_after(entry: PlaceEntry, name: str) -> bool:
    """True for a town whose usual name is longer: "Mexico" is the state before it is Mexico City."""
    return entry.kind == "town" and entry.name.lower() != name


def _is_misnamed(entry: PlaceEntry, name: str) -> bool:
    """True for a town of quite another usual name in Latin letters, not only another spelling."""
    usual = unicodedata.normalize("NFKD", entry.name.lower())
    return name.isascii() and entry.kind == "town" and usual[:1] != name[:1]


def _standing(entry: PlaceEntry) -> float:
    """How well a place is known with nothing else said."""
    if entry.id.startswith("geonames:"):
        return 2 * math.log10(entry.population + 10)
    if entry.is_listed:
        return _LISTED_DISTRICT
    return _WEIGHTS.get(entry.kind, 10.0)


def _containers(marks: Sequence[PlaceMark], n: int) -> list[_Container]:
    """The areas that stand beside mark `n` so that it may lie in them, or that may lie in it."""
    mark = marks[n]
    out: list[_Container] = []
    wide = any(c.kind in ("country", "province") for c in mark.candidates)
    end, chained = mark.end, True
    for other in marks[n + 1 : n + 3]:  # "Kamalpur, Ishwardi, Pabna": each lies in the next
        chained = chained and (other.start - end == 2 or (other is marks[n + 1] and mark.inside))
        if not chained and other.start - mark.end > _BESIDE:
            break
        weight = _WITHIN if chained and not wide else _BESIDE_WEIGHT
        out.extend(_Container(c, weight) for c in other.candidates[:4])
        end = other.end
    before = marks[n - 1] if n else None
    if before is not None and mark.start - before.end <= _BESIDE:
        held = "gen" in before.features and mark.start - before.end < _OF
        weight = _WITHIN if held else _BESIDE_WEIGHT
        out.extend(_Container(c, weight, owner=held) for c in before.candidates[:4])
        if mark.start - before.end == 2 and wide:
            out.extend(_Container(c, _WITHIN, inside=True) for c in before.candidates[:8])
    return out


def _contained(entry: PlaceEntry, within: Iterable[_Container]) -> float:
    """What it speaks for a namesake that it lies in an area named beside it, or that what is named lies in it."""
    best = 0.0
    for area, weight, inside, _ in within:
        if weight <= best or area.id == entry.id:
            continue
        part, whole = (area, entry) if inside else (entry, area)
        if _lies_in(part, whole):
            best = weight
        elif best < _BESIDE_WEIGHT and not inside and _is_near(part, whole):
            best = _BESIDE_WEIGHT
    return best


def _is_near(part: PlaceEntry, whole: PlaceEntry) -> bool:
    if whole.kind not in _AROUND or part.kind in _WIDE or part.lat is None or whole.lat is None:
        return False
    return abs(part.lat - whole.lat) * _DEGREE < _NEAR and kilometres(part, whole) < _NEAR


def _lies_in(part: PlaceEntry, whole: PlaceEntry) -> bool:
    if part.kind in _WIDE:
        return part.kind == "province" and whole.kind in ("country", "demonym") and part.country == whole.country
    if whole.kind in ("province", "abbreviation"):
        return bool(part.admin1) and part.admin1 == whole.admin1
    return whole.kind in ("country", "demonym") and part.country == whole.country


def _is_in_region(entry: PlaceEntry, region: PlaceEntry) -> bool:
    """True for the city of a land that bears its name: "Gaza" is the Strip before it is Gaza City."""
    return region.kind == "region" and entry.kind in ("town", "district") and entry.country == region.country


def _is_small(entry: PlaceEntry) -> bool:
    return entry.id.startswith("geonames:") and entry.population < _SURE


def _is_no_village(best: PlaceEntry, context: _Context) -> bool:
    """True for a town, a quarter or an area that lies far from what the report names: no village in it."""
    if best.kind == "town" and best.population < _CITY:
        return False
    return bool(context.areas) and context.nearest(best) > _NEAR


def _fits(mark: PlaceMark, best: PlaceEntry, within: Sequence[_Container], context: _Context) -> bool:
    """False for a name only heard, a small town or an area that the report's other names do not speak for."""
    within_named = _contained(best, within) >= _WITHIN
    if mark.inside and not within_named and _is_put_elsewhere(best, within):
        return False
    if not within_named and _is_owned_abroad(best, within):
        return False
    if mark.rule == "places:weak":
        return within_named or (best.country in context.countries and context.nearest(best) < _WEAK_REACH)
    if within_named:
        return True
    if mark.is_village and _is_no_village(best, context):
        return False
    if best.country in context.countries or best.country in context.hints:
        fits = mark.rule != _HEARD or best.country in context.countries
    else:
        sure = _is_sure(best) or any(_is_sure(c) and c.admin1 == best.id for c in mark.candidates)  # the area of a city
        abroad = context.countries and best.population < _SURE and best.id.startswith("geonames:")
        described = mark.rule == "places:described" and not (abroad and context.nearest(best) >= _REACH)
        fits = mark.rule != _HEARD and (sure or " " in mark.name or described)
    fits = fits or (mark.rule == "places:said" and _is_around(best, context))
    told_in_full = " " in mark.name and best.country in context.hints  # "Tell Rifaat" needs no neighbour at home
    return fits and (told_in_full or not (_is_far(best, context) or _is_any(mark, best, context)))


def _is_around(best: PlaceEntry, context: _Context) -> bool:
    """True where the report names nothing else of where it plays, or something in reach of the place."""
    return not context.areas or any(kilometres(best, area) < _WEAK_REACH for _, area in context.areas)


def _is_put_elsewhere(best: PlaceEntry, within: Sequence[_Container]) -> bool:
    """True for a town that the words put in an area of which it is no part: a namesake of one that no table has."""
    if not best.id.startswith("geonames:") or best.kind != "town" or best.population >= _ALONE:
        return False
    areas = [c.area for c in within if c.weight == _WITHIN and not c.inside and c.area.kind in _HELD]
    return bool(areas) and all(kilometres(best, area) > _NEIGHBOURHOOD for area in areas)


def _is_owned_abroad(best: PlaceEntry, within: Sequence[_Container]) -> bool:
    """True for a small place that stands behind the genitive of an area of another country: "Savar's Hasnabad"."""
    owners = [c.area for c in within if c.owner]
    small = best.kind not in _WIDE and best.population < _ALONE
    return small and bool(owners) and all(a.kind in _HELD and a.country != best.country for a in owners)


def _is_far(best: PlaceEntry, context: _Context) -> bool:
    """True for a small town far from every area that the report names: a namesake of one that no table has."""
    if not best.id.startswith("geonames:") or best.population >= _SURE or best.admin1 in context.provinces:
        return False
    areas = [a for _, a in context.areas if not a.id.startswith("geonames:")]
    return bool(areas) and min(kilometres(best, area) for area in areas) > _NEIGHBOURHOOD


def _is_any(mark: PlaceMark, best: PlaceEntry, context: _Context) -> bool:
    """True for a small town far from what the report names, where its country has others of that name."""
    if not best.id.startswith("geonames:") or best.population >= _SURE or best.admin1 in context.provinces:
        return False
    if not context.areas or context.nearest(best) < _WEAK_REACH:
        return False
    return any(c.id != best.id and c.country == best.country and c.kind == "town" for c in mark.candidates)


def kilometres(a: PlaceEntry, b: PlaceEntry) -> float:
    """The distance on a plane that is good enough for neighbours; infinite where one has no point."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return math.inf
    x = math.radians(b.lon - a.lon) * math.cos(math.radians((a.lat + b.lat) / 2))
    return 6371 * math.hypot(x, math.radians(b.lat - a.lat))
