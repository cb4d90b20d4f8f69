"""Rows → what rules see, what Today kept, and the page before a meeting."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from worthwhile.errors import NotFound
from worthwhile.intake import queries as log
from worthwhile.people import queries as people_seen
from worthwhile.people.values import PersonView
from worthwhile.planning import prepare, shape, words
from worthwhile.planning import shortlist as due
from worthwhile.planning.models import Act, Slate
from worthwhile.planning.queries.causes import causes, jotting
from worthwhile.planning.queries.coming import in_goals
from worthwhile.planning.queries.exchanges import ego, recalled
from worthwhile.planning.queries.exchanges import roots as roots
from worthwhile.planning.queries.intents import mix as mix
from worthwhile.planning.situation import Around, situation
from worthwhile.planning.values import Ask, Before, Draft, Meeting, Proposal, Situation
from worthwhile.store import among, rows
from worthwhile.ties import queries as ties_seen
from worthwhile.ties.values import TieView
from worthwhile.value import queries as value
from worthwhile.why import Row
from worthwhile.workspace import queries as workspace

OTHERS = 30
AHEAD = 14 * 86_400
LONGEST_MEETING = 600  # minutes; what lasts longer is a day off or a fair, not a meeting
SMALL = 12


def own_values() -> list[str]:
    """Ego's own addresses, as values: what makes this store this one."""
    return [v for kind, v, sure in workspace.own_addresses() if sure]


def around(at: int) -> Around:
    """What is the same for everybody at this moment; no source reaches further than the moment itself."""
    reach, mine = log.reach(), people_seen.me()
    mail, calendar, linkedin = (None if u is None else min(u, at) for u in (reach.mail, reach.calendar, reach.linkedin))
    me = "" if mine is None else mine.given or mine.name.split(" ")[0]
    return Around(at, "" if "@" in me else me, mail, calendar, linkedin, tuple(value.offers()))


def with_causes(now: Around) -> Around:
    """The same, with what her lines, matches, introductions and goals give cause for."""
    return replace(now, causes=causes(now.at))


def shortlist(at: int, meet: Sequence[int], named: Iterable[int] = ()) -> list[int]:
    """At most some 180 persons for whom anything may be due, in a fixed order: see shortlist.py; with birthdays, kindnesses, meetings, and those
    whom her own lines name (`causes`)."""
    somebody = "q.kind in ('person', 'stranger') and q.person_id = q.root_id and not q.left_out"
    chosen = {*meet[:OTHERS], *named}
    for part in due.parts(at):
        # SQLite walks a cross join from its left: first the ties that are due, off their index alone, then those persons
        sql = f"select t.person_id from worthwhile_tie t cross join worthwhile_profile q where q.person_id = t.person_id and {part.where} and {somebody}"
        chosen |= {r[0] for r in rows(f"{sql} order by {part.order} limit {part.most}", [*part.params, *part.order_params])}
    today = words.local(at).date()
    ends = {f"{d:%m-%d}" for d in (today, today + timedelta(days=1))} | ({"02-29"} if today.month == 2 and today.day > 26 else set())
    born = f"""select q.person_id from worthwhile_profile q join worthwhile_tie t on t.person_id = q.person_id
        where ({" or ".join(["q.birthday like %s"] * len(ends))}) and {somebody} order by 1 limit {OTHERS}"""
    chosen |= {r[0] for r in rows(born, [f"%-{end}" for end in sorted(ends)])}
    for (origin,) in rows("select id from worthwhile_origin where source = 'linkedin'"):
        senders = rows(
            """select distinct sender_id from worthwhile_interaction where origin_id = %s and +at > %s and +at <= %s
               and kind in ('endorsement', 'recommendation') limit 90""",
            [origin, at - 180 * 86_400, at],
        )
        sql = f"select q.person_id from worthwhile_belonging b join worthwhile_profile q on q.person_id = b.person_id where {somebody} and b.address_id in {{}}"
        chosen |= {r[0] for r in among(sql, [r[0] for r in senders])}
    return sorted(chosen)


def situations(people: list[int], at: int) -> list[Situation]:
    """The situations of these persons, in the order asked for, without learned chances; those who are not here are left out."""
    return gather(people, at, ties_seen.ties_with(people, at), around(at), {})


def gather(people: Sequence[int], at: int, ties: dict[int, TieView], now: Around, likely: dict[int, float]) -> list[Situation]:
    """The same, with the ties, the surroundings and the learned chances at hand."""
    who = people_seen.people_by_id(people)
    known, extra = recalled(people, at)
    ahead: dict[int, Meeting] = {}
    for meeting, person in _meetings(at, at + AHEAD):
        ahead.setdefault(person, meeting)
    notes = value.notes_of(people)
    return [
        situation(
            now, who[p], ties.get(p), known.get(p, []), extra, next_meeting=ahead.get(p), inclination=likely.get(p),
            notes=tuple(jotting(n, at) for n in notes.get(p, ()) if (n.closed is None or n.closed > at) and n.at <= at),
            story=tuple(j for n in notes.get(p, ()) if n.at <= at if (j := jotting(n, at)).way),
        )
        for p in people
        if p in who
    ]  # fmt: skip


def _meetings(since: int, until: int) -> list[tuple[Meeting, int]]:
    """(meeting, person) of all small meetings of ego's that start in between, by time."""
    mine = ego()
    if not mine:
        return []
    marks = ", ".join(["%s"] * len(mine))
    found = rows(
        f"""select distinct i.id, i.at, i.minutes, i.subject, i.size, q.root_id, q.name, i.key, i.flags from worthwhile_interaction i
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
        (Meeting(row, at, minutes, summary, size, tuple(n for p, n in names[row] if p != person)[:4], key, flags == "all_day"), person)
        for row, at, minutes, summary, size, person, _, key, flags in found
    ]


def next_meetings(at: int, hours: int = 24) -> list[tuple[Meeting, PersonView]]:
    """The meetings of the next hours, each once for every person in it, by time."""
    found = _meetings(at, at + hours * 3600)
    who = people_seen.people_by_id([person for _, person in found])
    return [(meeting, who[person]) for meeting, person in found if person in who]


def before(person: int, at: int) -> Before:
    """The page before a meeting with somebody; also for those with whom no meeting is known. Raises NotFound."""
    who = people_seen.person(person)
    steps = tuple(n for _, _, n in in_goals(who.id, at) if n is not None and n.person == n.about == who.id)
    return prepare.before(replace(situations([who.id], at)[0], steps=steps))


def slated(number: int, day: str = "") -> Proposal:
    """The act that Today named by this number when it was last worked out for this day; without a day, on the latest list that is kept.
    Raises NotFound."""
    found = next((s for s in _listed(day) if s.position == number), None)
    if found is None and Slate.objects.exists() and day and not Slate.objects.filter(day=day).exists():
        raise NotFound(
            f"There is no act {number} on today’s list; what was shown is of another day.", do="See today’s first: worthwhile today"
        )
    if found is None:
        raise NotFound(f"There is no act {number} on today’s list.", do="See it: worthwhile today")
    return shape.proposal(found.proposal)


def slate(day: str = "") -> list[tuple[int, Proposal]]:
    """All acts of Today as it was last worked out for this day, by number; where none was, or no day is named, of the latest list that is
    kept."""
    return [(s.position, shape.proposal(s.proposal)) for s in _listed(day) or _listed()]


def slates() -> list[tuple[int, Proposal]]:
    """The acts of all lists that are kept, each act once, the latest list first."""
    every = [(s.position, shape.proposal(s.proposal)) for s in Slate.objects.order_by("-day", "position")]
    return [one for n, one in enumerate(every) if all(one[1] != p for _, p in every[:n])]


def _listed(day: str = "") -> list[Slate]:
    of = day or Slate.objects.order_by("-day").values_list("day", flat=True).first()
    return list(Slate.objects.filter(day=of).order_by("position"))


_BEHIND = "select id, kind, at, subject from worthwhile_interaction where id in {}"
_LINE = "select text, at from worthwhile_note where id = %s"


def behind(found: Sequence[Row], at: int) -> list[str]:
    """The rows that a reason rests on, in words: "a mail “Field report”, 3 October". What its source says already is not said again."""
    ids = [r.id for r in found if r.model == "interaction"]
    exchanged = {row: (kind, when, subject) for row, kind, when, subject in among(_BEHIND, ids)}
    said = []
    for r in found:
        if r.model == "interaction" and r.id in exchanged:
            kind, when, subject = exchanged[r.id]
            article = "an" if kind[0] in "aeiou" else "a"
            told = words.quoted(subject) or ("without a title" if kind == "meeting" else "without a subject")
            said.append(f"{article} {kind} {told}, {words.day(when, at)}")
        elif r.model == "note":
            said += [f"your line {words.quoted(text)}, {words.day(when, at)}" for text, when in rows(_LINE, [r.id])]
    return said


def draft(number: int, day: str = "") -> Draft | None:
    """The first words of an act of this day, hers if she changed them; None when it needs no letter. Raises NotFound."""
    return slated(number, day).draft


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
