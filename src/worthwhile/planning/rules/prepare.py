"""Look ahead: a meeting within a day, and three minutes for what was said last and one thing to ask."""

from worthwhile.planning.values import Proposal, Situation
from worthwhile.planning.words import given, iso, local, quoted
from worthwhile.why import Reason, Row

HORIZON = 24 * 3600
LARGEST = 8


def rule(s: Situation) -> Proposal | None:
    """Three minutes before a meeting of a few, the more so the nearer it is and the less they meet."""
    meeting = s.next_meeting
    if meeting is None or meeting.size > LARGEST or not 0 < meeting.at - s.at <= HORIZON:
        return None
    when, now = local(meeting.at), local(s.at)
    said = f"at {when:%H:%M}" if when.date() == now.date() else f"tomorrow at {when:%H:%M}"
    about = quoted(meeting.summary)
    why = Reason(
        f"You see {given(s.person)} {said}{f': {about}' if about else ''}. What was said last, and one thing to ask, before you go in.",
        (Row("interaction", meeting.row, iso(meeting.at)),),
        f"your calendar, {when:%H:%M}",
    )
    soon = 1 - (meeting.at - s.at) / HORIZON
    often = s.tie is not None and s.tie.met >= 20
    worth = 0.35 + 0.3 * soon + (0.1 if meeting.size <= 2 else 0.0) - (0.2 if often else 0.0)
    title = f"Look ahead: {s.person.name} {said}"
    return Proposal("prepare", s.person.id, s.person.anchor, f"meeting {meeting.key}"[:64], title, (why,), 3, worth, ("both",), False)
