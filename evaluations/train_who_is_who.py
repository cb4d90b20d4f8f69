"""Learns the weights of the scorer from (name, address) records with a declared truth. For development only: needs scikit-learn.

    train_who_is_who.py --project sympy=FILE.csv --project numpy=FILE.csv --into DIR

Writes one file for each project alone, and one for both together. The threshold from which a pair joins by itself is taken from
out-of-fold scores of the training records (no person in two folds): the lowest at which 99 % of the pairs are true.
"""

import argparse
import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from worthwhile.people.cluster import Clusters, grow
from worthwhile.people.compare import FEATURES, Record, all_records
from worthwhile.people.score import evidence_of, guarded, read_model

FORESTS = ((120, 4, 8), (120, 4, 8), (100, 3, 15), (100, 3, 15))  # trees, depth, least leaf: each on its own sample; their mean counts
WISHED = 0.99
REPEATS = 3


def fit(x: Any, y: Any) -> dict[str, Any]:
    """Trees and a line on the same evidence, as the plain values that are shipped."""
    mean, scale = x.mean(0), np.where(x.std(0) > 1e-9, x.std(0), 1.0)
    line = LogisticRegression(C=0.05, max_iter=5000).fit(((x - mean) / scale).clip(-6, 6), y)
    trees, base, rate = [], 0.0, 0.05
    for seed, (count, depth, leaf) in enumerate(FORESTS):
        forest = GradientBoostingClassifier(
            n_estimators=count,
            learning_rate=rate,
            max_depth=depth,
            subsample=0.6,
            max_features=0.4,
            min_samples_leaf=leaf,
            random_state=seed,
        ).fit(x, y)
        base += float(np.log(y.mean() / (1 - y.mean()))) / len(FORESTS)
        trees += [_tree(t[0].tree_) for t in forest.estimators_]
    return {
        "features": list(FEATURES), "base": round(base, 6), "rate": rate / len(FORESTS), "trees": trees,
        "logistic": {"mean": _short(mean), "scale": _short(scale), "weights": _short(line.coef_[0]), "bias": round(float(line.intercept_[0]), 6)},
    }  # fmt: skip


def _tree(tree: Any) -> dict[str, list[Any]]:
    inner = tree.children_left >= 0
    return {
        "feature": np.where(inner, tree.feature, -1).tolist(),
        "threshold": _short(np.where(inner, tree.threshold, 0.0)),
        "left": np.where(inner, tree.children_left, 0).tolist(),
        "right": np.where(inner, tree.children_right, 0).tolist(),
        "value": _short(tree.value[:, 0, 0]),
    }


def _short(values: Any) -> list[float]:
    return [float(f"{v:.6g}") for v in values]


def out_of_fold(x: Any, y: Any, groups: Any) -> Any:
    """The chance of each pair from weights that saw none of its persons' pairs; the mean over REPEATS ways to make the folds."""
    out = np.zeros(len(y))
    for seed in range(REPEATS):
        for train, test in GroupKFold(5, shuffle=True, random_state=seed).split(x, y, groups):
            model = read_model(json.dumps({**fit(x[train], y[train]), "trained_on": "", "threshold": 1.0}))
            out[test] += model.chance(x[test]) / REPEATS
    return out


def precise_threshold(chances: Any, y: Any) -> float:
    """The lowest chance from which WISHED of the pairs are true, out of fold."""
    order = np.argsort(-chances, kind="stable")
    precise = np.cumsum(y[order]) / np.arange(1, len(y) + 1) >= WISHED
    return float(chances[order][np.nonzero(precise)[0].max()])


def judged(clusters: Clusters, truth: list[str]) -> tuple[float, float]:
    """Precision and recall over pairs."""
    right = said = 0
    for members in clusters.members.values():
        said += len(members) * (len(members) - 1) // 2
        right += sum(n * (n - 1) // 2 for n in Counter(truth[i] for i in members).values())
    all_pairs = sum(n * (n - 1) // 2 for n in Counter(truth).values())
    return right / said if said else 1.0, right / all_pairs


def load(path: Path) -> tuple[list[Record], list[str]]:
    """Records and truth of one project."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return all_records((r["name"], r["email"]) for r in rows), [r["person"] for r in rows]


def main() -> None:
    """Learn and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--project", action="append", required=True, metavar="NAME=FILE")
    parser.add_argument("--into", type=Path, required=True)
    args = parser.parse_args()
    sets = {}
    for said in args.project:
        name, _, path = said.partition("=")
        records, truth = load(Path(path))
        pairs, x, here = evidence_of(records)
        y = np.array([truth[a] == truth[b] for a, b in pairs], dtype=float)
        groups = np.array([hash_of(name + min(truth[a], truth[b])) for a, b in pairs])
        sets[name] = (x, y, groups)
        chances = guarded(records, pairs, out_of_fold(x, y, groups), x, here)
        threshold = precise_threshold(chances, y)
        clusters = Clusters(len(records))
        grow(clusters, dict(zip(pairs, chances.tolist(), strict=True)), threshold, [(r.email, r.name) for r in records])
        precision, recall = judged(clusters, truth)
        print(
            f"{name}: {len(pairs)} pairs, {int(y.sum())} true; threshold {threshold:.3f}, out of fold precision {precision:.4f}, recall {recall:.4f}"
        )
        write(args.into / f"who_is_who_{name}.json", {**fit(x, y), "trained_on": name, "threshold": round(threshold, 4)})
        sets[name] += (threshold,)  # type: ignore[assignment]
    both_x, both_y = (np.concatenate([s[i] for s in sets.values()]) for i in (0, 1))
    threshold = max(s[3] for s in sets.values())  # type: ignore[misc]
    write(args.into / "who_is_who.json", {**fit(both_x, both_y), "trained_on": " and ".join(sets), "threshold": round(float(threshold), 4)})


def hash_of(text: str) -> int:
    """A number for a group."""
    return int.from_bytes(text.encode()[-7:])


def write(path: Path, model: dict[str, Any]) -> None:
    """One model as compact JSON."""
    path.write_text(json.dumps(model, separators=(",", ":")) + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
