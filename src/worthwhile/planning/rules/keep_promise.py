"""Keep a promise: something she noted that she would do for them, and that is not settled yet."""

from worthwhile.planning import drafts
from worthwhile.planning.values import Jotting, Proposal, Situation
from worthwhile.planning.words import DAY, day, given, iso, quoted, short_day
from worthwhile.why import Reason, Row

WRITTEN = True  # rests on what she wrote down
SOON = 2 * DAY  # a promise of today need not be kept today
LONGEST = 365 * DAY  # one of more than a year ago is hers to bring up


def rule(s: Situation) -> Proposal | None:
    """The oldest promise of hers that is open."""
    found = [n for n in s.notes if n.kind == "promise" and SOON <= s.at - n.at <= LONGEST]
    return _proposal(s, min(found, key=lambda n: (n.at, n.id))) if found else None


def _proposal(s: Situation, promise: Jotting) -> Proposal:
    name, what = given(s.person), quoted(promise.text)
    why = Reason(
        f"You noted on {day(promise.at, s.at)} that you promised {name}: {what}. It isn’t settled here.",
        (Row("note", promise.id, iso(promise.at)),),
        f"your note of {short_day(promise.at, s.at)}",
    )
    worth = 0.7 + 0.25 * min(1.0, (s.at - promise.at) / (30 * DAY))
    return Proposal(
        "keep_promise", s.person.id, s.person.anchor, f"promise {promise.at}", f"Keep your word to {s.person.name}", (why,), 5, worth,
        ("them",), True, draft=drafts.keep_promise(s, promise.text), line=promise.id, due=True,
    )  # fmt: skip
