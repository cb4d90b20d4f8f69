"""Stand up for somebody whose part in something is not seen."""

from worthwhile.planning import letters
from worthwhile.planning.lines import cause, noted, oldest, serves
from worthwhile.planning.values import Proposal, Situation
from worthwhile.planning.words import given

WRITTEN = True  # rests on what she wrote down


def rule(s: Situation) -> Proposal | None:
    """The part of theirs that has been unseen longest."""
    line = oldest(s, "credit")
    if line is None:
        return None
    why = noted(s, line, f"{given(s.person)}’s part in this isn’t seen yet, as you noted on {{when}}: {{what}}. You could change that.")
    return Proposal(
        "stand_up", s.person.id, s.person.anchor, cause("credit", line.at, line.text), f"Stand up for {s.person.name}", (why,), 5, 0.56,
        serves(line, ("them",)), True, draft=letters.stand_up(s, line.text), line=line.id,
    )  # fmt: skip
