"""Deeds of introducing: begun, answered, made, and what came of it; and her no to two who might have met."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from worthwhile.errors import NotFound, NotNow, NotUnderstood
from worthwhile.people import queries as people
from worthwhile.people.values import PersonView
from worthwhile.text import clean, several
from worthwhile.text import day as told_day
from worthwhile.value import introductions as steps
from worthwhile.value.models import Introduction
from worthwhile.value.queries.introductions import introduction as as_seen
from worthwhile.value.queries.matches import matches
from worthwhile.value.queries.nearly import near
from worthwhile.workspace.deeds import takes_back
from worthwhile.workspace.services import note_deed

LATER = 2 * 86_400  # seconds: when what was put off comes back, as an act of Today does
_MOVES = ("stage", "declined", "came", "changed", "closed")


@transaction.atomic
def introduce(one: int, other: int, *, need: str, offer: str = "", at: int) -> int:
    """Begin to introduce two people: `one` could use what `other` could give, and is asked first; its id.

    Raises NotUnderstood where it is one person, ego, no person, or nothing to talk about; NotNow where one of these two, about the same or
    nearly the same, is under way already."""
    first, second, words = _two(one, other, need)
    if (there := _under_way(first, second, words)) is not None:
        raise NotNow(
            f"The introduction of {' and '.join(steps.called(first, second))} is under way already, number {there.pk}: “{there.need}”.",
            do=f"Its next step, and the words for it: worthwhile introductions {there.pk}",
        )
    kept = _keep(first, second, words, clean(offer), "ask one", at)
    _note("introduce", f"You began to introduce {first.name} and {second.name}.", kept, {}, at)
    return kept.pk


@transaction.atomic
def set_aside(one: int, other: int, need: str, offer: str = "", *, at: int) -> int:
    """Her no to two who might meet: they are not suggested for this need again; its id. Raises NotUnderstood."""
    first, second, words = _two(one, other, need, herself=True)
    kept = _keep(first, second, words, clean(offer), "set aside", at)
    _note("set aside", f"You set aside: {first.name} and {second.name}.", kept, {}, at)
    return kept.pk


@transaction.atomic
def put_off(need: int, *, at: int, until: int | None = None) -> str:
    """Not today, for a need that meets somebody: it comes back by itself on the day after tomorrow, or at `until`; a sentence that says so.

    Raises NotFound where that need meets nothing, NotUnderstood for a day that is past."""
    match = next((m for m in matches() if m.need == need), None)
    if match is None:
        raise NotFound("That need meets nothing at present, so there is nothing to put off.", do="See what does: worthwhile needs")
    back = at + LATER if until is None else until
    if back <= at:
        raise NotUnderstood("That day is past.", do="Name a day that is still to come.")
    first, second, words = _two(match.who, match.giver, match.text, herself=True)
    kept = _keep(first, second, words, clean(match.offered), "later", at, back)
    day = datetime.fromtimestamp(back).date()
    sentence = f"What meets “{words}” comes back on {day:%A} {told_day(day, datetime.fromtimestamp(at).date())}."
    _note("put off", sentence, kept, {}, at)
    return sentence


@transaction.atomic
def said(introduction: int, answer: str, *, at: int, stage: str = "") -> str:
    """What the one who was asked answered, "yes" or "no"; a sentence that says what is next. With the stage that she saw, so that a key
    pressed twice never counts for the second. Raises NotFound, NotNow, NotUnderstood."""
    row = _open(introduction)
    if stage and stage != row.stage:
        raise NotNow("That answer is kept already.", do="Go back to Needs & offers; the page shows what is next.")
    stage, whom = steps.after(row.stage, answer), steps.asked(row.stage)
    name = _both(row)[whom == "other"]
    closed, declined = (at, whom) if answer == "no" else (None, "")
    _move(row, {"stage": stage, "declined": declined, "changed": at, "closed": closed})
    sentence = f"{name} said yes." if answer == "yes" else f"{name} would rather not."
    _note("said", sentence, row, _before(row), at)
    return sentence


@transaction.atomic
def introduced(introduction: int, *, at: int) -> str:
    """Both said yes, and she introduced them: it is told with both as given. Raises NotFound, NotNow before both said yes."""
    row = _open(introduction)
    if row.stage != "introduce":
        raise NotNow("They are introduced once both said yes.", do="See where it stands: worthwhile introductions")
    _move(row, {"stage": "made", "changed": at})
    sentence = f"You introduced {several(list(_both(row)))}."
    _note("introduced", sentence, row, _before(row), at)
    return sentence


@transaction.atomic
def came(introduction: int, text: str, *, at: int) -> str:
    """What came of an introduction that was made: her own statement, never claimed by the program. It can be said anew.

    Raises NotFound, NotNow before it was made, NotUnderstood without words."""
    row, words = _found(introduction), clean(text)
    if not words:
        raise NotUnderstood("What came of it was not said.", do="Write a few words.")
    if row.stage != "made":
        raise NotNow("Nothing can have come of it yet: they are not introduced.", do="See where it stands: worthwhile introductions")
    _move(row, {"came": words, "closed": row.closed if row.closed is not None else at})
    two = several(list(_both(row)))
    _note("came", f"You said what came of introducing {two}.", row, _before(row), at)
    return f"Kept for {two}: “{words}”." + (f" Before, it said “{row.came}”." if row.came and row.came != words else "")


@transaction.atomic
def stop(introduction: int, *, at: int) -> str:
    """It ends here, whatever the step; one that was made stays made. Raises NotFound."""
    row = _open(introduction, ending=True)
    _move(row, {"closed": at} | ({} if row.stage == "made" else {"stage": "closed", "changed": at}))
    two = several(list(_both(row)))
    sentence = f"You let the introduction of {two} rest." if row.stage == "made" else f"You stopped introducing {two}."
    _note("stop introducing", sentence, row, _before(row), at)
    return sentence


@takes_back("introduce")
@takes_back("set aside")
@takes_back("put off")
def _take_back_begun(payload: dict[str, Any]) -> None:
    Introduction.objects.filter(pk=payload["row"]).delete()


@takes_back("said")
@takes_back("introduced")
@takes_back("came")
@takes_back("stop introducing")
def _take_back_moved(payload: dict[str, Any]) -> None:
    Introduction.objects.filter(pk=payload["row"]).update(**payload["before"])


def _two(one: int, other: int, need: str, *, herself: bool = False) -> tuple[PersonView, PersonView, str]:
    first, second, words = people.person(one), people.person(other), clean(need)
    if first.id == second.id:
        raise NotUnderstood(f"{first.name} is one person.", do="Name two.")
    for who in (first, second):
        if who.kind == "me" and not herself:
            raise NotUnderstood("You are one of the two, so nobody needs introducing.", do="Offer it, or ask: worthwhile ask NAME")
        if who.kind not in ("me", "person", "stranger"):
            raise NotUnderstood(f"{who.name} is not taken for a person.", do=f"If they are one: worthwhile is {who.id} person")
    if not words:
        raise NotUnderstood("What they would talk about was not said.", do="Say it in a few words, as: someone who has certified a sensor")
    return first, second, words


def _under_way(first: PersonView, second: PersonView, words: str) -> Introduction | None:
    """The introduction of these two that is about these words, or about nearly the same, and is not made yet; whoever of them is asked first."""
    one, other = people.anchors_of(first.id), people.anchors_of(second.id)
    these = Q(anchor__in=one, other__in=other) | Q(anchor__in=other, other__in=one)
    same = Introduction.objects.filter(these, closed=None).exclude(stage="made").order_by("pk")
    return next((i for i in same if i.need == words), None) or next((i for i in same if near(words, i.need)), None)


def _keep(one: PersonView, other: PersonView, need: str, offer: str, stage: str, at: int, changed: int | None = None) -> Introduction:
    uid, moment = steps.uid(one.anchor, other.anchor, need, at), at
    while Introduction.objects.filter(uid=uid).exists():  # the same two and the same words within one second: the next moment
        moment += 1
        uid = steps.uid(one.anchor, other.anchor, need, moment)
    closed = at if stage in steps.ENDED else None
    return Introduction.objects.create(
        uid=uid,
        anchor=one.anchor,
        other=other.anchor,
        need=need,
        offer=offer,
        stage=stage,
        at=at,
        changed=at if changed is None else changed,
        closed=closed,
    )


def _found(introduction: int) -> Introduction:
    row = Introduction.objects.filter(pk=introduction).first()
    if row is None:
        raise NotFound("That introduction is not here.", do="See them: worthwhile introductions")
    return row


def _open(introduction: int, *, ending: bool = False) -> Introduction:
    row = _found(introduction)
    if row.closed is not None:
        raise NotNow("That introduction came to an end already.", do="See them: worthwhile introductions --all")
    seen = as_seen(row.pk)
    if seen.one == seen.other and not ending:  # joined since it was begun
        raise NotNow("The two turned out to be one person.", do=f"Let it rest: worthwhile rest {row.pk}")
    return row


def _before(row: Introduction) -> dict[str, Any]:
    """What stood in the row as it was loaded: `_move` writes past it."""
    return {name: getattr(row, name) for name in _MOVES}


def _move(row: Introduction, changes: dict[str, Any]) -> None:
    Introduction.objects.filter(pk=row.pk).update(**changes)


def _note(verb: str, sentence: str, row: Introduction, before: dict[str, Any], at: int) -> None:
    payload = {"row": row.pk, "touches": [f"introduction {row.pk}"], "before": before, "on": [row.anchor, row.other]}
    note_deed(verb, sentence, payload, at=at)


def _both(row: Introduction) -> tuple[str, str]:
    """The names of the two."""
    seen = as_seen(row.pk)
    who = people.people_by_id([seen.one, seen.other])
    return who[seen.one].name, who[seen.other].name
