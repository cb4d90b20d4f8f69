"""Share something useful: news that they would like to have."""

from worthwhile.planning import letters
from worthwhile.planning.lines import cause, noted, oldest, serves
from worthwhile.planning.values import Proposal, Situation
from worthwhile.planning.words import given

WRITTEN = True  # rests on what she wrote down


def rule(s: Situation) -> Proposal | None:
    """What they would have liked to know longest."""
    line = oldest(s, "share")
    if line is None:
        return None
    why = noted(s, line, f"{given(s.person)} would like to know this, as you noted on {{when}}: {{what}}.")
    return Proposal(
        "share", s.person.id, s.person.anchor, cause("share", line.at, line.text), f"Send {s.person.name} something useful", (why,), 3, 0.48,
        serves(line, ("them",)), True, draft=letters.share(s, line.text), line=line.id,
    )  # fmt: skip
