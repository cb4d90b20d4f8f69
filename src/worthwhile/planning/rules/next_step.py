"""The next step with somebody whom a goal of hers takes."""

from worthwhile.planning import letters
from worthwhile.planning.lines import step_cause
from worthwhile.planning.values import INTENTS, Proposal, Situation
from worthwhile.planning.words import quoted
from worthwhile.why import Reason, Row

WRITTEN = True  # rests on what she wrote down
LEAST, MOST = 1, 20  # minutes


def rule(s: Situation) -> Proposal | None:
    """The most pressing step with this person."""
    if not s.steps:
        return None
    step = s.steps[0]
    rows = tuple(Row(noun, row) for noun, row in step.rows) or (Row("goal", step.goal),)
    why = Reason(step.why, rows, f"your goal {quoted(step.title, 40)}")
    return Proposal(
        "next_step", s.person.id, s.person.anchor, step_cause(step.key), step.what, (why,), min(MOST, max(LEAST, step.minutes)), 0.65,
        tuple(i for i in INTENTS if i in step.serves), False, asks=step.asks, draft=letters.next_step(s, step.title),
    )  # fmt: skip
