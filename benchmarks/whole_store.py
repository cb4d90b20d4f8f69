"""A whole store as an import would have left it: people, their addresses and cards, and a million interactions with Robin Vale.

Written straight into the tables of the log; who is who and how ties stand is then worked out by the product itself."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from people import END, ME, SUBJECTS, Body, crowd

SPAN = 6 * 365 * 86400
HOUR = 3600
CHUNK = 50_000
SHARES = {"bulk": 0.08, "meeting": 0.06, "endorsement": 0.002}  # of the interactions; the others are mail between people


def store(data: Path, people: int, interactions: int, *, seed: int = 1) -> str:
    """Make the store in `data` (which must be new) and say what is in it."""
    from worthwhile.start import open_house

    open_house(data)
    from django.db import connection, transaction

    with connection.cursor() as cursor:
        cursor.execute("pragma synchronous = off")
    dice = random.Random(seed)
    with transaction.atomic():
        crew = _crew(people, seed)
        _origin(at=END)
        _addresses(crew, dice)
        _cards(crew, dice)
        count = _interactions(crew, interactions, dice)
    with connection.cursor() as cursor:
        cursor.execute("analyze")
    return f"{people} people, {count} interactions"


def _crew(people: int, seed: int) -> list[Body]:
    """Robin Vale first (id 1), then the people, then robots and lists (one for every ten people)."""
    shops = [Body(f"Shop {n}", f"news{n}@shop{n % 97}.example", "", "", "") for n in range(people // 10)]
    return [ME, *crowd(people, seed), *shops]


def _origin(*, at: int) -> None:
    from worthwhile.intake.models import ImportRun, Origin
    from worthwhile.workspace.services import confirm_own

    origin = Origin.objects.create(id=1, path="/generated.mbox", source="mbox", noun="messages", until=at)
    ImportRun.objects.create(id=1, origin=origin, batch=1, began=at, ended=at, state="done")
    confirm_own([ME.address])


def _addresses(crew: list[Body], dice: random.Random) -> None:
    from worthwhile.store import write_many

    write_many("worthwhile_address", ("id", "kind", "value", "run_id"), ((n, "email", b.address, 1) for n, b in enumerate(crew, 1)))
    names = [(n, b.name, dice.randrange(1, 40), 1) for n, b in enumerate(crew, 1)]
    names += [(n, b.given, 1, 1) for n, b in enumerate(crew, 1) if b.given and dice.random() < 0.1]
    write_many("worthwhile_sighting", ("address_id", "name", "times", "run_id"), names)


def _cards(crew: list[Body], dice: random.Random) -> None:
    """A card for every third of the people."""
    from worthwhile.store import write_many

    rows, on = [], []
    for n, body in enumerate(crew, 1):
        if n == 1 or not body.given or dice.random() > 0.33:
            continue
        birthday = f"--{dice.randrange(1, 13):02d}-{dice.randrange(1, 29):02d}" if dice.random() < 0.4 else ""
        company = body.address.partition("@")[2].partition(".")[0].title()
        rows.append(
            (
                len(rows) + 1,
                f"card{n}",
                "vcard",
                body.name,
                body.given,
                body.family,
                "",
                company,
                "",
                birthday,
                "",
                "",
                None,
                "[]",
                False,
                1,
            )
        )
        on.append((len(rows), n))
    columns = (
        "id",
        "key",
        "kind",
        "name",
        "given",
        "family",
        "nickname",
        "organisation",
        "title",
        "birthday",
        "note",
        "uid",
        "since",
        "related",
        "own",
        "run_id",
    )
    write_many("worthwhile_card", columns, rows)
    write_many("worthwhile_cardaddress", ("card_id", "address_id"), on)


_COLUMNS = (
    "id", "key", "kind", "at", "minutes", "subject", "sender_id", "parent", "thread", "size", "flags", "detail", "event_id", "origin_id", "run_id",
)  # fmt: skip


def _interactions(crew: list[Body], count: int, dice: random.Random) -> int:
    from worthwhile.store import write_many

    people = sum(1 for b in crew if b.given) - 1
    events = _events(crew, people, int(count * SHARES["meeting"]) // 20 + 1, dice)
    rows: list[tuple[Any, ...]] = []
    taking: list[tuple[int, int, str, int]] = []
    number = 0
    for number, (row, who) in enumerate(_log(crew, people, events, count, dice), 1):
        rows.append((number, *row, 1, 1))
        taking += [(number, address, role, row[2]) for role, address in who]
        if len(rows) >= CHUNK:
            _write(write_many, rows, taking)
    _write(write_many, rows, taking)
    return number


def _write(write_many: Any, rows: list[tuple[Any, ...]], taking: list[tuple[int, int, str, int]]) -> None:
    write_many("worthwhile_interaction", _COLUMNS, rows)
    write_many("worthwhile_participation", ("interaction_id", "address_id", "role", "at"), taking)
    rows.clear()
    taking.clear()


def _events(crew: list[Body], people: int, count: int, dice: random.Random) -> list[list[tuple[str, int]]]:
    """Meetings that recur: (role, address id) of those who take part, Robin Vale among them."""
    from worthwhile.store import write_many

    whom = [[("organizer", 1), *(("attendee", a) for a in _some(people, dice, 1 + int(dice.expovariate(0.5))))] for _ in range(count)]
    rows = []
    for n, taking in enumerate(whom, 1):
        said = "\n".join(sorted(f"{role} email:{crew[a - 1].address}" for role, a in taking))
        rows.append((n, f"event{n}", dice.choice(SUBJECTS), f"rule {n}", said, True, "", 1))
    write_many("worthwhile_event", ("id", "key", "summary", "rule", "who", "recurring", "place", "run_id"), rows)
    return whom


def _some(people: int, dice: random.Random, count: int) -> list[int]:
    """Address ids of a few people, the early ones more often (a long tail, as in real mailboxes)."""
    return list({2 + min(people - 1, int(people * dice.random() ** 3)) for _ in range(count)})


_Row = tuple[str, str, int, int, str, int, str, str, int, str, str, int | None]


def _log(
    crew: list[Body], people: int, events: list[list[tuple[str, int]]], count: int, dice: random.Random
) -> Iterator[tuple[_Row, list[tuple[str, int]]]]:
    """Each interaction (columns from key to event_id) with who took part."""
    made = turn = 0
    robots = range(people + 2, len(crew) + 1)
    while made < count:
        turn += 1
        at = END - int(SPAN * dice.random())
        kind = dice.random()
        if kind < SHARES["bulk"] * 3 and robots:
            thread = [_bulk(dice.choice(robots), at, turn)]
        elif kind < (SHARES["bulk"] + SHARES["meeting"]) * 3:
            n = dice.randrange(len(events))
            minutes, size = dice.choice((30, 60)), len(events[n])
            thread = [((f"e{turn}", "meeting", at, minutes, dice.choice(SUBJECTS), 1, "", "", size, "", "", n + 1), events[n])]
        elif kind < (SHARES["bulk"] + SHARES["meeting"] + SHARES["endorsement"]) * 3:
            (other,) = _some(people, dice, 1)
            sender, receiver = dice.choice(((1, other), (other, 1)))
            whom = [("from", sender), ("to", receiver)]
            thread = [((f"n{turn}", "endorsement", at, 0, "", sender, "", "", 2, "", "Facilitation", None), whom)]
        else:
            # the first so many turns go once through all the people, so that everybody is known
            thread = list(_thread(2 + turn % people if turn <= people * 3 else _some(people, dice, 1)[0], at, turn, people, dice))
        yield from thread[: count - made]
        made += len(thread)


def _bulk(sender: int, at: int, turn: int) -> tuple[_Row, list[tuple[str, int]]]:
    return (f"b{turn}", "mail", at, 0, f"Offer {turn}", sender, "", f"b{turn}", 2, "bulk", "", None), [("from", sender), ("to", 1)]


def _thread(other: int, at: int, turn: int, people: int, dice: random.Random) -> Iterator[tuple[_Row, list[tuple[str, int]]]]:
    """A talk by mail: two and now and then more, taking turns."""
    subject = dice.choice(SUBJECTS)
    more = [a for a in _some(people, dice, 1 + int(dice.expovariate(0.4))) if a != other] if dice.random() < 0.2 else []
    sender, parent, number = dice.choice((1, other)), "", 0
    while True:
        receiver = 1 if sender == other else other
        key = f"m{turn}.{number}"
        whom = [("from", sender), ("to", receiver), *(("cc", a) for a in more)]
        title = f"Re: {subject}" if number else subject
        yield (key, "mail", at, 0, title, sender, parent, f"m{turn}.0", 2 + len(more), "", "", None), whom
        if dice.random() < 0.3:
            return
        parent, number = key, number + 1
        at = min(END, at + int(dice.expovariate(1 / (20 * HOUR))) + 120)
        sender = receiver if dice.random() < 0.85 else sender
