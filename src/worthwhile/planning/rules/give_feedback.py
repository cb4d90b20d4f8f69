"""Give feedback that was asked for: one thing that worked, one that would help."""

from worthwhile.planning import letters
from worthwhile.planning.lines import cause, noted, oldest, serves
from worthwhile.planning.values import Proposal, Situation
from worthwhile.planning.words import given

WRITTEN = True  # rests on what she wrote down


def rule(s: Situation) -> Proposal | None:
    """What they have wanted to know longest."""
    line = oldest(s, "feedback")
    if line is None:
        return None
    why = noted(
        s,
        line,
        f"{given(s.person)} wants to know what you think of this, as you noted on {{when}}: {{what}}. One thing that worked, one that would help.",
    )
    return Proposal(
        "give_feedback", s.person.id, s.person.anchor, cause("feedback", line.at, line.text), f"Tell {s.person.name} what you think of it", (why,), 5, 0.58,
        serves(line, ("them",)), True, draft=letters.give_feedback(s, line.text), line=line.id,
    )  # fmt: skip
