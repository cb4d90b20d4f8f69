"""Whom a month served: done acts and her lines, with her word before the guess."""

from worthwhile.planning.intent import ACTS, LINES, said, shares
from worthwhile.planning.words import DAY
from worthwhile.store import rows

_STANDS = ("gave", "received", "thanked", "thanks", "asked")  # lines that tell of something done; the others do once they are settled


def mix(at: int, days: int = 30) -> dict[str, float]:
    """The share of each of INTENTS over the acts done and the help given, received and asked for in the last so many days; {} for none.

    Whom an act or a line serves is a guess by its kind until she says it. A line that an act settled or kept counts once, as the act."""
    since = at - days * DAY
    acts = rows("select kind, serves, at from worthwhile_act where state = 'done' and at > %s and at <= %s", [since, at])
    of_acts = {when for _, _, when in acts}
    lines = rows(
        """select kind, serves, closed, at, answer from worthwhile_note
            where (at > %s and at <= %s) or (closed > %s and closed <= %s)""",
        [since, at, since, at],
    )
    found = [said(word, ACTS.get(kind, ())) for kind, word, _ in acts]
    for kind, word, closed, noted, answer in lines:
        settled = closed is not None and closed <= at
        when = noted if kind in _STANDS else closed
        if kind in LINES and when not in of_acts and answer != "no" and (kind in _STANDS or settled):
            found.append(said(word, LINES[kind]))
    return shares(found)
