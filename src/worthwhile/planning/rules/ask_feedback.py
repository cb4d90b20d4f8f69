"""Ask for feedback: of somebody who works closely with her, no more than once a month, where a goal or a note of hers gives cause. On a goal only
those are asked who have a say in it, on a note that names somebody only those (queries/causes.py)."""

from worthwhile.planning import letters
from worthwhile.planning.lines import cause, noted, serves, still_asked
from worthwhile.planning.values import Proposal, Situation
from worthwhile.planning.words import DAY, day, given, iso, quoted
from worthwhile.why import Reason, Row

WRITTEN = True  # rests on what she wrote down
MET, DAYS, LATELY = 4, 12, 21 * DAY  # meetings and days of contact in all; the last meeting no longer ago


def rule(s: Situation) -> Proposal | None:
    """How it looks from the side of somebody whom she meets often."""
    wish, tie = s.wish, s.tie
    if (
        still_asked(s) is not None
        or wish is None
        or (wish.kind == "goal" and s.steps)  # a goal knows a better thing to ask of them
        or tie is None
        or tie.last_met is None
        or tie.met < MET
        or tie.days < DAYS
        or s.at - tie.last_met > LATELY
    ):
        return None
    name = given(s.person)
    if wish.kind == "goal":
        why = Reason(
            f"You are working on {quoted(wish.text)}. How it looks from {name}’s side, only {name} can say.",
            (Row("goal", wish.id, iso(wish.at)),),
            "your goal",
        )
    else:
        why = noted(s, wish, "You would like to hear what others think of this, as you noted on {when}: {what}.")
    near = Reason(f"You and {name} meet often, the last time on {day(tie.last_met, s.at)}.", (Row("person", s.person.id),), "your calendar")
    return Proposal(
        "ask_feedback", s.person.id, s.person.anchor, cause("feedback", wish.at, wish.text), f"Ask {s.person.name} how it looks from their side",
        (why, near), 3, 0.36 + 0.08 * min(1.0, tie.met / 40), serves(wish, ("me",)), False, asks=True, draft=letters.ask_feedback(s, wish.text),
    )  # fmt: skip
