"""Needs that meet offers, as they were worked out last."""

from worthwhile.people import queries as people
from worthwhile.people.values import PersonView
from worthwhile.store import rows
from worthwhile.value.values import Matched

_MATCHES = """select m.need, m.offer, m.own, np.root_id, op.root_id, n.text, coalesce(o.text, w.text), n.at, m.worth, m.words, m.bridges
    from {found} m
    join worthwhile_note n on n.id = m.need and n.closed is null
    join worthwhile_person nq on nq.anchor = n.anchor join worthwhile_profile np on np.person_id = nq.id
    left join worthwhile_note o on o.id = m.offer left join worthwhile_offer w on w.id = m.own
    left join worthwhile_person oq on oq.anchor = o.anchor left join worthwhile_profile op on op.person_id = oq.id
    where m.own is not null or (o.closed is null and op.root_id <> np.root_id)
    order by m.worth desc, m.need, m.offer, m.own"""

# two whom she brought together know each other: a further need of one is no cause to introduce them once more
_BROUGHT_TOGETHER = """select p.root_id, q.root_id from worthwhile_introduction i
    join worthwhile_person a on a.anchor = i.anchor join worthwhile_profile p on p.person_id = a.id
    join worthwhile_person b on b.anchor = i.other join worthwhile_profile q on q.person_id = b.id where i.stage = 'made'"""


def matches_with(person: int) -> list[Matched]:
    """The matches in which a need or an offer of somebody stands, the nearest first."""
    marks = ", ".join(["%s"] * len(anchors := people.anchors_of(person)))
    lines = rows(f"select id from worthwhile_note where anchor in ({marks}) and kind in ('need', 'offer') and closed is null", anchors)
    if not lines:
        return []
    ids = ", ".join(str(int(row)) for (row,) in lines)
    return _seen(f"(select * from worthwhile_match where need in ({ids}) or offer in ({ids}))")


def likely_with(person: int) -> list[tuple[PersonView, Matched]]:
    """Others with whom somebody could be introduced, each once, the nearest first: they need what the other is glad to give. Ego, and whoever is
    left out of suggestions, is none of them."""
    found: dict[int, Matched] = {}
    for m in matches_with(person):
        found.setdefault(m.giver if m.who == person else m.who, m)
    who = people.people_by_id(list(found))
    return [(who[other], m) for other, m in found.items() if other in who and who[other].kind == "person" and not who[other].left_out]


def matches(most: int | None = None) -> list[Matched]:
    """Every need with the offers that may meet it, the nearest first; with `most`, only of the nearest so many. Ego's own offers stand with
    ego as giver."""
    found = (
        "worthwhile_match" if most is None else f"(select * from worthwhile_match order by worth desc, need, offer, own limit {int(most)})"
    )
    return _seen(found)


def _seen(found: str) -> list[Matched]:
    mine = people.me()
    ego = mine.id if mine is not None else 0
    known = {frozenset(pair) for pair in rows(_BROUGHT_TOGETHER)}
    return [
        Matched(need, offer, own, who, giver or ego, text, offered, at, worth, tuple(words.split()), bool(bridges))
        for need, offer, own, who, giver, text, offered, at, worth, words, bridges in rows(_MATCHES.format(found=found))
        if giver is None or frozenset((who, giver)) not in known
    ]
