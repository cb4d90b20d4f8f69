"""What passed between ego and others, read down the index: the newest of each, not all rows."""

from collections import defaultdict
from collections.abc import Sequence

from worthwhile.planning import shape
from worthwhile.planning.situation import Extra
from worthwhile.store import among, rows
from worthwhile.ties.values import Contact

MOST_CONTACTS = 16  # of each person, newest first


def ego() -> list[int]:
    """Rows of ego's own addresses."""
    sql = "select b.address_id from worthwhile_belonging b join worthwhile_profile q on q.person_id = b.person_id where q.kind = 'me' order by 1"
    return [r[0] for r in rows(sql)]


def contacts_of(people: Sequence[int], at: int, most: int = MOST_CONTACTS) -> tuple[dict[int, list[Contact]], Extra]:
    """What passed between ego and each of these persons until `at`, newest first, at most `most` each."""
    mine = ego()
    if not mine or not people:
        return {}, Extra()
    addresses = among("select address_id, person_id from worthwhile_belonging where person_id in {}", people)
    found = _newest(addresses, mine, at, most)
    ids = sorted({row for row, _, _ in found})
    acts = {
        r[0]: r
        for r in among(
            "select id, kind, at, size, subject, key, parent, flags, minutes, detail from worthwhile_interaction where id in {}", ids
        )
    }
    marks = ", ".join(["%s"] * len(mine))
    role: dict[int, set[str]] = defaultdict(set)
    for row, what in among(
        f"select interaction_id, role from worthwhile_participation where +address_id in ({marks}) and interaction_id in {{}}", ids, mine
    ):
        role[row].add(what)
    theirs: dict[tuple[int, int], set[str]] = defaultdict(set)
    for row, person, what in found:
        theirs[person, row].add(what)
    out: dict[int, list[Contact]] = defaultdict(list)
    for (person, row), roles in theirs.items():
        contact = shape.contact(acts[row], role[row], roles)
        if contact is not None:
            out[person].append(contact)
    for person in out:
        out[person] = sorted(out[person], key=lambda c: (-c.at, -c.row))[:most]
    extra = Extra({r[0]: r[8] for r in acts.values() if r[8]}, {r[0]: r[9] for r in acts.values() if r[9]})
    return out, extra


def _newest(addresses: Sequence[tuple[int, int]], mine: Sequence[int], at: int, most: int) -> list[tuple[int, int, str]]:
    """(interaction, person, role) of the newest that each address shares with ego: read down the index, not over all rows."""
    marks = ", ".join(["%s"] * len(mine))
    one = (
        "select * from (select p.interaction_id, {person}, p.role from worthwhile_participation p where p.address_id = {address} and p.at <= {at} and exists "
        f"(select 1 from worthwhile_participation m where m.interaction_id = p.interaction_id and m.address_id in ({marks}) "
        f"and (p.role in ('from', 'organizer', 'attendee') or m.role = 'from')) order by p.at desc limit {most}) as one"
    )
    found: list[tuple[int, int, str]] = []
    for start in range(0, len(addresses), 100):
        some = addresses[start : start + 100]
        sql = " union all ".join(one.format(person=int(person), address=int(address), at=int(at)) for address, person in some)
        found += rows(sql, list(mine) * len(some))
    return found
