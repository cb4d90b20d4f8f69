"""Fits the weights with which the product tells whether a sentence asks (worthwhile.value.notice).

    train_noticing.py FILE [--write]

FILE: one sentence a line, "Yes" or "No", a tab, the sentence. Runs of one to three words that two sentences or more have, tf-idf, logistic regression.
How strongly weights are held back (C) is chosen by AUC, the chance and both thresholds are fitted, on five-fold predictions within the given
sentences alone. Kept are checksums of runs, counts and weights: no word. Tried besides, and no better: skeletons of small words added to
the runs; log-count ratios in place of idf (Wang & Manning 2012).
"""

import argparse
import base64
import json
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from tables import text_of, wrong

from worthwhile.ties.judge import auc
from worthwhile.value import notice
from worthwhile.value.notice_words import runs

KEPT = Path(notice.__file__).parent.parent / "data" / "noticing.json"
HELD_BACK = (1.0, 2.0, 4.0, 8.0)  # C of the logistic regression; greater is freer
FOLDS, LEAST_SENTENCES, RIGHT_ON_SCREEN = (
    5,
    2,
    0.92,
)  # the last: above the 0.90 that is promised, because a threshold looks better where it was chosen
SOURCE = (
    "Weights only (checksums of runs of words, counts, numbers), fitted on Ask0729-fixed.txt of EmailIntentDataSet (ParakweetLabs), licensed under Apache-2.0. "
    "Fitted by evaluations/train_noticing.py."
)
Floats = NDArray[np.float64]


def read(path: Path) -> tuple[list[str], Floats]:
    """The sentences, and 1 for those that ask; ends with a sentence when the file is of another form."""
    lines = text_of(path).replace("\r\n", "\n").split("\n")
    said, asks = [], []
    for number, line in enumerate(lines, 1):
        label, tab, sentence = line.rstrip("\r").partition("\t")
        if not line.strip():
            continue
        if not tab or label.strip().lower() not in ("yes", "no"):
            wrong(f"{path}, line {number}: a line is “Yes” or “No”, a tab, and the sentence.")
        said.append(sentence)
        asks.append(label.strip().lower() == "yes")
    if not said:
        wrong(f"{path} has no sentences.")
    return said, np.array(asks, dtype=float)


def folds(y: Floats, n: int, seed: int) -> NDArray[np.int64]:
    """Which of n folds each sentence is in, both kinds spread evenly."""
    out = np.zeros(len(y), dtype=np.int64)
    rng = np.random.default_rng(seed)
    for kind in (0, 1):
        at = rng.permutation(np.flatnonzero(y == kind))
        out[at] = np.arange(len(at)) % n
    return out


def fit(said: list[str], y: Floats) -> dict[str, Any]:
    """The content of a weights file, from these sentences alone; ends with a sentence when they are too few."""
    if min(y.sum(), len(y) - y.sum()) < 2 * FOLDS:
        wrong(f"There are too few sentences to learn from: at least {2 * FOLDS} that ask and {2 * FOLDS} that do not are needed.")
    counts, names = counted(said)
    part = folds(y, FOLDS, 1)
    held_out = {c: np.zeros(len(y)) for c in HELD_BACK}
    for k in range(FOLDS):
        known, idf = knows(counts[part != k])
        learn, judge = weighed(counts[part != k], known, idf), weighed(counts[part == k], known, idf)
        for c in HELD_BACK:
            weights, level = regress(learn, y[part != k], c)
            held_out[c][part == k] = judge @ weights + level
    c = max(HELD_BACK, key=lambda c: auc(y, held_out[c]) or 0.0)
    slope, offset = platt(held_out[c], y)
    chances = 1 / (1 + np.exp(-(slope * held_out[c] + offset)))
    known, idf = knows(counts)
    weights, level = regress(weighed(counts, known, idf), y, c)
    return packed(names[known], np.asarray((counts > 0).sum(0)).ravel()[known], weights, len(said)) | {
        "slope": slope,
        "level": slope * level + offset,
        "asks_from": best_f1(y, chances),
        "shown_from": right_from(y, chances, RIGHT_ON_SCREEN),
        "C": c,
    }


def counted(said: list[str]) -> tuple[Any, NDArray[np.int64]]:
    """How often each sentence has each run (a sparse matrix), and the runs' checksums."""
    where: dict[int, int] = {}
    rows, columns, values = [], [], []
    for row, sentence in enumerate(said):
        for run, count in Counter(runs(sentence)).items():
            rows.append(row)
            columns.append(where.setdefault(run, len(where)))
            values.append(1 + np.log(count))
    return sparse.csr_matrix((values, (rows, columns)), shape=(len(said), len(where))), np.array(list(where), dtype=np.int64)


def knows(counts: Any) -> tuple[NDArray[np.bool_], Floats]:
    """Which runs enough sentences have, and their idf."""
    held = np.asarray((counts > 0).sum(0)).ravel()
    known = held >= LEAST_SENTENCES
    return known, 1 + np.log((1 + counts.shape[0]) / (1 + held[known]))


def weighed(counts: Any, known: NDArray[np.bool_], idf: Floats) -> Any:
    """Tf-idf, each sentence of length one."""
    x = counts[:, np.flatnonzero(known)] @ sparse.diags(idf)
    length = np.sqrt(np.asarray(x.multiply(x).sum(1)).ravel())
    return (sparse.diags(1 / np.where(length > 0, length, 1)) @ x).tocsr()


def regress(x: Any, y: Floats, c: float) -> tuple[Floats, float]:
    """Weights and level."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=c, solver="liblinear").fit(x, y)
    return model.coef_[0], float(model.intercept_[0])


def platt(score: Floats, y: Floats) -> tuple[float, float]:
    """Slope and level that make the score a chance."""
    weights, level = regress(score[:, None], y, 1e6)
    return float(weights[0]), level


def best_f1(y: Floats, p: Floats) -> float:
    """The chance from which on F1 is greatest."""
    order = np.argsort(-p, kind="stable")
    right = np.cumsum(y[order])
    return float(p[order][np.argmax(2 * right / (np.arange(1, len(y) + 1) + y.sum()))])


def right_from(y: Floats, p: Floats, share: float) -> float:
    """The least chance from which on this share of the sentences asks (the twenty surest are not looked at alone)."""
    order = np.argsort(-p, kind="stable")
    precision = np.cumsum(y[order]) / np.arange(1, len(y) + 1)
    enough = np.flatnonzero(precision >= share)
    return float(p[order][max([20, *enough.tolist()])] if len(y) > 20 else p.max())


def packed(names: NDArray[np.int64], held: NDArray[np.int64], weights: Floats, sentences: int) -> dict[str, Any]:
    """The table as the product reads it: little-endian numbers in base64, in the order of the checksums."""
    order = np.argsort(names)
    step = float(np.abs(weights).max() / 32767)

    def text(values: Any, kind: str) -> str:
        return base64.b64encode(np.asarray(values).astype(kind).tobytes()).decode()

    return {
        "source": SOURCE,
        "sentences": sentences,
        "known": len(names),
        "step": step,
        "runs": text(names[order], "<u4"),
        "sentences_with": text(np.minimum(held[order], 65535), "<u2"),
        "weights": text(np.round(weights[order] / step), "<i2"),
    }


def main() -> None:
    """Fit on all sentences of a file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--write", action="store_true", help=f"keep them as {KEPT.name} in the package")
    args = parser.parse_args()
    said, y = read(args.file)
    kept = fit(said, y)
    print({name: value for name, value in kept.items() if not isinstance(value, str)})
    if args.write:
        KEPT.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
        print(f"Kept: {KEPT.name}, {KEPT.stat().st_size:,} bytes.")


if __name__ == "__main__":
    main()
