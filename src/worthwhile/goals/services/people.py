"""Deeds on the people that a goal takes: put on it, taken out, where they stand."""

from typing import Any

from django.db import transaction

from worthwhile.errors import NotFound, NotNow, NotUnderstood
from worthwhile.goals.chart import cares_words, say_words
from worthwhile.goals.models import Goal, Stakeholder, Stance
from worthwhile.goals.services.goals import goal_row
from worthwhile.goals.values import LEAST, MOST, STANCES
from worthwhile.people import queries as people
from worthwhile.people.values import PersonView
from worthwhile.text import clean, several
from worthwhile.workspace.deeds import takes_back
from worthwhile.workspace.services import note_deed

_TEXTS = ("gains", "loses", "fair", "moves", "moves_source")
_COLUMNS = ("id", "anchor", "say", "cares", *_TEXTS, "after", "at")


@transaction.atomic
def put(
    goal_id: int,
    person: int,
    *,
    at: int,
    say: int | None = None,
    cares: int | None = None,
    gains: str | None = None,
    loses: str | None = None,
    fair: str | None = None,
    moves: str | None = None,
    moves_source: str | None = None,
    after: int | None = None,
) -> str:
    """Put somebody on a goal, or change what stands there of them; what is None stays, 0 and "" make it unknown again.

    `say` and `cares` are 1 (little) to 5 (much); `after` is the person whose yes is needed first. What moves them is kept with its source only.
    Raises NotFound, NotUnderstood."""
    goal, who = goal_row(goal_id), people.person(person)
    rows = list(_rows(goal, who))
    _somebody_else(goal, who, bool(rows))
    said = _said(_named(say, cares, gains, loses, fair, moves, moves_source))
    if after is not None:
        said["after"] = _first(who, after)
    _with_source(said, rows)
    payload: dict[str, Any] = {
        "goal": goal.uid,
        "touches": _marks(goal.uid, who),
        "before": [_columns(r) for r in rows],
        "anchors": [who.anchor],
    }
    if rows:
        changed = {name for name, value in said.items() if any(getattr(row, name) != value for row in rows)}
        if not changed:
            return "That is how it stands already; nothing was changed."
        before = {name: getattr(rows[0], name) for name in changed}
        for row in rows:  # two records of one person say the same from here on
            Stakeholder.objects.filter(pk=row.pk).update(**said)
        sentence = f"{_told(changed, who.name)} “{goal.title}”{_moved(changed, before, said)}."
    else:
        payload["made"] = Stakeholder.objects.create(goal=goal, anchor=who.anchor, at=at, **said).pk
        sentence = f"You put {who.name} on “{goal.title}”."
    note_deed("put on goal", sentence, payload, at=at)
    return f"{sentence} Undo with: worthwhile undo"


def _told(changed: set[str], name: str) -> str:
    """What was done, up to the goal's title."""
    if changed <= {"say", "cares"}:
        return f"You moved {name} on the map of"
    if changed <= {"moves", "moves_source"}:
        return f"You noted what matters to {name}, for"
    noted = {
        "gains": f"what {name} stands to gain from",
        "loses": f"what {name} stands to lose by",
        "fair": f"what would be fair to {name} in",
        "after": f"whose yes is needed before that of {name} for",
    }
    return f"You noted {noted[next(iter(changed))]}" if len(changed) == 1 else f"You changed what you noted on {name} for"


def _moved(changed: set[str], before: dict[str, Any], after: dict[str, Any]) -> str:
    """From where to where somebody was moved on the map, in words: ": from some say to much say"."""
    if not changed <= {"say", "cares"}:
        return ""
    words = {"say": say_words, "cares": cares_words}
    return ": " + " and ".join(f"from “{words[n](before[n] or None)}” to “{words[n](after[n] or None)}”" for n in words if n in changed)


@takes_back("put on goal")
def _take_back_put(payload: dict[str, Any]) -> None:
    if "made" in payload:
        Stakeholder.objects.filter(pk=payload["made"]).delete()
    for row in payload["before"]:
        Stakeholder.objects.filter(pk=row["id"]).update(**{name: value for name, value in row.items() if name != "id"})


@transaction.atomic
def take_out(goal_id: int, person: int, *, at: int) -> str:
    """Somebody has no say in this goal after all: they and where they stood are taken off it. Raises NotFound."""
    goal, who = goal_row(goal_id), people.person(person)
    rows, stances = list(_rows(goal, who)), list(Stance.objects.filter(goal=goal, anchor__in=people.anchors_of(who.id)))
    if not rows:
        raise NotFound(f"{who.name} is not on “{goal.title}”.", do=f"See who is: worthwhile goal {goal.pk}")
    payload = {
        "goal": goal.uid,
        "touches": _marks(goal.uid, who),
        "rows": [_columns(r) for r in rows],
        "stances": [{"id": s.pk, "anchor": s.anchor, "stance": s.stance, "why": s.why, "at": s.at} for s in stances],
    }
    Stakeholder.objects.filter(pk__in=[r.pk for r in rows]).delete()
    Stance.objects.filter(pk__in=[s.pk for s in stances]).delete()
    sentence = f"You took {who.name} off “{goal.title}”."
    note_deed("take off goal", sentence, payload, at=at)
    return f"{sentence} Undo with: worthwhile undo"


@takes_back("take off goal")
def _take_back_take_out(payload: dict[str, Any]) -> None:
    goal = Goal.objects.filter(uid=payload["goal"]).first()
    if goal is None:
        raise NotNow(
            "That goal is not here any more, so nobody can be put back on it.", do="Take back something else: worthwhile undo --list"
        )
    Stakeholder.objects.bulk_create(Stakeholder(goal=goal, **row) for row in payload["rows"])
    Stance.objects.bulk_create(Stance(goal=goal, **row) for row in payload["stances"])


@transaction.atomic
def stance(goal_id: int, person: int, stance: str, why: str = "", *, at: int) -> str:
    """Where somebody stands towards a goal from now on: "for", "undecided", "against" or "unknown"; what was set before is kept.

    Somebody who was not on the goal is put on it. Raises NotFound, NotUnderstood."""
    goal, who = goal_row(goal_id), people.person(person)
    if stance not in STANCES:
        raise NotUnderstood(f"“{stance}” is no place to stand.", do=f"Say {several(list(STANCES), 'or')}.")
    _somebody_else(goal, who, _rows(goal, who).exists())
    now = Stance.objects.filter(goal=goal, anchor__in=people.anchors_of(who.id), at__lte=at).order_by("-at", "-pk").first()
    if now is not None and now.stance == stance and clean(why) in ("", now.why) and _rows(goal, who).exists():
        return "That is how it stands already; nothing was changed."
    made = None if _rows(goal, who).exists() else Stakeholder.objects.create(goal=goal, anchor=who.anchor, at=at).pk
    new = Stance.objects.create(goal=goal, anchor=who.anchor, stance=stance, why=clean(why), at=at)
    said = {"for": "for it", "undecided": "undecided", "against": "against it", "unknown": "not known"}[stance]
    sentence = f"You set where {who.name} stands on “{goal.title}”: {said}."
    payload = {"goal": goal.uid, "touches": _marks(goal.uid, who), "stance": new.pk, "made": made, "anchors": [who.anchor]}
    note_deed("stance", sentence, payload, at=at)
    return f"{sentence} Undo with: worthwhile undo"


@takes_back("stance")
def _take_back_stance(payload: dict[str, Any]) -> None:
    Stance.objects.filter(pk=payload["stance"]).delete()
    if payload["made"] is not None:
        Stakeholder.objects.filter(pk=payload["made"]).delete()


def _somebody_else(goal: Goal, who: PersonView, there: bool) -> None:
    """Raises NotUnderstood where she would put herself on a goal of her own; whom she joined with herself since may be changed and taken off."""
    if who.kind == "me" and not there:
        raise NotUnderstood(
            f"{who.name} is you; what is in it for you stands with the goal.", do=f'Say it: worthwhile goal-change {goal.pk} --mine "…"'
        )


def _marks(uid: str, who: PersonView) -> list[str]:
    """One for each record of them: a deed on a record before it was joined with another is older work on the same person."""
    return [f"goal {uid} {anchor}" for anchor in people.anchors_of(who.id)]


def _rows(goal: Goal, who: PersonView) -> Any:
    return Stakeholder.objects.filter(goal=goal, anchor__in=people.anchors_of(who.id)).order_by("at", "pk")


def _columns(row: Stakeholder) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _COLUMNS}


def _named(say: int | None, cares: int | None, *texts: str | None) -> dict[str, int | str]:
    every = dict(zip(("say", "cares", *_TEXTS), (say, cares, *texts), strict=True))
    return {name: value for name, value in every.items() if value is not None}


def _said(words: dict[str, int | str]) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for name, value in words.items():
        if isinstance(value, int):
            if value != 0 and not LEAST <= value <= MOST:
                raise NotUnderstood(f"{value} is no step from little to much.", do="Say 1 (little) to 5 (much), or 0 for not known.")
            out[name] = value or None
        else:
            out[name] = clean(value, 200 if name == "moves_source" else 4000)
    return out


def _with_source(said: dict[str, Any], rows: list[Stakeholder]) -> None:
    """What moves somebody is theirs to say: it is kept with where it was said, or not at all."""
    had = next(((r.moves, r.moves_source) for r in reversed(rows) if r.moves), ("", ""))
    moves, source = said.get("moves", had[0]), said.get("moves_source", had[1])
    if moves and not source:
        raise NotUnderstood(
            "How do you know what moves them? It is kept only with where it was said.",
            do="Add a few words, as “they said so in March”; or ask them first.",
        )
    if not moves and "moves" in said:
        said["moves_source"] = ""


def _first(who: PersonView, after: int) -> str:
    """The anchor of the one whose yes is needed first; "" for nobody."""
    if after == 0:
        return ""
    first = people.person(after)
    if first.id == who.id:
        raise NotUnderstood(f"{who.name}’s own yes cannot come before itself.", do="Name somebody else, or nobody.")
    return first.anchor
