"""What rules see and what they give: plain values."""

from dataclasses import dataclass, field

from worthwhile.goals.values import NextStep
from worthwhile.people.values import PersonView
from worthwhile.ties.values import Contact, TieView
from worthwhile.value.values import Introducing
from worthwhile.why import Reason

INTENTS = ("them", "both", "organisation", "me")


@dataclass(frozen=True, slots=True)
class Meeting:
    """A calendar event with the person in it; `with_others` names others on it, at most a few."""

    row: int
    at: int
    minutes: int
    summary: str
    size: int
    with_others: tuple[str, ...] = ()
    key: str = ""  # the same whenever the calendar is read again
    whole_day: bool = False  # it has a day and no time: `at` is the noon of it, and is never told


@dataclass(frozen=True, slots=True)
class Kindness:
    """Something that they did and that stands in the log: an endorsement or a recommendation received."""

    row: int
    key: str
    kind: str
    at: int
    detail: str = ""
    returned: bool = False


@dataclass(frozen=True, slots=True)
class Jotting:
    """One of her notes, as rules and pages see it."""

    id: int
    kind: str
    text: str
    at: int
    serves: str = ""  # whom it serves, as she said: of INTENTS, with spaces
    minutes: int | None = None  # how much of their time it would take, as she said
    led_to: str = ""
    way: str = ""  # "given", "received", or "" while it is neither


@dataclass(frozen=True, slots=True)
class Chance:
    """A need that an offer may meet, seen from one of those in it. `part`: "needs" (ego could give it to them), "meets" (they need it and
    `other` could give it), "gives" (ego needs it and they could give it)."""

    part: str
    need: int  # row of the line that says the need
    offer: int | None  # row of the line that says the offer; None where it is an offer of ego's
    text: str
    offered: str
    at: int
    worth: float  # 0..1: how near the two are
    words: tuple[str, ...] = ()  # what both hold
    bridges: bool = False
    other: PersonView | None = None


@dataclass(frozen=True, slots=True)
class Underway:
    """An introduction whose next step is with this person: `one` could use it, `two` could give it."""

    step: Introducing
    one: PersonView
    two: PersonView


@dataclass(frozen=True, slots=True)
class Situation:
    """All that a rule may know about one person at one moment. Everything is bounded by how far the sources reach."""

    at: int
    person: PersonView
    tie: TieView | None
    me: str  # ego's given name, for the signature
    mail_until: int | None
    calendar_until: int | None
    last_received: Contact | None = None  # their newest direct message, with subject
    open_message: Contact | None = None  # their newest direct message with nothing from ego since
    recent: tuple[Contact, ...] = ()  # newest first, at most a dozen
    last_meeting: Meeting | None = None
    written_since_meeting: bool = False
    next_meeting: Meeting | None = None
    kindnesses: tuple[Kindness, ...] = ()
    notes: tuple[Jotting, ...] = ()
    offers: tuple[str, ...] = ()
    inclination: float | None = None  # learned chance that ego would write to them in the next 14 days of her own accord
    linkedin_until: int | None = None
    story: tuple[Jotting, ...] = ()  # what was asked, given and received, as she wrote it, newest first
    chances: tuple[Chance, ...] = ()  # best first
    underway: tuple[Underway, ...] = ()
    steps: tuple[NextStep, ...] = ()  # with this person, for her goals, the most pressing first
    wish: Jotting | None = None  # what she would like to be told about: a need of hers for feedback, or a goal
    begun: int = 0  # introductions under way in all, with whomever, that moved within the last month
    awaited: NextStep | None = None  # the step of a goal of hers that waits for this person's word


@dataclass(frozen=True, slots=True)
class Draft:
    """First words, written by rule. Never sent by the program."""

    to: str
    subject: str
    body: str
    reply_to: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a rule suggests for one person."""

    kind: str  # the rule's name
    person: int
    anchor: str
    about: str  # key of what gave cause; the same cause is not proposed twice
    title: str  # "Answer Mei-Ling Tan"
    why: tuple[Reason, ...]
    minutes: int
    worth: float  # 0..1, comparable between rules
    serves: tuple[str, ...]  # a guess, from INTENTS
    gives: bool
    asks: bool = False
    draft: Draft | None = None
    line: int | None = None  # what is settled when it is done: a line of hers, or an introduction
    other: int | None = None  # the second person, where it brings two together
    words: tuple[str, ...] = ()  # what is kept when it is done: a need and an offer, an ask, what was thanked for
    due: bool = False  # left for another day it is late: a promise, a birthday today, a meeting ahead, a question that is open for long

    @property
    def key(self) -> tuple[int, str, str]:
        """What names the act: whom it is for, its kind and what gave cause."""
        return self.person, self.kind, self.about


@dataclass(frozen=True, slots=True)
class Item:
    """A proposal on today's list: with number, chance of being shown, her own word on whom it serves, her draft."""

    number: int
    proposal: Proposal
    person: PersonView
    serves_guess: str  # "for the two of them"
    serves_hers: tuple[str, ...] = ()
    chance: float = 1.0
    tie: TieView | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """ "How did it go?" for an act that was done before today."""

    act: int
    person: PersonView
    title: str
    at: int
    how: str = ""  # what she said of it, when she did


@dataclass(frozen=True, slots=True)
class Today:
    """One day's page: at most five items within the minutes, the next meeting, and how far the sources reach."""

    day: str  # ISO
    at: int
    minutes: int
    items: tuple[Item, ...] = ()
    meeting: Meeting | None = None
    meeting_with: PersonView | None = None
    ask: Ask | None = None
    mail_until: int | None = None
    calendar_until: int | None = None
    considered: tuple[Proposal, ...] = field(default=())  # all of them, best first
    aside: str = ""  # one sentence on how she gives and asks, now and then
    spent: int = 0  # minutes of what she did on this day already; they count into `minutes`


@dataclass(frozen=True, slots=True)
class DayAhead:
    """A working day to come (ISO), and what could be done on it, best first."""

    day: str
    acts: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True)
class WeekAhead:
    """The next working days, from what is on offer at a moment; `exact`: nothing could be worth more. Nothing of it is kept."""

    at: int
    minutes: int  # of each day
    days: tuple[DayAhead, ...]
    exact: bool = True
    mail_until: int | None = None
    calendar_until: int | None = None


@dataclass(frozen=True, slots=True)
class Exchange:
    """A line of "last exchanges": day, subject, and who wrote, or that you met."""

    at: int
    subject: str
    how: str  # "he wrote" is not known: "they wrote", "you wrote", "meeting, five of you"
    row: int = 0


@dataclass(frozen=True, slots=True)
class Open:
    """A promise or thanks due between the two ("promise", "thanks"), or what could be answered ("question", "asked", "unanswered"); with its source
    and how far that reaches."""

    kind: str
    sentence: str
    source: str
    rows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Before:
    """Before you meet X, in one screen."""

    person: PersonView
    meeting: Meeting | None
    tie: TieView | None
    tie_sentence: str
    exchanges: tuple[Exchange, ...]
    open: tuple[Open, ...]  # promises made and thanks due, and nothing else
    bring: tuple[Reason, ...]  # called a guess
    cares: tuple[Jotting, ...]
    ask: str
    ask_note: int | None  # the note in which she kept her own question
    mail_until: int | None
    calendar_until: int | None
    answer: tuple[Open, ...] = ()  # questions and letters without an answer, both ways: what one could take up
