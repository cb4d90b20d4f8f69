"""Who knows something: people whose lines, post or subjects hold the words, each with the reason and its day."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from django.db import connection

from worthwhile.people import queries as people
from worthwhile.store import among, rows
from worthwhile.text import fold, several, short_day
from worthwhile.value.kinds import KINDS

TOLD = {"offer": "glad to give", "gave": "you gave", "received": "gave you", "need": "could use"}


@dataclass(frozen=True, slots=True)
class Knows:
    """Somebody who may know, why we think so, and the day of that (seconds; None where the source has none)."""

    person: int
    name: str
    reason: str
    at: int | None


@dataclass(frozen=True, slots=True)
class Subject:
    """An exchange whose subject holds the words: with whom, of which kind, and when."""

    subject: str
    person: int
    name: str
    kind: str
    at: int


def who_knows(words: str, at: int, limit: int = 8) -> list[Knows]:
    """People of whom something here holds every one of these words: what they are glad to give and what else she wrote on them first, then
    their post and organisation, then the subjects of what they exchanged, the newest first. One reason each."""
    wanted = fold(words).split()
    if not wanted:
        return []
    found: dict[int, Knows] = {}
    for one in (*_lines(wanted, at), *_posts(words, wanted), *(_of(s) for s in subjects(words, at, 40))):
        found.setdefault(one.person, one)
        if len(found) >= limit:
            break
    return list(found.values())


def _lines(wanted: Sequence[str], at: int) -> list[Knows]:
    where = " and ".join(["n.text like %s escape '\\'"] * len(wanted))
    hits = rows(
        f"""select p.root_id, r.name, n.kind, n.text, n.at from worthwhile_note n join worthwhile_person q on q.anchor = n.anchor
        join worthwhile_profile p on p.person_id = q.id join worthwhile_profile r on r.person_id = p.root_id
        where n.at <= %s and r.kind in ('person', 'stranger') and {where} order by n.kind <> 'offer', n.at desc limit 40""",
        [at, *map(_like, wanted)],
    )
    return [
        Knows(person, name, f"{TOLD.get(kind, KINDS[kind].said if kind in KINDS else kind)}: “{text}”", day)
        for person, name, kind, text, day in hits
    ]


def _posts(words: str, wanted: Sequence[str]) -> list[Knows]:
    out = []
    for one in people.people(words, limit=60, latest=True):
        said = " at ".join(part for part in (one.title, one.organisation) if part)
        if said and all(w in fold(said) for w in wanted):
            out.append(Knows(one.id, one.name, said, None))
    return out


def _of(subject: Subject) -> Knows:
    return Knows(subject.person, subject.name, f"{subject.kind}: “{subject.subject}”", subject.at)


def subjects(words: str, at: int, limit: int = 6) -> list[Subject]:
    """The newest exchanges with somebody whose subject holds all of the words, one for each subject and person."""
    wanted = [w for w in fold(words).split() if len(w) > 1]
    out: dict[tuple[int, str], Subject] = {}
    if not wanted:
        return []
    longest = max(wanted, key=len)
    hits = list(islice((k for k in _kept() if longest in k[0] and k[2] <= at and all(w in k[0] for w in wanted)), limit * 5))
    whose = _whose([k[3] for k in hits])
    for _, subject, day, number, kind in hits:
        if number in whose:
            person, name = whose[number]
            bare = _bare(subject)
            out.setdefault((person, fold(bare)), Subject(bare, person, name, kind, day))
    return list(out.values())[:limit]


_SUBJECTS: dict[str, tuple[tuple[int, ...], list[tuple[str, str, int, int, str]]]] = {}
_LOCK = threading.Lock()


def _kept() -> list[tuple[str, str, int, int, str]]:
    """Every subject there is, the newest first: (folded, as written, day, row of its newest exchange, kind). Read from the store once, held
    by this process, and read again when an exchange came in, an import was taken back, somebody was forgotten, or another store lies in the
    place of this: a look through a million rows at each key would be felt."""
    (state,) = rows(_STATE)
    with _LOCK:
        known = _SUBJECTS.get("all")
        if known is None or known[0] != state:
            found = rows(
                """select i.subject, i.at, i.id, i.kind from worthwhile_interaction i join (select subject, max(at) as at from worthwhile_interaction
                where subject <> '' group by subject) s on s.subject = i.subject and s.at = i.at order by i.at desc, i.id desc"""
                if connection.vendor != "sqlite"
                else "select subject, max(at), id, kind from worthwhile_interaction where subject <> '' group by subject order by 2 desc, 3 desc"
            )
            known = state, [(fold(subject), subject, day, number, kind) for subject, day, number, kind in found]
            _SUBJECTS["all"] = known
        return known[1]


_STATE = """select (select coalesce(max(id), 0) from worthwhile_interaction), (select count(*) from worthwhile_forgotten), count(*), coalesce(sum(began), 0),
    coalesce(sum(taken), 0), coalesce(sum(case state when 'undone' then 1 else 0 end), 0) from worthwhile_importrun"""


def forget() -> None:
    """Read every subject anew when it is next asked for."""
    with _LOCK:
        _SUBJECTS.clear()


def _bare(subject: str) -> str:
    while subject[:3].lower() in ("re:", "fw:") or subject[:4].lower() == "fwd:":
        subject = subject.partition(":")[2].strip()
    return subject


def _whose(interactions: Sequence[int]) -> dict[int, tuple[int, str]]:
    """The person of each exchange: who sent it, else the first who got it."""
    found = among(
        """select p.interaction_id, p.role in ('from', 'organizer'), p.id, r.person_id, r.name from worthwhile_participation p
        join worthwhile_belonging b on b.address_id = p.address_id join worthwhile_profile f on f.person_id = b.person_id
        join worthwhile_profile r on r.person_id = f.root_id and r.kind = 'person' where p.interaction_id in {}""",
        interactions,
    )
    out: dict[int, tuple[int, str]] = {}
    for number, _, _, person, name in sorted(found, key=lambda f: (not f[1], f[2])):
        out.setdefault(number, (person, name))
    return out


def _like(word: str) -> str:
    return "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"


def told(words: str, found: Sequence[Knows], today: date) -> str:
    """The answer as sentences: who may know, each with the reason and its day."""
    if not found:
        return f"Nothing here says who knows “{words}”."
    said = [f"{k.name} ({k.reason}{f', {short_day(datetime.fromtimestamp(k.at), today)}' if k.at is not None else ''})" for k in found]
    return f"{several(said)} may know."
