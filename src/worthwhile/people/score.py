"""The shipped scorer: from the evidence on a pair to the chance that the two are one person.

Boosted trees (Friedman, 2001) and a logistic regression on the same features; their log-odds are averaged, two to one. Weights are plain
JSON, learnt from public records (see data/README.md), and evaluated with numpy.
"""

import json
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from worthwhile.people.compare import FEATURES, Record, Surroundings, align, conflicting, features
from worthwhile.people.pairs import candidates
from worthwhile.people.rarity import Here, is_rare

TRAINED_ON = ("both", "sympy", "numpy")
CAP_OF_CONFLICT = 0.3  # two full names without a word in common never join by weaker evidence than one address

NO_RIVAL = 0.1  # a chance below this takes nothing from others

Floats = NDArray[np.float64]
BLOCK = 4096  # rows that go through the trees together: they stay near the processor


@dataclass(frozen=True, slots=True)
class Model:
    """Weights: a forest of small trees, a logistic regression, and the chance from which a pair joins by itself."""

    trained_on: str
    threshold: float
    base: float
    rate: float
    trees: tuple[tuple[Any, ...], ...]  # (feature, threshold, left, right, value) arrays of each tree; a leaf is followed by itself
    mean: Floats
    scale: Floats
    weights: Floats
    bias: float

    def chance(self, evidence: Floats) -> Floats:
        """The chance of each row of evidence (columns in the order of FEATURES)."""
        if not len(evidence):
            return np.zeros(0)
        x = evidence.astype(np.float32)
        odds = np.concatenate([self._odds(x[start : start + BLOCK]) for start in range(0, len(x), BLOCK)])
        line = ((evidence - self.mean) / self.scale).clip(-6, 6) @ self.weights + self.bias
        return 1 / (1 + np.exp(-(2 * odds.clip(-30, 30) + line.clip(-30, 30)) / 3))

    def _odds(self, x: NDArray[np.float32]) -> Floats:
        """What the trees say of a block of rows. All rows take as many steps as there are: one at a leaf stays there (`_staying`)."""
        odds, numbers, begins = np.full(len(x), self.base), x.ravel(), np.arange(len(x)) * x.shape[1]
        for feature, threshold, left, right, value in self.trees:
            at, before = np.zeros(len(x), dtype=np.int64), None
            while before is None or (at != before).any():
                before = at
                low = numbers.take(begins + feature.take(at)) <= threshold.take(at)
                at = np.where(low, left.take(at), right.take(at))
            odds += self.rate * value.take(at)
        return odds


def _staying(tree: tuple[Any, ...]) -> tuple[Any, ...]:
    """The same tree, in which a leaf is followed by itself, whatever is asked there."""
    feature, threshold, left, right, value = tree
    leaf, here = feature < 0, np.arange(len(feature))
    return np.where(leaf, 0, feature), threshold, np.where(leaf, here, left), np.where(leaf, here, right), value


def read_model(text: str) -> Model:
    """A model from its JSON. Raises ValueError when it was made for other features."""
    raw = json.loads(text)
    if tuple(raw["features"]) != FEATURES:
        raise ValueError("the weights were made for other features")
    trees = tuple(_staying(tuple(np.array(t[k], dtype=d) for k, d in _COLUMNS)) for t in raw["trees"])
    line = raw["logistic"]
    return Model(
        raw["trained_on"], raw["threshold"], raw["base"], raw["rate"], trees,
        np.array(line["mean"]), np.array(line["scale"]), np.array(line["weights"]), line["bias"],
    )  # fmt: skip


_COLUMNS = (("feature", np.int64), ("threshold", np.float32), ("left", np.int64), ("right", np.int64), ("value", np.float64))


@cache
def shipped(trained_on: str = "both") -> Model:
    """The shipped weights: learnt on "both" projects, or on "sympy" or "numpy" alone."""
    name = "who_is_who.json" if trained_on == "both" else f"who_is_who_{trained_on}.json"
    return read_model(files("worthwhile").joinpath("data", name).read_text(encoding="ascii"))


def read_file(path: Path) -> Model:
    """A model from a file of one's own."""
    return read_model(path.read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Scored:
    """Pairs of positions, their evidence, and their chances."""

    pairs: list[tuple[int, int]]
    evidence: Floats
    chances: Floats


def evidence_of(records: list[Record]) -> tuple[list[tuple[int, int]], Floats, Here]:
    """The pairs worth comparing, their evidence, and how common names are here; the order of records does not matter."""
    pairs = candidates(records)
    around = Surroundings(records)
    evidence = np.array([features(records[a], records[b], around) for a, b in pairs]).reshape(len(pairs), len(FEATURES))
    return pairs, evidence, around.here


def score(records: list[Record], model: Model) -> Scored:
    """The chances of all pairs worth comparing, with the guard on different full names."""
    pairs, evidence, here = evidence_of(records)
    return Scored(pairs, evidence, guarded(records, pairs, model.chance(evidence), evidence, here))


# What is nearly certain by itself, and the least chance it gives. Weights learnt where it is rare would undervalue it.
_FLOORS = (("same address", 0.995), ("same code-host id", 0.995))
_SAME_NAME, _NAME_AS_LOGIN = 0.985, 0.975
_COLUMN = {name: n for n, name in enumerate(FEATURES)}


def guarded(records: list[Record], pairs: list[tuple[int, int]], chances: Floats, evidence: Floats, here: Here) -> Floats:
    """Chances raised where one address, one id or one rare full name speaks by itself; held down where two full names differ in
    every word; and shared among rivals."""
    out = chances.copy()
    for name, floor in _FLOORS:
        out = np.where(evidence[:, _COLUMN[name]] > 0, np.maximum(out, floor), out)
    alone = evidence[:, _COLUMN["owners of login"]] < 1
    for n in np.nonzero(evidence[:, _COLUMN["handle is login"]] == 3)[0].tolist():
        out[n] = max(out[n], _NAME_AS_LOGIN if alone[n] else out[n])
    for n in np.nonzero(evidence[:, _COLUMN["full name equal"]])[0].tolist():
        if is_rare(records[pairs[n][0]].name, here):
            out[n] = max(out[n], _SAME_NAME)
    for n, (a, b) in enumerate(pairs):
        if out[n] > CAP_OF_CONFLICT and differ(records[a], records[b]):
            out[n] = CAP_OF_CONFLICT
    return with_rivals(records, pairs, out)


def with_rivals(records: list[Record], pairs: list[tuple[int, int]], chances: Floats) -> Floats:
    """Chances of records without a full name, shared among the differently named people who fit them: nobody is two people.

    With odds o of the one and r of the best rival whose full name differs, the chance is o / (1 + o + r).
    """
    fits: dict[int, list[tuple[int, int]]] = {}
    for n, (a, b) in enumerate(pairs):
        for bare, full in ((a, b), (b, a)):
            if len(records[bare].name) < 2 <= len(records[full].name):
                fits.setdefault(bare, []).append((n, full))
    odds = chances / np.maximum(1 - chances, 1e-9)
    out = chances.copy()
    for found in fits.values():
        ranked = sorted(((odds[n], n, full) for n, full in found if chances[n] > NO_RIVAL), reverse=True)
        for own, n, full in ranked if len(ranked) > 1 else ():
            rival = next((o for o, m, other in ranked if m != n and conflicting(records[full].name, records[other].name)), 0.0)
            out[n] = own / (1 + own + rival)
    return out


def differ(a: Record, b: Record) -> bool:
    """Have the two full, different names, and no address or code-host id in common?"""
    if len(a.name) < 2 or len(b.name) < 2 or (a.email and a.email == b.email and not a.generic) or (a.host_id and a.host_id == b.host_id):
        return False
    return a.joined != b.joined and _nothing_in_common(a.name, b.name)


@lru_cache(maxsize=200_000)
def _nothing_in_common(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    found, left, right = align(a, b)
    return bool(left and right) and not any(how in ("equal", "nickname", "typo", "prefix") for how, _, _ in found)
