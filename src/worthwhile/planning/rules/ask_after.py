"""Ask after a matter that was theirs, with an offer of help: where a hello or a word to pick up the thread would be due, this is the better one.

Closeness rests on being seen to care for what matters to the other (responsiveness; Reis, Clark & Holmes 2004); and most help begins with somebody
saying what they need (in Grant 2013), which an open question invites."""

from dataclasses import replace

from worthwhile.planning import drafts
from worthwhile.planning.rules import keep_warm, pick_up
from worthwhile.planning.situation import brought_up
from worthwhile.planning.values import Proposal, Situation
from worthwhile.planning.words import day, exchange, given, iso, quoted
from worthwhile.why import Reason, Row


def rule(s: Situation) -> Proposal | None:
    """How it went on with what they brought up last, when a word is due anyway: first what is asked after, then why a word is due."""
    due = keep_warm.hello(s) or pick_up.word(s)
    theirs = brought_up(s) if due is not None else None
    if due is None or theirs is None:
        return None
    said = f"{given(s.person)} wrote to you about {quoted(theirs.subject)} on {day(theirs.at, s.at)}."
    why = Reason(said, (Row("interaction", theirs.row, iso(theirs.at)),), exchange(theirs, s.at))
    newest = s.recent[0] is theirs and due.kind == "pick_up"  # then its sentence says so already
    return replace(
        due, kind="ask_after", title=f"Ask {s.person.name} how it went on", why=due.why if newest else (why, *due.why), serves=("them",),
        draft=drafts.ask_after(s, theirs),
    )  # fmt: skip
