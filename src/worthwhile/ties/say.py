"""How a tie is said in words; no score, no blame, and never that it is at an end."""

from worthwhile.ties.values import TieView


def sentence(tie: TieView, at: int, name: str) -> str:
    """A sentence on how the tie stands."""
    return "A tie of which little is seen yet." if tie.days < 4 else "An easy, steady tie."


def short(tie: TieView, at: int) -> str:
    """A few words, for a list."""
    return "New" if tie.days < 4 else "Steady"
