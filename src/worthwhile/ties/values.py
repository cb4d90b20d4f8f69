"""Ties as plain values."""

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Contact:
    """One dated exchange between ego and one alter. `direction`: "from" (them to ego), "to" (ego to them), "both" (a meeting)."""

    at: int
    kind: str
    direction: str
    size: int = 2  # how many took part, the sender included
    direct: bool = True  # the receiver stood in To (or alone), not in Cc of many
    row: int = 0  # id of the interaction
    subject: str = ""
    key: str = ""
    parent: str = ""
    automatic: bool = False


@dataclass(frozen=True, slots=True)
class TieView:
    """How a tie stands at a moment (see ties/models.py for units); None is unknown."""

    person: int
    strength: float
    first: int
    last: int
    last_from: int | None = None
    last_to: int | None = None
    last_met: int | None = None
    received: int = 0
    sent: int = 0
    met: int = 0
    days: int = 0
    gap: float | None = None
    gap_high: float | None = None
    starts_mine: int = 0
    starts_theirs: int = 0
    answer_mine: float | None = None
    answer_theirs: float | None = None
    answers_by: str = ""
    one_to_one: float | None = None
    alive: float | None = None
    stays: float | None = None
    open_from: int | None = None
    close: int | None = None  # her own word, 1–5
    state: str = "new"  # "new", "steady", "cooling", "long silence", "asleep"
    until: int | None = None  # how far the source reaches in which most of it is seen; None where no source says


class LineMark(NamedTuple):
    """A mark on the line of a tie: "given", "received" (endorsements, recommendations, exchanges), "meeting", "sent", "got" (messages)."""

    at: int
    what: str
    row: int = 0
    label: str = ""
    times: int = 1  # a mark may stand for all of its kind on one day
