"""What comes next for each goal, from what stands in the store at a moment."""

from collections.abc import Collection

from worthwhile.goals import next_step
from worthwhile.goals.queries.goals import goal, goals
from worthwhile.goals.queries.standings import goals_of, standings
from worthwhile.goals.values import GoalView, NextStep, Standing
from worthwhile.intake import queries as log


def next_steps(at: int, aside: Collection[str] = ()) -> list[NextStep]:
    """The next step of each open goal that has a day to be done by, the most pressing first.

    `aside` are keys of steps that were done or put aside: the goal's next one stands in their place."""
    return next_step.pressing(open_steps(at, aside))


def open_steps(at: int, aside: Collection[str] = ()) -> list[tuple[GoalView, list[NextStep]]]:
    """All steps of each open goal that has a day to be done by, the most pressing of a goal first; without those whose key is in `aside`."""
    dated = [g for g in goals() if g.by and g.at <= at]
    held = standings([g.id for g in dated], at) if dated else {}
    until = log.reach(at).mail if held else None
    return [(g, [s for s in next_step.steps(g, held.get(g.id, []), at, until) if s.key not in aside]) for g in dated]


def steps_of(goal: GoalView, people: list[Standing], at: int) -> list[NextStep]:
    """What comes next with each person of one goal, dated or not, the most pressing first."""
    return next_step.steps(goal, people, at, log.reach(at).mail)


def with_person(person: int, at: int) -> list[tuple[GoalView, Standing, NextStep | None]]:
    """The open goals in which somebody (a root person) has a say: how they stand in it, and what comes next that concerns them."""
    rows = goals_of(person)
    held = standings(rows, at) if rows else {}
    found = []
    for g in (goal(row) for row in rows):
        standing = next((s for s in held.get(g.id, ()) if s.person == person), None) if g.closed is None else None
        if standing is not None:
            step = next((s for s in steps_of(g, held[g.id], at) if person in (s.person, s.about)), None)
            found.append((g, standing, step))
    return found
