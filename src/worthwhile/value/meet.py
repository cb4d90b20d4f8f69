"""Which needs meet which offers, spread over those who give, so that not the same few are always named.

Each need gets at most `MOST` offers, each of another giver; each giver is named for at most as many needs as they have room for (two asks in
thirty days, less those they had: spread.py). Offers are given out in rounds, one a need and round; each round maximises
    Σ near − PRICE·load(giver),    load = 1 − room / two, from what they had before the round
(`spread.assign`, exact): who was asked already gives way to who is about as near. Pure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from worthwhile.value import spread
from worthwhile.value.match_words import Floats

PRICE = 0.2  # of nearness, taken from who is at their capacity, half of it from who was asked once; chosen on the practice pairs
MOST = 3  # offers a need: one to ask, and two should that one have no time


@dataclass(frozen=True, slots=True)
class Line:
    """A need or an offer: its row, whose it is (root person), and its words. `own`: one of ego's own offers."""

    row: int
    person: int
    text: str
    own: bool = False


@dataclass(frozen=True, slots=True)
class Met:
    """Need and offer by their places in what was handed in, how near they are (0 to 1), and that less what the giver's load takes."""

    need: int
    offer: int
    near: float
    worth: float


def meet(
    needs: Sequence[Line],
    offers: Sequence[Line],
    near: Floats,
    *,
    room: Mapping[int, int],
    least: float,
    settled: frozenset[tuple[int, int, str]] = frozenset(),
) -> list[Met]:
    """The matches, by need, the worthiest first: nearness less the price of what the giver was asked before.

    `near` has a row for each need and a column for each offer; nothing under `least` is matched, nobody's need with their own offer, and no
    (who, giver, words of the need) that is `settled`. `room`: for how many needs a giver may be named; who is not in it has spread.A_MONTH."""
    givers = sorted({o.person for o in offers})
    if not needs or not givers:
        return []
    best = _best(needs, offers, near, givers, settled)
    worth = np.take_along_axis(near, np.maximum(best, 0), axis=1)
    worth = np.where((best >= 0) & (worth >= least), worth, -1.0)
    free = [max(0, room.get(g, spread.A_MONTH)) for g in givers]
    made: list[Met] = []
    before = _price(free)
    for _ in range(MOST):
        pairs = _assign(np.where(worth >= least, np.maximum(worth - _price(free), 0.0), -1.0), free)
        for need, giver in pairs:
            close = float(worth[need, giver])
            made.append(Met(need, int(best[need, giver]), close, max(0.0, close - float(before[giver]))))
            worth[need, giver] = -1.0
            free[giver] -= 1
        if not pairs:
            break
    return sorted(made, key=lambda m: (m.need, -m.worth, m.offer))


def _best(
    needs: Sequence[Line], offers: Sequence[Line], near: Floats, givers: Sequence[int], settled: frozenset[tuple[int, int, str]]
) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    """The place of each giver's nearest offer for each need; -1 where they are not to be named for it."""
    places: dict[int, list[int]] = {g: [] for g in givers}
    for place, offer in enumerate(offers):
        places[offer.person].append(place)
    best = np.stack([np.array(places[g])[np.argmax(near[:, places[g]], axis=1)] for g in givers], axis=1).astype(np.int64)
    column = {g: j for j, g in enumerate(givers)}
    own = [(i, column[need.person]) for i, need in enumerate(needs) if need.person in column]
    of = [(i, need.person, need.text) for i, need in enumerate(needs)]
    done = [(i, j) for i, who, text in of for giver, j in column.items() if (who, giver, text) in settled] if settled else []
    for i, j in own + done:
        best[i, j] = -1
    return best


def _price(free: Sequence[int]) -> Floats:
    return np.asarray(PRICE * np.clip(1.0 - np.array(free) / spread.A_MONTH, 0.0, 1.0), dtype=np.float64)


def _assign(worth: Floats, free: Sequence[int]) -> list[tuple[int, int]]:
    """`spread.assign` for those needs and givers alone that can still be paired at all; a pair under 0 is never made."""
    open_to = worth >= 0
    rows = np.flatnonzero(open_to.any(axis=1))
    columns = np.array([g for g in np.flatnonzero(open_to.any(axis=0)).tolist() if free[g] > 0], dtype=np.int64)
    if not len(rows) or not len(columns):
        return []
    found = spread.assign(worth[np.ix_(rows, columns)], [free[g] for g in columns.tolist()])
    return [(int(rows[r]), int(columns[c])) for r, c in found]
