"""Deeds of writing down: a note on somebody, a note settled, her offers."""

import re
from typing import Any

from django.db import transaction

from worthwhile.errors import NotFound, NotUnderstood
from worthwhile.people import queries as people
from worthwhile.text import clean, several
from worthwhile.value.models import Note, Offer
from worthwhile.workspace.deeds import takes_back
from worthwhile.workspace.services import note_deed

KINDS = ("note", "promise", "question", "ask")
_PART = re.compile(r"[,;\n·•]+")


@transaction.atomic
def note(person: int, text: str, *, at: int, kind: str = "note") -> int:
    """Keep a note on somebody, who could read it; its id. A new question to put to them ("ask") takes the place of the last."""
    words = clean(text)
    if not words:
        raise NotUnderstood("The note is empty, so nothing was kept.", do="Write a few words.")
    if kind not in KINDS:
        raise NotUnderstood(f"“{kind}” is no kind of note.", do="Say note, promise, question or ask.")
    who = people.person(person)
    replaced = []
    if kind == "ask":
        earlier = Note.objects.filter(anchor__in=people.anchors_of(person), kind="ask", closed=None)
        replaced = list(earlier.values_list("id", flat=True))
        earlier.update(closed=at)
    kept = Note.objects.create(anchor=who.anchor, kind=kind, text=words, at=at)
    note_deed("note", f"You wrote a note on {who.name}.", {"note": kept.pk, "replaced": replaced}, at=at)
    return kept.pk


@takes_back("note")
def _take_back_note(payload: dict[str, Any]) -> None:
    Note.objects.filter(pk=payload["note"]).delete()
    Note.objects.filter(pk__in=payload.get("replaced", ())).update(closed=None)


@transaction.atomic
def close(note_id: int, *, at: int) -> str:
    """A promise kept, a question answered: the note is settled, and stays."""
    found = Note.objects.filter(pk=note_id, closed=None).first()
    if found is None:
        raise NotFound("That note is settled already, or not here.", do="See the notes: worthwhile person NAME")
    Note.objects.filter(pk=note_id).update(closed=at)
    note_deed("close note", f"You settled: “{found.text}”.", {"note": note_id}, at=at)
    return f"Settled: “{found.text}”. Undo with: worthwhile undo"


@takes_back("close note")
def _take_back_close(payload: dict[str, Any]) -> None:
    Note.objects.filter(pk=payload["note"]).update(closed=None)


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
