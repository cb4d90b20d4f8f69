"""Which needs meet which offers, spread over those who give, so that not the same few are always named.

Each need gets at most `MOST` offers, each of another giver; each giver is named for at most as many needs as they have room for (two asks in
thirty days, less those they had: spread.py). Offers are given out in rounds, one a need and round; each round maximises, exactly (`spread.assign`),
    Σ near − PRICE·load,    load = 1 − room / two, as it is when that one is named: the second place of a giver is dearer than the first
so that who was asked already gives way to whoever is near enough and was not. Who is chosen in the first round stands first. Pure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from worthwhile.value import spread
from worthwhile.value.match_words import Floats

PRICE = 0.8  # of nearness, taken at full load, half of it from who was asked once; chosen on months of the practice pairs
ORDER = 0.2  # the same, for the order among needs alone
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
    """Need and offer by their places in what was handed in, how near they are (0 to 1), and that less `ORDER`·load, for order."""

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
    """The matches, by need, in the order in which they were chosen; so their worths fall.

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
    last = np.full(len(needs), np.inf)
    for _ in range(MOST):
        pairs = _assign(worth, free)
        for need, giver, load in pairs:
            close = float(worth[need, giver])
            # whom the spreading chose first stays first: who comes in later is there should that one have no time
            last[need] = min(last[need] - 2e-4, close - ORDER * load)
            made.append(Met(need, int(best[need, giver]), close, max(0.0, float(last[need]))))
            worth[need, giver] = -1.0
            free[giver] -= 1
        if not pairs:
            break
    return sorted(made, key=lambda m: m.need)  # stable: within a need, round by round


def _best(
    needs: Sequence[Line], offers: Sequence[Line], near: Floats, givers: Sequence[int], settled: frozenset[tuple[int, int, str]]
) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    """The place of each giver's nearest offer for each need; -1 where they are not to be named for it."""
    places: dict[int, list[int]] = {g: [] for g in givers}
    for place, offer in enumerate(offers):
        places[offer.person].append(place)
    best = np.tile(np.array([places[g][0] for g in givers], dtype=np.int64), (len(needs), 1))
    for j, g in enumerate(givers):
        if len(places[g]) > 1:
            best[:, j] = np.array(places[g])[np.argmax(near[:, places[g]], axis=1)]
    column = {g: j for j, g in enumerate(givers)}
    own = [(i, column[need.person]) for i, need in enumerate(needs) if need.person in column]
    of = [(i, need.person, need.text) for i, need in enumerate(needs)]
    done = [(i, j) for i, who, text in of for giver, j in column.items() if (who, giver, text) in settled] if settled else []
    for i, j in own + done:
        best[i, j] = -1
    return best


def _assign(worth: Floats, free: Sequence[int]) -> list[tuple[int, int, float]]:
    """(need, giver, load) of one round: `spread.assign` over each giver's single places, each dearer than the one before, for those needs and
    givers alone that can still be paired; a pair under 0 is never made. PRICE is added to all, so that no price leaves a need open."""
    open_to = worth >= 0
    rows = np.flatnonzero(open_to.any(axis=1))
    places = [(g, free[g] - k) for g in np.flatnonzero(open_to.any(axis=0)).tolist() for k in range(min(free[g], len(rows)))]
    if not len(rows) or not places:
        return []
    columns = np.array([g for g, _ in places], dtype=np.int64)
    load = np.clip(1.0 - np.array([left for _, left in places]) / spread.A_MONTH, 0.0, 1.0)
    near = worth[np.ix_(rows, columns)]
    found = spread.assign(np.where(near >= 0, near + PRICE * (1.0 - load), -1.0), [1] * len(places))
    return [(int(rows[r]), int(columns[c]), float(load[c])) for r, c in found]
