"""Help given and received that imports show by themselves: endorsements, recommendations, and introductions that a subject tells of."""

from collections import Counter

from worthwhile.people import queries as people
from worthwhile.store import among, rows
from worthwhile.text import here, short_day
from worthwhile.value.subjects import MAY_INTRODUCE, introduces
from worthwhile.value.values import Brought

_EGO = "select b.address_id from worthwhile_belonging b join worthwhile_profile q on q.person_id = b.person_id where q.kind = 'me'"
# read from the few that there are at all (index "kindness"), not from all that ever passed: hence the order that is forced
_KIND = """select distinct i.id, i.kind, i.at, i.detail, p.role from worthwhile_interaction i
    cross join worthwhile_participation p cross join worthwhile_belonging b where p.interaction_id = i.id and b.address_id = p.address_id
    and b.person_id = %s and i.at <= %s and i.kind in ('endorsement', 'recommendation') order by i.at desc, i.id desc"""
# mails from them to ego and exactly one other, with a subject and not in answer to anything
_THREE = f"""select i.id, i.at, i.subject, c.person_id from worthwhile_belonging b
    join worthwhile_interaction i on i.sender_id = b.address_id and i.kind = 'mail' and i.size = 3 and i.parent = ''
    join worthwhile_participation o on o.interaction_id = i.id join worthwhile_belonging c on c.address_id = o.address_id
    join worthwhile_profile q on q.person_id = c.person_id and q.kind in ('person', 'stranger')
    where b.person_id = %s and c.person_id <> b.person_id and i.at <= %s and ({" or ".join(["lower(i.subject) like %s"] * len(MAY_INTRODUCE))})
    and exists (select 1 from worthwhile_participation m where m.interaction_id = i.id and m.address_id in ({_EGO}))
    order by i.at, i.id"""
_ADDRESSES = "select address_id from worthwhile_belonging where person_id = %s"
# down the index to the first that ego took part in: never all that ever passed
_MET = f"""select p.at from worthwhile_participation p where p.address_id = %s and p.at {{}} %s and p.at <= %s
    and exists (select 1 from worthwhile_participation m where m.interaction_id = p.interaction_id and m.address_id in ({_EGO}))
    order by p.at {{}} limit 1"""


def brought(person: int, at: int) -> list[Brought]:
    """What passed between her and somebody as help until `at`, as sources show it, newest first. An introduction that she has made a line of her
    own is left out: it is told there."""
    found = [
        Brought(row, when, "received" if role == "from" else "given", _said(kind, detail, role), "LinkedIn")
        for row, kind, when, detail, role in rows(_KIND, [person, at])
    ]
    found += untold(person, introduced_by(person, at))
    return sorted(found, key=lambda b: (-b.at, -b.row))


def untold(person: int, found: list[Brought]) -> list[Brought]:
    """Those introductions that she has not made a line of her own. A line is known by its moment and the name in it; one that she put in other
    words stands for one of that moment that no other line stands for."""
    sql = "select at, text from worthwhile_note where kind = 'received' and help = 'introduction' and anchor in {}"
    kept = [(when, text) for when, text in among(sql, people.anchors_of(person))] if found else []
    rest = []
    for i in found:
        if (i.at, as_line(i)) in kept:
            kept.remove((i.at, as_line(i)))
        else:
            rest.append(i)
    moments = Counter(when for when, _ in kept)
    out = []
    for i in rest:
        if moments[i.at]:
            moments[i.at] -= 1
        else:
            out.append(i)
    return out


def as_line(i: Brought) -> str:
    """An introduction in the words in which it becomes a line."""
    return f"An introduction to {i.name}"


def _said(kind: str, detail: str, role: str) -> str:
    who, whom = ("They", "you") if role == "from" else ("You", "them")
    return (
        f"{who} endorsed {whom}{f' for {detail}' if detail else ''}" if kind == "endorsement" else f"{who} wrote a recommendation of {whom}"
    )


def introduced_by(person: int, at: int) -> list[Brought]:
    """Mails in which somebody introduced ego to one other, as the subject says, where no earlier exchange with that other is seen. With when
    the two were in touch last since then, if they were: what may have followed, never what it led to."""
    out: list[Brought] = []
    seen: set[int] = set()
    found = rows(_THREE, [person, at, *(f"%{sign}%" for sign in MAY_INTRODUCE)])
    who = people.people_by_id(sorted({r[3] for r in found}))
    for row, when, subject, other in found:
        whom = who.get(other) or people.person(other)
        if whom.id in seen or not introduces(subject, whom.name):
            continue
        theirs = [a for (a,) in rows(_ADDRESSES, [whom.id])]
        if any(rows(_MET.format("<", "asc"), [address, when, at]) for address in theirs):
            continue
        seen.add(whom.id)
        since = max((m for address in theirs for (m,) in rows(_MET.format(">", "desc"), [address, when, at])), default=None)
        text = f"Introduced you to {whom.name}, as the subject says: “{subject}”"
        out.append(
            Brought(row, when, "received", text, f"their mail of {short_day(here(when), here(at).date())}", whom.id, whom.name, since)
        )
    return out
