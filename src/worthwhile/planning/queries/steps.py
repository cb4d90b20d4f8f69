"""The next step with somebody on a goal, as the act that it would be on Today; and her word on whom an act serves, which is kept with it."""

from collections.abc import Iterable, Sequence

from worthwhile.errors import NotFound
from worthwhile.goals import queries as goals
from worthwhile.goals.values import NextStep
from worthwhile.people import queries as people
from worthwhile.planning.models import Act
from worthwhile.planning.queries.exchanges import roots
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
    said = dict(zip(acts, hers_of(list(acts.values())), strict=True))
    return {key: words for key, words in said.items() if words}


def hers_of(acts: Sequence[Proposal]) -> list[tuple[str, ...]]:
    """Her own word on whom each of these acts serves; () where she said none."""
    kept = Act.objects.filter(about__in={p.about for p in acts}).exclude(serves="").order_by("pk")
    told = list(kept.values_list("anchor", "kind", "about", "serves"))
    root = roots(anchor for anchor, _, _, _ in told)  # said of a part, it holds for the whole
    said = {(root.get(anchor), kind, about): serves for anchor, kind, about, serves in told}
    return [tuple(i for i in INTENTS if i in said.get((p.person, p.kind, p.about), "").split()) for p in acts]
