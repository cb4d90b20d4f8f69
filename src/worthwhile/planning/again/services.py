"""Today looked at again: the list that was shown in this hour is shown as it was, if all that it rests on is as it was.

What it rests on is read, not told of by deeds, so that no deed has to know of it: lines, acts, goals and choices word for word; of the log and of who is
who, which are large, the few numbers that are others whenever they are. A list holds for the hour, as learned chances do, and no longer than
until something in the calendar begins, ends or comes within a day, or an act that was put off comes back."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from worthwhile import __version__
from worthwhile.people.queries import people_by_id
from worthwhile.planning.page import Line, Page
from worthwhile.planning.words import DAY, given, iso, local, serves_words
from worthwhile.store import Derived, Fact, Setting, nouns, rows
from worthwhile.workspace.queries import preference
from worthwhile.workspace.services import prefer

if TYPE_CHECKING:
    from worthwhile.planning.values import Today

KEPT = "list of the hour"
# Deed and Shown grow with every deed and every day; what a deed tells of stands in the others, and what was shown before this day stays as it is
LARGE = frozenset((
    "Address", "Card", "CardAddress", "Event", "Forgotten", "Former", "Held", "ImportRun", "Interaction", "Participation", "Refusal", "Sighting",
    "Belonging", "CardOf", "Join", "Person", "Profile", "Question", "Tie", "Deed", "Shown",
))  # fmt: skip
_NUMBERS = """select (select max(id) from worthwhile_interaction), (select max(id) from worthwhile_card), count(*), sum(taken), sum(known),
    sum(case state when 'undone' then 1 else 0 end) from worthwhile_importrun"""
_TURNS = f"""select min(turn) from (select min(at) as turn from worthwhile_interaction where at > %s
    union all select min(at) - {DAY} from worthwhile_interaction where at > %s + {DAY}
    union all select min(at + 60 * minutes) from worthwhile_interaction where at <= %s and at > %s - {DAY} and at + 60 * minutes > %s
    union all select min(until) from worthwhile_act where until > %s
    union all select min(at) from worthwhile_act where at > %s union all select min(at) from worthwhile_note where at > %s) as turns"""


def shown(minutes: int, at: int) -> Page | None:
    """The page as it was shown in this hour for these minutes; None where it has to be worked out."""
    kept = preference(KEPT)
    if kept is None or kept["minutes"] != minutes or not kept["at"] <= at < kept["until"] or kept["rests_on"] != rests_on(at):
        return None
    return _page(kept, at)


def keep(plan: Today) -> Page:
    """The page of a plan, kept to be shown again. Call it in the transaction in which the plan was made, so that nothing can come between."""
    kept = {
        "at": plan.at,
        "until": _until(plan.at),
        "minutes": plan.minutes,
        "rests_on": rests_on(plan.at),
        "meeting": [plan.meeting.at, plan.meeting_with.id, plan.meeting.whole_day] if plan.meeting and plan.meeting_with else None,
        "hers": {str(item.number): item.serves_hers for item in plan.items},
        "ask": plan.ask and plan.ask.act,
        "mail": plan.mail_until,
        "calendar": plan.calendar_until,
        "aside": bool(plan.aside),
        "spent": plan.spent,
    }
    prefer(KEPT, kept)
    return _page(kept, plan.at)


def rests_on(at: int) -> list[Any]:
    """What is another whenever a list worked out in the hour of `at` may be another."""
    whole = hashlib.blake2b(digest_size=16)
    for noun in [*nouns(Fact), *nouns(Derived), *nouns(Setting)]:
        if noun.__name__ not in LARGE:
            but = " where name <> %s" if noun.__name__ == "Preference" else ""
            whole.update(repr(rows(f"select * from {noun._meta.db_table}{but}", [KEPT] if but else [])).encode())
    return [__version__, _newest(), f"{local(at):%Y-%m-%dT%H %z}", *rows(_NUMBERS)[0], whole.hexdigest()]


def _newest() -> int:
    """When the newest file of the program was written (nanoseconds): another program may make another list of the same facts, or keep it otherwise."""
    files = (f"{folder}/{name}" for folder, _, names in os.walk(Path(__file__).parents[2]) for name in names if name.endswith(".py"))
    return max((os.stat(file).st_mtime_ns for file in files), default=0)  # noqa: PTH116 (a Path for each of four hundred costs thrice)


def _until(at: int) -> int:
    ((turn,),) = rows(_TURNS, [at] * 8)
    hour = at - at % 3600 + 3600
    return hour if turn is None else min(hour, turn)


def _page(kept: dict[str, Any], at: int) -> Page:
    found = rows("select position, proposal from worthwhile_slate where day = %s order by position", [iso(at)])
    acts = [(number, json.loads(act) if isinstance(act, str) else act) for number, act in found]
    when, whom, whole_day = kept["meeting"] or (0, 0, False)
    who = people_by_id([*(act["person"] for _, act in acts), whom])
    asked = rows("select id, title from worthwhile_act where id = %s", [kept["ask"]])
    return Page(
        at,
        kept["minutes"],
        tuple(
            Line(
                *(number, act["title"], act["minutes"], act["why"][0]["sentence"] if act["why"] else ""),
                tuple(reason["source"] for reason in act["why"] if reason["source"]),
                serves_words(act["serves"], given(who[act["person"]])),
                tuple(kept["hers"].get(str(number), ())),
            )
            for number, act in acts
        ),
        (when, who[whom], whole_day) if whom else None,
        asked[0] if asked else None,
        kept["mail"],
        kept["calendar"],
        preference("a word")["said"] if kept["aside"] else "",
        kept["spent"],
    )
