"""Introductions as plain values."""

from worthwhile.store import rows
from worthwhile.value.values import Introducing

_INTRODUCTIONS = """select i.id, i.uid, p.root_id, q.root_id, i.need, i.offer, i.stage, i.declined, i.came, i.at, i.changed, i.closed
    from worthwhile_introduction i
    join worthwhile_person a on a.anchor = i.anchor join worthwhile_profile p on p.person_id = a.id
    join worthwhile_person b on b.anchor = i.other join worthwhile_profile q on q.person_id = b.id"""


def introductions(*, closed: bool = False) -> list[Introducing]:
    """All introductions under way, the one that moved last first; with `closed` also those that came to an end."""
    ending = "" if closed else " where i.closed is null"
    return [Introducing(*row) for row in rows(f"{_INTRODUCTIONS}{ending} order by i.changed desc, i.id desc")]
