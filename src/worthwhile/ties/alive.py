"""Is a tie still alive? BG/NBD: contact comes at a steady rate until, after some contact, it stops for good.

    rate λ ~ gamma(r, α) · chance p to end after a contact ~ beta(a, b) · x contacts after the first, the last at t_x, seen for T
    L = Γ(r+x)·α^r / Γ(r) · [ B(a, b+x)/B(a, b) · (α+T)^−(r+x)  +  1{x>0} · B(a+1, b+x−1)/B(a, b) · (α+t_x)^−(r+x) ]
    P(alive) = 1 / (1 + 1{x>0} · a/(b+x−1) · ((α+T)/(α+t_x))^(r+x))
    P(any contact within H) = P(alive) · (1 − ((α+T)/(α+T+H))^(r+x))

Times in days (any unit does, if all have it). The four parameters are fitted over all of ego's ties at once, without labels: an honest way to share
what is known. x counts contact days, not messages. "Stops for good" is the model's word, not ours: on screen a tie is asleep, never at its end.
Source: Fader, Hardie & Lee 2005, "Counting your customers" the easy way, Marketing Science 24:275-284.
"""

from dataclasses import dataclass

import numpy as np

from worthwhile.ties.strength import Floats


@dataclass(frozen=True, slots=True)
class Life:
    """The four parameters; α in the unit of time."""

    r: float
    alpha: float
    a: float
    b: float


USUAL = Life(0.5, 20.0, 0.7, 3.0)  # where there is too little to fit: few contacts, many single ones
FEW = 30  # ties; below that the parameters are not fitted


def log_likelihood(life: Life, x: Floats, t_x: Floats, age: Floats) -> Floats:
    """ln L of each tie."""
    from scipy.special import betaln, gammaln  # here and below, so that reading chances needs no scipy

    r, alpha, a, b = life.r, life.alpha, life.a, life.b
    head = gammaln(r + x) - gammaln(r) + r * np.log(alpha)
    going = betaln(a, b + x) - betaln(a, b) - (r + x) * np.log(alpha + age)
    more = x > 0
    ended = betaln(a + 1, b + np.where(more, x, 1) - 1) - betaln(a, b) - (r + x) * np.log(alpha + t_x)
    result: Floats = head + np.where(more, np.logaddexp(going, ended), going)
    return result


def fit(x: Floats, t_x: Floats, age: Floats, most: int = 20_000) -> Life:
    """The parameters under which what was seen is likeliest (L-BFGS over their logarithms, with a light pull to `USUAL`)."""
    if len(x) < FEW:
        return USUAL
    if len(x) > most:  # every k-th: the same ones each time
        pick = np.linspace(0, len(x) - 1, most).astype(np.int64)
        x, t_x, age = x[pick], t_x[pick], age[pick]
    from scipy.optimize import minimize

    scale = max(float(np.median(age)) / 10, 1e-9)
    x, t_x, age = x.astype(np.float64), t_x / scale, age / scale
    start = np.log([USUAL.r, max(USUAL.alpha / scale, 1e-3), USUAL.a, USUAL.b])

    def cost(logs: Floats) -> float:
        life = Life(*np.exp(logs))
        return float(-log_likelihood(life, x, t_x, age).mean() + 1e-3 * np.sum((logs - start) ** 2) / np.sqrt(len(x)))

    found = minimize(cost, start, method="L-BFGS-B", bounds=[(-7, 7)] * 4, options={"maxiter": 200})
    r, alpha, a, b = np.exp(found.x)
    return Life(float(r), float(alpha * scale), float(a), float(b))


def alive(life: Life, x: Floats, t_x: Floats, age: Floats) -> Floats:
    """P(alive) of each tie."""
    x = np.asarray(x, dtype=np.float64)
    more = x > 0
    log_odds = (
        np.log(life.a)
        - np.log(life.b + np.where(more, x, 1) - 1)
        + (life.r + x) * np.log((life.alpha + age) / (life.alpha + np.asarray(t_x)))
    )
    result: Floats = np.where(more, 1 / (1 + np.exp(np.minimum(log_odds, 700))), 1.0)
    return result


def within(life: Life, x: Floats, t_x: Floats, age: Floats, horizon: float) -> Floats:
    """P(any contact in the next `horizon`) of each tie."""
    x, age = np.asarray(x, dtype=np.float64), np.asarray(age, dtype=np.float64)
    result: Floats = alive(life, x, t_x, age) * -np.expm1((life.r + x) * np.log((life.alpha + age) / (life.alpha + age + horizon)))
    return result


def expected(life: Life, x: float, t_x: float, age: float, horizon: float) -> float:
    """Contacts expected in the next `horizon` (their equation 10)."""
    from scipy.special import hyp2f1

    r, alpha, a, b = life.r, life.alpha, life.a, life.b
    z = horizon / (alpha + age + horizon)
    inner = 1 - ((alpha + age) / (alpha + age + horizon)) ** (r + x) * hyp2f1(r + x, b + x, a + b + x - 1, z)
    return float((a + b + x - 1) / (a - 1) * inner * alive(life, np.array([x]), np.array([t_x]), np.array([age]))[0])
