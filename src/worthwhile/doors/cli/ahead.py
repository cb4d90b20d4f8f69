"""The working days to come: week."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

import typer

from worthwhile.doors.cli.common import House, Json, command, give_json, next_steps, rows, say
from worthwhile.text import day, number


@command("week")
def week(
    house: House,
    minutes: Annotated[int, typer.Option("--minutes", "-m", min=1, max=240, help="The minutes you have on each day.")] = 10,
    as_json: Json = False,
) -> None:
    """What could be done on the next five working days, from what is on offer today; nothing of it is kept."""
    house.open()
    from worthwhile import day as walk

    plan = walk.week(minutes, at=house.at)
    if as_json:
        give_json(plan)
        return
    today = datetime.fromtimestamp(plan.at).date()
    for ahead in plan.days:
        on = date.fromisoformat(ahead.day)
        say(f"{on:%A} {day(on, today)}", style="name")
        rows([(f"{p.minutes} min", p.title, "") for p in ahead.acts], head=8)
        if not ahead.acts:
            say("Nothing yet.", indent=9)
        say()
    say(
        f"With {number(minutes)} minutes a day, from what is on offer today; nobody stands in it twice, and those of today’s list are left out. "
        "Meetings and birthdays come on their day. What comes in meanwhile changes it: nothing of it is kept."
    )
    next_steps("worthwhile today", "week --minutes 20")
