"""Direction: who writes, who starts, and how soon each answers. Flow is shown, never a balance of debts.

    ratio = min(s, r)/max(s, r)        balance = (s − r)/(s + r)        share sent ~ Beta(s + 1, r + 1), from a flat prior
    network: Σ_{i≠j} min(w_ij, w_ji) / Σ w_ij
    start: a message that follows three days or more without one · answer: hours from a message to the first that refers to it, the other way;
    where a source has no references, the first with the same subject, the other way, within 30 days

s, r: messages sent and received; automatic and list mail is left out before. Sources: Hidalgo & Rodríguez-Sickert 2008 (Physica A 387:3017-3024);
Raeder et al. 2011 (Social Networks 33:245-257); Squartini et al. 2013 (Scientific Reports 3:2729); Wuchty & Uzzi 2011 (PLoS ONE 6:e26612, answer times).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from worthwhile.ties.rhythm import quantiles
from worthwhile.ties.strength import DAY, Floats, Ints

SILENCE = 3 * DAY
LONGEST = 30 * DAY  # an answer by subject comes within this, or it is a new matter


@dataclass(frozen=True, slots=True)
class Share:
    """The share of messages that ego sent: mean and the middle 90 % of what it may be."""

    mean: float
    low: float
    high: float


def both_ways(sent: int, received: int) -> float | None:
    """min/max of the two directions; None without any message."""
    return min(sent, received) / max(sent, received) if sent + received else None


def balance(sent: int, received: int) -> float | None:
    """(s − r)/(s + r): 1 when only ego writes, −1 when only they do; None without any message."""
    return (sent - received) / (sent + received) if sent + received else None


def share(sent: int, received: int) -> Share:
    """How much of it is ego's, with its uncertainty."""
    from scipy.special import betaincinv  # the same quantile as scipy.stats.beta's, which takes three times as long to load as all else

    low, high = betaincinv(sent + 1, received + 1, [0.05, 0.95])
    return Share((sent + 1) / (sent + received + 2), float(low), float(high))


def of_network(arcs: Iterable[tuple[str, str, float]]) -> float | None:
    """The share of all weight that is returned; None without arcs."""
    weights: dict[tuple[str, str], float] = {}
    for a, b, w in arcs:
        if a != b:
            weights[a, b] = weights.get((a, b), 0.0) + w
    total = sum(weights.values())
    return sum(min(w, weights.get((b, a), 0.0)) for (a, b), w in weights.items()) / total if total else None


def starts(who: Ints, at: Ints, way: Ints, count: int) -> tuple[Ints, Ints]:
    """How often ego (way +1) and they (−1) began again, for each tie; messages sorted by tie and time."""
    first = np.ones(len(who), dtype=bool)
    first[1:] = (who[1:] != who[:-1]) | (np.diff(at) >= SILENCE)
    return (
        np.bincount(who[first & (way > 0)], minlength=count),
        np.bincount(who[first & (way < 0)], minlength=count),
    )


_ANSWER = re.compile(r"^\s*((re|aw|sv|vs|antw|rif|odp|ynt|r|fw|fwd|wg|tr|enc|rv)\s*(\[\d+\])?\s*:\s*)+", re.IGNORECASE)


@lru_cache(maxsize=65_536)
def matter(subject: str) -> str:
    """The subject without what mail programs put before it ("Re: AW: Plan" → "plan")."""
    return _ANSWER.sub("", subject).strip().casefold()


@dataclass(frozen=True, slots=True)
class Answers:
    """Median hours until ego answers, and until they do, for each tie (NaN: unknown); `by_reference` where references told."""

    mine: Floats
    theirs: Floats
    by_reference: np.ndarray[tuple[int], np.dtype[np.bool_]]
    by_subject: np.ndarray[tuple[int], np.dtype[np.bool_]]


def answers(who: Ints, at: Ints, way: Ints, keys: Ints, parents: Ints, subjects: Ints, count: int) -> Answers:
    """Answer times of many ties at once; messages sorted by tie and time. Codes are numbers that stand for texts; 0 is none."""
    asked, told = _by_code(who, at, way, keys, parents)
    named = np.bincount(who[told], minlength=count) > 0
    use = ~named[who] & (subjects != 0)
    where = np.flatnonzero(use)
    a2, t2 = _by_subject(who[where], at[where], way[where], subjects[where])
    asked, told = np.r_[asked, where[a2]], np.r_[told, where[t2]]
    hours = (at[told] - at[asked]) / 3600.0
    mine = way[told] > 0
    return Answers(
        quantiles(who[told[mine]], hours[mine], count, 0.5),
        quantiles(who[told[~mine]], hours[~mine], count, 0.5),
        named,
        ~named & (np.bincount(who[told], minlength=count) > 0),
    )


def _by_code(who: Ints, at: Ints, way: Ints, keys: Ints, parents: Ints) -> tuple[Ints, Ints]:
    """Pairs (message, first answer to it) within a tie, the other way, by references."""
    own = (who << 32) | keys
    order = np.argsort(own, kind="stable")
    child = np.flatnonzero(parents != 0)
    wanted = (who[child] << 32) | parents[child]
    place = np.searchsorted(own[order], wanted)
    place[place == len(own)] = 0
    parent = order[place] if len(own) else child
    good = (own[parent] == wanted) & (way[parent] == -way[child]) & (at[child] > at[parent])
    child, parent = child[good], parent[good]
    _, first = np.unique(parent, return_index=True)  # children are in order of time within a tie
    return parent[first], child[first]


def _by_subject(who: Ints, at: Ints, way: Ints, subjects: Ints) -> tuple[Ints, Ints]:
    """Pairs (message, answer): neighbours in time with one subject in a tie, the second the other way, within 30 days."""
    order = np.lexsort((at, subjects, who))
    w, t, d, s = who[order], at[order], way[order], subjects[order]
    hit = (w[1:] == w[:-1]) & (s[1:] == s[:-1]) & (d[1:] == -d[:-1]) & (t[1:] > t[:-1]) & (t[1:] - t[:-1] <= LONGEST)
    place = np.flatnonzero(hit)
    return order[place], order[place + 1]
