"""From contacts to a situation: what a rule may know about one person. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from worthwhile.goals.values import NextStep
from worthwhile.people.values import PersonView
from worthwhile.planning.values import Chance, Jotting, Kindness, Meeting, Situation, Underway
from worthwhile.planning.waiting import may_ask
from worthwhile.planning.words import MESSAGES, bare_subject, lasting, passed_on
from worthwhile.text import fold
from worthwhile.ties.values import Contact, TieView

RECENT = 12
MONTH = 30 * 86_400
THEIRS = 60 * 86_400  # a matter of theirs that was older when they last were in touch is no longer asked after
ROUND = 12  # people: a mail to more than these asks nobody in particular
OFTEN = 20  # meetings, after which another is nothing new
TABLE = 5  # people who can be said to speak with each other: of what went to more, no letter to one of them begins
_PART = re.compile(r"[^\W\d_]{2,}")
_NO_MATTER = frozenset(["one", "on", "and", "with", "meeting", "call", "chat", "catch", "up", "sync", "weekly", "monthly", "check", "in"])


@dataclass(frozen=True, slots=True)
class Causes:
    """What in her lines, matches, introductions and goals gives cause for an act, by person; `people` are those with a line of hers."""

    people: tuple[int, ...] = ()
    chances: Mapping[int, tuple[Chance, ...]] = field(default_factory=dict)
    underway: Mapping[int, tuple[Underway, ...]] = field(default_factory=dict)
    steps: Mapping[int, tuple[NextStep, ...]] = field(default_factory=dict)
    wish: Jotting | None = None
    awaited: Mapping[int, NextStep] = field(default_factory=dict)
    asked_of: frozenset[int] | None = None  # whom the wish may be asked of; None: whoever works closely with her

    def whom(self) -> set[int]:
        """All of these persons."""
        return {*self.people, *self.chances, *self.underway, *self.steps}


NOTHING = Causes()


@dataclass(frozen=True, slots=True)
class Around:
    """What is the same for everybody at a moment: the moment, ego's name and offers, how far the sources reach."""

    at: int
    me: str = ""
    mail_until: int | None = None
    calendar_until: int | None = None
    linkedin_until: int | None = None
    offers: tuple[str, ...] = ()
    causes: Causes = NOTHING


@dataclass(frozen=True, slots=True)
class Extra:
    """What stands in the log beside the contacts: minutes of meetings and details of endorsements, by row."""

    minutes: dict[int, int] = field(default_factory=dict)
    detail: dict[int, str] = field(default_factory=dict)


def open_message(contacts: Sequence[Contact]) -> Contact | None:
    """Their newest direct message that may ask for an answer, not to a great round, with nothing from ego since (contacts newest first)."""
    for c in contacts:
        if c.kind in MESSAGES:
            if c.direction == "to":
                return None
            if c.direct and not c.automatic and c.size <= ROUND and may_ask(c, contacts):
                return c
    return None


def comes_round(s: Situation, meeting: Meeting) -> bool:
    """Is it one of many alike? They met often before, or another of the same title is among the last that they had with each other."""
    title = meeting.summary.strip().casefold()
    before = [s.last_meeting.summary] if s.last_meeting is not None and s.last_meeting.row != meeting.row else []
    before += [c.subject for c in s.recent if c.direction == "both" and c.row != meeting.row]
    return (s.tie is not None and s.tie.met >= OFTEN) or (title != "" and title in (b.strip().casefold() for b in before))


def spoken_of(s: Situation, since: int = 0) -> Contact | None:
    """What the two last spoke of themselves and may speak of again, not before `since`: nothing that a program sent, that was only passed on,
    that went to a great round, or that was a meeting whose title tells nothing (their names, "1:1", or the same each time)."""
    told = (c for c in s.recent if c.direct and c.size <= TABLE and not c.automatic and c.at >= since and not _empty_meeting(s, c))
    return next((c for c in told if lasting(c.subject) and not passed_on(c.subject)), None)


def _empty_meeting(s: Situation, c: Contact) -> bool:
    """Is it a meeting of which nothing can be asked: one that comes round, or one named after those who meet?"""
    if c.direction != "both":
        return False
    names = {*_PART.findall(fold(f"{s.person.name} {s.me}")), *_NO_MATTER}
    said = set(_PART.findall(fold(c.subject))) - names
    return not said or comes_round(s, Meeting(c.row, c.at, 0, c.subject, c.size))


def let_lie(s: Situation, days: int, each: int) -> TieView | None:
    """The tie that may begin anew after a silence: contact on so many days at least, so many letters each way, no meeting ahead, and not one that
    she says is not close. None where it is another."""
    t = s.tie
    held = t is not None and t.days >= days and min(t.sent, t.received) >= each and (t.close is None or t.close > 1)
    return t if held and s.next_meeting is None else None


def brought_up(s: Situation) -> Contact | None:
    """The message by which they brought up their newest matter: the first on its subject of those read last, no answer, nothing passed on, and
    at most `THEIRS` before the last contact. None where there is none."""
    since = s.recent[0].at - THEIRS if s.recent else 0
    told = [
        (bare_subject(c.subject).casefold(), c)
        for c in s.recent
        if c.kind in MESSAGES and c.direct and c.size <= TABLE and not c.automatic and c.at > since
    ]
    first = dict(told)  # newest first: what stays is the first one said
    for about, c in told:
        one = first[about]
        if one.direction == "from" and one.subject.strip().casefold() == about and lasting(c.subject):
            return one
    return None


def kindnesses(contacts: Iterable[Contact], extra: Extra) -> tuple[Kindness, ...]:
    """Endorsements and recommendations received, newest first, and whether one of the kind was ever given back."""
    known = list(contacts)
    given = {c.kind for c in known if c.direction == "to"}
    return tuple(
        Kindness(c.row, c.key, c.kind, c.at, extra.detail.get(c.row, ""), c.kind in given)
        for c in known
        if c.direction == "from" and c.kind in ("endorsement", "recommendation")
    )


def situation(
    around: Around,
    person: PersonView,
    tie: TieView | None,
    contacts: Sequence[Contact],
    extra: Extra,
    *,
    next_meeting: Meeting | None = None,
    notes: tuple[Jotting, ...] = (),
    story: tuple[Jotting, ...] = (),
    inclination: float | None = None,
) -> Situation:
    """All of it together; `contacts` are newest first and none is later than `around.at`."""
    met = next((c for c in contacts if c.direction == "both"), None)
    return Situation(
        at=around.at,
        person=person,
        tie=tie,
        me=around.me,
        mail_until=around.mail_until,
        calendar_until=around.calendar_until,
        linkedin_until=around.linkedin_until,
        last_received=next((c for c in contacts if c.direction == "from" and c.direct and c.kind in MESSAGES), None),
        open_message=open_message(contacts),
        recent=tuple(contacts[:RECENT]),
        last_meeting=Meeting(met.row, met.at, extra.minutes.get(met.row, 0), met.subject, met.size, key=met.key)
        if met is not None
        else None,
        written_since_meeting=met is not None and any(c.direction == "to" and c.at > met.at for c in contacts),
        next_meeting=next_meeting,
        kindnesses=kindnesses(contacts, extra),
        notes=notes,
        offers=around.offers,
        inclination=inclination,
        story=story,
        chances=around.causes.chances.get(person.id, ()),
        underway=around.causes.underway.get(person.id, ()),
        steps=around.causes.steps.get(person.id, ()),
        wish=around.causes.wish if around.causes.asked_of is None or person.id in around.causes.asked_of else None,
        awaited=around.causes.awaited.get(person.id),
        begun=sum(around.at - u.step.changed < MONTH for found in around.causes.underway.values() for u in found),
    )
