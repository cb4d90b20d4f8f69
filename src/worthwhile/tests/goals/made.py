"""Goals and people made by hand, for what is pure."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from worthwhile.goals.values import GoalView, Standing, Stood, Warm

DAY = 86_400
NOW = int(datetime(2026, 11, 24, 9, tzinfo=UTC).timestamp())
GOAL = GoalView(1, "g1", "A test lab", by="2027-02-15", at=NOW - 30 * DAY)
ELSBETH = Warm(12, "Elsbeth Kuyper", "Elsbeth", 77, "mail", "Overtime", NOW - 33 * DAY, 3)


def standing(name: str = "Helene Marchetti", stance: str = "", **more: Any) -> Standing:
    """Somebody known, with much say and much interest, last met a week ago."""
    given = name.split()[0]
    person = more.pop("person", sum(map(ord, name)))
    made = Standing(person * 10, person, f"email:{given.lower()}@x.example", name, given, say=4, cares=4, known=True, last=NOW - 7 * DAY)
    history = (Stood(stance, "", NOW - 5 * DAY, person * 100),) if stance else ()
    return replace(made, history=history, **more)
