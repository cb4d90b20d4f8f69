"""Deeds on ties: measuring them from the log, and her own word on one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import connection, transaction

from worthwhile.errors import NotFound
from worthwhile.intake.queries import reach
from worthwhile.people.models import Profile
from worthwhile.store import rows, write_many
from worthwhile.ties.models import Tie, TieWord
from worthwhile.ties.reciprocity import matter
from worthwhile.ties.strength import Ints
from worthwhile.workspace.deeds import takes_back
from worthwhile.workspace.queries import preference
from worthwhile.workspace.services import note_deed, prefer

_EGO = """select b.address_id from worthwhile_belonging b join worthwhile_profile p on p.person_id = b.person_id where p.kind = 'me'
    union select a.id from worthwhile_address a join worthwhile_ownaddress o on o.kind = a.kind and o.value = a.value where o.confirmed"""
_ACTS = """select i.id, case i.kind when 'meeting' then 1 when 'mail' then 0 when 'message' then 0 when 'invitation' then 3 else 2 end, i.at, i.size,
        case when i.flags in ('', 'all_day') then 0 else 1 end, coalesce(q.id, 0), case when i.parent = '' and i.kind <> 'meeting' then i.subject else '' end
    from worthwhile_interaction i left join worthwhile_interaction q on q.key = i.parent and i.parent <> '' where i.at <= %s"""
_PARTS = """select pa.interaction_id, b.person_id, case when pa.role in ('from', 'organizer') then 1 else 0 end, 0, case when pa.role = 'to' then 1 else 0 end, pa.at
    from worthwhile_participation pa join worthwhile_belonging b on b.address_id = pa.address_id where pa.at <= %s"""
_EGO_PARTS = "select interaction_id, 0, case when role in ('from', 'organizer') then 1 else 0 end, 1, case when role = 'to' then 1 else 0 end, at from worthwhile_participation where at <= %s and address_id in ({})"
_CHUNK = 50_000
VERSION = 2  # raise it when rows hold something else, so that every store is measured anew
HOLDS = 90 * 86_400  # seconds for which what was learned is read: in a log that stands still, too, silence is held against the present


@dataclass(frozen=True)
class _Seen:
    """What a measuring rested on: equal means that nothing has to be measured."""

    log: list[int]  # newest interaction, runs, runs taken back
    ego: list[int]
    identity: str

    def plain(self) -> dict[str, Any]:
        return {"log": self.log, "ego": self.ego, "identity": self.identity}


def _now_seen() -> _Seen:
    log = rows("select coalesce(max(id), 0) from worthwhile_interaction")[0][0]
    runs = rows(
        "select count(*), coalesce(sum(case state when 'undone' then 1 else 0 end), 0), coalesce(sum(taken), 0) from worthwhile_importrun"
    )[0]
    identity = f"{VERSION} {preference('who is who', 0)}"
    return _Seen([int(log), *map(int, runs)], sorted(r[0] for r in rows(_EGO)), identity)


@transaction.atomic
def measure(*, at: int, people: Iterable[int] | None = None) -> int:
    """Work out how each tie stands as of `at`; how many ties were measured. Costs next to nothing when nothing happened since.

    `people` measures only those persons anew. What is learned by replay (learned.py) is kept until the log has grown."""
    seen, kept = _now_seen(), preference("measured", {})
    if people is None and kept.get("seen") == seen.plain() and not _between(kept["at"], at) and at - kept["learned"]["at"] < HOLDS:
        return 0
    log, history, states = _load(seen.ego, at)
    from worthwhile.ties.learned import Learned, learn
    from worthwhile.ties.reckon import COLUMNS, ties

    known = Learned.of(kept["learned"]) if kept.get("learned") and kept.get("ego") == seen.ego else None
    if known is None or not known.fits(at, len(log)):
        known = learn(log, history, at)
    found = ties(log, known, states)
    if people is None:
        Tie.objects.all().delete()
        me = states.get(0)
        prefer(
            "measured",
            {
                "at": at,
                "seen": seen.plain(),
                "ego": seen.ego,
                "learned": known.plain(),
                "me": me.tolist() if me is not None and np.isfinite(me).all() else [],
                "until": _until(),
            },
        )
    else:
        wanted = set(people)
        Tie.objects.filter(person_id__in=wanted).delete()
        found = [row for row in found if row[0] in wanted]
    write_many("worthwhile_tie", COLUMNS, found)
    return len(found)


def _until() -> dict[str, int | None]:
    """How far messages and meetings are read, as the log tells: silence after that is not known to be one."""
    known = reach()
    return {"messages": max((u for u in (known.mail, known.linkedin) if u is not None), default=None), "meetings": known.calendar}


def _between(measured: int, at: int) -> bool:
    """Did anything happen between the moment measured for and this one?"""
    low, high = min(measured, at), max(measured, at)
    return bool(rows("select 1 from worthwhile_interaction where at > %s and at <= %s limit 1", [low, high]))


def _load(ego: Sequence[int], at: int) -> tuple[Any, Any, dict[int, Any]]:
    """Contacts with everyone, the log as pairs for replay, and how much each person is seen at all (0: ego)."""
    from worthwhile.ties import gather, persist

    known = {r[0] for r in rows("select person_id from worthwhile_profile where kind in ('person', 'stranger') and person_id = root_id")}
    mine = _table(_EGO_PARTS.format(", ".join(["%s"] * len(ego)) or "null"), [at, *ego], 6)
    others = _table(_PARTS, [at], 6)
    others = others[np.isin(others[:, 1], np.fromiter(known, dtype=np.int64, count=len(known)))]
    with_ego = np.unique(mine[:, 0])
    parts = np.concatenate([mine, others[np.isin(others[:, 0], with_ego)]])[:, :5]
    log = gather.contacts(_acts(at, with_ego), parts)
    person = np.unique(log.person)
    seen_who = np.searchsorted(person, others[:, 1]) + 1
    there = np.isin(others[:, 1], person)
    who = np.r_[np.zeros(len(mine), dtype=np.int64), seen_who[there]]
    moments = np.r_[mine[:, 5], others[there, 5]]
    tie = np.searchsorted(person, log.person)
    count = len(person)
    history = persist.History(tie, log.at, log.way, who, moments, np.zeros(count, dtype=np.int64), np.arange(count) + 1, count + 1)
    states = persist.seen_states(who, moments, count + 1, persist.HORIZON)
    return log, history, {0: states[0]} | {int(p): states[i + 1] for i, p in enumerate(person)}


def _acts(at: int, with_ego: Ints) -> Ints:
    """The interactions in which ego takes part (gather.ACT); subjects as codes: equal matters have equal codes."""
    wanted, out = set(with_ego.tolist()), []
    with connection.cursor() as cursor:
        cursor.execute(_ACTS, [at])
        while part := cursor.fetchmany(_CHUNK):
            out.append(
                np.array(
                    [(*r[:6], hash(m) & 0x3FFFFFFFFFFFFFFF if (m := matter(r[6])) else 0) for r in part if r[0] in wanted], dtype=np.int64
                ).reshape(-1, 7)
            )
    return np.concatenate(out) if out else np.zeros((0, 7), dtype=np.int64)


def _table(sql: str, params: Sequence[Any], width: int) -> Ints:
    """A query of whole numbers as an array, read in parts so that a million rows are never Python objects at once."""
    out = []
    with connection.cursor() as cursor:
        cursor.execute(sql, list(params))
        while part := cursor.fetchmany(_CHUNK):
            out.append(np.array(part, dtype=np.int64))
    return np.concatenate(out) if out else np.zeros((0, width), dtype=np.int64)


def forget_derived() -> None:
    """Throw all measured ties away; her own words stay, and so does what was learned by replay."""
    Tie.objects.all().delete()
    kept = preference("measured", {})
    if kept:
        prefer("measured", {**kept, "seen": {}})


def unlearn() -> None:
    """Throw away what was learned by replay too, as after days of the past were walked through: it is learned anew as of the next measuring."""
    prefer("measured", {})


_CLOSE = ("", "hardly close", "not very close", "fairly close", "close", "very close")


@transaction.atomic
def say_close(person: int, close: int, *, at: int) -> None:
    """Her own word on how close somebody is, 1 (hardly) to 5 (very); it wins over what is measured. Undoable."""
    who = _shown(person)
    before = TieWord.objects.filter(anchor=who.person.anchor).first()
    TieWord.objects.update_or_create(anchor=who.person.anchor, defaults={"close": close, "at": at})
    kept = None if before is None else [before.close, before.at]
    note_deed("say_close", f"You said you and {who.name} are {_CLOSE[close]}.", {"anchor": who.person.anchor, "before": kept}, at=at)


@takes_back("say_close")
def _take_back_close(payload: dict[str, Any]) -> None:
    if payload["before"] is None:
        TieWord.objects.filter(anchor=payload["anchor"]).delete()
    else:
        close, at = payload["before"]
        TieWord.objects.update_or_create(anchor=payload["anchor"], defaults={"close": close, "at": at})


def _shown(person: int) -> Profile:
    """The profile of the (root) person; NotFound when there is none."""
    found = Profile.objects.select_related("person").filter(pk=person).first()
    if found is None:
        raise NotFound(f"There is nobody with the number {person}.", do="See `worthwhile people`.")
    return found
