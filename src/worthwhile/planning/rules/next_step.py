"""The next step with somebody whom a goal of hers takes."""

from dataclasses import replace

from worthwhile.goals.values import NextStep
from worthwhile.people.values import PersonView
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
    return replace(act(step, s.person), draft=letters.next_step(s, step.title))


def act(step: NextStep, person: PersonView) -> Proposal:
    """A step as the act that it is, with the one to speak to; without first words."""
    rows = tuple(Row(noun, row) for noun, row in step.rows) or (Row("goal", step.goal),)
    why = Reason(step.why, rows, f"your goal {quoted(step.title, 40)}")
    return Proposal(
        "next_step", person.id, person.anchor, step_cause(step.key), step.what, (why,), min(MOST, max(LEAST, step.minutes)), 0.65,
        tuple(i for i in INTENTS if i in step.serves), False, asks=step.asks,
    )  # fmt: skip
