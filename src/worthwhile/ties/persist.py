"""The chance that two people will be in contact within the next H days, learned by replay from the same log.

    ln p/(1 − p) = level + bias + Σ_j β_j · z_j,  z_j = (x_j − mean_j)/sd_j, held within ±4          β minimises Σ log-loss + |β|²/(2C),  C = 0.03

x: how often (contacts, contact days), how recently, how long known, decayed contact with half-lives of H/4, H and 4H (strength.py), silence over the usual
gap (rhythm.py), both directions (reciprocity.py), the logit of BG/NBD (alive.py), and how lately and how much each of the two is seen at all.
β, means and sds are learned on cuts of the past: features from before a cut, the answer from the H days after it. `level` says how far the newest known
half and quarter of a horizon lay above or below what models for those shorter horizons expected: whole logs rise and fall. Where the past is too short
to learn from, the chance is BG/NBD's alone. Judged by evaluations/ties_that_stay.py.

Sources: the features are those of Hidalgo & Rodríguez-Sickert 2008, Raeder et al. 2011 and Navarro et al. 2017; ridge logistic regression: le Cessie & van
Houwelingen 1992 (Applied Statistics 41:191-201); moving the intercept alone: Steyerberg et al. 2004 (Statistics in Medicine 23:2567-2586).
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from worthwhile.ties import alive, rhythm
from worthwhile.ties.strength import DAY, Floats, Ints, read_all, states

HORIZON = 90  # days, in the product
WINDOW = 8  # horizons: a tie is judged at a cut when it had contact within so many before it
SHORTER = (2, 4)  # the level is taken from the newest 1/2 and 1/4 of a horizon
STATE = ("contacts", "days", "first", "last", "sent", "gaps", "log_gaps", "near", "mid", "far")
SEEN = ("seen", "near", "mid", "far")
_SPANS = (0.25, 1.0, 4.0)  # half-lives, in horizons
_PULL = 0.03  # C
_FAR = 4.0  # standard deviations: what lies further out counts as so far, or a silence of ego's own that was never learned on would drown all else
_ENOUGH = 30  # that stayed, and that did not: below that nothing is learned


@dataclass(frozen=True)
class History:
    """A log as pairs. `tie`, `at`, `way` (+1, −1, 0): each contact, sorted by tie and time. `person`, `seen`: whenever anybody was seen.
    `left`, `right`: the two persons of each tie."""

    tie: Ints
    at: Ints
    way: Ints
    person: Ints
    seen: Ints
    left: Ints
    right: Ints
    people: int


@dataclass(frozen=True)
class Model:
    """What was learned: for the whole horizon and the shorter ones (rows of `weights`, the bias first). Empty weights: BG/NBD alone."""

    horizon: float
    life: tuple[float, float, float, float]
    log_gap: float
    mean: tuple[float, ...] = ()
    sd: tuple[float, ...] = ()
    weights: tuple[tuple[float, ...], ...] = ()
    level: float = 0.0

    def plain(self) -> dict[str, Any]:
        """As JSON can keep it; `Model.of` reads it again."""
        return dict(self.__dict__)

    @classmethod
    def of(cls, kept: dict[str, Any]) -> "Model":
        """The model that `plain` wrote down."""
        weights = tuple(tuple(row) for row in kept["weights"])
        return cls(kept["horizon"], tuple(kept["life"]), kept["log_gap"], tuple(kept["mean"]), tuple(kept["sd"]), weights, kept["level"])


def pair_states(tie: Ints, at: Ints, way: Ints, count: int, horizon: float) -> Floats:
    """What chances are read from, a row (STATE) for each tie; free of the moment of reading. Contacts sorted by tie and time; NaN times: none."""
    n = np.bincount(tie, minlength=count)
    end = np.cumsum(n)
    start = end - n
    has = n > 0
    first, last = np.full(count, np.nan), np.full(count, np.nan)
    first[has], last[has] = at[start[has]], at[end[has] - 1]
    gap_of, gap, day_of, _ = rhythm.gaps_of(tie, at)
    columns = [
        n,
        np.bincount(day_of, minlength=count),
        first,
        last,
        np.bincount(tie[way > 0], minlength=count),
        np.bincount(gap_of, minlength=count),
        np.bincount(gap_of, weights=np.log(gap), minlength=count),
        *(states(tie, at, np.ones(len(tie)), count, horizon * span) for span in _SPANS),
    ]
    return np.stack([np.asarray(c, dtype=np.float64) for c in columns], axis=1)


def seen_states(person: Ints, at: Ints, count: int, horizon: float) -> Floats:
    """How lately and how much each person is seen at all (SEEN)."""
    last = np.full(count, -np.inf)
    np.maximum.at(last, person, at)
    return np.stack([last, *(states(person, at, np.ones(len(person)), count, horizon * span) for span in _SPANS)], axis=1)


def features(pair: Floats, left: Floats, right: Floats, at: float, model: Model) -> Floats:
    """x of each tie at a moment (seconds), from its state and the two persons'."""
    n, days, first, last, sent, gaps, log_gaps = pair[:, :7].T
    silent, age = (at - last) / DAY, (at - first) / DAY
    usual = (log_gaps + 2 * model.log_gap) / (gaps + 2)
    back = n - sent
    both = np.minimum(sent, back) / np.maximum(np.maximum(sent, back), 1)
    chance = np.clip(alive.within(alive.Life(*model.life), days - 1, age - silent, age, model.horizon), 1e-6, 1 - 1e-6)
    columns = [np.log1p(n), np.log1p(days), np.log1p(silent), np.log1p(age), usual, np.log1p(silent) - usual]
    columns += [np.log((silent + 1) / ((age - silent + 10) / days)), both, (both > 0).astype(np.float64), np.log(chance / (1 - chance))]
    for i, span in enumerate(_SPANS):
        columns.append(np.log(read_all(pair[:, 7 + i], at, model.horizon * span) + 1e-3))
    a, b = np.log1p((at - left[:, 0]) / DAY), np.log1p((at - right[:, 0]) / DAY)
    columns += [a + b, np.minimum(a, b)]
    for i, span in enumerate(_SPANS):
        a = np.log(read_all(left[:, 1 + i], at, model.horizon * span) + 1e-2)
        b = np.log(read_all(right[:, 1 + i], at, model.horizon * span) + 1e-2)
        columns += [a + b, np.minimum(a, b)]
    return np.stack(columns, axis=1)


def chances(model: Model, pair: Floats, left: Floats, right: Floats, at: float, which: int = 0) -> Floats:
    """The chance of any contact within the horizon (or a shorter one: `which`) of each tie."""
    if not model.weights:
        silent, age = (at - pair[:, 3]) / DAY, (at - pair[:, 2]) / DAY
        return alive.within(alive.Life(*model.life), pair[:, 1] - 1, age - silent, age, model.horizon)
    return _sigmoid(_log_odds(model, features(pair, left, right, at, model), which) + (0.0 if which else model.level))


def _log_odds(model: Model, x: Floats, which: int) -> Floats:
    w = np.array(model.weights[which])
    result: Floats = w[0] + _standard(x, np.array(model.mean), np.array(model.sd)) @ w[1:]
    return result


def _standard(x: Floats, mean: Floats, sd: Floats) -> Floats:
    """Features in standard deviations from their means, none further than _FAR."""
    result: Floats = np.clip((x - mean) / sd, -_FAR, _FAR)
    return result


def _sigmoid(z: Floats) -> Floats:
    result: Floats = 1 / (1 + np.exp(-np.clip(z, -40, 40)))
    return result


@dataclass(frozen=True)
class Cut:
    """What is known at a cut of those ties that are judged there."""

    at: float
    ties: Ints
    pair: Floats
    left: Floats
    right: Floats


def cut(history: History, at: float, horizon: float, window: float = WINDOW) -> Cut:
    """The ties with contact in the `window` horizons before `at`, as they stood then; nothing from `at` on is looked at."""
    was = history.at < at
    pair = pair_states(history.tie[was], history.at[was], history.way[was], len(history.left), horizon)
    seen = history.seen < at
    people = seen_states(history.person[seen], history.seen[seen], history.people, horizon)
    with np.errstate(invalid="ignore"):
        ties = np.flatnonzero(pair[:, 3] >= at - window * horizon * DAY)
    return Cut(at, ties, pair[ties], people[history.left[ties]], people[history.right[ties]])


def stayed(history: History, ties: Ints, at: float, horizon: float) -> Floats:
    """1 for each of the ties with any contact in the `horizon` days from `at` on, else 0."""
    inside = (history.at >= at) & (history.at < at + horizon * DAY)
    came = np.bincount(history.tie[inside], minlength=len(history.left)) > 0
    return came[ties].astype(np.float64)


def learn(history: History, cuts: list[float], horizon: float) -> Model:
    """Learn on cuts of the past; every cut plus the horizon must lie before what is to be foretold."""
    known = [cut(history, at, horizon) for at in cuts]
    newest = known[-1] if known else None
    if newest is None or not len(newest.ties):
        return Model(horizon, _plain(alive.USUAL), float(np.log(rhythm.USUAL)))
    silent, age = (newest.at - newest.pair[:, 3]) / DAY, (newest.at - newest.pair[:, 2]) / DAY
    life = alive.fit(newest.pair[:, 1] - 1, age - silent, age)
    gaps, log_gaps = newest.pair[:, 5].sum(), newest.pair[:, 6].sum()
    bare = Model(horizon, _plain(life), float(log_gaps / gaps) if gaps else float(np.log(rhythm.USUAL)))
    x = np.concatenate([features(k.pair, k.left, k.right, k.at, bare) for k in known])
    y = np.concatenate([stayed(history, k.ties, k.at, horizon) for k in known])
    if min(y.sum(), len(y) - y.sum()) < _ENOUGH:
        return bare
    mean, sd = x.mean(axis=0), x.std(axis=0)
    sd[sd < 1e-9] = 1.0
    z = _standard(x, mean, sd)
    weights = [_ridge(z, y)]
    for part in SHORTER:
        weights.append(_ridge(z, np.concatenate([stayed(history, k.ties, k.at, horizon / part) for k in known])))
    return Model(horizon, bare.life, bare.log_gap, tuple(mean.tolist()), tuple(sd.tolist()), tuple(tuple(w.tolist()) for w in weights))


def follow(model: Model, history: History, at: float) -> Model:
    """The same model with its level set by what the newest half and quarter of a horizon before `at` showed."""
    if not model.weights:
        return model
    shifts = []
    for which, part in enumerate(SHORTER, start=1):
        span = model.horizon / part
        known = cut(history, at - span * DAY, model.horizon)
        if not len(known.ties):
            continue
        odds = _log_odds(model, features(known.pair, known.left, known.right, known.at, model), which)
        shifts.append(_shift(odds, stayed(history, known.ties, known.at, span)))
    level = float(np.mean(shifts)) if shifts else 0.0
    return Model(model.horizon, model.life, model.log_gap, model.mean, model.sd, model.weights, level)


def _shift(odds: Floats, y: Floats) -> float:
    """How far all log-odds must move for the sum of chances to be what came, held back as if two more had come and two had not."""
    from scipy.optimize import brentq  # here, so that reading chances needs no scipy

    return float(brentq(lambda s: float(np.sum(_sigmoid(odds + s) - y)) + 2 * s, -12, 12))


def _ridge(x: Floats, y: Floats) -> NDArray[np.float64]:
    """Weights of a logistic regression, the bias first; only the bias is not held back."""
    signs = 2 * y - 1

    def cost(w: Floats) -> tuple[float, Floats]:
        margin = signs * (w[0] + x @ w[1:])
        pull = -signs * _sigmoid(-margin)
        slope = np.r_[pull.sum(), x.T @ pull + w[1:] / _PULL]
        return float(np.logaddexp(0, -margin).sum() + (w[1:] @ w[1:]) / (2 * _PULL)), slope

    from scipy.optimize import minimize

    start = np.zeros(x.shape[1] + 1)
    result: Floats = minimize(cost, start, jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    return result


def bare() -> tuple[tuple[float, float, float, float], float]:
    """Life and log-gap of a model where nothing could be learned."""
    return _plain(alive.USUAL), float(np.log(rhythm.USUAL))


def _plain(life: alive.Life) -> tuple[float, float, float, float]:
    return (life.r, life.alpha, life.a, life.b)
