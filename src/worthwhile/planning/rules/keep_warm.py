"""Keep a steady tie warm before it goes quiet: a little before the silence is longer than nearly all of its own gaps."""

from worthwhile.planning import drafts
from worthwhile.planning.lines import in_touch
from worthwhile.planning.situation import brought_up, spoken_of
from worthwhile.planning.values import Proposal, Situation
from worthwhile.planning.words import DAY, as_of, day, exchange, given, iso, quoted, reach
from worthwhile.text import number
from worthwhile.ties.say import one_way
from worthwhile.why import Reason, Row

FEWEST_DAYS = 6  # contact days, below which there is no rhythm to speak of
LATELY = 60 * DAY  # how old what is asked after may be
EARLY, LATE = 0.75, 2.0  # of the tie's own long gap (its 80 % quantile)
SOONEST = 8.0  # days; within a week nobody says hello for its own sake
SHORTEST = 7.0  # days; a tie of every day needs no reminder after a long weekend


def rule(s: Situation) -> Proposal | None:
    """A word to somebody with whom it has nearly always gone on before now; where a matter of theirs can be asked after, that is another act."""
    found = hello(s)
    return found if found is not None and brought_up(s) is None else None


def hello(s: Situation) -> Proposal | None:
    """The word, whatever was written of before."""
    t = s.tie
    if t is None or t.gap_high is None or t.days < FEWEST_DAYS or t.sent == 0 or t.last_from is None or s.next_meeting is not None:
        return None
    if one_way(t):  # a round of letters that one of them sends is no talk that could go quiet
        return None
    until, _ = reach(s, "mail")
    unseen, long_gap = as_of(s, "mail", t.last), max(SHORTEST, t.gap_high)
    if until is None or not unseen or s.at - t.last > LATE * long_gap * DAY:
        return None
    told = in_touch(s)  # her own word counts as what was read does
    if min(min(s.at, until) - t.last, s.at - told) < max(SOONEST, EARLY * long_gap) * DAY:  # silence counts as far as was read
        return None
    name = given(s.person)
    last = s.recent[0] if s.recent else None
    often = f"You and {name} are usually in touch again within {number(round(long_gap))} days."
    since = f"The last contact seen here is of {day(t.last, s.at)}{unseen}."
    if told > t.last:
        since = f"You noted a word between you on {day(told, s.at)}; none is seen since{unseen}."
    rows = (Row("interaction", last.row, iso(last.at)),) if last else (Row("person", s.person.id),)
    why = Reason(f"{often} {since}", rows, exchange(last, s.at) if last else "who wrote to whom")
    chance = 0.3 if s.inclination is None else s.inclination
    close = 0.05 * (t.close - 3) if t.close is not None else 0.0
    spoke = spoken_of(s, s.at - LATELY)
    about = f"since {(last.key if last else 0) or t.last}"[:64]
    return Proposal(
        "keep_warm", s.person.id, s.person.anchor, about, f"Say hello to {s.person.name}", (why,), 3, 0.1 + 0.4 * chance + close, ("both",), False,
        draft=drafts.keep_warm(s, quoted(spoke.subject) if spoke else ""),
    )  # fmt: skip
