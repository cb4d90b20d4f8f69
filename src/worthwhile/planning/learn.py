"""What her answers to earlier acts say: which causes are settled, who is left out of what, and how each kind of act is liked.

Each kind has a Beta posterior from its own done and refused acts, with a prior pooled over all kinds; its mean, over the pooled mean, multiplies
worth. "Not now" counts for nothing; "not me" and "not them" count against the kind. (measures of a day: Beta-binomial, pooled.)
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from worthwhile.planning.values import Proposal
from worthwhile.planning.words import DAY

PRIOR = 6.0  # acts that the pooled mean counts for
LEAST, GREATEST = 0.5, 1.5
# a letter of any of these settles the quieter ones
WRITTEN = (
    "answer", "follow_up", "thank", "keep_warm", "pick_up", "ask_after", "wake", "congratulate", "keep_promise", "offer_help", "introduce", "tell", "say_yes", "ask",
    "next_step", "give_feedback", "ask_feedback", "stand_up", "make_room", "listen", "give_unasked", "let_give", "share",
)  # fmt: skip
QUIETER = ("keep_warm", "pick_up", "ask_after", "wake", "follow_up", "give_unasked", "let_give")
REST = 14 * DAY
ASKING = ("ask", "ask_feedback", "let_give", "next_step")  # what asks, or may
ASKS_APART = 7 * DAY  # nobody is asked for one thing on one day and for another on the next
LATELY, OFTEN, SUNK = 7, 3, 0.3  # days looked back on; on so many of them shown and left alone; what its worth then is multiplied by
OF_A_DAY = ("prepare", "congratulate")  # these have a day of their own, and stay until it is past


@dataclass(frozen=True, slots=True)
class Answered:
    """An act as she answered it; `person` is the root person its anchor now belongs to."""

    person: int
    kind: str
    about: str
    state: str
    reason: str = ""
    how: str = ""
    until: int | None = None
    at: int = 0


def liking(acts: Iterable[Answered]) -> dict[str, float]:
    """The factor on worth for each kind of act that she answered; 1 for the others."""
    good: Counter[str] = Counter()
    bad: Counter[str] = Counter()
    for act in acts:
        if act.state == "done":
            good[act.kind] += 1
        elif act.state == "not_this" and act.reason in ("not_me", "not_them"):
            bad[act.kind] += 1
    mean = (sum(good.values()) + 3.0) / (sum(good.values()) + sum(bad.values()) + 4.0)
    kinds = set(good) | set(bad)
    return {k: min(GREATEST, max(LEAST, (good[k] + PRIOR * mean) / (good[k] + bad[k] + PRIOR) / mean)) for k in kinds}


def open_ones(found: Sequence[Proposal], acts: Sequence[Answered], at: int) -> list[Proposal]:
    """The proposals that she has not settled, put off or ruled out."""
    by_person: dict[int, list[Answered]] = {}
    for act in acts:
        by_person.setdefault(act.person, []).append(act)
    return [p for p in found if not any(_settles(act, p, at) for act in by_person.get(p.person, ()))]


def sunk(found: Sequence[Proposal], shown: Mapping[tuple[int, str, str], int]) -> list[Proposal]:
    """The proposals, those of less worth that were shown on three days of the last seven and left alone: what stands there every morning is no longer
    looked at. `shown`: on how many days, by person, kind and what it is about. They rise again as those days go by."""
    return [replace(p, worth=p.worth * SUNK) if left_alone(p, shown) else p for p in found]


def left_alone(p: Proposal, shown: Mapping[tuple[int, str, str], int]) -> bool:
    """Has it stood there for so long that it sinks?"""
    return p.kind not in OF_A_DAY and shown.get((p.person, p.kind, p.about), 0) >= OFTEN


def _settles(act: Answered, p: Proposal, at: int) -> bool:
    if act.at > at:
        return False
    same = (act.kind, act.about) == (p.kind, p.about)
    if act.state == "done":
        asked = act.kind in ASKING and p.asks and at - act.at < ASKS_APART
        return same or asked or (act.kind in WRITTEN and p.kind in QUIETER and at - act.at < REST)
    if act.state == "later" or (act.state == "not_this" and act.reason == "not_now"):
        instead = act.kind in WRITTEN and p.kind in QUIETER  # who is to wait for an answer gets no idle word meanwhile
        return (same or instead) and (act.until is None or at < act.until)
    if act.state == "not_this":
        return same or (act.reason == "not_them" and act.kind == p.kind)
    return False
