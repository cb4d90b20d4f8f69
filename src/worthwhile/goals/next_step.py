"""The next step with each person that a goal takes. Pure; what is proposed rests on what she set and on what is seen, never on a guess at motives.

Order: hear those who are against it, be introduced where there is no tie, ask where somebody stands, ask what an undecided one would need, ask for help
those who are for it, keep the others in the picture; each weighed by the say they have. Consultation and keeping informed are ways that the
evidence speaks for (Yukl & Tracey 1992; Lee et al. 2017), pressure and coalitions are not proposed at all.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from worthwhile.goals.first_words import words
from worthwhile.goals.salience import HIGH
from worthwhile.goals.values import GoalView, NextStep, Standing
from worthwhile.text import day

QUIET = 21 * 86_400  # seconds without contact after which somebody may want to be told how it stands
_FIRST = {"against": 1.0, "introduce": 0.95, "write": 0.85, "unknown": 0.9, "undecided": 0.75, "help": 0.6, "picture": 0.3}
_SERVES = ("organisation", "both")
_WAITING = ("against", "introduce", "write", "unknown", "undecided")  # the steps that are there for somebody's own word


def steps(goal: GoalView, people: Sequence[Standing], at: int, mail_until: int | None = None) -> list[NextStep]:
    """What comes next with each person of a goal, the most pressing first; those with whom nothing is to be done now are left out."""
    by_person = {s.person: s for s in people}
    asked = _whom_to_ask(goal, people)
    found = []
    for s in people:
        first = by_person.get(s.after or 0)
        waits = first is not None and first is not s and first.stance != "for"
        step = None if s.left_out or waits else _with(goal, s, at, mail_until, asks=s is asked)
        found += [step] if step is not None else []
    return sorted(found, key=lambda n: (-n.weight, n.what, n.person))


def pressing(goals: Iterable[tuple[GoalView, Sequence[NextStep]]]) -> list[NextStep]:
    """One step for each goal that has a day: the goal with the nearest day first."""
    dated = sorted((g.by, -some[0].weight, g.id, some[0]) for g, some in goals if g.by and some)
    return [step for *_, step in dated]


def waits_for(found: Iterable[NextStep]) -> dict[int, NextStep]:
    """Whose word a goal waits for, by person, with the step that says so: who is against it or undecided, whose stance is not known, or whom she
    does not know yet. Of several steps on one person the first is kept."""
    out: dict[int, NextStep] = {}
    for step in found:
        if step.kind in _WAITING:
            out.setdefault(step.about, step)
    return out


def _whom_to_ask(goal: GoalView, people: Sequence[Standing]) -> Standing | None:
    """Who is asked for the help that the goal wants: one at a time, for it, known, with the most say."""
    glad = [s for s in people if s.stance == "for" and s.known and not s.left_out] if goal.help else []
    return max(glad, key=lambda s: (s.say or 0, s.cares or 0, -s.person), default=None)


def _with(goal: GoalView, s: Standing, at: int, mail_until: int | None, *, asks: bool) -> NextStep | None:
    much, cares = s.say is None or s.say >= HIGH, (s.cares or 0) >= HIGH
    if not s.known:
        return _meet_them(goal, s, at, mail_until) if much or cares else None
    if s.stance == "against" and (much or cares):
        return _hear(goal, s, at)
    if s.stance == "unknown" and much:
        what = f"Ask {s.name} where they stand, and what would make it good for them"
        return _step(goal, s, "unknown", f"unknown {_since(s)}", what, f"{_say(s)} Where they stand is not known.", at)
    if s.stance == "undecided" and much:
        what = f"Ask {s.name} what they would need for a yes"
        return _step(goal, s, "undecided", f"undecided {_since(s)}", what, f"{_say(s)} {_stands(s, at)}", at)
    if asks:
        why = f"{_stands(s, at)} You noted what the goal wants: “{goal.help.rstrip('.')}”."
        return _step(goal, s, "help", f"help {goal.help}", f"Ask {s.name} for the help it wants", why, at, asks=True)
    if (much or cares) and s.last is not None and min(at, mail_until or at) - s.last > QUIET:
        why = f"{_stands(s, at)} The last exchange seen is of {_day(s.last, at)}{as_of(mail_until, at)}."
        return _step(goal, s, "picture", f"picture {s.last}", f"Tell {s.name} how it stands", why, at)
    return None


def _hear(goal: GoalView, s: Standing, at: int) -> NextStep:
    if s.fair:
        what, why = f"Take up with {s.name} what you noted would be fair", f"{_stands(s, at)} You noted: “{s.fair.rstrip('.')}”."
    else:
        what, why = f"Ask {s.name} what would make it good for them", f"{_say(s)} {_stands(s, at)}"
    return _step(goal, s, "against", f"against {_since(s)} {'fair' if s.fair else ''}".strip(), what, why, at)


def _meet_them(goal: GoalView, s: Standing, at: int, mail_until: int | None) -> NextStep:
    seen = f"No letter between you and {s.name} is seen here{as_of(mail_until, at)}."
    if s.warm is None:
        return _step(goal, s, "write", "write", f"Introduce yourself to {s.name}", f"{_say(s)} {seen}", at)
    why = f"{seen} {together(s, at)}"
    step = _step(goal, s, "introduce", "introduce", f"Ask {s.warm.name} whether they would introduce you to {s.name}", why, at, asks=True)
    return replace(step, person=s.warm.person, rows=(*step.rows, ("interaction", s.warm.row)))


def together(s: Standing, at: int) -> str:
    """Why somebody can introduce her: "Elsbeth Kuyper and Priya Nambiar were both in “Budget round” on 3 September."; "" without a warm path."""
    if s.warm is None:
        return ""
    where = f"“{s.warm.subject}”" if s.warm.subject else {"meeting": "a meeting"}.get(s.warm.kind, "a mail")
    return f"{s.warm.name} and {s.name} were both in {where} on {_day(s.warm.at, at)}."


def _step(goal: GoalView, s: Standing, kind: str, cause: str, what: str, why: str, at: int, *, asks: bool = False) -> NextStep:
    meets = f" You meet {_when(s.meets, at)}." if s.meets is not None else ""
    rows = (("stakeholder", s.row), *((("stance", s.history[0].row),) if s.history else ()))
    weight = round(_FIRST[kind] * (s.say or HIGH) / 5, 4)
    key = f"{goal.uid} {hashlib.blake2b(f'{s.anchor} {cause}'.encode(), digest_size=8).hexdigest()}"  # short, and names nobody
    return NextStep(
        goal.id, goal.uid, goal.title, s.person, key, what, f"{why}{meets}", rows, 5, asks, goal.serves or _SERVES, s.person, weight, kind,
        words(goal, kind, s),
    )  # fmt: skip


def _say(s: Standing) -> str:
    if s.say is None:
        return f"How much say {s.given} has is not known."
    return f"You set that {s.given} has {'much' if s.say >= HIGH else 'a little'} say in it."


def _stands(s: Standing, at: int) -> str:
    said = {"for": "for it", "undecided": "undecided", "against": "against it", "unknown": "not known"}[s.stance]
    since = f", as you set on {_day(s.history[0].at, at)}" if s.history else ""
    return f"{s.given} is {said}{since}." if s.stance != "unknown" else "Where they stand is not known."


def _since(s: Standing) -> int:
    return s.history[0].at if s.history else 0


def as_of(until: int | None, at: int) -> str:
    """How far her mail reaches, to end a sentence on what is not seen: ", as of your mail of 21 November"; "" where there is none."""
    return f", as of your mail of {_day(until, at)}" if until is not None else ""


def _day(moment: int, at: int) -> str:
    return day(datetime.fromtimestamp(moment), datetime.fromtimestamp(at).date())


def _when(moment: int, at: int) -> str:
    today = datetime.fromtimestamp(moment).date() == datetime.fromtimestamp(at).date()
    return "today" if today else f"on {_day(moment, at)}"
