"""Incidents and the base map's borders → a map as SVG, drawn around a site: no tiles, no network.

The projection is equirectangular at the site's latitude: over some hundred kilometres distances are true to a percent.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from markupsafe import Markup, escape

from sakkhi.model.brief import Known, Period
from sakkhi.model.incident import Outcome
from sakkhi.model.place import PlacePrecision, great_circle
from sakkhi.model.record import Record
from sakkhi.share.areas import shape
from sakkhi.share.wording import Wording, cut

_SIZE = 520.0  # of the drawing, in its own units
_MARGIN = 1.2  # how much more than the ring is shown
_KM = 111.32  # a degree of latitude
_SCALES = (1, 2, 5, 10, 20, 50, 100, 200, 500)
_STYLES = {
    "land": 'fill="#f7f5ef" stroke="#8d8678" stroke-width="0.8"',
    "rivers": 'fill="none" stroke="#a9c3d4" stroke-width="0.8"',
    "lakes": 'fill="#dfe8ee" stroke="#a9c3d4" stroke-width="0.5"',
    "ring": 'fill="none" stroke="#0b5c8a" stroke-width="1" stroke-dasharray="5 4"',
    "area": 'fill="#b3402e" fill-opacity="0.1" stroke="#b3402e" stroke-width="0.8" stroke-dasharray="2 3"',
    "site": 'fill="none" stroke="#0b5c8a" stroke-width="2.5"',
    "scale": 'fill="none" stroke="#1c1b19" stroke-width="1"',
    "hit": 'fill="#b3402e" stroke="#ffffff" stroke-width="0.8"',
    "stopped": 'fill="#ffffff" stroke="#2a7f62" stroke-width="2"',
    "open": 'fill="#6d6d6d" stroke="#ffffff" stroke-width="0.8"',
}
_STOPPED = (Outcome.INTERCEPTED, Outcome.FOILED, Outcome.MISSED)

Point = tuple[float, float]


class _View:
    """What turns degrees into the drawing's units."""

    def __init__(self, period: Period) -> None:
        self.lat, self.lon = period.site.lat, period.site.lon
        self.scale = _SIZE / 2 / (period.km * _MARGIN)  # units a km
        self._across = max(0.01, math.cos(math.radians(self.lat)))

    def at(self, lon: float, lat: float) -> Point:
        """A point; y grows downwards."""
        east = (lon - self.lon + 540) % 360 - 180
        x = east * self._across * _KM * self.scale
        return _SIZE / 2 + x, _SIZE / 2 - (lat - self.lat) * _KM * self.scale


class _Drawing:
    """Shapes and the labels over them: a label is HTML, since WeasyPrint sets the text of SVG letter by letter."""

    def __init__(self) -> None:
        self.shapes: list[str] = []
        self.labels: list[str] = []

    def path(self, kind: str, path: str) -> None:
        self.shapes.append(f'<path d="{path}" {_STYLES[kind]}/>')

    def circle(self, kind: str, at: Point, radius: float) -> None:
        self.shapes.append(f'<circle cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="{radius:.1f}" {_STYLES[kind]}/>')

    def label(self, kind: str, at: Point, text: str) -> None:
        place = f"left:{100 * at[0] / _SIZE:.2f}%;top:{100 * at[1] / _SIZE:.2f}%"
        self.labels.append(f'<span class="{kind}" style="{place}">{escape(text)}</span>')


def draw(known: Known, words: Wording, countries: Mapping[str, str], numbers: Mapping[str, int]) -> Markup:
    """The map: borders, ring, site, and each incident by its number, known roughly as an area."""
    view, drawing = _View(known.period), _Drawing()
    _borders(view, drawing, countries)
    drawing.circle("ring", (_SIZE / 2, _SIZE / 2), known.period.km * view.scale)
    _incidents(view, drawing, known, words, numbers)
    _site(drawing, known.period, words)
    _scale(view, drawing, known.period, words)
    box = f'<svg viewBox="0 0 {_SIZE:g} {_SIZE:g}" role="img" aria-label="{escape(words.label("brief", "map"))}">'
    sea = f'<rect width="{_SIZE:g}" height="{_SIZE:g}" fill="#dfe8ee"/>'
    shapes, labels = "".join(drawing.shapes), "".join(drawing.labels)
    made = f'<div class="map" dir="ltr">{box}{sea}{shapes}</svg>{labels}</div>'
    return Markup(made)  # noqa: S704  each part is numbers and escaped names


def _borders(view: _View, drawing: _Drawing, countries: Mapping[str, str]) -> None:
    for code, rings in _countries(view):
        shown = [part for part in (_clipped(ring) for ring in rings) if len(part) > 2]
        if not shown:
            continue
        drawing.path("land", "".join(f"M{_path(part)}Z" for part in shown))
        if code in countries and (at := _middle(shown)) is not None:
            drawing.label("country", at, countries[code])
    for name in ("rivers", "lakes"):
        for line in _lines(view, name):
            drawing.path(name, f"M{_path(line)}")


def _incidents(view: _View, drawing: _Drawing, known: Known, words: Wording, numbers: Mapping[str, int]) -> None:
    placed = [d.record for d in known.dossiers if is_placed(d.record)]
    for record in placed:
        form = shape(record.where[0].value)
        for ring in form.rings if form is not None and _is_rough(record) else ():
            part = _clipped([view.at(lon, lat) for lon, lat in ring])
            if len(part) > 2:
                drawing.path("area", f"M{_path(part)}Z")
    taken: dict[tuple[int, int], int] = {}
    for record in placed:
        place = record.where[0].value
        x, y = view.at(place.lon or 0.0, place.lat or 0.0)
        spot = (round(x / 14), round(y / 14))
        stack = taken.get(spot, 0)
        taken[spot] = stack + 1
        kind = _kind(record)
        at = (x + 17 * stack, y)
        drawing.circle(kind, at, _radius(record))
        drawing.label(f"number {kind}", at, words.number(numbers.get(record.id, 0)))


def is_placed(record: Record) -> bool:
    """True where it can be drawn: in a country alone it may be anywhere in it."""
    place = record.where[0].value if record.where else None
    return place is not None and place.lat is not None and place.precision != PlacePrecision.COUNTRY


def _kind(record: Record) -> str:
    outcome = record.outcome[0].value if record.outcome else Outcome.UNKNOWN
    return "stopped" if outcome in _STOPPED else "hit" if outcome in (Outcome.HIT, Outcome.MIXED) else "open"


def _radius(record: Record) -> float:
    killed = (record.killed[0].value.min or 0) if record.killed else 0
    return min(16.0, 7.5 + 1.5 * math.sqrt(killed))


def _site(drawing: _Drawing, period: Period, words: Wording) -> None:
    x = y = _SIZE / 2
    drawing.path("site", f"M{x - 7:g},{y:g}h14M{x:g},{y - 7:g}v14")
    drawing.label("name", (x, y - 14), cut(words.names.get(period.site.name, period.site.name), 60))


def _scale(view: _View, drawing: _Drawing, period: Period, words: Wording) -> None:
    km = max((n for n in _SCALES if n <= period.km / 2), default=1)
    width, y = km * view.scale, _SIZE - 14
    drawing.path("scale", f"M14,{y - 4:g}v4h{width:.1f}v-4")
    drawing.label("scale", (14 + width / 2, y - 12), words.phrase("brief", "scale", km=words.number(km)))


def _is_rough(record: Record) -> bool:
    precision = record.where[0].value.precision
    return precision in (PlacePrecision.DISTRICT, PlacePrecision.PROVINCE)


def _countries(view: _View) -> Iterator[tuple[str, list[list[Point]]]]:
    for geometry in _base()["objects"]["countries"]["geometries"]:
        polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
        rings = [_joined(ring) for polygon in polygons for ring in polygon]
        near = [ring for ring in rings if _is_near(ring, view)]
        if near:
            yield geometry["id"], [[view.at(lon, lat) for lon, lat in ring] for ring in near]


def _lines(view: _View, name: str) -> Iterator[list[Point]]:
    for geometry in _base()["objects"][name]["geometries"]:
        for arcs in _chains(geometry):
            line = _joined(arcs)
            if _is_near(line, view):
                drawn = [view.at(lon, lat) for lon, lat in line]
                yield from _inside(drawn)


def _chains(geometry: dict[str, Any]) -> Iterator[list[int]]:
    arcs = geometry["arcs"]
    if geometry["type"] == "LineString":
        yield arcs
    elif geometry["type"] in ("MultiLineString", "Polygon"):
        yield from arcs
    else:
        for polygon in arcs:
            yield from polygon


def _is_near(line: Sequence[Point], view: _View) -> bool:
    reach = _SIZE / view.scale / _KM
    low, high = min(lat for _, lat in line), max(lat for _, lat in line)
    if low > view.lat + reach or high < view.lat - reach:
        return False
    wide = reach / max(0.05, math.cos(math.radians(min(85.0, abs(view.lat) + reach))))
    east = [(lon - view.lon + 540) % 360 - 180 for lon, _ in line]
    return min(east) <= wide and max(east) >= -wide and max(east) - min(east) < 300


def _clipped(ring: Sequence[Point]) -> list[Point]:
    """The part of a polygon within the drawing and a little more (Sutherland and Hodgman 1974)."""
    low, high = -20.0, _SIZE + 20.0
    part = list(ring)
    for axis, edge, keeps_above in ((0, low, True), (0, high, False), (1, low, True), (1, high, False)):
        out: list[Point] = []
        for a, b in zip(part, [*part[1:], *part[:1]], strict=True):
            a_in, b_in = (a[axis] >= edge) == keeps_above, (b[axis] >= edge) == keeps_above
            if a_in:
                out.append(a)
            if a_in != b_in:
                t = (edge - a[axis]) / (b[axis] - a[axis])
                out.append((a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])))
        part = out
    return part


def _inside(line: Sequence[Point]) -> Iterator[list[Point]]:
    """The runs of a line that lie within the drawing, each with the points beside it."""
    run: list[Point] = []
    for n, point in enumerate(line):
        around = line[max(0, n - 1) : n + 2]
        if any(-20 <= x <= _SIZE + 20 and -20 <= y <= _SIZE + 20 for x, y in around):
            run.append(point)
        elif len(run) > 1:
            yield run
            run = []
    if len(run) > 1:
        yield run


def _middle(rings: Iterable[Sequence[Point]]) -> Point | None:
    """A point for a country's name: the middle of its largest part in sight; None where that is small."""
    largest = max(rings, key=lambda ring: abs(_area(ring)))
    shown = [(min(max(x, 0), _SIZE), min(max(y, 0), _SIZE)) for x, y in largest]
    if abs(_area(shown)) < 0.03 * _SIZE * _SIZE:
        return None
    x = sum(p[0] for p in shown) / len(shown)
    y = sum(p[1] for p in shown) / len(shown)
    return min(max(x, 50), _SIZE - 50), min(max(y, 20), _SIZE - 30)


def _area(ring: Sequence[Point]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], *ring[:1]], strict=True)) / 2


def _path(points: Iterable[Point]) -> str:
    return "L".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _joined(arcs: Sequence[int]) -> list[Point]:
    line: list[Point] = []
    for number in arcs:
        arc = _arcs()[number if number >= 0 else ~number]
        line += (arc if number >= 0 else arc[::-1])[1 if line else 0 :]
    return line


@cache
def _base() -> dict[str, Any]:
    path = files("sakkhi") / "desk" / "static" / "desk" / "map" / "base.json"
    base: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return base


@cache
def _arcs() -> list[list[Point]]:
    """The arcs in degrees: each is written as steps on a grid (TopoJSON)."""
    base = _base()
    (sx, sy), (tx, ty) = base["transform"]["scale"], base["transform"]["translate"]
    out: list[list[Point]] = []
    for arc in base["arcs"]:
        x = y = 0
        line: list[Point] = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        out.append(line)
    return out


def distance(period: Period, record: Record) -> float:
    """Kilometres from the site to an incident's place."""
    place = record.where[0].value if record.where else None
    there = (place.lat, place.lon) if place is not None else (None, None)
    return great_circle((period.site.lat, period.site.lon), there)
