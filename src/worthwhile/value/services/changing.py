"""Deeds that change a line of hers, or remove it: what is kept of somebody is hers to put right."""

from typing import Any

from django.db import transaction

from worthwhile.errors import NotFound, NotUnderstood
from worthwhile.text import clean
from worthwhile.value.models import Note
from worthwhile.value.services.matching import MARK
from worthwhile.workspace.deeds import takes_back
from worthwhile.workspace.queries import preference
from worthwhile.workspace.services import note_deed, prefer


@transaction.atomic
def reword(note_id: int, text: str, *, at: int, led_to: str | None = None) -> str:
    """Other words in place of a line of hers, and of what it led to where `led_to` is named ("" takes that back). Undoable.

    Raises NotFound, NotUnderstood when the line would be empty."""
    found, words = _line(note_id), clean(text)
    if not words:
        raise NotUnderstood("The line would be empty, so nothing was changed.", do="Write a few words, or remove the line.")
    came = found.led_to if led_to is None else clean(led_to)
    Note.objects.filter(pk=note_id).update(text=words, led_to=came)
    _meets_anew()
    before = {"text": found.text, "led_to": found.led_to}
    note_deed("reword", f"You changed a line to “{words}”.", {"note": note_id, "before": before, "on": found.anchor}, at=at)
    return f"Kept: “{words}”. Undo with: worthwhile undo"


@takes_back("reword")
def _take_back_reword(payload: dict[str, Any]) -> None:
    Note.objects.filter(pk=payload["note"]).update(**payload["before"])
    _meets_anew()


def _meets_anew() -> None:
    """What meets what is worked out next time: other words of the same length are nothing that its sums could tell."""
    known = preference(MARK, {})
    if known:
        prefer(MARK, known | {"to": 0})


@transaction.atomic
def remove(note_id: int, *, at: int) -> str:
    """A line of hers is gone; undo brings it back as it was. Raises NotFound."""
    found = _line(note_id)
    whole = Note.objects.filter(pk=note_id).values().get()
    Note.objects.filter(pk=note_id).delete()
    note_deed("remove note", "You removed a line.", {"note": note_id, "whole": whole, "on": found.anchor}, at=at)
    return f"Removed: “{found.text}”. Undo with: worthwhile undo"


@takes_back("remove note")
def _take_back_remove(payload: dict[str, Any]) -> None:
    Note.objects.create(**payload["whole"])


def _line(note_id: int) -> Note:
    found = Note.objects.filter(pk=note_id).first()
    if found is None:
        raise NotFound("That line is not here.", do="See the lines: worthwhile person NAME")
    return found
