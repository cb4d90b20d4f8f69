"""Goals and the people they take, as plain values."""

from dataclasses import dataclass

STANCES = ("for", "undecided", "against", "unknown")


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
