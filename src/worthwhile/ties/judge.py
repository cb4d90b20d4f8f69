"""How good a prediction was: order (AUC, average precision), distance (Brier), honesty (calibration error).

    AUC = P(score of one that came true > score of one that did not), ties count half          Brier = mean (p − y)²
    average precision = Σ (recall_k − recall_{k−1}) · precision_k, from the highest score down
    calibration error = Σ_bins n_bin/n · |mean p − mean y|, ten bins of equal mass in the order of p

Sources: Hanley & McNeil 1982 (Radiology 143:29-36); Brier 1950 (Monthly Weather Review 78:1-3); Naeini, Cooper & Hauskrecht 2015 (AAAI).
"""

import numpy as np
from scipy.stats import rankdata

from worthwhile.ties.strength import Floats


def auc(y: Floats, score: Floats) -> float | None:
    """None when all came true, or none."""
    y = np.asarray(y, dtype=bool)
    yes = int(y.sum())
    no = len(y) - yes
    if not yes or not no:
        return None
    return float((rankdata(score)[y].sum() - yes * (yes + 1) / 2) / (yes * no))


def average_precision(y: Floats, score: Floats) -> float | None:
    """None when none came true."""
    order = np.argsort(-np.asarray(score), kind="stable")
    hit = np.asarray(y, dtype=np.float64)[order]
    last = np.r_[np.diff(np.asarray(score)[order]) != 0, True]  # equal scores are one step
    found = np.cumsum(hit)[last]
    if not found[-1]:
        return None
    precision = found / (np.flatnonzero(last) + 1)
    return float(np.sum(np.diff(np.r_[0, found]) * precision) / found[-1])


def brier(y: Floats, p: Floats) -> float:
    """Mean squared distance; 0 is perfect."""
    return float(np.mean((np.asarray(p) - np.asarray(y)) ** 2))


def calibration_error(y: Floats, p: Floats, bins: int = 10) -> float:
    """How far said chances lie from what came true, in bins of equal mass; 0 is perfect."""
    order = np.argsort(p, kind="stable")
    parts = [part for part in np.array_split(order, bins) if len(part)]
    return float(sum(len(part) / len(order) * abs(np.mean(np.asarray(y)[part]) - np.mean(np.asarray(p)[part])) for part in parts))
