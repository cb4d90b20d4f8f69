"""Ties as they stand at a moment: rows → plain values. What decays is read here, so that a later moment costs nothing."""

import math
from typing import Any

from worthwhile.store import rows
from worthwhile.ties.values import Contact, LineMark, TieView

_LN2_DAY = math.log(2) / 86_400
_COLUMNS = """t.person_id, t.log_strength, t.half_life, t.first, t.last, t.last_from, t.last_to, t.last_met, t.received, t.sent, t.met, t.days, t.gap,
    t.gap_high, t.starts_mine, t.starts_theirs, t.answer_mine, t.answer_theirs, t.answers_by, t.one_to_one, null, null, t.open_from, w.close"""
_TIES = f"""select {_COLUMNS} from worthwhile_tie t join worthwhile_person p on p.id = t.person_id
    left join worthwhile_tieword w on w.anchor = p.anchor"""


def _view(row: tuple[Any, ...], at: int) -> TieView:
    strength = math.exp(row[1] - _LN2_DAY / row[2] * at)
    return TieView(*(row[0], strength, *row[3:24], _state(row, at)))


def _state(row: tuple[Any, ...], at: int) -> str:
    return "new" if row[11] < 4 else "steady"


def tie(person: int, at: int) -> TieView | None:
    """The tie with one person, or None when there is no contact at all."""
    found = rows(f"{_TIES} where t.person_id = %s", [person])
    return _view(found[0], at) if found else None


def ties(at: int) -> list[TieView]:
    """All ties as they stand at `at`, by person."""
    return [_view(row, at) for row in rows(f"{_TIES} order by t.person_id")]


_EGO = "select b.address_id from worthwhile_belonging b join worthwhile_profile q on q.person_id = b.person_id where q.kind = 'me'"
_CONTACTS = f"""select i.id, i.kind, i.at, i.size, i.subject, i.key, i.parent, i.flags,
        max(case when m.role in ('from') then 1 else 0 end), max(case when p.role = 'from' then 1 else 0 end),
        max(case when m.role = 'to' then 1 else 0 end), max(case when p.role = 'to' then 1 else 0 end)
    from worthwhile_participation p join worthwhile_belonging b on b.address_id = p.address_id
    join worthwhile_interaction i on i.id = p.interaction_id
    join worthwhile_participation m on m.interaction_id = i.id and m.address_id in ({_EGO})
    where b.person_id = %s and p.at <= %s
    group by i.id, i.kind, i.at, i.size, i.subject, i.key, i.parent, i.flags
    having i.kind = 'meeting' or max(case when m.role in ('from') then 1 else 0 end) + max(case when p.role = 'from' then 1 else 0 end) = 1
    order by i.at desc, i.id desc"""


def contacts(person: int, at: int, limit: int | None = None) -> list[Contact]:
    """What passed between ego and one person until `at`, newest first."""
    found = rows(_CONTACTS + (" limit %s" if limit is not None else ""), [person, at, *([limit] if limit is not None else [])])
    return [
        Contact(r[2], r[1], "both" if r[1] == "meeting" else "to" if r[8] else "from", r[3], r[3] <= 2 or bool(r[11] if r[8] else r[10]),
                r[0], r[4], r[5], r[6], r[7] != "")
        for r in found
    ]  # fmt: skip


def line(person: int, at: int, since: int) -> list[LineMark]:
    """The marks on the line of a tie between `since` and `at`, oldest first."""
    return lines([person], at, since).get(person, [])


def lines(people: list[int], at: int, since: int) -> dict[int, list[LineMark]]:
    """The lines of several ties at once."""
    return {person: [_mark(c) for c in reversed(contacts(person, at)) if c.at >= since] for person in people}


def _mark(contact: Contact) -> LineMark:
    kinds = {"both": "meeting", "to": "sent", "from": "got"}
    if contact.kind in ("endorsement", "recommendation"):
        kinds |= {"to": "given", "from": "received"}
    return LineMark(contact.at, kinds[contact.direction], contact.row, contact.subject)
