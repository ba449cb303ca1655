"""Linking by splink on DuckDB beside ours: the same tellings, pairs and levels of comparison, its weights and clusters.

    python -m venv splinkvenv && splinkvenv/bin/pip install splink==5.0.0
    PYTHONPATH=src:evals:.venv/lib/python3.11/site-packages splinkvenv/bin/python evals/splink_links.py \\
        ../shared/dev/texts.links.jsonl ../shared/dev/links.jsonl

splink is in none of our lock files: this script alone needs it. Its u are from random pairs. Its m are learnt in two
ways: by expectation maximisation on the pairs that are compared, which sees no labels, and from linked pairs. Its
weights are tried with its own clusters (connected components) and in ours (average linkage), with the threshold that
does best on the reports of the other parts. All figures are cross-validated over ten parts of the incidents.
"""

import sys
from collections.abc import Callable
from itertools import chain

import duckdb
import numpy as np
import pyarrow as pa
from links import Clusters, bcubed_of, lines, listed, told_in
from splink import Linker, SettingsCreator
from splink.internals.duckdb.database_api import DuckDBAPI
from train_links import FEATURES, RULE, Counts, Paired, crossed, crossed_by, weights_of

from sakkhi.link import link
from sakkhi.link.candidates import candidates
from sakkhi.link.clusters import components
from sakkhi.link.columns import columns
from sakkhi.link.features import compare
from sakkhi.link.weights import Weights, load_weights
from sakkhi.model.telling import Telling

FOLDS = 10
MOST = 1e7  # random pairs: more than there are
THRESHOLDS = np.arange(-8.0, 16.0, 0.5)  # bits
KNOWN = [name for name, (_, levels) in FEATURES.items() if len(levels) > 2]  # the others have one level


def main(texts: str, links: str) -> None:
    """Print a line for each way of linking."""
    gold = {row["id"]: set(row["incidents"]) for row in lines(links)}
    language = {row["id"]: row["language"] for row in lines(links)}
    told = [t for row in lines(texts) if row["id"] in gold for t in told_in(row)]
    print(f"{'ours':<42} {crossed(told, gold, language, FOLDS)}")
    beside = Beside(told, gold)
    taught: dict[frozenset[str], Weights] = {}

    def labelled(held: set[str]) -> Weights:
        return taught.get(frozenset(held)) or taught.setdefault(frozenset(held), beside.labelled(held))

    blind = beside.blind()
    own = beside.tuned(beside.ours, beside.average)
    print(f"{'ours, threshold tuned likewise':<42} {crossed_by(own, gold, language, FOLDS)}")
    for name, weights in (("splink, m without labels", lambda held: blind), ("splink, m from labels", labelled)):
        for how, clusters in (("its clusters", beside.connected), ("our clusters", beside.average)):
            figures = crossed_by(beside.tuned(weights, clusters), gold, language, FOLDS)
            print(f"{name + ', ' + how:<42} {figures}")


class Beside:
    """Tellings with the levels of all their pairs, as splink and we see them."""

    def __init__(self, told: list[Telling], gold: Clusters) -> None:
        self._told, self._gold = told, gold
        self._columns, self._labels = columns(told), Paired(told, gold)
        n = len(told)
        one, other = (side.ravel() for side in np.indices((n, n)))
        rows = self._columns.rows
        self._levels = compare(rows[one], rows[other]).reshape(n, n, -1)
        self._pairs = np.unique(np.concatenate([*candidates(self._columns)], axis=1), axis=1)
        self._pairs = self._pairs[:, rows["report"][self._pairs[0]] != rows["report"][self._pairs[1]]]

    def blind(self) -> Weights:
        """Weights by expectation maximisation over the pairs that are compared."""
        linker = self._linker()
        linker.training.estimate_parameters_using_expectation_maximisation("l.near[r.k + 1]", fix_u_probabilities=True)
        return _weights(linker)

    def labelled(self, held: set[str]) -> Weights:
        """Weights with m from the linked pairs of reports that are not held."""
        linker = self._linker()
        pairs = self._labels.linked(self._labels.without(held))
        labels = pa.table({"n_l": pairs[0], "n_r": pairs[1]})
        table = linker._db_api.register(labels, dataset_display_name=f"labels_{len(held)}_{id(pairs)}")
        linker.training.estimate_m_from_pairwise_labels(table)
        return _weights(linker)

    def ours(self, held: set[str]) -> Weights:
        """Our weights, learnt without the held reports."""
        return weights_of(*self._labels.learnt(self._labels.without(held)))

    def connected(self, weights: Weights, threshold: float) -> Clusters:
        """Clusters as splink makes them: what a chain of pairs above the threshold connects."""
        bits = weights.scores(self._levels[self._pairs[0], self._pairs[1]])
        groups = components(len(self._told), self._pairs[:, bits > threshold])
        alone = set(range(len(self._told))).difference(*groups)
        return self._listed([*groups, *([n] for n in alone)])

    def average(self, weights: Weights, threshold: float) -> Clusters:
        """Clusters by our linking, with splink's weights."""
        rule = RULE | {"prior": weights.prior, "threshold": threshold}
        return listed(self._told, link(self._columns, Weights(**rule, bits=weights.bits)).clusters)

    def tuned(
        self, weights: Callable[[set[str]], Weights], clusters: Callable[[Weights, float], Clusters]
    ) -> Callable[[set[str]], Clusters]:
        """A way of linking by the threshold that does best on the reports that are not held."""

        def linked(held: set[str]) -> Clusters:
            learnt = weights(held)
            return max((clusters(learnt, t) for t in THRESHOLDS), key=lambda found: self._f1(found, held))

        return linked

    def _f1(self, found: Clusters, held: set[str]) -> float:
        sides = bcubed_of(self._gold, found)
        p, r = (np.mean([x for id, x in side.items() if id not in held]) for side in sides)
        return float(2 * p * r / (p + r))

    def _listed(self, groups: list[list[int]]) -> Clusters:
        return listed(self._told, [[self._columns.keys[n] for n in group] for group in groups])

    def _linker(self) -> Linker:
        n = len(self._told)
        near = np.zeros((n, n), dtype=bool)
        near[self._pairs[0], self._pairs[1]] = near[self._pairs[1], self._pairs[0]] = True
        table = {"n": range(n), "k": range(n), "near": near.tolist()}
        table |= {f: self._levels[:, :, k].tolist() for k, f in enumerate(FEATURES) if f in KNOWN}
        settings = SettingsCreator(
            link_type="dedupe_only",
            unique_id_column_name="n",
            comparisons=[_comparison(f, FEATURES[f][1]) for f in KNOWN],
            blocking_rules_to_generate_predictions=["l.near[r.k + 1]"],
        )
        linker = Linker(DuckDBAPI(duckdb.connect()).register(pa.table(table)), settings, log_level=None)
        alike = "l.day[r.k + 1] = 1 and l.place[r.k + 1] = 1 and l.near[r.k + 1]"
        linker.training.estimate_probability_two_random_records_match([alike], recall=0.5)
        linker.training.estimate_u_using_random_sampling(max_pairs=MOST)
        return linker


def _comparison(name: str, levels: tuple[str, ...]) -> dict[str, object]:
    """A feature as splink's comparison: each telling holds its levels beside all others."""
    conditions = [f'"{name}_l"[n_r + 1] = {k}' for k in range(len(levels) - 1)]
    out = [
        {"sql_condition": condition, "label_for_charts": level or "not known", "is_null_level": not k}
        for k, (condition, level) in enumerate(zip(chain(conditions, ["ELSE"]), levels, strict=True))
    ]
    return {"output_column_name": name, "comparison_levels": out}


def _weights(linker: Linker) -> Weights:
    """splink's m and u as our weights; a level that it never saw speaks neither way."""
    model = linker.misc.save_model_to_json()
    told = {c["output_column_name"]: c["comparison_levels"][1:] for c in model["comparisons"]}
    m, u = _counts(told, "m_probability"), _counts(told, "u_probability")
    odds = model["probability_two_random_records_match"]
    bits = weights_of(m, u).bits
    return Weights(**RULE | {"prior": float(np.log2(odds / (1 - odds)))}, bits=bits)


def _counts(told: dict[str, list[dict[str, float]]], side: str) -> Counts:
    other = {"m_probability": "u_probability", "u_probability": "m_probability"}[side]
    ours = load_weights()
    out = {}
    for n, (name, (_, levels)) in enumerate(FEATURES.items()):
        if name in told:
            out[name] = np.array([level.get(side) or level.get(other) or 1.0 for level in told[name]])
        else:
            out[name] = 2.0 ** ours.bits[n][1:] if side == "m_probability" else np.ones(len(levels) - 1)
    return out


if __name__ == "__main__":
    main(*sys.argv[1:])
