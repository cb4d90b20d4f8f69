"""Who has a say in a goal, and where they stand, as plain values."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from worthwhile.goals.queries.goals import goal
from worthwhile.goals.queries.warm import known, warm_paths
from worthwhile.goals.values import GoalView, Standing, Stood
from worthwhile.people import queries as people
from worthwhile.people.values import PersonView
from worthwhile.store import among, rows
from worthwhile.ties.queries import ties_with

AHEAD = 14 * 86_400  # seconds: a meeting further off is no chance to speak yet
_STAKES = """select s.goal_id, p.root_id, s.id, s.at, s.say, s.cares, s.gains, s.loses, s.fair, s.moves, s.moves_source, s.after
    from worthwhile_stakeholder s join worthwhile_person q on q.anchor = s.anchor join worthwhile_profile p on p.person_id = q.id
    where s.goal_id in {}"""
_STANCES = """select s.goal_id, p.root_id, s.stance, s.why, s.at, s.id
    from worthwhile_stance s join worthwhile_person q on q.anchor = s.anchor join worthwhile_profile p on p.person_id = q.id
    where s.at <= %s and s.goal_id in {}"""
_EGO = "select b.address_id from worthwhile_belonging b join worthwhile_profile q on q.person_id = b.person_id where q.kind = 'me'"
_MEETS = f"""select b.person_id, min(p.at) from worthwhile_participation p
    join worthwhile_interaction i on i.id = p.interaction_id and i.kind = 'meeting'
    join worthwhile_belonging b on b.address_id = p.address_id
    where p.at > %s and p.at <= %s and exists (select 1 from worthwhile_participation m where m.interaction_id = i.id and m.address_id in ({_EGO}))
    and b.person_id in {{}} group by b.person_id"""
_TEXTS = ("say", "cares", "gains", "loses", "fair", "moves", "moves_source", "after")


def standings(goal_ids: Sequence[int], at: int) -> dict[int, list[Standing]]:
    """The people of each of these goals by name, two records of one person as one: the newest row says, and what it leaves open an earlier one says."""
    kept: dict[tuple[int, int], list[tuple[Any, ...]]] = defaultdict(list)
    for goal_id, person, *rest in among(_STAKES, goal_ids):
        kept[goal_id, person].append(tuple(rest))
    if not kept:
        return {}
    stood: dict[tuple[int, int], list[Stood]] = defaultdict(list)
    for goal_id, person, stance, why, when, row in among(_STANCES, goal_ids, [at]):
        stood[goal_id, person].append(Stood(stance, why, when, row))
    persons = sorted({person for _, person in kept})
    who, seen = people.people_by_id(persons), _Seen(persons, at)
    firsts = _roots({r[-1] for some in kept.values() for r in some if r[-1]})
    out: dict[int, list[Standing]] = defaultdict(list)
    for (goal_id, person), some in kept.items():
        if person in who:
            out[goal_id].append(_standing(who[person], some, stood[goal_id, person], seen, firsts))
    return {goal_id: sorted(some, key=lambda s: (s.name, s.person)) for goal_id, some in out.items()}


class _Seen:
    """What the log shows of these persons at a moment."""

    def __init__(self, persons: Sequence[int], at: int) -> None:
        self.ties = ties_with(persons, at)
        self.meets = dict(among(_MEETS, persons, [at, at + AHEAD]))
        self.warm = warm_paths([p for p in persons if not known(self.ties.get(p))], at)


def _standing(
    who: PersonView, some: Sequence[tuple[Any, ...]], stood: Iterable[Stood], seen: _Seen, firsts: dict[str, PersonView]
) -> Standing:
    newest = sorted(some, key=lambda r: (-r[1], -r[0]))
    said = {name: next((r[2 + n] for r in newest if r[2 + n] not in (None, "")), newest[0][2 + n]) for n, name in enumerate(_TEXTS)}
    first = firsts.get(said.pop("after"))
    tie = seen.ties.get(who.id)
    return Standing(
        newest[0][0], who.id, who.anchor, who.name, who.given or who.name.split()[0], who.title or who.organisation,
        **said,
        after=first.id if first is not None and first.id != who.id else None,
        after_name=first.name if first is not None and first.id != who.id else "",
        history=tuple(sorted(stood, key=lambda s: (-s.at, -s.row))),
        known=known(tie),
        last=tie.last if tie is not None else None,
        meets=seen.meets.get(who.id),
        warm=seen.warm.get(who.id),
        left_out=who.left_out,
        email=who.email,
    )  # fmt: skip


def _roots(anchors: set[str]) -> dict[str, PersonView]:
    found = dict(
        among(
            "select q.anchor, p.root_id from worthwhile_profile p join worthwhile_person q on q.id = p.person_id where q.anchor in {}",
            anchors,
        )
    )
    who = people.people_by_id(list(found.values()))
    return {anchor: who[root] for anchor, root in found.items() if root in who}


def goals_of(person: int) -> list[int]:
    """The rows of every goal, open or ended, in which somebody has a say."""
    found = rows(
        """select distinct s.goal_id from worthwhile_stakeholder s join worthwhile_person q on q.anchor = s.anchor
            join worthwhile_profile p on p.person_id = q.id
            where p.root_id = (select root_id from worthwhile_profile where person_id = %s) order by 1""",
        [person],
    )
    return [g for (g,) in found]


def people_of(goal_id: int) -> set[int]:
    """The root persons who have a say in a goal."""
    found = rows(
        """select p.root_id from worthwhile_stakeholder s join worthwhile_person q on q.anchor = s.anchor
            join worthwhile_profile p on p.person_id = q.id where s.goal_id = %s""",
        [goal_id],
    )
    return {person for (person,) in found}


def of_person(person: int, at: int) -> list[tuple[GoalView, Standing]]:
    """Every goal, open or ended, in which somebody has a say, and how they stand in it."""
    held = standings(goals_of(person), at)
    root = people.person(person).id
    return [(goal(g), s) for g, some in held.items() for s in some if s.person == root]
