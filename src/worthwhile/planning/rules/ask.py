"""Ask for help: something she noted that she wants to ask, or a need of hers that they may meet. At most one on a day; none of whom she asked lately, or where an ask
of hers is still open."""

from worthwhile.planning import letters
from worthwhile.planning.lines import cause, noted, oldest, serves, still_asked
from worthwhile.planning.rules.offer_help import shared
from worthwhile.planning.values import Chance, Jotting, Proposal, Situation
from worthwhile.planning.words import DAY, given, iso, quoted, short_day
from worthwhile.text import number
from worthwhile.why import Reason, Row

WRITTEN = True  # rests on what she wrote down
APART = 30 * DAY  # between two asks of the same person


def rule(s: Situation) -> Proposal | None:
    """Her own ask first. Where they meet soon, it is put then (before the meeting, it stands on its page)."""
    if still_asked(s) is not None or any(n.kind == "asked" and s.at - n.at < APART for n in (*s.story, *s.notes)):
        return None
    line = oldest(s, "ask") if s.next_meeting is None else None
    if line is not None:
        return _hers(s, line)
    chance = next((c for c in s.chances if c.part == "gives"), None)
    return None if chance is None else _need(s, chance)


def _hers(s: Situation, line: Jotting) -> Proposal:
    size = number(line.minutes or letters.AN_ASK)
    why = noted(s, line, f"You want to ask {given(s.person)} this, as you noted on {{when}}: {{what}}. About {size} minutes of theirs.")
    return Proposal(
        "ask", s.person.id, s.person.anchor, cause("ask", line.at, line.text), f"Ask {s.person.name} one thing", (why,), 4, 0.65,
        serves(line, ("me",)), False, asks=True, draft=letters.ask(s, line.text, line.minutes), line=line.id,
    )  # fmt: skip


def _need(s: Situation, chance: Chance) -> Proposal:
    name = given(s.person)
    rows = tuple(Row("note", row, iso(chance.at)) for row in (chance.need, chance.offer) if row is not None)
    why = Reason(
        f"You could use this: {quoted(chance.text)}. {name} is glad to give {quoted(chance.offered)}. About {number(letters.AN_ASK)} minutes of theirs.",
        rows, f"your note of {short_day(chance.at, s.at)}",
    )  # fmt: skip
    return Proposal(
        "ask", s.person.id, s.person.anchor, cause("own need", chance.at, chance.text), f"Ask {s.person.name} for help with one thing",
        (why, *shared(chance)), 4, 0.55 + 0.25 * chance.worth, ("me",), False, asks=True, draft=letters.ask(s, chance.text, None), words=(chance.text,),
    )  # fmt: skip
