"""What is next with one person, and the goals in which they have a say: for their own page."""

from worthwhile.goals import queries as goals
from worthwhile.goals.values import GoalView, NextStep, Standing
from worthwhile.people import queries as people
from worthwhile.planning import coming as said
from worthwhile.planning.coming import Coming
from worthwhile.planning.values import Proposal
from worthwhile.value import queries as value

Held = list[tuple[GoalView, Standing, NextStep | None]]


def coming(person: int, at: int, held: Held, act: Proposal | None = None) -> list[Coming]:
    """What is next with somebody (a root person) besides `act`, which stands on today's list; `held` is what `goals.with_person` found."""
    who = people.person(person)
    going, met = value.introductions_with(who.id), value.matches_with(who.id)
    others = people.people_by_id([p for i in going for p in (i.one, i.other)] + [p for m in met for p in (m.who, m.giver)])
    found = [said.introduction(i, others[i.one], others[i.other], at) for i in going if {i.one, i.other} <= others.keys()]
    for m in met:
        other = others.get(m.giver if m.who == who.id else m.who)
        found += [said.match(m, who, other)] if other is not None else []
    return said.besides([*found, *(said.step(n) for _, _, n in held if n is not None)], act)


def in_goals(person: int, at: int) -> Held:
    """The open goals in which they have a say, how they stand in each, and its next step with them."""
    return goals.with_person(person, at)
