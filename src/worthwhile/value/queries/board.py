"""The page of needs and offers, a few rows at a time, however many there are."""

from dataclasses import dataclass

from worthwhile.people import queries as people
from worthwhile.store import among, rows
from worthwhile.value.queries.lines import notes
from worthwhile.value.values import Introducing, Matched, Noted

_LINE = "n.id, n.kind, n.text, n.at, n.closed, n.help, n.serves, n.answer, n.led_to, n.source, n.minutes"
# SQLite walks a cross join from its left: first the lines, which are few, then whose they are
_WHOSE = (
    "from worthwhile_note n cross join worthwhile_person q cross join worthwhile_profile p where q.anchor = n.anchor and p.person_id = q.id"
)
# a need that meets nothing, and is not being seen to; an offer that meets nothing
_ALONE = {
    "need": "not exists (select 1 from worthwhile_match m where m.need = n.id) and not exists (select 1 from worthwhile_introduction i "
    "where i.anchor = n.anchor and i.need = n.text and i.closed is null)",
    "offer": "not exists (select 1 from worthwhile_match m where m.offer = n.id)",
}
_MATCHES = """select m.need, m.offer, m.own, np.root_id, op.root_id, n.text, coalesce(o.text, w.text), n.at, m.worth, m.words, m.bridges
    from worthwhile_match m
    join worthwhile_note n on n.id = m.need
    join worthwhile_person nq on nq.anchor = n.anchor join worthwhile_profile np on np.person_id = nq.id
    left join worthwhile_note o on o.id = m.offer left join worthwhile_offer w on w.id = m.own
    left join worthwhile_person oq on oq.anchor = o.anchor left join worthwhile_profile op on op.person_id = oq.id
    where (m.own is not null or (o.closed is null and op.root_id <> np.root_id)) and m.need in {}"""


@dataclass(frozen=True, slots=True)
class Lines:
    """Some lines with whose they are, and how many there are in all."""

    rows: tuple[tuple[int, Noted], ...]
    total: int


@dataclass(frozen=True, slots=True)
class Meeting:
    """A need with the offers that may meet it, the nearest first."""

    need: Noted
    offers: tuple[Matched, ...]


def alone(kind: str, skip: int = 0, most: int = 25) -> Lines:
    """Open needs ("need") that meet nothing yet, or offers ("offer") that do: newest first, `most` after the first `skip`."""
    where = f"{_WHOSE} and n.kind = %s and n.closed is null and {_ALONE[kind]}"
    found = rows(f"select p.root_id, {_LINE} {where} order by n.at desc, n.id desc limit {int(most)} offset {int(skip)}", [kind])
    ((total,),) = rows(f"select count(*) {where}", [kind])
    return Lines(tuple((person, Noted(*rest)) for person, *rest in found), total)


def meeting(skip: int = 0, most: int = 10) -> tuple[list[Meeting], int]:
    """Needs that meet offers, the nearest first, `most` after the first `skip`; and how many such needs there are."""
    open_needs = "from worthwhile_match m join worthwhile_note n on n.id = m.need and n.closed is null"
    order = "group by m.need order by max(m.worth) desc, m.need"
    chosen = [need for (need,) in rows(f"select m.need {open_needs} {order} limit {int(most)} offset {int(skip)}")]
    ((total,),) = rows(f"select count(distinct m.need) {open_needs}")
    needs = lines(chosen)
    mine = people.me()
    found: dict[int, list[Matched]] = {need: [] for need in chosen}
    for need, offer, own, who, giver, text, offered, at, worth, words, bridges in among(_MATCHES, chosen):
        match = Matched(
            need, offer, own, who, giver or (mine.id if mine else 0), text, offered, at, worth, tuple(words.split()), bool(bridges)
        )
        found[need].append(match)
    whole = [
        Meeting(needs[n][1], tuple(sorted(found[n], key=lambda m: (-m.worth, m.offer or 0, m.own or 0)))) for n in chosen if n in needs
    ]
    return [m for m in whole if m.offers], total


def lines(ids: list[int]) -> dict[int, tuple[int, Noted]]:
    """Lines by their rows, each with whose it is; those that are not here are left out."""
    wanted = [i for i in ids if 0 <= i < 2**63]
    return {
        row: (person, Noted(row, *rest)) for person, row, *rest in among(f"select p.root_id, {_LINE} {_WHOSE} and n.id in {{}}", wanted)
    }


def own_offer(row: int) -> str:
    """The words of one of her own offers; "" when it is not here."""
    found = rows("select text from worthwhile_offer where id = %s", [row]) if 0 <= row < 2**63 else []
    return str(found[0][0]) if found else ""


def still_open(i: Introducing) -> Noted | None:
    """The need that an introduction was about, if it stands as it did and is not settled."""
    return next(iter(all_open(i)), None)


def all_open(i: Introducing) -> list[Noted]:
    """Every line of the one that says just this need and is not settled: what it met, it met in all of them."""
    return [n for n in notes(i.one) if n.kind == "need" and n.text == i.need]


def with_question(at: int, most: int = 3, look: int = 2000) -> list[tuple[int, str, int]]:
    """(person, subject, day) of the messages to ego of the last 90 days with a question of their own in the subject, one a person, among the
    last `look` that reached her until `at`; nothing passed on, and nothing that a program sent. Asked for only where nothing is noted yet."""
    mine = "select b.address_id from worthwhile_belonging b join worthwhile_profile q on q.person_id = b.person_id where q.kind = 'me'"
    found = rows(
        f"""select q.root_id, i.subject, i.at from
            (select interaction_id, at from worthwhile_participation where address_id in ({mine}) and at <= %s order by at desc limit {int(look)}) l
            join worthwhile_interaction i on i.id = l.interaction_id and i.kind <> 'meeting' and i.subject like '%%?%%'
                and i.flags = '' and i.at > %s and lower(substr(i.subject, 1, 3)) not in ('fw:', 'fwd', 'wg:', 'tr:')
            join worthwhile_belonging b on b.address_id = i.sender_id join worthwhile_profile q on q.person_id = b.person_id
            where q.kind = 'person' and not q.left_out order by i.at desc, i.id desc""",
        [at, at - 90 * 86_400],
    )
    first: dict[int, tuple[int, str, int]] = {}
    for person, subject, when in found:
        first.setdefault(person, (person, subject, when))
    return list(first.values())[:most]
