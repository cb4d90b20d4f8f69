"""How often there is contact, and how long a silence is when held against that.

    contact days d_1 < d_2 < …      gaps g_i = d_{i+1} − d_i (days)      m = median(g)      MAD = median(|g − m|)
    quantile gap q: linear interpolation between the ordered gaps (Hyndman & Fan 1996, type 7)
    shrunk:  q' = exp((n·ln q + k·ln Q)/(n + k)),  Q the median of q over ego's own ties, n the number of gaps, k = 3
    silence ratio r = days since the last contact day / m

Medians and quantiles only: gaps come in bursts, so that means mislead (Navarro et al. 2017, EPJ Data Science 6:31). Cooling from r > 4, long silence
from r > 8, asleep from r > 16, and only with three gaps or more; else the gap is borrowed from ego's other ties. Burstiness is here for the record
(Goh & Barabási 2008, EPL 81:48002; Kim & Jo 2016, Physical Review E 94:032311); it is a poor warning and is not shown.
Chance of no contact in the next t days, from a rate with a gamma prior (a contacts in b days), after n contacts in T days: ((b + T)/(b + T + t))^(a + n).
"""

import math

import numpy as np

from worthwhile.ties.strength import Floats, Ints

FEW = 3  # gaps; below that the rhythm of a tie is not known
HIGH = 0.8
BORROWED = 3.0  # how many gaps the other ties count for
SHORTEST = 3.0  # days: a silence is never held against less, or every weekend would be one
USUAL = 30.0  # days: the gap that is taken where not even ego's other ties have one


def mad(gaps: Floats) -> float:
    """The median absolute deviation of the gaps from their median, in days."""
    return float(np.median(np.abs(np.asarray(gaps) - np.median(gaps))))


def shrunk(value: float, n: float, population: float, k: float = BORROWED) -> float:
    """A gap drawn towards the population's, as if k of the n + k gaps were borrowed from it."""
    return population if n <= 0 else math.exp((n * math.log(value) + k * math.log(population)) / (n + k))


def ratio(silence: float, gap: float) -> float:
    """How many usual gaps a silence is long."""
    return silence / gap


def burstiness(gaps: Floats) -> float:
    """(sd − mean)/(sd + mean), the population's sd: −1 for a clockwork, 0 for chance."""
    sd, mean = float(np.std(gaps)), float(np.mean(gaps))
    return (sd - mean) / (sd + mean)


def burstiness_small(gaps: Floats) -> float:
    """The same, corrected for few gaps (Kim & Jo 2016); n is the number of gaps."""
    n, r = len(gaps), float(np.std(gaps) / np.mean(gaps))
    return (math.sqrt(n + 1) * r - math.sqrt(n - 1)) / ((math.sqrt(n + 1) - 2) * r + math.sqrt(n - 1))


def chance_of_silence(a: float, b: float, contacts: float, over: float, ahead: float) -> float:
    """P(no contact in the next `ahead` days) after `contacts` in `over` days; prior: a contacts in b days."""
    return float(((b + over) / (b + over + ahead)) ** (a + contacts))


def expected(a: float, b: float, contacts: float, over: float, ahead: float) -> float:
    """Contacts expected in the next `ahead` days under the same model."""
    return (a + contacts) / (b + over) * ahead


def word(silence: float, gap: float | None, gaps: int, age: float) -> str:
    """How the tie stands after `silence` days: "new", "steady", "cooling", "long silence" or "asleep".

    `gap` is the usual one (the tie's median with three gaps or more, else borrowed); a tie with fewer gaps that began less than 90 days ago (`age`) is new.
    """
    if gaps < FEW and age < 90:
        return "new"
    r = ratio(silence, max(gap or USUAL, SHORTEST))
    return "asleep" if r > 16 else "long silence" if r > 8 else "cooling" if r > 4 else "steady"


def gaps_of(who: Ints, at: Ints) -> tuple[Ints, Floats, Ints, Ints]:
    """For many ties at once (sorted by tie and time): the tie of each gap, the gap (days); and tie and day of each contact day."""
    day = at // 86_400
    new = np.ones(len(who), dtype=bool)
    new[1:] = (who[1:] != who[:-1]) | (day[1:] != day[:-1])
    tie, day = who[new], day[new]
    same = tie[1:] == tie[:-1]
    return tie[1:][same], np.diff(day)[same].astype(np.float64), tie, day


def quantiles(who: Ints, value: Floats, count: int, quantile: float) -> Floats:
    """A quantile (type 7) of each tie's values; NaN where a tie has none."""
    order = np.lexsort((value, who))
    value, who = value[order], who[order]
    n = np.bincount(who, minlength=count)
    start = np.searchsorted(who, np.arange(count))
    has = n > 0
    h = quantile * (n[has] - 1)
    low = np.floor(h).astype(np.int64)
    base = start[has] + low
    top = value[np.minimum(base + 1, start[has] + n[has] - 1)] if has.any() else value[:0]
    out = np.full(count, np.nan)
    out[has] = value[base] + (h - low) * (top - value[base])
    return out
