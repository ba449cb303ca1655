"""Learn how often each level of each link feature is seen in pairs of one incident (m) and of two (u).

    python evals/train_links.py ../shared/dev/texts.links.jsonl ../shared/dev/links.jsonl

Reads the reports with the reader as it is, takes for each two reports that tell of an incident in common the pair of
tellings that compares best, as one incident, and every other pair of candidates as two. Counts are smoothed by the
expectations in `PRIOR`, which weigh as much as `STRENGTH` pairs: they say what is known beforehand (two towns far apart
are two incidents), the pairs say the rest. Writes `src/sakkhi/link/weights.toml`.
"""

import json
import sys
from pathlib import Path

import msgspec
import numpy as np

from sakkhi.ingest import Given, report
from sakkhi.link.candidates import candidates
from sakkhi.link.clusters import scored
from sakkhi.link.columns import Columns, columns
from sakkhi.link.features import FEATURES, compare
from sakkhi.link.weights import Weights, load_weights
from sakkhi.model.telling import Telling
from sakkhi.run import read_report, tell
from sakkhi.tables.packs import available

OUT = Path(__file__).parent.parent / "src" / "sakkhi" / "link" / "weights.toml"
STRENGTH = 30.0
RULE = {"prior": -3.0, "threshold": 0.0, "veto": -14.0, "bare": 1.0}
PRIOR = {  # (m, u) of each level, before any pair was seen
    "day": ((0.75, 0.17, 0.06, 0.01, 0.01), (0.15, 0.10, 0.10, 0.15, 0.50)),
    "news_day": ((0.70, 0.17, 0.08, 0.05), (0.20, 0.15, 0.25, 0.40)),
    "place": ((0.45, 0.25, 0.18, 0.07, 0.04, 0.01), (0.05, 0.07, 0.13, 0.20, 0.35, 0.20)),
    "method": ((0.75, 0.15, 0.10), (0.15, 0.15, 0.70)),
    "targets": ((0.50, 0.30, 0.20), (0.25, 0.15, 0.60)),
    "outcome": ((0.93, 0.07), (0.80, 0.20)),
    "killed": ((0.28, 0.44, 0.08, 0.13, 0.07), (0.03, 0.27, 0.10, 0.15, 0.45)),
    "injured": ((0.30, 0.30, 0.10, 0.20, 0.10), (0.03, 0.10, 0.10, 0.17, 0.60)),
    "munitions": ((0.75, 0.25), (0.25, 0.75)),
    "actors": ((0.80, 0.20), (0.20, 0.80)),
    "names": ((0.30, 0.22, 0.16, 0.10, 0.09, 0.08, 0.05), (0.0005, 0.001, 0.003, 0.01, 0.04, 0.12, 0.8255)),
    "names_across": ((0.18, 0.20, 0.15, 0.13, 0.13, 0.12, 0.09), (0.0003, 0.0005, 0.001, 0.006, 0.02, 0.06, 0.9122)),
    "copies": ((1.0,), (0.02,)),
    "one_report": ((0.02,), (1.0,)),
}


def main(texts: str, links: str) -> None:
    """Write the weights."""
    gold = {row["id"]: set(row["incidents"]) for row in _lines(links)}
    told = [t for row in _lines(texts) if row["id"] in gold for t in _told(row)]
    cols = columns(told)
    pairs = np.concatenate([*candidates(cols)], axis=1)
    pairs = np.unique(pairs, axis=1)
    of = [gold[t.report] for t in told]
    reports = [t.report for t in told]
    m, u = _counts(cols, pairs, of, reports)
    _write(m, u)


def _counts(
    cols: Columns, pairs: np.ndarray, of: list[set[str]], reports: list[str]
) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    start = Weights(**RULE, bits=tuple(np.r_[0.0, np.log2(np.array(a) / np.array(b))] for a, b in PRIOR.values()))
    bits = scored(cols, pairs[0], pairs[1], start)
    best: dict[tuple[str, str], int] = {}
    for k in np.argsort(-bits).tolist():
        x, y = pairs[:, k].tolist()
        if of[x] & of[y] and reports[x] != reports[y]:
            best.setdefault((min(reports[x], reports[y]), max(reports[x], reports[y])), k)
    one = np.zeros(pairs.shape[1], dtype=bool)
    one[list(best.values())] = True
    shared = np.array([bool(of[x] & of[y]) for x, y in pairs.T.tolist()])
    levels = compare(cols.rows[pairs[0]], cols.rows[pairs[1]])
    m, u = {}, {}
    for n, name in enumerate(FEATURES):
        steps = len(PRIOR[name][0])
        for out, rows, expected in ((m, one, PRIOR[name][0]), (u, ~shared, PRIOR[name][1])):
            seen = np.bincount(levels[rows, n], minlength=steps + 1)[1 : steps + 1]
            fixed = name in ("copies", "one_report")
            smooth = np.array(expected) if fixed else seen + STRENGTH * np.array(expected)
            out[name] = smooth if fixed else smooth / smooth.sum()
    print(f"{int(one.sum())} pairs of one incident, {int((~shared).sum())} of two")
    return m, u


def _write(m: dict[str, np.ndarray], u: dict[str, np.ndarray]) -> None:
    lines = ["# Learnt by evals/train_links.py; do not edit by hand.", "", "[rule]"]
    lines += [f"{k} = {v}" for k, v in RULE.items()]
    for name in FEATURES:
        lines += ["", f"[feature.{name}]"]
        lines += [f"{k} = [{', '.join(f'{x:.5f}' for x in v[name])}]" for k, v in (("m", m), ("u", u))]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    load_weights()


def _told(row: dict) -> tuple[Telling, ...]:
    made = report(row["text"], row["id"], Given(available()), **{k: row.get(k) for k in ("published", "language")})
    made = msgspec.structs.replace(made, id=row["id"])
    return tell(made, read_report(made))


def _lines(name: str) -> list[dict]:
    return [json.loads(line) for line in Path(name).read_text(encoding="utf-8").splitlines() if line.strip()]


if __name__ == "__main__":
    main(*sys.argv[1:])
