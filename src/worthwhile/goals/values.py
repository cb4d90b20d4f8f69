"""Goals and the people they take, as plain values."""

from dataclasses import dataclass, field

STANCES = ("for", "undecided", "against", "unknown")
LEAST, MOST = 1, 5  # of say and of caring: little, much


@dataclass(frozen=True, slots=True)
class NextStep:
    """The next thing to do with one person for one goal."""

    goal: int  # row
    uid: str
    title: str  # of the goal
    person: int
    key: str  # the same as long as the cause is the same
    what: str  # "Ask Elsbeth Kuyper whether she would introduce you to Priya Nambiar"
    why: str  # a sentence
    rows: tuple[tuple[str, int], ...] = ()  # (noun, row) it rests on
    minutes: int = 5
    asks: bool = False
    serves: tuple[str, ...] = ("organisation", "both")
    about: int = 0  # the stakeholder it concerns, where that is not the one to speak to
    weight: float = 0.0  # 0..1: how much comes before it, within one goal
    kind: str = ""  # "against", "introduce", "write", "unknown", "undecided", "help" or "picture"
    words: str = ""  # first words of a letter on it, without greeting and name


@dataclass(frozen=True, slots=True)
class GoalView:
    """A goal in her words; `by` is an ISO day or "" (kept, and not planned); `serves` are whom it serves, of planning's INTENTS."""

    id: int
    uid: str
    title: str
    why: str = ""
    by: str = ""
    serves: tuple[str, ...] = ()
    serves_whom: str = ""
    help: str = ""
    mine: str = ""
    at: int = 0
    closed: int | None = None
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Stood:
    """Where somebody stood from a moment on, as she set it."""

    stance: str
    why: str
    at: int
    row: int = 0


@dataclass(frozen=True, slots=True)
class Warm:
    """Somebody she is in touch with who stands together with a stakeholder: whom to ask, and one mail or meeting that both were in."""

    person: int
    name: str
    given: str
    row: int  # of the interaction
    kind: str  # "mail", "message", "meeting"
    subject: str
    at: int
    times: int = 1  # small mails and meetings that both were in


@dataclass(frozen=True, slots=True)
class Standing:
    """One person who has a say in a goal, as she sees it; two records joined into one person are one. Unknown is None or ""."""

    row: int  # newest of the stakeholder's rows
    person: int
    anchor: str
    name: str
    given: str
    role: str = ""
    say: int | None = None
    cares: int | None = None
    gains: str = ""
    loses: str = ""
    fair: str = ""
    moves: str = ""
    moves_source: str = ""
    after: int | None = None  # whose yes is needed first
    after_name: str = ""
    history: tuple[Stood, ...] = field(default=())  # newest first
    known: bool = False  # there is an exchange with them, or more than one meeting
    last: int | None = None  # last contact, of any kind
    meets: int | None = None  # the next meeting with both, within two weeks
    warm: Warm | None = None
    left_out: bool = False  # she asked that they be left out of suggestions
    email: str = ""

    @property
    def stance(self) -> str:
        """Where they stand now; "unknown" when nothing was set."""
        return self.history[0].stance if self.history else "unknown"


@dataclass(frozen=True, slots=True)
class Helping:
    """Somebody who can help with a goal: "Jonas Feld" "offers “to read my paper on the test lab”", since when, and where that is from."""

    person: int
    name: str
    what: str
    at: int
    source: str = ""
    words: tuple[str, ...] = ()  # what the offer shares with the help wanted
