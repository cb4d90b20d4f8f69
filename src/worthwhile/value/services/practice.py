"""What she wants to practise, kept if she says so."""

from typing import Any

from django.db import transaction

from worthwhile.errors import NotUnderstood
from worthwhile.text import clean
from worthwhile.workspace.deeds import takes_back
from worthwhile.workspace.queries import preference
from worthwhile.workspace.services import note_deed, prefer

PRACTICE = "practice"


@transaction.atomic
def keep_practice(text: str, *, at: int) -> str:
    """Keep what she wants to practise, for the page that she shows to a coach. Undoable. Raises NotUnderstood when nothing was said."""
    words = clean(text, 600)
    if not words:
        raise NotUnderstood("What you want to practise was not said, so nothing was kept.", do="Write a few words.")
    note_deed("practice", "You kept what you want to practise.", {"before": preference(PRACTICE, ""), "touches": [PRACTICE]}, at=at)
    prefer(PRACTICE, words)
    return f"Kept: “{words}”. Undo with: worthwhile undo"


@takes_back("practice")
def _take_back_practice(payload: dict[str, Any]) -> None:
    prefer(PRACTICE, payload["before"])
