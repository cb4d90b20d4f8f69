"""Notes and offers as plain values."""

from collections import defaultdict
from collections.abc import Sequence

from worthwhile.people import queries as people
from worthwhile.store import among
from worthwhile.value.models import Offer
from worthwhile.value.values import Noted


def notes(person: int, *, closed: bool = False) -> list[Noted]:
    """Her notes on somebody, newest first; the settled ones only when asked for."""
    return [n for n in notes_of([person], people.anchors_of(person)).get(person, []) if closed or n.closed is None]


def notes_of(persons: Sequence[int], anchors: Sequence[str] | None = None) -> dict[int, list[Noted]]:
    """All notes on several persons at once, newest first. (`anchors`: those of the one person, when they are known already.)"""
    if anchors is not None:
        where = dict.fromkeys(anchors, persons[0])
    else:
        where = dict(
            among(
                "select q.anchor, p.root_id from worthwhile_profile p join worthwhile_person q on q.id = p.person_id where p.root_id in {}",
                persons,
            )
        )
    out: dict[int, list[Noted]] = defaultdict(list)
    for anchor, *rest in among("select anchor, id, kind, text, at, closed from worthwhile_note where anchor in {}", where):
        out[where[anchor]].append(Noted(*rest))
    return {person: sorted(found, key=lambda n: (-n.at, -n.id)) for person, found in out.items()}


def offers() -> list[str]:
    """What people come to her for, in her words, in the order she said it."""
    return list(Offer.objects.order_by("at", "id").values_list("text", flat=True))
