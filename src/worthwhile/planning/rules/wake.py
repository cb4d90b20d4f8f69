"""Wake an old tie that was strong once: a word without a request. Two at a time; never somebody she left out.

Dormant ties give news and, when they were strong, trust as well (Levin, Walter & Murnighan 2011); a word that comes as a surprise is
valued more than its sender expects (Liu et al. 2023). Known breaks are respected: whom she said is not close (1 of 5) is not proposed.
"""

import math

from worthwhile.planning import drafts
from worthwhile.planning.lines import in_touch
from worthwhile.planning.situation import let_lie, spoken_of
from worthwhile.planning.values import Proposal, Situation
from worthwhile.planning.words import DAY, as_of, day, exchange, given, iso, local, quoted
from worthwhile.why import Reason, Row

FEWEST_DAYS = 8  # contact days that there once were
FEWEST_EACH = 3  # letters each way
SILENCE = 270 * DAY


def rule(s: Situation) -> Proposal | None:
    """A first word after nine months of silence or more, where there once were many contacts both ways."""
    t = let_lie(s, FEWEST_DAYS, FEWEST_EACH)
    if t is None:
        return None
    unseen = as_of(s, "mail", t.last)
    if s.at - max(t.last, in_touch(s)) < SILENCE or not unseen:
        return None
    name = given(s.person)
    last = next((c for c in s.recent if c.subject), None)
    about = quoted(last.subject) if last else ""
    years = sorted({local(t.first).year, local(t.last).year})
    span = f"between {years[0]} and {years[-1]}" if len(years) > 1 else f"in {years[0]}"
    was = f"You and {name} were in touch on {t.days} days {span}."
    since = f"The last contact seen here is of {day(t.last, s.at)}{f', {about}' if about and last is s.recent[0] else ''}{unseen}."
    rows = (Row("interaction", last.row, iso(last.at)),) if last else (Row("person", s.person.id),)
    once = min(1.0, math.log1p(t.days) / math.log1p(120))
    close = 0.05 * (t.close - 3) if t.close is not None else 0.0
    half = "a" if local(s.at).month <= 6 else "b"
    return Proposal(
        "wake", s.person.id, s.person.anchor, f"wake {local(s.at).year}{half}", f"Write to {s.person.name} after a long time",
        (Reason(f"{was} {since}", rows, exchange(last, s.at) if last else "who wrote to whom"),), 4, 0.22 + 0.25 * once + close, ("both",), False,
        draft=drafts.wake(s, spoken_of(s)),
    )  # fmt: skip
