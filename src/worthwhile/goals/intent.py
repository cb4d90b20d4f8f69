"""Whom a goal serves, said back to her: influence is fair where its purpose could be shown to everyone it takes. Pure."""

from worthwhile.goals.values import GoalView
from worthwhile.text import several

_WHOM = {"them": "the people in it", "both": "them and you", "organisation": "the organisation", "me": "you"}


def check(goal: GoalView, on_it: int) -> list[str]:
    """Sentences: whom she marked it as serving, where her own interest has its place, and that the page could be shown to all on it."""
    out = []
    others = [w for w in goal.serves if w != "me"]
    whom = several([_WHOM[w] for w in goal.serves if w in _WHOM])
    named = goal.serves_whom.rstrip(".")
    if goal.serves or named:
        out.append(f"You marked it as serving {whom}: {named}." if whom and named else f"You marked it as serving {whom or named}.")
    else:
        out.append("Whom does it serve? Nothing is marked yet.")
    if goal.serves and not others and not named:
        out.append("Who else would be better off with it? If nobody, it is fair to say so when you ask.")
    if goal.mine:
        out.append(f"Your own interest is named: “{goal.mine.rstrip('.')}”. A shared purpose that recognises it is sound.")
    elif others or named:
        out.append("What is in it for you? It has a place here; a shared purpose that recognises it is sound.")
    if on_it:
        out.append("Could you show this page to everyone on it?")
    return out
