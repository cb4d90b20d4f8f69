"""Asking, and letting others give: the first words of an ask, and two kind sentences. Pure; nothing is ever counted on screen.

An ask says what exactly, how much of their time it takes, and that a no is fine. Asking somebody the third time within a month is said
once a month, with others who could; one who often helps and has not asked for long is told so in a sentence without totals."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from worthwhile.people.values import PersonView
from worthwhile.text import clean, number, several, short_day
from worthwhile.value.introductions import Letter, given

MINUTES = 15  # of their time, where she said nothing else
SIZES = (5, 15, 30, 60)  # minutes, to choose from
MONTH = 30 * 86_400  # seconds
TWICE = 2  # asks of one person within a month: the next would be the third
LONG = 60 * 86_400  # seconds without an ask, after which it is said once
OFTEN = 3  # times that help was given within a season
SEASON = 120 * 86_400  # seconds


@dataclass(frozen=True, slots=True)
class Giving:
    """When help was given of late (seconds), and when something was last asked for; None if never, as far as is noted."""

    gave: tuple[int, ...]
    last_ask: int | None


def draft(to: PersonView, wanted: str, minutes: int | None, me: str) -> Letter:
    """One ask to one person, with its size in their minutes and an easy no."""
    words = clean(wanted).rstrip()
    asks = words if words.endswith(("?", ".")) else f"{words}."
    how = f"I would like to ask you something: {asks}" if not words.endswith("?") else asks
    size = f"It should take about {lasting(minutes or MINUTES)} of your time."
    body = "\n\n".join(p for p in (f"Hello {given(to)},", f"{how} {size}", "A no is perfectly fine, and needs no reason.", me) if p)
    return Letter(to.email, "Something I would like to ask you", body)


def lasting(minutes: int) -> str:
    """A size in words: "fifteen minutes" has no shorter word, "half an hour" and "an hour" have."""
    return {15: "a quarter of an hour", 30: "half an hour", 60: "an hour"}.get(minutes, f"{number(minutes)} minutes")


def often(name: str, asked: Sequence[int], at: int) -> str:
    """A kind word where this ask would be the third of one person within a month, and none was said within the month; "" else. `asked`: when
    they were asked before (seconds)."""
    before = sorted(when for when in asked if when <= at)
    lately = [when for when in before if at - MONTH < when]
    if len(lately) < TWICE or at - _last_said(before) < MONTH:
        return ""
    days = several(list(dict.fromkeys(short_day(_local(when), _local(at).date()) for when in lately)))
    return f"You asked {name} on {days} already. Somebody else may be glad to be asked; the choice is yours."


def _last_said(asked: Sequence[int]) -> int:
    """When the word was last said, at one of these asks (oldest first); long ago if never."""
    said = -MONTH
    for n, when in enumerate(asked):
        if when - said >= MONTH and sum(when - MONTH < earlier for earlier in asked[:n]) >= TWICE:
            said = when
    return said


def seldom(giving: Giving, at: int) -> str:
    """ "You often help; you have not asked for anything since August." Or "" where that is not so."""
    if sum(at - SEASON < when <= at for when in giving.gave) < OFTEN:
        return ""
    if giving.last_ask is None:
        return "You often help; no ask of yours is noted here yet."
    if at - giving.last_ask < LONG:
        return ""
    last, now = _local(giving.last_ask), _local(at)
    return f"You often help; you have not asked for anything since {last:%B}{'' if last.year == now.year else f' {last.year}'}."


def _local(at: int) -> datetime:
    """The moment on her own clock."""
    return datetime.fromtimestamp(at).astimezone()
