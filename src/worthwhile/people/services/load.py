"""From rows of the log to plain values for deciding, by a few aggregates."""

from collections import defaultdict

from worthwhile.people.atoms import Node
from worthwhile.people.kinds import SMALL_MEETING, Use
from worthwhile.store import rows, write_many

DIRECT = 20  # people: a mail to more than these is no word to any one of them


def anchor_everyone() -> None:
    """Give every address and card of the log its lasting Person; those whose record is gone go too."""
    new = rows(
        "select a.kind || ':' || a.value from worthwhile_address a left join worthwhile_person p on p.anchor = a.kind || ':' || a.value "
        "where p.id is null order by a.id"
    )
    new += rows(
        "select 'card:' || c.key from worthwhile_card c left join worthwhile_person p on p.anchor = 'card:' || c.key where p.id is null order by c.id"
    )
    if new:
        write_many("worthwhile_person", ["anchor"], new, clash="anchor")
    _drop_the_orphans()


def _drop_the_orphans() -> None:
    from worthwhile.people.models import Person

    gone = rows(
        "select id from worthwhile_person where anchor not in "
        "(select kind || ':' || value from worthwhile_address union all select 'card:' || key from worthwhile_card)"
    )
    for start in range(0, len(gone), 500):
        Person.objects.filter(pk__in=[i for (i,) in gone[start : start + 500]]).delete()


def nodes_of_the_log() -> list[Node]:
    """Every address and card as a plain value, by the id of its Person."""
    names: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for address, name, times in rows("select address_id, name, times from worthwhile_sighting where name <> ''"):
        names[address].append((name, times))
    person_of: dict[int, int] = {}
    nodes = []
    for person, address, kind, value in rows(
        "select p.id, a.id, a.kind, a.value from worthwhile_address a join worthwhile_person p on p.anchor = a.kind || ':' || a.value order by p.id"
    ):
        person_of[address] = person
        nodes.append(Node(person, kind, value, tuple(sorted(names.get(address, ())))))
    on: dict[int, list[int]] = defaultdict(list)
    for card, address in rows("select card_id, address_id from worthwhile_cardaddress"):
        on[card].append(person_of[address])
    for person, card, key, name, organisation, title, birthday, own, uid, kind in rows(
        "select p.id, c.id, c.key, c.name, c.organisation, c.title, c.birthday, c.own, c.uid, c.kind from worthwhile_card c "
        "join worthwhile_person p on p.anchor = 'card:' || c.key order by p.id"
    ):
        seen = ((name, 1),) if name else ()
        nodes.append(
            Node(person, "card", key, seen, tuple(sorted(on[card])), organisation, title, birthday, bool(own), uid, kind == "linkedin")
        )
    return nodes


def own_ids() -> set[int]:
    """The ids of the persons that stand for the user's own confirmed addresses."""
    return {
        i
        for (i,) in rows(
            "select p.id from worthwhile_person p join worthwhile_ownaddress o on p.anchor = o.kind || ':' || o.value where o.confirmed or o.kind <> 'email'"
        )
    }


def met_ids(own: set[int]) -> set[int] | None:
    """The ids of the persons with whom she exchanges, whenever it was: whom she wrote to, met, or had a message of on LinkedIn. None where nothing
    of hers was read, and so nothing can be said of it."""
    if not own:
        return None
    ever = 1 << 62
    found = rows(f"select p.id from ({_EXCHANGED}) x join worthwhile_address a on a.id = x.address_id join worthwhile_person p "
                 "on p.anchor = a.kind || ':' || a.value", [ever, DIRECT, SMALL_MEETING, ever, ever])  # fmt: skip
    return {i for (i,) in found} - own or None


def verdicts_by_id() -> dict[tuple[int, int], str]:
    """Her verdicts by the ids of the two persons, the lower first; the latest last."""
    found = rows(
        "select a.id, b.id, v.answer from worthwhile_verdict v join worthwhile_person a on a.anchor = v.a join worthwhile_person b on b.anchor = v.b "
        "order by v.at, v.id"
    )
    return {(min(a, b), max(a, b)): answer for a, b, answer in found}


def uses(at: int, ahead: int) -> dict[int, Use]:
    """How each address (by its id) was used until `at`; meetings count until `ahead`."""
    kept: dict[int, dict[str, int]] = defaultdict(dict)
    for address, mails, auto, bulk, broad in rows(_SENT, [DIRECT, at]):
        kept[address].update(mails=mails, auto=auto, bulk=bulk, broad=broad)
    for address, written in rows(_WRITTEN, [at, DIRECT]):
        kept[address]["written"] = written
    for address, met in rows(_MET, [SMALL_MEETING, ahead]):
        kept[address]["small_meetings"] = met
    for address, linked in rows(_LINKED, [at]):
        kept[address]["linked"] = linked
    for address, through in rows(_THROUGH, [at]):
        kept[address]["through"] = through
    return {address: Use(False, **fields) for address, fields in kept.items()}


_SENT = (
    "select sender_id, count(*), sum(case when flags like '%%auto%%' then 1 else 0 end), "
    "sum(case when flags like '%%bulk%%' then 1 else 0 end), sum(case when flags <> '' or size > %s then 1 else 0 end) from worthwhile_interaction "
    "where kind = 'mail' and sender_id is not null and at <= %s group by sender_id"
)
_OWN = (
    "select a.id from worthwhile_address a join worthwhile_ownaddress o on o.kind = a.kind and o.value = a.value "
    "where o.confirmed or o.kind <> 'email'"
)
_WRITTEN = (
    "select p.address_id, count(*) from worthwhile_interaction i join worthwhile_participation p on p.interaction_id = i.id "
    "where i.kind = 'mail' and i.at <= %s and i.size <= %s and p.role in ('to', 'bcc') "
    f"and i.sender_id in ({_OWN}) and i.flags not like '%%auto%%' group by p.address_id"
)
_MET = (
    "select p.address_id, count(*) from worthwhile_interaction i join worthwhile_participation p on p.interaction_id = i.id "
    "where i.kind = 'meeting' and i.size <= %s and i.at <= %s group by p.address_id"
)
_LINKED = (
    "select p.address_id, count(*) from worthwhile_interaction i join worthwhile_participation p on p.interaction_id = i.id "
    "where i.kind in ('message', 'endorsement', 'recommendation') and i.at <= %s group by p.address_id"
)
_THROUGH = (
    "select p.address_id, count(*) from worthwhile_interaction i join worthwhile_participation p on p.interaction_id = i.id "
    "where i.kind = 'mail' and i.flags like '%%list%%' and p.role in ('to', 'cc') and i.at <= %s group by p.address_id"
)
_EXCHANGED = " union ".join(f"select address_id from ({part}) y{n}" for n, part in enumerate((_WRITTEN, _MET, _LINKED)))
