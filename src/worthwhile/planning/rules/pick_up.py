"""Pick up a thread that was let fall: a tie too thin for a rhythm, or silent for longer than its rhythm bears, and not yet asleep. Without a request.

Most ties are of this sort, and they reach what those near us do not know (Granovetter 1973; Rajkumar et al. 2022). Who is never spoken to tells no need:
nine tenths of all help begin with one that was told (in Grant 2013). It comes last, for minutes that nothing better wants."""

from worthwhile.planning import drafts
from worthwhile.planning.lines import in_touch
from worthwhile.planning.rules import keep_warm, wake
from worthwhile.planning.situation import brought_up, let_lie, spoken_of
from worthwhile.planning.values import Proposal, Situation
from worthwhile.planning.words import DAY, MESSAGES, as_of, day, exchange, given, iso, quoted, reach
from worthwhile.ties.values import Contact, TieView
from worthwhile.why import Reason, Row

FEWEST_DAYS = 2  # contact days; of one letter each way nothing is left to pick up
SILENCE = 30 * DAY


def rule(s: Situation) -> Proposal | None:
    """A word to somebody of whom nothing was heard for a month or more, where writing went both ways; where a matter of theirs can be asked after,
    that is another act."""
    found = word(s)
    return found if found is not None and brought_up(s) is None else None


def word(s: Situation) -> Proposal | None:
    """The word, whosever matter was written of before."""
    t = let_lie(s, FEWEST_DAYS, 1)
    if t is None or s.open_message is not None:  # theirs waits for an answer: that is another act, or was one
        return None
    until, _ = reach(s, "mail")
    unseen = as_of(s, "mail", t.last)
    if until is None or until - t.last < beyond(t) or s.at - t.last >= wake.SILENCE or not unseen:  # silence counts as far as was read
        return None
    if s.at - in_touch(s) < beyond(t):
        return None
    newest, topic = (s.recent[0] if s.recent else None), spoken_of(s)
    rows = tuple(Row("interaction", c.row, iso(c.at)) for c in dict.fromkeys((newest, topic)) if c) or (Row("person", s.person.id),)
    since = _since(s, newest, unseen)
    chance = 0.3 if s.inclination is None else s.inclination
    close = 0.03 * (t.close - 3) if t.close is not None else 0.0
    return Proposal(
        "pick_up", s.person.id, s.person.anchor, f"since {(newest.key if newest else 0) or t.last}"[:64], f"Pick up the thread with {s.person.name}",
        (Reason(since, rows, exchange(newest, s.at) if newest else "who wrote to whom"),), 3, 0.08 + 0.06 * chance + close, ("both",), False,
        draft=drafts.pick_up(s, topic),
    )  # fmt: skip


def _since(s: Situation, newest: Contact | None, unseen: str) -> str:
    """Who wrote last, of what, and that nothing was read since; never beyond what was read."""
    t = s.tie
    if t is None or newest is None or newest.at != t.last:
        return f"The last contact seen here is of {day(t.last if t else s.at, s.at)}{unseen}."
    who = "You" if newest.direction == "to" else f"You and {given(s.person)}" if newest.direction == "both" else given(s.person)
    did = (
        "met" if newest.direction == "both" else "wrote" if newest.kind in MESSAGES else "were in touch" if who == "You" else "was in touch"
    )
    about = quoted(newest.subject)
    until, what = reach(s, "mail")
    read = f"your {what} of {day(until, s.at)}" if until is not None else "what was read"
    return f"{who} last {did} on {day(newest.at, s.at)}{f', {about}' if about else ''}; nothing since, as far as {read} shows."


def beyond(t: TieView) -> float:
    """The silence (seconds) from which on there is a thread to pick up: a month, or where a rhythm would have it kept warm, when that is past."""
    if t.gap_high is None or t.days < keep_warm.FEWEST_DAYS:
        return SILENCE
    return max(SILENCE, keep_warm.LATE * max(keep_warm.SHORTEST, t.gap_high) * DAY + 1)
