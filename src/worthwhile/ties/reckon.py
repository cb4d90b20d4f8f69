"""From contacts to the row of each tie: all of them at once (numpy), free of the moment of reading."""

from typing import Any

import numpy as np

from worthwhile.ties import line, persist, reciprocity, rhythm, strength
from worthwhile.ties.gather import FROM, MESSAGE, MET, TO, Contacts
from worthwhile.ties.learned import SOURCES, Learned, sources_of
from worthwhile.ties.strength import Floats, Ints

COLUMNS = (
    "person_id", "log_strength", "half_life", "first", "last", "last_from", "last_to", "last_met", "received", "sent", "met", "days", "gap", "gap_high",
    "usual", "starts_mine", "starts_theirs", "answer_mine", "answer_theirs", "answers_by", "one_to_one", "open_from", "state", "marks",
)  # fmt: skip


def ties(log: Contacts, known: Learned, seen: dict[int, Floats]) -> list[tuple[Any, ...]]:
    """A row (COLUMNS) for each person in `log`; `seen` is persist.SEEN of each person, by id."""
    if not len(log):
        return []
    people, who = np.unique(log.person, return_inverse=True)
    n = len(people)
    start = np.searchsorted(who, np.arange(n))
    end = np.r_[start[1:], len(who)] - 1
    says = (log.kind == MESSAGE) & ~log.automatic
    columns: list[Any] = [
        people,
        *_strength(log, who, n, known),
        log.at[start],
        log.at[end],
        *(_newest(who, log.at, says & (log.way == way), n) for way in (FROM, TO)),
        _newest(who, log.at, log.way == MET, n),
        *(np.bincount(who[(log.kind == MESSAGE) & (log.way == way)], minlength=n) for way in (FROM, TO)),
        np.bincount(who[log.way == MET], minlength=n),
        *_rhythm(log, who, n, known),
        *_direction(log, who, says, n),
        _alone(log, who, says, n),
        _open(log, who, says, n),
        _states(log, who, people, n, seen),
        line.pack(log, who, n),
    ]
    return list(zip(*(_plain(c) for c in columns), strict=True))


def _plain(column: Any) -> list[Any]:
    """Plain Python values; NaN and −1 moments are None (unknown)."""
    if isinstance(column, list):
        return column
    if column.dtype.kind == "f":
        return [None if np.isnan(v) else float(v) for v in column]
    return column.tolist()


def _strength(log: Contacts, who: Ints, n: int, known: Learned) -> tuple[Floats, Floats]:
    """L and the half-life of each tie: that of the source most of its contacts come from."""
    source = sources_of(log)
    counts = np.stack([np.bincount(who[source == s], minlength=n) for s in range(len(SOURCES))])
    of = counts.argmax(axis=0)
    lives = np.array(known.half_lives)
    state = np.full(n, strength.NOTHING)
    for s in range(len(SOURCES)):
        mine = of[who] == s
        if mine.any():
            part = strength.states(who[mine], log.at[mine], log.w[mine], n, float(lives[s]))
            state = np.where(of == s, part, state)
    return state, lives[of]


def _newest(who: Ints, at: Ints, those: np.ndarray[Any, np.dtype[np.bool_]], n: int) -> list[int | None]:
    newest = np.full(n, -(2**62), dtype=np.int64)
    np.maximum.at(newest, who[those], at[those])
    return [None if v == -(2**62) else int(v) for v in newest]


def _rhythm(log: Contacts, who: Ints, n: int, known: Learned) -> tuple[Ints, Floats, Floats, Floats]:
    """Contact days, median gap, 80 % quantile shrunk to ego's other ties, and the gap that silence is held against."""
    of, gaps, tie, _ = rhythm.gaps_of(who, log.at)
    count = np.bincount(of, minlength=n)
    middle, high = rhythm.quantiles(of, gaps, n, 0.5), rhythm.quantiles(of, gaps, n, rhythm.HIGH)
    k = rhythm.BORROWED
    with np.errstate(invalid="ignore", divide="ignore"):
        shrunk = np.exp((count * np.log(high) + k * np.log(known.gap_high)) / (count + k))
    high = np.where(count > 0, shrunk, known.gap_high)
    enough = count >= rhythm.FEW
    gap = np.where(enough, middle, np.nan)
    return np.bincount(tie, minlength=n), gap, np.where(enough, high, np.nan), np.where(enough, middle, known.gap)


def _direction(log: Contacts, who: Ints, says: np.ndarray[Any, np.dtype[np.bool_]], n: int) -> tuple[Ints, Ints, Floats, Floats, list[str]]:
    mine, theirs = reciprocity.starts(who[says], log.at[says], log.way[says], n)
    told = reciprocity.answers(who[says], log.at[says], log.way[says], log.row[says], log.parent[says], log.subject[says], n)
    by = ["references" if r else "subject" if s else "" for r, s in zip(told.by_reference, told.by_subject, strict=True)]
    return mine, theirs, told.mine, told.theirs, by


def _alone(log: Contacts, who: Ints, says: np.ndarray[Any, np.dtype[np.bool_]], n: int) -> Floats:
    """The share of messages between the two alone; NaN without any."""
    every = np.bincount(who[says], minlength=n).astype(np.float64)
    two = np.bincount(who[says & (log.size <= 2)], minlength=n)
    with np.errstate(invalid="ignore"):
        share: Floats = np.where(every > 0, two / every, np.nan)
    return share


def _open(log: Contacts, who: Ints, says: np.ndarray[Any, np.dtype[np.bool_]], n: int) -> list[int | None]:
    """The row of their newest direct message with none from ego to them since."""
    newest_to = np.full(n, -(2**62), dtype=np.int64)
    mine = says & (log.way == TO)
    np.maximum.at(newest_to, who[mine], log.at[mine])
    waits = np.flatnonzero(says & (log.way == FROM) & log.direct & (log.at > newest_to[who]))
    row: list[int | None] = [None] * n
    for place in waits:  # in order of time within a tie: the last one stands
        row[who[place]] = int(log.row[place])
    return row


def _states(log: Contacts, who: Ints, people: Ints, n: int, seen: dict[int, Floats]) -> list[bytes]:
    """What chances are read from: persist.STATE of the tie and persist.SEEN of the person, 64-bit floats."""
    pair = persist.pair_states(who, log.at, log.way, n, persist.HORIZON)
    nobody = np.full(len(persist.SEEN), strength.NOTHING)
    return [np.r_[pair[i], seen.get(int(p), nobody)].astype("<f8").tobytes() for i, p in enumerate(people)]
