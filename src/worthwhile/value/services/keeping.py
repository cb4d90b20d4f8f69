"""Sentences that she keeps of what was noticed: each becomes a line of hers with its source; the rest is let go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db import transaction

from worthwhile.errors import NotFound, NotUnderstood
from worthwhile.people import queries as people
from worthwhile.text import clean, number
from worthwhile.value.kinds import KINDS
from worthwhile.value.models import Note
from worthwhile.workspace.deeds import takes_back
from worthwhile.workspace.services import note_deed

if TYPE_CHECKING:
    from worthwhile.value.noticing import Heard


@transaction.atomic
def keep(items: Sequence[tuple[Heard, str]], *, at: int) -> str:
    """Keep sentences as lines, each with the kind she chose and its source: one deed, undone as one. The sentence that says it back.

    Raises NotUnderstood when none was chosen or for a kind that there is not, NotFound when whom they concern is not here any more."""
    if not items:
        raise NotUnderstood("No sentence was chosen, so nothing was kept.", do="Mark those you want to keep.")
    odd = next((kind for _, kind in items if kind not in KINDS), None)
    if odd is not None:
        raise NotUnderstood(f"“{odd}” is no kind of note.", do="Choose one of the kinds.")
    whole = people.people_by_id([heard.person for heard, _ in items])
    kept = [
        Note.objects.create(
            anchor=whole[heard.person].anchor, kind=kind, text=clean(heard.sentence), at=at, source=clean(heard.source, 200)
        )
        for heard, kind in items
        if heard.person in whole
    ]
    if not kept:
        raise NotFound("Those people are not here any more, so nothing was kept.", do="Look for the sentences once more.")
    names = list(dict.fromkeys(whole[h.person].name for h, _ in items if h.person in whole))
    what = f"“{kept[0].text}”" if len(kept) == 1 else f"{number(len(kept))} sentences"
    sentence = f"You kept {what} with {names[0] if len(names) == 1 else f'{number(len(names))} people'}."
    rows = [note.pk for note in kept]
    note_deed("keep sentences", sentence, {"notes": rows, "replaced": rows, "on": [note.anchor for note in kept]}, at=at)
    return sentence


@takes_back("keep sentences")
def _take_back(payload: dict[str, Any]) -> None:
    Note.objects.filter(pk__in=payload["notes"]).delete()
