"""What the simulation of things done takes from real logs: how often people bring something up, who writes unasked, who answers and how soon.

Every fit comes with its bootstrap: whole people are drawn again with replacement, so that one loud person does not look like many.
Weeks have five working days; times of the logs are in calendar days, and are divided by 7/5.
"""

import csv
import gzip
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

DAY = 86_400
HALF = 60.0  # days: the half-life of the product's decayed count
ANSWER_WITHIN, AHEAD, EVERY = 5.0, 7.0, 28.0  # days: an answer comes within; somebody writes within; and how far apart we look
WORK = 5 / 7
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Logit:
    """A logistic fit: its coefficients and as many bootstrap draws of them; columns: 1, ln(1 + strength), ln(1 + silence in days), …"""

    name: str
    mean: Floats
    draws: Floats


@dataclass(frozen=True)
class Fits:
    """All that the logs tell. Draws have one row for each bootstrap sample."""

    arrivals: dict[str, Floats]  # list → draws of (needs per person and working day: mean, shape of the gamma over people)
    elsewhere: dict[
        str, Floats
    ]  # list → draws of (share of questions nobody answered within a day, share of those answered by day 28, median days until then)
    delay: dict[str, Floats]  # log → draws of (median, 90 % quantile) of the days until an answer comes, where one does
    answers: dict[str, Logit]  # log → chance of an answer within five days to a message that begins something
    unasked: dict[str, Logit]  # log → chance that somebody writes within a week
    giving: dict[
        str, Logit
    ]  # list → chance that somebody active answers a question: 1, ln(1 + answers of theirs in 90 days), the asker answered them before
    asks: Floats  # draws of the share of sentences in work mail that ask for something
    balance: dict[
        str, Floats
    ]  # log → for people who wrote 60 times or more: exchanges that others began with them, over those that they began
    close: dict[str, Floats]  # log → pairs (strength, silence in days) as ego's ties have them, for the start


def events(shared: Path) -> dict[str, tuple[Ints, Ints, Floats]]:
    """(sender, receiver, day) of what one person wrote to one or two, by log, in order of time."""
    out = {}
    rows = _lines(shared / "data/temporal/enron/recipients.csv.gz")
    sent = {r[0]: (int(r[4]), int(r[2]) / DAY) for r in _lines(shared / "data/temporal/enron/messages.csv.gz") if r[4].isdigit()}
    size: dict[str, int] = defaultdict(int)
    for r in rows:
        size[r[0]] += 1
    out["enron"] = _table([(sent[r[0]][0], int(r[2]), sent[r[0]][1]) for r in rows if r[0] in sent and size[r[0]] <= 2])
    for name, path in (("eu-core", "email-eu-core/events-first-150-days.csv.gz"), ("collegemsg", "collegemsg/events.csv.gz")):
        out[name] = _table([(int(r[0]), int(r[1]), int(r[2]) / DAY) for r in _lines(shared / "data/temporal" / path)])
    return out


def _lines(path: Path) -> list[list[str]]:
    """The rows of a packed table, without its head."""
    with gzip.open(path, "rt") as file:
        return list(csv.reader(file))[1:]


def _list(path: Path) -> list[dict[str, str]]:
    """The messages of a mailing list."""
    with gzip.open(path, "rt") as file:
        return list(csv.DictReader(file))


def _table(found: list[tuple[int, int, float]]) -> tuple[Ints, Ints, Floats]:
    kept = [f for f in found if f[0] != f[1]]
    order = np.argsort([f[2] for f in kept], kind="stable")
    a, b, t = (np.array(column)[order] for column in zip(*kept, strict=True))
    return a.astype(np.int64), b.astype(np.int64), t.astype(np.float64)


class _Tie:
    """The running state of a pair, from the view of the first."""

    __slots__ = ("last", "strength")

    def __init__(self) -> None:
        self.strength, self.last = 0.0, -1e9

    def read(self, at: float) -> tuple[float, float]:
        """(strength, silence) at a moment."""
        return self.strength * 2 ** (-(at - self.last) / HALF), at - self.last

    def add(self, at: float) -> None:
        """One more message, either way."""
        self.strength, self.last = self.read(at)[0] + 1, at


def replies(a: Ints, b: Ints, t: Floats) -> tuple[Floats, Floats, Ints, Floats]:
    """For each message of i to j that begins something: (1, ln(1+S), ln(1+silence)), answered within five days?, i, days until then (NaN)."""
    ties: dict[tuple[int, int], _Tie] = defaultdict(_Tie)
    back: dict[tuple[int, int], list[float]] = defaultdict(list)
    for x, y, at in zip(a.tolist(), b.tolist(), t.tolist(), strict=True):
        back[x, y].append(at)
    features, y_, who, delay = [], [], [], []
    end = float(t[-1]) - ANSWER_WITHIN
    for x, y, at in zip(a.tolist(), b.tolist(), t.tolist(), strict=True):
        tie = ties[min(x, y), max(x, y)]
        strength, silence = tie.read(at)
        if at <= end and silence > 0.5 and strength > 0:  # a new exchange, not the middle of one
            later = np.searchsorted(back[y, x], at, side="right")
            wait = back[y, x][later] - at if later < len(back[y, x]) else np.inf
            features.append((1.0, np.log1p(strength), np.log1p(silence)))
            y_.append(float(wait <= ANSWER_WITHIN))
            delay.append(wait if wait <= ANSWER_WITHIN else np.nan)
            who.append(x)
        tie.add(at)
    return np.array(features), np.array(y_), np.array(who), np.array(delay)


def begins(a: Ints, b: Ints, t: Floats) -> tuple[Floats, Floats, Ints]:
    """At dates four weeks apart, for each pair (i, j) in contact within 180 days: (1, ln(1+S), ln(1+silence)), did j write to i within a week, i."""
    ties: dict[tuple[int, int], _Tie] = defaultdict(_Tie)
    first, last = float(t[0]), float(t[-1])
    dates = np.arange(first + min(60.0, (last - first) / 3), last - AHEAD, min(EVERY, (last - first) / 12))
    features, y_, who = [], [], []
    place = 0
    for date in dates:
        until = int(np.searchsorted(t, date))
        for x, y, at in zip(a[place:until].tolist(), b[place:until].tolist(), t[place:until].tolist(), strict=True):
            ties[min(x, y), max(x, y)].add(at)
        place = until
        ahead = slice(until, int(np.searchsorted(t, date + AHEAD)))
        came = set(zip(b[ahead].tolist(), a[ahead].tolist(), strict=True))
        for (x, y), tie in ties.items():
            strength, silence = tie.read(float(date))
            if silence <= 180:
                for i, j in ((x, y), (y, x)):
                    features.append((1.0, np.log1p(strength), np.log1p(silence)))
                    y_.append(float((i, j) in came))
                    who.append(i)
    return np.array(features), np.array(y_), np.array(who)


def balance(a: Ints, b: Ints, t: Floats, fewest: int = 60) -> Floats:
    """For everybody who wrote that often: exchanges that others began with them, over those that they began. One begins after two days without any."""
    last: dict[tuple[int, int], float] = {}
    wrote: dict[int, int] = defaultdict(int)
    began: dict[int, int] = defaultdict(int)
    got: dict[int, int] = defaultdict(int)
    for x, y, at in zip(a.tolist(), b.tolist(), t.tolist(), strict=True):
        pair = min(x, y), max(x, y)
        wrote[x] += 1
        if at - last.get(pair, -1e9) > 2:
            began[x] += 1
            got[y] += 1
        last[pair] = at
    return np.array([(got[x] + 1) / (began[x] + 1) for x, n in wrote.items() if n >= fewest])


def logit(x: Floats, y: Floats, weight: Floats, ridge: float = 1e-3) -> Floats:
    """Coefficients of a weighted logistic regression (Newton's steps)."""
    beta = np.zeros(x.shape[1])
    for _ in range(25):
        p = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
        w = weight * p * (1 - p) + 1e-12
        step = np.linalg.solve((x * w[:, None]).T @ x + ridge * np.eye(x.shape[1]), x.T @ (weight * (y - p)) - ridge * beta)
        beta += step
        if np.abs(step).max() < 1e-6:
            break
    return beta


def bootstrapped(name: str, x: Floats, y: Floats, who: Ints, rng: np.random.Generator, draws: int, most: int = 12_000) -> Logit:
    """The fit, and its draws over people; of a large log every k-th row."""
    pick = np.linspace(0, len(y) - 1, min(most, len(y))).astype(np.int64)
    x, y, who = x[pick], y[pick], np.unique(who[pick], return_inverse=True)[1]
    people = int(who.max()) + 1
    found = [logit(x, y, rng.multinomial(people, np.full(people, 1 / people))[who].astype(np.float64)) for _ in range(draws)]
    return Logit(name, logit(x, y, np.ones(len(y))), np.array(found))


def questions(path: Path, rng: np.random.Generator, draws: int) -> tuple[Floats, Floats]:
    """Draws of (mean needs per active person and working day, gamma shape over people); and of (share that
    nobody answered within a day, share of those that was answered by day 28, median days until then)."""
    rows = _list(path)
    start: dict[str, tuple[str, float]] = {}
    first: dict[str, float] = {}
    seen: dict[str, list[float]] = defaultdict(list)
    asked: dict[str, list[float]] = defaultdict(list)
    for r in rows:
        at = int(r["unix_time"]) / DAY
        seen[r["person"]].append(at)
        if not r["reply_to_msg"] and r["thread"] not in start:
            start[r["thread"]] = (r["person"], at)
            asked[r["person"]].append(at)
        elif r["thread"] in start and r["person"] != start[r["thread"]][0]:
            first.setdefault(r["thread"], at - start[r["thread"]][1])
    # somebody is active in a span of four weeks in which they wrote; the rate is over such spans of those with six or more
    counts = []
    for person, when in seen.items():
        spans = {int(at // 28) for at in when}
        if len(spans) >= 6:
            counts.append((sum(int(at // 28) in spans for at in asked[person]), len(spans)))
    table = np.array(counts, dtype=np.float64)
    arrivals = np.array([_rate(table[rng.integers(0, len(table), len(table))]) for _ in range(draws)])
    waits = np.array([first.get(thread, np.inf) for thread in start])
    sample = [waits[rng.integers(0, len(waits), len(waits))] for _ in range(draws)]
    elsewhere = np.array([_left(w) for w in sample])
    return arrivals, elsewhere


def _left(waits: Floats) -> tuple[float, float, float]:
    left = waits[waits > 1]
    late = left[left <= 28]
    return len(left) / len(waits), len(late) / len(left), float(np.median(late))


def helped(path: Path, rng: np.random.Generator, draws: int, most: int = 1500) -> Logit:
    """Does it count to have given before? For a sample of questions and everybody who answered anything in the 90 days before: did they answer it,
    by how much they answer anyway, and by whether the asker had answered a question of theirs before."""
    rows = _list(path)
    asker: dict[str, str] = {}
    gave: dict[tuple[str, str], float] = {}  # (helper, asker) → since when
    began: dict[str, float] = {}
    answered: dict[str, set[str]] = defaultdict(set)
    by: list[tuple[float, str]] = []
    for r in rows:
        at = int(r["unix_time"]) / DAY
        if not r["reply_to_msg"] and r["thread"] not in asker:
            asker[r["thread"]], began[r["thread"]] = r["person"], at
        elif r["thread"] in asker and r["person"] != asker[r["thread"]]:
            answered[r["thread"]].add(r["person"])
            gave.setdefault((r["person"], asker[r["thread"]]), at)
            by.append((at, r["person"]))
    times = np.array([b[0] for b in by])
    askers = {a for _, a in gave}
    known = {h for h, _ in gave}
    asked = [
        th for th in asker if asker[th] in known and asker[th] in askers and began[th] > times[0] + 365
    ]  # askers who gave help as well
    features, y_, who = [], [], []
    for th in [asked[k] for k in rng.permutation(len(asked))[:most]]:
        window = by[int(np.searchsorted(times, began[th] - 90)) : int(np.searchsorted(times, began[th]))]
        counts: dict[str, int] = defaultdict(int)
        for _, helper in window:
            counts[helper] += 1
        for helper, n in counts.items():
            if helper != asker[th]:
                features.append((1.0, np.log1p(n), float(gave.get((asker[th], helper), np.inf) < began[th])))
                y_.append(float(helper in answered[th]))
                who.append(int(asker[th]))
    return bootstrapped("giving", np.array(features), np.array(y_), np.array(who), rng, draws, most=60_000)


def _rate(table: Floats) -> tuple[float, float]:
    """Mean rate per working day, and the shape of a gamma over people with the same variance beyond chance (moments)."""
    n, spans = table[:, 0], table[:, 1]
    mean = float(n.sum() / spans.sum())
    rate = n / spans
    beyond = max(1e-3, float(np.var(rate)) - float((mean / spans).mean()))
    return mean / 20, min(5.0, mean * mean / beyond)


def fit(shared: Path, seed: int = 7, draws: int = 60) -> Fits:
    """All fits, with their bootstrap draws."""
    rng = np.random.default_rng(seed)
    arrivals, elsewhere, delay, answers, unasked, giving, even, close = {}, {}, {}, {}, {}, {}, {}, {}
    for name in ("r-devel", "r-sig-geo"):
        path = shared / f"data/list-replies/{name}.csv.gz"
        arrivals[name], elsewhere[name] = questions(path, rng, draws)
        giving[name] = helped(path, rng, draws)
    for name, (a, b, t) in events(shared).items():
        x, y, who, wait = replies(a, b, t)
        answers[name] = bootstrapped(name, x, y, who, rng, draws)
        known = wait[np.isfinite(wait)]
        delay[name] = np.array([np.quantile(known[rng.integers(0, len(known), len(known))], (0.5, 0.9)) for _ in range(draws)])
        x, y, who = begins(a, b, t)
        unasked[name] = bootstrapped(name, x, y, who, rng, draws)
        even[name] = balance(a, b, t)
        close[name] = np.expm1(x[rng.integers(0, len(x), 4000), 1:])
    said = np.array([line.startswith("Yes") for line in (shared / "data/intent/ask.txt").read_text("utf-8", "replace").splitlines()])
    asks = np.array([said[rng.integers(0, len(said), len(said))].mean() for _ in range(draws)])
    return Fits(arrivals, elsewhere, delay, answers, unasked, giving, asks, even, close)
