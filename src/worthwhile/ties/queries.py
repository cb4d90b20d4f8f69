"""Ties as they stand at a moment: rows → plain values. What decays is read here, so that a later moment costs nothing."""

import math
from collections.abc import Iterable
from typing import Any

import numpy as np

from worthwhile.people import queries as people
from worthwhile.people.values import Pair
from worthwhile.store import among, rows
from worthwhile.ties import alive as life
from worthwhile.ties import line as marks
from worthwhile.ties import persist, rhythm
from worthwhile.ties.values import Contact, LineMark, TieView
from worthwhile.workspace.queries import preference

DAY = 86_400
SPOKEN = ("given", "received")  # what is told in words beside the line
_LN2_DAY = math.log(2) / DAY
_COLUMNS = """t.person_id, t.log_strength, t.half_life, t.first, t.last, t.last_from, t.last_to, t.last_met, t.received, t.sent, t.met, t.days, t.gap,
    t.gap_high, t.starts_mine, t.starts_theirs, t.answer_mine, t.answer_theirs, t.answers_by, t.one_to_one, t.open_from, w.close, t.usual, t.state"""
# her latest word on any part of somebody holds for the whole, as her word on what somebody is does
_TIES = f"""select {_COLUMNS} from worthwhile_tie t left join (select f.root_id, s.close, row_number() over (partition by f.root_id
        order by s.at desc, s.id desc) as nth from worthwhile_tieword s join worthwhile_person q on q.anchor = s.anchor
        join worthwhile_profile f on f.person_id = q.id) w on w.root_id = t.person_id and w.nth = 1"""


_MARKS = "select person_id, marks from worthwhile_tie where person_id in {}"


def tie(person: int, at: int) -> TieView | None:
    """The tie with one person, or None when there is no contact at all."""
    found = _views(rows(f"{_TIES} where t.person_id = %s", [person]), at)
    return found[0] if found else None


def ties_with(persons: Iterable[int], at: int) -> dict[int, TieView]:
    """The ties with these persons; those with whom there is no contact at all are left out."""
    return {t.person: t for t in _views(among(f"{_TIES} where t.person_id in {{}}", persons), at)}


def ties(at: int) -> list[TieView]:
    """All ties as they stand at `at`, by person."""
    return _views(rows(f"{_TIES} order by t.person_id"), at)


def latest(limit: int, offset: int = 0) -> list[int]:
    """People by when she was last in touch with them, the newest first, then those without any contact by name."""
    sql = """select p.root_id from worthwhile_profile p left join worthwhile_tie t on t.person_id = p.root_id
        where p.person_id = p.root_id and p.kind = 'person' order by coalesce(t.last, 0) desc, p.name, p.root_id limit %s offset %s"""
    return [row[0] for row in rows(sql, [limit, offset])]


def last_contacts() -> dict[int, int]:
    """When she was last in touch (seconds), by person; those with whom there is no contact at all are left out."""
    return dict(rows("select person_id, last from worthwhile_tie"))


def questions(limit: int = 20, *, at: int) -> list[Pair]:
    """Who may be one person and is to be asked about, the pair first whose answer changes most in how her ties stand at `at`: the chance, times the
    decayed contact that the weaker of the two ties would bring to the other, and a tenth of the stronger's (whose card or address it may be)."""
    open_ones = people.questions()
    sides = sorted({i for _, a, b, _ in open_ones for i in (a, b)})
    found = among("select person_id, log_strength, half_life from worthwhile_tie where person_id in {}", sides)
    strength = {person: math.exp(log - _LN2_DAY / half_life * at) for person, log, half_life in found}

    def change(one: tuple[int, int, int, float]) -> float:
        less, more = sorted(strength.get(i, 0.0) for i in one[1:3])
        return one[3] * (less + more / 10)

    return people.pairs(limit, at=at, first=[which for which, *_ in sorted(open_ones, key=change, reverse=True)])


def _views(found: list[tuple[Any, ...]], at: int) -> list[TieView]:
    kept = preference("measured", {})
    alive, stays = _chances([r[23] for r in found], at, kept)
    until = [_until(r, at, kept.get("until", {})) for r in found]
    return [
        TieView(
            *(r[0], math.exp(r[1] - _LN2_DAY / r[2] * at), *r[3:20], alive[i], stays[i], r[20], r[21], _state(r, until[i] or at), until[i])
        )
        for i, r in enumerate(found)
    ]


def _until(row: tuple[Any, ...], at: int, reaches: dict[str, int | None]) -> int | None:
    """How far the source reaches in which most of a tie is seen: never beyond `at`, nor short of its own last contact."""
    last, received, sent, met = row[4], row[8], row[9], row[10]
    found = reaches.get("meetings" if met > received + sent else "messages")
    return None if found is None else min(at, max(found, last))


def _chances(states: list[bytes], at: int, kept: dict[str, Any]) -> tuple[list[float | None], list[float | None]]:
    """P(alive) and the chance of contact within persist.HORIZON days, read at `at` from what was kept; None before anything was learned."""
    if not states or not kept.get("learned"):
        return [None] * len(states), [None] * len(states)
    model = persist.Model.of(kept["learned"]["model"])
    width = len(persist.STATE)
    table = np.frombuffer(b"".join(bytes(s) for s in states), dtype="<f8").reshape(len(states), -1)
    pair, right = table[:, :width], table[:, width:]
    left = np.broadcast_to(np.array(kept["me"] or [at, 0, 0, 0], dtype=np.float64), right.shape)
    silent, age = (at - pair[:, 3]) / 86_400, (at - pair[:, 2]) / 86_400
    lives = life.alive(life.Life(*model.life), pair[:, 1] - 1, age - silent, age)
    return lives.round(6).tolist(), persist.chances(model, pair, left, right, float(at)).round(6).tolist()


def _state(row: tuple[Any, ...], at: int) -> str:
    days, last, first = row[11], row[4], row[3]
    return rhythm.word((at - last) / 86_400, row[22], days - 1, (at - first) / 86_400)


_EGO = "select b.address_id from worthwhile_belonging b join worthwhile_profile q on q.person_id = b.person_id where q.kind = 'me'"
_CONTACTS = f"""select i.id, i.kind, i.at, i.size, i.subject, i.key, i.parent, i.flags,
        max(case when m.role in ('from') then 1 else 0 end), max(case when p.role = 'from' then 1 else 0 end),
        max(case when m.role = 'to' then 1 else 0 end), max(case when p.role = 'to' then 1 else 0 end)
    from worthwhile_participation p join worthwhile_belonging b on b.address_id = p.address_id
    join worthwhile_interaction i on i.id = p.interaction_id
    join worthwhile_participation m on m.interaction_id = i.id and m.address_id in ({_EGO})
    where b.person_id = %s and p.at <= %s and p.at >= %s
    group by i.id, i.kind, i.at, i.size, i.subject, i.key, i.parent, i.flags
    having i.kind = 'meeting' or max(case when m.role in ('from') then 1 else 0 end) + max(case when p.role = 'from' then 1 else 0 end) = 1
    order by i.at desc, i.id desc"""


def contacts(person: int, at: int, limit: int | None = None, since: int = 0) -> list[Contact]:
    """What passed between ego and one person from `since` until `at`, newest first."""
    found = rows(_CONTACTS + (" limit %s" if limit is not None else ""), [person, at, since, *([limit] if limit is not None else [])])
    return [
        Contact(r[2], r[1], "both" if r[1] == "meeting" else "to" if r[8] else "from", r[3], r[3] <= 2 or bool(r[11] if r[8] else r[10]),
                r[0], r[4], r[5], r[6], r[7] != "")
        for r in found
    ]  # fmt: skip


def line(person: int, at: int, since: int) -> list[LineMark]:
    """The marks on the line of a tie between `since` and `at`, oldest first; what was given or received with its row and subject.

    Only the days on which there is such a thing are read from the log."""
    seen = lines([person], at, since).get(person, [])
    days = sorted({m.at // DAY for m in seen if m.what in SPOKEN})
    told = [_mark(c) for d in days for c in contacts(person, min(at, d * DAY + DAY - 1), since=max(since, d * DAY))]
    kept = [m for m in seen if m.what not in SPOKEN] + [m for m in told if m.what in SPOKEN]
    return sorted(kept, key=lambda m: m.at)


def lines(persons: list[int], at: int, since: int) -> dict[int, list[LineMark]]:
    """The lines of several ties at once, a mark for each day and kind; without rows and subjects."""
    return {person: marks.unpack(bytes(packed), at, since) for person, packed in among(_MARKS, persons)}


def _mark(contact: Contact) -> LineMark:
    kinds = {"both": "meeting", "to": "sent", "from": "got"}
    if contact.kind in ("endorsement", "recommendation"):
        kinds |= {"to": "given", "from": "received"}
    return LineMark(contact.at, kinds[contact.direction], contact.row, contact.subject)
