"""The stage of the demo: days and hours as people keep them, and the plain things that scenes put there.

Days are counted back from the day of `at` ("days ago"); nothing here calls the clock.
"""

import hashlib
import math
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from worthwhile.demo.cast import NOOR, Cast, Person, gather

HOUR = 3600
DAY = 24 * HOUR
MAIL_ENDS = (3, 18, 40)  # days ago, hour, minute: when the mailbox was saved
CALENDAR_ENDS = (1, 18, 5)  # when the calendar was saved


@dataclass(frozen=True)
class Box:
    """An address as a header shows it."""

    name: str
    email: str


@dataclass
class Mail:
    """One message: headers only are of interest."""

    key: str
    at: int
    sender: Box
    to: tuple[Box, ...]
    subject: str
    cc: tuple[Box, ...] = ()
    parent: str = ""
    references: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()


@dataclass
class Meeting:
    """A calendar event. `rule` makes it recurring; `without` are days of the series (dates) that did not take place."""

    key: str
    start: datetime  # local, in `zone`
    minutes: int
    summary: str
    organizer: Box | None = None
    attendees: tuple[Box, ...] = ()
    rule: str = ""
    without: tuple[date, ...] = ()
    zone: str = ""
    all_day: bool = False
    place: str = ""


@dataclass(frozen=True)
class Linked:
    """A row of one of LinkedIn's files that tells of an exchange: kind "message", "invitation", "endorsement" or "recommendation"."""

    kind: str
    at: int
    other: Person
    mine: bool  # Noor wrote, invited, endorsed or recommended
    detail: str = ""
    thread: str = ""


@dataclass
class World:
    """What the scenes fill."""

    at: int
    seed: int
    zone: ZoneInfo
    cast: Cast
    mails: list[Mail] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    cards: list[Person] = field(default_factory=list)
    connections: list[tuple[Person, date]] = field(default_factory=list)
    linked: list[Linked] = field(default_factory=list)

    @property
    def today(self) -> date:
        """The day of `at`, where Noor is."""
        return datetime.fromtimestamp(self.at, self.zone).date()

    @property
    def mail_until(self) -> int:
        """The moment at which the mailbox was saved."""
        return self.when(*MAIL_ENDS)

    def rng(self, name: str) -> Random:
        """Chance of one scene's own, so that a new scene leaves the others as they are."""
        return Random(f"{self.seed} {name}")

    def when(self, days_ago: float, hour: int = 9, minute: int = 0, second: int = 0) -> int:
        """A moment: so many days before today, at this time of day where Noor is."""
        return self.on(self.today - timedelta(days=math.ceil(days_ago)), hour, minute, second)

    def on(self, day: date, hour: int, minute: int = 0, second: int = 0) -> int:
        """A moment on a day, where Noor is."""
        return int(datetime.combine(day, time(hour, minute, second), self.zone).timestamp())

    def workday(self, days_ago: int) -> int:
        """The same number of days ago, or the last working day before it."""
        while (self.today - timedelta(days=days_ago)).weekday() > 4:
            days_ago += 1
        return days_ago

    def working(self, day: date) -> date:
        """That day, or where it falls on a week-end the working day beside it: before what is past, after what is today or still to come."""
        step = timedelta(days=-1 if day < self.today else 1)
        while day.weekday() > 4:
            day += step
        return day

    def hour(self, rng: Random, day: date, *, free: bool = False) -> int:
        """A moment of that day at which one writes: office hours, or (`free`) evenings and week-ends."""
        if free:
            return self.on(day, rng.choice((7, 12, 18, 19, 20, 20, 21, 21, 22)), rng.randrange(60), rng.randrange(60))
        while day.weekday() > 4:
            day -= timedelta(days=1)
        late = rng.random() < 0.06
        hour = rng.choice((20, 21)) if late else rng.choices(range(8, 18), (5, 9, 10, 9, 4, 6, 8, 8, 7, 4))[0]
        return self.on(day, hour, rng.randrange(60), rng.randrange(60))

    def after(self, rng: Random, moment: int, hours: float, *, free: bool = False) -> int:
        """When the next message of a thread comes: log-normal around `hours`, in the hours in which one writes."""
        then = datetime.fromtimestamp(moment + int(rng.lognormvariate(math.log(hours), 0.9) * HOUR) + 120, self.zone)
        if free or (then.weekday() < 5 and 7 <= then.hour < 21):
            return int(then.timestamp())
        day = then.date() + timedelta(days=1 if then.hour >= 21 else 0)
        while day.weekday() > 4:
            day += timedelta(days=1)
        return self.on(day, rng.choice((7, 8, 8, 9, 9, 10)), rng.randrange(60), rng.randrange(60))

    def quarter(self, days_ago: int) -> str:
        """The last whole quarter of a year before that day: "third"."""
        month = (self.today - timedelta(days=days_ago)).month
        return ("fourth", "first", "second", "third")[(month - 1) // 3]

    def away(self, day: date) -> bool:
        """Noor's holidays: the turn of the year and three weeks in July."""
        return (day.month, day.day) >= (12, 23) or (day.month, day.day) <= (1, 3) or (day.month == 7 and 6 <= day.day <= 26)

    def mail(
        self, sender: Box, to: tuple[Box, ...], subject: str, at: int, *,
        cc: tuple[Box, ...] = (), answer_to: Mail | None = None, headers: tuple[tuple[str, str], ...] = (),
    ) -> Mail:  # fmt: skip
        """Put one message on the stage; an answer comes after what it answers, however the working days fall."""
        at = max(at, answer_to.at + 900) if answer_to else at
        mark = hashlib.blake2b(f"{self.seed} {at} {sender.email} {subject} {to}".encode(), digest_size=9).hexdigest()
        key = f"{mark}@{sender.email.split('@')[1]}"
        references = (*answer_to.references, answer_to.key)[-12:] if answer_to else ()
        if answer_to and not subject.startswith("Re: "):
            subject = f"Re: {subject}"
        made = Mail(key, at, sender, to, subject, cc, answer_to.key if answer_to else "", references, headers)
        self.mails.append(made)
        return made

    def answer(self, mail: Mail, sender: Box, at: int) -> Mail:
        """An answer to the sender of a message, with its Cc kept."""
        cc = tuple(b for b in mail.cc if b.email != sender.email)
        return self.mail(sender, (mail.sender,), mail.subject, at, cc=cc, answer_to=mail)

    def meet(
        self, days_ago: float, hour: int, minutes: int, summary: str, people: tuple[Box, ...], *, minute: int = 0, **more: object
    ) -> Meeting:
        """Put a meeting on the stage, on a working day; Noor is in it, and organises it unless `organizer` is said."""
        day = self.today - timedelta(days=math.ceil(days_ago))
        start = datetime.combine(day if more.get("all_day") else self.working(day), time(hour, minute))
        key = hashlib.blake2b(f"{self.seed} {start} {summary}".encode(), digest_size=10).hexdigest()
        boxes = tuple(dict.fromkeys((ME, *people)))
        made = Meeting(f"{key}@haldenrail.example", start, minutes, summary, attendees=boxes if people else ())
        made.organizer = ME if people else None
        made.zone = self.zone.key
        for name, value in more.items():
            setattr(made, name, value)
        self.meetings.append(made)
        return made


def box(person: Person, *, also: bool = False) -> Box:
    """How a person's mail program names them."""
    name = f"{person.family}, {person.given}" if person.style == "comma" else "" if person.style == "bare" else person.name
    return Box(name, person.also if also and person.also else person.email)


ME = box(NOOR)
ME_AT_HOME = box(NOOR, also=True)


def stage(at: int, seed: int, zone: str) -> World:
    """An empty stage with the cast on it."""
    where = ZoneInfo(zone)
    today = datetime.fromtimestamp(at, where).date()
    tomorrow = today + timedelta(days=1)
    return World(at, seed, where, gather(Random(f"{seed} cast"), f"--{today:%m-%d}", f"--{tomorrow:%m-%d}"))
