"""A day's choice, exact: the greatest sum of worth within the minutes, under the few rules of a good day.

At most five acts, one for each person (and for what may be one person, while that is not known), at least one that gives (when one fits), at most one that asks, at most two that begin anew after a silence (an old tie to wake, a thread to pick up, a matter to ask after),
at most three that answer: whoever writes most would else have the whole day, and who does not write would never be thought of. Where nothing else is there, answers fill the places left.
One place of the day is for a goal's next step where one fits: short answers would else crowd it out for good, and a goal is what is most easily left for
another day. It gives way to what cannot wait (a promise, a birthday, somebody whose question is long open) and to the one act that gives.
An exact dynamic programme over (acts, gives, asks, wakes, answers, minutes), after dropping what can never be needed: whatever five persons have something
better for, that takes no more minutes and gives, asks, wakes and answers no worse, because the other acts of the day name at most four persons.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from worthwhile.planning.values import Proposal

MOST, MOST_ASKS, MOST_WAKES, MOST_ANSWERS = 5, 1, 2, 3
ANSWER, STEP = "answer", "next_step"
ASKS = ("ask", "ask_feedback", "let_give")  # kinds that always ask; a step towards a goal may
WAKES = ("wake", "pick_up", "ask_after")
RUNNERS_UP, FLOOR = 3, 0.1
NEARLY = 0.3  # by less than this nothing new takes the place of what stood there
Sort = tuple[int, bool, bool, bool, bool]  # minutes, gives, asks, wakes, answers
Had = tuple[int, int, int]  # how many of the day's asks, wakes and answers are done already
NONE: Had = (0, 0, 0)


def order(found: Sequence[Proposal]) -> list[Proposal]:
    """Best first; equal worth in a fixed order, so that a day is the same whenever it is worked out."""
    return sorted(found, key=lambda p: (-p.worth, p.person, p.kind, p.about))


def apart(found: Sequence[Proposal], alike: Mapping[int, int], minutes: int, taken: Iterable[int] = ()) -> list[Proposal]:
    """Without a second person for what may be one: `alike` says who belongs together so, `taken` who had an act on this day already. Of each such
    the one stays who has the best proposal (they come best first) that fits the minutes."""
    one = {alike[who]: who for who in taken if who in alike}
    for p in found:
        if p.person in alike and p.minutes <= minutes:
            one.setdefault(alike[p.person], p.person)
    return [p for p in found if p.person not in alike or one.get(alike[p.person]) == p.person]


def had(kinds: Sequence[str]) -> Had:
    """What acts of these kinds, done today, took of the day's asks, wakes and answers."""
    took = (sum(k in of for k in kinds) for of in (ASKS, WAKES, (ANSWER,)))
    asks, wakes, answers = (min(n, most) for n, most in zip(took, (MOST_ASKS, MOST_WAKES, MOST_ANSWERS), strict=True))
    return asks, wakes, answers


def choose(found: Sequence[Proposal], minutes: int, most: int = MOST, done: Had = NONE, place: Sequence[Proposal] = ()) -> list[Proposal]:
    """The best set of proposals within the minutes, best first, where so much of the day is done already.

    One of `place` (of `found` too) is in it, where that fits beside what is due of the best set without this rule, and leaves room for an act that
    gives where that set has one; the set is then the best of all those."""
    needed = _needed([p for p in order(found) if 0 < p.minutes <= minutes and p.worth > 0])
    if not needed or most < 1:
        return []
    day, _ = _around((), needed, minutes, most, done)
    return day if not place or any(p in day for p in place) else _with_one(place, day, needed, minutes, most, done)


def _with_one(
    place: Sequence[Proposal], free: list[Proposal], needed: list[Proposal], minutes: int, most: int, done: Had
) -> list[Proposal]:
    """The best set with one of `place` and all that is due of the free one; the free one, where none fits so."""
    due = [p for p in free if p.due]
    _, rest = _around(due, needed, minutes, most, done)
    best, day = 0.0, free
    for p in order(place):
        if p.worth <= 0 or len(due) == most or not _fits(p, due, minutes, done) or p.worth + rest[: minutes - p.minutes + 1].max() <= best:
            continue  # the last: with whatever else, it would be worth no more
        other, _ = _around((*due, p), needed, minutes, most, done)
        if _gives(other) >= _gives(free) and (worth := sum(q.worth for q in other)) > best:
            best, day = worth, other
    return day


def _gives(day: Sequence[Proposal]) -> bool:
    return any(p.gives for p in day)


def _around(
    held: Sequence[Proposal], needed: Sequence[Proposal], minutes: int, most: int, done: Had
) -> tuple[list[Proposal], NDArray[np.float64]]:
    """The best set that holds these, best first; and the best worth by minutes of all sets that do and leave a place."""
    theirs = {p.person for p in held}
    stages = _by_person([p for p in needed if p.person not in theirs])
    best, took = _solve(stages, minutes, most, done, held)
    return order([*held, *_walk_back(stages, best, took)]), best[:-1].max(axis=(0, 1, 2, 3, 4))


def fill(chosen: Sequence[Proposal], found: Sequence[Proposal], minutes: int, most: int = MOST) -> list[Proposal]:
    """The choice, and where places and minutes are left that nothing else is there for, more answers in them."""
    taken, left = {p.person for p in chosen}, minutes - sum(p.minutes for p in chosen)
    more = [p for p in found if p.kind == ANSWER and not p.asks and p.person not in taken]
    return order([*chosen, *choose(more, left, most - len(chosen))])


def sort(p: Proposal) -> Sort:
    """What matters of a proposal beside its worth and whom it is for."""
    return p.minutes, p.gives, p.asks, p.kind in WAKES, p.kind == ANSWER


def unbeaten(found: Sequence[Proposal], places: int) -> list[Proposal]:
    """Without those for whom `places` persons stand before them (best first) with something that is no worse in anything."""
    people: dict[Sort, set[int]] = defaultdict(set)
    kept = []
    for p in found:
        m, gives, asks, wakes, answers = sort(p)
        better = [who for (n, g, a, w, r), who in people.items() if n <= m and g >= gives and a <= asks and w <= wakes and r <= answers]
        if p.person in people[sort(p)] or len(set().union(*better)) >= places:
            continue
        people[sort(p)].add(p.person)
        kept.append(p)
    return kept


def _needed(found: list[Proposal]) -> list[Proposal]:
    """The same for a day; first those that are alike, which is quick, then all."""
    alike: dict[Sort, set[int]] = defaultdict(set)
    kept = []
    for p in found:
        seen = alike[sort(p)]
        if p.person not in seen and len(seen) < MOST:
            seen.add(p.person)
            kept.append(p)
    return unbeaten(kept, MOST)


def _by_person(found: Sequence[Proposal]) -> list[list[Proposal]]:
    stages: dict[int, list[Proposal]] = defaultdict(list)
    for p in found:
        stages[p.person].append(p)
    return list(stages.values())


def _solve(
    stages: list[list[Proposal]], minutes: int, most: int, done: Had, held: Sequence[Proposal]
) -> tuple[NDArray[np.float64], list[NDArray[np.int8]]]:
    """Best worth of each state beside what is held, and for each stage which of its proposals led there (-1: none)."""
    best = np.full((most + 1, 2, MOST_ASKS + 1, MOST_WAKES + 1, MOST_ANSWERS + 1, minutes + 1), -np.inf)
    so_far = np.sum([(*done, 0), *map(_cost, held)], axis=0)
    best[(len(held), int(_gives(held)), *so_far)] = sum(p.worth for p in held)
    took = []
    for options in stages:
        old, best = best, best.copy()
        which = np.full(best.shape, -1, dtype=np.int8)
        for k, p in enumerate(options):
            cost = _cost(p)
            before = [slice(size - c) for size, c in zip(old.shape[2:], cost, strict=True)]
            after = [slice(c, None) for c in cost]
            for gave in (0, 1):
                came = old[:-1, gave][:, *before] + p.worth
                there: tuple[int | slice, ...] = (slice(1, None), int(gave or p.gives), *after)
                better = came > best[there] + 1e-12
                best[there] = np.where(better, came, best[there])
                which[there] = np.where(better, _code(k, gave), which[there])
        took.append(which)
    return best, took


def _code(option: int, gave: int) -> int:
    return option * 2 + gave


def _cost(p: Proposal) -> tuple[int, int, int, int]:
    """What it takes of the day's asks, wakes, answers and minutes."""
    minutes, _, *limited = sort(p)
    asks, wakes, answers = map(int, limited)
    return asks, wakes, answers, minutes


def _walk_back(stages: list[list[Proposal]], best: NDArray[np.float64], took: list[NDArray[np.int8]]) -> list[Proposal]:
    with_gift = best[:, 1]
    gave = int(np.isfinite(with_gift).any())
    n, *left = (int(i) for i in np.unravel_index(int(np.argmax(best[:, gave])), best[:, gave].shape))
    chosen = []
    for options, which in zip(reversed(stages), reversed(took), strict=True):
        code = int(which[(n, gave, *left)])
        if code >= 0:
            p = options[code // 2]
            chosen.append(p)
            n, gave, left = n - 1, code % 2, [had - cost for had, cost in zip(left, _cost(p), strict=True)]
    return chosen


@dataclass(frozen=True, slots=True)
class Pick:
    """A chosen proposal and the chance with which it was shown."""

    proposal: Proposal
    chance: float


def show(chosen: Sequence[Proposal], found: Sequence[Proposal], minutes: int, draw: float, done: Had = NONE) -> list[Pick]:
    """The choice as shown: sometimes the least of it gives way to one of the next three, each with a chance of a tenth.

    `draw` is a number from 0 to 1 that depends on the day and the store alone, so that a day can be replayed. Without such a floor
    nothing could be learned of what is never shown (measures of choice from logged chances: Horvitz & Thompson 1952).
    """
    least = _least(chosen)
    if least is None:
        return [Pick(p, 1.0) for p in chosen]
    rest = [p for p in chosen if p is not least]
    others = [p for p in order(found) if p not in chosen and _fits(p, rest, minutes, done)][:RUNNERS_UP]
    others = list({p.person: p for p in reversed(others)}.values())[::-1]
    share = FLOOR * len(others)
    slot = int(draw / FLOOR)
    swapped = others[slot] if draw < share else least
    chance = FLOOR if draw < share else 1 - share
    return [Pick(p, chance if p is swapped else 1.0) for p in order([*rest, swapped])]


def stay(
    picks: Sequence[Pick], found: Sequence[Proposal], minutes: int, stood: Collection[tuple[int, str, str]], done: Had = NONE
) -> list[Pick]:
    """The picks, where what stood on the list before (`stood`: person, kind and what it is about) is not lost to something of about its worth: who
    does the first of three finds the other two again."""
    out = list(picks)
    for p in (p for p in order(found) if p.key in stood and all(pick.proposal.key != p.key for pick in out)):
        for pick in [pick for pick in reversed(out) if pick.proposal.key not in stood and not _stays(pick.proposal)]:
            rest = [other.proposal for other in out if other is not pick]
            gives = p.gives or not pick.proposal.gives or _gives(rest)
            if gives and pick.proposal.worth - p.worth < NEARLY and _fits(p, rest, minutes, done):
                out[out.index(pick)] = Pick(p, 1.0)
                break
    return sorted(out, key=lambda pick: order([one.proposal for one in out]).index(pick.proposal))


def _least(chosen: Sequence[Proposal]) -> Proposal | None:
    """The least of three or more that may give way: not a meeting that is near or what is due, not a goal's step, and not the only one that gives."""
    gives = sum(p.gives for p in chosen)
    free = [p for p in chosen if not _stays(p) and not (p.gives and gives == 1)]
    return free[-1] if len(chosen) >= 3 and free else None


def _stays(p: Proposal) -> bool:
    """Is it for this day: a meeting that is near, what is due, a goal's step?"""
    return p.due or p.kind in ("prepare", STEP)


def _fits(p: Proposal, rest: Sequence[Proposal], minutes: int, done: Had) -> bool:
    taken = [_cost(r) for r in (p, *rest)]
    asks, wakes, answers, spent = (sum(part) for part in zip(*taken, strict=True))
    within = (
        asks + done[0] <= MOST_ASKS or not p.asks,
        wakes + done[1] <= MOST_WAKES or p.kind not in WAKES,
        answers + done[2] <= MOST_ANSWERS or p.kind != ANSWER,
    )
    return p.person not in {r.person for r in rest} and spent <= minutes and all(within)
