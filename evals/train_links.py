"""Learn how often each level of each link feature is seen in pairs of one incident (m) and of two (u).

    python evals/train_links.py ../shared/dev/texts.links.jsonl ../shared/dev/links.jsonl [--folds N]

Reads the reports with the reader as it is, takes for each two reports that tell of an incident in common the pair of
tellings that compares best, as one incident, and every other pair of candidates as two. Counts are smoothed by the
expectations in `PRIOR`, which weigh as much as `STRENGTH` pairs: they say what is known beforehand (two towns far apart
are two incidents), the pairs say the rest. Writes `src/sakkhi/link/weights.toml`.

With `--folds` nothing is written: the incidents are dealt into so many parts, and each part's reports are linked, among
all reports, by weights learnt without them. Printed are the figures over all parts, as `links.py` prints them.
"""

import argparse
from collections.abc import Callable
from pathlib import Path
from zlib import crc32

import numpy as np
from links import Clusters, bcubed_of, lines, listed, pairs_of, told_in

from sakkhi.link import link
from sakkhi.link.candidates import candidates
from sakkhi.link.clusters import components, scored
from sakkhi.link.columns import columns
from sakkhi.link.features import FEATURES, compare
from sakkhi.link.weights import Weights, load_weights
from sakkhi.model.telling import Telling

OUT = Path(__file__).parent.parent / "src" / "sakkhi" / "link" / "weights.toml"
STRENGTH = 1000.0  # by --folds: what 41 pairs of one incident teach is little beside what is known beforehand
RULE = {"prior": -2.0, "threshold": 0.0, "veto": -14.0, "bare": 4.0}
PRIOR = {  # (m, u) of each level, before any pair was seen
    "day": ((0.75, 0.17, 0.06, 0.01, 0.01), (0.15, 0.10, 0.10, 0.15, 0.50)),
    "day_said": ((0.24, 0.55, 0.13, 0.08), (0.03, 0.11, 0.30, 0.56)),
    "news_day": ((0.70, 0.17, 0.08, 0.05), (0.20, 0.15, 0.25, 0.40)),
    "place": ((0.46, 0.26, 0.20, 0.067, 0.003, 0.01), (0.05, 0.07, 0.13, 0.20, 0.35, 0.20)),
    "method": ((0.75, 0.15, 0.10), (0.15, 0.15, 0.70)),
    "targets": ((0.50, 0.30, 0.20), (0.25, 0.15, 0.60)),
    "outcome": ((0.93, 0.07), (0.80, 0.20)),
    "killed": ((0.28, 0.44, 0.08, 0.13, 0.07), (0.03, 0.27, 0.10, 0.15, 0.45)),
    "injured": ((0.30, 0.30, 0.10, 0.20, 0.10), (0.03, 0.10, 0.10, 0.17, 0.60)),
    "munitions": ((0.75, 0.25), (0.25, 0.75)),
    "actors": ((0.80, 0.20), (0.20, 0.80)),
    "names": ((0.35, 0.25, 0.18, 0.12, 0.05, 0.03, 0.02), (0.001, 0.001, 0.002, 0.006, 0.02, 0.1, 0.87)),
    "names_across": ((0.25, 0.20, 0.15, 0.17, 0.10, 0.06, 0.07), (0.0002, 0.0003, 0.001, 0.01, 0.02, 0.09, 0.8785)),
    "copies": ((1.0,), (0.02,)),
    "one_report": ((0.02,), (1.0,)),
}
Counts = dict[str, np.ndarray]


def main() -> None:
    """Write the weights, or print the figures of weights learnt without what they link."""
    parser = argparse.ArgumentParser()
    parser.add_argument("texts")
    parser.add_argument("links")
    parser.add_argument("--folds", type=int)
    asked = parser.parse_args()
    gold = {row["id"]: set(row["incidents"]) for row in lines(asked.links)}
    told = [t for row in lines(asked.texts) if row["id"] in gold for t in told_in(row)]
    if asked.folds:
        language = {row["id"]: row["language"] for row in lines(asked.links)}
        print(crossed(told, gold, language, asked.folds))
    else:
        pairs = Paired(told, gold)
        _write(*pairs.learnt(np.ones(len(pairs), dtype=bool)))


class Paired:
    """All candidates among the tellings, compared once."""

    def __init__(self, told: list[Telling], gold: Clusters) -> None:
        cols = columns(told)
        self._pairs = np.unique(np.concatenate([*candidates(cols)], axis=1), axis=1)
        self._reports = [t.report for t in told]
        self._of = [gold[t.report] for t in told]
        self._levels = compare(cols.rows[self._pairs[0]], cols.rows[self._pairs[1]])
        self._bits = scored(cols, self._pairs[0], self._pairs[1], weights_of(_expected(0), _expected(1)))
        self._shared = np.array([bool(self._of[x] & self._of[y]) for x, y in self._pairs.T.tolist()])

    def __len__(self) -> int:
        return self._pairs.shape[1]

    def without(self, reports: set[str]) -> np.ndarray:
        """True for pairs of which neither is told in these reports."""
        out = np.array([r not in reports for r in self._reports])
        return out[self._pairs[0]] & out[self._pairs[1]]

    def linked(self, chosen: np.ndarray) -> np.ndarray:
        """Of the chosen pairs those that are one incident: for each two reports the pair that compares best."""
        return self._pairs[:, self._best(chosen)]

    def learnt(self, chosen: np.ndarray) -> tuple[Counts, Counts]:
        """m and u by the chosen pairs."""
        one = self._best(chosen)
        out: tuple[Counts, Counts] = ({}, {})
        for n, name in enumerate(FEATURES):
            for counts, rows, prior in (
                (out[0], one, PRIOR[name][0]),
                (out[1], chosen & ~self._shared, PRIOR[name][1]),
            ):
                expected = np.array(prior)
                seen = np.bincount(self._levels[rows, n], minlength=len(prior) + 1)[1 : len(prior) + 1]
                smooth = seen + STRENGTH * expected
                counts[name] = expected if name in ("copies", "one_report") else smooth / smooth.sum()
        return out

    def _best(self, chosen: np.ndarray) -> np.ndarray:
        """True for the pair that compares best of each two reports with an incident in common."""
        one = np.zeros(len(self), dtype=bool)
        seen = set()
        for k in np.argsort(-self._bits, kind="stable").tolist():
            x, y = self._pairs[:, k].tolist()
            reports = frozenset((self._reports[x], self._reports[y]))
            if chosen[k] and self._shared[k] and len(reports) > 1 and reports not in seen:
                seen.add(reports)
                one[k] = True
        return one


def crossed(told: list[Telling], gold: Clusters, language: dict[str, str], folds: int) -> str:
    """The figures over all parts, each linked by weights that were learnt without its reports."""
    pairs, cols = Paired(told, gold), columns(told)

    def linked(held: set[str]) -> Clusters:
        return listed(told, link(cols, weights_of(*pairs.learnt(pairs.without(held)))).clusters)

    return crossed_by(linked, gold, language, folds)


def crossed_by(linked: Callable[[set[str]], Clusters], gold: Clusters, language: dict[str, str], folds: int) -> str:
    """The figures over all parts; `linked` links all reports by what it learns without those of one part."""
    part = _parts(gold, folds)
    precision, recall = {}, {}
    within, across = np.zeros(3), np.zeros(3)
    for n in range(folds):
        held = {id for id in gold if part[id] == n}
        found = linked(held)
        p, r = bcubed_of(gold, found)
        precision |= {id: p[id] for id in held & p.keys()}
        recall |= {id: r[id] for id in held & r.keys()}
        for total, keep in ((within, lambda a, b: True), (across, lambda a, b: language[a] != language[b])):
            wanted, got = pairs_of(gold, found, keep)
            for k, some in enumerate((wanted & got, wanted, got)):  # a pair of two parts counts half in each
                total[k] += sum((a in held) + (b in held) for a, b in some) / 2
    p, r = (sum(x.values()) / len(x) for x in (precision, recall))
    f = [2 * a / max(1, b + c) for a, b, c in (within, across)]
    return f"B-cubed {p:.3f} {r:.3f} {2 * p * r / (p + r):.3f}   pairs {f[0]:.3f}   in two languages {f[1]:.3f}"


def _parts(gold: Clusters, folds: int) -> dict[str, int]:
    """The part of each report; reports that an incident connects are in one part."""
    ids = sorted(gold)
    joined = [(a, b) for a in range(len(ids)) for b in range(a) if gold[ids[a]] & gold[ids[b]]]
    groups = components(len(ids), np.array(joined, dtype=np.int64).reshape(-1, 2).T)
    first = {n: group[0] for group in groups for n in group}
    return {id: crc32(ids[first.get(n, n)].encode()) % folds for n, id in enumerate(ids)}


def weights_of(m: Counts, u: Counts) -> Weights:
    """The weights of these counts."""
    return Weights(**RULE, bits=tuple(np.r_[0.0, np.log2(m[name] / u[name])] for name in FEATURES))


def _expected(side: int) -> Counts:
    return {name: np.array(both[side]) for name, both in PRIOR.items()}


def _write(m: Counts, u: Counts) -> None:
    out = ["# Learnt by evals/train_links.py; do not edit by hand.", "", "[rule]"]
    out += [f"{k} = {v}" for k, v in RULE.items()]
    for name in FEATURES:
        out += ["", f"[feature.{name}]"]
        out += [f"{k} = [{', '.join(f'{x:.5f}' for x in v[name])}]" for k, v in (("m", m), ("u", u))]
    OUT.write_text("\n".join(out) + "\n", encoding="utf-8")
    load_weights()


if __name__ == "__main__":
    main()
