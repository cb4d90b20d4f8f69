"""The learned inclination: the chance that ego would write to somebody within fourteen days of her own accord, as far as traffic tells.

    p = 1 / (1 + exp(−(w0 + Σ w_k · (x_k − mean_k) / scale_k)))

x are the features below, all from before the moment. The weights come in two steps. Shipped: fitted on public logs of other people (data/inclination.json
says which, under which licence; `evaluations/train_incline.py` makes it). Her own: fitted anew on her own past by replay, drawn towards the
shipped ones (the posterior mode under a normal prior; Laplace 1774 for the idea, Genkin, Lewis & Madigan 2007 for such regressions): at earlier cuts
c, with labels from (c, c + 14 days], all of it before the moment. The fewer messages she has, the more the shipped weights count.

Times are seconds since 1970; spans inside are days; counts are messages. None of it looks at words, except that none is needed.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

DAY = 86_400.0
HORIZON = 14  # days
WINDOW = 60  # days: how long somebody who wrote is a candidate
TO, FROM = 1, -1
LONG = 365.0  # days: no time is taken to be longer
PACE = 3000  # of ego's own moments that are looked at, newest first
MOST = 200  # contacts of each person that are looked at, newest first
CUTS, FEWEST, LONGEST_LOG = (
    26,
    30,
    20_000,
)  # earlier cuts to learn from; messages (or rows) below which there is nothing to learn; messages looked at
PULL, FREE = 300.0, 20.0  # how strongly the shipped weights hold, and the shipped level: chosen by replay on email-Eu-core

_BASE = (
    "days since their last message", "days since mine", "never written to", "sent 7", "sent 30", "sent 90", "sent 365", "received 7", "received 30",
    "received 90", "received 365", "days on which I wrote, 60", "share of mine that they got, 60", "answered so far", "open messages",
    "others on their last message", "open alone with me", "silence over my usual gap", "my pace, 30", "lively and fresh", "my share of the two",
    "of my last 5", "of my last 20", "of my last 80", "of my last 320", "of the last 10 I got", "of the last 40 I got", "of the last 160 I got",
    "messages got since theirs",
)  # fmt: skip
FEATURES = (*_BASE, *(f"rank: {name}" for name in _BASE))


@dataclass(frozen=True, slots=True)
class Log:
    """Messages between ego and others, by column, in order of time: `way` is +1 (ego to them) or −1 (them to ego), `size` all who took part."""

    who: Ints
    at: Floats
    way: Ints
    size: Floats

    def until(self, at: float) -> "Log":
        """What was there at `at`."""
        return self.part(slice(0, int(np.searchsorted(self.at, at, side="right"))))

    def part(self, which: slice | NDArray[np.bool_]) -> "Log":
        """Some of its rows."""
        return Log(self.who[which], self.at[which], self.way[which], self.size[which])


def candidates(log: Log, at: float, window: float = WINDOW) -> Ints:
    """Those who wrote within the window and were not written to since, as of `at` (the log must end there), in order of number."""
    people, i = np.unique(log.who, return_inverse=True)
    last_from, last_to = _last(log, i, len(people), FROM), _last(log, i, len(people), TO)
    return people[(last_from > last_to) & (at - last_from <= window * DAY)]


def _last(log: Log, i: Ints, n: int, way: int) -> Floats:
    out = np.full(n, -np.inf)
    np.maximum.at(out, i[log.way == way], log.at[log.way == way])
    return out


@dataclass(frozen=True, slots=True)
class Pace:
    """The moments at which ego wrote to anybody, and at which a message came from anybody: each once, in order, the newest PACE of each."""

    wrote: Floats
    got: Floats


def pace(log: Log) -> Pace:
    """The pace of a log that holds everybody."""
    return Pace(np.unique(log.at[log.way == TO])[-PACE:], np.unique(log.at[log.way == FROM])[-PACE:])


def features(log: Log, people: Ints, at: float, whole: Pace | None = None) -> Floats:
    """One row of features for each of these persons (in order of number), from a log that ends at `at`.

    `whole` is ego's pace, when this log does not hold everybody. The ranks are among the candidates in `people`: those who wait."""
    known = pace(log) if whole is None else whole
    sub, i = _newest(log, people)
    n = len(people)
    last_from, last_to = _last(sub, i, n, FROM), _last(sub, i, n, TO)
    base = np.stack([*_by_day(sub, i, n, at, last_from, last_to, known), *_by_turn(sub, i, n, last_from, known)], axis=1)
    waiting = (last_from > last_to) & (at - last_from <= WINDOW * DAY)
    return np.concatenate([base, _ranks(base, base[waiting])], axis=1)


def _ranks(values: Floats, among: Floats) -> Floats:
    """For each column, the share of those waiting who have less, the equal ones counted half: free of ego's pace and of how long the log is."""
    if not len(among):
        return np.full(values.shape, 0.5)
    ranks = [
        (np.searchsorted(c, v, "left") + np.searchsorted(c, v, "right")) / (2 * len(among))
        for c, v in zip(np.sort(among, axis=0).T, values.T, strict=True)
    ]
    return np.stack(ranks, axis=1)


def _by_day(log: Log, i: Ints, n: int, at: float, last_from: Floats, last_to: Floats, known: Pace) -> list[Floats]:
    """Counts in which a message halves in weight with the days, and what they say together."""
    age, to, fro = (at - log.at) / DAY, log.way == TO, log.way == FROM
    one = 1 / np.sqrt(np.maximum(log.size - 1, 1))

    def count(which: NDArray[np.bool_], half: float = np.inf, w: Floats | None = None) -> Floats:
        value = 2.0 ** (-age / half) * (1.0 if w is None else w)
        return np.bincount(i[which], weights=value[which], minlength=n).astype(np.float64)

    since_from, since_to = np.minimum(LONG, (at - last_from) / DAY), np.minimum(LONG, (at - last_to) / DAY)
    never, sent, got = ~np.isfinite(last_to), count(to), count(fro)
    opened = fro & (log.at > last_to[i])
    answered, asked = _answers(i, log, n)
    newest, alone = np.full(n, 2.0), np.zeros(n)
    newest[i[fro]] = log.size[fro]  # in order of time: the last one stays
    np.maximum.at(alone, i[opened & (log.size <= 2)], 1.0)
    silence = np.minimum(3.0, np.log1p(since_to / _usual_gap(i[to], log.at[to], n)))
    month, two = (float((known.wrote > at - days * DAY).sum()) for days in (30, 60))
    return [
        np.log1p(since_from), np.log1p(since_to), never.astype(np.float64),
        *(np.log1p(count(to, h, one)) for h in (7.0, 30.0, 90.0)), np.log1p(count(to, 365.0)),
        *(np.log1p(count(fro, h, one)) for h in (7.0, 30.0, 90.0)), np.log1p(count(fro, 365.0)),
        np.log1p(_write_days(i[to], log.at[to], n, at)), np.sqrt(count(to & (age <= 60)) / max(1.0, two)), (answered + 0.5) / (asked + 1.5),
        np.log1p(count(opened)), np.log1p(np.maximum(newest - 2, 0)), alone, np.where(never, 3.0, silence), np.full(n, np.log1p(month)),
        np.log1p(count(to, 30.0)) * np.exp(-since_from / 7), (sent + 1) / (sent + got + 2),
    ]  # fmt: skip


def _by_turn(log: Log, i: Ints, n: int, last_from: Floats, known: Pace) -> list[Floats]:
    """Counts in which a message halves in weight with every so many messages of ego's, rather than with days."""
    out = []
    for way, moments, halves in ((TO, known.wrote, (5.0, 20.0, 80.0, 320.0)), (FROM, known.got, (10.0, 40.0, 160.0))):
        which = log.way == way
        since = len(moments) - np.searchsorted(moments, log.at[which], "right")
        for half in halves:
            all_of_them = (1 - 2 ** (-len(moments) / half)) / (1 - 2 ** (-1 / half))
            out.append(np.sqrt(np.bincount(i[which], 2.0 ** (-since / half), n) / max(1.0, all_of_them)))
    out.append(np.log1p(len(known.got) - np.searchsorted(known.got, last_from, "right")))
    return out


def _newest(log: Log, people: Ints) -> tuple[Log, Ints]:
    """The newest MOST contacts of each of these persons, in order of time, and whose each is (0 … n − 1)."""
    mine = np.isin(log.who, people)
    sub = log.part(mine)
    i = np.searchsorted(people, sub.who)
    if len(i) > MOST and np.bincount(i).max() > MOST:
        back = np.argsort(i[::-1], kind="stable")
        count = np.bincount(i, minlength=len(people))
        rank = np.empty(len(i), dtype=np.int64)
        rank[back] = np.arange(len(i)) - np.repeat(np.cumsum(count) - count, count)
        keep = rank[::-1] < MOST
        sub, i = sub.part(keep), i[keep]
    return sub, i


def _write_days(i: Ints, at: Floats, n: int, now: float) -> Floats:
    recent = at > now - 60 * DAY
    days = np.unique(np.stack([i[recent], (at[recent] // DAY).astype(np.int64)], axis=1), axis=0)
    return np.bincount(days[:, 0], minlength=n).astype(float)


def _answers(i: Ints, log: Log, n: int) -> tuple[Floats, Floats]:
    """For each person: how many of their turns (runs of messages) ego followed with a message within fourteen days, and how many there were."""
    order = np.lexsort((log.at, i))
    who, way, at = i[order], log.way[order], log.at[order]
    same = np.r_[who[1:] == who[:-1], False]
    following = np.r_[way[1:], 0]
    wait = np.r_[np.diff(at), 0.0]
    turn = (way == FROM) & ~(same & (following == FROM) & (wait < 2 * DAY))  # several in two days are one turn
    answered = turn & same & (following == TO) & (wait <= HORIZON * DAY)
    return np.bincount(who[answered], minlength=n).astype(float), np.bincount(who[turn], minlength=n).astype(float)


def _usual_gap(i: Ints, at: Floats, n: int, usual: float = 14.0) -> Floats:
    """The usual days between ego's messages to each: the span over the number of days written, drawn towards a fortnight."""
    first, last = np.full(n, np.inf), np.full(n, -np.inf)
    np.minimum.at(first, i, at)
    np.maximum.at(last, i, at)
    days = np.unique(np.stack([i, (at // DAY).astype(np.int64)], axis=1), axis=0)[:, 0]
    times = np.bincount(days, minlength=n)
    span = np.where(times > 0, (last - first) / DAY, 0.0)
    return np.maximum(1.0, (span + usual) / np.maximum(1, times))


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic over the features: intercept first; features are centred and scaled before."""

    mean: Floats
    scale: Floats
    w: Floats

    def chance(self, x: Floats) -> Floats:
        """The chance for each row of features, 0 to 1."""
        result: Floats = 1 / (1 + np.exp(-np.clip(self.w[0] + (x - self.mean) / self.scale @ self.w[1:], -30, 30)))
        return result


@cache
def shipped() -> Weights:
    """The weights fitted on public logs of other people."""
    kept = json.loads((Path(__file__).parent.parent / "data" / "inclination.json").read_text())
    if kept["features"] != list(FEATURES):
        raise ValueError("data/inclination.json was made for other features: run evaluations/train_incline.py")
    return Weights(np.array(kept["mean"]), np.array(kept["scale"]), np.array(kept["weights"]))


def mode(x: Floats, y: Floats, prior: Floats, precision: Floats, each: Floats | None = None) -> Floats:
    """The posterior mode of a logistic's weights (intercept first) under a normal prior: Newton's steps until they are small."""
    a = np.c_[np.ones(len(x)), x]
    w, count = prior.copy(), np.ones(len(y)) if each is None else each
    for _ in range(40):
        p = 1 / (1 + np.exp(-np.clip(a @ w, -30, 30)))
        slope = a.T @ (count * (p - y)) + precision * (w - prior)
        step = np.linalg.solve((a * (count * p * (1 - p))[:, None]).T @ a + np.diag(precision), slope)
        w = w - step
        if np.abs(step).max() < 1e-8:
            break
    return w


def past(log: Log, at: float) -> tuple[Floats, Floats]:
    """What ego's own past teaches: features at earlier cuts, a fortnight apart, and whether she wrote within the fortnight that followed.

    Nothing after `at` is looked at: the last cut is a horizon before it."""
    known = log.until(at)
    if len(known.at) > LONGEST_LOG:
        known = known.part(slice(len(known.at) - LONGEST_LOG, None))
    xs, ys = [np.zeros((0, len(FEATURES)))], [np.zeros(0)]
    for back in range(1, CUTS + 1):
        cut = at - back * HORIZON * DAY
        before = known.until(cut)
        people = candidates(before, cut) if len(before.at) >= FEWEST else np.zeros(0, dtype=np.int64)
        if len(before.at) < FEWEST:
            break
        if len(people):
            later = known.who[(known.at > cut) & (known.at <= cut + HORIZON * DAY) & (known.way == TO)]
            xs.append(features(before, people, cut))
            ys.append(np.isin(people, later).astype(np.float64))
    return np.concatenate(xs), np.concatenate(ys)


def morning(at: float) -> float:
    """The start of the day (UTC): what is learned from her past is learned once a day."""
    return at // DAY * DAY


def hour(at: int) -> int:
    """The full hour (UTC) before: a chance is worked out once an hour."""
    return at // 3600 * 3600


def refined(log: Log, at: float, start: Weights | None = None) -> Weights:
    """The shipped weights, drawn towards what ego's own past until `at` shows; the shipped ones where she has too little of it."""
    base = shipped() if start is None else start
    x, y = past(log, at)
    if len(y) < FEWEST:
        return base
    precision = np.r_[FREE, np.full(len(FEATURES), PULL)]
    return Weights(base.mean, base.scale, mode((x - base.mean) / base.scale, y, base.w, precision))
