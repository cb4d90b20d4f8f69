"""First words for a next step, in a letter that she makes her own; an easy no stands in each that asks. Pure. Never sent by the program."""

from worthwhile.goals.values import GoalView, NextStep, Standing


def words(goal: GoalView, kind: str, s: Standing) -> str:
    """What a letter on a step of this kind says, about the goal to the one it takes, or to who can introduce her. No motive and no stance of anybody
    stands in it; a third person is named only where an introduction to them is asked for."""
    about = _about(goal)
    why = f" {goal.why.rstrip('.')}." if goal.why else ""
    return {
        "introduce": f"I would like to meet {s.name} about this: {about}.{why} Would you introduce us? If it doesn’t fit, just say so.",
        "write": f"We haven’t met. I am working on this: {about}.{why} I’d like to hear what you think of it, before anything is settled.",
        "against": f"About this: {about}. What would make it good for you, and for your people? I’d like to hear it before anything is settled.",
        "unknown": f"I am working on this: {about}.{why} What do you think of it, and what would make it good for you?",
        "undecided": f"About this: {about}. What would you need to know, or to see changed, before you can say yes or no?",
        "help": f"About this: {about}. What it wants now: {goal.help.rstrip('.')}. Could you help with that? A no is fine.",
        "picture": f"A few lines on how this stands: {about}.",
    }[kind]


def first_words(goal: GoalView, step: NextStep, to: str, me: str) -> tuple[str, str]:
    """(subject, body) of a letter to `to` (a given name)."""
    return _about(goal), "\n\n".join(part for part in (f"Dear {to},", step.words, me) if part)


def _about(goal: GoalView) -> str:
    return goal.title[:1].upper() + goal.title[1:]
