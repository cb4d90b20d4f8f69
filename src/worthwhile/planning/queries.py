"""Rows → what rules see, what Today kept, and the page before a meeting."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta

import numpy as np

from worthwhile.errors import NotFound
from worthwhile.intake import queries as log
from worthwhile.people import queries as people_seen
from worthwhile.people.values import PersonView
from worthwhile.planning import incline, prepare, shape, words
from worthwhile.planning import shortlist as due
from worthwhile.planning.models import Act, Slate
from worthwhile.planning.situation import Around, Extra, situation
from worthwhile.planning.values import Ask, Before, Draft, Jotting, Meeting, Proposal, Situation
from worthwhile.store import among, rows
from worthwhile.ties import queries as ties_seen
from worthwhile.ties.values import Contact, TieView
from worthwhile.value import queries as value
from worthwhile.workspace import queries as workspace
from worthwhile.workspace.services import prefer

MOST_CONTACTS = 24  # of each person, newest first
OTHERS = 30
AHEAD = 14 * 86_400
LONGEST_MEETING = 600  # minutes; what lasts longer is a day off or a fair, not a meeting
SMALL = 12


def ego() -> list[int]:
    """Rows of ego's own addresses."""
    sql = "select b.address_id from worthwhile_belonging b join worthwhile_profile q on q.person_id = b.person_id where q.kind = 'me' order by 1"
    return [r[0] for r in rows(sql)]


def own_values() -> list[str]:
    """Ego's own addresses, as values: what makes this store this one."""
    return [v for kind, v, sure in workspace.own_addresses() if sure]


def around(at: int) -> Around:
    """What is the same for everybody at this moment; no source reaches further than the moment itself."""
    reach, mine = log.reach(), people_seen.me()
    mail, calendar, linkedin = (None if u is None else min(u, at) for u in (reach.mail, reach.calendar, reach.linkedin))
    me = "" if mine is None else mine.given or mine.name.split(" ")[0]
    return Around(at, "" if "@" in me else me, mail, calendar, linkedin, tuple(value.offers()))


def shortlist(at: int, meet: Sequence[int]) -> list[int]:
    """At most some 180 persons for whom anything may be due, in a fixed order: see shortlist.py; with birthdays, kindnesses and meetings."""
    named = "q.kind in ('person', 'stranger') and q.person_id = q.root_id and not q.left_out"
    chosen = set(meet[:OTHERS])
    for part in due.parts(at):
        sql = f"select t.person_id from worthwhile_tie t join worthwhile_profile q on q.person_id = t.person_id where {named} and {part.where}"
        chosen |= {r[0] for r in rows(f"{sql} order by {part.order} limit {part.most}", [*part.params, *part.order_params])}
    today = words.local(at).date()
    ends = {f"{d:%m-%d}" for d in (today, today + timedelta(days=1))} | ({"02-29"} if today.month == 2 and today.day > 26 else set())
    born = f"select q.person_id from worthwhile_profile q join worthwhile_tie t on t.person_id = q.person_id where {named} and q.birthday like %s limit {OTHERS}"
    for end in sorted(ends):
        chosen |= {r[0] for r in rows(born, [f"%-{end}"])}
    for (origin,) in rows("select id from worthwhile_origin where source = 'linkedin'"):
        senders = rows(
            """select distinct sender_id from worthwhile_interaction where origin_id = %s and +at > %s and +at <= %s
               and kind in ('endorsement', 'recommendation') limit 90""",
            [origin, at - 180 * 86_400, at],
        )
        sql = f"select q.person_id from worthwhile_belonging b join worthwhile_profile q on q.person_id = b.person_id where {named} and b.address_id in {{}}"
        chosen |= {r[0] for r in among(sql, [r[0] for r in senders])}
    return sorted(chosen)


def situations(people: list[int], at: int) -> list[Situation]:
    """The situations of these persons, in the order asked for; those who are not here are left out."""
    return gather(people, at, ties_seen.ties_with(people, at), around(at))


def gather(people: Sequence[int], at: int, ties: dict[int, TieView], now: Around) -> list[Situation]:
    """The same, with the ties and the surroundings at hand."""
    who = people_seen.people_by_id(people)
    known, extra = contacts_of(people, at)
    ahead: dict[int, Meeting] = {}
    for meeting, person in _meetings(at, at + AHEAD):
        ahead.setdefault(person, meeting)
    notes = value.notes_of(people)
    chances = inclinations(people, at)
    return [
        situation(
            now, who[p], ties.get(p), known.get(p, []), extra, next_meeting=ahead.get(p), inclination=chances.get(p),
            notes=tuple(Jotting(n.id, n.kind, n.text, n.at) for n in notes.get(p, ()) if n.closed is None and n.at <= at),
        )
        for p in people
        if p in who
    ]  # fmt: skip


def inclinations(people: Sequence[int], at: int) -> dict[int, float]:
    """The learned chance for each that ego would write to them within fourteen days of her own accord; for whom there is a message at all.

    Worked out as of the full hour, and kept until the hour or the log is another one."""
    hour = incline.hour(at)
    state = [hour, *_state()]
    kept = workspace.preference("inclinations")
    if kept is None or kept["state"] != state:
        kept = {"state": state, "chances": {}, "weights": None}
    missing = [p for p in people if str(p) not in kept["chances"]]
    if missing:
        fresh = _inclinations(sorted({*people, *map(int, kept["chances"])}), hour)
        kept["chances"] = {str(p): fresh.get(p) for p in {*people, *map(int, kept["chances"])}}
        prefer("inclinations", kept)
    return {p: c for p in people if (c := kept["chances"][str(p)]) is not None}


def _state() -> list[int]:
    """A few numbers that are others whenever the log, or who is who, may be."""
    (found,) = rows(
        """select (select coalesce(max(id), 0) from worthwhile_interaction), (select coalesce(max(id), 0) from worthwhile_importrun),
            (select count(*) from worthwhile_importrun where state = 'undone'), (select coalesce(max(id), 0) from worthwhile_verdict),
            (select count(*) from worthwhile_belonging), (select count(*) from worthwhile_profile where kind = 'person'),
            (select coalesce(sum(address_id), 0) from worthwhile_belonging b join worthwhile_profile q on q.person_id = b.person_id where q.kind = 'me')"""
    )
    return list(found)


def _inclinations(people: Sequence[int], at: int) -> dict[int, float]:
    hers = her_log(at)
    log = shape.log_of(contacts_of(people, at, incline.MOST)[0])
    if not len(log.who):
        return {}
    who = np.unique(log.who)
    weights = incline.refined(hers, incline.morning(at))
    chances = weights.chance(incline.features(log, who, at, incline.pace(hers)))
    return {int(p): round(float(c), 6) for p, c in zip(who, chances, strict=True)}


def her_log(at: int) -> incline.Log:
    """The newest messages between ego and people until `at`, in order of time: what her habits are learned from."""
    mine = ego()
    if not mine:
        return shape.log([])
    own: dict[int, list[int]] = {}
    for address in mine:
        newest = (
            "select interaction_id, at, role from worthwhile_participation where address_id = %s and at <= %s order by at desc limit %s"
        )
        for row, when, role in rows(newest, [address, at, incline.LONGEST_LOG]):
            own.setdefault(row, [when, 0])[1] |= role == "from"
    kept = sorted(own, key=lambda row: (-own[row][0], -row))[: incline.LONGEST_LOG]
    found = among(
        """select distinct p.interaction_id, b.person_id, i.size, p.role = 'from', i.flags from worthwhile_participation p
            join worthwhile_interaction i on i.id = p.interaction_id join worthwhile_belonging b on b.address_id = p.address_id
            join worthwhile_profile q on q.person_id = b.person_id
            where i.kind in ('mail', 'message', 'invitation') and q.kind in ('person', 'stranger') and p.interaction_id in {}""",
        kept,
    )
    return shape.log(
        [(person, *own[row], size) for row, person, size, lead, flags in found if (not lead if own[row][1] else lead and not flags)]
    )


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


def _meetings(since: int, until: int) -> list[tuple[Meeting, int]]:
    """(meeting, person) of all small meetings of ego's that start in between, by time."""
    mine = ego()
    if not mine:
        return []
    marks = ", ".join(["%s"] * len(mine))
    found = rows(
        f"""select distinct i.id, i.at, i.minutes, i.subject, i.size, q.root_id, q.name from worthwhile_interaction i
            join worthwhile_participation p on p.interaction_id = i.id join worthwhile_belonging b on b.address_id = p.address_id
            join worthwhile_profile q on q.person_id = b.person_id
            where i.kind = 'meeting' and i.at > %s and i.at <= %s and i.minutes < {LONGEST_MEETING} and i.size <= {SMALL} and q.kind in ('person', 'stranger')
            and exists (select 1 from worthwhile_participation m where m.interaction_id = i.id and m.address_id in ({marks}))
            order by i.at, i.id, q.name""",
        [since, until, *mine],
    )
    names: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for row in found:
        names[row[0]].append((row[5], row[6]))
    return [
        (Meeting(row, at, minutes, summary, size, tuple(n for p, n in names[row] if p != person)[:4]), person)
        for row, at, minutes, summary, size, person, _ in found
    ]


def next_meetings(at: int, hours: int = 24) -> list[tuple[Meeting, PersonView]]:
    """The meetings of the next hours, each once for every person in it, by time."""
    found = _meetings(at, at + hours * 3600)
    who = people_seen.people_by_id([person for _, person in found])
    return [(meeting, who[person]) for meeting, person in found if person in who]


def before(person: int, at: int) -> Before:
    """The page before a meeting with somebody; also for those with whom no meeting is known. Raises NotFound."""
    who = people_seen.person(person)
    found = situations([who.id], at)
    return prepare.before(found[0])


def slated(number: int) -> Proposal:
    """The act that Today named by this number when it was last worked out. Raises NotFound."""
    found = Slate.objects.filter(position=number).first()
    if found is None:
        raise NotFound(f"There is no act {number} on today’s list.", do="See it: worthwhile today")
    return shape.proposal(found.proposal)


def slate() -> list[tuple[int, Proposal]]:
    """All acts of Today as it was last worked out, by number."""
    return [(s.position, shape.proposal(s.proposal)) for s in Slate.objects.order_by("position")]


def draft(number: int) -> Draft | None:
    """The first words of an act, hers if she changed them; None when it needs no letter. Raises NotFound."""
    return slated(number).draft


def act(act_id: int) -> Ask | None:
    """A done act, by its id; `how` is what she said of it."""
    found = Act.objects.filter(pk=act_id, state="done").first()
    return None if found is None else _asked(found)


def newest_act() -> int:
    """The id of the act that was done last; 0 when none was."""
    found = Act.objects.filter(state="done").order_by("-at", "-pk").first()
    return 0 if found is None else found.pk


def to_ask(at: int, day: str, since: int) -> Ask | None:
    """The newest act done on an earlier day, since `since`, of which she has not said how it went."""
    for found in Act.objects.filter(state="done", how="", at__gte=since, at__lt=at).exclude(kind="prepare").order_by("-at", "-pk"):
        if shape.day_of(found.at) < day:
            return _asked(found)
    return None


def _asked(found: Act) -> Ask | None:
    root = roots([found.anchor]).get(found.anchor)
    return None if root is None else Ask(found.pk, people_seen.person(root), found.title, found.at, found.how)


def roots(anchors: Iterable[str]) -> dict[str, int]:
    """The root person of each of these anchors."""
    sql = "select q.anchor, p.root_id from worthwhile_profile p join worthwhile_person q on q.id = p.person_id where q.anchor in {}"
    return dict(among(sql, sorted(set(anchors))))
