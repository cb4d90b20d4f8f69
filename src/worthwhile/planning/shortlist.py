"""Whom to look at: bounds on the rows of ties, taken from the rules, so that nothing is lost but the faintest. Pure: conditions, as SQL and values.

A whole situation is worked out for these alone; with thousands of people that is what keeps Today quick."""

from dataclasses import dataclass

from worthwhile.planning.rules.answer import LONGEST
from worthwhile.planning.rules.follow_up import WITHIN
from worthwhile.planning.rules.keep_warm import EARLY, FEWEST_DAYS, LATE, SHORTEST
from worthwhile.planning.rules.pick_up import FEWEST_DAYS as BEGUN
from worthwhile.planning.rules.pick_up import SILENCE as FALLEN
from worthwhile.planning.rules.wake import FEWEST_DAYS as ONCE
from worthwhile.planning.rules.wake import SILENCE
from worthwhile.planning.words import DAY

_STRENGTH = (
    "t.log_strength - %s * 0.6931471805599453 / (t.half_life * 86400.0) desc, t.person_id"  # S by its logarithm: the order is the same
)
_LONG = f"(case when t.gap_high > {SHORTEST} then t.gap_high else {SHORTEST} end) * {DAY}"


@dataclass(frozen=True, slots=True)
class Part:
    """The ties for which one thing may be due: a condition on `worthwhile_tie t`, an order, and how many at most."""

    where: str
    params: tuple[int | float, ...]
    order: str
    order_params: tuple[int | float, ...]
    most: int


def parts(at: int) -> list[Part]:
    """Those who wait, those whose rhythm is about to break, those asleep, threads let fall, those met lately."""
    strength = (_STRENGTH, (at,))
    waiting = "t.last_from >= %s and (t.last_to is null or t.last_from > t.last_to)"
    warm = (
        f"t.gap_high is not null and t.days >= %s and t.sent > 0 and %s - t.last >= {EARLY} * {_LONG} and %s - t.last <= {LATE} * {_LONG}"
    )
    asleep = "t.last <= %s and t.sent >= 3 and t.received >= 3 and t.days >= %s"
    fallen = (
        "t.last > %s and t.last <= %s and t.sent > 0 and t.received > 0 and t.days >= %s "
        f"and (t.gap_high is null or t.days < %s or %s - t.last > {LATE} * {_LONG})"
    )
    return [
        Part(waiting, (at - LONGEST,), "case when t.sent > 0 then 0 else 1 end, " + strength[0], strength[1], 60),
        Part(warm, (FEWEST_DAYS, at, at), *strength, 20),
        Part(asleep, (at - SILENCE, ONCE), "t.days desc, t.person_id", (), 15),
        Part(fallen, (at - SILENCE, at - FALLEN, BEGUN, FEWEST_DAYS, at), *strength, 20),
        Part("t.last_met >= %s", (at - WITHIN - DAY,), *strength, 30),
    ]
