"""Make room: something of hers that could be theirs to do."""

from worthwhile.planning import letters
from worthwhile.planning.lines import cause, noted, oldest, serves
from worthwhile.planning.values import Proposal, Situation
from worthwhile.planning.words import given

WRITTEN = True  # rests on what she wrote down


def rule(s: Situation) -> Proposal | None:
    """What could be theirs longest."""
    line = oldest(s, "room")
    if line is None:
        return None
    why = noted(s, line, f"This could be {given(s.person)}’s to do, as you noted on {{when}}: {{what}}.")
    return Proposal(
        "make_room", s.person.id, s.person.anchor, cause("room", line.at, line.text), f"Make room for {s.person.name}", (why,), 4, 0.5,
        serves(line, ("them",)), True, draft=letters.make_room(s, line.text), line=line.id,
    )  # fmt: skip
