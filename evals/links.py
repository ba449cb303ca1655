"""How well linking does, beside two plain ways, and whether a record is more often right than a single report.

    python evals/links.py TEXTS LINKS INCIDENTS
    cat evals/held/own.*.jsonl evals/held/linked.jsonl > own.jsonl
    python evals/links.py own.jsonl evals/held/links.jsonl evals/held/links.incidents.jsonl

TEXTS are reports, LINKS say which incidents each tells of, INCIDENTS what each was: days and place, for ours in
`evals/held` method and toll too (those of the development set are in `links_slots.jsonl`). Printed are extended
B-cubed and pairwise F1 (also over pairs in two languages alone) for: our linking of our readings; our linking where
each report's incidents, days and places are the gold's; tellings of one day and one place; and nearest neighbours by
TF-IDF over the whole texts, with the threshold that does best on these very reports.
"""

import datetime as dt
import json
import math
import re
import sys
from collections import Counter
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import msgspec
import numpy as np

from sakkhi.assess import assess
from sakkhi.ingest import Given, report
from sakkhi.link import link
from sakkhi.link.clusters import components
from sakkhi.link.columns import columns
from sakkhi.link.weights import load_weights
from sakkhi.model.incident import Incident, Method, Role
from sakkhi.model.place import PlacePrecision, great_circle
from sakkhi.model.reading import Reading
from sakkhi.model.record import Record
from sakkhi.model.telling import Telling
from sakkhi.model.when import Basis, TimePrecision, When
from sakkhi.run import header, knowledge, read_report, tell
from sakkhi.tables.packs import available

SLOTS = Path(__file__).parent / "links_slots.jsonl"  # what we read in the reports beside the gold's days and places
_REACH = 30.0  # km
Clusters = dict[str, set[str]]  # report → clusters that it is in


def main(texts: str, links: str, known: str) -> None:
    """Print the figures."""
    rows = {row["id"]: row for row in lines(texts)}
    gold = {row["id"]: set(row["incidents"]) for row in lines(links)}
    facts = {row["incident"]: row for row in lines(known)}
    for row in lines(str(SLOTS)):
        facts.get(row["incident"], {}).update(row)
    language = {id: rows[id]["language"] for id in gold}
    told = [t for id in gold for t in told_in(rows[id])]
    named = all(k in facts and "where" in facts[k] for keys in gold.values() for k in keys)
    given = [t for id in gold for t in _given(rows[id], [facts[k] for k in sorted(gold[id])])] if named else []
    ours = _linked(told)
    for name, found in (
        ("our readings", ours),
        *([("gold readings", _linked(given))] if named else []),
        ("one day, one place", _same_day_and_place(told)),
        ("TF-IDF neighbours", _neighbours({id: rows[id]["text"] for id in gold}, gold, language)),
    ):
        print(f"{name:<20} {_figures(gold, found, language)}")
    print(fused(told, link(columns(told), load_weights()).clusters, gold, facts))


def told_in(row: dict) -> tuple[Telling, ...]:
    """What a report of TEXTS tells, by our reader."""
    made = report(row["text"], row["id"], Given(available()), published=row.get("published"), language=row["language"])
    made = msgspec.structs.replace(made, id=row["id"])
    return tell(made, read_report(made))


def _given(row: dict, facts: list[dict]) -> list[Telling]:
    """Tellings of the incidents that the gold says the report tells of, with the gold's days and places."""
    made = report(row["text"], row["id"], Given(available()), published=row.get("published"), language=row["language"])
    made = msgspec.structs.replace(made, id=row["id"])
    incidents = []
    for n, fact in enumerate(facts):
        first, last = (dt.date.fromisoformat(day) for day in fact["when"])
        spot = f"A bomb went off in {fact['where']}."
        placed = read_report(report(spot, "place", Given(available()), language="en"))
        where = placed.incidents[0].where if placed.incidents else None
        when = When(first, last, TimePrecision.DAY, Basis.STATED)
        incidents.append(Incident(f"i{n}", Role.FOCUS, Method.UNKNOWN, when=when, where=where))
    reading = Reading(header(made), knowledge(made.language).version, tuple(incidents))
    return list(tell(made, reading))


def _linked(told: list[Telling]) -> Clusters:
    return listed(told, link(columns(told), load_weights()).clusters)


def listed(told: list[Telling], clusters: list[list[str]]) -> Clusters:
    """The clusters of each report, as `sakkhi incidents` lists them: without what it only mentions in passing."""
    of = {t.key: t for t in told}
    plain = {t.report for t in told if not _vague(t) and not t.incident.sums_up}
    out: Clusters = {}
    for n, keys in enumerate(clusters):
        for t in (of[key] for key in keys):
            passing = t.incident.sums_up or (_vague(t) and len(keys) == 1)
            if not passing or t.incident.role == Role.FOCUS or t.report not in plain:
                out.setdefault(t.report, set()).add(str(n))
    return out


def _vague(telling: Telling) -> bool:
    where = telling.incident.where
    return telling.incident.when is None and (where is None or where.precision in (None, PlacePrecision.COUNTRY))


def _same_day_and_place(told: list[Telling]) -> Clusters:
    out: Clusters = {}
    for n, t in enumerate(told):
        i = t.incident
        known = i.when is not None and i.where is not None
        name = f"{i.when.earliest} {i.where.name}" if known and i.when and i.where else f"alone {n}"
        out.setdefault(t.report, set()).add(name)
    return out


def _neighbours(texts: dict[str, str], gold: Clusters, language: dict[str, str]) -> Clusters:
    ids = list(texts)
    counts = [Counter(re.findall(r"\w\w+", texts[id].lower())) for id in ids]
    spread = Counter(word for c in counts for word in c)
    vectors = [{w: (1 + math.log(n)) * math.log(len(ids) / spread[w]) for w, n in c.items()} for c in counts]
    norms = [math.sqrt(sum(x * x for x in v.values())) or 1.0 for v in vectors]

    def cosine(a: int, b: int) -> float:
        return sum(x * vectors[b].get(w, 0.0) for w, x in vectors[a].items()) / norms[a] / norms[b]

    pairs = [(cosine(a, b), a, b) for a, b in combinations(range(len(ids)), 2)]
    best: tuple[float, Clusters] = (0.0, {})
    for step in range(5, 90):
        likely = np.array([(a, b) for s, a, b in pairs if s > step / 100], dtype=np.int64).reshape(-1, 2).T
        found: Clusters = {}
        for n, group in enumerate(components(len(ids), likely)):
            for m in group:
                found.setdefault(ids[m], set()).add(str(n))
        best = max(best, (_bcubed(gold, found)[2], found), key=lambda x: x[0])
    return best[1]


def _figures(gold: Clusters, found: Clusters, language: dict[str, str]) -> str:
    p, r, f = _bcubed(gold, found)
    across = _pairwise(gold, found, lambda a, b: language[a] != language[b])
    return f"B-cubed {p:.3f} {r:.3f} {f:.3f}   pairs {_pairwise(gold, found):.3f}   in two languages {across:.3f}"


def _bcubed(gold: Clusters, found: Clusters) -> tuple[float, float, float]:
    p, r = (sum(each.values()) / len(each) for each in bcubed_of(gold, found))
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def bcubed_of(gold: Clusters, found: Clusters) -> tuple[dict[str, float], dict[str, float]]:
    """Extended B-cubed precision and recall (Amigó et al. 2009) of each report that tells of an incident."""
    g = {id: keys for id, keys in gold.items() if keys}
    f = {id: found.get(id) or {f"alone {id}"} for id in g}

    def each(outer: Clusters, inner: Clusters) -> dict[str, float]:
        out = {}
        for a in outer:
            shared = [b for b in outer if outer[a] & outer[b]]
            right = (min(len(outer[a] & outer[b]), len(inner[a] & inner[b])) / len(outer[a] & outer[b]) for b in shared)
            out[a] = sum(right) / len(shared)
        return out

    return each(f, g), each(g, f)


def _pairwise(gold: Clusters, found: Clusters, keep: Callable[[str, str], bool] = lambda a, b: True) -> float:
    wanted, got = pairs_of(gold, found, keep)
    return 2 * len(wanted & got) / max(1, len(wanted) + len(got))


def pairs_of(
    gold: Clusters, found: Clusters, keep: Callable[[str, str], bool]
) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """The pairs of reports that share an incident, and those that share a cluster."""
    pairs = [(a, b) for a, b in combinations(sorted(gold), 2) if gold[a] and gold[b] and keep(a, b)]
    wanted = {(a, b) for a, b in pairs if gold[a] & gold[b]}
    return wanted, {(a, b) for a, b in pairs if found.get(a, set()) & found.get(b, set())}


def fused(told: list[Telling], clusters: list[list[str]], gold: Clusters, facts: dict[str, dict]) -> str:
    """How often each slot is right in records of several reports, and in single reports of theirs."""
    of = {t.key: t for t in told}
    columns = ("record", "best report", "fullest report", "any report")
    right, filled = {c: Counter[str]() for c in columns}, {c: Counter[str]() for c in columns}
    asked: Counter[str] = Counter()
    for keys in clusters:
        by_report: dict[str, list[Telling]] = {}
        for key in keys:
            by_report.setdefault(of[key].report, []).append(of[key])
        common = set.intersection(*(gold[report] for report in by_report))
        if len(by_report) < 2 or len(common) != 1:
            continue
        fact = facts.get(common.pop())
        if fact is None:  # not one that anybody wrote down
            continue
        whole = _marks(assess("x", [of[key] for key in keys]), fact)
        single = [_marks(assess("x", tellings), fact) for _, tellings in sorted(by_report.items())]
        asked.update(whole.keys())
        for name, marked in (
            ("record", [whole]),
            ("best report", [max(single, key=lambda marks: sum(m is True for m in marks.values()))]),
            ("fullest report", [max(single, key=lambda marks: sum(m is not None for m in marks.values()))]),
            ("any report", single),
        ):
            for marks in marked:
                right[name].update({slot: int(m is True) / len(marked) for slot, m in marks.items()})
                filled[name].update({slot: int(m is not None) / len(marked) for slot, m in marks.items()})
    out = [f"{'slot':<8} {'known':>5} " + " ".join(f"{c + ': right of filled':>34}" for c in columns)]
    for slot in (*sorted(asked), "all"):
        names = list(asked) if slot == "all" else [slot]
        told_of = sum(asked[n] for n in names)
        counts = [(sum(right[c][n] for n in names), sum(filled[c][n] for n in names)) for c in columns]
        out.append(f"{slot:<8} {told_of:>5} " + " ".join(f"{f'{r:.1f} of {f:.1f}':>34}" for r, f in counts))
    return "\n".join(out)


def _marks(record: Record, fact: dict) -> dict[str, bool | None]:
    """For each slot that the gold has, whether the record's first value is right; None where it has none."""
    when, where = (held[0].value if held else None for held in (record.when, record.where))
    first, last = (dt.date.fromisoformat(day) for day in fact["when"])
    marks: dict[str, bool | None] = {"day": None if when is None else when.earliest <= last and first <= when.latest}
    if fact.get("lat") is not None:
        spot = (fact["lat"], fact["lon"])
        close = where is not None and great_circle((where.lat, where.lon), spot) <= _REACH
        marks["place"] = None if where is None else close
    if fact.get("method"):
        marks["method"] = None if not record.method else record.method[0].value in fact["method"]
    for slot in ("killed", "injured"):
        toll = getattr(record, slot)
        if fact.get(slot):
            low, high = fact[slot]
            marks[slot] = None if not toll else low <= (toll[0].value.min or 0) <= high
    return marks


def lines(name: str) -> list[dict]:
    """The rows of a file of JSON, one a line."""
    return [json.loads(line) for line in Path(name).read_text(encoding="utf-8").splitlines() if line.strip()]


if __name__ == "__main__":
    main(*sys.argv[1:])
