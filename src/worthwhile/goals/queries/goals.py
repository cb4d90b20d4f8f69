"""Goals as plain values."""

from dataclasses import replace
from typing import Any

from worthwhile.errors import Ambiguous, NotFound
from worthwhile.goals.values import GoalView
from worthwhile.store import rows
from worthwhile.text import clean, fold, several

_GOALS = "select id, uid, title, why, by, serves, serves_whom, help, mine, at, closed, outcome from worthwhile_goal"


def _view(row: tuple[Any, ...]) -> GoalView:
    view = GoalView(*row)
    return replace(view, serves=tuple(str(row[5]).split()))


def goals(*, closed: bool = False) -> list[GoalView]:
    """Her open goals, those with a day first and the nearest of them on top, then the undated ones; `closed`: those that ended, the last first."""
    if closed:
        return [_view(r) for r in rows(f"{_GOALS} where closed is not null order by closed desc, id desc")]
    return [_view(r) for r in rows(f"{_GOALS} where closed is null order by by = '', by, at, id")]


def goal(goal_id: int) -> GoalView:
    """One goal, open or ended. Raises NotFound."""
    found = rows(f"{_GOALS} where id = %s", [goal_id]) if 0 <= goal_id < 2**63 else []
    if not found:
        raise NotFound(f"No goal here has the number {goal_id}.", do="See your goals: worthwhile goals")
    return _view(found[0])


def find(said: str) -> GoalView:
    """A goal by its number, or by words of its title (open ones first). Raises NotFound with those there are, or Ambiguous."""
    words = clean(said, 400)
    if words.removeprefix("#").isdecimal() and len(words) < 12:
        return goal(int(words.removeprefix("#")))
    for some in (goals(), goals(closed=True)):
        hits = [g for g in some if fold(g.title) == fold(words)] or [
            g for g in some if all(w in fold(g.title) for w in fold(words).split())
        ]
        if len(hits) == 1:
            return hits[0]
        if len(hits) > 1:
            raise Ambiguous(f"“{words}” may be {several([f'“{g.title}” ({g.id})' for g in hits[:5]], 'or')}.", do="Say its number.")
    there = several([f"“{g.title}” ({g.id})" for g in goals()[:5]], "or")
    raise NotFound(f"No goal here is called “{words}”.", do=f"{there}?" if there else "Write the first: worthwhile goal-add TITLE")
