"""Whom to look at: from the rows of ties alone, the persons for whom anything may be due. Pure, and cheap for thousands."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from worthwhile.planning.rules.answer import LONGEST
from worthwhile.planning.rules.congratulate import falls_on
from worthwhile.planning.rules.follow_up import WITHIN
from worthwhile.planning.rules.keep_warm import EARLY, FEWEST_DAYS, LATE, SHORTEST
from worthwhile.planning.rules.wake import SILENCE
from worthwhile.planning.words import DAY, local
from worthwhile.ties.values import TieView

MOST_OPEN, MOST_WARM, MOST_WAKE, MOST_OTHER = 60, 20, 15, 30


@dataclass(frozen=True, slots=True)
class Marks:
    """What is known of everybody: ties, birthdays of all who may be named, who was kind, whom she meets."""

    ties: dict[int, TieView]
    birthdays: dict[int, str]
    kind: set[int]
    meet: set[int]


def shortlist(marks: Marks, at: int) -> list[int]:
    """At most some 150 persons, in a fixed order. Bounds are those of the rules, so that nothing is lost but the faintest."""
    known = [t for t in marks.ties.values() if t.person in marks.birthdays]
    waiting = [t for t in known if t.last_from is not None and at - t.last_from <= LONGEST and t.last_from > (t.last_to or 0)]
    warm = [t for t in known if _warm(t, at)]
    asleep = [t for t in known if at - t.last >= SILENCE and min(t.sent, t.received) >= 3]
    met = [t for t in known if t.last_met is not None and at - t.last_met <= WITHIN + DAY]
    chosen: list[int] = []
    chosen += _best(waiting, MOST_OPEN, lambda t: (t.sent > 0, t.strength))
    chosen += _best(warm, MOST_WARM, lambda t: (True, t.strength))
    chosen += _best(asleep, MOST_WAKE, lambda t: (True, float(t.days)))
    chosen += _best(met, MOST_OTHER, lambda t: (True, t.strength))
    today = local(at).date()
    days = {today, today + timedelta(days=1)}
    born = [p for p, b in marks.birthdays.items() if b and p in marks.ties and any(falls_on(b, d.year) == d for d in days)]
    chosen += born[:MOST_OTHER]
    chosen += sorted(marks.kind & marks.birthdays.keys())[:MOST_OTHER] + sorted(marks.meet & marks.birthdays.keys())[:MOST_OTHER]
    return sorted(set(chosen))


def _warm(t: TieView, at: int) -> bool:
    if t.gap_high is None or t.days < FEWEST_DAYS or t.sent == 0:
        return False
    long_gap = max(SHORTEST, t.gap_high)
    return EARLY * long_gap <= (at - t.last) / DAY <= LATE * long_gap


def _best(found: Iterable[TieView], most: int, key: Callable[[TieView], tuple[bool, float]]) -> list[int]:
    return [t.person for t in sorted(found, key=lambda t: (*key(t), -t.person), reverse=True)[:most]]
