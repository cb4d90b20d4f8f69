"""Say yes to help that was offered: help taken up is help that two people are glad of."""

from worthwhile.planning import letters
from worthwhile.planning.lines import cause, noted, oldest, serves
from worthwhile.planning.values import Proposal, Situation
from worthwhile.planning.words import given

WRITTEN = True  # rests on what she wrote down


def rule(s: Situation) -> Proposal | None:
    """The offer to her that has been open longest."""
    line = oldest(s, "offered")
    if line is None:
        return None
    why = noted(s, line, f"{given(s.person)} offered you this, as you noted on {{when}}: {{what}}.")
    return Proposal(
        "say_yes", s.person.id, s.person.anchor, cause("offered", line.at, line.text), f"Say yes to {s.person.name}", (why,), 2, 0.5,
        serves(line, ("both",)), False, draft=letters.say_yes(s, line.text), line=line.id,
    )  # fmt: skip
