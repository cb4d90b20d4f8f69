"""What an import shows as help becomes a line of hers, with what it led to in her own words."""

from django.db import transaction

from worthwhile.errors import NotFound, NotNow
from worthwhile.people import queries as people
from worthwhile.text import clean
from worthwhile.value.models import Note
from worthwhile.value.queries.brought import as_line, introduced_by, untold
from worthwhile.workspace.services import note_deed


@transaction.atomic
def take_over(person: int, row: int, led_to: str, *, at: int) -> int:
    """An introduction that a subject tells of stands as received from then on, with what it led to, as she says; the line's id. Undoable.

    Raises NotFound when that mail introduced nobody, NotNow when that line is there already."""
    who = people.person(person)
    seen = introduced_by(who.id, at)
    found = next((b for b in seen if b.row == row), None)
    if found is None:
        raise NotFound("That introduction is not here any more.", do="Go back to the person; the page shows what is there.")
    if found not in untold(who.id, seen):
        raise NotNow(
            "That introduction is a line of yours already.",
            do="Go back to the person; the page shows it, and it can be said otherwise there.",
        )
    words = clean(led_to)
    kept = Note.objects.create(anchor=who.anchor, kind="received", text=as_line(found), at=found.at, help="introduction",
                               source=found.source, led_to=words)  # fmt: skip
    note_deed(
        "note", f"You noted on {who.name} (they gave you): “{kept.text}”.", {"note": kept.pk, "replaced": [], "on": who.anchor}, at=at
    )
    return kept.pk
