"""How much contact there is now: a count of contacts in which each halves in weight every h days.

    S(t) = Σ_k w_k · 2^(−(t − t_k)/h)          kept as  L = ln Σ_k w_k · exp(λ·t_k),  λ = ln 2 / h,  read as  S(t) = exp(L − λ·t)

S: contacts now (no unit) · t, t_k: moment of reading, moment of contact k (days since 1970; seconds are divided by 86 400)
w_k: weight of contact k (below) · h: half-life in days, chosen per source by replay (`choose`) · L: the state, free of the order in which
contacts come: one more is L ← ln(e^L + w·e^(λt)), two persons who prove to be one are ln(e^L1 + e^L2). Late and repeated reading cost nothing.

Sources: Cortes, Pregibon & Volinsky 2003 (Journal of Computational and Graphical Statistics 12:950-970), who keep a call graph this way; Cormode,
Shkapenyuk, Srivastava & Xu 2009 (forward decay); Ahmad, Porter & Beguerisse-Díaz 2021 (networks with ties that decay in continuous time).
Weights: a meeting of two 4, a message to one 1, anything with k people 1/(k − 1) for each pair (Newman 2001, Physical Review E 64:016132).
"""

import math

import numpy as np
from numpy.typing import NDArray

DAY = 86_400
HALF_LIVES = (7.0, 14.0, 30.0, 60.0, 90.0, 180.0, 365.0)  # days; the candidates
USUAL = 60.0  # days; until there is enough to choose by
NOTHING = -math.inf  # L of no contact at all

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def rate(half_life: float) -> float:
    """λ, per second, of a half-life in days."""
    return math.log(2) / (half_life * DAY)


def weight(meeting: NDArray[np.bool_], size: Ints) -> Floats:
    """What one contact counts for, with `size` people in it: a meeting of two 4, a message to one 1, else 1/(size − 1)."""
    others = np.maximum(size - 1, 1)
    return np.where(meeting & (others == 1), 4.0, 1.0 / others)


def add(state: float, at: float, half_life: float, w: float = 1.0) -> float:
    """The state after one more contact at `at` (seconds), in whatever order contacts come."""
    return float(np.logaddexp(state, math.log(w) + rate(half_life) * at))


def merge(a: float, b: float) -> float:
    """The state of two persons who are one."""
    return float(np.logaddexp(a, b))


def remove(state: float, at: float, half_life: float, w: float = 1.0) -> float | None:
    """The state without one contact; None when too little is left to say so exactly: recompute then."""
    share = math.exp(math.log(w) + rate(half_life) * at - state)
    if share > 1 - 1e-6:
        return None
    return state + math.log1p(-share)


def read(state: float, at: float, half_life: float) -> float:
    """S at `at` (seconds): how many contacts of weight 1, had just now, this is worth."""
    return math.exp(state - rate(half_life) * at) if state > NOTHING else 0.0


def steady(gap: float, half_life: float) -> float:
    """S just after a contact of a tie with one contact every `gap` days for ever: 1/(1 − 2^(−gap/h))."""
    return 1 / -math.expm1(-math.log(2) * gap / half_life)


def mean(per_day: float, half_life: float) -> float:
    """The long-run mean of S at `per_day` contacts a day: rate · h / ln 2."""
    return per_day * half_life / math.log(2)


def states(who: Ints, at: Floats | Ints, w: Floats, count: int, half_life: float) -> Floats:
    """L of each of `count` ties at once: `who` says to which each contact belongs (0 … count − 1)."""
    lam = rate(half_life)
    exponent = np.log(w) + lam * at
    top = np.full(count, NOTHING)
    np.maximum.at(top, who, exponent)
    total = np.bincount(who, weights=np.exp(exponent - top[who]), minlength=count)
    with np.errstate(divide="ignore"):
        return np.where(total > 0, np.log(total) + np.where(total > 0, top, 0.0), NOTHING)


def read_all(state: Floats, at: float | Floats, half_life: float | Floats) -> Floats:
    """S of many ties at once."""
    lam = math.log(2) / (np.asarray(half_life, dtype=np.float64) * DAY)
    result: Floats = np.exp(state - lam * at)
    return result
