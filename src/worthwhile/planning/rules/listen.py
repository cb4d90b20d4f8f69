"""Listen to somebody whom something weighs on."""

from worthwhile.planning import letters
from worthwhile.planning.lines import LATELY, cause, noted, oldest, serves
from worthwhile.planning.values import Proposal, Situation
from worthwhile.planning.words import given

WRITTEN = True  # rests on what she wrote down


def rule(s: Situation) -> Proposal | None:
    """What has weighed on them longest, as they said; half a year ago at most."""
    line = oldest(s, "worry", longest=LATELY)
    if line is None:
        return None
    why = noted(s, line, f"{given(s.person)} told you that this weighs on them, as you noted on {{when}}: {{what}}.")
    return Proposal(
        "listen", s.person.id, s.person.anchor, cause("worry", line.at, line.text), f"Ask {s.person.name} how it is now, and listen", (why,), 5, 0.54,
        serves(line, ("them",)), True, draft=letters.listen(s), line=line.id,
    )  # fmt: skip
