"""Keep a promise: something she noted that she would do for them, and that is not settled yet."""

from datetime import date, timedelta

from worthwhile import text
from worthwhile.planning import drafts
from worthwhile.planning.lines import said_for
from worthwhile.planning.values import Jotting, Proposal, Situation
from worthwhile.planning.words import DAY, day, given, iso, local, quoted, short_day
from worthwhile.why import Reason, Row

WRITTEN = True  # rests on what she wrote down
SOON = 2 * DAY  # a promise of today need not be kept today
AHEAD = timedelta(days=1)  # one that is for a day comes on the day before it
LONGEST = 365 * DAY  # one of more than a year ago is hers to bring up
PAST = timedelta(days=7)  # so long after its day it is still at hand; then it is one among her open ones
OLD, LATE = 14 * DAY, 1.2  # one for no day, or long past it, is worth so much more once it is so old
DUE = 3.0  # what one is worth whose day is at hand: more than any acts that fit into the same five minutes, for nothing else of hers has a day


def rule(s: Situation) -> Proposal | None:
    """The open promise of hers whose day is nearest, where it has come or comes tomorrow; else the oldest of those that are for no day."""
    today, far = local(s.at).date(), date.max
    open_ones = [(said_for(n) or far, n) for n in s.notes if n.kind == "promise" and 0 <= s.at - n.at <= LONGEST]
    found = [(on, n) for on, n in open_ones if (s.at - n.at >= SOON if on == far else on - AHEAD <= today)]
    if not found:
        return None
    on, promise = min(found, key=lambda one: (one[0], one[1].at, one[1].id))
    return _proposal(s, promise, None if on == far else on)


def _proposal(s: Situation, promise: Jotting, on: date | None) -> Proposal:
    name, what = given(s.person), quoted(promise.text)
    why = Reason(
        f"You noted on {day(promise.at, s.at)} that you promised {name}: {what}.{_when(s, on)} It isn’t settled here.",
        (Row("note", promise.id, iso(promise.at)),),
        f"your note of {short_day(promise.at, s.at)}",
    )
    age = s.at - promise.at
    at_hand = on is not None and local(s.at).date() <= on + PAST
    worth = DUE if at_hand else 0.7 + 0.25 * min(1.0, age / (30 * DAY)) + LATE * (age >= OLD)
    return Proposal(
        "keep_promise", s.person.id, s.person.anchor, f"promise {promise.at}", f"Keep your word to {s.person.name}", (why,), 5, worth,
        ("them",), True, draft=drafts.keep_promise(s, promise.text), line=promise.id, due=True,
    )  # fmt: skip


def _when(s: Situation, on: date | None) -> str:
    """The day that it is for, as a sentence."""
    if on is None:
        return ""
    today = local(s.at).date()
    ahead = {0: "is today", 1: "is tomorrow"}.get((on - today).days, "was")
    return f" That {ahead}{',' if ahead != 'was' else ''} {text.day(on, today)}."
