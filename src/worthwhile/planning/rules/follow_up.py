"""Follow up after a meeting of a few: within days, while nothing was written to them since."""

from worthwhile.planning import drafts
from worthwhile.planning.lines import in_touch
from worthwhile.planning.situation import comes_round
from worthwhile.planning.values import Proposal, Situation
from worthwhile.planning.words import DAY, as_of, day, given, iso, quoted, short_day
from worthwhile.why import Reason, Row

WITHIN = 5 * DAY
LARGEST = 6  # people in the room; a larger meeting has no one to whom a word is due
EVERYDAY = 0.15  # meetings a day: with somebody met more often than weekly, a meeting needs no letter


def rule(s: Situation) -> Proposal | None:
    """A few lines after the last meeting: none after one that comes round, nor after one that is later than the calendar was read (it may have
    moved)."""
    met = s.last_meeting
    if (
        met is None
        or s.written_since_meeting
        or in_touch(s) > met.at + met.minutes * 60
        or met.size > LARGEST
        or not 0 < s.at - (met.at + met.minutes * 60) <= WITHIN
    ):
        return None
    unseen = as_of(s, "mail", met.at)
    if not unseen or _every_day(s) or comes_round(s, met) or (s.calendar_until is not None and s.calendar_until < met.at):
        return None
    name, about = given(s.person), quoted(met.summary)
    sentence = (
        f"You met {name} on {day(met.at, s.at)}{f': {about}' if about else ''}. Nothing written to {name} since is seen here{unseen}."
    )
    why = Reason(sentence, (Row("interaction", met.row, iso(met.at)),), f"your calendar, {short_day(met.at, s.at)}")
    fresh = 1 - (s.at - met.at) / (2 * WITHIN)
    size = 1.0 if met.size <= 2 else 0.75
    title = f"Write {s.person.name} two lines after your meeting"
    return Proposal(
        "follow_up", s.person.id, s.person.anchor, f"meeting {met.key}"[:64], title, (why,), 3, 0.3 + 0.3 * fresh * size, ("both",), True,
        draft=drafts.follow_up(s, met.summary, f"on {day(met.at, s.at)}"),
    )  # fmt: skip


def _every_day(s: Situation) -> bool:
    """Do they meet so often that a letter after each meeting would be odd?"""
    t = s.tie
    return t is not None and t.met >= 8 and t.met / max(1.0, (t.last - t.first) / DAY) > EVERYDAY
