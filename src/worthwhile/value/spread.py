"""Spreading needs over people by capacity, so that not the same few are always asked.

    load(p)  = how often p was suggested within the window / how often they may be          capacity: their own, or two in thirty days
    price(p) = `STEEP`·load(p);  at full load p is left out while others can help
    chosen   = those with the highest worth − price; they stand in the order of worth

For many needs at once `assign` is exact: it maximises Σ worth with at most one person for each need and at most the capacity for each person.
Gini = Σ_i (2i − n − 1)·x_i / (n·Σx), x ascending;  Jain = (Σx)²/(n·Σx²);  top share = Σ of the k largest / Σx.

Sources: assignment, Kuhn 1955 (Naval Research Logistics Quarterly 2:83-97); prices that follow the load, Agrawal, Wang & Ye 2014 (Operations
Research 62:876-890); Gini 1912; Jain, Chiu & Hawe 1984 (DEC Research Report TR-301).
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import linear_sum_assignment

Floats = NDArray[np.float64]

A_MONTH = 2  # asks that a person may get in thirty days where they said nothing else
STEEP = 5.0  # in worth; chosen on past questions only: who is far the likeliest still comes first, and equals take turns


def price(load: ArrayLike) -> Floats:
    """What is taken from the worth of somebody with this load (0 = not asked, 1 = full); infinite from 1 on."""
    given = np.asarray(load, dtype=np.float64)
    return np.where(given >= 1.0, np.inf, STEEP * np.maximum(given, 0.0))


def choose(worth: ArrayLike, load: ArrayLike, places: int = 5) -> NDArray[np.int64]:
    """The places of the suggested people, the likeliest first. Who is full comes in only where all others are not enough.

    Raises ValueError where the two are not of one length."""
    w, given = np.asarray(worth, dtype=np.float64), np.asarray(load, dtype=np.float64)
    if w.shape != given.shape:
        raise ValueError(f"There are {w.size} worths and {given.size} loads; each person needs one of both.")
    cost = price(given)
    full = np.isinf(cost)
    order = np.lexsort((-(w - np.where(full, 0.0, cost)), full))[:places]
    return np.asarray(order[np.lexsort((-w[order], full[order]))], dtype=np.int64)


def assign(worth: ArrayLike, capacity: Sequence[int], least: float = 0.0) -> list[tuple[int, int]]:
    """(need, person) pairs of the greatest total worth; `worth` has a row for each need and a column for each person.

    A person takes at most their capacity; a pair below `least` is never made, so that a need may stay open. Exact."""
    w = np.atleast_2d(np.asarray(worth, dtype=np.float64))
    if w.size == 0:
        return []
    if w.shape[1] != len(capacity):
        raise ValueError(f"There are {w.shape[1]} people in the worths and {len(capacity)} capacities.")
    owner = np.repeat(np.arange(w.shape[1]), np.minimum(np.maximum(capacity, 0), w.shape[0]))
    gain = np.where(w >= least, w - min(least, 0.0), -1.0)[:, owner] if len(owner) else np.zeros((w.shape[0], 0))
    # a pair that must not be made is worth 0, as is staying open: a need that gets one stays open, and nobody else would gain by that place
    rows, columns = linear_sum_assignment(np.maximum(gain, 0.0), maximize=True)
    made = [(int(r), int(owner[c])) for r, c in zip(rows, columns, strict=True)]
    return sorted(p for p in made if w[p] >= least)


def gini(load: ArrayLike) -> float | None:
    """0 where all bear the same, near 1 where one bears all; None where nothing is borne."""
    x = np.sort(np.asarray(load, dtype=np.float64))
    if not len(x) or x.sum() <= 0:
        return None
    return float(np.sum((2 * np.arange(1, len(x) + 1) - len(x) - 1) * x) / (len(x) * x.sum()))


def jain(load: ArrayLike) -> float | None:
    """1 where all bear the same, 1/n where one bears all; None where nothing is borne."""
    x = np.asarray(load, dtype=np.float64)
    return float(x.sum() ** 2 / (len(x) * np.sum(x * x))) if len(x) and x.sum() > 0 else None


def top_share(load: ArrayLike, most: int = 1) -> float | None:
    """The share of all that the `most` busiest bear; None where nothing is borne."""
    x = np.sort(np.asarray(load, dtype=np.float64))
    return float(x[::-1][:most].sum() / x.sum()) if len(x) and x.sum() > 0 else None
