"""Deeds of writing down: a note on somebody, a note settled, her offers."""

import re
from typing import Any

from django.db import transaction

from worthwhile.errors import NotFound, NotNow, NotUnderstood
from worthwhile.people import queries as people
from worthwhile.text import clean, several
from worthwhile.value.kinds import ANSWERED, ANSWERS, HELP, HERS, KINDS
from worthwhile.value.models import Note, Offer
from worthwhile.value.queries.nearly import standing
from worthwhile.workspace.deeds import takes_back
from worthwhile.workspace.services import note_deed

TWICE = 5  # seconds within which the same line again is a button pressed twice
LONGEST = 480  # minutes: more of somebody’s time than a day is no ask
_PART = re.compile(r"[,;\n·•]+")


@transaction.atomic
def note(
    person: int, text: str, *, at: int, kind: str = "note", help: str = "", source: str = "", minutes: int | None = None, serves: str = "",
    instead: int | None = None,
) -> int:  # fmt: skip
    """Keep a line on somebody, who could read it; its id. A new question to put to them ("ask") takes the place of the last, and what is
    kept `instead` of a need or an ask (its id) of the same person, or of her own, settles that one. The same within
    seconds is kept once. `minutes`: of their time, for an ask; `serves`: whom it serves, with spaces.

    Raises NotUnderstood when it is empty or of no kind."""
    words = clean(text)
    if not words:
        raise NotUnderstood("The note is empty, so nothing was kept.", do="Write a few words.")
    if kind not in KINDS:
        raise NotUnderstood(f"“{kind}” is no kind of note.", do=f"Say {several(list(KINDS), 'or')}.")
    sized(minutes, help)
    who = people.person(person)
    if who.kind == "me" and kind not in HERS:
        raise NotUnderstood(f"{who.name} is you: a line of this kind is on somebody else.", do="Name whom it is about.")
    made = {"kind": kind, "text": words, "help": help, "source": clean(source, 200), "minutes": minutes, "serves": clean(serves, 40)}
    just = Note.objects.filter(anchor__in=people.anchors_of(person), at__range=(at - TWICE, at), closed=None, **made).first()
    if just is not None:
        return just.pk
    earlier = Note.objects.filter(anchor__in=people.anchors_of(person), kind="ask", closed=None) if kind == "ask" else Note.objects.none()
    replaced = list(earlier.values_list("id", flat=True))
    if instead is not None:
        mine = people.me()
        whose = [*people.anchors_of(who.id), *(people.anchors_of(mine.id) if mine else ())]
        came_from = Note.objects.filter(pk=instead, kind__in=("need", "ask"), closed=None, anchor__in=whose).exclude(pk__in=replaced)
        replaced += came_from.values_list("id", flat=True)
    Note.objects.filter(pk__in=replaced).update(closed=at)
    kept = Note.objects.create(anchor=who.anchor, at=at, **made)
    what = (
        f"You noted what you could use: “{words}”."
        if who.kind == "me" and kind == "need"
        else f"You noted on {who.name} ({KINDS[kind].said.removesuffix(' this')}): “{words}”."
        if kind != "note"
        else f"You wrote a note on {who.name}."
    )
    note_deed("note", what, {"note": kept.pk, "replaced": replaced, "on": who.anchor}, at=at)
    return kept.pk


def once(person: int, text: str, *, at: int, kind: str) -> int | None:
    """The number of somebody’s open need that said exactly this a moment ago (a button pressed twice), if one did. Raises NotNow where one
    says it since longer: it stands, and no copy of it is kept."""
    there = standing(person, text) if kind == "need" else None
    if there is None or at - TWICE <= there.at <= at:
        return None if there is None else there.id
    who = people.person(person)
    whose = "Your need" if who.kind == "me" else f"{who.name}’s need"
    raise NotNow(
        f"{whose} “{there.text}” stands already, as line {there.id}, so nothing was kept.",
        do=f"Once it is met: worthwhile settle {there.id}",
    )


def sized(minutes: int | None, help: str) -> None:
    """Raises NotUnderstood where this is no size of an ask, or no kind of help."""
    if help and help not in HELP:
        raise NotUnderstood(f"“{help}” is no kind of help.", do=f"Say {several(list(HELP), 'or')}.")
    if minutes is not None and not 0 < minutes <= LONGEST:
        raise NotUnderstood(f"{minutes} minutes is no size of an ask.", do=f"Say how many minutes of theirs, from 1 to {LONGEST}.")


@takes_back("note")
def _take_back_note(payload: dict[str, Any]) -> None:
    Note.objects.filter(pk=payload["note"]).delete()
    Note.objects.filter(pk__in=payload.get("replaced", ())).update(closed=None)


def settle(note_id: int, *, at: int) -> bool:
    """The line is settled by an act that says so; the act's own undo opens it again (`open_again`). True when it was open."""
    return bool(Note.objects.filter(pk=note_id, closed=None).update(closed=at))


def open_again(note_id: int) -> None:
    """What `settle` did is taken back."""
    Note.objects.filter(pk=note_id).update(closed=None)


@transaction.atomic
def close(note_id: int, *, at: int, answer: str = "") -> str:
    """A promise kept, a question answered, a need met, an ask answered with "yes" or "no": the line is settled, and stays. Raises NotFound."""
    found = Note.objects.filter(pk=note_id, closed=None, kind__in=[k.name for k in KINDS.values() if k.opens]).first()
    if found is None:
        raise NotFound("That note is settled already, or not here.", do="See the notes: worthwhile person NAME")
    if answer and (found.kind not in ANSWERED or answer not in ANSWERS):
        raise NotUnderstood("Only what was asked of somebody, or offered, is answered with yes or no.", do="Settle it without an answer.")
    Note.objects.filter(pk=note_id).update(closed=at, answer=answer)
    note_deed("close note", f"You settled: “{found.text}”.", {"note": note_id, "on": found.anchor}, at=at)
    return f"Settled: “{found.text}”. Undo with: worthwhile undo"


@takes_back("close note")
def _take_back_close(payload: dict[str, Any]) -> None:
    Note.objects.filter(pk=payload["note"]).update(closed=None, answer="")


@transaction.atomic
def put(note_id: int, *, at: int) -> str:
    """What she wanted to ask is asked: the line waits for their answer from now on. Raises NotFound."""
    found = Note.objects.filter(pk=note_id, kind="ask", closed=None).first()
    if found is None:
        raise NotFound("That is asked already, or not here.", do="See the notes: worthwhile person NAME")
    Note.objects.filter(pk=note_id).update(kind="asked", at=at)
    note_deed("asked", f"You asked: “{found.text}”.", {"note": note_id, "before": found.at, "on": found.anchor}, at=at)
    return f"You asked: “{found.text}”."


@takes_back("asked")
def _take_back_put(payload: dict[str, Any]) -> None:
    Note.objects.filter(pk=payload["note"]).update(kind="ask", at=payload["before"])


@transaction.atomic
def led_to(note_id: int, text: str, *, at: int) -> str:
    """What came of help given or received: her own statement, never claimed by the program. Raises NotFound, NotUnderstood."""
    words = clean(text)
    found = Note.objects.filter(pk=note_id).first()
    if found is None:
        raise NotFound("That note is not here.", do="See the notes: worthwhile person NAME")
    if not words:
        raise NotUnderstood("What it led to was not said.", do="Write a few words.")
    Note.objects.filter(pk=note_id).update(led_to=words)
    note_deed("led to", f"You said what “{found.text}” led to.", {"note": note_id, "before": found.led_to, "on": found.anchor}, at=at)
    return f"Kept: it led to “{words}”. Undo with: worthwhile undo"


@takes_back("led to")
def _take_back_led_to(payload: dict[str, Any]) -> None:
    Note.objects.filter(pk=payload["note"]).update(led_to=payload["before"])


@transaction.atomic
def offers(text: str, *, at: int) -> list[str]:
    """Add to what people come to her for ("reading safety cases; hiring"); all offers after that."""
    wanted = [clean(part, 300).strip(" .") for part in _PART.split(text)]
    have = set(Offer.objects.values_list("text", flat=True))
    new = [w for w in dict.fromkeys(wanted) if w and w not in have]
    made = [Offer.objects.create(text=w, at=at).pk for w in new]
    if made:
        note_deed("offer", f"You offer {several(new)}.", {"offers": made}, at=at)
    return list(Offer.objects.order_by("at", "id").values_list("text", flat=True))


@takes_back("offer")
def _take_back_offer(payload: dict[str, Any]) -> None:
    Offer.objects.filter(pk__in=payload["offers"]).delete()
