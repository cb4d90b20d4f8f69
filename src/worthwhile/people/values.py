"""People as plain values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PersonView:
    """Somebody as shown. `kind`: "me", "person", "stranger" (no real exchange), "list", "robot", "role"."""

    id: int
    anchor: str
    name: str
    given: str = ""
    family: str = ""
    organisation: str = ""
    title: str = ""
    birthday: str = ""
    email: str = ""
    kind: str = "person"
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a same-person question: who, its addresses, and where and how often it was seen."""

    person: PersonView
    addresses: tuple[str, ...]
    seen: str  # "128 messages, until October 2026" / "address book; 9 messages in 2025"


@dataclass(frozen=True, slots=True)
class Pair:
    """A question: may these two be one? `why` is a sentence."""

    id: int
    a: Side
    b: Side
    why: str
    chance: float


@dataclass(frozen=True, slots=True)
class Count:
    """ "Of 4 980 addresses, 291 are people"."""

    addresses: int
    people: int
    lists: int = 0
    robots: int = 0
    roles: int = 0
    strangers: int = 0


@dataclass(frozen=True, slots=True)
class StillNamed:
    """Words of hers in which a first name of somebody forgotten still stands: what kind of row ("note", "goal", "stakeholder", "stance",
    "introduction", "offer", "act" for words kept for a letter, "practice"), its id, the goal it belongs to (else its own id), and the words."""

    noun: str
    row: int
    goal: int
    text: str


@dataclass(frozen=True, slots=True)
class Gone:
    """Somebody is forgotten: the sentence that says so, and where a first name stands that may be somebody else's."""

    sentence: str
    still: tuple[StillNamed, ...] = ()
