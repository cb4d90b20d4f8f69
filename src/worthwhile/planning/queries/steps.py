"""The next step with somebody on a goal, as the act that it would be on Today: her word on whom it serves is kept with that act."""

from collections.abc import Iterable

from worthwhile.errors import NotFound
from worthwhile.goals import queries as goals
from worthwhile.goals.values import NextStep
from worthwhile.people import queries as people
from worthwhile.planning.models import Act
from worthwhile.planning.queries import roots
from worthwhile.planning.rules.next_step import act
from worthwhile.planning.values import INTENTS, Proposal


def of_goal(goal: int, about: int, at: int) -> Proposal:
    """The next step that concerns this person, for a goal that is under way. Raises NotFound."""
    g = goals.goal(goal)
    held = goals.standings([g.id], at).get(g.id, []) if g.closed is None else []
    step = next((s for s in goals.steps_of(g, held, at) if s.about == about), None)
    if step is None:
        raise NotFound(f"No step with that person comes next for “{g.title}”.", do=f"See what does: worthwhile goal {g.id}")
    return act(step, people.person(step.person))


def hers(steps: Iterable[NextStep]) -> dict[str, tuple[str, ...]]:
    """Her own word on whom these steps serve, by their key, where she said it."""
    some = list(steps)
    who = people.people_by_id([s.person for s in some])
    acts = {s.key: act(s, who[s.person]) for s in some if s.person in who}
    kept = Act.objects.filter(kind="next_step", about__in=[p.about for p in acts.values()]).exclude(serves="").order_by("pk")
    told = list(kept.values_list("anchor", "about", "serves"))
    root = roots(anchor for anchor, _, _ in told)  # said of a part, it holds for the whole
    said = {(root.get(anchor), about): serves for anchor, about, serves in told}
    found = {key: said.get((p.person, p.about), "").split() for key, p in acts.items()}
    return {key: tuple(i for i in INTENTS if i in words) for key, words in found.items() if words}
