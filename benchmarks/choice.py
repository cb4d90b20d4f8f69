"""How long the choice of a day and of a week takes among 5,000 proposals, and whether nothing can be worth more.

    python benchmarks/choice.py [--proposals 5000] [--small 200]

Exact: on small instances, drawn anew, against every set there is, without and with a place for a goal's step; on the large ones never below greed
(best first by worth, and by worth for each minute; where a step has a place, after the first step and what is due). CPU time, the least of three for each instance; the median of all and the longest."""

import argparse
import json
import random
import time
from collections.abc import Callable, Sequence
from itertools import combinations, product

from worthwhile.planning.choose import MOST, STEP, choose
from worthwhile.planning.values import Proposal
from worthwhile.planning.week import choose_week, day_by_day

DAY_BAR, WEEK_BAR = 60.0, 1500.0  # ms
WEEKS = ((10, 10, 10, 10, 10), (10,) * 7, (2, 5, 10, 20, 10), (20,) * 5)


def made(dice: random.Random, count: int, people: int, longest: int) -> list[Proposal]:
    """Proposals of all sorts."""
    kinds = ("answer", "wake", "tell", "ask")
    return [
        Proposal(dice.choice(kinds), dice.randrange(people), "", str(i), "", (), dice.randint(1, longest), dice.random(), ("them",),
                 dice.random() < 0.5, dice.random() < 0.3, due=dice.random() < 0.2)
        for i in range(count)
    ]  # fmt: skip


def steps(dice: random.Random, count: int, people: int) -> list[Proposal]:
    """Steps for goals, worth less than most."""
    return [
        Proposal(STEP, dice.randrange(people), "", f"step {i}", "", (), 5, 0.3 * dice.random(), ("both",), False, dice.random() < 0.3)
        for i in range(count)
    ]


def allowed(day: Sequence[Proposal], minutes: int) -> bool:
    """Is this a day within the rules?"""
    return (
        len(day) <= MOST and len({p.person for p in day}) == len(day) and sum(p.minutes for p in day) <= minutes
        and sum(p.asks for p in day) <= 1 and sum(p.kind == "wake" for p in day) <= 2 and sum(p.kind == "answer" for p in day) <= 3
    )  # fmt: skip


def best_day(found: Sequence[Proposal], minutes: int) -> tuple[bool, float]:
    """Whether one gives, and the worth, of the best of all sets."""
    sets = (s for n in range(MOST + 1) for s in combinations(found, n) if allowed(s, minutes))
    return max((any(p.gives for p in s), sum(p.worth for p in s)) for s in sets)


def best_with_a_step(found: Sequence[Proposal], minutes: int, free: Sequence[Proposal]) -> float:
    """The worth of the best of all sets that hold a step and what is due of the free choice, and give where that does; of the free one where
    there are none."""
    due, gives = {p for p in free if p.due}, any(p.gives for p in free)
    sets = (s for n in range(MOST + 1) for s in combinations(found, n) if allowed(s, minutes) and due <= set(s))
    held = (s for s in sets if any(p.kind == STEP for p in s) and (not gives or any(p.gives for p in s)))
    return max((sum(p.worth for p in s) for s in held), default=sum(p.worth for p in free))


def best_week(found: Sequence[Proposal], minutes: Sequence[int]) -> tuple[int, float]:
    """On how many days one gives, and the worth, of the best of all weeks."""
    best = (0, 0.0)
    for where in product(range(len(minutes) + 1), repeat=len(found)):
        days = [[p for p, d in zip(found, where, strict=True) if d == k + 1] for k in range(len(minutes))]
        people = [p.person for day in days for p in day]
        if len(set(people)) == len(people) and all(map(allowed, days, minutes)):
            best = max(best, (sum(any(p.gives for p in day) for day in days), sum(p.worth for day in days for p in day)))
    return best


def greedy(found: Sequence[Proposal], minutes: int, key: Callable[[Proposal], float], first: Sequence[Proposal] = ()) -> float:
    """What is taken in this order, after `first`, while it fits is worth; 0 where no act gives though one could."""
    day = list(first)
    for p in sorted(found, key=key, reverse=True):
        if allowed([*day, p], minutes):
            day.append(p)
    return sum(p.worth for p in day) if any(p.gives for p in day) else 0.0


def timed(call: Callable[[], object]) -> float:
    """CPU milliseconds, the least of three: what else the machine does slows it too."""
    took = []
    for _ in range(3):
        began = time.process_time()
        call()
        took.append(time.process_time() - began)
    return min(took) * 1000


def exact(small: int, dice: random.Random) -> int:
    """How many of these small days and weeks are not the best that there is."""
    wrong = 0
    for _ in range(small):
        found = made(dice, dice.randint(1, 12), 6, 6)
        day = choose(found, 12)
        wrong += abs(sum(p.worth for p in day) - best_day(found, 12)[1]) > 1e-9
        more = [*found[:9], *steps(dice, 3, 6)]
        held = choose(more, 12, place=more[-3:])
        wrong += abs(sum(p.worth for p in held) - best_with_a_step(more, 12, choose(more, 12))) > 1e-9
        few, minutes = found[:6], [dice.randint(2, 9), dice.randint(2, 9)]
        wrong += abs(choose_week(few, minutes).worth - best_week(few, minutes)[1]) > 1e-5
    return wrong


def main() -> None:
    """Choose, compare, say."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--proposals", type=int, default=5_000)
    ask.add_argument("--small", type=int, default=200)
    ask.add_argument("--seed", type=int, default=20261124)
    args = ask.parse_args()
    dice = random.Random(args.seed)
    wrong = exact(args.small, dice)
    days, weeks, below, inexact = [], [], 0, 0
    for people in (300, 3_000):
        for longest in (5, 10):
            found = made(dice, args.proposals, people, longest)
            for minutes in (10, 20, 60):
                days.append(timed(lambda f=found, m=minutes: choose(f, m)))
                worth = sum(p.worth for p in choose(found, minutes))
                below += any(worth + 1e-9 < greedy(found, minutes, k) for k in (lambda p: p.worth, lambda p: p.worth / p.minutes))
                place = steps(dice, 8, people)
                days.append(timed(lambda f=[*found, *place], m=minutes, s=place: choose(f, m, place=s)))
                held = choose([*found, *place], minutes, place=place)
                first = [p for p in choose([*found, *place], minutes) if p.due]
                first += [p for p in held if p.kind == STEP]
                worth = sum(p.worth for p in held)
                below += any(worth + 1e-9 < greedy(found, minutes, k, first) for k in (lambda p: p.worth, lambda p: p.worth / p.minutes))
            for spans in WEEKS:
                weeks.append(timed(lambda f=found, m=spans: choose_week(f, m)))
                week = choose_week(found, spans)
                below += week.worth + 1e-5 < day_by_day(found, spans).worth
                inexact += not week.exact
    days.sort(), weeks.sort()
    print(
        f"a day: half within {days[len(days) // 2]:.1f} ms, the longest {days[-1]:.1f} ms; a week: {weeks[len(weeks) // 2]:.0f} and {weeks[-1]:.0f} ms"
    )
    print(
        f"{wrong} of {3 * args.small} small ones are not the best of all; {below} of {len(days) + len(weeks)} large ones below greed; {inexact} not exact"
    )
    figures = [
        {
            "figure": f"a day's choice among {args.proposals} proposals, CPU, the longest (ms)",
            "value": round(days[-1], 1),
            "bar": DAY_BAR,
            "baseline": None,
        },
        {
            "figure": f"a week's choice among {args.proposals} proposals, CPU, the longest (ms)",
            "value": round(weeks[-1], 1),
            "bar": WEEK_BAR,
            "baseline": None,
        },
        {"figure": "small choices that are not the best of all", "value": wrong, "bar": 0, "baseline": None},
        {"figure": "choices below greed, or not proven exact", "value": below + inexact, "bar": 0, "baseline": None},
    ]
    print(json.dumps(figures, ensure_ascii=False))


if __name__ == "__main__":
    main()
