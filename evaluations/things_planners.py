"""The three planners of the simulation: the product's own choice, a fixed cadence, and one that acts for ego's goal alone."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from things_run import MINUTES, Option, Planner, Run
from things_weights import asked

from worthwhile.planning.choose import choose

IN_PROGRESS = ("keep_promise", "bring together")
FOR_EGO = ("ask", "say_yes", "next_step")


def product(run: Run, options: list[Option]) -> Sequence[Option]:
    """What the product chooses of what its rules propose."""
    best: dict[tuple[str, int], Option] = {}
    for o in options:  # a rule proposes one thing for one person: a step under way before a new match, then the nearest
        key = (o.proposal.kind, o.person)
        if key not in best or _rank(o) > _rank(best[key]):
            best[key] = o
    listed = list(best.values())
    found = [replace(o.proposal, person=o.person, anchor=str(o.person), about=str(k)) for k, o in enumerate(listed)]
    return [listed[int(p.about)] for p in choose(found, MINUTES)]


def _rank(o: Option) -> tuple[bool, float]:
    return o.kind in IN_PROGRESS, o.proposal.worth


def cadence(days: int, *, in_progress_first: bool) -> Planner:
    """Everybody in turn every so many working days, those first whom ego wrote to longest ago; with each the best thing that there is to do,
    else a hello. Where `in_progress_first`, promises and introductions under way come before whose turn it is."""

    def plan(run: Run, options: list[Option]) -> Sequence[Option]:
        best: dict[int, Option] = {}
        for o in options:
            if o.person not in best or o.proposal.worth > best[o.person].proposal.worth:
                best[o.person] = o
        queue = [o for o in options if o.kind in IN_PROGRESS] if in_progress_first else []
        hello = asked("keep_warm", 0.0, 30, 0.3, False)
        assert hello is not None
        order = np.argsort(run.acted, kind="stable")
        queue += [best.get(j, Option(hello, "keep_warm", j)) for j in order.tolist() if run.day - run.acted[j] >= days]
        return fill(queue)

    return plan


def for_the_goal(*, first: str, warm: bool) -> Planner:
    """Only asks, help that was offered, and steps to stakeholders, in this order of kinds; where `warm`, what is left of the minutes keeps up
    the ties to those who could give or have a say."""

    def plan(run: Run, options: list[Option]) -> Sequence[Option]:
        mine = [o for o in options if o.kind in FOR_EGO]
        mine.sort(key=lambda o: (o.kind != "say_yes", o.kind != first, -o.proposal.worth, o.proposal.minutes))
        if warm:
            wanted = set(run.w.stakeholders) | {s.giver for need in run.w.mine for s in need.sources}
            mine += [o for o in options if o.kind in ("tell", "keep_warm") and o.person in wanted]
        return fill(mine)

    return plan


def fill(queue: Sequence[Option]) -> list[Option]:
    """In this order, one for each person, as far as the minutes go."""
    done: list[Option] = []
    left, seen = MINUTES, set()
    for o in queue:
        if o.person not in seen and o.proposal.minutes <= left:
            seen.add(o.person)
            left -= o.proposal.minutes
            done.append(o)
        if left < 2:
            break
    return done
