"""Noticing: how well the product tells which sentences ask for something.

    noticing.py --train FILE --test FILE     weights learnt on the one, judged on the other
    noticing.py --folds 5 FILE               five-fold on one file: weights, chances and thresholds each learnt without the judged fold
    noticing.py --test FILE                  the shipped weights (on the file they were learnt on, this flatters)

A file has one sentence a line: "Yes" or "No", a tab, the sentence. "On screen" are the sentences whose chance is high enough to be shown.
The speed is that of everything that is done with a text: language, cutting, chance and rules. Ends with one JSON line.
"""

import argparse
import json
import time
from pathlib import Path
from typing import Any

import numpy as np
from train_noticing import Floats, fit, folds, read

from worthwhile.ties.judge import auc, calibration_error
from worthwhile.value.notice import Scorer, notice, shipped
from worthwhile.value.notice import read as scorer_of

BARS = {
    "F1": (0.81, 0.796),
    "AUC": (0.90, 0.891),
    "precision on screen": (0.90, None),
    "recall on screen": (0.57, None),
    "calibration error": (0.05, None),
    "sentences per second": ("at least 500", None),
}


def judged(scorer: Scorer, said: list[str]) -> tuple[Floats, Floats, Floats]:
    """For each sentence: its chance, whether it is taken to ask, whether it is shown (1 or 0)."""
    chance = np.array([scorer.chance(sentence) for sentence in said])
    return chance, (chance >= scorer.asks_from).astype(float), (chance >= scorer.shown_from).astype(float)


def in_folds(said: list[str], y: Floats, n: int, seed: int) -> tuple[Floats, Floats, Floats]:
    """The same, each fold judged by what the others taught."""
    part = folds(y, n, seed)
    chance, asks, shown = np.zeros(len(y)), np.zeros(len(y)), np.zeros(len(y))
    for k in range(n):
        scorer = scorer_of(fit([said[i] for i in np.flatnonzero(part != k)], y[part != k]))
        at = np.flatnonzero(part == k)
        chance[at], asks[at], shown[at] = judged(scorer, [said[i] for i in at])
    return chance, asks, shown


def measured(y: Floats, chance: Floats, asks: Floats, shown: Floats) -> dict[str, float | None]:
    """All figures but the speed; None for what such sentences cannot tell."""
    right = float(shown @ y)
    return {
        "F1": float(2 * (asks @ y) / (asks.sum() + y.sum())) if y.any() else None,
        "AUC": auc(y, chance),
        "precision on screen": right / float(shown.sum()) if shown.any() else None,
        "recall on screen": right / float(y.sum()) if y.any() else None,
        "calibration error": calibration_error(y, chance),
    }


def speed(scorer: Scorer, said: list[str]) -> float:
    """Sentences per second of one core, each taken as a message of its own."""
    notice(said[0], scorer)
    began = time.process_time()
    for sentence in said:
        notice(sentence, scorer)
    return float(round(len(said) / (time.process_time() - began)))


def figures(found: dict[str, float | None]) -> list[dict[str, Any]]:
    """The JSON line's entries."""
    return [
        {"figure": name, "value": None if value is None else round(value, 4), "bar": BARS[name][0], "baseline": BARS[name][1]}
        for name, value in found.items()
    ]


def main() -> None:
    """Measure one file in folds, or one against another."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path, nargs="?", help="with --folds")
    parser.add_argument("--folds", type=int, metavar="N")
    parser.add_argument("--seed", type=int, default=0, help="of the folds")
    parser.add_argument("--train", type=Path)
    parser.add_argument("--test", type=Path)
    args = parser.parse_args()
    if args.folds and args.file and args.folds >= 2:
        said, y = read(args.file)
        found = measured(y, *in_folds(said, y, args.folds, args.seed))
        print(f"{args.file.name}: {len(said)} sentences, {int(y.sum())} of them ask; {args.folds} folds")
        found["sentences per second"] = speed(shipped(), said)
    elif args.test:
        scorer = scorer_of(fit(*read(args.train))) if args.train else shipped()
        said, y = read(args.test)
        found = measured(y, *judged(scorer, said))
        print(
            f"{args.test.name}: {len(said)} sentences, {int(y.sum())} of them ask; learnt on {args.train.name if args.train else 'the shipped data'}"
        )
        found["sentences per second"] = speed(scorer, said)
    else:
        parser.error("name a file with --test (and --train), or one with --folds N")
    for name, value in found.items():
        print(f"  {name:<24}{'cannot be told' if value is None else f'{value:10.4f}' if value < 10 else f'{value:10.0f}'}")
    print(json.dumps(figures(found)))


if __name__ == "__main__":
    main()
