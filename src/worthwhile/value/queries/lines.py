"""Notes and offers as plain values."""

from collections import defaultdict
from collections.abc import Sequence

from worthwhile.people import queries as people
from worthwhile.store import among, rows
from worthwhile.value.balance import WINDOW, balance
from worthwhile.value.models import Offer
from worthwhile.value.queries.introductions import made_with
from worthwhile.value.values import Noted, Story


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
    for anchor, *rest in among(
        "select anchor, id, kind, text, at, closed, help, serves, answer, led_to, source, minutes from worthwhile_note where anchor in {}",
        where,
    ):
        out[where[anchor]].append(Noted(*rest))
    return {person: sorted(found, key=lambda n: (-n.at, -n.id)) for person, found in out.items()}


def story(person: int, at: int) -> Story:
    """What was given and received with somebody until `at`, as she wrote it down; introductions that she made are given to both."""
    lines = [*notes(person, closed=True), *made_with([person]).get(person, [])]
    events = tuple(sorted((n for n in lines if n.way and n.at <= at), key=lambda n: (-n.at, -n.id)))
    sides = [n.way for n in events if at - n.at <= WINDOW]
    return Story(events, balance(sides.count("given"), sides.count("received")))


def is_open(note_id: int) -> bool:
    """Is there such a line, and is it not settled yet?"""
    return bool(rows("select 1 from worthwhile_note where id = %s and closed is null", [note_id]))


def open_of_kind(kind: str) -> list[tuple[int, Noted]]:
    """All lines of a kind that are open: (person, line), newest first."""
    found = rows(
        """select p.root_id, n.id, n.kind, n.text, n.at, n.closed, n.help, n.serves, n.answer, n.led_to, n.source, n.minutes from worthwhile_note n
            cross join worthwhile_person q cross join worthwhile_profile p where q.anchor = n.anchor and p.person_id = q.id
            and n.kind = %s and n.closed is null order by n.at desc, n.id desc""",
        [kind],
    )
    return [(person, Noted(*rest)) for person, *rest in found]


def offers() -> list[str]:
    """What people come to her for, in her words, in the order she said it."""
    return list(Offer.objects.order_by("at", "id").values_list("text", flat=True))
