"""Goals and the people they take, as plain values."""

from worthwhile.goals.queries.goals import find, goal, goals
from worthwhile.goals.queries.helpers import helpers
from worthwhile.goals.queries.standings import of_person, people_of, standings
from worthwhile.goals.queries.steps import next_steps, open_steps, steps_of, with_person
from worthwhile.goals.queries.warm import warm_paths

__all__ = [
    "find",
    "goal",
    "goals",
    "helpers",
    "next_steps",
    "of_person",
    "open_steps",
    "people_of",
    "standings",
    "steps_of",
    "warm_paths",
    "with_person",
]
