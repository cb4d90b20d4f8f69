"""Goals and the people they take, as plain values."""

from worthwhile.goals.values import NextStep


def next_steps(at: int) -> list[NextStep]:
    """The next step of each open goal that has a day to be done by, the most pressing first."""
    return []
