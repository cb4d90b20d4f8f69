"""Fits the weights that the product ships for the inclination (worthwhile.planning.incline), on public logs of other people.

    python evaluations/train_incline.py --eu-core FILE --collegemsg FILE --lists FILE [FILE …] [--write]

Learned on: egos with 60 or more messages sent, 20 dates each, those who wrote in the last 60 days and were not written to since (six or more of them);
label: ego wrote to them within 14 days. email-Eu-core's first 150 days count fully, CollegeMsg for a fifth of that, the R project's lists (who
answers whom, time divided by 15) for a tenth each; each source has a level of its own, and the level of email-Eu-core is shipped. Ridge 100 for each
standardised feature. Judged by five-fold cross-validation over egos of email-Eu-core. Only weights are kept: no row, no person.
"""

import argparse
import json
from pathlib import Path

import numpy as np
from ego_logs import candidates, dates, first_three, from_csv, logs, wrote_to

from worthwhile.planning import incline
from worthwhile.planning.incline import FEATURES, Floats, Ints, Weights, mode

RIDGE, FOLDS = 100.0, 5
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
        for at in dates(log, float(rows[-1, 2]), 20):
            before = log.until(at)
            people = candidates(before, at)
            xs.append(incline.features(before, people, at))
            ys.append(np.isin(people, wrote_to(log, at)).astype(float))
            which.append(np.full(len(people), n))
            whose.append(np.full(len(people), ego))
            who.append(people)
            n += 1
    return np.concatenate(xs), np.concatenate(ys), np.concatenate(which), np.concatenate(whose), np.concatenate(who)


def fit(parts: list[tuple[Task, float]], mean: Floats, scale: Floats) -> Weights:
    """Weights on all parts, each counting for its share of the first one's rows; a level for each, of which the first is kept."""
    first = len(parts[0][0][1])
    x = np.concatenate([(t[0] - mean) / scale for t, _ in parts])
    y = np.concatenate([t[1] for t, _ in parts])
    each = np.concatenate([np.full(len(t[1]), share * first / len(t[1])) for t, share in parts])
    level = np.concatenate([np.full(len(t[1]), k) for k, (t, _) in enumerate(parts)])
    own = np.stack([(level == k).astype(float) for k in range(1, len(parts))], axis=1) if len(parts) > 1 else np.zeros((len(y), 0))
    precision = np.r_[1e-3, np.full(len(FEATURES), RIDGE), np.full(own.shape[1], 1e-3)]
    w = mode(np.c_[x, own], y, np.zeros(len(precision)), precision, each)
    return Weights(mean, scale, w[: len(FEATURES) + 1])


def judged(t: Task, score: Floats) -> float:
    """The mean over dates of the share among the first three."""
    x, y, which, _, who = t
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
    core = task(from_csv(given.eu_core))
    others = [(task(from_csv(given.collegemsg)), 0.2)] + [(task(from_csv(f, 2, 4, 1, pace=15)), 0.1) for f in given.lists]
    mean, scale = core[0].mean(axis=0), core[0].std(axis=0) + 1e-9
    egos = np.unique(core[3])
    fold = dict(zip(egos.tolist(), np.random.default_rng(0).integers(0, FOLDS, len(egos)).tolist(), strict=True))
    at = np.array([fold[e] for e in core[3].tolist()])
    score = np.zeros(len(core[1]))
    for k in range(FOLDS):
        learned = fit([(tuple(c[at != k] for c in core), 1.0), *others], mean, scale)  # type: ignore[list-item]
        score[at == k] = learned.chance(core[0][at == k])
    whole = fit([(core, 1.0), *others], mean, scale)
    figures = [
        {
            "figure": "first three of email-Eu-core, other egos",
            "value": judged(core, score),
            "bar": None,
            "baseline": judged(core, -core[0][:, 0]),
        }
    ]
    figures += [
        {"figure": f"first three of source {n}", "value": judged(t, whole.chance(t[0])), "bar": None, "baseline": judged(t, -t[0][:, 0])}
        for n, (t, _) in enumerate(others, 2)
    ]
    for f in figures:
        print(f"{f['figure']}: {f['value']:.4f} (most recent: {f['baseline']:.4f})")
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
    print(json.dumps([{**f, "value": round(f["value"], 4), "baseline": round(f["baseline"], 4)} for f in figures]))


if __name__ == "__main__":
    main()
