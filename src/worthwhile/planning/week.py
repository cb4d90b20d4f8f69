"""A week's choice, exact: the greatest sum of worth over several days, each with its minutes, under the few rules of a good day.
Asked for by `worthwhile week` alone (services.week), which looks ahead and keeps nothing.

Each day as in choose.py (at most five acts, one that asks, two that begin anew after a silence, three that answer); nobody stands in the week twice; as many days as can be
have an act that gives. Worth does not depend on the day, so acts alike in minutes, gives, asks, wakes and answers may change places:

    maximise  Σ_p worth_p · x_p                     0 ≤ x_p ≤ 1, Σ x_p ≤ 1 for each person
    with      Σ_{p in c} x_p = Σ_d n_{c,d}          n_{c,d}: whole number of acts of class c on day d, within the rules of that day

Only the n are whole numbers: once they are fixed the x are a transport problem, whose corners are whole. Dropped beforehand is what can never be
needed: a proposal with at least as many others (of as many persons as the week has places) that are worth more, take no more minutes, and give, ask,
wake and answer no worse. First the week is solved as if it were one long day, which can only be worth more; where its acts fit into the days, they are the best.
Else all is solved at once. Both by branch and bound to a gap of 0 (absolute tolerance 10⁻⁶); the people are then placed by assignment. Where the solver gives no answer within its time, the days are chosen one after the other, each exactly.

Sources: integer programming by branch and bound, Land & Doig 1960 (Econometrica 28:497-520); whole corners, Hoffman & Kruskal 1956; the solver is
HiGHS, Huangfu & Hall 2018 (Mathematical Programming Computation 10:119-142), as scipy carries it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from worthwhile.planning.choose import MOST, MOST_ANSWERS, MOST_ASKS, MOST_WAKES, Sort, choose, order, sort, unbeaten
from worthwhile.planning.values import Proposal

_LIMITS = ((2, MOST_ASKS), (3, MOST_WAKES), (4, MOST_ANSWERS))  # of the parts of a sort, on a day
LONGEST = 10.0  # seconds that the solver may take


@dataclass(frozen=True, slots=True)
class Week:
    """The days in the order asked for, each best first; `exact` says whether nothing can be worth more."""

    days: tuple[tuple[Proposal, ...], ...]
    exact: bool = True

    @property
    def worth(self) -> float:
        """The sum over all days."""
        return sum(p.worth for day in self.days for p in day)


def choose_week(found: Sequence[Proposal], minutes: Sequence[int]) -> Week:
    """The best acts for days with these minutes."""
    longest = max(minutes, default=0)
    kept = unbeaten([p for p in order(found) if 0 < p.minutes <= longest and p.worth > 0], MOST * len(minutes))
    if not kept:
        return Week(tuple(() for _ in minutes))
    classes = sorted({sort(p) for p in kept})
    counts = _solve(kept, classes, minutes)
    if counts is None:
        return day_by_day(kept, minutes)
    return Week(_placed(kept, classes, counts))


def day_by_day(found: Sequence[Proposal], minutes: Sequence[int]) -> Week:
    """Each day chosen exactly on its own, in turn, from those who are left; not exact for the week."""
    taken: set[int] = set()
    days = []
    for most in minutes:
        day = choose([p for p in found if p.person not in taken], most)
        taken |= {p.person for p in day}
        days.append(tuple(day))
    return Week(tuple(days), exact=False)


def days_that_give(found: Sequence[Proposal], minutes: Sequence[int]) -> int:
    """On how many days at most an act can give: the days fill up from the shortest, each with somebody whose shortest gift fits it."""
    least: dict[int, int] = {}
    for p in found:
        if p.gives:
            least[p.person] = min(p.minutes, least.get(p.person, p.minutes))
    gifts, days = sorted(least.values()), 0
    for most in sorted(minutes):
        days += days < len(gifts) and gifts[days] <= most
    return days


def _solve(kept: Sequence[Proposal], classes: Sequence[Sort], minutes: Sequence[int]) -> NDArray[np.int64] | None:
    """How many acts of each class stand on each day (rows: classes); None where the solver gives no answer.

    First the week as if it were one long day, which can only be worth more; if its acts fit into the days, nothing can beat them. Else all at once."""
    gifts = days_that_give(kept, minutes)
    whole = _whole_week(kept, classes, minutes, gifts)
    if whole is None:
        return None
    fitting = _by_days(kept, classes, minutes, gifts, whole)
    return fitting if fitting is not None else _by_days(kept, classes, minutes, gifts, None)


class _Table:
    """Rules of a linear programme, row by row."""

    def __init__(self) -> None:
        self.entries: list[tuple[int, int, float]] = []
        self.low: list[float] = []
        self.high: list[float] = []

    def rule(self, terms: Iterable[tuple[int, float]], least: float, most: float) -> None:
        """What the sum of (column, factor) may be."""
        self.entries += [(len(self.low), column, factor) for column, factor in terms]
        self.low.append(least)
        self.high.append(most)

    def best(self, worth: NDArray[np.float64], whole: NDArray[np.float64], top: NDArray[np.float64]) -> NDArray[np.float64] | None:
        """The values of greatest worth; None where there are none, or none was found in time."""
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import coo_array

        rows, columns, factors = zip(*self.entries, strict=True)
        table = coo_array((factors, (rows, columns)), shape=(len(self.low), len(worth))).tocsr()
        rules = LinearConstraint(table, self.low, self.high)
        answer = milp(
            -worth, integrality=whole, bounds=Bounds(0, top), constraints=rules, options={"mip_rel_gap": 0.0, "time_limit": LONGEST}
        )
        return np.asarray(answer.x, dtype=np.float64) if answer.status == 0 and answer.x is not None else None


def _choices(table: _Table, kept: Sequence[Proposal], classes: Sequence[Sort], width: int) -> None:
    """Nobody twice, and of each class as many proposals as it has places: columns from `len(kept)` on, `width` for each class."""
    n, where = len(kept), {k: i for i, k in enumerate(classes)}
    of_class: dict[int, list[tuple[int, float]]] = defaultdict(list)
    of_person: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for i, p in enumerate(kept):
        of_class[where[sort(p)]].append((i, 1.0))
        of_person[p.person].append((i, 1.0))
    for i in range(len(classes)):
        table.rule([*of_class[i], *((n + i * width + k, -1.0) for k in range(width))], 0, 0)
    for terms in of_person.values():
        if len(terms) > 1:
            table.rule(terms, 0, 1)


def _whole_week(kept: Sequence[Proposal], classes: Sequence[Sort], minutes: Sequence[int], gifts: int) -> NDArray[np.int64] | None:
    """How many acts of each class, as if the week were one long day; what is long must still fit into the days that are long enough."""
    n, c = len(kept), len(classes)
    table = _Table()
    _choices(table, kept, classes, 1)
    for shortest in sorted({k[0] for k in classes}):
        long_enough = [most for most in minutes if most >= shortest]
        some = [(n + i, k[0]) for i, k in enumerate(classes) if k[0] >= shortest]
        table.rule([(col, float(took)) for col, took in some], 0, sum(long_enough))
        table.rule([(col, 1.0) for col, _ in some], 0, sum(min(MOST, most // shortest) for most in long_enough))
    for part, most in _LIMITS:
        table.rule([(n + i, 1.0) for i, k in enumerate(classes) if k[part]], 0, most * len(minutes))
    table.rule([(n + i, 1.0) for i, k in enumerate(classes) if k[1]], gifts, np.inf)
    worth = np.concatenate(([p.worth for p in kept], np.zeros(c)))
    found = table.best(
        worth, np.concatenate((np.zeros(n), np.ones(c))), np.concatenate((np.ones(n), np.full(c, float(MOST * len(minutes)))))
    )
    return None if found is None else np.asarray(np.rint(found[n:]), dtype=np.int64)


def _by_days(
    kept: Sequence[Proposal], classes: Sequence[Sort], minutes: Sequence[int], gifts: int, whole: NDArray[np.int64] | None
) -> NDArray[np.int64] | None:
    """How many acts of each class on each day: those of `whole`, where it is given and fits into the days; else the best of all."""
    n, c, d = (0 if whole is not None else len(kept)), len(classes), len(minutes)
    table = _Table()
    if whole is None:
        _choices(table, kept, classes, d)
    else:
        for i in range(c):
            table.rule([(i * d + day, 1.0) for day in range(d)], int(whole[i]), int(whole[i]))
    for day, most in enumerate(minutes):
        on = [(n + i * d + day, k) for i, k in enumerate(classes)]
        table.rule([(col, float(k[0])) for col, k in on], 0, most)
        table.rule([(col, 1.0) for col, _ in on], 0, MOST)
        for part, at_most in _LIMITS:
            table.rule([(col, 1.0) for col, k in on if k[part]], 0, at_most)
        table.rule([*((col, 1.0) for col, k in on if k[1]), (n + c * d + day, -1.0)], 0, np.inf)
    table.rule([(n + c * d + day, 1.0) for day in range(d)], gifts, d)
    worth = np.concatenate(([p.worth for p in kept] if n else [], np.zeros(c * d + d)))
    top = np.concatenate((np.ones(n), np.full(c * d, float(MOST)), np.ones(d)))
    found = table.best(worth, np.concatenate((np.zeros(n), np.ones(c * d + d))), top)
    return None if found is None else np.asarray(np.rint(found[n : n + c * d]), dtype=np.int64).reshape(c, d)


def _placed(kept: Sequence[Proposal], classes: Sequence[Sort], counts: NDArray[np.int64]) -> tuple[tuple[Proposal, ...], ...]:
    """Whom each place of a class is for: the assignment of greatest worth; then the best of each class on its first days."""
    from scipy.optimize import linear_sum_assignment

    people = sorted({p.person for p in kept})
    column = {who: i for i, who in enumerate(people)}
    best: dict[tuple[Sort, int], Proposal] = {}
    for p in kept:
        best.setdefault((sort(p), column[p.person]), p)
    slots = [k for k, row in zip(classes, counts, strict=True) for _ in range(int(row.sum()))]
    gain = np.full((len(slots), len(people)), -1e6)
    for s, k in enumerate(slots):
        for i in range(len(people)):
            if (k, i) in best:
                gain[s, i] = best[k, i].worth
    chosen: dict[Sort, list[Proposal]] = defaultdict(list)
    for s, i in zip(*linear_sum_assignment(gain, maximize=True), strict=True):
        chosen[slots[s]].append(best[slots[s], int(i)])
    days: list[list[Proposal]] = [[] for _ in range(counts.shape[1])]
    for k, row in zip(classes, counts, strict=True):
        waiting = iter(order(chosen[k]))
        for day, many in enumerate(row):
            days[day] += [next(waiting) for _ in range(int(many))]
    return tuple(tuple(order(day)) for day in days)
