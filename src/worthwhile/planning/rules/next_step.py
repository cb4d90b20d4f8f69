"""The next step with somebody whom a goal of hers takes."""

from dataclasses import replace

from worthwhile.goals.values import NextStep
from worthwhile.people.values import PersonView
from worthwhile.planning import letters
from worthwhile.planning.lines import step_cause, still_asked
from worthwhile.planning.values import INTENTS, Proposal, Situation
from worthwhile.planning.words import quoted
from worthwhile.why import Reason, Row

WRITTEN = True  # rests on what she wrote down
LEAST, MOST = 1, 20  # minutes


def rule(s: Situation) -> Proposal | None:
    """The most pressing step with this person; none that asks help of them while an ask of hers is open."""
    waits = still_asked(s) is not None
    step = next((n for n in s.steps if not (n.asks and waits)), None)
    if step is None:
        return None
    return replace(act(step, s.person), draft=letters.next_step(s, step))


def act(step: NextStep, person: PersonView) -> Proposal:
    """A step as the act that it is, with the one to speak to; without first words."""
    rows = tuple(Row(noun, row) for noun, row in step.rows) or (Row("goal", step.goal),)
    why = Reason(step.why, rows, f"your goal {quoted(step.title, 40)}")
    return Proposal(
        "next_step", person.id, person.anchor, step_cause(step.key), step.what, (why,), min(MOST, max(LEAST, step.minutes)), 0.65,
        tuple(i for i in INTENTS if i in step.serves), False, asks=step.asks,
    )  # fmt: skip
