"""Introductions as plain values."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from worthwhile.errors import NotFound
from worthwhile.people import queries as people
from worthwhile.store import among, rows
from worthwhile.value.introductions import came_about, told
from worthwhile.value.values import Introducing, Noted

Behind = dict[tuple[int, str, str], list[Noted]]  # her lines by person, kind and words

_INTRODUCTIONS = """select i.id, i.uid, p.root_id, q.root_id, i.need, i.offer, i.stage, i.declined, i.came, i.at, i.changed, i.closed
    from worthwhile_introduction i
    join worthwhile_person a on a.anchor = i.anchor join worthwhile_profile p on p.person_id = a.id
    join worthwhile_person b on b.anchor = i.other join worthwhile_profile q on q.person_id = b.id"""


def introductions(*, closed: bool = False) -> list[Introducing]:
    """All introductions under way, the one that moved last first; with `closed` also those that came to an end."""
    ending = "" if closed else " where i.closed is null"
    return [Introducing(*row) for row in rows(f"{_INTRODUCTIONS}{ending} order by i.changed desc, i.id desc")]


def introductions_with(person: int) -> list[Introducing]:
    """Those under way in which somebody (a root person) is one of the two, the one that moved last first."""
    sql = f"{_INTRODUCTIONS} where i.closed is null and (p.root_id = %s or q.root_id = %s) order by i.changed desc, i.id desc"
    return [Introducing(*row) for row in rows(sql, [person, person])]


def introduction(row: int) -> Introducing:
    """One introduction, by its row. Raises NotFound."""
    found = rows(f"{_INTRODUCTIONS} where i.id = %s", [row]) if 0 <= row < 2**63 else []
    if not found:
        raise NotFound("That introduction is not here.", do="See them: worthwhile introductions")
    return Introducing(*found[0])


def beside(row: int) -> str:
    """A sentence on another introduction of the same two that is under way and not made yet, with a space before it; "" without one."""
    this = introduction(row)
    other = next(
        (i for i in introductions_with(this.one) if i.id != row and i.stage != "made" and {i.one, i.other} == {this.one, this.other}), None
    )
    return "" if other is None else f" Another of the two is under way, number {other.id}: “{other.need}”."


def ended(*, most: int) -> list[Introducing]:
    """Those that came to an end, the last first, without those that were never begun."""
    sql = f"{_INTRODUCTIONS} where i.closed is not null and i.stage not in ('set aside', 'later') order by i.closed desc, i.id desc limit {int(most)}"
    return [Introducing(*row) for row in rows(sql)]


def made_with(persons: Sequence[int]) -> dict[int, list[Noted]]:
    """The introductions that she made, as lines in the story of each of the two, newest first: given to both. Their `id` is 0, for they
    are no line of hers that could be settled; what came of one is what it led to, and `how` tells it from the need on."""
    wanted = set(persons)
    found = {
        i.id: i
        for column in ("p", "q")
        for i in (Introducing(*row) for row in among(f"{_INTRODUCTIONS} where i.stage = 'made' and {column}.root_id in {{}}", wanted))
    }
    who = people.people_by_id([p for i in found.values() for p in (i.one, i.other)])
    lines = _behind(found.values())
    out: dict[int, list[Noted]] = defaultdict(list)
    for i in sorted(found.values(), key=lambda i: (-i.changed, -i.id)):
        need, offer = _known(lines, (i.one, "need", i.need), i.at), _known(lines, (i.other, "offer", i.offer), i.at)
        line = Noted(
            0, "introduced", told(i, who[i.one], who[i.other]), i.changed, led_to=i.came, source="you brought them together",
            how=came_about(i, who[i.one], who[i.other], need, offer),
        )  # fmt: skip
        for person in {i.one, i.other} & wanted:
            out[person].append(line)
    return dict(out)


def _known(lines: Behind, key: tuple[int, str, str], at: int) -> Noted | None:
    """The first of these lines, where it was noted by then: a later one gave no cause."""
    return next((line for line in lines.get(key, ()) if line.at <= at), None)


def _behind(found: Collection[Introducing]) -> Behind:
    """Her lines that say what the one needed and the other offered, by person, kind and words; the first that was noted stands first."""
    words = {i.need for i in found} | {i.offer for i in found}
    sql = """select p.root_id, n.id, n.kind, n.text, n.at, n.source from worthwhile_profile p join worthwhile_person q on q.id = p.person_id
        join worthwhile_note n on n.anchor = q.anchor where p.root_id in {} and n.kind in ('need', 'offer') order by n.at, n.id"""
    lines = among(sql, sorted({p for i in found for p in (i.one, i.other)}))
    out: Behind = defaultdict(list)
    for person, row, kind, text, at, source in lines:
        if text in words:
            out[person, kind, text].append(Noted(row, kind, text, at, source=source))
    return out
