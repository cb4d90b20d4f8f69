"""Today's page in what a command prints of it. Pure, and small: a look again loads no more than this."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from worthwhile.people.values import PersonView


@dataclass(frozen=True, slots=True)
class Line:
    """One act on the page: why in one sentence, the sources of all its reasons, and whom it serves."""

    number: int
    title: str
    minutes: int
    why: str
    sources: tuple[str, ...]
    guess: str  # "for Mei-Ling, and the organisation"
    hers: tuple[str, ...]  # her own word on whom it serves, of values.INTENTS


@dataclass(frozen=True, slots=True)
class Page:
    """The page at a moment (seconds), for the minutes she has."""

    at: int
    minutes: int
    lines: tuple[Line, ...]
    meets: tuple[int, PersonView, bool] | None  # the next meeting: when it begins (seconds), with whom, and whether it is a whole day
    ask: tuple[int, str] | None  # an act of an earlier day, of which she has not said how it went: its id and title
    mail_until: int | None
    calendar_until: int | None
    aside: str  # one sentence on how she gives and asks, now and then
    spent: int = 0  # minutes of what she did on this day already
