"""From rows of the log to contacts between ego and each alter, all at once (numpy)."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from worthwhile.ties.strength import Floats, Ints, states, weight

THIN = ("person_id", "log_strength", "half_life", "first", "last", "last_from", "last_to", "last_met", "received", "sent", "met", "days",
        "starts_mine", "starts_theirs", "answers_by", "state")  # fmt: skip
TO, FROM, MET = 1, -1, 0


@dataclass(frozen=True)
class Contacts:
    """Contacts by column, sorted by person and time: `way` is +1 (ego to them), −1 (them to ego), 0 (met)."""

    person: Ints
    at: Ints
    way: Ints
    kind: Ints
    size: Ints
    row: Ints
    w: Floats


def contacts(acts: Ints, parts: Ints) -> Contacts:
    """`acts`: (id, kind code, at, size); `parts`: (interaction id, person, is sender, is ego)."""
    acts = acts[np.argsort(acts[:, 0], kind="stable")]
    where = np.searchsorted(acts[:, 0], parts[:, 0])
    ego, lead = parts[:, 3] == 1, parts[:, 2] == 1
    by_ego = np.zeros(len(acts), dtype=bool)
    by_ego[where[ego & lead]] = True
    meeting = acts[where, 1] == 1
    mine = by_ego[where]
    keep = ~ego & (meeting | (mine & ~lead) | (~mine & lead))
    w_, p_ = where[keep], parts[keep]
    way = np.where(acts[w_, 1] == 1, MET, np.where(by_ego[w_], TO, FROM))
    _, first = np.unique(np.stack([p_[:, 1], w_], axis=1), axis=0, return_index=True)
    w_, p_, way = w_[first], p_[first], way[first]
    order = np.lexsort((acts[w_, 0], acts[w_, 2], p_[:, 1]))
    w_, p_, way = w_[order], p_[order], way[order]
    return Contacts(p_[:, 1], acts[w_, 2], way, acts[w_, 1], acts[w_, 3], acts[w_, 0], weight(acts[w_, 1] == 1, acts[w_, 3]))


def thin(c: Contacts, at: int, half_life: float) -> list[tuple[Any, ...]]:
    """Rows of ties: strength, last, counts."""
    people, who = np.unique(c.person, return_inverse=True)
    n = len(people)
    state = states(who, c.at, c.w, n, half_life)
    counts = [np.bincount(who[c.way == way], minlength=n) for way in (FROM, TO, MET)]
    last = []
    for way in (FROM, TO, MET):
        newest = np.full(n, -1, dtype=np.int64)
        np.maximum.at(newest, who[c.way == way], c.at[c.way == way])
        last.append([None if v < 0 else int(v) for v in newest])
    start = np.flatnonzero(np.r_[True, c.person[1:] != c.person[:-1]]) if len(who) else np.zeros(0, dtype=np.int64)
    end = np.r_[start[1:], len(who)] - 1 if n else start
    day = np.unique(np.stack([who, c.at // 86_400], axis=1), axis=0)[:, 0]
    days = np.bincount(day, minlength=n)
    return [
        (int(people[i]), float(state[i]), half_life, int(c.at[start[i]]), int(c.at[end[i]]), last[0][i], last[1][i], last[2][i],
         int(counts[0][i]), int(counts[1][i]), int(counts[2][i]), int(days[i]), 0, 0, "", b"")
        for i in range(n)
    ]  # fmt: skip
