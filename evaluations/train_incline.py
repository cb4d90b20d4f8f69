"""Fits the weights that the product ships for the inclination (worthwhile.planning.incline), on public logs of other people.

    python evaluations/train_incline.py --eu-core FILE --collegemsg FILE --lists FILE [FILE …] [--write]

Learned on: egos with 60 or more messages sent, 20 dates each, those who wrote in the last 60 days and were not written to since (six or more of them);
label: ego wrote to them within 14 days. Sources: email-Eu-core's first 150 days, also three and eight times as slow (a mailbox less busy than that of a
research institution), CollegeMsg three times as slow, the R project's lists (who answers whom) five and fifteen times as fast. Each source counts for a
share of the first (MIX), has a level of its own, and each of its dates counts by the root of its candidates; the level of email-Eu-core is shipped.
Ridge 100 for each standardised feature. Judged by four-fold cross-validation over egos of email-Eu-core. Only weights are kept: no row, no person.
"""

import argparse
import json
from pathlib import Path

import numpy as np
from ego_logs import candidates, dates, first_three, from_csv, logs, wrote_to
from numpy.typing import NDArray

from worthwhile.planning import incline
from worthwhile.planning.incline import FEATURES, Floats, Ints, Weights, mode

RIDGE, FOLDS = 100.0, 4
MIX = (0.5, 0.5, 0.5, 0.2, 0.1, 0.1, 0.1, 0.1)
NAMES = ("email-Eu-core", "email-Eu-core, 3 times slower", "email-Eu-core, 8 times slower", "CollegeMsg, 3 times slower")
KEPT = Path(incline.__file__).parent.parent / "data" / "inclination.json"
SOURCE = (
    "Weights only, fitted on: email-Eu-core-temporal, first 150 days (Paranjape, Benson & Leskovec 2017; SNAP, free for research with citation); CollegeMsg "
    "(Panzarasa, Opsahl & Carley 2009; SNAP, the same); replies on the public lists r-devel and r-sig-geo (facts: who answered whom and when). "
    "The weights are part of this program, under its licence."
)
Task = tuple[Floats, Floats, Ints, Ints, Ints]  # features, labels, which date, which ego, which person


def task(rows: Ints) -> Task:
    """All dates of all egos of one source."""
    xs, ys, which, whose, who = [], [], [], [], []
    n = 0
    for ego, log in logs(rows).items():
        for at in dates(log, 20):
            before = log.until(at)
            people = candidates(before, at)
            xs.append(incline.features(before, people, at))
            ys.append(np.isin(people, wrote_to(log, at)).astype(float))
            which.append(np.full(len(people), n))
            whose.append(np.full(len(people), ego))
            who.append(people)
            n += 1
    return np.concatenate(xs), np.concatenate(ys), np.concatenate(which), np.concatenate(whose), np.concatenate(who)


def fit(parts: list[Task], mean: Floats, scale: Floats) -> Weights:
    """Weights on all parts, each counting for its share (MIX) of the first one's rows; a level for each, of which the first is kept."""
    x = np.concatenate([(t[0] - mean) / scale for t in parts])
    y = np.concatenate([t[1] for t in parts])
    each = [1 / np.sqrt(np.bincount(t[2])[t[2]]) for t in parts]
    weight = np.concatenate([e / e.sum() * share * len(parts[0][1]) for e, share in zip(each, MIX, strict=False)])
    level = np.concatenate([np.full(len(t[1]), k) for k, t in enumerate(parts)])
    own = np.stack([(level == k).astype(float) for k in range(1, len(parts))], axis=1)
    precision = np.r_[1e-3, np.full(len(FEATURES), RIDGE), np.full(own.shape[1], 1e-3)]
    w = mode(np.c_[x, own], y, np.zeros(len(precision)), precision, weight)
    return Weights(mean, scale, w[: len(FEATURES) + 1])


def _part(t: Task, keep: NDArray[np.bool_]) -> Task:
    """Some rows of a task, its dates numbered anew."""
    x, y, which, whose, who = (c[keep] for c in t)
    return x, y, np.unique(which, return_inverse=True)[1], whose, who


def judged(t: Task, score: Floats) -> float:
    """The mean over dates of the share among the first three."""
    _, y, which, _, who = t
    return float(
        np.mean([first_three(score[which == k], who[which == k], who[which == k][y[which == k] > 0]) for k in range(int(which.max()) + 1)])
    )


def main() -> None:
    """Fit, judge, and write when asked."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--eu-core", type=Path, required=True)
    ask.add_argument("--collegemsg", type=Path, required=True)
    ask.add_argument("--lists", type=Path, nargs="*", default=[])
    ask.add_argument("--write", action="store_true", help="keep the weights in the package")
    given = ask.parse_args()
    core = [task(from_csv(given.eu_core, pace=pace)) for pace in (1, 1 / 3, 1 / 8)]
    others = [task(from_csv(given.collegemsg, pace=1 / 3))] + [
        task(from_csv(f, 2, 4, 1, pace=pace)) for f in given.lists for pace in (15, 5)
    ]
    mean, spread = core[0][0].mean(axis=0), core[0][0].std(axis=0)
    scale = np.where(spread > 1e-6, spread, 1.0)
    egos = np.unique(np.concatenate([t[3] for t in core]))
    fold = dict(zip(egos.tolist(), np.random.default_rng(0).integers(0, FOLDS, len(egos)).tolist(), strict=True))
    at = [np.array([fold[e] for e in t[3].tolist()]) for t in core]
    score = [np.zeros(len(t[1])) for t in core]
    for k in range(FOLDS):
        learned = fit([_part(t, a != k) for t, a in zip(core, at, strict=True)] + others, mean, scale)
        for t, a, s in zip(core, at, score, strict=True):
            s[a == k] = learned.chance(t[0][a == k])
    whole = fit(core + others, mean, scale)
    score += [whole.chance(t[0]) for t in others]
    names = [
        *(f"{n}, other egos" for n in NAMES[:3]),
        NAMES[3],
        *(f"{f.name.split('.')[0]}, {p} times faster" for f in given.lists for p in (15, 5)),
    ]
    figures = [
        {"figure": f"first three of {n}", "value": round(judged(t, s), 4), "bar": None, "baseline": round(judged(t, -t[0][:, 0]), 4)}
        for n, t, s in zip(names, core + others, score, strict=True)
    ]
    for f in figures:
        print(f"{f['figure']}: {f['value']} (most recent: {f['baseline']})")
    if given.write:
        kept = {
            "source": SOURCE,
            "features": list(FEATURES),
            "mean": mean.round(6).tolist(),
            "scale": scale.round(6).tolist(),
            "weights": whole.w.round(6).tolist(),
        }
        KEPT.write_text(json.dumps(kept, indent=1) + "\n")
        print(f"kept in {KEPT.name}")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
