"""Deeds on goals: begun, put in other words, reached, let go."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from itertools import count
from typing import Any

from django.db import transaction

from worthwhile.errors import NotFound, NotNow, NotUnderstood
from worthwhile.goals.days import to_come, understood
from worthwhile.goals.models import Goal, Stakeholder, Stance
from worthwhile.text import clean, fold, several
from worthwhile.workspace.deeds import takes_back
from worthwhile.workspace.models import Deed
from worthwhile.workspace.services import note_deed

SERVES = ("them", "both", "organisation", "me")  # planning's INTENTS; a test holds the two together
_WORDS = ("title", "why", "serves_whom", "help", "mine")


@transaction.atomic
def start(
    title: str,
    *,
    why: str = "",
    by: str = "",
    serves: Sequence[str] = (),
    serves_whom: str = "",
    help: str = "",
    mine: str = "",
    passed: bool = False,
    at: int,
) -> int:
    """Begin a goal in her words; its id. `by` is a day as she writes it, or "" (kept, and not planned); one that has passed is taken with `passed`.

    Raises NotUnderstood (also where an open goal bears this title: each is found by it), and Passed for a day that has passed."""
    said = _said({"title": title, "why": why, "by": by, "serves": serves, "serves_whom": serves_whom, "help": help, "mine": mine}, at)
    if not passed:
        to_come(said["by"], datetime.fromtimestamp(at).date())
    there = next((g for g in Goal.objects.filter(closed=None).order_by("pk") if fold(g.title) == fold(said["title"])), None)
    if there is not None:
        raise NotUnderstood(
            f"A goal called “{there.title}” stands already, as goal {there.pk}.",
            do=f"See it: worthwhile goal {there.pk}. Or give this one another title.",
        )
    goal = Goal.objects.create(uid=_uid(said["title"], at), at=at, **said)
    note_deed("start goal", f"You began a goal: “{goal.title}”.", {"goal": goal.uid, "touches": [_mark(goal.uid)]}, at=at)
    return goal.pk


@takes_back("start goal")
def _take_back_start(payload: dict[str, Any]) -> None:
    found = Goal.objects.filter(uid=payload["goal"])
    if Stakeholder.objects.filter(goal__in=found).exists() or Stance.objects.filter(goal__in=found).exists():
        raise NotNow(
            "There are people on this goal, so that it was not taken back.", do="Take back first what you did there, or drop the goal."
        )
    if (
        Deed.objects.filter(undone=False, payload__goal=payload["goal"]).exclude(verb="start goal").exists()
    ):  # somebody put on and taken off
        raise NotNow(
            "Something you did on this goal still stands, so that it was not taken back.", do="Take that back first, or drop the goal."
        )
    found.delete()


@transaction.atomic
def change(goal_id: int, *, at: int, passed: bool = False, **words: str | Sequence[str]) -> str:
    """Put a goal in other words: title, why, by, serves, serves_whom, help, mine; what is not named stays.

    Another day that has passed is taken with `passed`. Raises NotFound, NotUnderstood, and Passed for such a day."""
    goal = goal_row(goal_id)
    said = _said(words, at)
    changed = {name: value for name, value in said.items() if getattr(goal, name) != value}
    if not changed:
        return "That is how it stands already; nothing was changed."
    if not passed:
        to_come(changed.get("by", ""), datetime.fromtimestamp(at).date())
    before = {name: getattr(goal, name) for name in changed}
    Goal.objects.filter(pk=goal.pk).update(**changed)
    title = changed.get("title", goal.title)
    payload = {"goal": goal.uid, "before": before, "touches": [_mark(goal.uid)]}
    note_deed("change goal", f"You changed your goal “{title}”.", payload, at=at)
    return f"Kept: “{title}”. Undo with: worthwhile undo"


@transaction.atomic
def finish(goal_id: int, outcome: str = "", *, at: int) -> str:
    """It got done; `outcome` is what came of it, in her words. Raises NotFound, NotNow."""
    return _end(goal_id, clean(outcome), "finish goal", "You got done: “{}”.", at)


@transaction.atomic
def drop(goal_id: int, *, at: int) -> str:
    """She lets it go; it is kept among the ended ones, with the people. Raises NotFound, NotNow."""
    return _end(goal_id, "", "drop goal", "You let go of “{}”.", at)


def _end(goal_id: int, outcome: str, verb: str, sentence: str, at: int) -> str:
    goal = goal_row(goal_id)
    if goal.closed is not None:
        raise NotNow(f"“{goal.title}” came to its end before.", do="See it among the ended ones: worthwhile goals --ended")
    before = {"closed": None, "outcome": goal.outcome}
    Goal.objects.filter(pk=goal.pk).update(closed=at, outcome=outcome or goal.outcome)
    said = sentence.format(goal.title)
    note_deed(verb, said, {"goal": goal.uid, "before": before, "touches": [_mark(goal.uid)]}, at=at)
    return f"{said} Undo with: worthwhile undo"


def _as_it_was(payload: dict[str, Any]) -> None:
    Goal.objects.filter(uid=payload["goal"]).update(**payload["before"])


for _verb in ("change goal", "finish goal", "drop goal"):
    takes_back(_verb)(_as_it_was)


def goal_row(goal_id: int) -> Goal:
    """The row of a goal. Raises NotFound."""
    found = Goal.objects.filter(pk=goal_id).first() if 0 <= goal_id < 2**63 else None
    if found is None:
        raise NotFound(f"No goal here has the number {goal_id}.", do="See your goals: worthwhile goals")
    return found


def _uid(title: str, at: int) -> str:
    """The same whenever the same goal is begun at the same moment, so that stores that say the same are equal; another for a second one."""
    made = (hashlib.blake2b(f"{title} {at} {n}".encode(), digest_size=8).hexdigest() for n in count())
    return next(uid for uid in made if not Goal.objects.filter(uid=uid).exists())


def _mark(uid: str) -> str:
    return f"goal {uid}"


def _said(words: dict[str, Any], at: int) -> dict[str, str]:
    """What was said, as it is kept."""
    unknown = words.keys() - {*_WORDS, "by", "serves"}
    if unknown:
        raise NotUnderstood(f"A goal has no “{sorted(unknown)[0]}”.", do=f"It has {several([*_WORDS, 'by', 'serves'])}.")
    kept = {name: clean(words[name], 300 if name == "title" else 4000) for name in _WORDS if name in words}
    if not kept.get("title", "-"):
        raise NotUnderstood("What has to get done was not said, so nothing was kept.", do="Write it in a few words.")
    if "by" in words:
        kept["by"] = understood(words["by"], datetime.fromtimestamp(at).date())
    if "serves" in words:
        wrong = [w for w in words["serves"] if w not in SERVES]
        if wrong:
            raise NotUnderstood(f"“{wrong[0]}” is nobody that a goal can serve.", do=f"Say {several(list(SERVES), 'or')}.")
        kept["serves"] = " ".join(w for w in SERVES if w in words["serves"])
    return kept
