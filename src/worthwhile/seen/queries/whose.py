"""All rows that a person is known by: anchors, addresses, cards, names, and the others whose names are held back from them."""

from dataclasses import dataclass

from worthwhile.people import queries as people
from worthwhile.people.values import PersonView
from worthwhile.seen import held
from worthwhile.store import among, rows


@dataclass(frozen=True, slots=True)
class Whose:
    """One person, with all that rows may hang on."""

    person: PersonView
    at: int
    given: str
    parts: tuple[int, ...]  # ids of every record that makes up this person
    anchors: tuple[str, ...]
    addresses: dict[int, tuple[str, str]]  # id → kind, value
    cards: tuple[int, ...]
    full_names: tuple[str, ...]  # names of two words or more: what a text may name them by
    held: held.Held
    now_named: frozenset[int]  # others who have agreed to be named to them

    @property
    def page(self) -> str:
        """The address of their page."""
        return f"/people/{self.person.id}"


def whose(person: int, at: int) -> Whose:
    """Gather it. Raises NotFound."""
    who = people.person(person)
    parts = [i for (i,) in rows("select person_id from worthwhile_profile where root_id = %s order by 1", [who.id])]
    addresses = {
        i: (kind, value)
        for i, kind, value in rows(
            "select a.id, a.kind, a.value from worthwhile_belonging b join worthwhile_address a on a.id = b.address_id "
            "where b.person_id = %s order by a.kind <> 'email', a.kind <> 'tel', a.kind, a.id",
            [who.id],
        )
    }
    cards = [i for (i,) in rows("select card_id from worthwhile_cardof where person_id = %s order by 1", [who.id])]
    seen = [n for (n,) in among("select name from worthwhile_sighting where address_id in {}", addresses)]
    seen += [n for (n,) in among("select name from worthwhile_card where id in {}", cards)]
    names = tuple(n for n in dict.fromkeys([who.name, *seen]) if len(n.split()) > 1)
    hidden, named = _others(who)
    reach = people.addresses_by_person([p.id for p in hidden])
    return Whose(
        person=who,
        at=at,
        given=who.given or who.name.split(" ")[0] or who.name,
        parts=tuple(parts),
        anchors=tuple(people.anchors_of(who.id)),
        addresses=addresses,
        cards=tuple(cards),
        full_names=names,
        held=held.held(hidden, [v for found in reach.values() for _, v in found], who),
        now_named=frozenset(named),
    )


_INTRODUCED = """select p.root_id, q.root_id, i.stage from worthwhile_introduction i
    join worthwhile_person a on a.anchor = i.anchor join worthwhile_profile p on p.person_id = a.id
    join worthwhile_person b on b.anchor = i.other join worthwhile_profile q on q.person_id = b.id"""
# who else has a say in the goals that they have a say in: what she thinks of one is not told to another by name
_BESIDE = """select p.root_id, q.root_id from worthwhile_stakeholder s join worthwhile_stakeholder t on t.goal_id = s.goal_id
    join worthwhile_person a on a.anchor = s.anchor join worthwhile_profile p on p.person_id = a.id
    join worthwhile_person b on b.anchor in (t.anchor, t.after) join worthwhile_profile q on q.person_id = b.id"""
_MATCHED = """select np.root_id, op.root_id from worthwhile_match m
    join worthwhile_note n on n.id = m.need join worthwhile_person nq on nq.anchor = n.anchor join worthwhile_profile np on np.person_id = nq.id
    join worthwhile_note o on o.id = m.offer join worthwhile_person oq on oq.anchor = o.anchor join worthwhile_profile op on op.person_id = oq.id"""


def _others(who: PersonView) -> tuple[list[PersonView], set[int]]:
    """(whose names are held back, who has agreed to be named): the others of introductions, matches and goals that this person is in."""
    pairs = [(a, b, stage) for a, b, stage in rows(_INTRODUCED) if who.id in (a, b)]
    named = {b if a == who.id else a for a, b, stage in pairs if stage in held.NAMED}
    others = {b if a == who.id else a for a, b, _ in pairs} | {b if a == who.id else a for a, b in rows(_MATCHED) if who.id in (a, b)}
    others |= {b for a, b in rows(_BESIDE) if a == who.id}
    hidden = people.people_by_id(sorted(others - named - {who.id}))
    return [p for p in hidden.values() if p.kind != "me"], named
