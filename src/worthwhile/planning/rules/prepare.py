"""Look ahead: a meeting within a day, and three minutes for what was said last and one thing to ask."""

from worthwhile.planning.situation import comes_round
from worthwhile.planning.values import Meeting, Proposal, Situation
from worthwhile.planning.words import at_what_time, given, iso, local, quoted
from worthwhile.why import Reason, Row

HORIZON = 24 * 3600
LARGEST = 8
ROUTINE = 0.3  # how much less three minutes are worth before one of many alike; a meeting that a goal waits for is never one


def rule(s: Situation) -> Proposal | None:
    """Three minutes before a meeting of a few, the more so the nearer it is; less for one of many alike, but where a goal waits for their word."""
    meeting = s.next_meeting
    if meeting is None or meeting.size > LARGEST or not 0 < meeting.at - s.at <= HORIZON:
        return None
    said = at_what_time(meeting.at, s.at, meeting.whole_day).lower()
    about = quoted(meeting.summary)
    why = Reason(
        f"You see {given(s.person)} {said}{f': {about}' if about else ''}. What was said last, and one thing to ask, before you go in.",
        (Row("interaction", meeting.row, iso(meeting.at)),),
        "your calendar, a whole day" if meeting.whole_day else f"your calendar, {local(meeting.at):%H:%M}",
    )
    title = f"Look ahead: {s.person.name} {said}"
    about_key = f"meeting {meeting.key}"[:64]
    reasons = (why, *_goal(s))
    routine = s.awaited is None and comes_round(s, meeting)
    worth = _worth(s, meeting, routine)
    return Proposal("prepare", s.person.id, s.person.anchor, about_key, title, reasons, 3, worth, ("both",), False, due=not routine)


def _worth(s: Situation, meeting: Meeting, routine: bool) -> float:
    soon = 1 - (meeting.at - s.at) / HORIZON
    return 0.35 + 0.3 * soon + (0.1 if meeting.size <= 2 else 0.0) - (ROUTINE if routine else 0.0)


def _goal(s: Situation) -> tuple[Reason, ...]:
    if s.awaited is None:
        return ()
    rows = tuple(Row(noun, row) for noun, row in s.awaited.rows) or (Row("goal", s.awaited.goal),)
    return (Reason(f"A goal of yours waits for {given(s.person)}’s word.", rows, f"your goal {quoted(s.awaited.title, 40)}"),)
