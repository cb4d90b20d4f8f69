"""The warm path: who that she is in touch with stands together with somebody she hardly knows."""

from collections import defaultdict
from collections.abc import Sequence

from worthwhile.goals.values import Warm
from worthwhile.people import queries as people
from worthwhile.store import rows
from worthwhile.ties.queries import ties_with
from worthwhile.ties.values import TieView

SMALL = 12  # people: to be in a larger mail or meeting together is not to know each other
NEWEST = 200  # of their mails and meetings, the newest that are looked at
# what is in the log of somebody is in it with ego, who is therefore left out
_BESIDE = """select o.person_id, i.id, i.kind, i.at, i.subject, i.size from (
        select distinct p.interaction_id as act, p.at as at from worthwhile_belonging b join worthwhile_participation p on p.address_id = b.address_id
        where b.person_id = %s and p.at <= %s order by p.at desc limit %s) s
    join worthwhile_interaction i on i.id = s.act and i.size <= %s and i.flags = '' and i.kind in ('mail', 'message', 'meeting')
    join worthwhile_participation q on q.interaction_id = i.id join worthwhile_belonging o on o.address_id = q.address_id
    join worthwhile_profile r on r.person_id = o.person_id and r.kind = 'person' and not r.left_out
    where o.person_id <> %s"""


def known(tie: TieView | None) -> bool:
    """Is there a tie: a letter either way, or more than one meeting?"""
    return tie is not None and (tie.received + tie.sent > 0 or tie.met > 1)


def living(tie: TieView | None) -> bool:
    """May she ask them for an introduction: a tie, and one that is not long silent?"""
    return tie is not None and known(tie) and tie.state in ("new", "steady", "cooling") and (tie.alive is None or tie.alive >= 0.5)


def warm_paths(persons: Sequence[int], at: int) -> dict[int, Warm]:
    """For each of these persons who could introduce her, with the newest small mail or meeting of theirs together; nobody where none is seen.

    Each thing together counts 1/(size − 1) (Newman 2001), as ten in a room know each other less than two; the best of count × strength wins."""
    beside = {person: _beside(person, at) for person in persons}
    held = ties_with({other for found in beside.values() for other in found}, at)
    best: dict[int, tuple[int, tuple[int, str, int, str], int]] = {}
    for person, found in beside.items():
        weighed = [(_worth(acts, held[other]), other) for other, acts in found.items() if living(held.get(other))]
        if weighed:
            _, other = max(weighed, key=lambda w: (w[0], -w[1]))
            row, kind, when, subject, _ = max(found[other], key=lambda act: (act[2], act[0]))
            best[person] = other, (row, kind, when, subject), len(found[other])
    who = people.people_by_id([other for other, _, _ in best.values()])
    return {
        person: Warm(other, who[other].name, who[other].given or who[other].name.split()[0], row, kind, subject, when, times)
        for person, (other, (row, kind, when, subject), times) in best.items()
        if other in who
    }


def _beside(person: int, at: int) -> dict[int, list[tuple[int, str, int, str, int]]]:
    found: dict[int, dict[int, tuple[int, str, int, str, int]]] = defaultdict(dict)
    for other, *act in rows(_BESIDE, [person, at, NEWEST, SMALL, person]):
        found[other][act[0]] = (act[0], act[1], act[2], act[3], act[4])
    return {other: list(acts.values()) for other, acts in found.items()}


def _worth(acts: Sequence[tuple[int, str, int, str, int]], tie: TieView) -> float:
    together = sum(1 / max(1, size - 1) for *_, size in acts)
    return together / (1 + together) * tie.strength / (1 + tie.strength)
