"""What passed between ego and others, read down the index: the newest of each, not all rows."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from worthwhile.planning import shape
from worthwhile.planning.situation import Extra
from worthwhile.store import among, rows
from worthwhile.ties.values import Contact
from worthwhile.unchanged import NEVER, kept

MOST_CONTACTS = 16  # of each person, newest first


def ego() -> list[int]:
    """Rows of ego's own addresses."""
    sql = "select b.address_id from worthwhile_belonging b join worthwhile_profile q on q.person_id = b.person_id where q.kind = 'me' order by 1"
    return [r[0] for r in rows(sql)]


def roots(anchors: Iterable[str]) -> dict[str, int]:
    """The root person of each of these anchors."""
    sql = "select q.anchor, p.root_id from worthwhile_profile p join worthwhile_person q on q.id = p.person_id where q.anchor in {}"
    return dict(among(sql, sorted(set(anchors))))


def contacts_of(people: Sequence[int], at: int, most: int = MOST_CONTACTS) -> tuple[dict[int, list[Contact]], Extra]:
    """What passed between ego and each of these persons until `at`, newest first, at most `most` each."""
    mine = ego()
    if not mine or not people:
        return {}, Extra()
    addresses = among("select address_id, person_id from worthwhile_belonging where person_id in {}", people)
    acts: dict[int, Sequence[Any]] = {}
    roles: dict[tuple[int, int], tuple[frozenset[str], frozenset[str]]] = {}
    for found in _newest(addresses, mine, at, most):
        key = found[0], found[3]
        if key in roles:
            before = roles[key]
            roles[key] = before[0] | _alone(found[2]), before[1] | _alone(found[1])
        else:
            acts[found[3]] = found[3:]
            roles[key] = _alone(found[2]), _alone(found[1])
    out: dict[int, list[Contact]] = defaultdict(list)
    for (person, row), (ours, theirs) in roles.items():
        contact = shape.contact(acts[row], ours, theirs)
        if contact is not None:
            out[person].append(contact)
    for person in out:
        out[person] = sorted(out[person], key=lambda c: (-c.at, -c.row))[:most]
    extra = Extra({r[0]: r[8] for r in acts.values() if r[8]}, {r[0]: r[9] for r in acts.values() if r[9]})
    return out, extra


def recalled(people: Sequence[int], at: int) -> tuple[dict[int, list[Contact]], Extra]:
    """The same, kept in memory while nothing in the store changes: nobody may change what it gives."""
    return kept(("contacts", *people), lambda: contacts_of(people, at), at, lambda: _next(at))


def _next(at: int) -> int:
    """The first moment after `at` of which the log tells: until then the same has passed."""
    found = rows("select at from worthwhile_interaction where at > %s order by at limit 1", [at])
    return int(found[0][0]) if found else NEVER


@cache
def _alone(role: str) -> frozenset[str]:
    return frozenset((role,))


def _newest(addresses: Sequence[tuple[int, int]], mine: Sequence[int], at: int, most: int) -> list[tuple[Any, ...]]:
    """(person, their role, ego's role, the interaction …) of the newest that each address shares with ego: read down the index, not over all
    rows. Who stands twice in one (as sender and in copy) has two rows of it."""
    marks = ", ".join(["%s"] * len(mine))
    one = (
        "select * from (select {person}, p.role as theirs, m.role as ours, i.id, i.kind, p.at, i.size, i.subject, i.key, i.parent, i.flags, i.minutes, i.detail "
        "from worthwhile_participation p join worthwhile_participation m on m.interaction_id = p.interaction_id "
        f"join worthwhile_interaction i on i.id = p.interaction_id where p.address_id = {{address}} and p.at <= {{at}} and m.address_id in ({marks}) "
        f"and (p.role in ('from', 'organizer', 'attendee') or m.role = 'from') order by p.at desc limit {most}) as one"
    )
    found: list[tuple[Any, ...]] = []
    for start in range(0, len(addresses), 100):
        some = addresses[start : start + 100]
        sql = " union all ".join(one.format(person=int(person), address=int(address), at=int(at)) for address, person in some)
        found += rows(sql, list(mine) * len(some))
    return found
