"""What is learned from ego's own log by replay, and kept until the log has grown: half-lives, usual gaps, the model of what stays.

Half-life of a source = the candidate (strength.HALF_LIVES) whose decayed count best foretold, at four earlier moments, which ties had contact within
the next 90 days (mean AUC); 60 days where the log is too short to tell. Messages of all kinds, meetings, and what else there is (endorsements,
recommendations, invitations) are chosen for apart; a tie takes the half-life of the source that most of its contacts come from. Judged by
evaluations/ties_that_stay.py."""

from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np

from worthwhile.ties import judge, persist, rhythm, strength
from worthwhile.ties.gather import MEETING, OTHER, Contacts
from worthwhile.ties.strength import DAY, Floats, Ints

CUTS = 4
SOURCES = ("message", "meeting", "other")  # what half-lives are chosen for; by `sources_of`
_FEW = 20  # ties that stayed, and that did not


@dataclass(frozen=True)
class Learned:
    """Kept as JSON with the store; `at` is the moment it was learned at, `contacts` how many there were."""

    at: int
    contacts: int
    half_lives: tuple[float, ...] = (strength.USUAL,) * len(SOURCES)
    gap: float = rhythm.USUAL  # the median of ego's median gaps, in days
    gap_high: float = 2 * rhythm.USUAL
    model: dict[str, Any] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """As JSON can keep it."""
        return asdict(self)

    @classmethod
    def of(cls, kept: dict[str, Any]) -> "Learned":
        """What `plain` wrote down."""
        return cls(**{**kept, "half_lives": tuple(kept["half_lives"])})

    def fits(self, at: int, contacts: int) -> bool:
        """Still good: learned not later than `at`, from a log within a ninth of its size, less than a quarter of a year ago. A few contacts
        fewer change nothing: two who become one person, and are told apart again, leave every figure as it was."""
        return self.at <= at < self.at + persist.HORIZON * DAY and contacts * 0.9 <= self.contacts <= contacts / 0.9


def learn(log: Contacts, history: persist.History, at: int) -> Learned:
    """Learn all of it from what was before `at`."""
    first = int(log.at.min()) if len(log) else at
    span = (at - first) / DAY
    cuts = [at - persist.HORIZON * DAY * (1 + k * 0.5) for k in reversed(range(CUTS))]
    cuts = [c for c in cuts if c > first + 0.2 * span * DAY]
    model = persist.learn(history, [float(c) for c in cuts], persist.HORIZON) if cuts else persist.Model(persist.HORIZON, *persist.bare())
    gap, high = usual_gaps(log)
    lives = tuple(half_life(log, sources_of(log) == s, cuts) for s in range(len(SOURCES)))
    return Learned(at, len(log), lives, gap, high, persist.follow(model, history, float(at)).plain())


def sources_of(log: Contacts) -> Ints:
    """Of each contact, the source (an index into SOURCES)."""
    return np.where(log.kind == MEETING, 1, np.where(log.kind >= OTHER, 2, 0))


def half_life(log: Contacts, of: np.ndarray[Any, np.dtype[np.bool_]], cuts: list[float] | list[int]) -> float:
    """The half-life that foretold best in replay, in days; USUAL where nothing can be told."""
    person, who = np.unique(log.person, return_inverse=True)
    scores: dict[float, list[float]] = {h: [] for h in strength.HALF_LIVES}
    for cut in cuts:
        was, soon = of & (log.at < cut), (log.at >= cut) & (log.at < cut + persist.HORIZON * DAY)
        came = np.bincount(who[soon], minlength=len(person)) > 0
        had = np.bincount(who[was], minlength=len(person)) > 0
        if min(came[had].sum(), (~came[had]).sum()) < _FEW:
            continue
        for h in strength.HALF_LIVES:
            state = strength.states(who[was], log.at[was], log.w[was], len(person), h)
            score = judge.auc(came[had].astype(np.float64), state[had] - strength.rate(h) * cut)
            scores[h].append(score or 0.5)
    told = {h: float(np.mean(s)) for h, s in scores.items() if s}
    # a longer half-life forgets less: the shortest is taken only where it is better by more than chance plays with
    return max(told, key=lambda h: (round(told[h], 3), h)) if told else strength.USUAL


def usual_gaps(log: Contacts) -> tuple[float, float]:
    """The medians, over ego's ties with three gaps or more, of the median gap and of the 80 % quantile, in days."""
    person, who = np.unique(log.person, return_inverse=True)
    of, gaps, _, _ = rhythm.gaps_of(who, log.at)
    enough = np.bincount(of, minlength=len(person)) >= rhythm.FEW
    if not enough.any():
        return rhythm.USUAL, 2 * rhythm.USUAL
    return _middle(of, gaps, enough, 0.5), _middle(of, gaps, enough, rhythm.HIGH)


def _middle(of: Ints, gaps: Floats, enough: np.ndarray[Any, np.dtype[np.bool_]], quantile: float) -> float:
    return float(np.median(rhythm.quantiles(of, gaps, len(enough), quantile)[enough]))
